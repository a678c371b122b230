"""Which files make up a raw table.

Belongs here: names, forms and places of raw files, and the sentences about files that
are missing or there twice. What stands in a file belongs in the readers.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

# More of them are a list that nobody reads.
MOST_UNREAD_SHOWN = 10
TEMPORARY_SUFFIXES = frozenset({".tmp", ".temp", ".part", ".partial", ".crdownload"})


class RawDataError(Exception):
    """Raw data that cannot be read; the message is one sentence for the user."""


class Format(StrEnum):
    """The form of a raw file."""

    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


# Longest first: `.csv.gz` also ends in `.gz`.
FORMATS = {
    ".csv.gz": Format.CSV,
    ".json.gz": Format.JSON,
    ".jsonl.gz": Format.JSON,
    ".parquet": Format.PARQUET,
    ".jsonl": Format.JSON,
    ".json": Format.JSON,
    ".csv": Format.CSV,
}


@dataclass(frozen=True)
class RawFile:
    """A file of a raw table; `name` is its path relative to the raw directory."""

    path: Path
    name: str
    format: Format

    @property
    def is_gzip(self) -> bool:
        """Whether the name says that the text is packed."""
        return self.path.name.lower().endswith(".gz")


@dataclass(frozen=True)
class RawTableFiles:
    """The files of one raw table by name, and what was passed by."""

    files: tuple[RawFile, ...] = ()
    ignored: tuple[str, ...] = ()
    is_folder: bool = False


def suffix_of(file_name: str) -> str | None:
    """The part of a file name that tells its form.

    >>> suffix_of("Deals.CSV.GZ"), suffix_of("deals.xlsx")
    ('.csv.gz', None)
    """
    lowered = file_name.lower()
    return next((suffix for suffix in FORMATS if lowered.endswith(suffix)), None)


def find_raw_table(table: str, raw_dir: Path) -> RawTableFiles:
    """Find the file or folder of a raw table; neither is fine, both are an error."""
    _check_directory(raw_dir)
    candidates = [
        entry
        for entry in _entries(raw_dir)
        if _is_folder_of(table, entry) or _is_file_of(table, entry)
    ]
    if len(candidates) > 1:
        first, second = (_shown(entry) for entry in candidates[:2])
        raise RawDataError(
            f"The table {table} is there twice in {raw_dir}: {first} and {second}; "
            "keep one of them."
        )
    if not candidates:
        return RawTableFiles()
    found = candidates[0]
    if _is_folder_of(table, found):
        return _find_in_folder(found, raw_dir)
    return RawTableFiles(files=(_raw_file(found, raw_dir),))


def missing_table_sentence(table: str, raw_dir: Path) -> str:
    """Say which file a required table needs, and which form of it is not read."""
    sentence = (
        f"The required table {table} is missing: put {table}.csv, .csv.gz, .parquet, "
        f".json or .jsonl, or a folder {table} of such files, into {raw_dir}"
    )
    others = [
        entry.name
        for entry in _entries(raw_dir)
        if entry.name.lower().partition(".")[0] == table
    ]
    if not others:
        return sentence + "."
    return f"{sentence} ({', '.join(others)} is there, but holds nothing that is read)."


def unread_sentence(tables: Iterable[str], raw_dir: Path) -> str:
    """Name what was not read, as it may be a raw table with a slip in its name.

    Nothing where all files were read.
    """
    names = unread_files(tables, raw_dir)
    if not names:
        return ""
    more = len(names) - MOST_UNREAD_SHOWN
    shown = [*names[:MOST_UNREAD_SHOWN], *([f"{more:,} more"] if more > 0 else [])]
    return f"Not read, as no raw table has that name: {', '.join(shown)}"


def unread_files(tables: Iterable[str], raw_dir: Path) -> list[str]:
    """What lies among raw tables and is read as none of them, by name."""
    if not raw_dir.is_dir():
        return []
    strays = [entry for entry in _entries(raw_dir) if not _is_passed_over(entry.name)]
    unread: list[str] = []
    for table in tables:
        folders = [entry for entry in strays if _is_folder_of(table, entry)]
        for folder in folders:
            unread += _find_in_folder(folder, raw_dir).ignored
        strays = [
            entry
            for entry in strays
            if entry not in folders and not _is_file_of(table, entry)
        ]
    return sorted([*unread, *(_as_text(entry.name) for entry in strays)])


def sha256_of(file: RawFile) -> str:
    """The hash of a file's bytes; read again only when the file has changed."""
    try:
        return _sha256(file.path, state_of(file))
    except OSError as error:
        raise unreadable(file.name, error) from error


def state_of(file: RawFile) -> tuple[int, ...]:
    """What changes when a file does."""
    status = file.path.stat()
    return (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def unreadable(name: str, error: OSError) -> RawDataError:
    """The sentence about a file that the system does not hand out."""
    reason = (error.strerror or str(error)).lower()
    return RawDataError(f"{name} cannot be opened ({reason}); check its permissions.")


@lru_cache(maxsize=100_000)
def _sha256(path: Path, state: tuple[int, ...]) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _check_directory(raw_dir: Path) -> None:
    if not raw_dir.is_dir():
        what = "is not a directory" if raw_dir.exists() else "does not exist"
        raise RawDataError(
            f"The raw directory {raw_dir} {what}; set JOURNEY_RAW_DIR to the directory "
            "of the raw tables."
        )


def _entries(raw_dir: Path) -> list[Path]:
    try:
        return sorted(raw_dir.iterdir())
    except OSError as error:
        raise unreadable(f"The raw directory {raw_dir}", error) from error


def _is_folder_of(table: str, entry: Path) -> bool:
    return entry.name.lower() == table and entry.is_dir()


def _is_file_of(table: str, entry: Path) -> bool:
    suffix = suffix_of(entry.name)
    return suffix is not None and entry.name.lower() == table + suffix


def _shown(entry: Path) -> str:
    return f"{entry.name}/" if entry.is_dir() else entry.name


def _raw_file(path: Path, raw_dir: Path) -> RawFile:
    suffix = suffix_of(path.name)
    name = path.relative_to(raw_dir).as_posix()
    if suffix is None or not _is_text(name):
        raise RawDataError(
            f"{_as_text(name)} is not a file name that is read; name it with letters "
            "of UTF-8 and an ending such as .csv."
        )
    if path.is_dir():
        raise RawDataError(f"{name} is a folder; call a folder of files {_stem(name)}.")
    if path.exists() and not path.is_file():
        raise RawDataError(f"{name} is not an ordinary file; replace it by one.")
    return RawFile(path=path.absolute(), name=name, format=FORMATS[suffix])


def _stem(name: str) -> str:
    return name[: -len(suffix_of(name) or "")]


def _is_text(name: str) -> bool:
    """Whether a name can be written down; undecodable bytes arrive as surrogates."""
    return _as_text(name) == name


def _as_text(name: str) -> str:
    return name.encode("utf-8", "replace").decode("utf-8")


def _find_in_folder(folder: Path, raw_dir: Path) -> RawTableFiles:
    files: list[RawFile] = []
    ignored: list[str] = []
    for path in _walk(folder):
        if suffix_of(path.name) is None or _is_linked_folder(path):
            ignored.append(_as_text(path.relative_to(raw_dir).as_posix()))
        else:
            files.append(_raw_file(path, raw_dir))
    files.sort(key=lambda file: file.name)
    return RawTableFiles(tuple(files), tuple(sorted(ignored)), is_folder=True)


def _walk(folder: Path) -> Iterator[Path]:
    """Every visible file below a folder, and linked folders: those are not entered."""

    def stop(error: OSError) -> None:
        raise unreadable(f"The folder {error.filename}", error) from error

    for place, folders, names in os.walk(folder, onerror=stop):
        folders[:] = [name for name in folders if not _is_hidden(name)]
        linked = [name for name in folders if _is_linked_folder(Path(place) / name)]
        for name in [*names, *linked]:
            if not _is_passed_over(name):
                yield Path(place) / name


def _is_linked_folder(path: Path) -> bool:
    return path.is_symlink() and path.is_dir()


def _is_passed_over(name: str) -> bool:
    """Whether a file is hidden, or not yet whole: nobody wants to hear of it."""
    return _is_hidden(name) or Path(name).suffix.lower() in TEMPORARY_SUFFIXES


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "_"))
