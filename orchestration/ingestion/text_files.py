"""Text files as lines of characters.

Belongs here: packing, encoding and line ends. Fields and records belong in
`csv_records` and `json_records`.
"""

import codecs
import gzip
import io
import shutil
import zlib
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from orchestration.ingestion.raw_files import RawDataError, RawFile, unreadable

# A record is held in memory as a whole. A comment of 3 MB must pass; an unclosed quote
# must not make the reader look ahead through gigabytes.
MAX_RECORD_CHARACTERS = 16 * 1024 * 1024

_CHUNK_BYTES = 1024 * 1024
_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@contextmanager
def open_text(file: RawFile) -> Iterator[TextIO]:
    """Open a file as UTF-8 text, line ends as they are; trouble becomes a sentence."""
    with _gzip_sentences(file), _open_bytes(file) as stream:
        # Without newline translation, so that line ends inside quotes stay.
        text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
        try:
            yield text
        except UnicodeDecodeError as error:
            raise _encoding_error(file) from error


def unpack(file: RawFile, target: Path) -> None:
    """Write the unpacked bytes of a gzip file."""
    with _gzip_sentences(file), _open_bytes(file) as packed, target.open("wb") as text:
        shutil.copyfileobj(packed, text, _CHUNK_BYTES)


class Lines:
    """The physical lines of a text, with their line ends; lines can be given back.

    A line ends with CRLF, LF or CR. One that is longer than a record may be comes in
    pieces of that length.
    """

    def __init__(self, text: TextIO, limit: int = MAX_RECORD_CHARACTERS) -> None:
        """Read from `text`, in lines of at most `limit` characters."""
        self.limit = limit
        self._text = text
        self._returned: deque[str] = deque()

    def next(self) -> str:
        """The next line, or nothing at the end."""
        if self._returned:
            return self._returned.popleft()
        return self._text.readline(self.limit)

    def next_filled(self) -> str:
        """The next line that is not blank, or nothing at the end."""
        line = self.next()
        while line and not line.strip():
            line = self.next()
        return line

    def give_back(self, lines: list[str]) -> None:
        """Let `lines` be read again, before all others."""
        self._returned.extendleft(reversed(lines))

    def is_piece(self, line: str) -> bool:
        """Whether a line was cut because it is longer than a record may be."""
        return len(line) >= self.limit and not line.endswith(("\n", "\r"))

    def skip_rest_of_line(self) -> None:
        """Pass over the other pieces of a line that was cut."""
        while self.is_piece(self.next()):
            pass


def without_line_end(line: str) -> str:
    r"""A physical line without its end.

    >>> without_line_end("a,b\r\n")
    'a,b'
    """
    return line.rstrip("\r\n")


@contextmanager
def _gzip_sentences(file: RawFile) -> Iterator[None]:
    try:
        yield
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise RawDataError(
            f"{file.name} is not a whole gzip file ({_reason(error)}); copy it again."
        ) from error


def _reason(error: Exception) -> str:
    return str(error).rstrip(".").lower()


def _open_bytes(file: RawFile) -> BinaryIO:
    try:
        if file.is_gzip:
            return cast(BinaryIO, gzip.open(file.path, "rb"))
        return file.path.open("rb")
    except OSError as error:
        raise unreadable(file.name, error) from error


def _encoding_error(file: RawFile) -> RawDataError:
    unpacked = " of the unpacked text" if file.is_gzip else ""
    with _open_bytes(file) as stream:
        is_utf_16 = stream.read(2) in _UTF_16_MARKS
        stream.seek(0)
        offset = _first_bad_byte(stream)
    encoding = "is UTF-16, not UTF-8" if is_utf_16 else "is not UTF-8"
    return RawDataError(
        f"{file.name} {encoding} (byte {offset}{unpacked}); save it as UTF-8."
    )


def _first_bad_byte(stream: BinaryIO) -> int:
    """The offset, from 0, of the first byte that is not UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    read = 0
    while chunk := stream.read(_CHUNK_BYTES):
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError as error:
            return read - pending + error.start
        read += len(chunk)
    # Every whole character is right, so the last one is cut off.
    return read - len(decoder.getstate()[0])
