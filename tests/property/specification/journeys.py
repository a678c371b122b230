"""Journeys: the section of that name in `docs/semantics.md`, without its stages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from .conversions import Conversion
from .deals import deal_closed_at, moves_of
from .event_sources import deal_owner
from .events import Event
from .identity import Identities
from .inputs import RawData, Rules, Settings


@dataclass(frozen=True)
class OpenDeal:
    """The time in which a deal of a customer was open."""

    customer_id: str
    created_at: datetime
    closed_at: datetime | None


@dataclass
class Journey:
    """A customer's events up to a conversion or a silence."""

    customer_id: str
    journey_number: int
    opened_by: str
    events: list[Event]
    """Those that are not trailing."""
    trailing: list[Event]
    conversion: Conversion | None = None
    status: str = "open"

    @property
    def journey_id(self) -> str:
        """Named after the event that opened it."""
        return f"journey:{self.events[0].event_id}"

    @property
    def started_at(self) -> datetime:
        return self.events[0].occurred_at

    @property
    def ended_at(self) -> datetime:
        """The converting event's instant, else the last one's that is not trailing."""
        return self.events[-1].occurred_at


def deal_times(raw: RawData, known: Identities, rules: Rules) -> list[OpenDeal]:
    """When the deals of all customers were open."""
    times = []
    for deal in raw.deals:
        owner = deal_owner(deal, known)
        changes = moves_of(deal, raw.deal_stage_changes, rules)
        if owner is not None:
            closed_at = deal_closed_at(deal, changes, rules)
            times.append(OpenDeal(owner, deal.created_at, closed_at))
    return times


def is_silence(
    before: Event, after: Event, deals: list[OpenDeal], settings: Settings
) -> bool:
    """Whether nothing happens for too long, and no deal is open meanwhile."""
    is_covered = any(
        deal.created_at < after.occurred_at
        and (deal.closed_at is None or deal.closed_at > before.occurred_at)
        for deal in deals
    )
    gap = after.occurred_at - before.occurred_at
    return gap > settings.journey_gap and not is_covered


def customer_journeys(
    customer_id: str,
    log: list[Event],
    conversions: list[Conversion],
    deals: list[OpenDeal],
    settings: Settings,
) -> list[Journey]:
    """Cut the log of one customer, who alone has these conversions and deals."""
    converting: dict[str, Conversion] = {}
    trailing: set[str] = set()
    for conversion in conversions:
        first, *others = [e.event_id for e in log if e.event_id in conversion.event_ids]
        converting.setdefault(first, conversion)
        trailing.update(others)
        names = [event.event_id for event in log]
        later = names[names.index(first) + 1 :]
        trailing |= conversion.aftermath_ids.intersection(later)

    journeys: list[Journey] = []
    last = 0
    for position, event in enumerate(log):
        if event.event_id in trailing:
            journeys[-1].trailing.append(event)
            continue
        between = pairwise(log[last : position + 1])
        opened_by = None
        if not journeys:
            opened_by = "first_event"
        elif journeys[-1].conversion is not None:
            opened_by = "conversion"
        elif any(is_silence(a, b, deals, settings) for a, b in between):
            opened_by = "silence"
        if opened_by is not None:
            number = len(journeys) + 1
            journeys.append(Journey(customer_id, number, opened_by, [], []))
        journeys[-1].events.append(event)
        journeys[-1].conversion = converting.get(event.event_id)
        last = position

    is_over = settings.as_of - log[-1].occurred_at > settings.journey_gap
    has_open_deal = any(deal.closed_at is None for deal in deals)
    for journey in journeys:
        if journey.conversion is not None:
            journey.status = "converted"
        elif journey is not journeys[-1] or (is_over and not has_open_deal):
            journey.status = "dormant"
    return journeys


def all_journeys(
    log: dict[str, list[Event]],
    conversions: Iterable[Conversion],
    deals: Iterable[OpenDeal],
    settings: Settings,
) -> list[Journey]:
    """The journeys of all customers; a deal without one has none."""
    conversions, deals = list(conversions), list(deals)
    return [
        journey
        for customer_id, events in log.items()
        if events[0].customer_id is not None
        for journey in customer_journeys(
            customer_id,
            events,
            [c for c in conversions if c.customer_id == customer_id],
            [d for d in deals if d.customer_id == customer_id],
            settings,
        )
    ]
