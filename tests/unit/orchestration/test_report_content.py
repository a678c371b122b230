"""What the report takes from a warehouse that is not as this version makes it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.erased_ids import ErasedIds
from orchestration.publishing.personal_data import Disguise, PersonalData
from orchestration.quality_report.content import Outcome, take_content
from orchestration.quality_report.expired_waivers import expired_sentences

FAILED = Outcome(False, None, None, "deals.csv.gz is not a whole gzip file (x).")


@pytest.fixture
def old_warehouse(tmp_path: Path) -> Path:
    """Results and waivers, without a function that compares them."""
    file = tmp_path / "old.duckdb"
    with duckdb.connect(file) as connection:
        connection.execute(
            """
            create schema marts; create schema quality; create schema rules;
            create table rules.quality_rules (rule text, name_en text, name_ru text);
            create table quality.runs as from (values
                ('r1', timestamp '2026-01-31', 9)
            ) as runs(run_id, run_at, check_count);
            create table quality.results as from (values
                ('c1', 'unique', 'fct_orders', 'order_id', 'waived'),
                ('c2', 'schema:gone', 'orders', null, 'failed'),
                ('c3', 'not_null', 'fct_orders', 'amount', 'failed')
            ) as results(check_id, rule, table_name, column_name, status);
            create view marts.fct_quality_results as
                select
                    *, true as is_latest,
                    if(rule = 'schema:gone', 'error', 'warn') as severity,
                    'sales@example.com' as owner,
                    timestamp '2026-01-31' as first_seen_at
                from quality.results;
            create table rules.quality_waivers as from (values
                ('unique', 'fct_orders', 'order_id', 'known', 'ann', date '2999-01-01'),
                ('schema:gone', 'orders', 'amount', 'known', 'ann', date '2999-01-01'),
                ('not_null', 'fct_orders', 'status', 'known', 'ann', date '2999-01-01'),
                ('not_null', 'fct_deals', 'status', 'known', 'ann', date '2999-01-01')
            ) as waivers(
                rule, table_name, column_name, reason, granted_by, expires_on
            );
            """
        )
    return file


def test_waivers_are_told_of_a_warehouse_older_than_their_functions(
    old_warehouse: Path,
) -> None:
    content = take_content(old_warehouse, FAILED)
    assert content is not None
    states = {row["rule"]: row["state"] for row in content["waivers"]}
    assert states["unique"] == "in_force"


def test_a_waiver_that_matches_nothing_is_told_what_it_misses(
    old_warehouse: Path,
) -> None:
    content = take_content(old_warehouse, FAILED)
    assert content is not None
    hints: dict[Any, Any] = {
        (row["rule"], row["table_name"]): (
            row["is_of_whole_table"],
            row["columns_with_problem"],
        )
        for row in content["waivers"]
        if row["state"] == "matches_nothing"
    }
    assert hints == {
        ("schema:gone", "orders"): (True, None),
        ("not_null", "fct_orders"): (False, "amount"),
        ("not_null", "fct_deals"): (None, None),
    }


def test_a_waiver_that_has_ended_is_told_while_its_problem_is_there(
    old_warehouse: Path,
) -> None:
    assert expired_sentences(old_warehouse) == []
    with duckdb.connect(old_warehouse) as connection:
        connection.execute(
            """
            update rules.quality_waivers
            set expires_on = '2026-01-30', column_name = null;
            insert into quality.results
            select 'm' || of, 'not_null', 'm' || of, null, 'failed'
            from range(4) as many(of);
            insert into rules.quality_waivers values
                ('not_null', null, null, 'known', 'bob', '2026-01-29')
            """
        )
    gone, here = (
        f"({rule}) fails again: the waiver of ann ended on 2026-01-30; "
        "sales@example.com must repair it or have it waived anew"
        for rule in ("schema:gone", "not_null")
    )
    # One that is waived otherwise, or passes, is none; what blocks comes first.
    told = expired_sentences(old_warehouse)
    assert told[0].startswith("orders ")
    assert sorted(told) == [
        f"fct_orders.amount {here}",
        f"fct_orders.amount, m0, m1 and 2 more {here}".replace(
            "ann ended on 2026-01-30", "bob ended on 2026-01-29"
        ),
        f"orders {gone}",
    ]
    # Of a run that did not come to its checks nobody knows.
    begun = datetime(2026, 1, 31, 0, 0, 1, tzinfo=UTC)
    assert expired_sentences(old_warehouse, begun) == []
    assert expired_sentences(old_warehouse, begun - timedelta(seconds=2)) != []


def test_what_a_run_did_not_build_is_as_of_the_run_that_did(
    old_warehouse: Path,
) -> None:
    run_at = datetime(2026, 1, 31, tzinfo=UTC)
    failed, later = (
        replace(FAILED, started_at=run_at + timedelta(seconds=seconds))
        for seconds in (0, 1)
    )

    def earlier(outcome: Outcome) -> dict[str, str | None]:
        content = take_content(old_warehouse, outcome)
        assert content is not None
        told: dict[str, str | None] = content["earlier"]
        return told

    # Where nobody noted what was built, it is of the run whose checks are there.
    assert earlier(failed) == {}
    assert earlier(later) == {"waivers": None, "raw_problems": None}
    with duckdb.connect(old_warehouse) as connection:
        connection.execute(
            """
            create table quality.built_models as from (values
                ('quality_waivers', timestamp '2026-01-30 10:00'),
                ('int_raw_problems', timestamp '2026-01-31'),
                ('agg_raw_rows', timestamp '2026-01-30')
            ) as built(model_name, built_at)
            """
        )
    # What is not there is unknown, and of no run.
    assert earlier(failed) == {"waivers": "2026-01-30 10:00"}
    assert earlier(later) == {
        "waivers": "2026-01-30 10:00",
        "raw_problems": "2026-01-31 00:00",
    }
    assert earlier(replace(later, is_published=True)) == {}


def test_texts_of_the_report_are_without_who_was_forgotten(old_warehouse: Path) -> None:
    with duckdb.connect(old_warehouse) as connection:
        connection.execute(
            "update rules.quality_waivers set reason = 'as ann-7f3a wished'"
        )
    erased = ErasedIds.new().with_ids({"customers": ["ann-7f3a"]})
    disguise = Disguise(PersonalData.OMITTED)
    failed = Outcome(False, None, None, "Conversion Error: 'ann-7f3a' is no number")
    content = take_content(old_warehouse, failed, disguise, erased=erased)
    assert content is not None
    [failure] = content["outcome"]["failures"]
    assert failure["text"] == "Conversion Error: '(omitted)' is no number"
    assert {row["reason"] for row in content["waivers"]} == {"as (omitted) wished"}
