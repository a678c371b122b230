"""`make forget`: a person is gone from every file, and stays so."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import copyfile

import duckdb
import pytest
from dbt.adapters.duckdb.connections import DuckDBConnectionManager

from orchestration.dbt_manifest import DbtManifest
from orchestration.forgetting import __main__ as command
from orchestration.forgetting.forget import Forgotten, forget
from orchestration.forgetting.person import find_person
from orchestration.forgetting.raw_ids import raw_tables_of
from orchestration.ingestion.written_files import note_written
from orchestration.progress import Progress
from orchestration.publishing import publish as publishing
from orchestration.publishing.current import checked_build
from orchestration.publishing.export import DATABASE_FILE
from orchestration.publishing.folder import PublishedFolder, PublishingError
from orchestration.publishing.personal_data import PLAIN, Disguise, PersonalData
from orchestration.quality_report.page import content_of
from orchestration.quality_report.write import REPORT
from orchestration.rollback import check_content, roll_back
from orchestration.run import __main__ as run
from orchestration.settings import REPO_ROOT, Settings
from orchestration.sql_text import literal
from tests.integration.forgetting import (
    ANN,
    ANN_BEFORE,
    ANNS_PHONE,
    BEN,
    FILES,
    NAMES_OF_ANN,
    TABLET,
    places_of,
    write_raw,
)
from tests.integration.reader import Reader
from tests.property.incremental.relations import differences
from tests.warehouses import NewWarehouse, Warehouse, complaint

HASHED = Disguise(PersonalData.HASHED, "a secret of some length")

# The hashes of no content begin so, as far as a test goes.
EARLIER = "00000000"

pytestmark = pytest.mark.integration


@dataclass(frozen=True)
class World:
    """Raw data, their warehouse, and what was published of it."""

    warehouse: Warehouse
    raw_dir: Path
    settings: Settings
    manifest: DbtManifest
    backup: Path

    @property
    def folder(self) -> PublishedFolder:
        return PublishedFolder(self.settings.publish_dir, self.settings.readers)

    def build(self, *arguments: str) -> None:
        """Build what is new."""
        result = self.warehouse.run(self.raw_dir, *arguments)
        assert result.success, complaint(result)
        # So that others can open the warehouse.
        DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]

    def publish(self, disguise: Disguise) -> None:
        """Publish what is built."""
        settings = replace(self.settings, disguise=disguise)
        publishing.publish(self.manifest.marts, settings, Progress(), None)

    def places_of(self, names: Sequence[str]) -> list[str]:
        """Where names are found: raw files are the user's, and not looked at."""
        shown = [*names, *map(HASHED.hash_of, names)]
        return list(places_of(shown, [self.warehouse.folder]))

    def places_of_ann(self) -> list[str]:
        """Where she is found."""
        return self.places_of(NAMES_OF_ANN)

    @contextmanager
    def forgetting(self, customer: str) -> Iterator[subprocess.Popen[str]]:
        """What `make forget` runs, killed at the end of the block."""
        command = [sys.executable, "-m", "orchestration.forgetting", "--", customer]
        with subprocess.Popen(
            command, cwd=REPO_ROOT, text=True, start_new_session=True
        ) as process:
            yield process
            # With its dbt, which would hold the warehouse for a while.
            os.killpg(process.pid, signal.SIGKILL)
        assert process.returncode == -signal.SIGKILL
        assert self.settings.intent_file.stat().st_mode & 0o777 == 0o600
        # The line of whoever held it stays when they are killed.
        assert "make forget" in self.settings.lock_file.read_text()
        assert customer not in self.settings.lock_file.read_text()

    def erased_rows(self) -> dict[str, int]:
        """Erased rows of each raw table that has some."""
        query = (
            "select table_name, row_count from marts.agg_raw_rows "
            "where place = 'erased' and row_count > 0"
        )
        return dict(self.warehouse.tuples(query))


@pytest.fixture(scope="module")
def world(
    new_warehouse: NewWarehouse,
    manifest: DbtManifest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    """Two published builds, the newer one with hashes for ids."""
    raw_dir = tmp_path_factory.mktemp("raw")
    write_raw(raw_dir)
    warehouse = new_warehouse()
    environment = {
        "JOURNEY_RAW_DIR": str(raw_dir),
        "JOURNEY_DB": str(warehouse.database),
        "JOURNEY_LANDING_DIR": str(warehouse.folder / "landing"),
        "JOURNEY_PUBLISH_DIR": str(warehouse.folder / "published"),
        "JOURNEY_PERSONAL_DATA": "hashed",
        "JOURNEY_SALT": HASHED.salt,
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        # Takes a quarter of a minute, and writes nothing of persons.
        patch.setattr(publishing, "check_borders", lambda *of_the_build: None)
        settings = Settings.from_environment(os.environ)
        backup = tmp_path_factory.mktemp("backup")
        world = World(warehouse, raw_dir, settings, manifest, backup)
        world.build()
        world.publish(PLAIN)
        shutil.copytree(world.folder.current, backup / world.folder.current_id())
        world.publish(HASHED)
        # What a file was before it changed stays in its twin of then.
        for twin in list(world.settings.landing_dir.glob("*.parquet")):
            earlier = twin.with_name(EARLIER + twin.name[len(EARLIER) :])
            note_written(earlier)
            copyfile(twin, earlier)
        yield world


def test_a_build_hashed_with_another_salt_stops_it_before_anything_is_done(
    world: World,
) -> None:
    other = Disguise(PersonalData.PLAIN, f"not {HASHED.salt}")
    settings = replace(world.settings, disguise=other)
    before = world.places_of_ann()
    with pytest.raises(PublishingError, match=f"Build {world.folder.current_id()} "):
        forget(settings, world.manifest, ANN)
    assert world.places_of_ann() == before
    assert not settings.intent_file.exists()
    assert not settings.erased_ids.exists()


@pytest.fixture(scope="module")
def reader(world: World) -> Reader:
    """Looks on: a first attempt was killed while it wrote a build."""
    # The search finds what is there to be found.
    places = world.places_of_ann()
    for place in ("bytes", "fct_rejected_rows", "landing", "dim_customers"):
        assert any(place in found for found in places)
    reader = Reader(world.folder.current)
    reader.start()
    before = world.folder.build_ids()
    with world.forgetting(ANN_BEFORE) as process:
        while process.poll() is None and world.folder.build_ids() == before:
            time.sleep(0.01)
    assert world.places_of_ann() != []
    return reader


@pytest.fixture(scope="module")
def forgotten(world: World, reader: Reader) -> Forgotten:
    """What came of forgetting her, by the id that was merged away."""
    return forget(world.settings, world.manifest, ANN_BEFORE, lambda sentence: None)


def test_an_attempt_that_is_killed_is_completed_by_the_next_and_no_reader_notices(
    world: World, reader: Reader, forgotten: Forgotten
) -> None:
    reader.end()
    assert not world.settings.intent_file.exists()
    assert reader.complaints == []
    # Builds of before and after.
    assert world.folder.current_id() in reader.builds
    assert len(reader.builds) >= 2


def test_a_person_is_all_ids_of_a_chain_and_the_devices_of_nobody_else(
    forgotten: Forgotten,
) -> None:
    assert forgotten.person.ids == {
        "customers": [ANN, ANN_BEFORE],
        "devices": [ANNS_PHONE],
        # Ben names it, parts of it and an older version do not name her.
        "deals": ["deal-ann"],
        "orders": ["order-ann"],
        # On the tablet, between her login and Ben's.
        "touchpoints": ["s2"],
    }


def test_nothing_of_a_person_is_left_in_any_file(
    world: World, forgotten: Forgotten
) -> None:
    assert world.places_of_ann() == []
    # The killed attempt had written one of them.
    assert len(forgotten.builds) in (1, 2)
    # What is read by nobody is gone, what is not theirs with it; the others stay.
    twins = list(world.settings.landing_dir.glob("*.parquet"))
    assert len(twins) == len(FILES)
    assert [twin for twin in twins if twin.name.startswith(EARLIER)] == []


def test_every_row_of_theirs_ends_as_erased_and_the_raw_files_are_told(
    world: World, forgotten: Forgotten
) -> None:
    assert world.erased_rows() == {
        "customers": 2,
        # a1, a2, a3, r1, s1, s2 and the line that could not be parsed
        "touchpoints": 7,
        "deals": 2,
        "deal_contacts": 3,
        "deal_stage_changes": 2,
        "orders": 2,
        "order_items": 1,
        "survey_responses": 3,
    }
    lost = world.warehouse.tuples(
        "select table_name from marts.agg_raw_rows "
        "group by table_name, raw_row_count having sum(row_count) != raw_row_count"
    )
    assert lost == []
    assert dict(forgotten.raw_files) == {
        "customers.csv": 2,
        "touchpoints/a.csv": 7,
        "deals.jsonl": 2,
        "deal_contacts.csv": 3,
        "deal_stage_changes.csv": 2,
        "orders/a.parquet": 2,
        "order_items.csv": 1,
        "survey_responses.csv": 3,
    }


def test_others_keep_what_is_theirs_and_nothing_leads_nowhere(
    world: World, forgotten: Forgotten
) -> None:
    touchpoints = (
        "select touchpoint_id, customer_id, deal_id from marts.fct_touchpoints"
    )
    assert world.warehouse.tuples(f"{touchpoints} order by touchpoint_id") == [
        ("b1", BEN, None),
        ("b2", BEN, None),
        ("b3", BEN, None),
    ]
    assert world.warehouse.tuples("select deal_id from marts.fct_deals") == [
        ("deal-ben",)
    ]
    referred = "select customer_id, referred_by_customer_id from staging.stg_customers"
    assert world.warehouse.tuples(referred) == [(BEN, None)]
    unknown = (
        "select row_key, flag from marts.fct_flagged_rows "
        "where flag like 'unknown_reference%' and table_name != 'order_items'"
    )
    assert world.warehouse.tuples(unknown) == []


def test_rewritten_builds_are_whole_and_hold_the_others(
    world: World, forgotten: Forgotten
) -> None:
    builds = world.folder.build_ids()
    assert len(builds) == 2
    assert set(forgotten.builds) <= set(builds)
    assert world.folder.current_id() == builds[-1]
    # The hashed build never held rejected rows as they came.
    for build_id, ben, rejected in zip(
        builds, [BEN, HASHED.hash_of(BEN)], [set(), {None}], strict=True
    ):
        directory = world.folder.builds / build_id
        check_content(directory)
        build = checked_build(directory)
        rows = build.marts["fct_touchpoints"].rows
        assert list(places_of([ben], [directory / "marts"])) != []
        assert rows == 3
        report = content_of((directory / REPORT).read_text(encoding="utf-8"))
        assert {row["raw_row"] for row in report["rejected"]} == rejected


def test_aggregates_keep_their_rows_and_keys_without_the_ids_in_them(
    world: World, forgotten: Forgotten
) -> None:
    """Her two ids stand in the addresses of two pages, plain and as hashes."""
    for build_id in world.folder.build_ids():
        with duckdb.connect(
            world.folder.builds / build_id / DATABASE_FILE, read_only=True
        ) as build:
            pages = build.execute(
                "select landing_page from agg_sessions "
                "where session_count > 0 and starts_with(landing_page, '/me/')"
            ).fetchall()
        assert len(pages) == len(set(pages)) == 2
        assert all(page.startswith("/me/(forgotten-") for (page,) in pages)


def test_a_rollback_does_not_bring_them_back(
    world: World, forgotten: Forgotten
) -> None:
    older, newer = world.folder.build_ids()
    roll_back(world.folder, None)
    assert world.folder.current_id() == older
    assert list(places_of(NAMES_OF_ANN, [world.folder.current.resolve()])) == []
    roll_back(world.folder, newer)


def test_whoever_is_unknown_is_told_so(
    world: World, forgotten: Forgotten, capsys: pytest.CaptureFixture[str]
) -> None:
    for nobody in ("nobody", "anon:nobody"):
        assert command.main([nobody]) == command.UNKNOWN
        assert f"No customer {nobody}" in capsys.readouterr().err
    # Both of them share it.
    assert command.main([f"anon:{TABLET}"]) == command.UNKNOWN


def test_whoever_was_forgotten_before_is_looked_for_again(
    world: World, forgotten: Forgotten, capsys: pytest.CaptureFixture[str]
) -> None:
    before = set(world.folder.build_ids())
    # As somebody does who has copies of builds.
    shutil.copytree(world.backup, world.folder.builds, dirs_exist_ok=True)
    assert world.places_of([ANN]) != []
    assert command.main([ANN]) == 0
    told = capsys.readouterr().out
    assert f"{ANN} was forgotten before" in told
    assert "1 published build(s)" in told
    assert world.places_of([ANN]) == []
    assert not world.settings.intent_file.exists()
    # Under her other ids she still is in it.
    for build_id in set(world.folder.build_ids()) - before:
        shutil.rmtree(world.folder.builds / build_id)
    assert world.places_of_ann() == []


def test_the_list_holds_no_id_and_is_for_its_owner_alone(
    world: World, forgotten: Forgotten
) -> None:
    file = world.settings.erased_ids
    assert file.stat().st_mode & 0o777 == 0o600
    assert not world.settings.intent_file.exists()
    salt = json.loads(file.read_text())["salt"]
    assert list(places_of([salt], [world.warehouse.folder])) == [f"{file}: bytes"]


def test_they_stay_forgotten_whatever_is_built_next(
    world: World, forgotten: Forgotten, new_warehouse: NewWarehouse
) -> None:
    """New files that hold her, incrementally, and by a full refresh from nothing."""
    again = world.raw_dir / "touchpoints" / "b.csv"
    again.write_text(
        "touchpoint_id,occurred_at,customer_id,anonymous_id,channel,touchpoint_type\n"
        f"n1,2026-01-11 10:00,{ANN},,email,email_click\n"
        f"n2,2026-01-11 10:00,,{ANNS_PHONE},email,email_click\n"
        f"n3,never,{ANN_BEFORE},,email,email_click\n"
        f"n4,2026-01-11 10:00,{BEN},,email,email_click\n"
    )
    world.build()
    world.publish(HASHED)
    assert world.places_of_ann() == []
    assert world.erased_rows()["touchpoints"] == 10
    grown = new_warehouse()
    copyfile(world.warehouse.database, grown.database)
    # Nothing but the raw files and the list are left of before.
    shutil.rmtree(world.warehouse.folder / "landing")
    world.build("--full-refresh")
    assert world.places_of_ann() == []
    assert list(differences(grown, world.warehouse)) == []


def test_later_builds_hide_them_in_texts_of_others_however_they_are_spelt(
    world: World, forgotten: Forgotten
) -> None:
    spelt = [ANN, ANN.upper(), ANN_BEFORE.title()]
    pages = [f"/me/{name}" for name in spelt]
    (world.raw_dir / "touchpoints" / "c.csv").write_text(
        "touchpoint_id,occurred_at,customer_id,channel,touchpoint_type,page\n"
        + "".join(
            f"m{number},2026-01-{number:02} 10:00,{BEN},email,page_view,{page}\n"
            for number, page in enumerate(pages, 12)
        )
    )
    world.build()
    for disguise in (PLAIN, HASHED):
        world.publish(disguise)
        build = world.folder.current.resolve()
        assert list(places_of(spelt, [build])) == []
        with duckdb.connect(build / DATABASE_FILE, read_only=True) as published:
            shown = published.execute(
                "select page from fct_touchpoints "
                "where touchpoint_id in ('m12', 'm13', 'm14')"
            ).fetchall()
        assert len(set(shown)) == len(pages)
        assert all(page.startswith("/me/(forgotten-") for (page,) in shown)


def test_what_nobody_else_names_any_more_is_anothers(
    world: World, forgotten: Forgotten
) -> None:
    with duckdb.connect() as connection:
        connection.execute(
            f"attach {literal(str(world.warehouse.database))} as warehouse (read_only)"
        )
        tables = raw_tables_of(world.manifest.raw_tables)
        ben = find_person(connection, tables, BEN)
    assert ben is not None
    # Now that Ann is no more, the tablet is his alone.
    assert ben.ids["devices"] == [TABLET]


def test_what_a_killed_attempt_had_begun_a_run_completes_before_all_else(
    world: World, forgotten: Forgotten, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [BEN, TABLET]
    with world.forgetting(BEN) as process:
        while process.poll() is None and not world.settings.intent_file.exists():
            time.sleep(0.01)
    assert world.places_of(names) != []
    assert run.main([]) == 0
    assert world.places_of(names) == []
    assert not world.settings.intent_file.exists()
    told = capsys.readouterr().out
    assert "Runs for    a person whom a killed `make forget` had begun" in told
    # For whoever owns them: nobody else says so.
    assert "  touchpoints/b.csv: 1 row(s)" in told
