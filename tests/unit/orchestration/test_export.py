from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.erased_ids import ErasedIds
from orchestration.progress import Progress
from orchestration.publishing.export import DATABASE_FILE, Export, export_build
from orchestration.publishing.personal_data import Disguise, PersonalData
from orchestration.settings import Settings


class Heard(Progress):
    def __init__(self) -> None:
        self.marts: list[tuple[str, int]] = []

    def mart_published(self, name: str, row_count: int) -> None:
        self.marts.append((name, row_count))


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    directory = tmp_path / "it's a build"
    directory.mkdir()
    return directory


@pytest.fixture
def export(
    warehouse: Path,
    marts: list[dict[str, Any]],
    directory: Path,
    settings: Settings,
    heard: Heard,
) -> Export:
    assert warehouse.exists()
    return export_build(marts, directory, settings, heard)


def test_both_forms_hold_the_rows_of_the_warehouse(
    export: Export, warehouse: Path, directory: Path
) -> None:
    with duckdb.connect(warehouse, read_only=True) as connection:
        expected = connection.execute("from marts.fct_orders order by all").fetchall()
    with duckdb.connect(directory / DATABASE_FILE, read_only=True) as connection:
        copied = connection.execute("from fct_orders order by all").fetchall()
    [parquet] = [mart.file for mart in export.marts if mart.name == "fct_orders"]
    read = duckdb.read_parquet(str(parquet)).order("all").fetchall()
    assert copied == read == expected


def test_texts_of_others_are_written_without_who_was_forgotten(
    warehouse: Path, marts: list[dict[str, Any]], directory: Path, settings: Settings
) -> None:
    with duckdb.connect(warehouse) as connection:
        connection.execute("update marts.fct_orders set steps = ['/me/ann-7f3a', 'b']")
    ErasedIds.new().with_ids({"customers": ["ann-7f3a"]}).write(settings.erased_ids)
    hashed = replace(settings, disguise=Disguise(PersonalData.HASHED, "a long secret"))
    export_build(marts, directory, hashed, Progress())
    with duckdb.connect(directory / DATABASE_FILE, read_only=True) as connection:
        steps = connection.execute("select distinct steps from fct_orders").fetchall()
    [([page, other],)] = steps
    assert page.startswith("/me/(forgotten-")
    assert other == "b"


def test_marts_are_told_with_rows_and_columns(export: Export, heard: Heard) -> None:
    assert [(mart.name, mart.row_count) for mart in export.marts] == heard.marts
    assert heard.marts == [("agg_raw_rows", 3), ("fct_orders", 2)]
    assert export.marts[1].column_types == {
        "order_id": "VARCHAR",
        "amount": "DECIMAL(18,4)",
        "steps": "VARCHAR[]",
    }


def test_as_of_and_raw_rows_come_from_the_warehouse(export: Export) -> None:
    assert export.as_of == datetime(2026, 1, 31, 12, tzinfo=UTC)
    assert export.raw_rows == {
        "deals": {"rejected": 2, "used": 7},
        "orders": {"used": 0},
    }


def test_descriptions_travel_with_the_file(export: Export, directory: Path) -> None:
    with duckdb.connect(directory / DATABASE_FILE, read_only=True) as connection:
        tables = connection.execute("select table_name, comment from duckdb_tables()")
        assert dict(tables.fetchall()) == {
            "agg_raw_rows": "One row per table and place.",
            "fct_orders": "One row per order; it's the customer's.",
        }
        columns = connection.execute(
            "select column_name, comment from duckdb_columns() "
            "where comment is not null"
        )
        assert columns.fetchall() == [("amount", "The order's amount.")]


def test_the_file_is_of_the_old_format_and_alone(
    export: Export, directory: Path
) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"attach '{directory.parent}/link' as published (read_only)")
        tags = connection.execute(
            "select tags from duckdb_databases() where database_name = 'published'"
        ).fetchone()
    assert tags == ({"storage_version": "v1.5.0+"},)
    assert sorted(path.name for path in directory.iterdir()) == [DATABASE_FILE, "marts"]


@pytest.fixture(autouse=True)
def link(directory: Path) -> None:
    """A path without a quote, for statements that tests write by hand."""
    (directory.parent / "link").symlink_to(directory / DATABASE_FILE)


def test_the_clock_is_news_when_the_first_future_row_may_be_past(
    export: Export,
) -> None:
    assert export.future_until == datetime(2999, 3, 1, tzinfo=UTC)


def test_a_future_row_without_a_plain_date_is_news_at_once(
    warehouse: Path, marts: list[dict[str, Any]], directory: Path, settings: Settings
) -> None:
    with duckdb.connect(warehouse) as connection:
        connection.execute(
            """
            update marts.fct_rejected_rows set raw_row = '{"occurred_at": "soon"}'
            where reasons like 'occurred_at:%'
            """
        )
    exported = export_build(marts, directory, settings, Progress())
    assert exported.future_until == datetime(1970, 1, 1, tzinfo=UTC)


def test_without_future_rows_the_clock_is_no_news(
    warehouse: Path, marts: list[dict[str, Any]], directory: Path, settings: Settings
) -> None:
    with duckdb.connect(warehouse) as connection:
        connection.execute("delete from marts.fct_rejected_rows")
    exported = export_build(marts, directory, settings, Progress())
    assert exported.future_until is None


def test_of_the_waivers_in_force_the_one_that_ends_first_is_told(
    warehouse: Path, marts: list[dict[str, Any]], directory: Path, settings: Settings
) -> None:
    with duckdb.connect(warehouse) as connection:
        connection.execute(
            """
            create schema quality;
            create table quality.runs as select timestamp '2026-03-02 23:59' as run_at;
            create schema rules;
            create table rules.quality_waivers as
            select unnest(['2026-03-01', '2026-03-09', '2026-03-02', 'soon'])
                as expires_on
            """
        )
    exported = export_build(marts, directory, settings, Progress())
    assert exported.waived_until == date(2026, 3, 2)


def test_where_no_results_are_kept_nothing_is_waived(export: Export) -> None:
    assert export.waived_until is None
