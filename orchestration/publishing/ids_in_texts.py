"""Known ids in texts: as whole words, and shown as something else.

Belongs here: finding ids in texts, and the texts without them. Which ids are looked for
belongs to whoever does: `stray_ids` at publishing, `forgetting` in what was published.

An id is looked for as a whole word, and only where it tells itself apart from other
words: a customer `42` or `email` would take every 42 and every channel along. Texts in
percent code, as addresses of pages are, are read as what they say.
"""

from collections.abc import Collection, Iterable, Sequence

import duckdb

from orchestration.erased_ids import ErasedIds
from orchestration.publishing.erased_in_texts import erased_ids_in, list_erased
from orchestration.sql_text import identifier, literal

SHORTEST_ID = 5
# A number alone may be anything, unless it is as long as none that is counted.
SHORTEST_NUMBER = 8
# Without the underscore, which often joins an id to something else.
WORD = r"[\p{L}\p{N}]+"
BORDER = r"[^\p{L}\p{N}]"
# Made keys are as many as rows, and hold no id; an id itself may look like one.
MADE_KEY = "[0-9a-f]{32}"


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


class IdsInTexts:
    """Some ids, to be looked for on one connection.

    Each is found by its rarest word: a join takes seconds where a search for a million
    ids in each text would not end.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        ids: str,
        *,
        keeps_apart: bool = False,
        erased: ErasedIds | None = None,
        shown_for_erased: str = "",
    ) -> None:
        """`ids` is a query of each `id` and what is `shown` for it.

        `keeps_apart`: texts that would come out the same are numbered. Ids of who was
        `erased` are looked for, too, by the `hash` of whatever could be one;
        `shown_for_erased` is an expression of it.
        """
        self._connection = connection
        self._keeps_apart = keeps_apart
        self._ids = "from known_ids"
        if list_erased(connection, erased):
            is_id = is_telling("candidates.id")
            self._ids += f"""
                union all
                select id, shown, {_longest_word("id")} as word
                from ({erased_ids_in("texts", is_id, shown_for_erased)})
            """
        connection.execute(_known_ids(ids))

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
        """Those of some texts that hold ids, with the same text without."""
        self._connection.execute(
            "create or replace temp table texts as select unnest(?::varchar[]) as text",
            [texts],
        )
        return dict(self._connection.execute(self.found("texts", "text")).fetchall())

    def found(self, source: str, column: str) -> str:
        """Query of each `text` of a column that holds ids, and what is `shown`."""
        found = _texts_with_ids(source, column, self._ids)
        if not self._keeps_apart:
            return found
        number = "row_number() over (partition by shown order by text)"
        return f"""
            select
                text,
                case when {number} = 1 then shown else shown || ' (' || {number} || ')'
                end as shown
            from ({found})
        """

    def _replacement(
        self, relation: str, column: str, source: str, *, is_list: bool
    ) -> str | None:
        """How a column is shown; None: as it is."""
        name = identifier(column)
        found = identifier(f"stray {relation} {column}")
        texts = f"(select unnest({name}) as {name} from {source})"
        self._connection.execute(
            f"create or replace temp table {found} as "
            f"{self.found(texts if is_list else source, name)}"
        )
        if self._connection.execute(f"from {found} limit 1").fetchone() is None:
            return None
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


def _longest_word(id_: str) -> str:
    """SQL of the word by which one of few ids is found."""
    return (
        f"list_reduce(regexp_extract_all({id_}, {literal(WORD)}), "
        "lambda word, next: if(length(next) > length(word), next, word))"
    )


def _texts_with_ids(source: str, column: str, ids: str) -> str:
    """Each text with an id, and what is shown for it; longer ids first.

    `ids` may be those in the `texts` of the column.
    """
    border = literal(BORDER)
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
                unnest(list_distinct(regexp_extract_all(readable, {literal(WORD)})))
                    as word
            from texts
        ),

        hits as (
            select words.text, words.readable, ids.id, ids.shown
            from words
            inner join ids on words.word = ids.word
            where
                contains(words.readable, ids.id)
                -- A sign between its ends stands for the id, so that one pattern serves
                -- all: to read a pattern of each takes a millisecond.
                and regexp_matches(
                    replace(
                        words.readable,
                        ids.id,
                        left(ids.id, 1) || chr(1) || right(ids.id, 1)
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
