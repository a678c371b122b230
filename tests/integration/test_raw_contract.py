"""What a user may bring, what is refused with a sentence, and what settings change."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from shutil import copyfile

import duckdb
import pytest

from orchestration.expectations.figures import raw_table_figures
from orchestration.expectations.suites import RAW_TABLES
from orchestration.expectations.validation import validate
from orchestration.quality_report.failures import failures_in
from orchestration.run.dbt_errors import error_text
from tests.integration.raw_rows import places, unequal_tables
from tests.warehouses import NewWarehouse, Project, Warehouse, complaint

pytestmark = pytest.mark.integration

# The required tables, with their required columns alone.
HEADERS = {
    "touchpoints": "touchpoint_id,occurred_at,customer_id,channel,touchpoint_type\n",
    "deals": "deal_id,created_at,stage\n",
    "survey_responses": "response_id,survey_type,score\n",
}


@pytest.fixture
def raw_dir(tmp_path: Path) -> Path:
    """A raw directory with the headers of what is required."""
    return write(tmp_path / "raw", HEADERS)


def write(raw_dir: Path, tables: dict[str, str]) -> Path:
    """Write raw tables as CSV."""
    raw_dir.mkdir(exist_ok=True)
    for table, text in tables.items():
        (raw_dir / f"{table}.csv").write_text(text, encoding="utf-8")
    return raw_dir


def refusal(warehouse: Warehouse, raw_dir: Path | None) -> str:
    """What is said of raw data that cannot be built; no model may have run."""
    result = warehouse.run(raw_dir)
    assert not result.success, "the build went through"
    # In the warehouse: the list of erased persons is a database of its own.
    schemas = warehouse.tuples(
        "select distinct schema_name from duckdb_tables()"
        " where database_name = current_database()"
    )
    assert {name for (name,) in schemas} <= {"rules", "raw", "journal", "quality"}, (
        "models have run"
    )
    sentences = error_text(str(result.exception))
    assert [found for found in failures_in(sentences) if "text" in found] == []
    return sentences


# --- what is refused


def test_a_required_table_that_is_missing_is_named(
    new_warehouse: NewWarehouse, raw_dir: Path
) -> None:
    (raw_dir / "deals.csv").unlink()
    sentence = refusal(new_warehouse(), raw_dir)
    assert "The required table deals is missing: put deals.csv, " in sentence
    assert str(raw_dir) in sentence


def test_a_required_column_that_is_missing_is_named_with_its_file(
    new_warehouse: NewWarehouse, raw_dir: Path
) -> None:
    write(raw_dir, {"deals": "deal_id,stage\n", "orders": "order_id,ordered_at\no1,\n"})
    sentences = refusal(new_warehouse(), raw_dir)
    assert "deals.csv lacks the required column created_at" in sentences
    assert "orders.csv lacks the required column amount" in sentences


def test_a_file_and_a_folder_of_one_table_are_refused(
    new_warehouse: NewWarehouse, raw_dir: Path
) -> None:
    write(raw_dir / "deals", {"2024": HEADERS["deals"]})
    sentence = refusal(new_warehouse(), raw_dir)
    assert "The table deals is there twice" in sentence
    assert "deals/ and deals.csv" in sentence


def test_a_table_that_is_loaded_and_there_as_a_file_is_refused(
    new_warehouse: NewWarehouse, raw_dir: Path
) -> None:
    warehouse = new_warehouse()
    load(warehouse, "deals", "select 'd1' as deal_id, now() as created_at, '' as stage")
    sentence = refusal(warehouse, raw_dir)
    assert "The raw table deals is there twice" in sentence
    assert "raw.deals" in sentence


# --- tables that an EL tool loads


def load(warehouse: Warehouse, table: str, select: str) -> None:
    """Load a raw table as an EL tool does."""
    warehouse.execute("create schema if not exists raw")
    warehouse.execute(f"create table raw.{table} as {select}")


LOADED = {
    "touchpoints": """
        select
            unnest(['t1', 't2', 't3']) as touchpoint_id,
            timestamptz '2024-05-01 12:00:00+02' as occurred_at,
            'ann' as customer_id,
            'email' as channel,
            'ad_click' as touchpoint_type,
            'b-17' as _airbyte_raw_id
    """,
    "deals": """
        select 1001 as deal_id, date '2024-05-02' as created_at, 'lead' as stage,
            12.5::double as amount
    """,
    "survey_responses": """
        select 'r1' as response_id, 'nps' as survey_type, 9 as score,
            'ann' as customer_id, timestamp '2024-05-03 10:00:00' as responded_at
    """,
}


def test_tables_that_an_el_tool_loaded_are_built_without_files(
    new_warehouse: NewWarehouse,
) -> None:
    warehouse = new_warehouse()
    for table, select in LOADED.items():
        load(warehouse, table, select)
    warehouse.build(None)
    assert warehouse.tuples(
        "select touchpoint_id, occurred_at, campaign from marts.fct_touchpoints"
        " order by all"
    ) == [(f"t{n}", datetime(2024, 5, 1, 10), None) for n in (1, 2, 3)]
    assert warehouse.tuples(
        "select deal_id, created_at, original_amount, owner from marts.fct_deals"
    ) == [("1001", datetime(2024, 5, 2), Decimal("12.5"), None)]
    assert warehouse.tuples(
        "select response_id, score, customer_id from marts.fct_survey_responses"
    ) == [("r1", 9, "ann")]
    assert places(warehouse, "touchpoints") == {"used": 3}
    # The sample must not fill the gaps between real tables.
    assert places(warehouse, "orders") == {}
    assert list(unequal_tables(warehouse)) == []


def test_a_loaded_table_without_a_required_column_is_named(
    new_warehouse: NewWarehouse,
) -> None:
    warehouse = new_warehouse()
    load(warehouse, "touchpoints", LOADED["touchpoints"])
    load(warehouse, "deals", "select 'd1' as deal_id, 'lead' as stage")
    sentences = refusal(warehouse, None)
    assert "raw.deals lacks the required column(s) created_at" in sentences
    assert "The required raw table raw.survey_responses is missing" in sentences


# --- columns that the contract does not know


def test_an_unknown_column_is_listed_and_passes_through_only_if_a_breakdown_names_it(
    new_warehouse: NewWarehouse, raw_dir: Path
) -> None:
    write(
        raw_dir,
        {
            "customers": "customer_id,Loyalty_Tier,shoe_size\nann,gold,38\nbob,,44\n",
            "touchpoints": HEADERS["touchpoints"]
            + "t1,2024-05-01,ann,email,ad_click\n",
        },
    )
    warehouse = new_warehouse()
    warehouse.build(raw_dir, ["dim_customers", "agg_unmapped_values"])
    attributes = warehouse.tuples(
        "select customer_id, custom_attributes from marts.dim_customers order by all"
    )
    assert attributes == [("ann", '{"loyalty_tier":"gold"}'), ("bob", None)]
    listed = warehouse.tuples(
        "select value from marts.agg_unmapped_values where kind = 'column'"
    )
    assert listed == [("customers.shoe_size",)]


# Rows that the `breakdowns` seed may have by mistake, and what is said of them.
USELESS_BREAKDOWNS = {
    "customers.regoin": "a column that neither the contract nor the raw table customers"
    " has. Its own columns are: shoe_size.",
    "customers.created_at": "by which nothing can be broken down; of customers,"
    " industry, company_size",
    "clients.region": "which is not of the form <table>.<column> with one of the tables"
    " customers, deals, touchpoints, survey_responses, orders, support_cases",
    "region": "which is not of the form <table>.<column>",
}


@pytest.mark.parametrize("source_column", USELESS_BREAKDOWNS)
def test_a_breakdown_that_cannot_be_found_is_named(
    new_warehouse: NewWarehouse, raw_dir: Path, source_column: str
) -> None:
    write(raw_dir, {"customers": "customer_id,shoe_size\nann,38\n"})
    warehouse = new_warehouse()
    warehouse.execute(
        "insert into rules.breakdowns values"
        f" ('mine', '{source_column}', 'Mine', 'Мой'),"
        " ('shoe_size', 'customers.shoe_size', 'Shoe size', 'Размер обуви')"
    )
    result = warehouse.run(raw_dir, "--select", "int_breakdowns")
    said = complaint(result)
    assert f"The breakdown mine names {source_column}, " in said
    assert USELESS_BREAKDOWNS[source_column] in said
    assert said.count("The breakdown ") == 1
    assert [one for one in failures_in(error_text(said)) if "text" in one] == []


def test_bottlenecks_are_compared_by_a_breakdown_of_customers(
    new_warehouse: NewWarehouse, raw_dir: Path
) -> None:
    warehouse = new_warehouse()
    result = warehouse.run(
        raw_dir, "--select", "int_breakdowns", "--vars", "bottleneck_breakdown: owner"
    )
    # In the order of their names.
    sentence = (
        "The var bottleneck_breakdown is owner, which is none of all, company_size, "
    )
    said = complaint(result)
    assert sentence in said
    assert [one for one in failures_in(error_text(said)) if "text" in one] == []


# --- little data


def row_counts(warehouse: Warehouse, project: Project) -> dict[str, int]:
    """The rows of every mart that has any."""
    counts = {
        mart: warehouse.tuples(f"select count(*) from marts.{mart}")[0][0]
        for mart in project.mart_names
    }
    return {mart: count for mart, count in counts.items() if count}


def test_headers_alone_build_every_mart(
    new_warehouse: NewWarehouse, dbt_project: Project, raw_dir: Path
) -> None:
    warehouse = new_warehouse()
    warehouse.build(raw_dir)
    # A row per raw table and place, or comparison, and nothing to tell of any.
    told = {"agg_raw_rows", "agg_reconciliation"}
    assert row_counts(warehouse, dbt_project).keys() == told
    (nothing,) = warehouse.tuples(
        "select sum(raw_sum), sum(mart_sum) from marts.agg_reconciliation"
    )
    assert not any(nothing)
    assert warehouse.tuples("select sum(row_count) from marts.agg_raw_rows") == [(0,)]


def test_one_row_builds_every_mart(
    new_warehouse: NewWarehouse, dbt_project: Project, raw_dir: Path
) -> None:
    row = "t1,2024-05-01 10:00:00,ann,email,ad_click\n"
    write(raw_dir, {"touchpoints": HEADERS["touchpoints"] + row})
    warehouse = new_warehouse()
    warehouse.build(raw_dir)
    counts = row_counts(warehouse, dbt_project)
    facts = {mart: n for mart, n in counts.items() if mart.startswith(("fct", "dim"))}
    assert facts == {
        "dim_customers": 1,
        "dim_customer_ids": 1,
        "fct_customer_events": 1,
        "fct_touchpoints": 1,
        "fct_sessions": 1,
        "fct_journeys": 1,
        "fct_journey_stages": 1,
    }
    assert places(warehouse, "touchpoints") == {"used": 1}


# --- JOURNEY_AS_OF


@pytest.fixture(scope="module")
def past(
    new_warehouse: NewWarehouse, tmp_path_factory: pytest.TempPathFactory
) -> Warehouse:
    """A warehouse as it must have looked in the middle of its data."""
    raw_dir = write(
        tmp_path_factory.mktemp("past") / "raw",
        {
            "touchpoints": HEADERS["touchpoints"]
            + "t1,2024-06-30 12:00:00,ann,email,ad_click\n"
            + "t2,2024-06-30 12:00:01,ann,email,ad_click\n",
            "deals": "deal_id,created_at,stage,status,closed_at,loaded_at\n"
            "closed-later,2024-05-01,won,won,2024-07-10,\n"
            "closed-before,2024-05-01,lost,lost,2024-06-01,\n"
            "created-later,2024-07-01,lead,open,,\n"
            "loaded-later,2024-05-01,lead,open,,2024-07-02\n",
            "orders": "order_id,ordered_at,amount,status,returned_at\n"
            "returned-later,2024-06-01,10,returned,2024-07-05\n"
            "returned-before,2024-06-01,10,returned,2024-06-20\n"
            "ordered-later,2024-07-01,10,completed,\n",
            "survey_responses": "response_id,survey_type,score,sent_at,responded_at\n"
            "answered-later,nps,9,2024-06-01,2024-07-01\n"
            "answered-before,nps,8,2024-06-01,2024-06-02\n"
            "sent-later,nps,7,2024-07-01,2024-07-02\n",
        },
    )
    warehouse = new_warehouse(JOURNEY_AS_OF="2024-06-30T12:00:00Z")
    marts = ["fct_deals", "fct_orders", "fct_survey_responses"]
    warehouse.build(raw_dir, [*marts, "agg_raw_rows", "agg_raw_arrivals"])
    return warehouse


def test_rows_after_as_of_are_counted_and_left_out(past: Warehouse) -> None:
    tables = ["touchpoints", "deals", "orders", "survey_responses"]
    assert {table: places(past, table) for table in tables} == {
        "touchpoints": {"used": 1, "after_as_of": 1},
        "deals": {"used": 2, "after_as_of": 2},
        "orders": {"used": 2, "after_as_of": 1},
        "survey_responses": {"used": 2, "after_as_of": 1},
    }
    assert list(unequal_tables(past)) == []


def test_rows_after_as_of_make_no_stale_table_fresh(
    past: Warehouse, tmp_path: Path
) -> None:
    past.execute("checkpoint")
    # dbt keeps its own open in this process.
    copied = copyfile(past.database, tmp_path / "copied.duckdb")
    with duckdb.connect() as reader:
        reader.execute(f"attach '{copied}' as warehouse (read_only)")
        figures = raw_table_figures(reader).set_index("table_name")
    # One was closed on the first of June; others were closed, created or loaded later.
    assert figures.loc["deals", "hours_behind"] == 29.5 * 24
    # The newest order was taken back on the twentieth, another one after `as_of`.
    assert figures.loc["orders", "hours_behind"] == 10.5 * 24
    stale = {
        finding.table
        for finding in validate(figures.reset_index(), RAW_TABLES)
        if finding.expected.rule == "border:freshness" and not finding.is_met
    }
    assert stale == {"deals", "orders", "survey_responses"}


def test_a_deal_that_closed_after_as_of_is_open(past: Warehouse) -> None:
    deals = past.tuples(
        "select deal_id, status, closed_at from marts.fct_deals order by deal_id"
    )
    assert deals == [
        ("closed-before", "lost", datetime(2024, 6, 1)),
        ("closed-later", "open", None),
    ]


def test_an_order_that_was_returned_after_as_of_is_completed(past: Warehouse) -> None:
    orders = past.tuples(
        "select order_id, status, returned_at, net_value from marts.fct_orders"
        " order by order_id"
    )
    assert orders == [
        ("returned-before", "returned", datetime(2024, 6, 20), 0),
        ("returned-later", "completed", None, 10),
    ]


def test_an_answer_that_was_given_after_as_of_is_an_invitation(past: Warehouse) -> None:
    answers = past.tuples(
        "select response_id, is_answered, score, responded_at"
        " from marts.fct_survey_responses order by response_id"
    )
    assert answers == [
        ("answered-before", True, 8, datetime(2024, 6, 2)),
        ("answered-later", False, None, None),
    ]


# --- zones and rates


def instants(warehouse: Warehouse) -> dict[str, datetime]:
    """When each touchpoint occurred, in UTC."""
    query = "select touchpoint_id, occurred_at from staging.stg_touchpoints"
    return dict(warehouse.tuples(query))


def touchpoints_at(times: dict[str, str]) -> str:
    """Touchpoints, each at a time of its own."""
    rows = [f"{name},{time},ann,email,ad_click\n" for name, time in times.items()]
    return HEADERS["touchpoints"] + "".join(rows)


@pytest.fixture(scope="module")
def elsewhere(
    new_warehouse: NewWarehouse, tmp_path_factory: pytest.TempPathFactory
) -> Warehouse:
    """Raw times of Kolkata, days of New York; 2024-01-08 ends there at 05:00 UTC."""
    raw_dir = write(
        tmp_path_factory.mktemp("elsewhere") / "raw",
        HEADERS
        | {
            "touchpoints": touchpoints_at(
                {
                    "no-offset": "2024-01-01 10:00:00",
                    "utc": "2024-01-01T10:00:00Z",
                    "offset": "2024-01-01T10:00:00+03:00",
                    "date-in-winter": "2024-01-01",
                    "date-in-summer": "2024-07-01",
                }
            ),
            "exchange_rates": "rate_date,currency,rate_to_reporting\n"
            "2023-12-31,EUR,5\n2024-01-01,EUR,1.1\n2024-01-10,EUR,7\n",
            "orders": "order_id,ordered_at,amount,currency\n"
            "same-day,2024-01-01T12:00:00Z,100,EUR\n"
            "seven-days,2024-01-09T04:59:59Z,100,eur\n"
            "eight-days,2024-01-09T05:00:00Z,100,EUR\n"
            "other-currency,2024-01-01T12:00:00Z,100,GBP\n"
            "reporting-currency,2024-01-09T05:00:00Z,100,\n",
        },
    )
    warehouse = new_warehouse()
    warehouse.build(
        raw_dir,
        ["fct_orders", "fct_flagged_rows"],
        {"raw_timezone": "Asia/Kolkata", "reporting_timezone": "America/New_York"},
    )
    return warehouse


def test_times_are_read_in_the_raw_zone_and_dates_in_the_reporting_zone(
    elsewhere: Warehouse,
) -> None:
    assert instants(elsewhere) == {
        "no-offset": datetime(2024, 1, 1, 4, 30),
        "utc": datetime(2024, 1, 1, 10),
        "offset": datetime(2024, 1, 1, 7),
        "date-in-winter": datetime(2024, 1, 1, 5),
        "date-in-summer": datetime(2024, 7, 1, 4),
    }


def test_a_rate_holds_for_seven_local_days(elsewhere: Warehouse) -> None:
    amounts = dict(elsewhere.tuples("select order_id, amount from marts.fct_orders"))
    assert amounts == {
        "same-day": 110,
        "seven-days": 110,
        "eight-days": None,
        "other-currency": None,
        "reporting-currency": 100,
    }
    flagged = elsewhere.tuples(
        "select row_key from marts.fct_flagged_rows"
        " where flag = 'missing_exchange_rate' order by row_key"
    )
    assert flagged == [("eight-days",), ("other-currency",)]


def test_days_and_instants_that_no_calendar_has_are_rejected(
    new_warehouse: NewWarehouse, raw_dir: Path
) -> None:
    write(
        raw_dir,
        {
            "deals": "deal_id,stage,created_at,expected_close_date\n"
            "day,lead,2024-01-01,2024-01-05\n"
            "instant,lead,2024-01-01,2024-01-05 10:00:00\n"
            "slashes,lead,2024-01-01,2024/1/5\n"
            "word,lead,2024-01-01,epoch\n"
            "for ever,lead,2024-01-01,infinity\n"
            "before the calendar,lead,-024-01-01 10:00:00,\n"
        },
    )
    warehouse = new_warehouse()
    warehouse.build(raw_dir, ["base_deals"])
    read = warehouse.query("select deal_id, rejection_reasons from staging.base_deals")
    not_a_date = "expected_close_date: not a date"
    assert {row["deal_id"]: row["rejection_reasons"] for row in read} == {
        "day": None,
        "instant": None,
        "slashes": not_a_date,
        "word": not_a_date,
        "for ever": not_a_date,
        "before the calendar": "created_at: not a timestamp",
    }


# The clock of New York goes from 02:00 to 03:00 in spring, and twice from 01:00 to
# 02:00 in autumn. A time that was left out is read by the clock before the change, one
# that came twice is the second one, as in PostgreSQL.
LOCAL_TIMES = {
    "before-the-gap": ("2024-03-10 01:59:59", datetime(2024, 3, 10, 6, 59, 59)),
    "in-the-gap": ("2024-03-10 02:30:00", datetime(2024, 3, 10, 7, 30)),
    "after-the-gap": ("2024-03-10 03:00:00", datetime(2024, 3, 10, 7, 0)),
    "before-the-fold": ("2024-11-03 00:59:59", datetime(2024, 11, 3, 4, 59, 59)),
    "in-the-fold": ("2024-11-03 01:30:00", datetime(2024, 11, 3, 6, 30)),
    "after-the-fold": ("2024-11-03 02:00:00", datetime(2024, 11, 3, 7, 0)),
}


def test_times_around_a_change_of_the_clock_are_shifted_right(
    new_warehouse: NewWarehouse, raw_dir: Path
) -> None:
    texts = {name: text for name, (text, _) in LOCAL_TIMES.items()}
    write(raw_dir, {"touchpoints": touchpoints_at(texts)})
    warehouse = new_warehouse()
    zone = {"raw_timezone": "America/New_York"}
    warehouse.build(raw_dir, ["stg_touchpoints"], zone)
    expected = {name: instant for name, (_, instant) in LOCAL_TIMES.items()}
    assert instants(warehouse) == expected
