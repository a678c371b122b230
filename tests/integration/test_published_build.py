"""`make run` on a handful of rows: what is published, and when nothing is."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas
import polars
import pytest
import sqlalchemy

from orchestration.dbt_manifest import DbtManifest
from orchestration.publishing.folder import PublishedFolder
from orchestration.quality_report.page import content_of
from orchestration.settings import REPO_ROOT
from tests.integration.browser import browsing

pytestmark = pytest.mark.integration

# Stands wherever somebody may have written something.
WRITTEN = "zanzibar"

# t1 has two versions, t3 names nobody, t4 was taken back.
RAW_TABLES = {
    "touchpoints": f"""\
touchpoint_id,occurred_at,customer_id,channel,touchpoint_type,loaded_at,is_deleted,topic
t1,2026-01-01 09:00,c1,email,email_click,2026-01-01 10:00,,{WRITTEN} 1
t1,2026-01-01 09:00,c1,email,email_click,2026-01-02 10:00,,{WRITTEN} 2
t2,2026-01-03 09:00,c1,paid_search,page_view,2026-01-03 10:00,,{WRITTEN} 3
t3,2026-01-03 09:00,,email,email_click,2026-01-03 10:00,,{WRITTEN} 4
t4,2026-01-03 09:00,c2,email,email_click,2026-01-03 10:00,true,{WRITTEN} 5
""",
    "deals": "deal_id,created_at,stage\n",
    "survey_responses": f"""\
response_id,survey_type,score,customer_id,responded_at,comment
s1,nps,9,c1,2026-01-02,I like {WRITTEN}
""",
}


@dataclass(frozen=True)
class Project:
    """A warehouse of its own: raw tables, DuckDB file and published folder."""

    folder: Path

    def run(self) -> subprocess.CompletedProcess[str]:
        """What `make run` runs."""
        return subprocess.run(
            [sys.executable, "-m", "orchestration.run"],
            cwd=REPO_ROOT,
            env={
                **os.environ,
                "JOURNEY_RAW_DIR": str(self.folder / "raw"),
                "JOURNEY_DB": str(self.folder / "journey.duckdb"),
                "JOURNEY_LANDING_DIR": str(self.folder / "landing"),
                "JOURNEY_PUBLISH_DIR": str(self.folder / "published"),
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def write_raw(self, table: str, text: str) -> None:
        """Write a raw table."""
        (self.folder / "raw").mkdir(exist_ok=True)
        (self.folder / "raw" / f"{table}.csv").write_text(text, encoding="utf-8")

    @property
    def current(self) -> Path:
        return self.folder / "published" / "current"

    @property
    def newest_report(self) -> Path:
        """The report of the newest run, also of one that published nothing."""
        return self.folder / "published" / "quality" / "index.html"

    @property
    def build(self) -> dict[str, Any]:
        """The manifest of the current build."""
        content: dict[str, Any] = json.loads(
            (self.current / "manifest.json").read_text(encoding="utf-8")
        )
        return content


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("project"))
    for table, text in RAW_TABLES.items():
        project.write_raw(table, text)
    return project


@pytest.fixture(scope="module")
def output(project: Project) -> str:
    """What a first run, which publishes a build, shows."""
    completed = project.run()
    assert completed.returncode == 0, completed.stdout + completed.stderr
    return completed.stdout + completed.stderr


@pytest.fixture
def published(project: Project, output: str) -> Project:
    assert "Published" in output
    return project


def test_every_mart_is_published(published: Project, manifest: DbtManifest) -> None:
    names = [mart["name"] for mart in manifest.marts]
    assert list(published.build["marts"]) == names
    files = (published.current / "marts").glob("*.parquet")
    assert sorted(file.stem for file in files) == names


def test_checksums_and_row_counts_hold(published: Project) -> None:
    for name, mart in published.build["marts"].items():
        file = published.current / mart["file"]
        assert hashlib.sha256(file.read_bytes()).hexdigest() == mart["sha256"], name
        rows = duckdb.read_parquet(str(file)).fetchall()
        assert len(rows) == mart["rows"], name


def test_every_raw_row_is_accounted_for(published: Project, output: str) -> None:
    places = published.build["raw_rows"]["touchpoints"]
    assert {place: count for place, count in places.items() if count} == {
        "used": 2,
        "duplicate": 1,
        "rejected": 1,
        "withdrawn": 1,
    }
    [line] = [line for line in output.splitlines() if line.startswith("touchpoints ")]
    assert line.split() == ["touchpoints", "5", "2", "1", "1", "1"]


def test_as_of_is_the_last_load(published: Project, output: str) -> None:
    assert published.build["as_of"] == "2026-01-03T10:00:00Z"
    assert "as of 2026-01-03T10:00:00Z" in output


def test_progress_is_plain_where_there_is_no_terminal(output: str) -> None:
    assert "] fct_touchpoints " in output
    assert "\x1b" not in output


def test_what_persons_wrote_is_in_no_log(published: Project, output: str) -> None:
    contacts = published.current / "marts" / "fct_touchpoints.parquet"
    assert WRITTEN in str(duckdb.read_parquet(str(contacts)).fetchall())
    assert WRITTEN not in output
    places = [
        published.folder / "journey.duckdb.target",
        REPO_ROOT / "target",
        REPO_ROOT / "logs",
    ]
    files = [file for place in places for file in place.rglob("*") if file.is_file()]
    assert any(file.name == "dbt.log" for file in files)
    told = [file for file in files if WRITTEN.encode() in file.read_bytes()]
    assert told == []


def test_the_link_is_relative(published: Project) -> None:
    build_id = published.build["build_id"]
    assert os.readlink(published.current) == os.path.join("builds", build_id)


def test_the_build_tells_what_its_own_checks_found(published: Project) -> None:
    file = published.current / "journey.duckdb"
    with duckdb.connect(file, read_only=True) as opened:
        kinds = opened.execute(
            "select kind, count(*) filter (where severity = 'error' "
            "and status != 'passed') from fct_quality_results where is_latest "
            "group by kind order by kind"
        ).fetchall()
    assert kinds == [
        ("expectation", 0),
        ("freshness", 0),
        ("raw rows", 0),
        ("test", 0),
    ]


def test_the_quality_report_is_part_of_the_build(published: Project) -> None:
    entry = published.build["reports"]["quality"]
    content = (published.current / entry["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == entry["sha256"]
    assert published.build["build_id"].encode() in content
    assert published.newest_report.read_bytes() == content
    # Of the first build nobody knows what changed.
    assert content_of(content.decode())["totals"]["raw_files"] is None


def test_a_second_run_has_nothing_to_do(published: Project) -> None:
    completed = published.run()
    assert completed.returncode == 0
    assert completed.stdout.startswith("Nothing is new: build ")
    assert published.build["build_id"] in completed.stdout


def test_duckdb_1_5_reads_the_file(published: Project, tmp_path: Path) -> None:
    python = old_duckdb(tmp_path / "venv")
    code = (
        "import duckdb, json, sys\n"
        "connection = duckdb.connect(sys.argv[1], read_only=True)\n"
        "tables = [row[0] for row in connection.sql('show tables').fetchall()]\n"
        "print(json.dumps({t: connection.table(t).count('*').fetchone()[0] "
        "for t in tables}))"
    )
    completed = subprocess.run(
        [python, "-c", code, published.current / "journey.duckdb"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(completed.stdout) == rows_of_marts(published.build)


def old_duckdb(environment: Path) -> Path:
    """A Python with the DuckDB that BI tools still bundle."""
    uv = Path(sys.executable).with_name("uv")
    python = environment / "bin" / "python"
    commands: list[list[str | Path]] = [
        [uv, "venv", "--quiet", "--python", sys.executable, environment],
        [uv, "pip", "install", "--quiet", "--python", python, "duckdb==1.5.*"],
    ]
    for command in commands:
        completed = subprocess.run(command, capture_output=True, text=True, check=False)
        if completed.returncode != 0:
            pytest.skip(f"DuckDB 1.5 cannot be installed: {completed.stderr.strip()}")
    return python


def rows_of_marts(build: dict[str, Any]) -> dict[str, int]:
    return {name: mart["rows"] for name, mart in build["marts"].items()}


def test_sqlalchemy_reads_the_file(published: Project) -> None:
    """As Superset and notebooks do, through the dialect of `duckdb-engine`."""
    engine = sqlalchemy.create_engine(
        f"duckdb:///{published.current / 'journey.duckdb'}",
        connect_args={"read_only": True},
    )
    with engine.connect() as connection:
        rows = {
            name: connection.execute(
                sqlalchemy.select(sqlalchemy.func.count()).select_from(
                    sqlalchemy.table(name)
                )
            ).scalar_one()
            for name in published.build["marts"]
        }
        contacts = connection.execute(
            sqlalchemy.text(
                "select touchpoint_id, occurred_at, cost from fct_touchpoints "
                "where channel = :channel"
            ),
            {"channel": "email"},
        ).all()
    engine.dispose()
    assert rows == rows_of_marts(published.build)
    assert contacts == [("t1", datetime(2026, 1, 1, 9), None)]


def test_pandas_and_polars_read_the_parquet_files(published: Project) -> None:
    for name, mart in published.build["marts"].items():
        file = published.current / mart["file"]
        by_pandas, by_polars = pandas.read_parquet(file), polars.read_parquet(file)
        assert by_pandas.shape == by_polars.shape, name
        assert len(by_polars) == mart["rows"], name
        assert list(by_pandas.columns) == by_polars.columns == [*mart["columns"]], name
    file = published.current / "marts" / "fct_touchpoints.parquet"
    ids = ["t1", "t2"]
    assert sorted(pandas.read_parquet(file)["touchpoint_id"]) == ids
    assert sorted(polars.read_parquet(file)["touchpoint_id"]) == ids


def test_a_run_that_fails_publishes_nothing(published: Project) -> None:
    before = os.readlink(published.current)
    published.write_raw("deals", "deal_id,created_at\n")
    completed = published.run()
    published.write_raw("deals", RAW_TABLES["deals"])
    assert completed.returncode == 1
    assert "deals.csv" in completed.stdout
    assert "stage" in completed.stdout
    assert "Nothing was published" in completed.stdout
    assert "Traceback" not in completed.stdout + completed.stderr
    assert os.readlink(published.current) == before
    builds = PublishedFolder(published.folder / "published").build_ids()
    assert builds == [published.build["build_id"]]
    # Its first line says so, and why.
    report = published.newest_report.read_text(encoding="utf-8")
    assert '"is_published": false' in report
    assert "deals.csv" in report
    # Whoever mends it sees which file it was that came.
    [changed] = content_of(report)["raw_files"]
    assert (changed["source_file"], changed["change"]) == ("deals.csv", "changed")


def test_a_dbt_test_that_fails_publishes_nothing_and_the_report_says_so_in_words(
    published: Project,
) -> None:
    """Somebody has mended a mart by hand, and what is built beside it goes on."""
    before = published.build["build_id"]
    with duckdb.connect(published.folder / "journey.duckdb") as warehouse:
        warehouse.execute(
            "delete from marts.fct_touchpoints where touchpoint_id = 't1'"
        )
    later = "t5,2026-01-03 09:00,c2,email,email_click,2026-01-03 10:00,,\n"
    published.write_raw("touchpoints", RAW_TABLES["touchpoints"] + later)
    completed = published.run()
    published.write_raw("touchpoints", RAW_TABLES["touchpoints"])
    failing = (
        "A check fails: fct_touchpoints: every touchpoint has a customer and a session "
        "(",
        "Не пройдена проверка: fct_touchpoints: у каждого касания есть клиент и сессия "
        "(",
    )
    # What is to be mended are rows of the table, not the check.
    assert failing[0] in completed.stdout
    assert "Failure in test" not in completed.stdout
    assert "To mend     fct_touchpoints: Data stewards (" in completed.stdout
    assert "To mend     tests/" not in completed.stdout
    assert_nothing_is_published_for(failing, published, completed, before)


def test_a_check_that_fails_publishes_nothing_and_the_report_says_so_in_words(
    published: Project,
) -> None:
    """An export has lost its customers: models can be built, a check keeps them in."""
    before = published.build["build_id"]
    broken = RAW_TABLES["touchpoints"].replace(",c1,", ",,")
    published.write_raw("touchpoints", broken)
    completed = published.run()
    # What decided, and where most of it is.
    assert (
        "Checks fail: touchpoints (border:rejected_share: 4 of 5 rows are rejected, "
        "80.0%; at most 50% may be)." in completed.stdout
    )
    mended = f"{published.folder / 'raw' / 'touchpoints.csv'}: Marketing ("
    assert f"To mend     {mended}" in completed.stdout
    failing = (
        "Checks fail: touchpoints: too many rows of a raw table are rejected (4 of 5, "
        "80\u00a0%; at most 50\u00a0% may be).",
        "Не пройдены проверки: touchpoints: отклонено слишком много строк исходной "
        "таблицы (4 из 5, 80\u00a0%; допустимо не более 50\u00a0%).",
    )
    assert_nothing_is_published_for(failing, published, completed, before)


def assert_nothing_is_published_for(
    failing: tuple[str, str],
    project: Project,
    completed: subprocess.CompletedProcess[str],
    before: str,
) -> None:
    """The run, the published folder and the report's front line all say so."""
    assert completed.returncode == 1
    assert "Nothing was published" in completed.stdout
    assert completed.stdout.rstrip().endswith(f"{project.newest_report} (of this run)")
    assert project.build["build_id"] == before
    builds = PublishedFolder(project.folder / "published").build_ids()
    assert builds == [before]
    with browsing() as visit:
        visit.page.goto(project.newest_report.as_uri())
        front = visit.page.locator("#front").inner_text()
        visit.page.locator("#language").click()
        in_russian = visit.page.locator("#front").inner_text()
        assert visit.errors == []
    assert front.startswith("Nothing was published. Readers still see the build before")
    assert in_russian.startswith("Ничего не опубликовано.")
    for sentence, told in zip(failing, (front, in_russian), strict=True):
        assert sentence in told
        assert before in told
