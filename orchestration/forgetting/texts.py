"""A person in texts of published files: where they are named, and what is shown then.

Belongs here: telling texts that name the person from those that do not. Which columns
there are, and the files, belong in `builds`.
"""

import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from orchestration.forgetting.person import Person
from orchestration.forgetting.raw_ids import CUSTOMERS, DEVICES, RawTable
from orchestration.ingestion.erasing import SEPARATORS
from orchestration.publishing.ids_in_texts import IdsInTexts, stands_alone
from orchestration.publishing.personal_data import Disguise
from orchestration.sql_text import identifier, literal


def is_word(text: str, id_: str) -> str:
    """SQL: whether an id stands in a text, not as a part of a longer word.

    In capitals or not.
    """
    text, id_ = f"lower({text})", f"lower({id_})"
    alone = stands_alone(text, id_, no_word=r"[^\p{L}\p{N}_]")
    return f"(contains({text}, {id_}) and {alone})"


@dataclass(frozen=True)
class Names:
    """The texts by which a person goes, each with what is shown in its place.

    By chance, and each another: what two pages of theirs became stays two keys of an
    aggregate, also beside those of whoever was forgotten before. `raw_columns` are
    those of raw rows that name somebody.
    """

    shown: Mapping[str, str]
    raw_columns: Sequence[str] = ()

    @classmethod
    def of(
        cls, person: Person, raw_tables: Iterable[RawTable], disguise: Disguise
    ) -> "Names":
        """The names of a person, as they are and as they were published."""
        names = {*person.names, *map(disguise.hash_of, person.names)}
        columns = {
            column
            for table in raw_tables
            for kind in (CUSTOMERS, DEVICES)
            for column in table.columns(kind)
        }
        return cls(
            {name: f"(forgotten-{secrets.token_hex(4)})" for name in names},
            sorted(columns),
        )


class PersonInTexts:
    """A person, to be looked for on one connection."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, names: Names) -> None:
        self._connection = connection
        self._raw_columns = names.raw_columns
        connection.execute(
            "create temp table names as select unnest(?) as id, unnest(?) as shown",
            [list(names.shown), list(names.shown.values())],
        )
        self._ids = IdsInTexts(connection, "from names")

    def is_name(self, column: str) -> str:
        """SQL: whether a column that names persons names this one."""
        return f"coalesce({identifier(column)} in (select id from names), false)"

    def replacements(
        self, relation: str, source: str, *, passed_over: Collection[str]
    ) -> dict[str, str]:
        """Columns of a relation that name the person, each as it is shown without."""
        return self._ids.replacements(relation, source, passed_over=passed_over)

    def in_texts(self, texts: Sequence[str]) -> dict[str, str]:
        """Those of some texts that name the person, with the same text without."""
        return self._ids.in_texts(texts)

    def is_word_in(self, column: str) -> str:
        """SQL: whether a name stands in a text, not as a part of a longer word."""
        found = is_word(identifier(column), "names.id")
        return f"exists (select 1 from names where {found})"

    def is_row_of_theirs(self, source: str, column: str) -> str:
        """SQL: whether a raw row as it came names the person.

        A short id is so only as the value of a column of ids, or as a value of a line
        that could not be parsed: the same word may be an amount of somebody else.
        """
        row = identifier(column)
        named = " or ".join(
            f"contains({row}, to_json({literal(name)}) || ':' || to_json(names.id))"
            for name in self._raw_columns
        )
        words = f"regexp_split_to_array({row}, {literal(SEPARATORS.pattern)})"
        return (
            f"coalesce({row} in (select text from ({self._ids.found(source, row)})) "
            f"or exists (select 1 from names where {named or 'false'} "
            f"or (not starts_with({row}, '{{') "
            f"and list_contains({words}, names.id))), false)"
        )

    def rows_of_theirs(self, rows: Iterable[str]) -> set[str]:
        """Those of some raw rows as they came that name the person."""
        return self._those(rows, self.is_row_of_theirs("searched", "text"))

    def with_words(self, texts: Iterable[str]) -> set[str]:
        """Those of some texts in which a name stands as a word."""
        return self._those(texts, self.is_word_in("text"))

    def _those(self, texts: Iterable[str], condition: str) -> set[str]:
        self._connection.execute(
            "create or replace temp table searched as "
            "select unnest(?::varchar[]) as text",
            [list(texts)],
        )
        query = f"select text from searched where {condition}"
        return {text for (text,) in self._connection.execute(query).fetchall()}
