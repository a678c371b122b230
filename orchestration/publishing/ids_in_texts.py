"""Known ids in texts: as whole words, and shown as something else.

Belongs here: finding ids in texts, and the texts without them. Which ids are looked for
belongs to whoever does: `stray_ids` at publishing, `forgetting` in what was published.

An id is looked for as a whole word, in capitals or not, and only where it tells itself
apart from other words: a customer `42` or `email` would take every 42 and every channel
along. A word ends where letters of another alphabet begin: who writes Russian may write
`клиентC10005157`. Texts in percent code, as addresses of pages are, are read as what
they say.
"""

from collections.abc import Collection, Iterable, Sequence

import duckdb

from orchestration.erased_ids import ErasedIds
from orchestration.publishing.erased_in_texts import (
    LATIN,
    OF_OTHERS,
    erased_ids_in,
    list_erased,
)
from orchestration.sql_text import identifier, literal

SHORTEST_ID = 5
# A number alone may be anything, unless it is as long as none that is counted.
SHORTEST_NUMBER = 8
# Without the underscore, which often joins an id to something else.
WORD = f"{LATIN}+|{OF_OTHERS}+"
NO_WORD = r"[^\p{L}\p{N}]"
# Made keys are as many as rows, and hold no id; an id itself may look like one.
MADE_KEY = "[0-9a-f]{32}"
# Adds the texts that were found to those that are shown; of those that come out the
# same, the second and later ones with a number.
ADD_FOUND_TEXTS = """
    insert into shown_texts
    select text, shown, if(place = 1, shown, shown || ' (' || place || ')')
    from (
        select
            found_texts.text,
            found_texts.shown,
            coalesce(earlier.text_count, 0)
            + row_number() over (partition by found_texts.shown order by text) as place
        from found_texts
        left join (
            select unnumbered, count(*) as text_count from shown_texts group by all
        ) as earlier
            on found_texts.shown = earlier.unnumbered
        where found_texts.text not in (select text from shown_texts)
    )
"""


def is_telling(id_: str) -> str:
    """SQL: whether an id tells itself apart from other words."""
    return (
        f"(length({id_}) >= {SHORTEST_ID} and regexp_matches({id_}, '[0-9@]') and "
        f"(length({id_}) >= {SHORTEST_NUMBER} "
        f"or not regexp_full_match({id_}, '[0-9]+')))"
    )


def telling(ids: Iterable[str]) -> set[str]:
    """Those of some ids that tell themselves apart.

    >>> sorted(telling(["C10005157", "42", "email", "20260", "%"]))
    ['C10005157']
    """
    query = (
        f"select id from (select unnest(?::varchar[]) as id) where {is_telling('id')}"
    )
    with duckdb.connect() as connection:
        return {id_ for (id_,) in connection.execute(query, [list(ids)]).fetchall()}


def stands_alone(text: str, id_: str, no_word: str = NO_WORD) -> str:
    """SQL: whether an id stands in a text as a whole word anywhere.

    A sign between its ends stands for the id, so that one pattern serves all: to read a
    pattern of each takes a millisecond.
    """
    change = f"{LATIN}{OF_OTHERS}|{OF_OTHERS}{LATIN}"
    pattern = rf"(?s)((^|{no_word}).|{change})\x01(.($|{no_word})|{change})"
    marked = f"left({id_}, 1) || chr(1) || right({id_}, 1)"
    return f"regexp_matches(replace({text}, {id_}, {marked}), {literal(pattern)})"


class IdsInTexts:
    """Some ids, to be looked for on one connection.

    Each is found by its rarest word: a join takes seconds where a search for a million
    ids in each text would not end. Texts that would come out the same are numbered, the
    same in all relations: a key with an id in it stays a key, and finds its rows.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        ids: str,
        *,
        erased: ErasedIds | None = None,
        shown_for_erased: str = "",
    ) -> None:
        """`ids` is a query of each `id` and what is `shown` for it.

        Ids of who was `erased` are looked for, too, by the `hash` of whatever could be
        one; `shown_for_erased` is an expression of it.
        """
        self._connection = connection
        self._ids = "from known_ids"
        if list_erased(connection, erased):
            is_id = is_telling("candidates.id")
            self._ids += f"""
                union all
                select id, shown, {_longest_word("lower(id)")} as word
                from ({erased_ids_in("texts", is_id, shown_for_erased)})
            """
        connection.execute(_known_ids(ids))
        connection.execute(
            "create or replace temp table shown_texts "
            "(text varchar, unnumbered varchar, shown varchar)"
        )

    def replacements(
        self, relation: str, source: str, *, passed_over: Collection[str] = ()
    ) -> dict[str, str]:
        """Columns of a relation that hold ids, each with what shows it without.

        `source` is the relation as SQL, and its name in the query that shows it.
        """
        texts = self._connection.execute(
            f"select column_name, column_type = 'VARCHAR[]' from (describe {source}) "
            "where column_type in ('VARCHAR', 'VARCHAR[]')"
        ).fetchall()
        return {
            name: expression
            for name, is_list in texts
            if name not in passed_over
            and (
                expression := self._replacement(relation, name, source, is_list=is_list)
            )
        }

    def in_texts(self, texts: Sequence[str]) -> dict[str, str]:
        """Those of some texts that hold ids, with the same text without, unnumbered."""
        self._connection.execute(
            "create or replace temp table texts as select unnest(?::varchar[]) as text",
            [texts],
        )
        return dict(self._connection.execute(self.found("texts", "text")).fetchall())

    def found(self, source: str, column: str) -> str:
        """Query of each `text` of a column that holds ids, and what is `shown`."""
        return _texts_with_ids(source, column, self._ids)

    def _replacement(
        self, relation: str, column: str, source: str, *, is_list: bool
    ) -> str | None:
        """How a column is shown; None: as it is."""
        name = identifier(column)
        found = identifier(f"stray {relation} {column}")
        texts = f"(select unnest({name}) as {name} from {source})"
        self._connection.execute(
            "create or replace temp table found_texts as "
            f"{self.found(texts if is_list else source, name)}"
        )
        if self._connection.execute("from found_texts limit 1").fetchone() is None:
            return None
        self._connection.execute(ADD_FOUND_TEXTS)
        self._connection.execute(
            f"create or replace temp table {found} as select text, shown "
            "from shown_texts semi join found_texts using (text)"
        )
        shown = (
            _shown_list(found, name)
            if is_list
            else f"select shown from {found} as found where found.text = source.{name}"
        )
        return f"coalesce(({shown}), {name})"


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


def _known_ids(ids: str) -> str:
    return f"""
        create or replace temp table known_ids as
        with

        ids as ({ids}),

        -- Texts are read without percent code, and so must be what is looked for.
        readable as (select {_decoded("id")} as id, shown from ids),

        telling as (
            select * from readable where {is_telling("id")}
        ),

        words as (
            select
                *,
                unnest(
                    list_distinct(regexp_extract_all(lower(id), {literal(WORD)}))
                ) as word
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


def _longest_word(id_: str) -> str:
    """SQL of the word by which one of few ids is found."""
    return (
        f"list_reduce(regexp_extract_all({id_}, {literal(WORD)}), "
        "lambda word, next: if(length(next) > length(word), next, word))"
    )


def _texts_with_ids(source: str, column: str, ids: str) -> str:
    """Each text with an id, and what is shown for it.

    Longer ids first, and of two that differ in capitals the one that is spelt so. `ids`
    may be those in the `texts` of the column.
    """
    return f"""
        with

        texts as (
            select distinct {column} as text, {_decoded(column)} as readable
            from {source}
            where
                not regexp_full_match({column}, '{MADE_KEY}')
                or {column} in (select id from known_ids)
        ),

        ids as ({ids}),

        words as (
            select
                *,
                unnest(
                    list_distinct(regexp_extract_all(lower(readable), {literal(WORD)}))
                ) as word
            from texts
        ),

        candidates as (
            select words.text, words.readable, ids.id, ids.shown
            from words
            inner join ids on words.word = ids.word
            where contains(lower(words.readable), lower(ids.id))
        ),

        spelled as (
            select *, unnest({_spellings("readable", "id")}) as spelling
            from candidates
        ),

        hits as (
            select * from spelled where {stands_alone("readable", "spelling")}
        )

        select
            text,
            list_reduce(
                list(
                    {{'id': spelling, 'shown': shown}}
                    order by length(id) desc, (spelling = id) desc, id, spelling
                ),
                lambda done, next:
                    {{'id': replace(done.id, next.id, next.shown), 'shown': ''}},
                {{'id': readable, 'shown': ''}}
            ).id as shown
        from hits
        group by text, readable
    """


def _spellings(text: str, id_: str) -> str:
    """SQL of how an id is spelt in a text, in capitals or not: each spelling once.

    Of DuckDB's capitals each has one small letter, so that places stay.
    """
    pieces = f"string_split(lower({text}), lower({id_}))"
    return f"""
        list_distinct(
            list_transform(
                range(1, len({pieces})),
                lambda place: substr(
                    {text},
                    1
                    + length(array_to_string({pieces}[1:place], ''))
                    + (place - 1) * length({id_}),
                    length({id_})
                )
            )
        )
    """
