"""What a journey shows: its stages, touches and channels."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from .events import Event
from .inputs import Rules
from .journeys import Journey

OUTCOMES = {"converted": "advanced", "dormant": "dropped", "open": "open"}


@dataclass(frozen=True)
class StageReached:
    """A stage that a journey reached, visited or passed over."""

    journey_id: str
    journey_stage: str
    entered_at: datetime
    left_at: datetime | None
    is_visited: bool
    is_censored: bool
    outcome: str


def stage_order(event: Event, rules: Rules) -> int:
    """The order of an event's stage, below all stages where it has none."""
    if event.journey_stage is None:
        return -1
    return rules.journey_stages[event.journey_stage]


def furthest_stage(journey: Journey, rules: Rules) -> str | None:
    """The stage of the greatest order that an event of the journey carries."""
    furthest = max(journey.events, key=lambda event: stage_order(event, rules))
    return furthest.journey_stage


def stages_reached(journey: Journey, rules: Rules) -> list[StageReached]:
    """Every stage up to the furthest one."""
    furthest = furthest_stage(journey, rules)
    if furthest is None:
        return []
    is_open = journey.status == "open"
    stages = []
    for stage, order in rules.journey_stages.items():
        if order > rules.journey_stages[furthest]:
            continue
        entering = next(e for e in journey.events if stage_order(e, rules) >= order)
        higher = [e for e in journey.events if stage_order(e, rules) > order]
        left_at: datetime | None = journey.ended_at
        if higher:
            left_at = higher[0].occurred_at
        elif is_open:
            left_at = None
        stages.append(
            StageReached(
                journey.journey_id,
                stage,
                entering.occurred_at,
                left_at,
                is_visited=stage_order(entering, rules) == order,
                is_censored=left_at is None,
                outcome="advanced" if higher else OUTCOMES[journey.status],
            )
        )
    return stages


def channels_met(journey: Journey, channels: dict[str, str | None]) -> list[str | None]:
    """The channels of a journey's touchpoints in order; one without is no less one."""
    return [
        channels[event.source_id]
        for event in journey.events
        if event.source == "touchpoint"
    ]


def switch_count(channels: list[str | None]) -> int:
    """How often one channel follows another."""
    return sum(before != after for before, after in pairwise(channels))
