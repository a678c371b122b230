"""Each generic dbt test on rows that pass and on rows that fail.

One `dbt test` of a small project runs them all: Jinja, SQL and the way dbt counts
violations are the real ones. Tests of what the models hold belong in `tests/data`.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from dbt.cli.main import dbtRunner

GENERIC_TESTS = Path(__file__).resolve().parents[1] / "data" / "generic"
# What they share.
MACROS = Path(__file__).resolve().parents[2] / "macros" / "quality"
PROJECT = "generic_tests"


@dataclass(frozen=True)
class Case:
    """A small relation, and how many violations a generic test finds in it."""

    name: str
    test: str
    rows: str
    violations: int
    column: str | None = None
    arguments: Mapping[str, Any] = field(default_factory=dict)


PAIR = {"columns": ["a", "b"]}
BY_ENTITY = {"by": ["entity"]}
COUNTS = {"columns": ["won", "lost"], "by": ["month"]}
INTERVALS = {"start_at": "start_at", "end_at": "end_at", **BY_ENTITY}

CASES = [
    Case(
        name="combinations_differ_in_one_value",
        test="unique_combination",
        rows="(values ('x', 1), ('x', 2), ('y', 1), ('x', null)) as r(a, b)",
        arguments=PAIR,
        violations=0,
    ),
    Case(
        name="combinations_agree_in_all_values_and_in_nulls",
        test="unique_combination",
        rows="(values ('x', 1), ('x', 1), ('y', null), ('y', null)) as r(a, b)",
        arguments=PAIR,
        violations=2,
    ),
    Case(
        name="every_row_has_each_value",
        test="not_null",
        rows="(values ('x', 1), ('', 0)) as r(a, b)",
        arguments=PAIR,
        violations=0,
    ),
    Case(
        name="a_row_that_lacks_several_values_counts_once",
        test="not_null",
        rows="(values ('x', 1), ('y', null), (null, 2), (null, null)) as r(a, b)",
        arguments=PAIR,
        violations=3,
    ),
    Case(
        name="shares_reach_from_0_to_1",
        test="is_share",
        rows="(values (0.0), (0.5), (1.0), (null)) as r(a)",
        column="a",
        violations=0,
    ),
    Case(
        name="percentages_and_differences_are_no_shares",
        test="is_share",
        rows="(values (45.0), (-0.1), (1.0001), ('nan'::double)) as r(a)",
        column="a",
        violations=4,
    ),
    Case(
        name="zero_is_not_negative",
        test="not_negative",
        rows="(values (0), (7), (null)) as r(a)",
        column="a",
        violations=0,
    ),
    Case(
        name="less_than_zero_is_negative",
        test="not_negative",
        rows="(values (-1), (3), (-0.01)) as r(a)",
        column="a",
        violations=2,
    ),
    Case(
        name="whatever_is_above_zero_is_positive",
        test="is_positive",
        rows="(values (7), (0.01), (null)) as r(a)",
        column="a",
        violations=0,
    ),
    Case(
        name="zero_is_not_positive",
        test="is_positive",
        rows="(values (0), (-1), (0.01), (null)) as r(a)",
        column="a",
        violations=2,
    ),
    Case(
        name="each_group_counts_from_one_whatever_the_order_of_rows",
        test="counts_from_one",
        rows="(values ('x', 2), ('x', 1), ('y', 1), ('y', null)) as r(entity, a)",
        column="a",
        arguments=BY_ENTITY,
        violations=0,
    ),
    Case(
        name="gaps_repetitions_and_zeros_are_no_count",
        test="counts_from_one",
        rows=(
            "(values ('gap', 1), ('gap', 3), ('twice', 1), ('twice', 1), ('zero', 0))"
            " as r(entity, a)"
        ),
        column="a",
        arguments=BY_ENTITY,
        violations=3,
    ),
    Case(
        name="intervals_may_touch_be_empty_and_be_open_at_the_ends",
        test="does_not_overlap",
        rows=(
            "(values ('x', null, 2), ('x', 2, 2), ('x', 2, 5), ('x', 6, null),"
            " ('y', 1, 9)) as r(entity, start_at, end_at)"
        ),
        arguments=INTERVALS,
        violations=0,
    ),
    Case(
        name="intervals_begin_before_the_one_before_them_ends",
        test="does_not_overlap",
        rows=(
            "(values ('late', 1, 5), ('late', 4, 6), ('open', 1, null),"
            " ('open', 7, 8), ('unbegun', null, 2), ('unbegun', null, 3),"
            " ('same', 1, 2), ('same', 1, 2)) as r(entity, start_at, end_at)"
        ),
        arguments=INTERVALS,
        violations=4,
    ),
    Case(
        name="every_breakdown_adds_up_to_all_in_every_group",
        test="adds_up_to_all",
        rows=(
            "(values (1, 'all', 'all', 3, 4), (1, 'size', 'big', 1, 4),"
            " (1, 'size', 'small', 2, null), (1, 'owner', '(none)', 3, 4),"
            " (null, 'all', 'all', 0, 1), (null, 'size', 'all', 0, 1),"
            " (null, 'owner', 'eve', null, 1))"
            " as r(month, breakdown, breakdown_value, won, lost)"
        ),
        arguments=COUNTS,
        violations=0,
    ),
    Case(
        name="breakdowns_lack_rows_have_too_many_or_have_no_whole",
        test="adds_up_to_all",
        rows=(
            "(values ('less', 'all', 'all', 3, 4), ('less', 'size', 'big', 2, 4),"
            " ('none', 'all', 'all', 3, 4),"
            " ('more', 'all', 'all', 3, 4), ('more', 'size', 'big', 3, 4),"
            " ('more', 'size', 'small', 0, 1),"
            " (null, 'size', 'big', 1, 1),"
            " ('good', 'all', 'all', 1, 1), ('good', 'size', 'big', 1, 1))"
            " as r(month, breakdown, breakdown_value, won, lost)"
        ),
        arguments=COUNTS,
        violations=4,
    ),
    Case(
        name="without_groups_the_rows_of_a_breakdown_add_up",
        test="adds_up_to_all",
        rows=(
            "(values ('all', 'all', 3), ('size', 'big', 1), ('size', 'small', 2),"
            " ('owner', 'eve', 2)) as r(breakdown, breakdown_value, won)"
        ),
        arguments={"columns": ["won"]},
        violations=1,
    ),
]


def data_test(case: Case) -> dict[str, Any]:
    """The test of a case as a properties file writes it."""
    return (
        {case.test: {"arguments": dict(case.arguments)}}
        if case.arguments
        else {case.test: {}}
    )


def source_table(case: Case) -> dict[str, Any]:
    """The relation of a case, with its test on the relation or on a column."""
    tests = [data_test(case)]
    if case.column is None:
        return {"name": case.name, "data_tests": tests}
    column = {"name": case.column, "data_tests": tests}
    return {"name": case.name, "columns": [column]}


def write_project(folder: Path) -> None:
    """A dbt project that holds the generic tests and the cases, and nothing else."""
    files: dict[str, Any] = {
        "dbt_project.yml": {
            "name": PROJECT,
            "profile": PROJECT,
            "flags": {"require_generic_test_arguments_property": True},
        },
        "profiles.yml": {
            PROJECT: {
                "target": "duckdb",
                "outputs": {
                    "duckdb": {"type": "duckdb", "path": str(folder / "cases.duckdb")}
                },
            }
        },
        "models/cases.yml": {
            "sources": [
                {
                    "name": "cases",
                    "schema": "main",
                    "tables": [source_table(case) for case in CASES],
                }
            ]
        },
    }
    shutil.copytree(GENERIC_TESTS, folder / "tests" / "generic")
    (folder / "macros").mkdir()
    shutil.copy(MACROS / "rows_with_wrong_field.sql", folder / "macros")
    (folder / "models").mkdir()
    for name, content in files.items():
        (folder / name).write_text(yaml.safe_dump(content), encoding="utf-8")
    with duckdb.connect(folder / "cases.duckdb") as database:
        for case in CASES:
            database.execute(f"create table {case.name} as from {case.rows}")


@pytest.fixture(scope="module")
def violations(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """How many rows each case's test returned."""
    folder = tmp_path_factory.mktemp(PROJECT)
    write_project(folder)
    folders = ["--project-dir", str(folder), "--profiles-dir", str(folder)]
    outcome = dbtRunner().invoke(["test", "--quiet", *folders])
    assert outcome.exception is None, outcome.exception
    results: Any = outcome.result
    return {result.node.sources[0][1]: result.failures for result in results}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.test}: {case.name}")
def test_a_generic_test_finds_the_violations(
    case: Case, violations: dict[str, int]
) -> None:
    assert violations[case.name] == case.violations


@pytest.mark.parametrize(
    "test", sorted(path.stem for path in GENERIC_TESTS.glob("*.sql"))
)
def test_every_generic_test_has_rows_that_pass_and_rows_that_fail(test: str) -> None:
    found = {case.violations > 0 for case in CASES if case.test == test}
    assert found == {False, True}
