"""DuckDB's CSV reader against the careful one: it may only be used where both agree."""

import csv
import io
import random
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from orchestration.ingestion import landed_files
from orchestration.ingestion.csv_records import (
    NUL_SIGN,
    SEPARATORS,
    Header,
    Rejected,
    read_header,
    read_records,
)
from orchestration.ingestion.raw_files import Format, RawFile
from orchestration.ingestion.text_files import Lines

COLUMNS = ("deal_id", "stage", "amount")
FILES = 600
PIECES = [
    *['"', '""', ",", ";", "\n", "\r\n", "\r", " ", "\t", "|", "\\", "#", "'"],
    *["a", "1", "сделка", "😀", "\ufeff", "\u2028", "\0", "x,y", "long " * 30, ""],
]


def scribble(chance: random.Random) -> str:
    """A value of random pieces: mostly harmless, at times anything."""
    pieces = PIECES if chance.random() < 0.1 else ["a", "1", "сделка", "😀", " ", ""]
    return "".join(chance.choices(pieces, k=chance.randint(0, 3)))


def write_value(value: str, separator: str, chance: random.Random) -> str:
    """A value as a careful writer leaves it, or, rarely, as a careless one."""
    if chance.random() < 0.02:
        return value
    must_quote = any(sign in value for sign in (separator, '"', "\n", "\r"))
    if must_quote or value.strip() != value or chance.random() < 0.2:
        return '"' + value.replace('"', '""') + '"'
    return value


def random_text(chance: random.Random) -> tuple[str, str]:
    """A CSV text and its separator: lines well-formed and not, odd line ends."""
    separator = chance.choice(list(SEPARATORS))
    line_end = chance.choice(["\n", "\n", "\r\n", "\r"])
    lines = [separator.join(COLUMNS)]
    for _ in range(chance.randint(0, 12)):
        width = len(COLUMNS) if chance.random() > 0.02 else chance.randint(0, 5)
        values = [scribble(chance) for _ in range(width)]
        lines.append(separator.join(write_value(v, separator, chance) for v in values))
    text = line_end.join(lines) + (line_end if chance.random() < 0.8 else "")
    return text.replace("\0", "") if chance.random() < 0.9 else text, separator


def careful_rows(text: str, separator: str) -> list[tuple[str, ...] | Rejected]:
    lines = Lines(io.StringIO(text, newline=""))
    read_header(lines, COLUMNS, "deals.csv")
    records = read_records(lines, separator, len(COLUMNS))
    return [row if isinstance(row, Rejected) else tuple(row) for row in records]


def duckdb_rows(
    path: Path, header: Header, connection: duckdb.DuckDBPyConnection
) -> list[tuple[str, ...]] | None:
    """What DuckDB makes of a file, or nothing where it is not let at it."""
    target = path.with_suffix(".parquet")
    raw_file = RawFile(path, path.name, Format.CSV)
    if not landed_files._copy_whole_lines(raw_file, header, target, connection):
        return None
    columns = pq.read_table(target).to_pydict().values()
    return [tuple(value or "" for value in row) for row in zip(*columns, strict=True)]


def test_duckdb_reads_what_it_is_given_as_the_careful_reader_does(
    tmp_path: Path,
) -> None:
    chance = random.Random(20261122)
    path = tmp_path / "deals.csv"
    used = 0
    connection = duckdb.connect(config={"threads": 2})
    for _ in range(FILES):
        text, separator = random_text(chance)
        path.write_bytes(text.encode())
        rows = duckdb_rows(path, Header(COLUMNS, separator), connection)
        if rows is not None:
            used += 1
            assert rows == careful_rows(text, separator), text
    # Were one of the two readers never used, nothing would have been compared.
    assert FILES / 10 < used < FILES * 9 / 10


def test_reading_in_parallel_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Buffers far smaller than the file: threads begin in the middle of it.
    small = "max_line_size = 1000, buffer_size = 2000"
    monkeypatch.setattr(landed_files, "_BUFFER_OPTIONS", small)
    chance = random.Random(5)
    values = ["", "plain", 'said "no"', "a,b", "сделка 😀", "x" * 200]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    expected = [(str(number), *chance.choices(values, k=2)) for number in range(20_000)]
    writer.writerows(expected)
    path = tmp_path / "deals.csv"
    path.write_text(text.getvalue(), newline="")
    with duckdb.connect(config={"threads": 2}) as connection:
        assert duckdb_rows(path, Header(COLUMNS, ","), connection) == expected


def test_the_careful_reader_agrees_with_the_csv_module_on_well_formed_text() -> None:
    chance = random.Random(7)
    signs = ['"', ",", "\n", "\r\n", " ", "a", "ж", "😀"]
    for _ in range(500):
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator=chance.choice(["\n", "\r\n"]))
        writer.writerow(COLUMNS)
        expected = [
            (f"d{number}", *("".join(chance.choices(signs, k=4)) for _ in range(2)))
            for number in range(chance.randint(0, 6))
        ]
        writer.writerows(expected)
        assert careful_rows(text.getvalue(), ",") == expected


def test_no_character_of_an_ill_formed_text_is_lost() -> None:
    chance = random.Random(11)
    for _ in range(1_000):
        text, separator = random_text(chance)
        rows = careful_rows(text, separator)
        kept = "".join(
            row.line if isinstance(row, Rejected) else "".join(row) for row in rows
        )
        body = text.removeprefix(separator.join(COLUMNS))
        assert essence(kept, separator) == essence(body, separator), text


def essence(text: str, separator: str) -> str:
    """Text without what structures it: separators, quotes and white space."""
    bare = text.replace(NUL_SIGN, "\0").replace(separator, "").replace('"', "")
    return "".join(bare.split())


def test_a_stray_quote_costs_one_line_and_no_other() -> None:
    chance = random.Random(13)
    for _ in range(300):
        good = [f"d{number},open,{number}" for number in range(chance.randint(1, 30))]
        place = chance.randint(0, len(good))
        lines = [*good[:place], 'bad,"never closed,1', *good[place:]]
        text = "\n".join([",".join(COLUMNS), *lines])
        rows = careful_rows(text, ",")
        assert [r.line for r in rows if isinstance(r, Rejected)] == [lines[place]]
        assert [",".join(r) for r in rows if not isinstance(r, Rejected)] == good
