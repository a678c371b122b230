"""The floor, on four touchpoints."""

from pathlib import Path

import duckdb
import pytest

from benchmarks.tasks import floor

TOUCHPOINTS = """
select * from (values
    ('t1', 'b', null, timestamp '2026-01-02 10:00:00'),
    ('t2', null, 'c', timestamp '2026-01-01 10:00:00'),
    ('t3', 'b', 'a', timestamp '2026-01-01 10:00:00'),
    ('t4', 'a', null, timestamp '2026-01-03 10:00:00')
) as rows (touchpoint_id, customer_id, anonymous_id, occurred_at)
"""


@pytest.fixture
def raw_dir(tmp_path: Path) -> Path:
    """Raw touchpoints in two files, below a folder with a quote in its name."""
    folder = tmp_path / "o'hara" / "touchpoints"
    folder.mkdir(parents=True)
    with duckdb.connect() as connection:
        for name, condition in {"one": "<=", "two": ">"}.items():
            rows = connection.sql(
                f"select * from ({TOUCHPOINTS}) where touchpoint_id {condition} 't2'"
            )
            rows.write_parquet(str(folder / f"{name}.parquet"))
    return folder.parent


def test_all_columns_are_sorted_by_customer_then_time(raw_dir: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute(floor.floor_sql(raw_dir))
        written = connection.sql("select * from touchpoints")
        assert written.columns == [
            "touchpoint_id",
            "customer_id",
            "anonymous_id",
            "occurred_at",
        ]
        order = [row[0] for row in written.fetchall()]
    assert order == ["t4", "t3", "t1", "t2"]


def test_the_floor_counts_rows_and_leaves_no_file(
    raw_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOURNEY_THREADS", "1")
    monkeypatch.setenv("JOURNEY_MEMORY_LIMIT", "1GB")
    database = tmp_path / "floor.duckdb"
    # Of a run that was broken off.
    database.write_bytes(b"half a file")
    arguments = {"raw_dir": str(raw_dir), "database": str(database)}
    answer = floor.run(arguments, lambda done, total, what: None)
    assert answer["row_count"] == 4
    assert answer["seconds"] > 0
    assert not database.exists()
