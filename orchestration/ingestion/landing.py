"""Landing a raw table: from a request to the select that reads it.

Belongs here: what is asked and answered, and the checks of a table as a whole. Finding
files, reading them and writing SQL belong in the modules that this one calls.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

import duckdb

from orchestration.ingestion.landed_files import LandedFile, land_file
from orchestration.ingestion.raw_files import (
    Format,
    RawDataError,
    RawTableFiles,
    find_raw_table,
    missing_table_sentence,
)
from orchestration.ingestion.scans import scan_of


class Form(StrEnum):
    """How a raw table is there."""

    FILES = "files"
    ABSENT = "absent"


@dataclass(frozen=True)
class Request:
    """A raw table and what the contract says of it."""

    table: str
    columns: tuple[str, ...]
    required: tuple[str, ...] = ()
    is_required: bool = False
    passthrough: tuple[str, ...] = ()

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
        )


@dataclass(frozen=True)
class FileReport:
    """What came of one raw file."""

    path: str
    format: str
    rows: int
    unparsed_rows: int
    sha256: str


@dataclass(frozen=True)
class Landing:
    """The answer: how the table is scanned, or one sentence why it cannot be."""

    error: str | None
    form: Form
    scan: str
    files: tuple[FileReport, ...] = ()
    unknown_columns: tuple[str, ...] = ()
    ignored_files: tuple[str, ...] = ()

    def to_json(self) -> str:
        """The answer as the dbt macro reads it."""
        return json.dumps(asdict(self), ensure_ascii=False)


def land(request: Request, raw_dir: Path, landing_dir: Path) -> Landing:
    """Make the files of a raw table scannable; what is wrong with them is answered."""
    raw_dir, landing_dir = raw_dir.absolute(), landing_dir.absolute()
    try:
        found = find_raw_table(request.table, raw_dir)
        _check_presence(request, found, raw_dir)
        landed = _land_files(request, found, landing_dir)
        for file in landed:
            _check_columns(request, file, found.is_folder)
    except RawDataError as error:
        return _failure(request, str(error))
    except OSError as error:
        place = error.filename or landing_dir
        return _failure(request, f"{place} cannot be used ({error.strerror}).")
    return Landing(
        error=None,
        form=Form.FILES if landed else Form.ABSENT,
        scan=scan_of(landed, request.columns, request.passthrough),
        files=tuple(map(_report, landed)),
        unknown_columns=_unknown_columns(request, landed),
        ignored_files=found.ignored,
    )


def _failure(request: Request, sentence: str) -> Landing:
    return Landing(
        error=sentence, form=Form.ABSENT, scan=scan_of([], request.columns, [])
    )


def _check_presence(request: Request, found: RawTableFiles, raw_dir: Path) -> None:
    if request.is_required and not found.files:
        raise RawDataError(missing_table_sentence(request.table, raw_dir))


def _land_files(
    request: Request, found: RawTableFiles, landing_dir: Path
) -> list[LandedFile]:
    if not found.files:
        return []
    landing_dir.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(config={"temp_directory": str(landing_dir)}) as connection:
        return [
            land_file(file, request.columns, landing_dir, connection)
            for file in found.files
        ]


def _check_columns(request: Request, landed: LandedFile, is_in_folder: bool) -> None:
    missing = [column for column in request.required if column not in landed.columns]
    if not missing or _is_rightly_empty(landed, is_in_folder):
        return
    columns = "columns" if len(missing) > 1 else "column"
    names = ", ".join(missing)
    if landed.path is None:
        raise RawDataError(
            f"{landed.file.name} is empty and so lacks the required {columns} {names}; "
            "give it a header line at least."
        )
    raise RawDataError(
        f"{landed.file.name} lacks the required {columns} {names}; add or rename "
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


def _report(landed: LandedFile) -> FileReport:
    return FileReport(
        path=landed.file.name,
        format=landed.file.format,
        rows=landed.rows,
        unparsed_rows=landed.unparsed_rows,
        sha256=landed.sha256,
    )
