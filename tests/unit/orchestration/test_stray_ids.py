"""Ids that strayed into other texts are found as whole words, and nothing else is."""

from collections.abc import Iterator

import duckdb
import pytest

from orchestration.publishing.personal_data import PLAIN, Disguise, PersonalData
from orchestration.publishing.stray_ids import StrayIds

HASHED = Disguise(PersonalData.HASHED, "a secret of some length")
OMITTED = Disguise(PersonalData.OMITTED)

IDS = (
    "C10005157",
    "C1000515",
    "dev-40CAA6",
    "anon:dev-40CAA6",
    "ann@example.com",
    "клиент-17",
    "10005157",
    "a(b)7.x",
    "per%2Dcent-7",
    # Words of any text.
    "email",
    "42",
    "20260",
    "c-7",
)


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as warehouse")
        connection.execute("create schema warehouse.marts")
        connection.execute(
            "create table warehouse.marts.dim_customer_ids as "
            "select unnest(?) as raw_id, null::varchar as customer_id",
            [list(IDS)],
        )
        yield connection


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("C10005157", "{C10005157}"),
        ("/me/C10005157?from=dev-40CAA6#x", "/me/{C10005157}?from={dev-40CAA6}#x"),
        ("order_C10005157_1", "order_{C10005157}_1"),
        ("anon:dev-40CAA6", "{anon:dev-40CAA6}"),
        ("C1000515, C10005157", "{C1000515}, {C10005157}"),
        ("mail=ann@example.com", "mail={ann@example.com}"),
        ("письмо клиент-17 и 10005157", "письмо {клиент-17} и {10005157}"),
        ("about a(b)7.x", "about {a(b)7.x}"),
        ("C10005157C10005157 C10005157", "{C10005157}{C10005157} {C10005157}"),
        # In percent code, and where it is none.
        ("/me?mail=ann%40example.com", "/me?mail={ann@example.com}"),
        ("%d0%ba%D0%BB%D0%B8%D0%B5%D0%BD%D1%82-17", "{клиент-17}"),
        ("/in?next=%2Fme%2FC10005157", "/in?next=/me/{C10005157}"),
        ("C10005157: 100% sure", "{C10005157}: 100% sure"),
        ("%ff C10005157", "%ff {C10005157}"),
        ("per%2Dcent-7", "{per%2Dcent-7}"),
    ],
)
def test_an_id_is_found_as_a_word_and_the_text_around_it_stays(
    connection: duckdb.DuckDBPyConnection, text: str, shown: str
) -> None:
    hashes = shown
    omitted = shown
    for id_ in IDS:
        hashes = hashes.replace(f"{{{id_}}}", HASHED.hash_of(id_))
        omitted = omitted.replace(f"{{{id_}}}", "(omitted)")
    assert StrayIds(connection, HASHED).in_texts([text]) == {text: hashes}
    assert StrayIds(connection, OMITTED).in_texts([text]) == {text: omitted}


@pytest.mark.parametrize(
    "text",
    [
        "email",
        "42",
        "page 42",
        "20260",
        "c-7",
        "XC10005157",
        "C100051578",
        "C10005157C10005157",
        "dev-40",
        "50%20off",
        "",
    ],
)
def test_other_words_stay_as_they_are(
    connection: duckdb.DuckDBPyConnection, text: str
) -> None:
    assert StrayIds(connection, HASHED).in_texts([text]) == {}


def test_nothing_is_looked_for_where_persons_are_plain(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    assert StrayIds(connection, PLAIN).in_texts(["C10005157"]) == {}


def test_texts_of_lists_are_looked_at_and_their_order_stays(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    rows = [["email", "C10005157", "email", None], ["email"], [], None]
    connection.execute(
        "create table paths as select unnest(?::varchar[][]) as steps", [rows]
    )
    mart = {"name": "agg_paths", "columns": {}}
    shown = StrayIds(connection, OMITTED).replacements(mart, "paths")
    assert list(shown) == ["steps"]
    found = connection.execute(f"select {shown['steps']} from paths as source")
    hidden = ["email", "(omitted)", "email", None]
    assert [steps for (steps,) in found.fetchall()] == [hidden, *rows[1:]]


def test_many_ids_of_one_word_are_told_apart(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    """Each by its rarest word: that of the company would bring all of them."""
    ids = [f"person{number}@example.com" for number in range(20_000)]
    connection.execute(
        "insert into warehouse.marts.dim_customer_ids select unnest(?), null", [ids]
    )
    texts = [f"https://example.com/{number}?to={id_}" for number, id_ in enumerate(ids)]
    shown = StrayIds(connection, HASHED).in_texts(texts)
    assert len(shown) == len(texts)
    assert shown[texts[7]] == f"https://example.com/7?to={HASHED.hash_of(ids[7])}"
