"""Raw data in other forms: the same rows, in other files.

Belongs here: reading raw files with DuckDB alone, and writing them in any form of the
contract. What must not change with the form stands in `test_invariance`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile

import duckdb

# Lines of it cannot be parsed, so they have no other form.
BROKEN_FILE = "kiosk_export.csv"


@dataclass(frozen=True)
class Form:
    """How a raw table is written."""

    extension: str
    options: str
    file_count: int = 1
    has_columns_reversed: bool = False

    def write(self, rows: duckdb.DuckDBPyConnection, table: str, raw_dir: Path) -> None:
        """Write a table of text, in an order that has nothing to do with the rows'."""
        columns = column_names(rows, table)
        if self.has_columns_reversed:
            columns.reverse()
        order = f"hash(row({', '.join(columns)}))"
        for number, file in enumerate(self.files(table, raw_dir)):
            file.parent.mkdir(exist_ok=True)
            rows.execute(
                f"""
                copy (
                    select {", ".join(columns)}
                    from "{table}"
                    where {order} % {self.file_count} = {number}
                    order by {order}
                ) to '{file}' ({self.options})
                """
            )

    def files(self, table: str, raw_dir: Path) -> list[Path]:
        """Where a table is written to: one file, or several in a folder."""
        if self.file_count == 1:
            return [raw_dir / f"{table}.{self.extension}"]
        names = [f"part-{number}.{self.extension}" for number in range(self.file_count)]
        return [raw_dir / table / name for name in names]


def column_names(rows: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    """The columns of a table, in its order."""
    described = rows.execute(f'describe "{table}"').fetchall()
    return [f'"{name}"' for name, *_ in described]


def read_as_text(raw_dir: Path) -> duckdb.DuckDBPyConnection:
    """Load every raw table, all columns as text."""
    rows = duckdb.connect()
    for entry in sorted(raw_dir.iterdir()):
        files = sorted(entry.iterdir()) if entry.is_dir() else [entry]
        scans = [scan(file) for file in files if file.name != BROKEN_FILE]
        union = " union all by name ".join(scans)
        rows.execute(f'create table "{entry.name.partition(".")[0]}" as {union}')
    return rows


def scan(file: Path) -> str:
    """A select of a file's rows as text."""
    if file.suffix == ".parquet":
        return f"select cast(columns(*) as varchar) from read_parquet('{file}')"
    if ".json" in file.name:
        return f"select cast(columns(*) as varchar) from read_json_auto('{file}')"
    return f"select * from read_csv('{file}', all_varchar = true, header = true)"


def table_names(rows: duckdb.DuckDBPyConnection) -> list[str]:
    """The tables that were loaded."""
    return [name for (name,) in rows.execute("show tables").fetchall()]


def rewrite(source: Path, target: Path, forms: Iterable[Form]) -> Path:
    """Write the rows of a raw directory anew, the forms in turn for its tables.

    The file that cannot be parsed is copied, so its table must become a folder.
    """
    target.mkdir()
    rows = read_as_text(source)
    in_turn = list(forms)
    for number, table in enumerate(table_names(rows)):
        in_turn[number % len(in_turn)].write(rows, table, target)
    for broken in source.rglob(BROKEN_FILE):
        copyfile(broken, target / broken.relative_to(source))
    return target
