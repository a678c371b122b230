"""Conversions and journeys of cases that were worked out by hand."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.warehouses import Project, Warehouse

from .hand_made import START, identity_data, touch
from .specification.inputs import RawData
from .warehouse import MARTS, empty_warehouse, write_raw
from .worlds import DAY, MINUTE


def journeys(warehouse: Warehouse, customer_id: str) -> list[tuple[Any, ...]]:
    """What opened each of a customer's journeys, its status, and the day it ended."""
    rows = warehouse.query(
        "select opened_by, status, ended_at from marts.fct_journeys"
        f" where customer_id = '{customer_id}' order by journey_number"
    )
    return [
        (row["opened_by"], row["status"], (row["ended_at"] - START) / DAY)
        for row in rows
    ]


def conversions(warehouse: Warehouse, customer_id: str) -> list[tuple[Any, ...]]:
    """Each of a customer's conversions, the day it happened, and its value."""
    rows = warehouse.query(
        "select conversion_id, converted_at, value from marts.fct_conversions"
        f" where customer_id = '{customer_id}' order by conversion_number"
    )
    return [
        (row["conversion_id"], (row["converted_at"] - START) / DAY, float(row["value"]))
        for row in rows
    ]


def activities(warehouse: Warehouse, customer_id: str) -> list[str]:
    """A customer's log."""
    rows = warehouse.query(
        "select activity from marts.fct_customer_events"
        f" where customer_id = '{customer_id}' order by event_number"
    )
    return [row["activity"] for row in rows]


def test_a_won_deal_and_its_order_are_one_conversion(warehouse: Warehouse) -> None:
    assert conversions(warehouse, "h-pair") == [("deal:h-pair-d", 3, 120)]


def test_the_win_after_the_order_opens_no_journey(warehouse: Warehouse) -> None:
    assert journeys(warehouse, "h-pair") == [
        ("first_event", "converted", 3),
        ("conversion", "dormant", 6),
    ]


def test_a_deal_that_is_entered_after_its_order_opens_no_journey(
    warehouse: Warehouse,
) -> None:
    assert conversions(warehouse, "h-paid") == [("deal:h-paid-d", 1, 120)]
    assert journeys(warehouse, "h-paid") == [("first_event", "converted", 1)]


def test_a_deal_of_nobody_is_won_by_the_customer_of_its_order(
    warehouse: Warehouse,
) -> None:
    assert conversions(warehouse, "h-buyer") == [("deal:h-buyer-d", 2, 120)]
    assert journeys(warehouse, "h-buyer") == [("first_event", "converted", 4)]


@pytest.mark.parametrize(
    ("customer_id", "expected"),
    [
        ("h-deal", [("first_event", "open", 200)]),
        (
            "h-closed",
            [("first_event", "converted", 100), ("conversion", "dormant", 200)],
        ),
        ("h-exact", [("first_event", "dormant", 90)]),
        (
            "h-long",
            [
                ("first_event", "dormant", 0),
                ("silence", "dormant", (90 * DAY + MINUTE) / DAY),
            ],
        ),
    ],
)
def test_an_open_deal_is_no_silence(
    warehouse: Warehouse, customer_id: str, expected: list[tuple[Any, ...]]
) -> None:
    assert journeys(warehouse, customer_id) == expected


def test_an_order_returned_later_was_a_conversion(warehouse: Warehouse) -> None:
    assert conversions(warehouse, "h-ret") == [
        ("order:h-ret-o1", 0, 100),
        ("order:h-ret-o2", 1, 100),
    ]


def test_a_return_opens_no_journey_where_its_order_is_known(
    warehouse: Warehouse,
) -> None:
    # Of the refund of day 3 nobody knows what it takes back.
    assert journeys(warehouse, "h-ret") == [
        ("first_event", "converted", 0),
        ("conversion", "converted", 1),
        ("conversion", "dormant", 5),
    ]


def test_a_return_is_an_event_at_its_own_date(warehouse: Warehouse) -> None:
    assert activities(warehouse, "h-ret") == [
        "order_completed",
        "order_completed",
        "order_returned",
        "order_returned",
        "order_cancelled",
        "order_pending",
        "order_returned",
    ]


def ids(warehouse: Warehouse, column: str, mart: str) -> set[str]:
    """The values of a column."""
    return {row[column] for row in warehouse.mart(mart, [column])}


def test_a_late_event_merges_what_it_bridges(
    dbt_project: Project, tmp_path: Path
) -> None:
    late_minute, late_day = 25 * MINUTE, 50 * DAY
    raw = RawData(
        touchpoints=[
            touch("b-t2", "b-ann", timedelta(0)),
            touch("b-t1", "b-ann", 50 * MINUTE),
            touch("b-t4", "b-bob", timedelta(0)),
            touch("b-t3", "b-bob", 100 * DAY),
        ]
    )
    raw.add(RawData(customers=identity_data().customers[:1]))
    warehouse = empty_warehouse(dbt_project, tmp_path)
    warehouse.build(write_raw(raw, tmp_path / "before"), MARTS)
    assert ids(warehouse, "session_id", "fct_sessions") == {
        f"session:b-t{number}" for number in (1, 2, 3, 4)
    }
    assert ids(warehouse, "journey_id", "fct_journeys") == {
        f"journey:touchpoint:b-t{number}" for number in (2, 3, 4)
    }

    raw.touchpoints.append(touch("b-t0", "b-ann", late_minute))
    raw.touchpoints.append(touch("b-t5", "b-bob", late_day))
    warehouse.build(write_raw(raw, tmp_path / "after"), MARTS)
    for mart in ("fct_sessions", "fct_touchpoints", "fct_customer_events"):
        assert ids(warehouse, "session_id", mart) == {
            f"session:b-t{number}" for number in (2, 3, 4, 5)
        }
    for mart in ("fct_journeys", "fct_touchpoints", "fct_journey_stages"):
        assert ids(warehouse, "journey_id", mart) == {
            "journey:touchpoint:b-t2",
            "journey:touchpoint:b-t4",
        }
