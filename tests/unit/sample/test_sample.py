"""The committed sample: every raw table of the contract, and every planted defect."""

import csv
import gzip
import re
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from sample.company import SAMPLE_FOLDER

RAW = SAMPLE_FOLDER / "raw"
TRUTH = SAMPLE_FOLDER / "truth"
SOURCES = Path(__file__).parents[3] / "models" / "staging" / "_sources.yml"
# One passes through (the `breakdowns` seed names it), one is there to be ignored.
OUTSIDE_THE_CONTRACT = {"customers": {"loyalty_tier", "import_batch"}}


def contract() -> list[dict[str, Any]]:
    sources = yaml.safe_load(SOURCES.read_text(encoding="utf-8"))
    return list(sources["sources"][0]["tables"])


def files_of(table: str) -> list[Path]:
    folder = RAW / table
    return (
        sorted(folder.iterdir()) if folder.is_dir() else sorted(RAW.glob(f"{table}.*"))
    )


def text_of(path: Path) -> str:
    if path.suffix == ".gz":
        return gzip.decompress(path.read_bytes()).decode("utf-8-sig")
    return path.read_text(encoding="utf-8-sig")


def delimiter_of(path: Path) -> str:
    header = text_of(path).partition("\n")[0]
    return ";" if ";" in header else ","


def columns_of(path: Path) -> set[str]:
    if ".csv" in path.suffixes:
        return set(text_of(path).splitlines()[0].split(delimiter_of(path)))
    described = duckdb.connect().execute(f"describe from '{path}'").fetchall()
    return {str(row[0]) for row in described}


@pytest.fixture(scope="module")
def planted() -> list[dict[str, str]]:
    with (TRUTH / "planted_defects.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_sample_is_small() -> None:
    files = [*RAW.rglob("*"), *TRUTH.rglob("*")]
    assert sum(path.stat().st_size for path in files if path.is_file()) < 4_000_000


@pytest.mark.parametrize("table", contract(), ids=lambda table: table["name"])
def test_each_raw_table_has_the_columns_of_the_contract(table: dict[str, Any]) -> None:
    required = {
        column["name"]
        for column in table["columns"]
        if column.get("config", {}).get("meta", {}).get("is_required")
    }
    known = {column["name"] for column in table["columns"]}
    known |= OUTSIDE_THE_CONTRACT.get(table["name"], set())
    files = files_of(table["name"])
    assert files != []
    for path in files:
        assert required <= columns_of(path) <= known, path


def test_the_sample_has_several_forms_of_file() -> None:
    names = [path.name for path in RAW.rglob("*") if path.is_file()]
    for ending in (".parquet", ".csv", ".csv.gz", ".jsonl"):
        assert any(name.endswith(ending) for name in names), ending
    assert (RAW / "deal_contacts.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert b";" in (RAW / "products.csv").read_bytes().splitlines()[0]


def test_each_planted_row_is_in_its_table(planted: list[dict[str, str]]) -> None:
    text = {
        table["name"]: "".join(
            text_of(path)
            for path in files_of(table["name"])
            if path.suffix != ".parquet"
        )
        for table in contract()
    }
    added = [row for row in planted if row["kind"] != "superseded"]
    assert len(added) > 500
    missing = [row for row in added if row["token"] not in text[row["table_name"]]]
    assert missing == []


def test_no_row_is_planted_that_the_truth_does_not_list(
    planted: list[dict[str, str]],
) -> None:
    text = "".join(
        text_of(path)
        for path in RAW.rglob("*")
        if path.is_file() and path.suffix != ".parquet"
    )
    found = set(re.findall(r"planted-[a-z_]+-\d+(?:-\d+)?", text))
    # Exact copies, and what later versions supersede, are rows of the world.
    of_the_world = ("exact copy", "superseded")
    listed = {row["token"] for row in planted if row["kind"] not in of_the_world}
    assert found == listed


def test_each_kind_is_planted_three_times_or_more(
    planted: list[dict[str, str]],
) -> None:
    counts: dict[tuple[str, str, str], int] = {}
    for row in planted:
        key = (row["table_name"], row["kind"], row["reason"])
        counts[key] = counts.get(key, 0) + 1
    assert {key: count for key, count in counts.items() if count < 3} == {}


def test_every_place_that_the_contract_names_is_planted(
    planted: list[dict[str, str]],
) -> None:
    places = {row["place"] for row in planted}
    assert places == {"rejected", "duplicate", "withdrawn", "flagged", "used"}


@pytest.mark.parametrize("table", contract(), ids=lambda table: table["name"])
def test_each_rule_of_the_contract_is_broken_somewhere(
    table: dict[str, Any], planted: list[dict[str, str]]
) -> None:
    """The catalogue of defects and `_sources.yml` name the same checks."""
    name = table["name"]
    present = set.union(*(columns_of(path) for path in files_of(name)))
    reasons = {row["reason"] for row in planted if row["table_name"] == name}
    unreadable = {
        "timestamp": "not a timestamp",
        "date": "not a date",
        "boolean": "not a boolean",
        "decimal": "not a number",
        "bigint": "not a whole number",
    }
    for column in table["columns"]:
        if column["name"] not in present:
            continue
        meta = column.get("config", {}).get("meta", {})
        expected = {
            unreadable.get(column["data_type"].partition("(")[0]): True,
            "empty": meta.get("is_filled"),
            "not an accepted value": "accepted_values" in meta,
            "below the minimum": "minimum" in meta or "above" in meta,
            "above the maximum": "maximum" in meta,
            "more than a day after loaded_at": meta.get("is_event"),
            "in the future": meta.get("is_event"),
        }
        for code, is_expected in expected.items():
            if code and is_expected:
                assert f"{column['name']}: {code}" in reasons
