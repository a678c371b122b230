"""Funnels: the section of that name in the contract, one event after the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise


@dataclass(frozen=True)
class Step:
    """A row of `funnel_steps`."""

    number: int
    activities: tuple[str, ...]
    channel: str | None = None
    is_optional: bool = False
    is_exclusion: bool = False
    max_days: int | None = None


@dataclass(frozen=True)
class Funnel:
    """A row of `funnels`, with its steps in order."""

    name: str
    subject: str
    order_mode: str
    window_days: int
    window_anchor: str
    attempts: str
    steps: tuple[Step, ...]

    @property
    def required(self) -> list[Step]:
        return [s for s in self.steps if not s.is_optional and not s.is_exclusion]

    def window(self, step: Step) -> timedelta:
        """How long a step is waited for: after the entry or the step before it."""
        if self.window_anchor == "first_step" or step.max_days is None:
            return timedelta(days=self.window_days)
        return timedelta(days=step.max_days)

    @property
    def longest_window(self) -> timedelta:
        if self.window_anchor == "first_step":
            return timedelta(days=self.window_days)
        return sum((self.window(step) for step in self.required[1:]), timedelta())


@dataclass(frozen=True)
class Happening:
    """An event of a subject, which has all of its events in their order."""

    occurred_at: datetime
    activity: str
    channel: str | None = None
    pipeline: str | None = None

    def fits(self, step: Step) -> bool:
        names = {self.activity}
        if self.activity.startswith("deal_stage:"):
            names.add(self.activity.replace(":", f":{self.pipeline}/"))
        in_channel = step.channel is None or step.channel == self.channel
        return in_channel and not names.isdisjoint(step.activities)


@dataclass
class Attempt:
    """What came of one entry; steps are reached at places in the subject's log."""

    entry: int
    reached: dict[int, int] = field(default_factory=dict)
    ended_by: str = "window"
    ended_at: datetime = datetime.min
    next_entry_from: int = 0


def attempt_from(entry: int, log: Sequence[Happening], funnel: Funnel) -> Attempt:
    """Follow an attempt until it ends."""
    first, *missing = funnel.required
    attempt = Attempt(entry, {first.number: entry})
    last, here = first, entry
    place = entry
    while missing:
        awaited = missing if funnel.order_mode == "any" else missing[:1]
        anchor = entry if funnel.window_anchor == "first_step" else here
        since = log[anchor].occurred_at
        attempt.ended_at = since + max(funnel.window(step) for step in awaited)
        place += 1
        attempt.next_entry_from = place
        if place == len(log) or log[place].occurred_at > attempt.ended_at:
            break
        event = log[place]
        in_time = [s for s in awaited if event.occurred_at <= since + funnel.window(s)]
        found = next((step for step in in_time if event.fits(step)), None)
        if any(event.fits(step) for step in funnel.steps if step.is_exclusion):
            attempt.ended_by, attempt.ended_at = "excluded", event.occurred_at
            attempt.next_entry_from = place + 1
            break
        if found is not None:
            attempt.reached[found.number] = place
            missing.remove(found)
            last, here = found, place
        elif funnel.order_mode == "strict":
            between = range(last.number + 1, awaited[0].number)
            named = [step.number for step in funnel.steps if event.fits(step)]
            if named and not set(named) & set(between):
                attempt.ended_by, attempt.ended_at = "broken", event.occurred_at
                break
    else:
        attempt.ended_by, attempt.ended_at = "completed", log[here].occurred_at
        attempt.next_entry_from = here + 1
    return attempt


def reach_optional_steps(
    attempt: Attempt, log: Sequence[Happening], funnel: Funnel
) -> dict[int, int]:
    """The optional steps, each with the first event that fits between neighbours."""
    found: dict[int, int] = {}
    in_time = sorted(attempt.reached.items(), key=lambda item: item[1])
    for (before, here), (after, there) in pairwise(in_time):
        for step in (s for s in funnel.steps if s.is_optional):
            if funnel.order_mode != "any" and not before < step.number < after:
                continue
            latest = log[here].occurred_at + funnel.window(step)
            for place in range(here + 1, there):
                is_late = log[place].occurred_at > latest
                if funnel.window_anchor == "previous_step" and is_late:
                    break
                if log[place].fits(step):
                    found.setdefault(step.number, place)
                    break
    return found


def attempts_of(log: Sequence[Happening], funnel: Funnel) -> Iterator[Attempt]:
    """The attempts of a subject that are kept, in order."""
    entries = [n for n, event in enumerate(log) if event.fits(funnel.required[0])]
    possible = [attempt_from(entry, log, funnel) for entry in entries]
    if funnel.attempts == "best" and possible:
        possible = [max(possible, key=lambda a: (len(a.reached), -a.entry))]
    free_from = 0
    for attempt in possible[:1] if funnel.attempts == "first" else possible:
        if attempt.entry >= free_from or funnel.attempts == "best":
            free_from = attempt.next_entry_from
            attempt.reached |= reach_optional_steps(attempt, log, funnel)
            yield attempt
