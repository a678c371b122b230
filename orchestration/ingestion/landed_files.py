"""Raw files as DuckDB scans them: a text file by its Parquet twin, Parquet in place.

Belongs here: one file and how it is read. How records are told apart belongs in
`csv_records` and `json_records`; how the files of a table go together in `scans`.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.erased_ids import ErasedIds
from orchestration.ingestion.csv_records import (
    SEPARATORS,
    Header,
    Rejected,
    check_duplicates,
    column_name,
    read_header,
    read_records,
    whole_line_pattern,
)
from orchestration.ingestion.erasing import (
    ERASED,
    NO_IDS,
    IdColumns,
    erase_in_twin,
)
from orchestration.ingestion.json_records import Record, read_json_records
from orchestration.ingestion.raw_files import (
    Format,
    RawDataError,
    RawFile,
    sha256_of,
    unreadable,
)
from orchestration.ingestion.text_files import (
    MAX_RECORD_CHARACTERS,
    Lines,
    open_text,
    unpack,
)
from orchestration.ingestion.twins import (
    PARSE_ERROR,
    UNPARSED_LINE,
    Row,
    checked_marker,
    twin_path,
    unfinished,
    write_rows,
)
from orchestration.ingestion.unused_twins import note_use
from orchestration.ingestion.written_files import note_written
from orchestration.sql_text import identifier, literal, path_literal

# DuckDB gives this name to the number of a row within its file.
ROW_NUMBER = "file_row_number"

# Objects with ids as keys would give a column each.
_MAX_JSON_COLUMNS = 2_000

_BUFFER_OPTIONS = (
    f"max_line_size = {MAX_RECORD_CHARACTERS}, "
    f"buffer_size = {2 * MAX_RECORD_CHARACTERS}"
)


@dataclass(frozen=True)
class Column:
    """A column of a landed file: its name there, and its DuckDB type."""

    name: str
    type: str


@dataclass(frozen=True)
class LandedFile:
    """A raw file and what DuckDB scans in its stead; no `path`: the file is blank.

    `columns` are those of the raw file, by normalised name.
    """

    file: RawFile
    sha256: str
    path: Path | None = None
    rows: int = 0
    unparsed_rows: int = 0
    erased_rows: int = 0
    columns: Mapping[str, Column] = field(default_factory=dict)


def land_file(
    file: RawFile,
    known: Collection[str],
    landing_dir: Path,
    connection: duckdb.DuckDBPyConnection,
    erased: ErasedIds | None = None,
    ids: IdColumns = NO_IDS,
) -> LandedFile:
    """Make a file scannable, unless it is; `known` columns tell the CSV separator.

    Rows of `erased` persons are blank in a twin; Parquet is read in place, and the
    models drop them.
    """
    sha256 = sha256_of(file)
    match file.format:
        case Format.PARQUET:
            path: Path | None = file.path
            marker = checked_marker(landing_dir, sha256)
            _check_parquet(file, marker, connection)
            note_use(marker)
        case Format.CSV:
            path = _csv_twin(file, sha256, known, landing_dir, connection)
        case Format.JSON:
            path = _json_twin(file, sha256, landing_dir)
    if path is None:
        return LandedFile(file, sha256)
    if path != file.path:
        note_use(path)
        if erased is not None:
            erase_in_twin(path, ids, erased, connection)
    return _described(file, sha256, path, connection)


def _csv_twin(
    file: RawFile,
    sha256: str,
    known: Collection[str],
    landing_dir: Path,
    connection: duckdb.DuckDBPyConnection,
) -> Path | None:
    with open_text(file) as text:
        header = read_header(Lines(text), known, file.name)
    if header is None:
        return None
    twin = twin_path(landing_dir, sha256, f"csv-{SEPARATORS[header.separator]}")
    if not twin.exists():
        with unfinished(twin) as target:
            if not _copy_whole_lines(file, header, target, connection):
                _copy_recovered(file, header, target)
            _check_unchanged(file, sha256)
    return twin


def _check_unchanged(file: RawFile, sha256: str) -> None:
    """A twin is named after the bytes that were hashed, and so must hold those."""
    if sha256_of(file) != sha256:
        raise RawDataError(f"{file.name} changed while it was read; run again.")


def _copy_whole_lines(
    file: RawFile, header: Header, target: Path, connection: duckdb.DuckDBPyConnection
) -> bool:
    """Let DuckDB convert a file in which each line is a well-formed record by itself.

    With other files its reader is lenient (it drops a record whose quote is not closed,
    and trims spaces beside quotes), so it does not get them: the answer is then no.
    """
    if not file.is_gzip:
        return _copy_plain_lines(file.path, header, target, connection)
    # Unpacked by Python: a file that breaks off must not pass for a whole one.
    plain = target.with_suffix(".txt.tmp")
    note_written(plain)
    try:
        unpack(file, plain)
        return _copy_plain_lines(plain, header, target, connection)
    finally:
        plain.unlink(missing_ok=True)


def _copy_plain_lines(
    path: Path, header: Header, target: Path, connection: duckdb.DuckDBPyConnection
) -> bool:
    # A blank line may be a record of one column; the careful reader knows.
    if len(header.columns) == 1:
        return False
    names = (f"{literal(name)}: 'varchar'" for name in header.columns)
    pattern = literal(whole_line_pattern(header.separator, len(header.columns)))
    check = f"""
        select count(*), count(*) filter (not regexp_full_match(line, {pattern}))
        from read_csv(
            {path_literal(path)}, auto_detect = false, columns = {{'line': 'varchar'}},
            header = false, delim = '\x01', quote = '', escape = '', comment = '',
            strict_mode = true, compression = 'none', {_BUFFER_OPTIONS}
        )
        where line <> ''
    """
    convert = f"""
        copy (
            from read_csv(
                {path_literal(path)}, auto_detect = false, header = true,
                columns = {{{", ".join(names)}}}, delim = {literal(header.separator)},
                quote = '"', escape = '"', comment = '', strict_mode = true,
                null_padding = false, compression = 'none', {_BUFFER_OPTIONS}
            )
        ) to {literal(str(target))} (format parquet, compression zstd)
    """
    try:
        line_count, other_count = _row(connection, check)
        if other_count:
            return False
        (row_count,) = _row(connection, convert)
    except duckdb.Error:
        return False
    return bool(row_count == line_count - 1)


def _copy_recovered(file: RawFile, header: Header, target: Path) -> None:
    with open_text(file) as text:
        lines = Lines(text)
        read_header(lines, header.columns, file.name)
        records = read_records(lines, header.separator, len(header.columns))
        write_rows(records, header.columns, target)


def _json_twin(file: RawFile, sha256: str, landing_dir: Path) -> Path | None:
    with open_text(file) as text:
        if Lines(text).next_filled() == "":
            return None
    twin = twin_path(landing_dir, sha256, "json")
    if not twin.exists():
        # Read twice: a Parquet file names its columns before its first row.
        with open_text(file) as text:
            columns = _keys(read_json_records(text, file.name), file.name)
        with unfinished(twin) as target, open_text(file) as text:
            records = read_json_records(text, file.name)
            write_rows(_rows(records, columns), columns, target)
            _check_unchanged(file, sha256)
    return twin


def _keys(records: Iterable[Record | Rejected], name: str) -> list[str]:
    """The columns of all objects, in the order in which they first appear."""
    columns: dict[str, None] = {}
    for record in records:
        if not isinstance(record, Rejected):
            columns.update(dict.fromkeys(record))
            if len(columns) > _MAX_JSON_COLUMNS:
                raise RawDataError(
                    f"{name} has more than {_MAX_JSON_COLUMNS:,} different keys; write "
                    "values that vary, such as ids, as values and not as keys."
                )
    return list(columns)


def _rows(
    records: Iterable[Record | Rejected], columns: Sequence[str]
) -> Iterator[Row | Rejected]:
    for record in records:
        if isinstance(record, Rejected):
            yield record
        else:
            yield [record.get(column) for column in columns]


def _check_parquet(
    file: RawFile, marker: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    """Read every value once per content, so that no later scan stops half-way."""
    if marker.exists():
        return
    scan = f"read_parquet({path_literal(file.path)}, hive_partitioning = false)"
    try:
        # DuckDB would number columns of one name; the file's own names are here.
        own_names = pq.read_schema(file.path).names
        names = [name for name, *_ in _rows_of(connection, f"describe from {scan}")]
        # A count would be answered from the footer; a hash needs the values.
        hashes = ", ".join(f"bit_xor(hash({identifier(name)}))" for name in names)
        _row(connection, f"select {hashes} from {scan}")
    except PermissionError as error:
        raise unreadable(file.name, error) from error
    except (duckdb.Error, pa.ArrowException) as error:
        reason = str(error).splitlines()[0]
        raise RawDataError(
            f"{file.name} cannot be read as Parquet ({reason}); write it again."
        ) from error
    check_duplicates([column_name(name) for name in own_names], file.name)
    with unfinished(marker) as target:
        target.touch()


def _described(
    file: RawFile, sha256: str, path: Path, connection: duckdb.DuckDBPyConnection
) -> LandedFile:
    scan = f"read_parquet({path_literal(path)}, hive_partitioning = false)"
    footer = pq.read_metadata(path)
    if file.format is Format.PARQUET:
        described = _rows_of(connection, f"describe from {scan}")
        types = {name: data_type for name, data_type, *_ in described}
    else:
        # Not asked of DuckDB: a folder may hold thousands of twins.
        types = dict.fromkeys(footer.schema.names, "VARCHAR")
    unparsed_rows = erased_rows = 0
    if file.path != path and PARSE_ERROR in types:
        del types[UNPARSED_LINE], types[PARSE_ERROR]
        is_erased = f"starts_with({identifier(PARSE_ERROR)}, {literal(ERASED)})"
        query = (
            f"select count({identifier(PARSE_ERROR)}), count(*) filter ({is_erased}) "
            f"from {scan}"
        )
        unparsed_rows, erased_rows = _row(connection, query)
    columns = {column_name(name): Column(name, types[name]) for name in types}
    if ROW_NUMBER in columns:
        raise RawDataError(
            f"{file.name} has a column {ROW_NUMBER}, a reserved name; rename it."
        )
    return LandedFile(
        file, sha256, path, footer.num_rows, unparsed_rows, erased_rows, columns
    )


def _row(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[Any, ...]:
    (row,) = _rows_of(connection, query)
    return row


def _rows_of(
    connection: duckdb.DuckDBPyConnection, query: str
) -> list[tuple[Any, ...]]:
    return connection.execute(query).fetchall()
