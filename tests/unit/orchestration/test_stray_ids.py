"""Ids that strayed into other texts are found as whole words, and nothing else is."""

from collections.abc import Iterator

import duckdb
import pytest

from orchestration.erased_ids import SMALL_LETTERS, ErasedIds, in_small_letters
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

# Nobody of the warehouse: those are known by hashes alone.
ERASED = ErasedIds("a salt").with_ids(
    {
        "customers": [
            "C20009981",
            "C2000998",
            "bob@old.example.com",
            "12fc8a03-77de-4b5e-9d31-0aa1c2b3d4e5",
            "+79161234567",
            "забыт-31",
            "43",
        ],
        "devices": ["dev-51DBB7"],
        # A key of a row names nobody.
        "deals": ["deal-2024-7"],
    }
)


# As an earlier version wrote it: it knows no names in small letters.
EARLIER = ErasedIds(
    ERASED.salt,
    {kind: found for kind, found in ERASED.hashes.items() if kind != SMALL_LETTERS},
)


def forgotten(id_: str, kind: str = SMALL_LETTERS) -> str:
    spelt = in_small_letters(id_) if kind == SMALL_LETTERS else id_
    return f"(forgotten-{ERASED.hash_of(kind, spelt)[:8]})"


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
        # In other letters' case.
        ("/q?c=c10005157&d=DEV-40caa6", "/q?c={C10005157}&d={dev-40CAA6}"),
        (
            "Клиент-17, İ КЛИЕНТ-17; клиент-17",
            "{клиент-17}, İ {клиент-17}; {клиент-17}",
        ),
        ("c10005157 XC10005157 C10005157", "{C10005157} X{C10005157} {C10005157}"),
        ("ANN@Example.com c10005157x", "{ann@example.com} c10005157x"),
        # Between letters of another alphabet.
        ("клиентC10005157ё", "клиент{C10005157}ё"),
        ("уann@example.com, C10005157", "у{ann@example.com}, {C10005157}"),
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
        "C-7",
        "xc10005157",
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


def test_of_two_ids_that_differ_in_capitals_the_one_that_is_spelt_so_is_shown(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    connection.execute(
        "insert into warehouse.marts.dim_customer_ids values ('c10005157', null)"
    )
    text = "c10005157 C10005157"
    small, great = map(HASHED.hash_of, text.split())
    assert StrayIds(connection, HASHED).in_texts([text]) == {text: f"{small} {great}"}


def test_texts_that_come_out_the_same_are_numbered_alike_in_all_marts(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    pages = ["/me/C10005157", "/me/c10005157", "/me/dev-40CAA6", "/cart", None]
    connection.execute(
        "create table agg as select unnest(?) as page", [[*pages, "/a-1/C10005157"]]
    )
    connection.execute(
        "create table fct as select unnest(?) as landing_page",
        [["/me/ann@example.com", *pages, *pages]],
    )
    stray_ids = StrayIds(connection, OMITTED)
    shown = {}
    for name, column in (("agg", "page"), ("fct", "landing_page")):
        [(_, sql)] = stray_ids.replacements({"name": name, "columns": {}}, name).items()
        shown[name] = dict(
            connection.execute(
                f"select {column}, {sql} from {name} as source"
            ).fetchall()
        )
    assert shown["agg"] == {
        "/me/C10005157": "/me/(omitted)",
        "/me/c10005157": "/me/(omitted) (2)",
        "/me/dev-40CAA6": "/me/(omitted) (3)",
        "/a-1/C10005157": "/a-1/(omitted)",
        "/cart": "/cart",
        None: None,
    }
    of_others = {page: shown["agg"][page] for page in pages}
    assert shown["fct"] == {**of_others, "/me/ann@example.com": "/me/(omitted) (4)"}


def test_where_persons_are_plain_columns_of_texts_are_searched_for_the_forgotten_alone(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    connection.execute(
        "create table answers as select 'C20009981' as customer_id, "
        "'c20009981 and C10005157' as comment"
    )
    columns = {
        name: {"config": {"meta": {"pii": kind}}}
        for name, kind in (("customer_id", "id"), ("comment", "text"))
    }
    shown = StrayIds(connection, PLAIN, ERASED).replacements(
        {"name": "answers", "columns": columns}, "answers"
    )
    assert list(shown) == ["comment"]
    found = connection.execute(f"select {shown['comment']} from answers as source")
    assert found.fetchall() == [(f"{forgotten('C20009981')} and C10005157",)]


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


@pytest.mark.parametrize(
    ("text", "before", "id_", "after"),
    [
        ("/me/C20009981?tab=1", "/me/", "C20009981", "?tab=1"),
        ("order_C20009981_1", "order_", "C20009981", "_1"),
        ("/me?mail=bob%40old.example.com", "/me?mail=", "bob@old.example.com", ""),
        (
            "/u/12fc8a03-77de-4b5e-9d31-0aa1c2b3d4e5/pay",
            "/u/",
            "12fc8a03-77de-4b5e-9d31-0aa1c2b3d4e5",
            "/pay",
        ),
        ("call +79161234567.", "call ", "+79161234567", "."),
        ("клиентC20009981ё", "клиент", "C20009981", "ё"),
        ("уbob@old.example.comё", "у", "bob@old.example.com", "ё"),
        ("письмо забыт-31", "письмо ", "забыт-31", ""),
        ("anon:dev-51DBB7", "anon:", "dev-51DBB7", ""),
    ],
)
def test_who_was_forgotten_is_found_by_hashes_of_what_could_be_an_id(
    connection: duckdb.DuckDBPyConnection, text: str, before: str, id_: str, after: str
) -> None:
    shown = before + forgotten(id_) + after
    stray_ids = StrayIds(connection, HASHED, ERASED)
    assert stray_ids.in_texts([text]) == {text: shown}
    assert HASHED.hash_of(id_) not in shown
    omitted = StrayIds(connection, OMITTED, ERASED).in_texts([text])
    assert omitted == {text: f"{before}(omitted){after}"}
    assert StrayIds(connection, PLAIN, ERASED).in_texts([text]) == {text: shown}
    in_capitals = StrayIds(connection, PLAIN, ERASED).in_texts([text.swapcase()])
    shown = before.swapcase() + forgotten(id_) + after.swapcase()
    assert in_capitals == {text.swapcase(): shown}


def test_whom_an_earlier_version_listed_is_found_as_they_are_spelt(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    stray_ids = StrayIds(connection, PLAIN, EARLIER)
    assert stray_ids.in_texts(["/me/c20009981"]) == {}
    assert stray_ids.in_texts(["/me/C20009981", "/on/dev-51DBB7"]) == {
        "/me/C20009981": f"/me/{forgotten('C20009981', 'customers')}",
        "/on/dev-51DBB7": f"/on/{forgotten('dev-51DBB7', 'devices')}",
    }


def test_known_and_forgotten_ids_of_one_text_are_both_hidden(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    text = "C10005157 asked C20009981 about C2000998"
    shown = StrayIds(connection, HASHED, ERASED).in_texts([text])[text]
    known = HASHED.hash_of("C10005157")
    assert shown == (
        f"{known} asked {forgotten('C20009981')} about {forgotten('C2000998')}"
    )


@pytest.mark.parametrize(
    "text", ["page 43", "XC20009981", "C200099812", "deal-2024-7", "bob@old.example"]
)
def test_what_only_looks_like_a_forgotten_id_stays(
    connection: duckdb.DuckDBPyConnection, text: str
) -> None:
    assert StrayIds(connection, HASHED, ERASED).in_texts([text]) == {}


def test_the_forgotten_are_found_where_a_run_failed_before_anybody_was_known() -> None:
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as warehouse")
        shown = StrayIds(connection, HASHED, ERASED).in_texts(["/me/C20009981"])
    assert shown == {"/me/C20009981": f"/me/{forgotten('C20009981')}"}
