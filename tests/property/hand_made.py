"""Raw rows of hand-made cases, which lie beside the random worlds under their own keys.

Belongs here: what happened. What must come of it stands in the tests.
"""

import csv
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from .specification.inputs import (
    Customer,
    Deal,
    Order,
    RawData,
    Touchpoint,
)
from .worlds import AS_OF, DAY, MINUTE

START = datetime(2024, 2, 1, 10)


@dataclass(frozen=True)
class IdentityCase:
    """A raw row, and the person it belongs to as worked out by hand."""

    case: str
    row: str
    id: str
    at: datetime | None
    customer_id: str | None
    anonymous_id: str | None
    merged_into: str | None
    owner: str | None


def identity_cases() -> list[IdentityCase]:
    """The table beside this module."""
    table = Path(__file__).with_name("identity_cases.csv")
    with table.open(encoding="utf-8", newline="") as lines:
        rows = [
            {column: text or None for column, text in row.items()}
            for row in csv.DictReader(lines)
        ]
    return [
        IdentityCase(
            case=row["case"] or "",
            row=row["row"] or "",
            id=row["id"] or "",
            at=datetime.fromisoformat(row["at"]) if row["at"] else None,
            customer_id=row["customer_id"],
            anonymous_id=row["anonymous_id"],
            merged_into=row["merged_into"],
            owner=row["owner"],
        )
        for row in rows
    ]


def identity_data() -> RawData:
    """The cases as raw rows; the last customer was loaded at the horizon."""
    raw = RawData(customers=[Customer(customer_id="horizon", loaded_at=AS_OF)])
    for case in identity_cases():
        if case.row == "customer":
            raw.customers.append(
                Customer(
                    customer_id=case.id,
                    merged_into_customer_id=case.merged_into,
                    loaded_at=START,
                )
            )
        elif case.row == "touchpoint" and case.at is not None:
            raw.touchpoints.append(
                Touchpoint(
                    touchpoint_id=case.id,
                    occurred_at=case.at,
                    customer_id=case.customer_id,
                    anonymous_id=case.anonymous_id,
                    loaded_at=case.at,
                )
            )
        elif case.row == "order" and case.at is not None:
            raw.orders.append(
                Order(
                    order_id=case.id,
                    ordered_at=case.at,
                    amount=Decimal(1),
                    customer_id=case.customer_id,
                    anonymous_id=case.anonymous_id,
                    loaded_at=case.at,
                )
            )
    return raw


def touch(name: str, customer_id: str, after: timedelta) -> Touchpoint:
    """A touchpoint of a customer, some time after the start of its case."""
    return Touchpoint(
        touchpoint_id=name,
        occurred_at=START + after,
        customer_id=customer_id,
        channel="email",
        touchpoint_type="page_view",
        loaded_at=START + after,
    )


def deal(
    name: str, customer_id: str | None, after: timedelta, closed: timedelta | None
) -> Deal:
    """A deal of 120 that is open, or was won some time after the start."""
    return Deal(
        deal_id=name,
        created_at=START + after,
        stage="demo" if closed is None else "won",
        customer_id=customer_id,
        amount=Decimal(120),
        closed_at=None if closed is None else START + closed,
        loaded_at=START + (closed or after),
    )


def order(
    name: str,
    customer_id: str,
    after: timedelta,
    amount: int = 100,
    status: str = "completed",
    returned: timedelta | None = None,
    original_order_id: str | None = None,
    deal_id: str | None = None,
) -> Order:
    """An order, some time after the start of its case."""
    return Order(
        order_id=name,
        ordered_at=START + after,
        amount=Decimal(amount),
        customer_id=customer_id,
        status=status,
        returned_at=None if returned is None else START + returned,
        original_order_id=original_order_id,
        deal_id=deal_id,
        loaded_at=START + (returned or after),
    )


def order_deal_pairs() -> RawData:
    """Won deals after their orders, one of nobody, and one that was entered last."""
    return RawData(
        touchpoints=[
            touch("h-pair-t1", "h-pair", 0 * DAY),
            touch("h-pair-t2", "h-pair", 6 * DAY),
            touch("h-buyer-t1", "h-buyer", 0 * DAY),
            touch("h-paid-t1", "h-paid", 0 * DAY),
        ],
        deals=[
            deal("h-pair-d", "h-pair", 1 * DAY, closed=5 * DAY),
            deal("h-buyer-d", None, 1 * DAY, closed=2 * DAY),
            deal("h-paid-d", "h-paid", 2 * DAY, closed=5 * DAY),
        ],
        orders=[
            order("h-pair-o", "h-pair", 3 * DAY, deal_id="h-pair-d"),
            order("h-buyer-o", "h-buyer", 4 * DAY, deal_id="h-buyer-d"),
            order("h-paid-o", "h-paid", 1 * DAY, deal_id="h-paid-d"),
        ],
    )


def silences() -> RawData:
    """Two touches far apart: with an open deal, a closed one and none between them."""
    return RawData(
        touchpoints=[
            touch("h-deal-t1", "h-deal", 0 * DAY),
            touch("h-deal-t2", "h-deal", 200 * DAY),
            touch("h-closed-t1", "h-closed", 0 * DAY),
            touch("h-closed-t2", "h-closed", 200 * DAY),
            touch("h-exact-t1", "h-exact", 0 * DAY),
            touch("h-exact-t2", "h-exact", 90 * DAY),
            touch("h-long-t1", "h-long", 0 * DAY),
            touch("h-long-t2", "h-long", 90 * DAY + MINUTE),
        ],
        deals=[
            deal("h-deal-d", "h-deal", 1 * DAY, closed=None),
            deal("h-closed-d", "h-closed", 1 * DAY, closed=100 * DAY),
        ],
    )


def returns() -> RawData:
    """An order returned later, a return row, a refund, and two never completed."""
    return RawData(
        orders=[
            order("h-ret-o1", "h-ret", 0 * DAY, status="returned", returned=9 * DAY),
            order("h-ret-o2", "h-ret", 1 * DAY),
            order("h-ret-o3", "h-ret", 2 * DAY, -40, original_order_id="h-ret-o2"),
            order("h-ret-o4", "h-ret", 3 * DAY, -60, status="returned"),
            order("h-ret-o5", "h-ret", 4 * DAY, status="cancelled"),
            order("h-ret-o6", "h-ret", 5 * DAY, status="pending"),
        ],
    )


def hand_made_data() -> RawData:
    """All hand-made cases that share the build of the random worlds."""
    raw = identity_data()
    for case in (order_deal_pairs(), silences(), returns()):
        raw.add(case)
    return raw
