"""Folders of raw files that grow, shrink and are rewritten.

Belongs here: what can happen to files. Which rows are in them stands in `histories`.
"""

import csv
import gzip
import json
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from random import Random
from shutil import copytree

import pyarrow as pa
import pyarrow.parquet as pq

from .histories import KEYS, Delivery, Row

FORMS = ["csv", "csv", "csv", "csv.gz", "jsonl", "parquet"]
# Which the contract demands, if only with their columns.
REQUIRED = {
    "touchpoints": ["touchpoint_id", "occurred_at", "channel", "touchpoint_type"],
    "deals": ["deal_id", "created_at", "stage"],
    "survey_responses": ["response_id", "survey_type", "score"],
}


@dataclass
class LandingZone:
    """Raw files, by table and name, and the folder in which they lie."""

    folder: Path
    rng: Random
    files: dict[tuple[str, str], list[Row]] = field(default_factory=dict)
    count: int = 0

    def __post_init__(self) -> None:
        for table, columns in REQUIRED.items():
            (self.folder / table).mkdir(parents=True)
            header = self.folder / table / "header.csv"
            header.write_text(",".join(columns) + "\n", encoding="utf-8")

    def copy(self, folder: Path, rng: Random) -> "LandingZone":
        """The same files elsewhere, where other things may happen to them."""
        zone = LandingZone(folder, rng, dict(self.files), self.count)
        copytree(self.folder, folder, dirs_exist_ok=True)
        return zone

    def deliver(self, table: str, rows: list[Row]) -> None:
        """Write rows into a new file, or at the end of one that is there."""
        there = self.names(table)
        if there and self.rng.random() < 0.4:
            name = self.rng.choice(there)
            self.write(table, name, self.files[table, name] + rows)
        else:
            self.write(table, self.new_name(), rows)

    def deliver_all(self, batch: list[Delivery]) -> None:
        """Write rows of any tables."""
        rows: dict[str, list[Row]] = {}
        for table, row in batch:
            rows.setdefault(table, []).append(row)
        for table in rows:
            self.deliver(table, rows[table])

    def rearrange(self, table: str) -> str:
        """Do something to a file that leaves the rows as they are, and tell what."""
        name = self.rng.choice(self.names(table))
        rows = self.remove(table, name)
        self.rng.shuffle(rows)
        half = self.rng.choice([0, len(rows) // 2])
        parts = [part for part in (rows[:half], rows[half:]) if part]
        for part in parts:
            self.write(table, self.new_name(), part)
        return f"{table}/{name} became {len(parts)} other files"

    def remove(self, table: str, name: str) -> list[Row]:
        """Delete a file; its rows are returned."""
        (self.folder / table / name).unlink()
        if table not in REQUIRED and len(self.names(table)) == 1:
            (self.folder / table).rmdir()
        return self.files.pop((table, name))

    def names(self, table: str) -> list[str]:
        """The files of a table."""
        return [name for of_table, name in self.files if of_table == table]

    def tables(self) -> list[str]:
        """The tables that have files."""
        return sorted({table for table, _name in self.files})

    def new_name(self) -> str:
        """A name that no file has had, in a random form."""
        self.count += 1
        return f"{self.rng.randrange(100):02d}-{self.count}.{self.rng.choice(FORMS)}"

    def write(self, table: str, name: str, rows: list[Row]) -> None:
        """Write a file anew."""
        self.files[table, name] = rows
        file = self.folder / table / name
        file.parent.mkdir(exist_ok=True)
        # A column that says nothing need not be there, unless something else needs it.
        columns = [
            column
            for column in rows[0]
            if column in {*KEYS[table], *REQUIRED.get(table, [])}
            or column not in {"is_deleted", "loaded_at"}
            or any(row[column] is not None for row in rows)
        ]
        match name.split(".", 1)[1]:
            case "csv":
                file.write_text(csv_of(rows, columns), encoding="utf-8")
            case "csv.gz":
                file.write_bytes(gzip.compress(csv_of(rows, columns).encode()))
            case "jsonl":
                lines = [json.dumps({c: row[c] for c in columns}) for row in rows]
                file.write_text("\n".join(lines) + "\n", encoding="utf-8")
            case "parquet":
                values = [[row[column] for row in rows] for column in columns]
                arrays = [pa.array(column, pa.string()) for column in values]
                pq.write_table(pa.table(arrays, names=columns), file)


def csv_of(rows: list[Row], columns: list[str]) -> str:
    """Rows as CSV; an empty field is none."""
    text = StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
