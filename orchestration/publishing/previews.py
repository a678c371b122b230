"""A few rows of a published mart, to be looked at in Dagster.

Belongs here: which rows and columns, and how they are written. Dagster keeps what it is
told for good, where `make forget` does not reach: columns that name a person or hold
what somebody wrote are never shown, however they are published.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb

from orchestration.publishing.personal_data import kind_of
from orchestration.sql_text import identifier, literal

ROWS = 5
# More of them are a line that nobody reads.
COLUMNS = 12
CHARACTERS = 40


def previews(database: Path, marts: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The first rows of each mart in a published file, as Markdown."""
    with duckdb.connect() as connection:
        connection.execute(f"attach {literal(str(database))} as published (read_only)")
        return {mart["name"]: _preview(connection, mart) for mart in marts}


def _preview(connection: duckdb.DuckDBPyConnection, mart: Mapping[str, Any]) -> str:
    relation = f"published.main.{identifier(mart['name'])}"
    names = [row[0] for row in connection.execute(f"describe {relation}").fetchall()]
    open_names = [name for name in names if not _is_personal(mart, name)]
    shown = open_names[:COLUMNS]
    columns = ", ".join(map(identifier, shown)) or "null"
    rows = connection.execute(
        f"select {columns} from {relation} limit {ROWS}"
    ).fetchall()
    notes = [
        f"{len(names) - len(open_names)} columns with personal data",
        f"{len(open_names) - len(shown)} more columns",
    ]
    hidden = [note for note in notes if not note.startswith("0 ")]
    return as_markdown(shown, rows) + (
        f"\n\nNot shown: {' and '.join(hidden)}." if hidden else ""
    )


def as_markdown(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    r"""A table in which no value is markup.

    >>> print(as_markdown(["a", "b"], [(1, "x|y\n*z*")]))
    | a | b |
    | --- | --- |
    | `1` | `x¦y *z*` |
    """
    names = list(columns)
    lines = [names, ["---"] * len(names), *[map(_cell, row) for row in rows]]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value: object) -> str:
    """As code: neither links nor images nor HTML are made of it."""
    if value is None:
        return ""
    text = " ".join(str(value).split())
    cut = text if len(text) <= CHARACTERS else text[:CHARACTERS] + "…"
    # Neither sign can be escaped within code.
    return f"`{cut.replace('`', chr(0x2BC)).replace('|', '¦')}`" if cut else ""


def _is_personal(mart: Mapping[str, Any], column: str) -> bool:
    return kind_of(mart["columns"].get(column, {})) is not None
