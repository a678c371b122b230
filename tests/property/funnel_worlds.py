"""Random funnels and logs: every combination of what a funnel can be, many ties.

Belongs here: what the funnel engine is given. Each funnel with a subject is a world of
its own; all of them are rows of one build.
"""

import itertools
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from .specification.funnels import Funnel, Happening, Step

START = datetime(2024, 1, 1)
AS_OF = START + timedelta(days=12)
SUBJECTS = ("customer", "account", "journey", "session", "deal")
ORDER_MODES = ("ordered", "strict", "any")
ANCHORS = ("first_step", "previous_step")
ATTEMPTS = ("first", "all", "best")
CHANNELS = ("mail", "shop", None)
# Activity, source and source rank; a stage has its order in a pipeline.
KINDS = (
    ("view", "touchpoint", 1),
    ("call", "touchpoint", 1),
    ("deal_stage:demo/trial", "deal_stage_change", 3),
    ("deal_stage:offer/price", "deal_stage_change", 3),
    ("order_completed", "order", 4),
    ("survey:nps", "survey", 6),
)
NAMES = (
    "view",
    "call",
    "deal_stage:demo/trial",
    "deal_stage:offer/price",
    "deal_stage:a/offer/price",
    "deal_stage:b/offer/price",
    "order_completed",
    "survey:nps",
)


@dataclass(frozen=True)
class LoggedEvent:
    """A row of `fct_customer_events`, with what orders it."""

    customer_id: str
    journey_id: str
    session_id: str | None
    deal_id: str | None
    account_id: str | None
    happening: Happening
    source: str
    source_id: str
    source_rank: int
    stage_order: int
    event_number: int = 0

    @property
    def place(self) -> tuple[datetime, int, int, str, str]:
        """The order of events of the contract, for whatever subject."""
        return (
            self.happening.occurred_at,
            self.source_rank,
            self.stage_order,
            self.source_id,
            self.source,
        )

    def subject_id(self, subject: str) -> str | None:
        """Whom or what the event belongs to."""
        found: str | None = getattr(self, f"{subject}_id")
        return found


def make_log(seed: int, customers: int) -> list[LoggedEvent]:
    """Events on few instants: a day or half a day apart, several on most of them.

    The first customer has more events than the engine goes through at once.
    """
    chance = random.Random(seed)
    log: list[LoggedEvent] = []
    for number in range(customers):
        customer_id = f"c{number:03}"
        account_id = chance.choice([f"a{number // 3:03}", None])
        days, count = chance.choice([3, 10]), chance.randint(0, 30)
        if number == 0:
            days, count = 150, 700
        events: list[LoggedEvent] = []
        for _ in range(count):
            activity, source, rank = chance.choice(KINDS)
            journey = chance.randint(1, 2)
            has_session = source == "touchpoint" or chance.random() < 0.5
            is_stage = source == "deal_stage_change"
            deal = f"d{number // 2:03}-{chance.randint(1, 2)}"
            events.append(
                LoggedEvent(
                    customer_id,
                    f"{customer_id}-j{journey}",
                    f"{customer_id}-s{chance.randint(1, 2)}" if has_session else None,
                    deal if is_stage or chance.random() < 0.6 else None,
                    account_id,
                    Happening(
                        START + timedelta(days=chance.randint(0, 2 * days) / 2),
                        activity,
                        chance.choice(CHANNELS),
                        chance.choice("ab") if is_stage else None,
                    ),
                    source,
                    f"{chance.randint(0, 999):03}-{len(log) + len(events)}",
                    rank,
                    chance.randint(1, 3) if is_stage else 0,
                )
            )
        events.sort(key=lambda event: event.place)
        log += [replace(event, event_number=n) for n, event in enumerate(events, 1)]
    return log


def subjects_of(log: list[LoggedEvent]) -> dict[tuple[str, str], list[Happening]]:
    """What befell each customer, account, journey, session and deal."""
    told: dict[tuple[str, str], list[Happening]] = defaultdict(list)
    for event in sorted(log, key=lambda event: event.place):
        for subject in SUBJECTS:
            subject_id = event.subject_id(subject)
            if subject_id is not None:
                told[subject, subject_id].append(event.happening)
    return told


def make_funnels(seed: int) -> Iterator[Funnel]:
    """A funnel for each combination of what it can be."""
    chance = random.Random(seed)
    combinations = itertools.product(
        SUBJECTS, ORDER_MODES, ANCHORS, ATTEMPTS, (False, True), (False, True)
    )
    for number, (subject, mode, anchor, attempts, excludes, passes) in enumerate(
        combinations
    ):
        name = f"f{seed}-{number:03}-{mode}-{anchor}-{attempts}"
        window = chance.choice([1, 3, 8])
        steps = make_steps(chance, mode, excludes, passes)
        yield Funnel(name, subject, mode, window, anchor, attempts, steps)


def make_steps(
    chance: random.Random, mode: str, excludes: bool, passes: bool
) -> tuple[Step, ...]:
    """Steps of which no two fit one event where they may not."""
    while True:
        size = chance.randint(2, 4) if passes or chance.random() < 0.9 else 1
        kinds = ["required"] * size
        if passes:
            for _ in range(chance.randint(1, 2)):
                kinds.insert(chance.randint(1, len(kinds) - 1), "optional")
        if excludes:
            kinds += ["exclusion"] * chance.randint(1, 2)
        steps = tuple(
            Step(
                number,
                tuple(chance.sample(NAMES, chance.choice([1, 2, 2]))),
                chance.choice([None, None, None, "mail", "shop"]),
                kind == "optional",
                kind == "exclusion",
                chance.choice([None, 1, 3]),
            )
            for number, kind in enumerate(kinds, 1)
        )
        if is_sound(steps, mode):
            return steps


def is_sound(steps: tuple[Step, ...], mode: str) -> bool:
    """Whether no event could mean two things."""
    for one, other in itertools.combinations(steps, 2):
        between = [s for s in steps if one.number < s.number < other.number]
        if may_meet(one, other) and (
            one.is_exclusion != other.is_exclusion
            or (mode == "any" and not one.is_exclusion)
            or (
                one.is_optional
                and other.is_optional
                and all(step.is_optional for step in between)
            )
        ):
            return False
    return True


def may_meet(one: Step, other: Step) -> bool:
    """Whether an event could fit both."""
    channels = {one.channel, other.channel} - {None}
    return len(channels) < 2 and any(
        are_of_one_event(a, b) for a in one.activities for b in other.activities
    )


def are_of_one_event(one: str, other: str) -> bool:
    """Whether two names are the same, or one is of the other's stage in a pipeline."""
    short, long = sorted((one, other), key=len)
    return short == long or long.endswith("/" + short.removeprefix("deal_stage:"))
