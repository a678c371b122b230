"""Carts: the section of that name in `docs/semantics.md`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from .event_sources import is_return_row
from .identity import Identities, owner_at
from .inputs import Order, Rules, Settings
from .sessions import Session


@dataclass(frozen=True)
class Step:
    """What a customer did to a cart: `add`, `remove`, `checkout` or `order`."""

    customer_id: str
    at: datetime
    what: str
    name: str

    @property
    def key(self) -> tuple[str, datetime, bool, str]:
        """Its place; an order stands behind the steps of its instant."""
        return self.customer_id, self.at, self.what == "order", self.name


@dataclass
class Cart:
    """Steps of one customer, up to the order that closed it."""

    steps: list[Step]

    @property
    def opened_at(self) -> datetime:
        return self.steps[0].at

    def count(self, what: str) -> int:
        return sum(step.what == what for step in self.steps)

    @property
    def is_ordered(self) -> bool:
        return self.count("order") > 0

    @property
    def is_filled(self) -> bool:
        """Whether there was something in it: a purchase alone is no cart."""
        has_steps = any(step.what != "order" for step in self.steps)
        has_more_in = self.count("add") > self.count("remove")
        return has_steps and (
            has_more_in or self.count("checkout") > 0 or self.is_ordered
        )

    def is_abandoned(self, settings: Settings) -> bool:
        """Whether nobody ordered it, and its silence is over."""
        silence = settings.as_of - self.steps[-1].at
        return not self.is_ordered and silence > settings.cart_silence


def cart_steps(
    sessions: Iterable[Session],
    orders: Iterable[Order],
    known: Identities,
    rules: Rules,
) -> Iterable[Step]:
    """The touchpoints that touch a cart, and the orders of somebody."""
    for session in sessions:
        for touch in session.touches:
            what = rules.cart_steps.get(touch.raw.touchpoint_type or "")
            if what is not None:
                raw = touch.raw
                yield Step(touch.customer_id, raw.occurred_at, what, raw.touchpoint_id)
    for order in orders:
        owner = owner_at(order.customer_id, order.anonymous_id, order.ordered_at, known)
        if owner is not None and not is_return_row(order):
            yield Step(owner, order.ordered_at, "order", order.order_id)


def carts(steps: Iterable[Step], settings: Settings) -> list[Cart]:
    """Cut each customer's steps behind an order and behind a long silence."""
    found: list[Cart] = []
    in_order = sorted(steps, key=lambda step: step.key)
    for _customer_id, own in groupby(in_order, key=lambda step: step.customer_id):
        previous: Step | None = None
        for step in own:
            if (
                previous is None
                or previous.what == "order"
                or step.at - previous.at > settings.cart_silence
            ):
                found.append(Cart([]))
            found[-1].steps.append(step)
            previous = step
    return [cart for cart in found if cart.is_filled]
