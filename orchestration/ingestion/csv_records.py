"""Records of CSV text, read by RFC 4180 and recovering line by line.

Belongs here: separators, quotes, header and the reader that loses nothing. Which file
needs this reader, and where its rows go, belongs in `twins`.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from orchestration.ingestion.raw_files import RawDataError
from orchestration.ingestion.text_files import Lines, without_line_end

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}

# Shown in place of a NUL, which not every engine can hold.
NUL_SIGN = "\u2400"


@dataclass(frozen=True)
class Rejected:
    """A physical line that is no record, and the reason in plain words."""

    line: str
    reason: str


@dataclass(frozen=True)
class Header:
    """The columns of a CSV file, by normalised name, and what separates them."""

    columns: tuple[str, ...]
    separator: str


class _BadRecordError(Exception):
    """The record cannot be read; the message is the reason."""


def column_name(text: str) -> str:
    r"""A column's name as it is compared.

    >>> column_name("\ufeff Deal_ID ")
    'deal_id'
    """
    return text.strip("\ufeff \t\r\n\u00a0").lower()


def shown(line: str) -> str:
    """A physical line as text that every engine can hold."""
    return without_line_end(line).replace("\0", NUL_SIGN)


def reject_long_line(piece: str, lines: Lines) -> Rejected:
    """Pass over a line that came in pieces, and keep the beginning of it."""
    lines.skip_rest_of_line()
    reason = f"is longer than {lines.limit:,} characters; the first 10,000 are kept"
    return Rejected(shown(piece[:10_000]), reason)


def read_header(lines: Lines, known: Collection[str], name: str) -> Header | None:
    """Read the header and find the separator; nothing if the text is blank.

    The separator is the one that makes most `known` columns appear; among equals the
    one that makes most columns.
    """
    first = lines.next_filled()
    if not first:
        return None
    if "\0" in first:
        raise RawDataError(
            f"{name} has NUL bytes in its header (UTF-16 text has); save it as UTF-8."
        )
    readings = [_read_as_header(first, lines, separator) for separator in SEPARATORS]
    headers = [header for header in readings if isinstance(header, Header)]
    if not headers:
        raise RawDataError(
            f"{name} has a header that cannot be read ({readings[0]}); correct its "
            "first line."
        )
    header = max(headers, key=lambda header: _fit(header, known))
    # What the chosen reading consumed beyond the first line is not data.
    _split(first, lines, header.separator, [])
    check_duplicates(header.columns, name)
    return header


def read_records(
    lines: Lines, separator: str, width: int
) -> Iterator[Sequence[str] | Rejected]:
    """Read what follows the header; each physical line is in a record or rejected.

    A bad record costs its first physical line only: reading goes on at the next one, so
    that a stray quote swallows no good rows. Blank lines are passed over.
    """
    while line := lines.next():
        if '"' not in line and "\0" not in line and not lines.is_piece(line):
            fields = without_line_end(line).split(separator)
            if len(fields) == width:
                if width > 1 or fields[0].strip():
                    yield fields
                continue
        if _is_blank(line, separator) and not lines.is_piece(line):
            continue
        yield _read_carefully(line, lines, separator, width)


def _read_carefully(
    line: str, lines: Lines, separator: str, width: int
) -> Sequence[str] | Rejected:
    if lines.is_piece(line):
        return reject_long_line(line, lines)
    further: list[str] = []
    try:
        fields = _split(line, lines, separator, further)
        _check_fields(fields, width)
    except _BadRecordError as error:
        lines.give_back(further)
        return Rejected(shown(line), str(error))
    return fields


def _check_fields(fields: Sequence[str], width: int) -> None:
    if any("\0" in field for field in fields):
        raise _BadRecordError("contains a NUL byte")
    if len(fields) != width:
        raise _BadRecordError(f"has {len(fields)} fields, the header {width}")


def _split(line: str, lines: Lines, separator: str, further: list[str]) -> list[str]:
    """Split a record into fields; lines that it took besides `line` go to `further`."""
    fields: list[str] = []
    position = 0
    while True:
        if line.startswith('"', position):
            value, line, position = _quoted(
                line, position + 1, lines, further, len(fields) + 1
            )
            after = line[position : position + 1]
            if after not in (separator, "\n", "\r", ""):
                raise _BadRecordError(
                    f"has text after the closing quote of field {len(fields) + 1}"
                )
        else:
            end = line.find(separator, position)
            end = len(without_line_end(line)) if end < 0 else end
            value, position = line[position:end], end
        fields.append(value)
        if not line.startswith(separator, position):
            return fields
        position += 1


def _quoted(
    line: str, start: int, lines: Lines, further: list[str], number: int
) -> tuple[str, str, int]:
    """Read a quoted field; give its value, the line it ends in and the place after."""
    parts: list[str] = []
    length = len(line)
    while (end := _closing_quote(line, start)) < 0:
        parts.append(line[start:])
        line, start = lines.next(), 0
        if line:
            further.append(line)
        length += len(line)
        if not line or length > lines.limit:
            raise _BadRecordError(f"the quote of field {number} is not closed")
    parts.append(line[start:end])
    return "".join(parts).replace('""', '"'), line, end + 1


def _closing_quote(line: str, start: int) -> int:
    """The place of the next quote that is not doubled, or -1."""
    place = line.find('"', start)
    while place >= 0 and line.startswith('"', place + 1):
        place = line.find('"', place + 2)
    return place


def _is_blank(line: str, separator: str) -> bool:
    return separator not in line and not line.strip()


def _read_as_header(line: str, lines: Lines, separator: str) -> Header | str:
    """The header by one separator, all lines given back; or why it cannot be read."""
    further: list[str] = []
    try:
        fields = _split(line, lines, separator, further)
    except _BadRecordError as error:
        return str(error)
    finally:
        lines.give_back(further)
    names = [column_name(field) for field in fields]
    return Header(
        tuple(name or unnamed_column(i) for i, name in enumerate(names, start=1)),
        separator,
    )


def unnamed_column(number: int) -> str:
    """What a column without a name is called."""
    return f"(unnamed column {number})"


def _fit(header: Header, known: Collection[str]) -> tuple[int, int]:
    return sum(name in known for name in header.columns), len(header.columns)


def check_duplicates(columns: Sequence[str], name: str) -> None:
    """Refuse a file in which two columns have one name."""
    for column in columns:
        if columns.count(column) > 1:
            raise RawDataError(
                f"{name} has the column {column} twice; rename or remove one of them."
            )


def whole_line_pattern(separator: str, width: int) -> str:
    r"""An RE2 pattern for a physical line that is a well-formed record by itself.

    It is stricter than the reader: a quote inside an unquoted field does not match.

    >>> import re
    >>> bool(re.fullmatch(whole_line_pattern(",", 2), '"say ""x"" now",c'))
    True
    >>> bool(re.fullmatch(whole_line_pattern(",", 2), '"a,c'))
    False
    """
    field = rf'(?:"(?:[^"\x00]|"")*"|[^{separator}"\x00]*)'
    return f"{field}(?:[{separator}]{field}){{{width - 1}}}"
