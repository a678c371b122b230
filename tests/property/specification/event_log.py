"""Every customer's events in order, each with its session."""

from collections.abc import Iterable
from dataclasses import replace

from .event_sources import (
    deal_events,
    order_events,
    service_events,
    touchpoint_events,
)
from .events import Event
from .identity import Identities
from .inputs import RawData, Rules, Settings
from .sessions import Session


def with_session(event: Event, touches: list[Event], settings: Settings) -> Event:
    """Give an event the session of its customer's latest touchpoint, if still on."""
    before = [
        touch
        for touch in touches
        if touch.customer_id == event.customer_id
        and touch.occurred_at <= event.occurred_at
    ]
    latest = max(before, key=lambda touch: touch.place, default=None)
    if latest and event.occurred_at - latest.occurred_at <= settings.session_gap:
        return replace(event, session_id=latest.session_id)
    return event


def event_log(
    raw: RawData,
    known: Identities,
    sessions: Iterable[Session],
    rules: Rules,
    settings: Settings,
) -> dict[str, list[Event]]:
    """Every subject's events in order; the first one has the number 1."""
    touches = list(touchpoint_events(sessions, rules))
    others = [*order_events(raw.orders, known), *service_events(raw, known)]
    staged = [
        replace(event, journey_stage=rules.activity_stages.get(event.activity))
        for event in others
    ]
    log: dict[str, list[Event]] = {}
    for event in (
        *touches,
        *deal_events(raw, known, rules),
        *(with_session(event, touches, settings) for event in staged),
    ):
        log.setdefault(event.subject, []).append(event)
    return {
        subject: sorted(events, key=lambda event: event.place)
        for subject, events in log.items()
    }
