"""Landing a raw table: from a request to the select that reads it.

Belongs here: what is asked and answered, and the checks of a table as a whole. Finding
files, reading them and writing SQL belong in the modules that this one calls.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

import duckdb

from orchestration.erased_ids import ErasedIds
from orchestration.ingestion.erasing import NO_IDS, IdColumns
from orchestration.ingestion.landed_files import LandedFile, land_file
from orchestration.ingestion.raw_files import (
    Format,
    RawDataError,
    RawTableFiles,
    find_raw_table,
    missing_table_sentence,
)
from orchestration.ingestion.scans import common_types, scan_of
from orchestration.ingestion.twins import READER_VERSION, SPILLED, checked_marker
from orchestration.ingestion.unused_twins import no_sweeping
from orchestration.ingestion.written_files import note_used


class Form(StrEnum):
    """How a raw table is there."""

    FILES = "files"
    ABSENT = "absent"


@dataclass(frozen=True)
class Request:
    """A raw table and what the contract says of it.

    `files` are the names of those to be scanned; none given: all of them. Requests of
    one `run` are answered from one look at the files.
    """

    table: str
    columns: tuple[str, ...]
    required: tuple[str, ...] = ()
    is_required: bool = False
    passthrough: tuple[str, ...] = ()
    files: tuple[str, ...] | None = None
    run: str = ""
    ids: IdColumns = NO_IDS

    @classmethod
    def from_json(cls, text: str) -> "Request":
        """Read a request as the dbt macro writes it."""
        fields = json.loads(text)
        return cls(
            table=fields["table"],
            columns=tuple(fields["columns"]),
            required=tuple(fields["required"]),
            is_required=fields["is_required"],
            passthrough=tuple(fields["passthrough"]),
            files=None if fields.get("files") is None else tuple(fields["files"]),
            run=fields.get("run", ""),
            ids=IdColumns(**fields.get("ids", {})),
        )


@dataclass(frozen=True)
class FileReport:
    """What came of one raw file.

    `content` is the same as long as the same rows would be read from it; `columns` are
    in alphabetical order, as their own order means nothing.
    """

    path: str
    format: str
    columns: tuple[str, ...]
    rows: int
    unparsed_rows: int
    sha256: str
    content: str


@dataclass(frozen=True)
class Landing:
    """The answer: how the table is scanned, or one sentence why it cannot be."""

    error: str | None
    form: Form
    scan: str
    files: tuple[FileReport, ...] = ()
    unknown_columns: tuple[str, ...] = ()

    def to_json(self) -> str:
        """The answer as the dbt macro reads it."""
        return json.dumps(asdict(self), ensure_ascii=False)


@dataclass(frozen=True)
class LandedTable:
    """The files of a raw table, all of them scannable."""

    files: tuple[LandedFile, ...]
    is_folder: bool = False


class LandingZone:
    """Where raw files lie, and their twins.

    Remembers what it saw for the run that it was asked for last: whatever changes
    meanwhile, all models of one run read the same files. Rows of `erased` persons do
    not get into twins.
    """

    def __init__(
        self, raw_dir: Path, landing_dir: Path, erased: ErasedIds | None = None
    ) -> None:
        self.raw_dir = raw_dir.absolute()
        self.landing_dir = landing_dir.absolute()
        self.erased = erased
        self._run = ""
        self._seen: dict[str, LandedTable] = {}

    def land(self, request: Request) -> Landing:
        """Make a raw table scannable; what is wrong with its files is answered."""
        try:
            table = self._table(request)
            for file in table.files:
                _check_columns(request, file, table.is_folder)
        except RawDataError as error:
            return _failure(request, str(error))
        except OSError as error:
            place = error.filename or self.landing_dir
            return _failure(request, f"{place} cannot be used ({error.strerror}).")
        return _landing(request, table)

    def _table(self, request: Request) -> LandedTable:
        if request.run != self._run:
            self._run, self._seen = request.run, {}
        if not request.run or request.table not in self._seen:
            self._seen[request.table] = self._look(request)
        return self._seen[request.table]

    def _look(self, request: Request) -> LandedTable:
        found = find_raw_table(request.table, self.raw_dir)
        _check_presence(request, found, self.raw_dir)
        landed = self._land_files(request, found)
        return LandedTable(tuple(landed), found.is_folder)

    def _land_files(self, request: Request, found: RawTableFiles) -> list[LandedFile]:
        if not found.files:
            return []
        place = self.landing_dir
        place.mkdir(parents=True, exist_ok=True)
        spilled = place / SPILLED
        with (
            no_sweeping(place),
            duckdb.connect(config={"temp_directory": str(spilled)}) as connection,
        ):
            note_used(place, [spilled])
            landed = [
                land_file(
                    file, request.columns, place, connection, self.erased, request.ids
                )
                for file in found.files
            ]
            note_used(
                place, [_written_for(file, place) for file in landed if file.path]
            )
            return landed


def _written_for(landed: LandedFile, landing_dir: Path) -> Path:
    """The twin of a file, or what says that it can be read in place."""
    if landed.path is None or landed.file.format is Format.PARQUET:
        return checked_marker(landing_dir, landed.sha256)
    return landed.path


def _landing(request: Request, table: LandedTable) -> Landing:
    types = common_types(table.files, request.columns)
    wanted = [
        file
        for file in table.files
        if request.files is None or file.file.name in request.files
    ]
    return Landing(
        error=None,
        form=Form.FILES if table.files else Form.ABSENT,
        scan=scan_of(wanted, types, request.passthrough),
        files=tuple(_report(file, types) for file in table.files),
        unknown_columns=_unknown_columns(request, table.files),
    )


def _failure(request: Request, sentence: str) -> Landing:
    types = common_types([], request.columns)
    return Landing(error=sentence, form=Form.ABSENT, scan=scan_of([], types, []))


def _check_presence(request: Request, found: RawTableFiles, raw_dir: Path) -> None:
    if request.is_required and not found.files:
        raise RawDataError(missing_table_sentence(request.table, raw_dir))


def _check_columns(request: Request, landed: LandedFile, is_in_folder: bool) -> None:
    missing = [column for column in request.required if column not in landed.columns]
    if not missing or _is_rightly_empty(landed, is_in_folder):
        return
    columns = f"column {missing[0]}"
    if len(missing) > 1:
        columns = f"columns {', '.join(missing)}"
    if landed.path is None:
        raise RawDataError(
            f"{landed.file.name} is empty and so lacks the required {columns}; "
            "give it a header line at least."
        )
    raise RawDataError(
        f"{landed.file.name} lacks the required {columns}; add or rename "
        f"{'them' if len(missing) > 1 else 'it'} in the file."
    )


def _is_rightly_empty(landed: LandedFile, is_in_folder: bool) -> bool:
    """A blank file among others, or an array without objects, which has no header."""
    if landed.path is None:
        return is_in_folder
    return landed.file.format is Format.JSON and landed.rows == 0


def _unknown_columns(request: Request, landed: Sequence[LandedFile]) -> tuple[str, ...]:
    known = {*request.columns, *request.passthrough}
    return tuple(sorted({name for file in landed for name in file.columns} - known))


def _report(landed: LandedFile, types: Mapping[str, str]) -> FileReport:
    return FileReport(
        path=landed.file.name,
        format=landed.file.format,
        columns=tuple(sorted(landed.columns)),
        rows=landed.rows,
        unparsed_rows=landed.unparsed_rows,
        sha256=landed.sha256,
        content=_content(landed, types),
    )


def _content(landed: LandedFile, types: Mapping[str, str]) -> str:
    """Its bytes, the way they are read, and the types that its columns are read as."""
    reading = f"v{READER_VERSION}" if landed.path is None else landed.path.suffixes
    own_types = sorted((name, types[name]) for name in landed.columns if name in types)
    # Rows that became blank since are read again.
    erased = [landed.erased_rows] if landed.erased_rows else []
    described = json.dumps(
        [landed.sha256, reading, own_types, *erased], ensure_ascii=False
    )
    return hashlib.sha256(described.encode()).hexdigest()
