"""The marts hold what the specification says, row for row, in every world."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from tests.warehouses import Warehouse

from .comparison import assert_same
from .specification.carts import Cart
from .specification.deals import (
    deal_closed_at,
    deal_status,
    furthest_deal_stage,
    moves_of,
)
from .specification.event_sources import deal_owner
from .specification.expected import Expected
from .specification.identity import clean_id, identities, owner_at
from .specification.inputs import RawData, Rules, Settings
from .specification.journey_stages import channels_met, furthest_stage, switch_count

Row = dict[str, Any]


def days_between(start: datetime, end: datetime | None) -> float | None:
    """Elapsed days."""
    return None if end is None else (end - start).total_seconds() / 86400


def days(start: datetime, end: datetime | None) -> Row:
    """The column that tells how long a stage took."""
    return {"days_in_stage": days_between(start, end)}


def compare(
    warehouse: Warehouse, mart: str, expected: list[Row], key: list[str]
) -> None:
    """Compare a mart, each row in the columns that are expected of it."""
    columns = dict.fromkeys(column for row in expected for column in row)
    assert_same(expected, warehouse.mart(mart, columns), key)


def canonical_channel(spelling: str | None, rules: Rules) -> str | None:
    """The channel that a spelling means; an unknown one is itself."""
    known = rules.channels.get(spelling or "")
    return known[0] if known else spelling


def journey_of_events(expected: Expected) -> dict[str, str]:
    """The journey of every event that belongs to one."""
    return {
        event.event_id: journey.journey_id
        for journey in expected.journeys
        for event in [*journey.events, *journey.trailing]
    }


def test_every_touchpoint_has_its_owner_session_and_journey(
    warehouse: Warehouse, expected: Expected, rules: Rules
) -> None:
    journeys = journey_of_events(expected)
    rows: list[Row] = [
        {
            "touchpoint_id": touch.raw.touchpoint_id,
            "customer_id": touch.customer_id,
            "raw_customer_id": clean_id(touch.raw.customer_id),
            "anonymous_id": clean_id(touch.raw.anonymous_id),
            "occurred_at": touch.raw.occurred_at,
            "session_id": session.session_id,
            "journey_id": journeys[f"touchpoint:{touch.raw.touchpoint_id}"],
            "channel": canonical_channel(touch.raw.channel, rules),
            "campaign": touch.raw.campaign,
            "touchpoint_type": touch.raw.touchpoint_type,
            "journey_stage": rules.touchpoint_stages.get(
                touch.raw.touchpoint_type or ""
            ),
        }
        for session in expected.sessions
        for touch in session.touches
    ]
    compare(warehouse, "fct_touchpoints", rows, ["touchpoint_id"])


def test_sessions_are_cut_where_the_specification_cuts_them(
    warehouse: Warehouse, expected: Expected
) -> None:
    rows: list[Row] = [
        {
            "session_id": session.session_id,
            "customer_id": session.touches[0].customer_id,
            "started_at": session.touches[0].raw.occurred_at,
            "ended_at": session.touches[-1].raw.occurred_at,
            "touch_count": len(session.touches),
        }
        for session in expected.sessions
    ]
    compare(warehouse, "fct_sessions", rows, ["session_id"])


def test_carts_are_counted_in_the_month_in_which_they_were_opened(
    warehouse: Warehouse, expected: Expected, settings: Settings
) -> None:
    by_month: dict[date, list[Cart]] = {}
    for cart in expected.carts:
        month = cart.opened_at.date().replace(day=1)
        by_month.setdefault(month, []).append(cart)
    rows: list[Row] = []
    for month, carts in by_month.items():
        ordered = [cart for cart in carts if cart.is_ordered]
        abandoned = [cart for cart in carts if cart.is_abandoned(settings)]
        rows.append(
            {
                "cart_month": month,
                "cart_count": len(carts),
                "ordered_count": len(ordered),
                "abandoned_count": len(abandoned),
                "open_count": len(carts) - len(ordered) - len(abandoned),
                "checkout_count": sum(cart.count("checkout") > 0 for cart in carts),
                "abandoned_checkout_count": sum(
                    cart.count("checkout") > 0 for cart in abandoned
                ),
            }
        )
    compare(warehouse, "agg_carts", rows, ["cart_month"])


def test_the_log_holds_every_event_in_its_order(
    warehouse: Warehouse, expected: Expected
) -> None:
    journeys = journey_of_events(expected)
    rows: list[Row] = [
        {
            "event_id": event.event_id,
            "customer_id": event.customer_id,
            "occurred_at": event.occurred_at,
            "event_number": number,
            "activity": event.activity,
            "source": event.source,
            "source_id": event.source_id,
            "session_id": event.session_id,
            "journey_id": journeys.get(event.event_id),
            "journey_stage": event.journey_stage,
        }
        for events in expected.log.values()
        for number, event in enumerate(events, start=1)
    ]
    compare(warehouse, "fct_customer_events", rows, ["event_id"])


def test_conversions_are_counted_once(warehouse: Warehouse, expected: Expected) -> None:
    rows: list[Row] = [
        {
            "conversion_id": conversion.conversion_id,
            "customer_id": conversion.customer_id,
            "converted_at": conversion.converted_at,
            "conversion_type": conversion.conversion_type,
            "value": conversion.value,
            "conversion_number": conversion.conversion_number,
        }
        for conversion in expected.conversions
    ]
    compare(warehouse, "fct_conversions", rows, ["conversion_id"])


def test_journeys_open_and_end_where_the_specification_says(
    warehouse: Warehouse, expected: Expected, rules: Rules
) -> None:
    channels = {
        touch.raw.touchpoint_id: canonical_channel(touch.raw.channel, rules)
        for session in expected.sessions
        for touch in session.touches
    }
    rows: list[Row] = []
    for journey in expected.journeys:
        conversion = journey.conversion
        converted_at = conversion.converted_at if conversion else None
        touches = [e for e in journey.events if e.source == "touchpoint"]
        met = channels_met(journey, channels)
        rows.append(
            {
                "journey_id": journey.journey_id,
                "customer_id": journey.customer_id,
                "journey_number": journey.journey_number,
                "started_at": journey.started_at,
                "ended_at": journey.ended_at,
                "opened_by": journey.opened_by,
                "status": journey.status,
                "converted_at": converted_at,
                "conversion_id": conversion.conversion_id if conversion else None,
                "conversion_value": conversion.value if conversion else None,
                "touch_count": len(touches),
                "session_count": len({touch.session_id for touch in touches}),
                "channel_count": len(set(met)),
                "channel_switch_count": switch_count(met),
                "days_to_convert": days_between(journey.started_at, converted_at),
                "first_channel": met[0] if met else None,
                "last_channel": met[-1] if met else None,
                "furthest_stage": furthest_stage(journey, rules),
            }
        )
    compare(warehouse, "fct_journeys", rows, ["journey_id"])


def test_journeys_are_in_a_stage_until_a_higher_one(
    warehouse: Warehouse, expected: Expected
) -> None:
    rows: list[Row] = [
        vars(stage)
        | days(stage.entered_at, stage.left_at if stage.is_visited else None)
        for stage in expected.stages
        if not stage.is_censored
    ]
    rows += [vars(stage) for stage in expected.stages if stage.is_censored]
    compare(warehouse, "fct_journey_stages", rows, ["journey_id", "journey_stage"])


def test_deals_are_in_the_state_that_the_specification_says(
    warehouse: Warehouse, raw: RawData, expected: Expected, rules: Rules
) -> None:
    known = identities(raw.touchpoints, raw.customers)
    rows: list[Row] = []
    for deal in raw.deals:
        changes = moves_of(deal, raw.deal_stage_changes, rules)
        visits = [visit for visit in expected.visits if visit.deal_id == deal.deal_id]
        closed_at = deal_closed_at(deal, changes, rules)
        rows.append(
            {
                "deal_id": deal.deal_id,
                "customer_id": deal_owner(deal, known),
                "stage": deal.stage,
                "status": deal_status(deal, rules),
                "amount": deal.amount,
                "created_at": deal.created_at,
                "closed_at": closed_at,
                "cycle_days": days_between(deal.created_at, closed_at),
                "furthest_stage": furthest_deal_stage(deal, visits, rules),
                "stage_visit_count": len(visits),
            }
        )
    compare(warehouse, "fct_deals", rows, ["deal_id"])


def test_deals_visit_their_open_stages(
    warehouse: Warehouse, expected: Expected
) -> None:
    rows: list[Row] = [
        vars(visit)
        | {"is_censored": visit.left_at is None}
        | ({} if visit.left_at is None else days(visit.entered_at, visit.left_at))
        for visit in expected.visits
    ]
    key = ["deal_id", "stage", "visit_number"]
    compare(warehouse, "fct_deal_stage_visits", rows, key)


def test_every_id_has_one_owner_at_every_instant(
    warehouse: Warehouse, raw: RawData
) -> None:
    """Looked up at the instant of every touchpoint, and before and after them all."""
    known = identities(raw.touchpoints, raw.customers)
    asked: set[tuple[str, str, datetime]] = set()
    for touch in raw.touchpoints:
        for id_type in ("customer_id", "anonymous_id"):
            raw_id = clean_id(getattr(touch, id_type))
            if raw_id is not None:
                instants = touch.occurred_at, datetime(2000, 1, 1), datetime(2099, 1, 1)
                asked |= {(id_type, raw_id, instant) for instant in instants}
    links = warehouse.mart(
        "dim_customer_ids",
        ["id_type", "raw_id", "customer_id", "valid_from", "valid_to"],
    )
    by_id: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for link in links:
        by_id.setdefault((link["id_type"], link["raw_id"]), []).append(link)
    wrong = []
    for id_type, raw_id, instant in sorted(asked):
        owners = [
            link["customer_id"]
            for link in by_id.get((id_type, raw_id), [])
            if (link["valid_from"] is None or link["valid_from"] <= instant)
            and (link["valid_to"] is None or instant < link["valid_to"])
        ]
        customer_id = raw_id if id_type == "customer_id" else None
        wanted = owner_at(customer_id, raw_id, instant, known)
        if owners != [wanted]:
            wrong.append(f"{raw_id} at {instant}: expected {wanted}, found {owners}")
    assert wrong == []
