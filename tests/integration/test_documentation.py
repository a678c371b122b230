"""The pages that show output: each query gives what the page says.

The pages are read, not repeated here. Where a figure has changed for a good reason, the
failing test shows the new output, to be put into the page.
"""

import csv
import itertools
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile

import duckdb
import pytest

from orchestration.dbt_manifest import DbtManifest
from orchestration.progress import Progress
from orchestration.publishing.export import export_build
from orchestration.settings import REPO_ROOT, Settings
from tests.warehouses import NewWarehouse, Warehouse

pytestmark = pytest.mark.integration

BLOCK = re.compile(
    r"^(?P<indent> *)```(?P<language>\w+)\n(?P<text>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)
RULE_LINE = re.compile(r"^echo '(?P<line>.*)' >> seeds/(?P<seed>\w+)\.csv$", re.M)


@dataclass(frozen=True)
class Block:
    """A block of code or output on a page."""

    page: str
    number: int
    language: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}-{self.number}"


def blocks_of(page: str) -> list[Block]:
    text = (REPO_ROOT / page).read_text(encoding="utf-8")
    return [
        Block(page, number, found["language"], found["text"])
        for number, found in enumerate(BLOCK.finditer(text), start=1)
    ]


def with_output(page: str, language: str) -> list[tuple[Block, Block]]:
    """Blocks of a language, each with the output that follows it."""
    blocks = blocks_of(page)
    return [
        (code, output)
        for code, output in itertools.pairwise(blocks)
        if code.language == language and output.language == "text"
    ]


COOKBOOKS = sorted(
    str(page.relative_to(REPO_ROOT))
    for page in (REPO_ROOT / "docs" / "cookbooks").iterdir()
)
TUTORIAL = with_output("docs/tutorial.md", "sql")


def assert_shown(output: Block, answer: str) -> None:
    """The page shows the answer, without the spaces with which DuckDB ends a line."""
    trimmed = [line.rstrip() for line in answer.strip("\n").splitlines()]
    shown = output.text.splitlines()
    assert shown == trimmed, "\n".join([f"{output.page} should show:", *trimmed])


@pytest.fixture(scope="module")
def reader_folder(
    sample_warehouse: Warehouse,
    manifest: DbtManifest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """What lies in the project's folder after `make run`."""
    folder = tmp_path_factory.mktemp("reader")
    build = folder / "published" / "current"
    build.mkdir(parents=True)
    # dbt, which runs in this process, has the warehouse itself open.
    copy = folder / "warehouse.duckdb"
    sample_warehouse.execute("checkpoint")
    copyfile(sample_warehouse.database, copy)
    settings = Settings.from_environment({"JOURNEY_DB": str(copy)})
    export_build(manifest.marts, build, settings, Progress())
    (folder / ".venv").symlink_to(sys.prefix)
    return folder


@pytest.fixture(scope="module")
def journey(reader_folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published file, as a reader opens it."""
    file = reader_folder / "published" / "current" / "journey.duckdb"
    with duckdb.connect(file, read_only=True) as connection:
        yield connection


def test_the_tutorial_asks_eight_questions_and_shows_every_answer() -> None:
    text = (REPO_ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\d)\. ", text, re.MULTILINE) == list("12345678")
    queries = [b for b in blocks_of("docs/tutorial.md") if b.language == "sql"]
    assert [query for query, _ in TUTORIAL] == queries


@pytest.mark.parametrize(("query", "output"), TUTORIAL, ids=str)
def test_queries_of_the_tutorial_give_what_it_shows(
    journey: duckdb.DuckDBPyConnection, query: Block, output: Block
) -> None:
    assert_shown(output, str(journey.sql(query.text)))


def test_commands_of_the_readme_give_what_it_shows(reader_folder: Path) -> None:
    [(command, output)] = [
        pair for pair in with_output("README.md", "sh") if "duckdb" in pair[0].text
    ]
    completed = subprocess.run(
        ["bash", "-c", command.text],
        cwd=reader_folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert completed.returncode == 0, completed.stderr
    assert_shown(output, completed.stdout)


@pytest.mark.parametrize(
    "block",
    [b for page in COOKBOOKS for b in blocks_of(page) if b.language == "sql"],
    ids=str,
)
def test_queries_of_the_cookbooks_run(reader_folder: Path, block: Block) -> None:
    file = reader_folder / "published" / "current" / "journey.duckdb"
    if "create or replace view" not in block.text:
        with duckdb.connect(file, read_only=True) as connection:
            assert connection.sql(block.text).fetchall() != []
        return
    with duckdb.connect() as connection:
        connection.execute(
            "create schema crm; create table crm.opportunities (id text, contact_id"
            " text, created timestamp, pipeline_name text, stage_name text, amount"
            " text, currency_code text, _loaded_at timestamp, _is_deleted boolean)"
        )
        connection.execute(block.text)
        assert connection.sql("select * from raw.deals").fetchall() == []


@pytest.mark.parametrize(
    "block",
    [
        b
        for page in ["docs/tutorial.md", *COOKBOOKS]
        for b in blocks_of(page)
        if b.language == "python"
    ],
    ids=str,
)
def test_python_of_the_pages_runs(
    reader_folder: Path, monkeypatch: pytest.MonkeyPatch, block: Block
) -> None:
    monkeypatch.chdir(reader_folder)
    exec(compile(block.text, str(block), "exec"), {})


# --- the rule that the tutorial changes


def test_the_rule_of_the_tutorial_does_what_the_tutorial_shows(
    new_warehouse: NewWarehouse, sample_dir: Path
) -> None:
    blocks = blocks_of("docs/tutorial.md")
    [(place, rules)] = [
        (place, found)
        for place, block in enumerate(blocks)
        if (found := list(RULE_LINE.finditer(block.text)))
    ]
    query = [b for b in blocks[:place] if b.language == "sql"][-1]
    warehouse = new_warehouse()
    for rule in rules:
        [values] = csv.reader([rule["line"]])
        quoted = ", ".join(f"'{value}'" for value in values)
        warehouse.execute(f"insert into rules.{rule['seed']} values ({quoted})")
    warehouse.build(sample_dir, ["agg_unmapped_values"])
    with duckdb.connect(warehouse.database) as connection:
        connection.execute("use marts")
        answer = str(connection.sql(query.text))
    assert_shown(blocks[place + 1], answer)
