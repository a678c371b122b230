"""Business time: the section `Business time` in `docs/semantics.md`.

Every minute of a period is looked at by itself, on the clock of the calendar's zone.
"""

from array import array
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
MINUTES_OF_DAY = 24 * 60


def minute_of_day(clock: str) -> int:
    """The minute that a clock shows, as `HH:MM`."""
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


@dataclass(frozen=True)
class Hours:
    """A row of the `business_hours` seed."""

    weekday: int
    opens_at: str
    closes_at: str


@dataclass(frozen=True)
class Calendar:
    """The rows of one calendar in both seeds."""

    name: str
    timezone: str
    hours: tuple[Hours, ...]
    holidays: frozenset[date] = field(default=frozenset())

    def opened_minutes(self, day: date) -> set[int]:
        """Minutes of the hours that begin on a day; above a day's, of the next day."""
        minutes: set[int] = set()
        for hours in self.hours:
            if hours.weekday == day.isoweekday() and day not in self.holidays:
                opens = minute_of_day(hours.opens_at)
                closes = minute_of_day(hours.closes_at)
                length = (closes - opens) % MINUTES_OF_DAY or MINUTES_OF_DAY
                minutes.update(range(opens, opens + length))
        return minutes

    def open_minutes(self, day: date) -> set[int]:
        """Minutes of a day at which it is open."""
        from_yesterday = {
            minute - MINUTES_OF_DAY for minute in self.opened_minutes(day - DAY)
        }
        return self.opened_minutes(day) | from_yesterday


class MinuteCount:
    """Open minutes of a calendar, counted one by one from an instant in UTC."""

    def __init__(self, calendar: Calendar, start: datetime, end: datetime) -> None:
        zone = ZoneInfo(calendar.timezone)
        open_minutes = cache(calendar.open_minutes)
        self.start = start
        self.open_before = array("l", [0])
        instant = start.replace(tzinfo=UTC)
        for _ in range((end - start) // MINUTE):
            clock = instant.astimezone(zone)
            is_open = clock.hour * 60 + clock.minute in open_minutes(clock.date())
            self.open_before.append(self.open_before[-1] + is_open)
            instant += MINUTE

    def minutes_before(self, instant: datetime) -> float:
        """Open minutes from the start up to an instant, with their fraction."""
        minute, rest = divmod(instant - self.start, MINUTE)
        before, after = self.open_before[minute : minute + 2]
        return before + (after - before) * (rest / MINUTE)

    def hours(self, start: datetime, end: datetime) -> float:
        """Open hours between two instants."""
        return (self.minutes_before(end) - self.minutes_before(start)) / 60
