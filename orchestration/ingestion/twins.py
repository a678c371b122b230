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

# Raise it when the same bytes are to be read differently: twins are then made anew.
READER_VERSION = 2

# A column of a file cannot be called so: header names are trimmed.
UNPARSED_LINE = " unparsed_line"
PARSE_ERROR = " parse_error"

# A twin, its marks and what was to become one begin with the hash of a content; DuckDB
# puts aside here what exceeds its memory. Whatever else lies there is somebody else's.
_OURS = re.compile(r"([0-9a-f]{64})\.|duckdb_temp")

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
    """What was written here, each with the hash of the content that it was made of."""
    found = {path: _OURS.match(path.name) for path in sorted(landing_dir.glob("*"))}
    return {path: of[1] for path, of in found.items() if of and path.is_file()}


@contextmanager
def unfinished(twin: Path) -> Iterator[Path]:
    """A place to write a twin to; it takes its name when the block ends well."""
    twin.parent.mkdir(parents=True, exist_ok=True)
    target = twin.with_name(f"{twin.stem}.{uuid.uuid4().hex}.tmp")
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
        path.unlink()
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
