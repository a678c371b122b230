"""Parquet twins of text files: every record and every rejected line, in file order.

Belongs here: naming, writing and deleting twins. Which reader fills one belongs in
`landed_files`.

A twin is named after the hash of the file's bytes and the way it was read, so that it
is right for ever or not there at all: it gets its name by `os.replace`, when complete.
"""

import os
import re
import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.ingestion.csv_records import Rejected
from orchestration.ingestion.written_files import (
    note_written,
    tidy_record,
    written_names,
)

# Raise it when the same bytes are to be read differently: twins are then made anew.
READER_VERSION = 2

# A column of a file cannot be called so: header names are trimmed.
UNPARSED_LINE = " unparsed_line"
PARSE_ERROR = " parse_error"

# A twin, its marks and what was to become one begin with the hash of a content.
_CONTENT = re.compile(r"([0-9a-f]{64})\.")
# DuckDB puts aside here what exceeds its memory, and takes it away when it ends well.
SPILLED = ".spilled"

_BATCH_ROWS = 20_000
_BATCH_CHARACTERS = 32 * 1024 * 1024

Row = Sequence[str | None]


def twin_path(landing_dir: Path, sha256: str, reading: str) -> Path:
    """Where the twin of some bytes lies, read in a certain way."""
    return landing_dir / f"{sha256}.{reading}.v{READER_VERSION}.parquet"


def checked_marker(landing_dir: Path, sha256: str) -> Path:
    """The file whose being there says that Parquet of these bytes can be read."""
    return landing_dir / f"{sha256}.checked"


def own_files(landing_dir: Path) -> dict[Path, str | None]:
    """What was written here, each with the hash of the content that it was made of.

    Whatever else lies there is somebody else's, also by such a name.
    """
    names = written_names(landing_dir)
    found = {
        landing_dir / name: of[1]
        for name in sorted(names)
        if (of := _CONTENT.match(name)) and (landing_dir / name).is_file()
    }
    spilled = sorted((landing_dir / SPILLED).glob("duckdb_temp*"))
    return {**found, **dict.fromkeys(spilled if SPILLED in names else [])}


@contextmanager
def unfinished(twin: Path) -> Iterator[Path]:
    """A place to write a twin to; it takes its name when the block ends well."""
    target = twin.with_name(f"{twin.stem}.{uuid.uuid4().hex}.tmp")
    note_written(target, twin)
    try:
        yield target
        os.replace(target, twin)
    finally:
        target.unlink(missing_ok=True)


def write_rows(
    rows: Iterable[Row | Rejected], columns: Sequence[str], target: Path
) -> None:
    """Write rows and rejected lines to a Parquet file, in batches of bounded size."""
    names = [*columns, UNPARSED_LINE, PARSE_ERROR]
    schema = pa.schema([(name, pa.string()) for name in names])
    with pq.ParquetWriter(target, schema, compression="zstd") as writer:
        for batch in _batches(rows, len(columns)):
            arrays = [
                pa.array(values, pa.string()) for values in zip(*batch, strict=True)
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema))


def sweep(landing_dir: Path, keep: Collection[Path]) -> list[Path]:
    """Delete the twins that are not to be kept, and whatever killed runs left.

    Not while another run lands files: it takes away what that one is writing.
    """
    stale = [path for path in own_files(landing_dir) if path not in keep]
    for path in stale:
        path.unlink(missing_ok=True)
    tidy_record(landing_dir)
    return stale


def _batches(
    rows: Iterable[Row | Rejected], width: int
) -> Iterator[list[Sequence[str | None]]]:
    blank: Row = [None] * width
    batch: list[Sequence[str | None]] = []
    characters = 0
    for row in rows:
        if isinstance(row, Rejected):
            batch.append((*blank, row.line, row.reason))
            characters += len(row.line)
        else:
            batch.append((*row, None, None))
            characters += sum(map(len, filter(None, row)))
        if len(batch) >= _BATCH_ROWS or characters >= _BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
