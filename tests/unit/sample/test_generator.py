"""The generated world: the same rows every time, and the figures of a real company."""

import filecmp
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from sample import generator
from sample.company import COMMITTED, SAMPLE_FOLDER, generate
from sample.generator import PERSON_TABLES, WORLD_TABLES, Plan

TABLES = (*PERSON_TABLES, *WORLD_TABLES)
SMALL = Plan(touchpoints=12_000, seed=5)


def fingerprints(folder: Path) -> dict[str, tuple[int, int]]:
    """Row count and checksum of each Parquet table, whatever the order of rows."""
    connection = duckdb.connect()
    found = {}
    for table in TABLES:
        row = connection.execute(
            "select count(*), sum(hash(rows)::hugeint)::hugeint"
            f" from '{folder}/raw/{table}/part-*.parquet' as rows"
        ).fetchone()
        assert row is not None
        found[table] = (row[0], row[1])
    return found


@pytest.fixture(scope="module")
def small_world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    generate(SMALL, folder, "parquet", threads=1, is_clean=True)
    return folder


@pytest.fixture(scope="module")
def world(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A clean world of a quarter of a million touchpoints, as views."""
    folder = tmp_path_factory.mktemp("world")
    generate(Plan(touchpoints=250_000, seed=3), folder, "parquet", is_clean=True)
    connection = duckdb.connect()
    for table in TABLES:
        connection.execute(
            f"create view {table} as from '{folder}/raw/{table}/part-*.parquet'"
        )
    for truth in ("deal_stage_visits", "identities", "survey_answers"):
        connection.execute(
            f"create view true_{truth} as from '{folder}/truth/{truth}/part-*.parquet'"
        )
    for truth in ("stage_times", "survey_scores"):
        connection.execute(
            f"create view true_{truth} as from '{folder}/truth/{truth}.csv'"
        )
    yield connection
    connection.close()


def number(connection: duckdb.DuckDBPyConnection, query: str) -> float:
    row = connection.execute(query).fetchone()
    assert row is not None
    return float(row[0])


def test_the_same_seed_gives_the_same_rows_in_any_number_of_chunks_and_threads(
    small_world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generator, "PERSONS_PER_CHUNK", 240)
    generate(SMALL, tmp_path, "parquet", threads=2, is_clean=True)
    assert len(list((tmp_path / "raw" / "touchpoints").iterdir())) > 1
    assert fingerprints(tmp_path) == fingerprints(small_world)


def test_another_seed_gives_other_rows(small_world: Path, tmp_path: Path) -> None:
    generate(Plan(12_000, seed=6), tmp_path, "parquet", is_clean=True)
    theirs, ours = fingerprints(tmp_path), fingerprints(small_world)
    assert [table for table in PERSON_TABLES if theirs[table] == ours[table]] == []


def test_the_size_is_what_was_asked_for(world: duckdb.DuckDBPyConnection) -> None:
    count = number(world, "select count(*) from touchpoints")
    assert count == pytest.approx(250_000, rel=0.05)


def test_a_shorter_world_begins_later(tmp_path: Path) -> None:
    plan = Plan(12_000, seed=5, months=6)
    generate(plan, tmp_path, "parquet", is_clean=True)
    connection = duckdb.connect()
    touchpoints = f"'{tmp_path}/raw/touchpoints/part-*.parquet'"
    first = connection.execute(f"select min(occurred_at) from {touchpoints}").fetchone()
    assert first is not None and f"{first[0]:%Y-%m}" == "2026-04"
    count = number(connection, f"select count(*) from {touchpoints}")
    assert count == pytest.approx(12_000, rel=0.2)


def test_the_committed_sample_is_what_the_generator_makes(tmp_path: Path) -> None:
    generate(COMMITTED, tmp_path, "mixed")
    made = sorted(
        path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()
    )
    committed = sorted(
        path.relative_to(SAMPLE_FOLDER)
        for folder in ("raw", "truth")
        for path in (SAMPLE_FOLDER / folder).rglob("*")
        if path.is_file()
    )
    assert committed == made
    differing = [
        str(path)
        for path in made
        if not filecmp.cmp(tmp_path / path, SAMPLE_FOLDER / path, shallow=False)
    ]
    assert differing == []


@pytest.mark.parametrize(
    ("figure", "query", "low", "high"),
    [
        (
            "win rate",
            "select count(*) filter (status = 'won')"
            " / count(*) filter (status in ('won', 'lost'))"
            " from deals where pipeline = 'b2b_sales'",
            0.20,
            0.30,
        ),
        (
            "days to win",
            "select median(epoch(closed_at - created_at) / 86400) from deals"
            " where pipeline = 'b2b_sales' and status = 'won'",
            40,
            60,
        ),
        (
            "nps",
            "select 100 * (count(*) filter (score >= 9) - count(*) filter (score <= 6))"
            " / count(score) from survey_responses where survey_type = 'nps'",
            30,
            45,
        ),
        (
            "answers to invitations",
            "select count(score) / count(*) from survey_responses",
            0.15,
            0.40,
        ),
        (
            "buyers who buy again",
            "select avg((order_count > 1)::int) from (select count(*) as order_count"
            " from orders where deal_id is null and original_order_id is null"
            " group by customer_id)",
            0.20,
            0.35,
        ),
        (
            "returns",
            "select count(*) filter (returned_at is not null"
            " or original_order_id is not null) / count(*) from orders",
            0.03,
            0.07,
        ),
        (
            "touches of the anonymous",
            "select avg((customer_id is null)::int) from touchpoints",
            0.25,
            0.60,
        ),
        (
            "busiest month over quietest",
            "select max(order_count) / min(order_count) from (select count(*)"
            " as order_count from orders where ordered_at >= '2025-10-01'"
            " group by date_trunc('month', ordered_at))",
            1.15,
            2.5,
        ),
        (
            "late deliveries",
            "select avg((delivered_at > promised_at)::int) from orders"
            " where deal_id is null",
            0.04,
            0.14,
        ),
    ],
)
def test_the_world_looks_like_a_company(
    world: duckdb.DuckDBPyConnection, figure: str, query: str, low: float, high: float
) -> None:
    assert low <= number(world, query) <= high, figure


def test_one_to_three_sessions_in_a_hundred_end_with_a_purchase_and_half_bounce(
    world: duckdb.DuckDBPyConnection,
) -> None:
    row = world.execute(
        """
        with cut as (
            select
                touchpoint_type,
                coalesce(anonymous_id, customer_id) as device,
                occurred_at,
                touchpoint_id,
                coalesce(occurred_at - lag(occurred_at) over devices
                    > interval 30 minute, true) as is_first
            from touchpoints
            window devices as (
                partition by coalesce(anonymous_id, customer_id)
                order by occurred_at, touchpoint_id
            )
        ),
        numbered as (
            select *, sum(is_first::int) over (
                partition by device order by occurred_at, touchpoint_id
            ) as session_number
            from cut
        ),
        sessions as (
            select
                count(*) as touch_count,
                bool_or(touchpoint_type = 'purchase') as bought
            from numbered group by device, session_number
        )
        select avg((touch_count = 1)::int), avg(bought::int) from sessions
        """
    ).fetchone()
    assert row is not None
    assert 0.40 <= row[0] <= 0.60
    assert 0.01 <= row[1] <= 0.03


@pytest.mark.parametrize(
    ("table", "column", "named_table", "named_column"),
    [
        ("touchpoints", "order_id", "orders", "order_id"),
        ("touchpoints", "deal_id", "deals", "deal_id"),
        ("touchpoints", "case_id", "support_cases", "case_id"),
        ("touchpoints", "product_id", "products", "product_id"),
        ("touchpoints", "customer_id", "customers", "customer_id"),
        ("survey_responses", "order_id", "orders", "order_id"),
        ("survey_responses", "case_id", "support_cases", "case_id"),
        ("deals", "customer_id", "customers", "customer_id"),
        ("orders", "deal_id", "deals", "deal_id"),
        ("orders", "original_order_id", "orders", "order_id"),
        ("order_items", "order_id", "orders", "order_id"),
        ("deal_contacts", "customer_id", "customers", "customer_id"),
        ("support_cases", "order_id", "orders", "order_id"),
        ("customers", "merged_into_customer_id", "customers", "customer_id"),
        ("customers", "referred_by_customer_id", "customers", "customer_id"),
    ],
)
def test_a_clean_world_has_no_reference_that_leads_nowhere(
    world: duckdb.DuckDBPyConnection,
    table: str,
    column: str,
    named_table: str,
    named_column: str,
) -> None:
    assert number(world, f"select count({column}) from {table}") > 0
    dangling = number(
        world,
        f"select count(*) from {table} where {column} is not null"
        f" and {column} not in (select {named_column} from {named_table})",
    )
    assert dangling == 0


def test_a_purchase_at_the_very_end_has_its_order_or_is_none(tmp_path: Path) -> None:
    # A world in which somebody new would buy 45 minutes before the end.
    plan = Plan(touchpoints=8_000, seed=13, months=12)
    generate(plan, tmp_path, "parquet", threads=1, is_clean=True)
    raw = tmp_path / "raw"
    with duckdb.connect() as connection:
        purchases = connection.execute(
            f"""
            select
                order_id in (
                    select order_id from '{raw}/orders/*.parquet'
                ) as has_order,
                count(*) > 1000
            from '{raw}/touchpoints/*.parquet'
            where order_id is not null
            group by all
            """
        ).fetchall()
    assert purchases == [(True, True)]


@pytest.mark.parametrize(
    ("table", "events"),
    [
        ("touchpoints", "occurred_at"),
        ("deals", "created_at, closed_at"),
        ("survey_responses", "sent_at, delivered_at, responded_at, resolved_at"),
        ("orders", "ordered_at, delivered_at, returned_at"),
        ("support_cases", "opened_at, first_replied_at, resolved_at"),
        ("deal_tasks", "requested_at, started_at, completed_at"),
        ("customers", "created_at, merged_at"),
    ],
)
def test_a_clean_world_loads_nothing_before_it_happens_or_after_the_horizon(
    world: duckdb.DuckDBPyConnection, table: str, events: str
) -> None:
    wrong = (
        f"loaded_at < greatest({events}) or loaded_at > timestamp '2026-10-01 01:00'"
    )
    assert number(world, f"select count(*) from {table} where {wrong}") == 0


def test_stage_times_have_the_medians_that_the_truth_names(
    world: duckdb.DuckDBPyConnection,
) -> None:
    """The binomial form of the median: half of the visits are shorter than it."""
    rows = world.execute(
        """
        select times.stage, count(*), avg((visits.true_days < times.median_days)::int)
        from true_deal_stage_visits as visits
        inner join (
            select distinct pipeline, stage, median_days from true_stage_times
        ) as times
            on visits.pipeline = times.pipeline and visits.stage = times.stage
        group by times.pipeline, times.stage
        having count(*) > 100
        """
    ).fetchall()
    assert len(rows) >= 9
    # The twelve stages share deals, and the grid of the truth is a hundredth of a day.
    far = [
        row for row in rows if abs(row[2] - 0.5) > 3.3 * (0.25 / row[1]) ** 0.5 + 0.002
    ]
    assert far == []


def test_stages_are_left_for_the_next_one_as_often_as_the_truth_says(
    world: duckdb.DuckDBPyConnection,
) -> None:
    rows = world.execute(
        """
        select
            chances.stage,
            chances.advance_chance,
            count(*),
            avg((visits.outcome in ('advanced', 'won'))::int)
        from true_deal_stage_visits as visits
        inner join (
            select distinct pipeline, stage, advance_chance from true_stage_times
        ) as chances
            on visits.pipeline = chances.pipeline and visits.stage = chances.stage
        where visits.outcome <> 'open' and visits.pipeline = 'b2b_sales'
        group by chances.stage, chances.advance_chance
        """
    ).fetchall()
    assert len(rows) == 6
    for stage, chance, count, share in rows:
        error = (chance * (1 - chance) / count) ** 0.5
        assert abs(share - chance) < 3.3 * error, stage


def test_the_unhappy_and_the_very_happy_answer_more_often(
    world: duckdb.DuckDBPyConnection,
) -> None:
    low, middle, high = (
        number(
            world,
            "select avg(is_answered::int) from true_survey_answers"
            f" where survey_type = 'nps' and true_score between {band}",
        )
        for band in ("0 and 5", "6 and 8", "9 and 10")
    )
    assert low > middle
    assert high > middle
