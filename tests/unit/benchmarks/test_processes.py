"""Tasks in processes of their own, with the floor as the task."""

from pathlib import Path

import duckdb
import pytest

from benchmarks.processes import Limits, TaskError, run_task

LIMITS = Limits(threads=1, memory="1GB")
MEGABYTE = 1_000_000


def floor_arguments(folder: Path) -> dict[str, str]:
    return {"raw_dir": str(folder), "database": str(folder / "floor.duckdb")}


def test_a_task_answers_reports_and_is_weighed(tmp_path: Path) -> None:
    (tmp_path / "touchpoints").mkdir()
    with duckdb.connect() as connection:
        connection.sql(
            "select 'c' as customer_id, null::varchar as anonymous_id, 1 as occurred_at"
        ).write_parquet(str(tmp_path / "touchpoints" / "one.parquet"))
    reports: list[tuple[int, int | None, str]] = []
    outcome = run_task(
        "floor",
        floor_arguments(tmp_path),
        LIMITS,
        tmp_path,
        lambda *report: reports.append(report),
    )
    assert outcome.answer["row_count"] == 1
    assert reports == [(0, None, "touchpoints, sorted")]
    # An interpreter with DuckDB: neither bytes taken for kilobytes nor the reverse.
    assert 20 * MEGABYTE < outcome.peak_bytes < 5_000 * MEGABYTE


def test_a_task_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(TaskError, match=r"(?s)floor ended with 1.*No files found"):
        run_task(
            "floor",
            floor_arguments(tmp_path),
            LIMITS,
            tmp_path,
            lambda done, total, what: None,
        )
