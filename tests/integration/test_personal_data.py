"""No published file of the sample names a person who is to be hidden."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from orchestration.dbt_manifest import DbtManifest
from orchestration.progress import Progress
from orchestration.publishing import publish as publishing
from orchestration.settings import Settings
from orchestration.sql_text import identifier, literal
from tests.warehouses import Warehouse

pytestmark = pytest.mark.integration

SALT = "a secret of some length"
# How raw tables name persons.
ID_COLUMNS = (
    "customer_id",
    "anonymous_id",
    "referred_by_customer_id",
    "merged_into_customer_id",
)
WORD = "[A-Za-z0-9]+"
# Shorter ones are words of other texts, too.
SHORTEST_WORD = 8
# Of a device, as a person nobody knows is named, too.
PERSON, DEVICE = "C10000010", "dev-100D873CEAD8A2A"

# What is not told by its column: where somebody wrote an id, by carelessness.
STRAYED = f"""
    update marts.fct_touchpoints set page = page || '?me={PERSON}&d={DEVICE}'
    where page is not null;
    update marts.fct_touchpoints set campaign = 'for {PERSON}'
    where campaign = (select min(campaign) from marts.fct_touchpoints);
    update marts.fct_sessions set landing_page = '/me/anon:{DEVICE}'
    where landing_page is not null;
    update marts.fct_customer_events set source_id = '{PERSON}_' || source_id
    where source = (select min(source) from marts.fct_customer_events);
    update rules.quality_waivers set reason = '{PERSON} asked us';
    insert into marts.agg_sessions
    select sessions.* replace (pages.page as landing_page)
    from (from marts.agg_sessions limit 1) as sessions
    cross join (
        select unnest(
            [
                '/me/{PERSON}', '/me/{PERSON.lower()}',
                '/me/{DEVICE}', '/me/anon:{DEVICE}'
            ]
        ) as page
    ) as pages;
"""


@dataclass(frozen=True)
class Published:
    """A folder in which persons are hidden, and the warehouse behind it."""

    warehouse: Warehouse
    folder: Path

    @property
    def current(self) -> Path:
        return self.folder / "current"


@pytest.fixture(scope="module")
def strayed(sample_warehouse: Warehouse) -> Warehouse:
    """The sample, with ids in texts besides."""
    sample_warehouse.execute(STRAYED)
    return sample_warehouse


def publish(warehouse: Warehouse, manifest: DbtManifest, treatment: str) -> Published:
    folder = warehouse.folder / f"published_{treatment}"
    environment = {
        "JOURNEY_DB": str(warehouse.database),
        "JOURNEY_PUBLISH_DIR": str(folder),
        "JOURNEY_PERSONAL_DATA": treatment,
        "JOURNEY_SALT": SALT,
    }
    settings = Settings.from_environment({**os.environ, **environment})
    with pytest.MonkeyPatch.context() as patch:
        # Takes half a minute, writes nothing that is published.
        patch.setattr(publishing, "check_borders", lambda *of_the_build: None)
        publishing.publish(manifest.marts, settings, Progress(), None)
    return Published(warehouse, folder)


@pytest.fixture(scope="module")
def hashed(strayed: Warehouse, manifest: DbtManifest) -> Published:
    return publish(strayed, manifest, "hashed")


@pytest.fixture(scope="module")
def omitted(strayed: Warehouse, manifest: DbtManifest) -> Published:
    return publish(strayed, manifest, "omitted")


@pytest.fixture(scope="module")
def words(strayed: Warehouse) -> frozenset[str]:
    """The longest word of every id of the raw tables."""
    columns = strayed.tuples(
        "select table_name, column_name from duckdb_columns() "
        f"where table_name like 'base_%' and column_name in {ID_COLUMNS}"
    )
    ids = {
        str(id_)
        for table, column in columns
        for (id_,) in strayed.tuples(
            f"select distinct {column} from staging.{table} where {column} is not null"
        )
    }
    found = (max(re.findall(WORD, id_), key=len, default="") for id_ in ids)
    return frozenset(word for word in found if is_telling(word))


def is_telling(word: str) -> bool:
    return len(word) >= SHORTEST_WORD and re.search("[0-9]", word) is not None


def places_of_words(folder: Path, words: frozenset[str]) -> Iterator[str]:
    """Files in which one of them stands: in bytes, or in rows, which are packed."""
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        in_bytes = re.findall(WORD.encode(), file.read_bytes())
        if found := words.intersection(word.decode() for word in in_bytes):
            yield f"{file.name}: {sorted(found)[:3]}"
        with duckdb.connect() as connection:
            for relation in relations(connection, file):
                if found := words.intersection(words_of(connection, relation)):
                    yield f"{file.name}, {relation}: {sorted(found)[:3]}"


def relations(connection: duckdb.DuckDBPyConnection, file: Path) -> list[str]:
    if file.suffix == ".parquet":
        return [f"read_parquet({literal(str(file))})"]
    if file.suffix != ".duckdb":
        return []
    connection.execute(f"attach {literal(str(file))} as searched (read_only)")
    tables = connection.execute(
        "select table_name from duckdb_tables() where database_name = 'searched'"
    ).fetchall()
    return [f"searched.main.{identifier(name)}" for (name,) in tables]


def words_of(connection: duckdb.DuckDBPyConnection, relation: str) -> set[str]:
    columns = connection.execute(f"describe from {relation}").fetchall()
    return {
        word
        for name, *_ in columns
        for (word,) in connection.execute(
            "select distinct unnest(regexp_extract_all(text, ?)) from "
            f"(select distinct cast({identifier(name)} as varchar) as text "
            f"from {relation})",
            [WORD],
        ).fetchall()
    }


def test_no_known_id_stands_in_any_published_file(
    hashed: Published, omitted: Published, words: frozenset[str]
) -> None:
    assert len(words) > 5_000
    assert {"C10000010", "100D873CEAD8A2A"} <= words
    assert list(places_of_words(hashed.folder, words)) == []
    assert list(places_of_words(omitted.folder, words)) == []


def test_pages_that_differ_by_an_id_alone_stay_keys_and_find_their_sessions(
    hashed: Published, omitted: Published
) -> None:
    for published in (hashed, omitted):
        with duckdb.connect(published.current / "journey.duckdb") as build:
            [(rows, keys)] = build.execute(
                "select count(*), "
                "count(distinct (session_month, channel, landing_page)) "
                "from agg_sessions"
            ).fetchall()
            found = build.execute(
                "select distinct landing_page from fct_sessions "
                "semi join agg_sessions using (landing_page) "
                "where landing_page like '/me/%'"
            ).fetchall()
        assert keys == rows
        assert len(found) == 1


def test_subjects_of_funnels_are_hidden_where_they_are_persons(
    hashed: Published, omitted: Published
) -> None:
    """Deals and journeys are found by what they are called in their own marts."""
    homes = {
        "deal": "select deal_id from fct_deals",
        "journey": "select journey_id from fct_journeys",
    }
    for published in (hashed, omitted):
        with duckdb.connect(published.current / "journey.duckdb") as build:
            for subject, ids in homes.items():
                [(subjects, found)] = build.execute(
                    f"select count(*), count(*) filter (where subject_id in ({ids})) "
                    "from fct_funnel_attempts where subject = ?",
                    [subject],
                ).fetchall()
                assert found == subjects > 0
            [(steps, with_attempt)] = build.execute(
                "select count(*), count(attempts.funnel) "
                "from fct_funnel_attempt_steps as steps "
                "left join fct_funnel_attempts as attempts "
                "using (funnel, subject_id, attempt_number) "
                "where steps.subject in ('deal', 'journey')"
            ).fetchall()
            assert with_attempt == steps > 0


def test_the_search_finds_what_is_there(strayed: Warehouse) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"attach {literal(str(strayed.database))} as plain")
        for column in ("page", "campaign"):
            relation = f"(select {column} from plain.marts.fct_touchpoints)"
            assert "C10000010" in words_of(connection, relation)


def join_counts(
    connection: duckdb.DuckDBPyConnection, schema: str, marts: Mapping[str, str]
) -> dict[str, int]:
    """Rows of each mart whose person stands in the list of customers."""
    return {
        mart: connection.execute(
            f"select count(*) from {schema}.{identifier(mart)} as mart "
            f"inner join {schema}.dim_customers as persons "
            f"on mart.{identifier(column)} = persons.customer_id"
        ).fetchall()[0][0]
        for mart, column in marts.items()
    }


def test_hashed_ids_lead_from_every_mart_to_the_same_person(
    hashed: Published, manifest: DbtManifest
) -> None:
    marts = {
        mart["name"]: "customer_id"
        for mart in manifest.marts
        if "customer_id" in mart["columns"]
    }
    with duckdb.connect() as connection:
        for name, file in {
            "plain": hashed.warehouse.database,
            "hashed": hashed.current / "journey.duckdb",
        }.items():
            connection.execute(f"attach {literal(str(file))} as {name} (read_only)")
        expected = join_counts(connection, "plain.marts", marts)
        assert join_counts(connection, "hashed.main", marts) == expected
        assert min(expected.values()) > 0
        # What strayed leads there, too.
        ((page, campaign),) = connection.execute(
            "select any_value(page), any_value(campaign) "
            "filter (where campaign like 'for %') from hashed.fct_touchpoints"
        ).fetchall()
        hashes = re.findall("[0-9a-f]{32}", f"{page} {campaign}")
        found = connection.execute(
            "select distinct raw_id from hashed.dim_customer_ids "
            "where raw_id in (select unnest(?))",
            [hashes],
        ).fetchall()
        assert len(hashes) == 3
        assert len(found) == 2
