"""What checks find is kept from run to run: since when, whose it is, what is waived.

Belongs here: the hooks around a run, on a project of two models. What the marts make of
their tables is in the unit tests of the models.
"""

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from shutil import copy, copytree, ignore_patterns
from typing import Any

import duckdb
import pytest

from orchestration.settings import REPO_ROOT
from tests.integration.dbt_command import failed_nodes

pytestmark = pytest.mark.integration

FILES = {
    "dbt_project.yml": """\
name: journey_warehouse
config-version: 2
profile: journey_warehouse
flags: {warn_error: true, send_anonymous_usage_stats: false}
on-run-start: ["{{ prepare_quality() }}"]
on-run-end: ["{{ record_built(results) }}", "{{ record_checks(results) }}"]
vars: {quality_runs_kept: 2}
models: {+materialized: table}
seeds:
  +schema: rules
  journey_warehouse:
    things: {+column_types: {thing_id: varchar, comment: varchar}}
""",
    "models/fct_things.sql": "select * from {{ ref('things') }}",
    # A file of a header alone has no types.
    "models/int_raw_problems.sql": """\
select
    columns(* exclude (row_count))::varchar,
    row_count::bigint as row_count
from {{ ref('problems') }}
""",
    "models/int_raw_files.sql": """\
select 'things' as table_name, 'thing_id,comment' as column_names
""",
    "models/models.yml": """\
models:
  - name: fct_things
    columns:
      - name: thing_id
        data_tests: [unique]
      - name: comment
        data_tests: [not_null]
""",
    "seeds/problems.csv": (
        "problem_id,kind,table_name,column_name,rule,row_count,example_keys\n"
    ),
}
BROKEN_KEY = ["unique_fct_things_thing_id"]
WAIVER = ["rule", "table_name", "column_name", "reason", "granted_by", "expires_on"]


@dataclass
class Project:
    """A project of two models, with the hooks and the rules of the real one."""

    root: Path

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def things(self, *ids: str, comment: str = "private") -> None:
        rows = "".join(f"{thing},{comment}\n" for thing in ids)
        self.write("seeds/things.csv", f"thing_id,comment\n{rows}")

    def waive(self, *values: str) -> None:
        with (self.root / "seeds" / "quality_waivers.csv").open("w") as file:
            csv.writer(file).writerows([WAIVER, *([values] if values else [])])

    def build(self) -> list[str]:
        """Build: the names of what failed."""
        return failed_nodes(self.root, "build", JOURNEY_DB=str(self.root / "w.duckdb"))

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(self.root / "w.duckdb") as connection:
            return connection.execute(sql).fetchall()

    def history(self, rule: str) -> list[tuple[Any, ...]]:
        """Status, rows and run of the first sight of a rule's results, run by run."""
        return self.rows(
            f"""
            select status, failing_row_count, (
                select count(*) from quality.runs where run_at <= first_seen_at
            )
            from quality.results where rule = '{rule}' order by run_at
            """
        )


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project that was never built: its key is broken."""
    project = Project(tmp_path)
    copytree(
        REPO_ROOT / "macros" / "quality",
        tmp_path / "macros" / "quality",
        ignore=ignore_patterns("_macros.yml"),
    )
    for name in ("relation_of.sql", "string_literals.sql"):
        copy(REPO_ROOT / "macros" / "incremental" / name, tmp_path / "macros")
    copy(REPO_ROOT / "macros" / "dialect" / "exploded.sql", tmp_path / "macros")
    copy(REPO_ROOT / "tests" / "data" / "generic" / "not_null.sql", tmp_path / "macros")
    copy(REPO_ROOT / "profiles.yml", tmp_path)
    for path, text in FILES.items():
        project.write(path, text)
    project.things("a", "a", "b")
    project.waive()
    return project


def test_a_problem_keeps_its_first_sight_until_it_is_gone(project: Project) -> None:
    assert project.build() == BROKEN_KEY
    assert project.build() == BROKEN_KEY
    project.things("a", "b")
    assert project.build() == []
    project.things("b", "b")
    assert project.build() == BROKEN_KEY
    assert project.history("unique") == [
        ("failed", 1, 1),
        ("failed", 1, 1),
        ("passed", 0, 0),
        ("failed", 1, 4),
    ]
    assert project.rows("select is_sound from quality.runs order by run_at") == [
        (False,),
        (False,),
        (True,),
        (False,),
    ]


def test_when_a_model_was_built_is_kept_until_it_is_built_anew(
    project: Project,
) -> None:
    project.things("a", "b")
    built = """
        select model_name from quality.built_models
        where built_at = (select max(built_at) from quality.built_models)
        order by all
    """
    assert project.build() == []
    first = project.rows(built)
    assert {("fct_things",), ("things",), ("int_raw_files",)} <= {*first}
    project.write("models/fct_things.sql", "select nothing from {{ ref('things') }}")
    assert project.build() != []
    assert project.rows(built) == [row for row in first if row != ("fct_things",)]
    assert project.rows("select count(*) from quality.built_models") == [(len(first),)]


def test_what_is_waived_passes_until_its_last_day(project: Project) -> None:
    project.waive("unique", "fct_things", "thing_id", "known", "ann", "2999-12-31")
    assert project.build() == []
    project.waive("unique", "", "", "known", "ann", "2000-01-01")
    assert project.build() == BROKEN_KEY
    assert project.history("unique") == [("waived", 1, 1), ("failed", 1, 1)]


@pytest.mark.parametrize(
    "waiver",
    [
        ("not_null", "", ""),
        ("unique", "fct_others", ""),
        ("unique", "fct_things", "other_id"),
    ],
)
def test_a_waiver_of_something_else_waives_nothing(
    project: Project, waiver: tuple[str, str, str]
) -> None:
    project.waive(*waiver, "known", "ann", "2999-12-31")
    assert project.build() == BROKEN_KEY


def test_examples_are_keys_and_not_what_persons_wrote(project: Project) -> None:
    project.things("a", "c", comment="")
    assert project.build() == ["not_null_fct_things_comment"]
    [(examples,)] = project.rows(
        "select example_keys from quality.results where rule = 'not_null'"
    )
    assert json.loads(examples) == [
        "thing_id=a, wrong_field=comment",
        "thing_id=c, wrong_field=comment",
    ]
    project.things("a", "a", comment="private words")
    assert project.build() == BROKEN_KEY
    assert "private words" not in str(project.rows("from quality.results"))


@pytest.fixture
def problem(project: Project) -> Callable[[str], None]:
    project.things("a")

    def write(rows: str) -> None:
        project.write("seeds/problems.csv", FILES["seeds/problems.csv"] + rows)

    return write


def test_problems_of_raw_rows_fail_no_build_and_pass_when_they_are_gone(
    project: Project, problem: Callable[[str], None]
) -> None:
    problem("p1,raw rows,deals,amount,rejected:empty,3,\n")
    assert project.build() == []
    problem("p2,raw rows,deals,stage,rejected:empty,4,\n")
    assert project.build() == []
    assert project.rows(
        """
        select check_id, severity, status, failing_row_count from quality.results
        where kind = 'raw rows' order by run_at, check_id
        """
    ) == [
        ("p1", "warn", "failed", 3),
        ("p1", "warn", "passed", 0),
        ("p2", "warn", "failed", 4),
    ]


def test_problems_of_an_earlier_version_wait_until_their_model_is_built_again(
    project: Project, problem: Callable[[str], None]
) -> None:
    problem("p1,raw rows,deals,amount,rejected:empty,3,\n")
    assert project.build() == []
    # As a warehouse has it from before problems had a kind.
    model = "models/int_raw_problems.sql"
    project.write(model, FILES[model].replace("(* exclude (", "(* exclude (kind, "))
    assert project.build() == []
    project.write(model, FILES[model])
    assert project.build() == []
    assert project.history("rejected:empty") == [("failed", 3, 1), ("failed", 3, 1)]
    # What tests found was kept all the same.
    assert project.rows("select count(*) from quality.runs") == [(3,)]


def test_what_passed_long_ago_is_forgotten_and_problems_are_not(
    project: Project, problem: Callable[[str], None]
) -> None:
    problem("p1,raw rows,deals,amount,rejected:empty,3,\n")
    assert project.build() == []
    problem("")
    for _ in range(3):
        assert project.build() == []
    counts = project.rows(
        "select status, rule, count(*) from quality.results group by all order by all"
    )
    assert ("failed", "rejected:empty", 1) in counts
    assert ("passed", "unique", 2) in counts
    # Else the problem would seem to be back.
    assert ("passed", "rejected:empty", 1) in counts


def test_a_model_that_cannot_be_built_is_no_sound_run(project: Project) -> None:
    project.things("a")
    project.write("models/fct_broken.sql", "select 1 / 'x' as broken")
    assert project.build() == ["fct_broken"]
    assert project.rows("select is_sound from quality.runs") == [(False,)]


def test_a_test_that_is_no_more_fails_no_more(project: Project) -> None:
    assert project.build() == BROKEN_KEY
    models = FILES["models/models.yml"].replace("data_tests: [unique]", "")
    project.write("models/models.yml", models)
    assert project.build() == []
    assert project.history("unique") == []


def test_a_column_is_remembered_for_as_many_runs_as_checks_are_kept(
    project: Project,
) -> None:
    def known() -> list[tuple[Any, ...]]:
        return project.rows("select column_name from quality.raw_columns order by all")

    project.things("a")
    assert project.build() == []
    files = FILES["models/int_raw_files.sql"].replace(",comment", "")
    project.write("models/int_raw_files.sql", files)
    for _ in range(2):
        assert project.build() == []
        assert known() == [("comment",), ("thing_id",)]
    assert project.build() == []
    assert known() == [("thing_id",)]
