"""Spoilt deliveries: the truth says what is wrong, and only that is."""

import csv
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import duckdb
import pytest

from sample import faults
from sample.company import generate
from sample.faults import LEAST_ROWS, Fault
from sample.generator import Plan

PLAN = Plan(touchpoints=24_000, seed=3, months=8)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clean")
    generate(PLAN, folder, "parquet", threads=1, is_clean=True)
    return folder


@pytest.fixture(scope="module")
def spoilt(
    clean: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[Fault]]:
    folder = tmp_path_factory.mktemp("spoilt") / "world"
    copytree(clean, folder)
    return folder, faults.plant(folder, PLAN)


def rows(folder: Path, table: str, query: str) -> list[tuple[Any, ...]]:
    """Rows of a query over all files of a raw table, called `these`."""
    source = f"read_parquet('{folder}/raw/{table}/*.parquet', union_by_name = true)"
    with duckdb.connect() as connection:
        return connection.execute(f"with these as (from {source}) {query}").fetchall()


def test_the_truth_lists_what_was_planted(spoilt: tuple[Path, list[Fault]]) -> None:
    folder, planted = spoilt
    with (folder / "truth" / "planted_faults.csv").open(newline="") as text:
        listed = [
            (row["table_name"], row["day"], row["kind"]) for row in csv.DictReader(text)
        ]
    assert listed == [(f.table_name, str(f.day), f.kind) for f in planted]
    assert {fault.kind for fault in planted} == {
        "lost day",
        "doubled day",
        "emptied column",
        "other unit",
        "lost channel",
        "vanished column",
        "amounts in cents",
    }
    assert all(
        fault.usual_row_count >= LEAST_ROWS
        for fault in planted
        if fault.kind not in ("vanished column", "amounts in cents")
    )


def test_days_differ_where_a_fault_is_and_nowhere_else(
    clean: Path, spoilt: tuple[Path, list[Fault]]
) -> None:
    folder, planted = spoilt
    query = "select loaded_at::date, count(*) from these group by 1"
    expected: dict[date, int] = dict(rows(clean, "touchpoints", query))
    found: dict[date, int] = dict(rows(folder, "touchpoints", query))
    days = {f.kind: f.day for f in planted if f.table_name == "touchpoints"}
    assert days["lost day"] not in found
    assert found[days["doubled day"]] == 2 * expected[days["doubled day"]]
    assert found[days["lost channel"]] < expected[days["lost channel"]]
    touched = {days["lost day"], days["doubled day"], days["lost channel"]}
    differing = {day for day in expected if found.get(day) != expected[day]}
    assert differing == touched


def test_columns_are_wrong_where_a_fault_is(
    clean: Path, spoilt: tuple[Path, list[Fault]]
) -> None:
    folder, planted = spoilt
    of_table = [fault for fault in planted if fault.table_name == "touchpoints"]
    by_kind = {fault.kind: fault for fault in of_table}
    emptied, scaled = by_kind["emptied column"], by_kind["other unit"]
    for fault in (emptied, scaled):
        query = f"""
            select count({fault.column_name}), sum({fault.column_name}::varchar::double)
            from these where loaded_at::date = date '{fault.day}'
        """
        if fault is emptied:
            query = query.replace(f", sum({fault.column_name}::varchar::double)", "")
            assert rows(clean, "touchpoints", query)[0][0]
            assert rows(folder, "touchpoints", query) == [(0,)]
            continue
        [(count, total)] = rows(clean, "touchpoints", query)
        [(count_after, total_after)] = rows(folder, "touchpoints", query)
        assert count == count_after
        factor = faults.FACTORS[fault.column_name]
        assert total_after == pytest.approx(total * factor, rel=0.2)
    vanished = by_kind["vanished column"]
    newest = folder / "raw" / "touchpoints" / "newest.parquet"
    assert vanished.column_name not in duckdb.read_parquet(str(newest)).columns


def test_amounts_are_in_cents_for_a_week_and_nowhere_else(
    clean: Path, spoilt: tuple[Path, list[Fault]]
) -> None:
    folder, planted = spoilt
    [fault] = [fault for fault in planted if fault.kind == "amounts in cents"]
    assert fault.day.isoweekday() == 1
    assert (fault.last_day - fault.day).days == 6
    query = f"""
        select
            loaded_at::date between date '{fault.day}' and date '{fault.last_day}',
            sum(amount), count(*)
        from these group by 1 order by 1
    """
    before, week = rows(clean, fault.table_name, query)
    assert rows(folder, fault.table_name, query) == [
        before,
        (True, 100 * week[1], fault.usual_row_count),
    ]


def test_the_same_plan_has_the_same_faults(
    clean: Path, spoilt: tuple[Path, list[Fault]], tmp_path: Path
) -> None:
    copytree(clean, tmp_path / "again")
    assert faults.plant(tmp_path / "again", PLAN) == spoilt[1]


def test_a_world_of_several_files_is_refused(tmp_path: Path) -> None:
    for name in ("part-0000", "part-0001"):
        path = tmp_path / "raw" / "deals" / f"{name}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        duckdb.connect().execute(f"copy (select 1 as deal_id) to '{path}'")
    with pytest.raises(ValueError, match="several files"):
        faults.plant(tmp_path, PLAN)
