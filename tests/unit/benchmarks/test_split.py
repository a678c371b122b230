"""What was there and what comes later, on a few hundred touchpoints."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import duckdb
import pytest

from benchmarks.datasets import BASE, batch_name
from benchmarks.tasks import split

COUNT = 100_000
# One touchpoint a minute, loaded at once; the times say their order.
TABLES = {
    "touchpoints": f"""
        select
            't' || n as touchpoint_id, 'web' as channel,
            timestamp '2026-01-01' + n * interval 1 minute as occurred_at,
            timestamp '2026-01-01' + n * interval 1 minute as loaded_at
        from range({COUNT}) as rows(n)
    """,
    "customers": """
        select
            'c' || n as customer_id, 'seg' || n as segment,
            null::varchar as merged_into_customer_id, null::timestamp as merged_at,
            timestamp '2026-01-01' as loaded_at
        from range(100) as rows(n)
    """,
    "orders": f"""
        select
            'o' || n as order_id,
            timestamp '2026-01-01' + n * interval 1 minute as loaded_at
        from range(0, {COUNT}, 100) as rows(n)
    """,
    "products": "select 'p' as product_id",
}
SIZES = [2_000, 1_000]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The parts, below a folder with a quote in its name."""
    folder = tmp_path_factory.mktemp("o'hara")
    with duckdb.connect() as connection:
        for table, query in TABLES.items():
            path = folder / "raw" / table / "part-0000.parquet"
            path.parent.mkdir(parents=True)
            connection.sql(query).write_parquet(str(path))
    arguments = {
        "raw_dir": str(folder / "raw"),
        "folder": str(folder),
        "row_counts": SIZES,
    }
    reports: list[str] = []
    answer = split.run(arguments, lambda done, total, what: reports.append(what))
    assert reports == sorted(TABLES)
    assert answer["touchpoints"] == [count(folder, name) for name in BATCHES]
    return folder


BATCHES = [batch_name(1), batch_name(2)]


def rows(folder: Path, part: str, table: str, name: str = "rows") -> list[Any]:
    path = folder / part / table / f"{part}-{name}.parquet"
    if not path.exists():
        return []
    with duckdb.connect() as connection:
        return connection.read_parquet(str(path)).fetchall()


def count(folder: Path, part: str) -> int:
    return len(rows(folder, part, "touchpoints"))


@pytest.fixture
def parts(folder: Path) -> Iterator[dict[str, list[Any]]]:
    """The touchpoints of each part."""
    yield {part: rows(folder, part, "touchpoints") for part in [BASE, *BATCHES]}


def test_every_row_is_in_one_part(folder: Path) -> None:
    for table in TABLES:
        found = [row for part in [BASE, *BATCHES] for row in rows(folder, part, table)]
        assert sorted(map(str, found)) == sorted(map(str, rows_of_source(table)))


def rows_of_source(table: str) -> list[Any]:
    with duckdb.connect() as connection:
        return connection.sql(TABLES[table]).fetchall()


def test_a_batch_has_the_latest_touchpoints_and_some_late_ones(
    parts: dict[str, list[Any]],
) -> None:
    begins = {}
    for name, size in zip(BATCHES, SIZES, strict=True):
        times = sorted(row[2] for row in parts[name])
        late, on_time = times[: -round(size * 0.9)], times[-round(size * 0.9) :]
        # Drawn by a hash: a tenth of the batch, give or take four standard errors.
        assert abs(len(late) - size * 0.1) < 4 * (size * 0.1) ** 0.5
        assert (on_time[-1] - on_time[0]).total_seconds() == 60 * (len(on_time) - 1)
        assert late[-1] < on_time[0]
        begins[name] = on_time[0]
    assert max(row[2] for row in parts[BASE]) < begins[BATCHES[0]] < begins[BATCHES[1]]


def test_other_tables_bring_what_was_loaded_since(folder: Path) -> None:
    # The last 900 minutes, and 1,800 before: a row per hundred.
    assert [len(rows(folder, name, "orders")) for name in BATCHES] == [18, 9]
    assert [len(rows(folder, name, "products")) for name in BATCHES] == [0, 0]


def test_corrections_are_later_versions_of_rows_of_the_base(folder: Path) -> None:
    before = {row[0]: row for row in rows(folder, BASE, "touchpoints")}
    corrected = [rows(folder, name, "touchpoints", "corrected") for name in BATCHES]
    assert [len(each) for each in corrected] == [split.CORRECTED_TOUCHPOINTS] * 2
    names = [row[0] for each in corrected for row in each]
    assert len({*names}) == len(names)
    for touchpoint_id, channel, occurred_at, loaded_at in chain(*corrected):
        _, old_channel, old_occurred_at, old_loaded_at = before[touchpoint_id]
        assert (channel, occurred_at) == ("email", old_occurred_at)
        assert (old_channel, loaded_at > old_loaded_at) == ("web", True)


def test_each_merged_customer_is_in_one_pair(folder: Path) -> None:
    merged = [rows(folder, name, "customers", "merged") for name in BATCHES]
    assert [len(each) for each in merged] == [split.MERGED_CUSTOMERS] * 2
    pairs = [(row[0], row[2]) for each in merged for row in each]
    assert len({name for pair in pairs for name in pair}) == 2 * len(pairs)
    # All else that was known of the customer stays known.
    assert all(row[1] == f"seg{row[0][1:]}" for each in merged for row in each)


def test_too_few_touchpoints_are_refused(folder: Path) -> None:
    arguments = {
        "raw_dir": str(folder / "raw"),
        "folder": str(folder / "other"),
        "row_counts": [COUNT * 2],
    }
    with pytest.raises(ValueError, match="too few"):
        split.run(arguments, lambda done, total, what: None)
