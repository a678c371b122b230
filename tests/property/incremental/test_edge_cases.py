"""Builds at the edges: nothing at all, nothing new, nothing left, and damage."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from shutil import copytree
from zoneinfo import ZoneInfo

import pytest
from dbt.contracts.graph.nodes import ModelNode

from tests.warehouses import Project, Warehouse, complaint

from .histories import Row
from .landing_zone import LandingZone
from .relations import contents, differences
from .rule_changes import new_warehouse
from .sequences import Beginning


@pytest.fixture
def built(beginning: Beginning, tmp_path: Path) -> Warehouse:
    """A copy of the warehouse, to be changed."""
    folder = copytree(beginning.warehouse.folder, tmp_path / "built")
    return Warehouse(folder, beginning.warehouse.project, {})


# They read the raw files themselves, which nobody announces.
ALWAYS_BUILT = frozenset({"int_raw_columns__unknown", "int_raw_files"})


def models_as(project: Project, materialized: str) -> Iterator[str]:
    """Relations of models that are kept in one way."""
    for node in project.manifest.nodes.values():
        if (
            isinstance(node, ModelNode)
            and node.config.materialized == materialized
            and node.name not in ALWAYS_BUILT
        ):
            yield f"{node.schema}.{node.name}"


def test_with_nothing_new_nothing_is_written(
    beginning: Beginning, built: Warehouse
) -> None:
    incremental = list(models_as(built.project, "incremental"))
    tables = [*incremental, *models_as(built.project, "table")]
    views = list(models_as(built.project, "view"))
    # A relation that is made anew loses its comment, a row that is written its number.
    built.execute(
        "".join(f"comment on table {table} is 'old';" for table in tables)
        + "".join(f"comment on view {view} is 'old';" for view in views)
    )
    numbers = {m: built.tuples(f"select rowid from {m}") for m in incremental}
    built.build(beginning.zone.folder)
    for table in ("news", "changes"):
        assert built.tuples(f"select * from journal.{table}") == []
    assert {m: built.tuples(f"select rowid from {m}") for m in incremental} == numbers
    renewed = built.tuples(
        "select table_name from duckdb_tables() where comment is null"
        f" and schema_name || '.' || table_name in {tuple(tables)}"
        " union all "
        "select view_name from duckdb_views() where comment is null"
        f" and schema_name || '.' || view_name in {tuple(views)}"
    )
    assert renewed == []


def test_dropped_and_foreign_tables_are_replaced(
    beginning: Beginning, built: Warehouse
) -> None:
    built.execute(
        "drop table marts.fct_sessions;"
        "drop table intermediate.int_deals__resolved;"
        "drop table staging.base_orders;"
        # What was no incremental model before, has other columns or was a view.
        "drop table marts.fct_orders;"
        "create view marts.fct_orders as select 1 as one;"
        "drop table staging.base_experiment_assignments;"
        "create view staging.base_experiment_assignments as select 1 as one;"
        "create or replace table marts.dim_customer_ids as select 1 as one;"
        "drop view staging.stg_deals;"
        "create table staging.stg_deals as select 1 as one;"
    )
    built.build(beginning.zone.folder)
    assert list(differences(built, beginning.warehouse)) == []


def test_from_nothing_to_one_row_to_all_and_back(
    beginning: Beginning, dbt_project: Project, tmp_path: Path
) -> None:
    zone = LandingZone(tmp_path / "raw", Random(0))
    warehouse = new_warehouse(dbt_project, tmp_path / "replayed")
    warehouse.build(zone.folder)
    nothing = contents(warehouse)

    table, name = next(
        file for file in beginning.zone.files if file[0] == "touchpoints"
    )
    rows = beginning.zone.files[table, name]
    zone.write(table, name, rows[:1])
    warehouse.build(zone.folder)
    rebuilt = new_warehouse(dbt_project, tmp_path / "rebuilt")
    rebuilt.build(zone.folder)
    assert list(differences(warehouse, rebuilt)) == []

    for (table, name), rows in beginning.zone.files.items():
        zone.write(table, name, rows)
    warehouse.build(zone.folder)
    assert list(differences(warehouse, beginning.warehouse)) == []

    for table, name in list(zone.files):
        zone.remove(table, name)
    warehouse.build(zone.folder)
    assert contents(warehouse) == nothing


def test_rows_may_all_be_late(
    beginning: Beginning, dbt_project: Project, tmp_path: Path
) -> None:
    """The last of a file's rows come first, and so do the last of the files."""
    zone = LandingZone(tmp_path / "raw", Random(0))
    warehouse = new_warehouse(dbt_project, tmp_path / "replayed")
    files = sorted(beginning.zone.files.items(), reverse=True)
    for (table, name), rows in files[: len(files) // 2]:
        last_rows = sorted(rows, key=lambda row: row["loaded_at"] or "")[
            len(rows) // 2 :
        ]
        zone.write(table, name, last_rows)
    warehouse.build(zone.folder)
    for (table, name), rows in files:
        zone.write(table, name, rows)
    warehouse.build(zone.folder)
    assert list(differences(warehouse, beginning.warehouse)) == []


def test_everything_may_be_withdrawn(
    beginning: Beginning, built: Warehouse, tmp_path: Path
) -> None:
    zone = beginning.zone.copy(tmp_path / "raw", Random(0))
    for (table, _name), rows in beginning.zone.files.items():
        last: Row = {"is_deleted": "true", "loaded_at": "2025-12-31 00:00:00"}
        zone.write(table, zone.new_name(), [row | last for row in rows])
    built.build(zone.folder)
    rebuilt = new_warehouse(built.project, tmp_path / "rebuilt")
    rebuilt.build(zone.folder)
    assert list(differences(built, rebuilt)) == []
    assert built.tuples("select * from marts.fct_customer_events") == []


def test_what_a_partial_build_left_out_is_read_by_the_next(
    beginning: Beginning, built: Warehouse, tmp_path: Path
) -> None:
    """Of two versions of an answer, the flagged one is not known to be superseded."""
    zone = beginning.zone.copy(tmp_path / "raw", Random(0))
    first: Row = {
        "response_id": "mended",
        "survey_type": "nps",
        "score": "9",
        "deal_id": "of nowhere",
        "responded_at": "2025-01-01 00:00:00",
        "loaded_at": "2025-01-01 00:00:00",
    }
    flags = "select flag from marts.fct_flagged_rows where row_key = 'mended'"
    zone.write("survey_responses", "first.csv", [first])
    built.build(zone.folder, ["fct_flagged_rows"])
    assert built.tuples(flags) == [("unknown_reference:deal_id",)]

    mended: Row = {"deal_id": None, "loaded_at": "2025-01-02 00:00:00"}
    zone.write("survey_responses", "second.csv", [first | mended])
    partial = ["base_survey_responses", "int_flagged_rows__references"]
    result = built.run(zone.folder, "--select", *partial)
    assert result.success, complaint(result)
    built.build(zone.folder, ["fct_flagged_rows"])
    assert built.tuples(flags) == []


@pytest.mark.parametrize("zone_name", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_a_rate_reaches_all_touchpoints_of_its_local_day(
    zone_name: str, dbt_project: Project, tmp_path: Path
) -> None:
    """The zones that are farthest from UTC; only what the rate concerns is replaced."""
    zone = LandingZone(tmp_path / "raw", Random(0))
    variables: dict[str, str | int] = {
        "reporting_timezone": zone_name,
        "exchange_rate_max_age_days": 0,
    }
    project = dbt_project.under(variables)
    warehouse = new_warehouse(project, tmp_path / "warehouse")
    midnight = datetime(2025, 6, 10, tzinfo=ZoneInfo(zone_name))
    instants = {
        "before": midnight - timedelta(microseconds=1),
        "first": midnight,
        "last": midnight + timedelta(days=1, microseconds=-1),
        "long before": midnight - timedelta(days=400),
    }
    touchpoints: list[Row] = [
        {
            "touchpoint_id": name,
            "occurred_at": instant.astimezone(UTC).isoformat(),
            "customer_id": "ann",
            "channel": "web",
            "touchpoint_type": "page_view",
            "value": "10",
            "currency": "EUR",
        }
        for name, instant in instants.items()
    ]
    zone.write("touchpoints", "all.csv", touchpoints)
    warehouse.build(zone.folder, ["fct_touchpoints"], variables)
    # What is not replaced keeps what was written into it by hand.
    warehouse.execute("update marts.fct_touchpoints set page = 'by hand'")

    rate: Row = {"rate_date": "2025-06-10", "currency": "EUR", "rate_to_reporting": "2"}
    zone.write("exchange_rates", "rate.csv", [rate])
    warehouse.build(zone.folder, ["fct_touchpoints"], variables)
    found = warehouse.tuples(
        "select touchpoint_id, value, page from marts.fct_touchpoints"
    )
    assert sorted(found) == [
        ("before", None, "by hand"),
        ("first", 20, None),
        ("last", 20, None),
        ("long before", None, "by hand"),
    ]
