"""Ids of persons where none is meant to stand: in a page's address, in a campaign.

Belongs here: finding known ids in the texts that are published as they are, and what
stands in their place. Columns that are meant to name somebody, the models' YAML marks;
what becomes of those belongs in `personal_data`.

An id is looked for as a whole word, and only where it tells itself apart from other
words: a customer `42` or `email` would take every 42 and every channel along. Texts in
percent code, as addresses of pages are, are read as what they say.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from orchestration.publishing.personal_data import Disguise, PersonalData, kind_of
from orchestration.sql_text import identifier, literal

SHORTEST_ID = 5
# A number alone may be anything, unless it is as long as none that is counted.
SHORTEST_NUMBER = 8
# Without the underscore, which often joins an id to something else.
WORD = r"[\p{L}\p{N}]+"
BORDER = r"[^\p{L}\p{N}]"
# Made keys are as many as rows, and hold no id.
MADE_KEY = "[0-9a-f]{32}"
MART_OF_IDS = "warehouse.marts.dim_customer_ids"


class StrayIds:
    """The ids that a warehouse knows, to be looked for on one connection to it.

    Each is found by its rarest word: a join takes seconds where a search for a million
    ids in each text would not end.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, disguise: Disguise
    ) -> None:
        self._connection = connection
        self._is_looking = disguise.treatment is not PersonalData.PLAIN and _is_there(
            connection
        )
        if self._is_looking:
            connection.execute(_known_ids(disguise))

    def replacements(self, mart: Mapping[str, Any], source: str) -> dict[str, str]:
        """Columns of a mart that hold stray ids, each with what shows it without."""
        if not self._is_looking:
            return {}
        texts = self._connection.execute(
            f"select column_name, column_type = 'VARCHAR[]' from (describe {source}) "
            "where column_type in ('VARCHAR', 'VARCHAR[]')"
        ).fetchall()
        return {
            name: expression
            for name, is_list in texts
            if kind_of(mart["columns"].get(name, {})) is None
            and (
                expression := self._replacement(
                    mart["name"], name, source, is_list=is_list
                )
            )
        }

    def in_texts(self, texts: Sequence[str]) -> dict[str, str]:
        """Those of some texts that hold stray ids, with the same text without."""
        if not self._is_looking:
            return {}
        self._connection.execute(
            "create or replace temp table texts as select unnest(?::varchar[]) as text",
            [texts],
        )
        found = _texts_with_ids("texts", "text")
        return dict(self._connection.execute(found).fetchall())

    def _replacement(
        self, mart: str, column: str, source: str, *, is_list: bool
    ) -> str | None:
        """How a column is shown; None: as it is."""
        name = identifier(column)
        found = identifier(f"stray {mart} {column}")
        texts = f"(select unnest({name}) as {name} from {source})"
        self._connection.execute(
            f"create or replace temp table {found} as "
            f"{_texts_with_ids(texts if is_list else source, name)}"
        )
        if self._connection.execute(f"from {found} limit 1").fetchone() is None:
            return None
        shown = (
            _shown_list(found, name)
            if is_list
            else f"select shown from {found} as found where found.text = source.{name}"
        )
        return f"coalesce(({shown}), {name})"


def _is_there(connection: duckdb.DuckDBPyConnection) -> bool:
    found = connection.execute(
        "select 1 from duckdb_columns() "
        "where concat_ws('.', database_name, schema_name, table_name) = ? limit 1",
        [MART_OF_IDS],
    )
    return found.fetchone() is not None


def _shown_list(found: str, name: str) -> str:
    """A list with the texts that were found shown as they are to be."""
    return f"""
        select list(coalesce(found.shown, parts.text) order by parts.position)
        from (
            select
                unnest(source.{name}) as text,
                generate_subscripts(source.{name}, 1) as position
        ) as parts
        left join {found} as found on parts.text = found.text
    """


def _decoded(text: str) -> str:
    """SQL of a text without percent code; one that is none stays."""
    return (
        f"case when contains({text}, '%') "
        f"then coalesce(try(url_decode({text})), {text}) else {text} end"
    )


def _known_ids(disguise: Disguise) -> str:
    return f"""
        create or replace temp table known_ids as
        with

        ids as (
            select raw_id as id from {MART_OF_IDS}
            union
            select customer_id as id from {MART_OF_IDS}
        ),

        -- Texts are read without percent code, and so must be what is looked for.
        readable as (
            select {_decoded("id")} as id, {disguise.shown_in_text("id")} as shown
            from ids
        ),

        telling as (
            select * from readable
            where
                length(id) >= {SHORTEST_ID}
                and regexp_matches(id, '[0-9@]')
                and (
                    length(id) >= {SHORTEST_NUMBER}
                    or not regexp_full_match(id, '[0-9]+')
                )
        ),

        words as (
            select
                *,
                unnest(list_distinct(regexp_extract_all(id, {literal(WORD)}))) as word
            from telling
        ),

        counted as (
            select *, count(*) over (partition by word) as id_count from words
        )

        select
            id,
            min(shown) as shown,
            arg_min(word, (id_count, -length(word), word)) as word
        from counted
        group by id
    """


def _texts_with_ids(source: str, column: str) -> str:
    """Each text with an id, and what is shown for it; longer ids first."""
    border = literal(BORDER)
    return f"""
        with

        texts as (
            select distinct {column} as text, {_decoded(column)} as readable
            from {source}
            where not regexp_full_match({column}, '{MADE_KEY}')
        ),

        words as (
            select
                *,
                unnest(list_distinct(regexp_extract_all(readable, {literal(WORD)})))
                    as word
            from texts
        ),

        hits as (
            select words.text, words.readable, known_ids.id, known_ids.shown
            from words
            inner join known_ids on words.word = known_ids.word
            where
                contains(words.readable, known_ids.id)
                -- A sign between its ends stands for the id, so that one pattern serves
                -- all: to read a pattern of each takes a millisecond.
                and regexp_matches(
                    replace(
                        words.readable,
                        known_ids.id,
                        left(known_ids.id, 1) || chr(1) || right(known_ids.id, 1)
                    ),
                    '(?s)(^|' || {border} || ').' || chr(1) || '.($|' || {border} || ')'
                )
        )

        select
            text,
            list_reduce(
                list({{'id': id, 'shown': shown}} order by length(id) desc, id),
                lambda done, next:
                    {{'id': replace(done.id, next.id, next.shown), 'shown': ''}},
                {{'id': readable, 'shown': ''}}
            ).id as shown
        from hits
        group by text, readable
    """
