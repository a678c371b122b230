"""Intervals of stages hold what is true in as many worlds as they promise.

The generator's company is drawn once and its deals are dealt out to many small worlds.
Each world is an owner, so that one build has them all, and `agg_deal_stages` a row per
world and stage. The truth is the generator's own: it draws the length of a visit, and
what it ends with, from laws that it tells.
"""

from math import sqrt
from pathlib import Path

import duckdb
import pytest

from sample.generator import Plan, make_chunk, open_world, run_step
from tests.warehouses import Project, Warehouse

WORLD_COUNT = 400
# Persons of about 60,000 deals: 150 in each world.
PLAN = Plan(touchpoints=6_700_000, seed=11)
PROMISED = 0.95
TOLERANCE = 3.3
# Those with enough visits in a world for an interval to say something.
STAGES = ["lead", "qualified", "demo", "proposal", "negotiation", "contract"]
TABLES = {
    "touchpoints": """
        select
            '' as touchpoint_id, '' as occurred_at, '' as customer_id,
            '' as anonymous_id, '' as channel, '' as touchpoint_type
        limit 0
    """,
    "survey_responses": """
        select '' as response_id, '' as survey_type, '' as score limit 0
    """,
    "deals": """
        select
            deal_id, at_second(created_s) as created_at, stage, pipeline, status,
            at_second(closed_s) as closed_at, world as owner
        from all_deals
    """,
    "deal_stage_changes": """
        select deal_id, stage, at_second(entered_s) as changed_at
        from all_visits
        union all
        select deal_id, stage, at_second(closed_s) as changed_at
        from all_deals
        where closed_s is not null
    """,
}


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Raw tables of all worlds, and the truth beside them."""
    folder = tmp_path_factory.mktemp("stage_truth")
    connection = open_world(PLAN)
    for number, (first_person, last_person) in enumerate(PLAN.chunks()):
        connection.execute(f"set variable first_person = {first_person}")
        connection.execute(f"set variable last_person = {last_person}")
        for step in ("persons", "deals"):
            run_step(connection, step)
        # Not by account: what deals of one account share would tie a world together.
        deals = f"""
            select *, 'world ' || noise(deal_key, 'world') % {WORLD_COUNT} as world
            from deals
        """
        visits = """
            select deals.deal_id, stage_visits.stage, stage_visits.entered_s
            from stage_visits
            inner join deals on stage_visits.deal_key = deals.deal_key
        """
        for table, query in {"all_deals": deals, "all_visits": visits}.items():
            how = f"insert into {table}" if number else f"create table {table} as"
            connection.execute(f"{how} {query}")
    (folder / "raw").mkdir()
    for table, query in TABLES.items():
        path = folder / "raw" / f"{table}.csv"
        connection.execute(f"copy ({query}) to '{path}' (header)")
    # What is true is told of a whole chunk; one of a few persons will do.
    make_chunk(connection, 0, 40)
    run_step(connection, "truth_of_world")
    connection.execute(f"copy truth_stage_times to '{folder / 'truth.csv'}' (header)")
    return folder


@pytest.fixture(scope="module")
def warehouse(
    company: Path, dbt_project: Project, tmp_path_factory: pytest.TempPathFactory
) -> Warehouse:
    built = dbt_project.warehouse(tmp_path_factory.mktemp("stage_truth_build"))
    built.build(company / "raw", ["agg_deal_stages"])
    return built


@pytest.mark.parametrize(
    ("interval", "truth"),
    [("advanced_ci", "advance_chance"), ("km_median_ci", "median_days")],
)
def test_intervals_hold_the_truth_as_often_as_they_promise(
    company: Path, warehouse: Warehouse, interval: str, truth: str
) -> None:
    true_values: dict[str, float] = dict(
        duckdb.execute(
            f"select distinct stage, {truth} from '{company / 'truth.csv'}'"
            " where pipeline = 'b2b_sales'"
        ).fetchall()
    )
    # Where too few visits have ended the upper bound is null: there is none.
    intervals = warehouse.tuples(
        f"""
        select stage, {interval}_low, coalesce({interval}_high, 'infinity'::double)
        from marts.agg_deal_stages
        where
            breakdown = 'owner' and breakdown_value like 'world %'
            and pipeline = 'b2b_sales' and status = 'open'
        """
    )
    error = sqrt(PROMISED * (1 - PROMISED) / WORLD_COUNT)
    shares = {}
    for stage in STAGES:
        bounds = [(low, high) for name, low, high in intervals if name == stage]
        assert len(bounds) == WORLD_COUNT
        held = sum(low <= true_values[stage] <= high for low, high in bounds)
        shares[stage] = held / WORLD_COUNT
    assert all(
        share == pytest.approx(PROMISED, abs=TOLERANCE * error)
        for share in shares.values()
    ), shares
