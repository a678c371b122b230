"""Conversions: the section of that name in `docs/semantics.md`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from .deals import deal_closed_at, deal_status, moves_of
from .event_sources import deal_owner, first_stage, is_return_row, was_completed
from .events import Event
from .identity import Identities, owner_at
from .inputs import Deal, Order, RawData, Rules


@dataclass
class Conversion:
    """Something that a customer was won for."""

    conversion_id: str
    conversion_type: str
    customer_id: str | None
    converted_at: datetime
    value: Decimal | None
    event_ids: set[str] = field(repr=False)
    aftermath_ids: set[str] = field(default_factory=set, repr=False)
    """What else its deal and its orders may leave behind in a log."""
    conversion_number: int = 0


def order_owner(order: Order, known: Identities) -> str | None:
    """The customer of an order."""
    return owner_at(order.customer_id, order.anonymous_id, order.ordered_at, known)


def deal_conversion(
    deal: Deal,
    closed_at: datetime,
    orders: list[Order],
    known: Identities,
) -> Conversion:
    """A won deal with the completed orders that name it."""
    in_order = sorted(orders, key=lambda order: (order.ordered_at, order.order_id))
    owners = [deal_owner(deal, known), *(order_owner(o, known) for o in in_order)]
    value = sum((o.amount for o in orders), Decimal(0)) if orders else None
    return Conversion(
        conversion_id=f"deal:{deal.deal_id}",
        conversion_type="won_deal",
        customer_id=next((owner for owner in owners if owner is not None), None),
        converted_at=min([closed_at, *(order.ordered_at for order in orders)]),
        value=value if deal.amount is None else deal.amount,
        event_ids={
            f"deal_outcome:{deal.deal_id}",
            *(f"order:{order.order_id}" for order in orders),
        },
    )


def aftermath(
    raw: RawData, rules: Rules, deal: Deal | None, orders: list[Order]
) -> set[str]:
    """Events of a sale that are not the sale: a deal's course, and money back."""
    sold = {order.order_id for order in orders}
    events = {f"order_return:{order_id}" for order_id in sold}
    if deal is not None:
        moves = moves_of(deal, raw.deal_stage_changes, rules) or [first_stage(deal)]
        events |= {f"deal:{deal.deal_id}"}
        events |= {f"deal_stage_change:{move.name}" for move in moves}
    known_ids = {order.order_id for order in raw.orders}
    for row in filter(is_return_row, raw.orders):
        if row.original_order_id in known_ids:
            is_of_this_sale = row.original_order_id in sold
        else:
            is_of_this_sale = deal is not None and row.deal_id == deal.deal_id
        if is_of_this_sale:
            events.add(f"order_return:{row.order_id}")
    return events


def sales(raw: RawData, known: Identities, rules: Rules) -> Iterator[Conversion]:
    """Won deals, and the completed orders that name none."""
    completed = [order for order in raw.orders if was_completed(order)]
    counted: set[str] = set()
    for deal in raw.deals:
        changes = moves_of(deal, raw.deal_stage_changes, rules)
        closed_at = deal_closed_at(deal, changes, rules)
        if deal_status(deal, rules) == "won" and closed_at is not None:
            orders = [order for order in completed if order.deal_id == deal.deal_id]
            counted.update(order.order_id for order in orders)
            conversion = deal_conversion(deal, closed_at, orders, known)
            conversion.aftermath_ids = aftermath(raw, rules, deal, orders)
            yield conversion
    for order in completed:
        if order.order_id not in counted:
            yield Conversion(
                conversion_id=f"order:{order.order_id}",
                conversion_type="order",
                customer_id=order_owner(order, known),
                converted_at=order.ordered_at,
                value=order.amount,
                event_ids={f"order:{order.order_id}"},
                aftermath_ids=aftermath(raw, rules, None, [order]),
            )


def declared(log: dict[str, list[Event]], rules: Rules) -> Iterator[Conversion]:
    """The events whose activity the `conversion_types` seed names."""
    for event in (event for events in log.values() for event in events):
        conversion_type = rules.conversion_types.get(event.activity)
        if conversion_type is not None:
            yield Conversion(
                conversion_id=f"{conversion_type}:{event.event_id}",
                conversion_type=conversion_type,
                customer_id=event.customer_id,
                converted_at=event.occurred_at,
                value=event.value,
                event_ids={event.event_id},
            )


def numbered(conversions: Iterable[Conversion]) -> list[Conversion]:
    """Count each customer's conversions from 1; one of nobody is counted by itself."""
    in_order = sorted(conversions, key=lambda c: (c.converted_at, c.conversion_id))
    counts: dict[str, int] = {}
    for conversion in in_order:
        whose = conversion.customer_id or conversion.conversion_id
        counts[whose] = counts.get(whose, 0) + 1
        conversion.conversion_number = counts[whose]
    return in_order


def all_conversions(
    raw: RawData, log: dict[str, list[Event]], known: Identities, rules: Rules
) -> list[Conversion]:
    """Every conversion, in order."""
    return numbered([*sales(raw, known, rules), *declared(log, rules)])
