"""Parts raw data into what was there before and what came later, batch by batch.

Belongs here: which rows a day brings. Building from them belongs in `build`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.datasets import BASE, batch_name
from benchmarks.tasks import Report

# What a batch brings besides new rows.
CORRECTED_TOUCHPOINTS = 50
MERGED_CUSTOMERS = 5
# Of the new touchpoints, those that happened long before they came.
LATE_SHARE = 0.1
BUCKETS = 1_000_000_000


@dataclass(frozen=True)
class Splitter:
    """Raw tables in Parquet, the sizes of the batches, and where these begin."""

    connection: duckdb.DuckDBPyConnection
    raw_dir: Path
    folder: Path
    row_counts: tuple[int, ...]
    begins: tuple[str, ...]
    total: int

    @classmethod
    def open(
        cls,
        connection: duckdb.DuckDBPyConnection,
        raw_dir: Path,
        folder: Path,
        row_counts: Sequence[int],
    ) -> "Splitter":
        """Find the instants at which the batches begin; the last one has the latest."""
        ((total,),) = connection.execute(
            f"select count(*) from {relation(raw_dir, 'touchpoints')}"
        ).fetchall()
        latest = [count * (1 - LATE_SHARE) for count in row_counts]
        ranks = [*accumulate(reversed(latest))][::-1]
        if ranks[0] >= total:
            raise ValueError(f"{total} touchpoints are too few for {row_counts}")
        quantiles = ", ".join(str(1 - rank / total) for rank in ranks)
        ((begins,),) = connection.execute(
            f"select quantile_disc(occurred_at, [{quantiles}])"
            f" from {relation(raw_dir, 'touchpoints')}"
        ).fetchall()
        instants = tuple(f"timestamp '{begin}'" for begin in begins)
        return cls(connection, raw_dir, folder, tuple(row_counts), instants, total)

    def write(self, table: str) -> list[int]:
        """Write a table's parts; the rows of each, the base first."""
        parts = [BASE, *(batch_name(number) for number in self._numbers())]
        placed = self._placed(table)
        counts = [
            self._copy(f"{placed} where batch = {number}", table, part, "rows")
            for number, part in enumerate(parts)
        ]
        base = f"{placed} where batch = 0"
        if table == "touchpoints":
            self._correct(base)
        if table == "customers":
            self._merge(base)
        return counts

    def _columns(self, table: str) -> set[str]:
        source = relation(self.raw_dir, table)
        rows = self.connection.execute(f"describe select * from {source}").fetchall()
        return {row[0] for row in rows}

    def _numbers(self) -> range:
        return range(1, len(self.row_counts) + 1)

    def _placed(self, table: str) -> str:
        """The query for a table's rows with the batch that brings them, 0 the base."""
        time = "occurred_at" if table == "touchpoints" else "loaded_at"
        cases = []
        if time in self._columns(table):
            for number, begin in reversed(
                [*zip(self._numbers(), self.begins, strict=True)]
            ):
                cases.append(f"when {time} >= {begin} then {number}")
        if table == "touchpoints":
            shares = (count * LATE_SHARE / self.total for count in self.row_counts)
            for number, share in zip(self._numbers(), accumulate(shares), strict=True):
                bound = round(share * BUCKETS)
                cases.append(
                    f"when hash(touchpoint_id) % {BUCKETS} < {bound} then {number}"
                )
        placed = f"case {' '.join(cases)} else 0 end" if cases else "0"
        return (
            "select * exclude (batch) from (select *,"
            f" {placed} as batch from {relation(self.raw_dir, table)})"
        )

    def _correct(self, base: str) -> None:
        """Some touchpoints of the base came again, by another channel."""
        for number, begin in zip(self._numbers(), self.begins, strict=True):
            query = (
                f"select * replace ({begin} as loaded_at, 'email' as channel)"
                f" from ({base}) order by hash(touchpoint_id)"
                f" limit {CORRECTED_TOUCHPOINTS}"
                f" offset {CORRECTED_TOUCHPOINTS * (number - 1)}"
            )
            self._copy(query, "touchpoints", batch_name(number), "corrected")

    def _merge(self, base: str) -> None:
        """Some customers of the base turn out to be others, each in one pair alone."""
        drawn = (
            "select *, row_number() over (order by hash(customer_id), customer_id) - 1"
            f" as place from ({base}) where merged_into_customer_id is null"
        )
        for number, begin in zip(self._numbers(), self.begins, strict=True):
            first = 2 * MERGED_CUSTOMERS * (number - 1)
            query = (
                "select one.* exclude (place) replace ("
                "other.customer_id as merged_into_customer_id,"
                f" {begin} as merged_at, {begin} as loaded_at)"
                f" from ({drawn}) as one inner join ({drawn}) as other"
                " on one.place + 1 = other.place and one.place % 2 = 0"
                f" where one.place >= {first}"
                f" and one.place < {first + 2 * MERGED_CUSTOMERS}"
            )
            self._copy(query, "customers", batch_name(number), "merged")

    def _copy(self, query: str, table: str, part: str, name: str) -> int:
        """Write rows to a file below the part, unless there are none."""
        path = self.folder / part / table / f"{part}-{name}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        ((count,),) = self.connection.execute(
            f"copy ({query}) to '{quoted(path)}' (format parquet)"
        ).fetchall()
        if not count:
            path.unlink()
        return int(count)


def relation(raw_dir: Path, table: str) -> str:
    """A raw table, to select from."""
    files = quoted(raw_dir / table / "*.parquet")
    return f"read_parquet('{files}', union_by_name = true)"


def quoted(path: Path) -> str:
    """A path between quotes of SQL."""
    return str(path).replace("'", "''")


def run(arguments: dict[str, Any], report: Report) -> dict[str, Any]:
    """Write the folders `base`, `batch-1`, ...; the new touchpoints of each."""
    raw_dir, folder = Path(arguments["raw_dir"]), Path(arguments["folder"])
    tables = sorted(path.name for path in raw_dir.iterdir() if path.is_dir())
    counts = {}
    with duckdb.connect() as connection:
        splitter = Splitter.open(connection, raw_dir, folder, arguments["row_counts"])
        for done, table in enumerate(tables):
            report(done, len(tables), table)
            counts[table] = splitter.write(table)
    return {"touchpoints": counts["touchpoints"][1:]}
