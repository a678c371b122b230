"""Ids of who was forgotten, in texts: known as hashes alone.

Belongs here: what in a text could be an id, hashed and compared with the list of who
was erased. How a text is shown without belongs in `ids_in_texts`.
"""

from collections.abc import Sequence

import duckdb

from orchestration.erased_ids import KINDS_OF_NAMES, SMALL_LETTERS, ErasedIds
from orchestration.sql_text import literal

# What ends an id in a text. Without the signs of addresses, each page of a shop would
# have a hundred candidates: a million of them took six minutes, and take half of one.
ENDS = r"[\s/\\?&=#,;|\"'<>(){}\[\]]+"
# Signs of a word, by alphabet; digits go with Latin letters.
LATIN = r"[\p{Latin}\p{N}]"
OF_OTHERS = r"[^\P{L}\p{Latin}]"
# Where one alphabet ends and another begins: with no sign between, an id may.
CHANGE = f"({LATIN})({OF_OTHERS})|({OF_OTHERS})({LATIN})"
WORDS_AND_SIGNS = r"[\p{L}\p{N}]+|[^\p{L}\p{N}]+"
# A UUID has five words, an address of mail with a long name and host about eight.
MOST_WORDS = 8


def list_erased(
    connection: duckdb.DuckDBPyConnection, erased: ErasedIds | None
) -> bool:
    """Bring the list to a connection: whether anybody is on it."""
    if erased is None:
        return False
    listed = [
        (f"{erased.salt}{kind}:", hash_)
        for kind in _kinds(erased)
        for hash_ in sorted(erased.hashes.get(kind, ()))
    ]
    connection.execute(
        "create or replace temp table erased_ids as "
        "select unnest(?::varchar[]) as salted_kind, unnest(?::varchar[]) as hash",
        [[salted for salted, _ in listed], [hash_ for _, hash_ in listed]],
    )
    return bool(listed)


def _kinds(erased: ErasedIds) -> Sequence[str]:
    """The kinds of names to compare with: hashing is most of the work.

    Whom an earlier version put on the list, it does not know in small letters.
    """
    names = sum(len(erased.hashes.get(kind, ())) for kind in KINDS_OF_NAMES)
    if len(erased.hashes.get(SMALL_LETTERS, ())) >= names:
        return [SMALL_LETTERS]
    return [*KINDS_OF_NAMES, SMALL_LETTERS]


def erased_ids_in(texts: str, is_telling: str, shown: str) -> str:
    """Query of each erased `id` in the column `readable` of `texts`, as it is `shown`.

    What could be an id is whole words with the signs between them, also with a plus
    before them, as telephone numbers have. `is_telling` is a condition on the `id`,
    `shown` an expression of its `hash`, in small letters where it is listed so.
    """
    is_small = f"ends_with(salted_kind, {literal(SMALL_LETTERS + ':')})"
    return f"""
        with

        spaced as (
            select readable from {texts}
            union all
            select regexp_replace(readable, {literal(CHANGE)}, '\\1\\3 \\2\\4', 'g')
            from {texts}
            where regexp_matches(readable, {literal(CHANGE)})
        ),

        pieces as (
            select distinct unnest(regexp_split_to_array(readable, {literal(ENDS)}))
                as piece
            from spaced
        ),

        -- Words and what is between them take turns.
        parts as (
            select
                regexp_extract_all(piece, {literal(WORDS_AND_SIGNS)}) as parts,
                if(regexp_matches(piece, '^[\\p{{L}}\\p{{N}}]'), 1, 2) as first_word
            from pieces
            -- Without one of these signs nothing is telling.
            where regexp_matches(piece, '[0-9@]')
        ),

        starts as (
            select parts, unnest(range(first_word, len(parts) + 1, 2)) as start
            from parts
        ),

        runs as (
            select
                parts,
                start,
                unnest(
                    range(
                        start, least(len(parts), start + {2 * MOST_WORDS - 2}) + 1, 2
                    )
                ) as stop
            from starts
        ),

        spelled as (
            select
                array_to_string(parts[start:stop], '') as id,
                start > 1 and ends_with(parts[start - 1], '+') as has_plus
            from runs
        ),

        candidates as (
            select id from spelled
            union
            select '+' || id as id from spelled where has_plus
        ),

        hashed as (
            select
                candidates.id,
                kinds.salted_kind,
                sha256(
                    kinds.salted_kind
                    || if({is_small}, lower(candidates.id), candidates.id)
                ) as hash
            from candidates
            cross join (select distinct salted_kind from erased_ids) as kinds
            where {is_telling}
        )

        select
            hashed.id,
            max_by({shown}, ({is_small}, hash)) as shown
        from hashed
        semi join erased_ids
            on
                hashed.salted_kind = erased_ids.salted_kind
                and hashed.hash = erased_ids.hash
        group by hashed.id
    """
