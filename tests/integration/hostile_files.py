"""Raw directories full of rows that do not behave.

Belongs here: which files a hostile raw directory has, and how many rows each must give.
What stands in the fields belongs in `hostile_values`.
"""

import csv
import json
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.sql_text import literal
from tests.integration.hostile_values import ANY_TEXT, Column, Table

# The row of every file that must survive its neighbours.
SOUND = "sound"
ROWS_PER_FILE = 14
NATIVE_ROWS = 40
# Each is a line of its own, and none is a record.
BROKEN_JSON = (
    "{",
    "}",
    "[]",
    '["deal_id"]',
    "null",
    "true",
    "12",
    '"text"',
    "{'deal_id': 1}",
    '{"deal_id": NaN}',
    '{"deal_id": 1} {"deal_id": 2}',
    '{"deal_id": "\\u0000"}',
    '{"deal_id": "\\ud800"}',
    '{"a":' * 3_000 + "1" + "}" * 3_000,
    "[" * 100_000,
    "<html><body>502 Bad Gateway</body></html>",
)
# What a native column of each type may hold, the sound value first.
NATIVE_VALUES = {
    "timestamp": (
        ("timestamp", "'2024-03-01 10:00:00'", "'infinity'", "'-infinity'"),
        ("timestamp", "'2024-03-01 10:00:00'", "'290000-01-01'", "'0044-03-15 (BC)'"),
        ("timestamptz", "'2024-03-01 10:00:00+00'", "'infinity'", "'290000-01-01'"),
        ("timestamp_ns", "'2024-03-01 10:00:00'", "'2262-04-11 23:47:16'", "null"),
        ("date", "'2024-03-01'", "'infinity'", "'5000000-01-01'"),
        ("varchar", "'2024-03-01 10:00:00'", "'1704067200'", "''"),
    ),
    "date": (
        ("date", "'2024-03-01'", "'infinity'", "'5000000-01-01'"),
        ("timestamp", "'2024-03-01'", "'infinity'", "'290000-01-01'"),
        ("varchar", "'2024-03-01'", "'2024-02-30'", "null"),
    ),
    "boolean": (("boolean", "false", "true", "null"), ("integer", "0", "1", "7")),
    "bigint": (
        ("bigint", "1", "9223372036854775807", "-9223372036854775808"),
        ("double", "1", "2.5", "'inf'", "'nan'", "1e300"),
        ("decimal(38, 10)", "1", "1.5", "9999999999999999999999999999"),
    ),
    "decimal": (
        ("double", "1", "'nan'", "'inf'", "'-inf'", "1e300", "5e-324", "0.1"),
        ("bigint", "1", "9223372036854775807", "-9223372036854775808"),
        ("decimal(38, 10)", "1", "9999999999999999999999999999", "-0.0000000001"),
        ("decimal(18, 4)", "1", "99999999999999.9999", "-99999999999999.9999"),
    ),
    "varchar": (
        ("varchar", "'h1'", "'h2'", "''", "null", "'\U0001f600'", "chr(0) || 'x'"),
        ("bigint", "1", "2", "0"),
        ("blob", "'h1'", "'\\xFF\\x00'", "''"),
        ("varchar[]", "['h1']", "[]", "[null]"),
        ("struct(a varchar)", "{'a': 'h1'}", "{'a': null}", "null"),
        ("uuid", "'00000000-0000-0000-0000-000000000001'", "null"),
    ),
}


@dataclass(frozen=True)
class HostileFile:
    """A file that was written, and the fewest and the most rows it may give."""

    table: str
    name: str
    fewest: int
    most: int


def write_folders(
    tables: Sequence[Table], raw_dir: Path, chance: random.Random
) -> list[HostileFile]:
    """Write each table as a folder of files of every form."""
    written = []
    for table in tables:
        folder = raw_dir / table.name
        folder.mkdir(parents=True)
        for name, write in WRITERS.items():
            fewest, most = write(table, folder / name, chance)
            file = HostileFile(table.name, f"{table.name}/{name}", fewest, most)
            written.append(file)
    return written


def random_rows(table: Table, chance: random.Random) -> list[dict[str, str]]:
    """Rows of random texts, some of them twice."""
    rows = [table.random_row(chance) for _ in range(ROWS_PER_FILE)]
    return [*rows, *rows[:2]]


def write_csv(table: Table, file: Path, chance: random.Random) -> tuple[int, int]:
    """Well-formed records, with line ends and separators inside quotes."""
    names = [column.name for column in table.columns]
    chance.shuffle(names)
    rows = [*random_rows(table, chance), table.sound_row(SOUND + file.name)]
    separator = chance.choice(",;\t")
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(
            text,
            names,
            delimiter=separator,
            quoting=csv.QUOTE_ALL if chance.random() < 0.5 else csv.QUOTE_MINIMAL,
        )
        writer.writeheader()
        writer.writerows(rows)
    return len(rows), len(rows)


def write_broken_csv(
    table: Table, file: Path, chance: random.Random
) -> tuple[int, int]:
    """Lines of which most are no records; a good one comes last."""
    names = [column.name for column in table.columns]
    sound = table.sound_row(SOUND + file.name)
    lines = [broken_line(table, chance) for _ in range(ROWS_PER_FILE)]
    lines.append(",".join(sound.get(name, "") for name in names))
    file.write_text("\n".join([",".join(names), *lines]) + "\n", encoding="utf-8")
    filled = [line for line in lines if line.strip()]
    # A quote that another line closes may make one record of both.
    return sum('"' not in line for line in filled), len(filled)


def broken_line(table: Table, chance: random.Random) -> str:
    """A line with something wrong about its fields, quotes or characters."""
    fields = table.random_row(chance).values()
    words = [re.sub(r"[\",;\s]+", " ", text).strip() for text in fields]
    place = chance.randrange(len(words))
    broken = [
        ",".join(words[:place]),
        ",".join([*words, "one", "too", "many"]),
        ",".join([*words[:place], '"never closed', *words[place:]]),
        ",".join([*words[:place], '"closed" too early', *words[place + 1 :]]),
        ",".join([*words[:place], 'in"side', *words[place + 1 :]]),
        ",".join([*words[:place], "\0", *words[place + 1 :]]),
        "," * chance.randrange(200),
        '"' * chance.randrange(1, 9),
        ";".join(words),
        chance.choice(["", "   ", "\t"]),
        chance.choice(["-- end of file --", "(1,024 rows affected)", "PK\x03\x04"]),
    ]
    return chance.choice(broken)


def write_json_lines(
    table: Table, file: Path, chance: random.Random
) -> tuple[int, int]:
    """Objects with numbers, nulls and nested values, between lines that are none."""
    rows = [
        {name: json_value(text, chance) for name, text in row.items()}
        for row in random_rows(table, chance)
    ]
    lines = [json.dumps(row, ensure_ascii=chance.random() < 0.5) for row in rows]
    lines += chance.sample(BROKEN_JSON, 5)
    chance.shuffle(lines)
    every_column = dict.fromkeys(column.name for column in table.columns)
    lines.insert(0, json.dumps(every_column | table.sound_row(SOUND + file.name)))
    file.write_text("\n".join(lines), encoding="utf-8")
    return len(lines), len(lines)


def json_value(text: str, chance: random.Random) -> object:
    """A text as it is, or something else of JSON in its place."""
    others: list[object] = [None, True, 0, -1.5, 10**30, [], [text], {}, {"a": text}]
    return chance.choice(others) if chance.random() < 0.15 else text


def write_text_parquet(
    table: Table, file: Path, chance: random.Random
) -> tuple[int, int]:
    """Text of any kind in Parquet, a NUL among it, with a column nobody knows."""
    rows = [*random_rows(table, chance), table.sound_row(SOUND + file.name)]
    names = [column.name for column in table.columns]
    columns = {name: [row.get(name) for row in rows] for name in names}
    columns[names[0]][0] = "nul\0inside"
    columns['x"; drop table y; --'] = [chance.choice(ANY_TEXT) for _ in rows]
    pq.write_table(pa.table(columns), file)
    return len(rows), len(rows)


WRITERS: dict[str, Callable[[Table, Path, random.Random], tuple[int, int]]] = {
    "a.csv": write_csv,
    "b.csv": write_broken_csv,
    "c.jsonl": write_json_lines,
    "d.parquet": write_text_parquet,
}


def write_native(
    tables: Sequence[Table], raw_dir: Path, chance: random.Random
) -> list[HostileFile]:
    """Write each table as one Parquet file, its columns of any type that may do."""
    raw_dir.mkdir(parents=True)
    written = []
    with duckdb.connect() as connection:
        for table in tables:
            name = f"{table.name}.parquet"
            rows = native_rows(table, SOUND + name, chance)
            select = " union all ".join(rows)
            connection.execute(f"copy ({select}) to '{raw_dir / name}'")
            written.append(HostileFile(table.name, name, len(rows), len(rows)))
    return written


def native_rows(table: Table, mark: str, chance: random.Random) -> list[str]:
    """Selects of rows: a sound one, and many with an extreme value here and there."""
    sound = table.sound_row(mark)
    types = {
        column: chance.choice(native_types(column, is_sound=column.name in sound))
        for column in table.columns
    }
    rows = [{column: native_text(column, types[column], sound) for column in types}]
    for _ in range(NATIVE_ROWS):
        extreme_share = chance.choice([0.05, 0.1, 0.5])
        usual = table.random_row(chance)
        rows.append(
            {
                column: chance.choice(types[column][2:])
                if chance.random() < extreme_share
                else native_text(column, types[column], usual)
                for column in types
            }
        )
    return [
        "select "
        + ", ".join(
            f'cast({value} as {types[column][0]}) as "{column.name}"'
            for column, value in row.items()
        )
        for row in rows
    ]


def native_types(column: Column, *, is_sound: bool) -> Sequence[tuple[str, ...]]:
    """The types that a column may have; text where only some texts will do."""
    types = NATIVE_VALUES[column.type_name]
    is_name = is_sound or "accepted_values" in column.meta
    return types[:1] if is_name and column.type_name == "varchar" else types


def native_text(
    column: Column, native_type: tuple[str, ...], row: Mapping[str, str]
) -> str:
    """What a row has in a column, as SQL; another sound value if text will not do."""
    data_type, sound, *_ = native_type
    if not row.get(column.name):
        return "null"
    if data_type == column.type_name == "varchar":
        return literal(row[column.name])
    return sound
