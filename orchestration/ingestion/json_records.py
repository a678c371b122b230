"""Records of JSON text: one object per line, or one array of objects.

Belongs here: what is a record, and its values as text. Which columns a table has, and
where the rows go, belongs in `twins`.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NoReturn, TextIO

from orchestration.ingestion.csv_records import (
    Rejected,
    column_name,
    reject_long_line,
    shown,
    unnamed_column,
)
from orchestration.ingestion.raw_files import RawDataError
from orchestration.ingestion.text_files import (
    MAX_RECORD_CHARACTERS,
    Lines,
    without_line_end,
)

# Escapes that may give what UTF-8 text or an engine cannot hold.
_RISKY_ESCAPE = re.compile(r"\\u(?:[dD][89a-fA-F]|0000)")
_SPACE = re.compile(r"[ \t\r\n]*")
_CHUNK_CHARACTERS = 1024 * 1024


class _Number(str):
    """A number as it was written: neither digits nor zeros are lost."""

    __slots__ = ()


def _reject_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


class _Doubled(dict[str, Any]):
    """An object that gives a key more than once."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; which value of a doubled key is the right one, nobody knows."""
    found = dict(pairs)
    return found if len(found) == len(pairs) else _Doubled(found)


_DECODER = json.JSONDecoder(
    parse_float=_Number,
    parse_int=_Number,
    parse_constant=_reject_constant,
    object_pairs_hook=_object,
)

Record = Mapping[str, str | None]


def read_json_records(text: TextIO, name: str) -> Iterator[Record | Rejected]:
    """Read objects as columns and text; nothing comes of a blank text.

    What is not an object, not JSON, or gives a column twice is rejected by line; an
    array that breaks off is an error.
    """
    lines = Lines(text)
    first = lines.next_filled()
    lines.give_back([first])
    if first.lstrip().startswith("["):
        return _read_array(lines, name)
    return _read_lines(lines)


def _read_lines(lines: Lines) -> Iterator[Record | Rejected]:
    while line := lines.next():
        if lines.is_piece(line):
            yield reject_long_line(line, lines)
        elif line.strip():
            yield _read_line(without_line_end(line))


def _read_line(line: str) -> Record | Rejected:
    try:
        value = _DECODER.decode(line)
    except json.JSONDecodeError as error:
        return Rejected(shown(line), f"is not JSON (character {error.pos + 1})")
    except ValueError as error:
        return Rejected(shown(line), str(error))
    except RecursionError:
        return Rejected(shown(line), "is nested too deeply")
    return _read_value(value, line)


def _read_value(value: Any, source: str) -> Record | Rejected:
    if not isinstance(value, dict):
        return Rejected(source, "is JSON, but not an object")
    try:
        # Most values are text already: not to ask again halves the time.
        record = {
            _key(key): item if type(item) is str else _text(item)
            for key, item in value.items()
        }
    except RecursionError:
        return Rejected(source, "is nested too deeply")
    if isinstance(value, _Doubled) or len(record) < len(value):
        return Rejected(source, "gives one column twice")
    if _RISKY_ESCAPE.search(source) and not _is_storable(record):
        return Rejected(source, "contains a NUL or half of a character (\\u escape)")
    return record


@lru_cache(maxsize=10_000)
def _key(key: str) -> str:
    return column_name(key) or unnamed_column(1)


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, _Number):
        return str(value)
    return _json_text(value)


def _json_text(value: Any) -> str:
    if isinstance(value, _Number):
        return str(value)
    if isinstance(value, dict):
        pairs = (f"{_json_text(key)}:{_json_text(v)}" for key, v in value.items())
        return "{" + ",".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_json_text, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _is_storable(record: Record) -> bool:
    everything = "".join([*record, *(value or "" for value in record.values())])
    if "\0" in everything:
        return False
    try:
        everything.encode()
    except UnicodeEncodeError:
        return False
    return True


class _Array:
    """The text of an array, read in pieces, so that memory does not grow with it."""

    def __init__(self, lines: Lines, name: str) -> None:
        self.buffer = ""
        self.position = 0
        self._lines = lines
        self._name = name
        self._done = 0

    def read_more(self) -> bool:
        """Drop what is read and add a piece; false at the end of the text."""
        self._done += self.position
        rest = self.buffer[self.position :]
        # At least as much again, so that a long element is not parsed too often.
        wanted = max(_CHUNK_CHARACTERS, len(rest))
        pieces: list[str] = []
        while wanted > 0 and (line := self._lines.next()):
            pieces.append(line)
            wanted -= len(line)
        self.buffer, self.position = rest + "".join(pieces), 0
        return bool(pieces)

    def peek(self) -> str:
        """The next character that is no space; nothing at the end."""
        while True:
            found = _SPACE.match(self.buffer, self.position)
            self.position = found.end() if found else self.position
            if self.position < len(self.buffer) or not self.read_more():
                return self.buffer[self.position : self.position + 1]

    def error(self) -> RawDataError:
        """The sentence about an array that is broken here."""
        place = self._done + self.position + 1
        return RawDataError(
            f"{self._name} is not a whole JSON array (character {place}); write it "
            "again, or with one object per line."
        )

    def element(self) -> tuple[Any, str]:
        """The next element and its text."""
        while True:
            try:
                value, end = _DECODER.raw_decode(self.buffer, self.position)
            except (ValueError, RecursionError) as error:
                is_long = len(self.buffer) - self.position > MAX_RECORD_CHARACTERS
                if is_long or isinstance(error, RecursionError) or not self.read_more():
                    raise self.error() from error
                continue
            # A number at the end of the piece may go on in the next one.
            if end < len(self.buffer) or not self.read_more():
                source = self.buffer[self.position : end]
                self.position = end
                return value, source


def _read_array(lines: Lines, name: str) -> Iterator[Record | Rejected]:
    array = _Array(lines, name)
    array.peek()
    array.position += 1
    if array.peek() != "]":
        while True:
            array.peek()
            yield _read_value(*array.element())
            if array.peek() != ",":
                break
            array.position += 1
    if array.peek() != "]":
        raise array.error()
    array.position += 1
    if array.peek():
        raise array.error()
