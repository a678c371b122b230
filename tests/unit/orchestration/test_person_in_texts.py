"""Who is to be forgotten is found in texts, and nobody and nothing else is."""

from collections.abc import Iterator

import duckdb
import pytest

from orchestration.forgetting.person import Person
from orchestration.forgetting.raw_ids import CUSTOMERS, DEVICES, IdColumn, RawTable
from orchestration.forgetting.texts import Names, PersonInTexts
from orchestration.publishing.personal_data import Disguise, PersonalData

HASHED = Disguise(PersonalData.HASHED, "a secret of some length")
ANN, ANN_BEFORE, SHORT, SIGN = "ann-7f3a", "ann-before-91c2", "42", "%"
PERSON = Person({CUSTOMERS: [ANN, ANN_BEFORE, SHORT, SIGN, "email"]})
TABLES = [
    RawTable(
        "orders",
        "order_id",
        (
            IdColumn("customer_id", CUSTOMERS, is_owning=True),
            IdColumn("anonymous_id", DEVICES, is_owning=True),
            IdColumn("deal_id", "deals", is_owning=False),
        ),
    )
]


@pytest.fixture
def names() -> Names:
    return Names.of(PERSON, TABLES, HASHED)


@pytest.fixture
def texts(names: Names) -> Iterator[PersonInTexts]:
    with duckdb.connect() as connection:
        yield PersonInTexts(connection, names)


def test_each_name_becomes_another_so_that_keys_stay_keys(
    names: Names, texts: PersonInTexts
) -> None:
    hash_ = HASHED.hash_of(ANN)
    pages = [f"/me/{name}" for name in (ANN, ANN_BEFORE, hash_)]
    shown = texts.in_texts(pages)
    assert shown == {
        page: f"/me/{names.shown[page.removeprefix('/me/')]}" for page in pages
    }
    assert len(set(shown.values())) == len(pages)
    hidden = (ANN, ANN_BEFORE, hash_)
    assert not any(name in text for name in hidden for text in shown.values())


def test_pages_of_one_id_in_several_codes_stay_apart(names: Names) -> None:
    pages = ["/me/ann-7f3a", "/me/ann%2D7f3a", "/me/%61nn-7f3a", "/me/Ann-7F3A"]
    with duckdb.connect() as connection:
        connection.execute("create table agg as select unnest(?) as page", [pages])
        texts = PersonInTexts(connection, names)
        shown = texts.replacements("agg", "agg", passed_over=())
        found = connection.execute(f"select {shown['page']} from agg as source")
        hidden = {page for (page,) in found.fetchall()}
    assert len(hidden) == len(pages)
    assert not any("7f3a" in page.lower() for page in hidden)


def test_a_hash_alone_is_found_though_it_looks_like_a_made_key(
    texts: PersonInTexts,
) -> None:
    made_key = "0123456789abcdef" * 2
    assert list(texts.in_texts([HASHED.hash_of(ANN), made_key])) == [
        HASHED.hash_of(ANN)
    ]


@pytest.mark.parametrize(
    "text", ["ann-7f3", "ann-7f3ab", "xann-7f3a", "email", "42", "/42", "100 %", "%"]
)
def test_other_words_and_short_ids_stay(texts: PersonInTexts, text: str) -> None:
    assert texts.in_texts([text]) == {}


@pytest.mark.parametrize(
    ("row", "is_theirs"),
    [
        ('{"customer_id":"42","amount":"x"}', True),
        ('{"customer_id":"7","amount":"42"}', False),
        ('{"customer_id":"421","amount":"x"}', False),
        ('{"anonymous_id":"%"}', True),
        ('{"customer_id":"7","comment":"100 %"}', False),
        ('{"customer_id":"7","page":"/me/ann-7f3a"}', True),
        ('{"customer_id":"7","page":"/me/ann%2D7f3a"}', True),
        ('{"customer_id":"7","page":"/me/ANN-7F3A"}', True),
        ('{"customer_id":"7","page":"/me/ann-7f3ab"}', False),
        ('{"customer_id":"7","page":"/мояann-7f3aё"}', True),
        # Lines that could not be parsed.
        ('o1,42,"x', True),
        ('o1,421,"x', False),
    ],
)
def test_a_raw_row_is_theirs_by_a_telling_id_or_in_a_column_of_ids(
    texts: PersonInTexts, row: str, is_theirs: bool
) -> None:
    assert texts.rows_of_theirs([row]) == ({row} if is_theirs else set())
