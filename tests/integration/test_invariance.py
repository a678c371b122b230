"""The marts do not depend on how the raw rows came, nor on the number of threads."""

from collections.abc import Collection
from pathlib import Path

import pytest

from sample.company import generate
from sample.generator import Plan
from tests.integration.checksums import differences
from tests.integration.raw_forms import Form, rewrite
from tests.warehouses import NewWarehouse, Project, Warehouse

pytestmark = pytest.mark.integration

CSV_LINES = "format csv, header, delimiter ';'"
JSON_LINES = "format json"
# Touchpoints come last of the tables, and need a folder.
FORMS = {
    "csv_in_many_files": [Form("csv", CSV_LINES, 4, has_columns_reversed=True)],
    "packed_csv_and_text_parquet": [
        Form("csv.gz", f"{CSV_LINES}, compression gzip"),
        Form("parquet", "format parquet", 3),
    ],
    "json_lines": [
        Form("jsonl", JSON_LINES),
        Form("jsonl.gz", f"{JSON_LINES}, compression gzip", 2),
    ],
}
THREADS = {
    "csv_in_many_files": "1",
    "packed_csv_and_text_parquet": "2",
    "json_lines": "1",
}
# Where a rejected row stood, and how its file spelled what is empty.
PROVENANCE = ("rejected_row_id", "source_file", "source_row_number", "raw_row")
WORLD = Plan(touchpoints=6_000, seed=7, months=6)


@pytest.fixture(scope="module")
def compared(dbt_project: Project) -> dict[str, Collection[str]]:
    """Every mart, with the columns that may differ, but for the one about files."""
    names = [name for name in dbt_project.mart_names if name != "fct_raw_file_changes"]
    marts: dict[str, Collection[str]] = dict.fromkeys(names, ())
    return marts | {"fct_rejected_rows": PROVENANCE}


@pytest.mark.parametrize("variant", FORMS)
def test_other_files_of_the_same_rows_make_the_same_marts(
    sample_dir: Path,
    sample_warehouse: Warehouse,
    new_warehouse: NewWarehouse,
    compared: dict[str, Collection[str]],
    variant: str,
    tmp_path: Path,
) -> None:
    raw_dir = rewrite(sample_dir, tmp_path / "raw", FORMS[variant])
    warehouse = new_warehouse(JOURNEY_THREADS=THREADS[variant])
    warehouse.build(raw_dir)
    assert list(differences(sample_warehouse, warehouse, compared)) == []


def test_native_types_make_the_same_marts_as_text(
    new_warehouse: NewWarehouse, compared: dict[str, Collection[str]], tmp_path: Path
) -> None:
    text, native = new_warehouse(), new_warehouse()
    generate(WORLD, tmp_path / "text", "csv", is_clean=True)
    generate(WORLD, tmp_path / "native", "parquet", is_clean=True)
    text.build(tmp_path / "text" / "raw")
    native.build(tmp_path / "native" / "raw")
    assert list(differences(text, native, compared)) == []


def test_a_difference_is_told_by_mart_and_column(
    sample_warehouse: Warehouse, new_warehouse: NewWarehouse
) -> None:
    changed = new_warehouse()
    changed.execute(
        f"attach '{sample_warehouse.database}' as original (read_only);"
        "create schema marts;"
        "create table marts.agg_carts as from original.marts.agg_carts;"
        "detach original;"
        "update marts.agg_carts set cart_count = cart_count + 1"
        " where rowid = 0"
    )
    (told,) = differences(sample_warehouse, changed, {"agg_carts": ()})
    assert told.startswith("agg_carts: ")
    assert "differ in ['cart_count']" in told
