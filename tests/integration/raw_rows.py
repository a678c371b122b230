"""Where raw rows ended, and how many there were.

Belongs here: the row equation of the contract, and a count of a file's rows that owes
nothing to the reader under test. What is in the rows stands beside the tests.
"""

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

from tests.warehouses import Warehouse


def record_count(file: Path) -> int:
    """How many rows a well-formed raw file has."""
    if file.suffix == ".parquet":
        count: int = pq.ParquetFile(file).metadata.num_rows
        return count
    opened = gzip.open if file.suffix == ".gz" else open
    with opened(file, "rt", encoding="utf-8-sig", newline="") as text:
        if ".json" in file.name:
            return sum(1 for line in text if line.strip())
        # Blank lines, which are no records, come without any field.
        return sum(1 for record in csv.reader(text) if record) - 1


def record_counts(raw_dir: Path) -> dict[str, int]:
    """The rows of each raw table of a directory of well-formed files."""
    counts: dict[str, int] = {}
    for entry in raw_dir.iterdir():
        table = entry.name.partition(".")[0]
        files = entry.iterdir() if entry.is_dir() else [entry]
        counts[table] = sum(map(record_count, files))
    return counts


def received_counts(warehouse: Warehouse) -> dict[str, int]:
    """The rows of each raw table as the warehouse counts them."""
    rows = warehouse.mart("agg_raw_rows", ["distinct table_name", "raw_row_count"])
    return {row["table_name"]: row["raw_row_count"] for row in rows}


def places(warehouse: Warehouse, table: str) -> dict[str, int]:
    """How many rows of a raw table ended in each place where any did."""
    rows = warehouse.query(
        "select place, row_count from marts.agg_raw_rows"
        f" where table_name = '{table}' and row_count > 0"
    )
    return {row["place"]: row["row_count"] for row in rows}


def unequal_tables(warehouse: Warehouse) -> Iterator[str]:
    """A sentence for each raw table that breaks the row equation."""
    for table, received in received_counts(warehouse).items():
        found = places(warehouse, table)
        if sum(found.values()) != received:
            yield f"{table}: {received} raw rows, but {found}"
