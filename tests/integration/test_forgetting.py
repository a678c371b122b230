"""`make forget`: a person is gone from every file, and stays so."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from dbt.adapters.duckdb.connections import DuckDBConnectionManager

from orchestration.dbt_manifest import DbtManifest
from orchestration.forgetting import __main__ as command
from orchestration.forgetting import forget as forgetting
from orchestration.forgetting.forget import Forgotten, forget
from orchestration.forgetting.warehouse import run_models
from orchestration.progress import Progress
from orchestration.publishing.current import checked_build
from orchestration.publishing.folder import PublishedFolder
from orchestration.publishing.publish import publish
from orchestration.rollback import check_content, roll_back
from orchestration.settings import Settings
from tests.integration.forgetting import (
    ANN,
    ANN_BEFORE,
    ANNS_PHONE,
    BEN,
    NAMES_OF_ANN,
    TABLET,
    places_of,
    write_orders,
    write_raw,
)
from tests.property.incremental.relations import differences
from tests.warehouses import NewWarehouse, Warehouse

pytestmark = pytest.mark.integration


@dataclass(frozen=True)
class World:
    """Raw data, their warehouse, and what was published of it."""

    warehouse: Warehouse
    raw_dir: Path
    settings: Settings
    manifest: DbtManifest

    @property
    def folder(self) -> PublishedFolder:
        return PublishedFolder(self.settings.publish_dir, self.settings.readers)

    def build(self) -> None:
        """Build what is new, and publish it."""
        run_models(self.settings)
        publish(self.manifest.marts, self.settings, Progress(), None)

    def places_of_ann(self) -> list[str]:
        """Where she is found: raw files are the user's, and not looked at."""
        return list(places_of(NAMES_OF_ANN, [self.warehouse.folder]))

    def erased_rows(self) -> dict[str, int]:
        """Erased rows of each raw table that has some."""
        query = (
            "select table_name, row_count from marts.agg_raw_rows "
            "where place = 'erased' and row_count > 0"
        )
        return dict(self.warehouse.tuples(query))


def let_go() -> None:
    """Have dbt close the warehouse, so that the search can attach it."""
    DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]


@pytest.fixture(scope="module")
def world(
    new_warehouse: NewWarehouse,
    manifest: DbtManifest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    """Two published builds, the older one from before an order of Ben's."""
    raw_dir = tmp_path_factory.mktemp("raw")
    write_raw(raw_dir)
    warehouse = new_warehouse()
    environment = {
        "JOURNEY_RAW_DIR": str(raw_dir),
        "JOURNEY_DB": str(warehouse.database),
        "JOURNEY_LANDING_DIR": str(warehouse.folder / "landing"),
        "JOURNEY_PUBLISH_DIR": str(warehouse.folder / "published"),
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        settings = Settings.from_environment(os.environ)
        world = World(warehouse, raw_dir, settings, manifest)
        world.build()
        write_orders(
            raw_dir / "orders/b.parquet", [("o2", "2026-01-07", "1", BEN, None)]
        )
        world.build()
        yield world


@pytest.fixture(scope="module")
def forgotten(world: World) -> Forgotten:
    """What came of forgetting her, by the id that was merged away."""
    # The search finds what is there to be found.
    assert any("bytes" in place for place in world.places_of_ann())
    assert any("fct_rejected_rows" in place for place in world.places_of_ann())
    assert any("landing" in place for place in world.places_of_ann())
    found = forget(world.settings, world.manifest, ANN_BEFORE, lambda sentence: None)
    assert found is not None
    return found


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
    assert len(forgotten.builds) == 2


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
    assert builds == sorted(forgotten.builds)
    assert world.folder.current_id() == builds[-1]
    for build_id in builds:
        directory = world.folder.builds / build_id
        check_content(directory)
        build = checked_build(directory)
        rows = build.marts["fct_touchpoints"].rows
        assert list(places_of([BEN], [directory / "marts"])) != []
        assert rows == 3
        assert '"rejected": []' in (directory / "quality/index.html").read_text()


def test_a_rollback_does_not_bring_them_back(
    world: World, forgotten: Forgotten
) -> None:
    older, newer = world.folder.build_ids()
    roll_back(world.folder, None)
    assert world.folder.current_id() == older
    assert list(places_of(NAMES_OF_ANN, [world.folder.current.resolve()])) == []
    roll_back(world.folder, newer)


def test_whoever_is_forgotten_twice_is_told_so_and_whoever_is_unknown_too(
    world: World, forgotten: Forgotten, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main([ANN]) == 0
    assert "was forgotten before" in capsys.readouterr().out
    assert command.main(["nobody"]) == command.UNKNOWN
    assert "No customer nobody" in capsys.readouterr().err
    # Both of them share it.
    assert command.main([f"anon:{TABLET}"]) == command.UNKNOWN
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
    """New files that hold her, incrementally, by a full refresh, and from nothing."""
    again = world.raw_dir / "touchpoints" / "b.csv"
    again.write_text(
        "touchpoint_id,occurred_at,customer_id,anonymous_id,channel,touchpoint_type\n"
        f"n1,2026-01-11 10:00,{ANN},,email,email_click\n"
        f"n2,2026-01-11 10:00,,{ANNS_PHONE},email,email_click\n"
        f"n3,never,{ANN_BEFORE},,email,email_click\n"
        f"n4,2026-01-11 10:00,{BEN},,email,email_click\n"
    )
    world.build()
    assert world.places_of_ann() == []
    assert world.erased_rows()["touchpoints"] == 10
    rebuilt = new_warehouse(JOURNEY_ERASED_IDS=str(world.settings.erased_ids))
    rebuilt.build(world.raw_dir)
    let_go()
    assert list(differences(world.warehouse, rebuilt)) == []
    assert list(places_of(NAMES_OF_ANN, [rebuilt.folder])) == []
    refreshed = world.warehouse.run(world.raw_dir, "--full-refresh")
    assert refreshed.success
    let_go()
    assert world.places_of_ann() == []


def test_a_run_that_is_killed_is_completed_by_the_next_one(
    world: World, forgotten: Forgotten, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(database: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(forgetting, "compact", die)
        with pytest.raises(KeyboardInterrupt):
            forget(world.settings, world.manifest, BEN, lambda sentence: None)
    assert world.settings.intent_file.stat().st_mode & 0o777 == 0o600
    found = forget(world.settings, world.manifest, BEN, lambda sentence: None)
    assert found is not None
    # Now that Ann is no more, the tablet is his alone.
    assert found.person.ids["devices"] == [TABLET]
    assert list(places_of([BEN, TABLET], [world.warehouse.folder])) == []
