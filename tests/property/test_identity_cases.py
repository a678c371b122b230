"""The owner of every event in `identity_cases.csv`, as worked out by hand."""

import pytest

from tests.warehouses import Warehouse

from .hand_made import IdentityCase, identity_cases, identity_data
from .specification.identity import identities, owner_at, touchpoint_owner

EVENTS = [case for case in identity_cases() if case.row != "customer"]
CUSTOMERS = [case for case in identity_cases() if case.row == "customer"]


def name_of(case: IdentityCase) -> str:
    return f"{case.case}: {case.id}"


@pytest.mark.parametrize("case", EVENTS, ids=name_of)
def test_the_mart_gives_an_event_to_the_owner_worked_out_by_hand(
    case: IdentityCase, warehouse: Warehouse
) -> None:
    found = warehouse.query(
        "select customer_id from marts.fct_customer_events"
        f" where event_id = '{case.row}:{case.id}'"
    )
    expected = [] if case.owner is None else [{"customer_id": case.owner}]
    assert found == expected


@pytest.mark.parametrize("case", EVENTS, ids=name_of)
def test_the_specification_agrees_with_the_hand(case: IdentityCase) -> None:
    raw = identity_data()
    known = identities(raw.touchpoints, raw.customers)
    if case.row == "touchpoint":
        touch = next(t for t in raw.touchpoints if t.touchpoint_id == case.id)
        assert touchpoint_owner(touch, known) == case.owner
    else:
        order = next(o for o in raw.orders if o.order_id == case.id)
        owner = owner_at(order.customer_id, order.anonymous_id, order.ordered_at, known)
        assert owner == case.owner


@pytest.mark.parametrize("case", CUSTOMERS, ids=name_of)
def test_a_raw_customer_leads_to_the_end_of_its_chain(
    case: IdentityCase, warehouse: Warehouse
) -> None:
    found = warehouse.query(
        f"select customer_id from marts.dim_customer_ids where raw_id = '{case.id}'"
    )
    assert found == [{"customer_id": case.owner}]


def test_no_event_belongs_to_an_id_that_was_merged_away(warehouse: Warehouse) -> None:
    merged = [case.id for case in CUSTOMERS if case.id != case.owner]
    owners = {
        row["customer_id"]
        for row in warehouse.mart("fct_customer_events", ["customer_id"])
    }
    assert merged and owners.isdisjoint(merged)
