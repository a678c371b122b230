"""Who did it: the section of that name in `docs/semantics.md`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from .inputs import Customer, Touchpoint

GUARD_VALUES = {"", "null", "none", "unknown", "n/a", "undefined"}


@dataclass(frozen=True)
class Sighting:
    """A touchpoint that carries both ids, and so links them."""

    occurred_at: datetime
    touchpoint_id: str
    customer_id: str


@dataclass(frozen=True)
class Identities:
    """Everything that is known about ids."""

    merges: dict[str, str]
    sightings: dict[str, list[Sighting]]
    """By anonymous id, in the order of (occurred_at, touchpoint_id)."""


def clean_id(text: str | None) -> str | None:
    """An id without blanks around it; none where it is a guard value.

    >>> clean_id(" c1 "), clean_id("N/A"), clean_id("000"), clean_id("00a")
    ('c1', None, None, '00a')
    """
    trimmed = (text or "").strip()
    is_guard = trimmed.lower() in GUARD_VALUES or set(trimmed) == {"0"}
    return None if is_guard else trimmed


def is_on_cycle(customer_id: str, links: dict[str, str]) -> bool:
    """Whether following the links from a customer leads back to it."""
    here = links.get(customer_id)
    for _ in links:
        if here is None or here == customer_id:
            break
        here = links.get(here)
    return here == customer_id


def effective_merges(customers: Iterable[Customer]) -> dict[str, str]:
    """The merge links that count: those of a cycle are ignored."""
    links = {}
    for row in customers:
        customer_id = clean_id(row.customer_id)
        target = clean_id(row.merged_into_customer_id)
        if customer_id is not None and target is not None:
            links[customer_id] = target
    return {
        source: target
        for source, target in links.items()
        if not is_on_cycle(source, links)
    }


def survivor(customer_id: str, merges: dict[str, str]) -> str:
    """The end of a customer's chain of merges."""
    while customer_id in merges:
        customer_id = merges[customer_id]
    return customer_id


def identities(
    touchpoints: Iterable[Touchpoint], customers: Iterable[Customer]
) -> Identities:
    """Read all links between ids; only touchpoints link a device to a customer."""
    merges = effective_merges(customers)
    sightings: dict[str, list[Sighting]] = {}
    for touch in sorted(touchpoints, key=lambda t: (t.occurred_at, t.touchpoint_id)):
        customer_id = clean_id(touch.customer_id)
        anonymous_id = clean_id(touch.anonymous_id)
        if customer_id is not None and anonymous_id is not None:
            owner = survivor(customer_id, merges)
            sighting = Sighting(touch.occurred_at, touch.touchpoint_id, owner)
            sightings.setdefault(anonymous_id, []).append(sighting)
    return Identities(merges, sightings)


def latest_owner(anonymous_id: str, before: list[Sighting], known: Identities) -> str:
    """The owner of a device, given the sightings that count as before the event."""
    if before:
        return before[-1].customer_id
    if anonymous_id in known.sightings:
        return known.sightings[anonymous_id][0].customer_id
    return f"anon:{anonymous_id}"


def touchpoint_owner(touch: Touchpoint, known: Identities) -> str | None:
    """The customer of a touchpoint; none where it names no person."""
    customer_id = clean_id(touch.customer_id)
    anonymous_id = clean_id(touch.anonymous_id)
    if customer_id is not None:
        return survivor(customer_id, known.merges)
    if anonymous_id is None:
        return None
    here = (touch.occurred_at, touch.touchpoint_id)
    sightings = known.sightings.get(anonymous_id, [])
    before = [s for s in sightings if (s.occurred_at, s.touchpoint_id) <= here]
    return latest_owner(anonymous_id, before, known)


def owner_at(
    customer_id: str | None,
    anonymous_id: str | None,
    instant: datetime,
    known: Identities,
) -> str | None:
    """The customer of anything else, after the touchpoints of its instant."""
    customer_id, anonymous_id = clean_id(customer_id), clean_id(anonymous_id)
    if customer_id is not None:
        return survivor(customer_id, known.merges)
    if anonymous_id is None:
        return None
    sightings = known.sightings.get(anonymous_id, [])
    before = [s for s in sightings if s.occurred_at <= instant]
    return latest_owner(anonymous_id, before, known)
