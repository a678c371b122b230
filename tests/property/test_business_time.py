"""Business time against a count of minutes, on the calendars that are hardest to count.

Spans are stage visits of deals, and the owner of each deal works by one of the
calendars: the mart is built once, as it is shipped.
"""

import math
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain
from random import Random

import pytest

from tests.warehouses import Project, Warehouse

from .raw_files import Row, write_tables
from .specification.business_time import Calendar, Hours, MinuteCount

START = datetime(2023, 1, 1)
AS_OF = datetime(2025, 2, 1)
SPANS_PER_CALENDAR = 600
ALL_WEEK = range(1, 8)
WORKING_WEEK = range(1, 6)


@dataclass(frozen=True)
class Span:
    """A deal that came into its stage, and left it or is still there at `AS_OF`."""

    deal_id: str
    calendar: str
    starts_at: datetime
    ends_at: datetime | None


def weekly(weekdays: range, *intervals: tuple[str, str]) -> tuple[Hours, ...]:
    """The same intervals on several days of the week."""
    return tuple(Hours(day, *interval) for day in weekdays for interval in intervals)


def random_calendar(number: int) -> Calendar:
    """Any hours, overlapping ones and ones over midnight included."""
    random = Random(number)
    zones = ["Europe/Lisbon", "Asia/Kathmandu", "Africa/Casablanca", "Asia/Beirut"]
    hours = tuple(
        Hours(
            random.choice(ALL_WEEK),
            f"{random.randrange(24):02}:{random.randrange(60):02}",
            f"{random.randrange(24):02}:{random.randrange(60):02}",
        )
        for _ in range(9)
    )
    days = [date(2023, 1, 1) + timedelta(random.randrange(760)) for _ in range(60)]
    return Calendar(f"random-{number}", zones[number], hours, frozenset(days))


CALENDARS = [
    Calendar(
        "lunch-and-holidays",
        "Europe/Berlin",
        weekly(WORKING_WEEK, ("09:00", "13:00"), ("14:00", "18:00")),
        frozenset([date(2023, 12, 25), date(2024, 1, 1), date(2024, 4, 1)]),
    ),
    # The gap skips from 2 to 3 and the fold repeats from 2 to 3: hours begin, end and
    # lie within both.
    Calendar(
        "in-gap-and-fold-of-the-south",
        "Australia/Sydney",
        weekly(ALL_WEEK, ("01:30", "02:10"), ("02:20", "02:40"), ("02:50", "03:30")),
    ),
    Calendar(
        "half-an-hour-of-daylight-saving",
        "Australia/Lord_Howe",
        weekly(ALL_WEEK, ("00:00", "01:45"), ("02:15", "09:00")),
    ),
    Calendar(
        "over-midnight-in-a-zone-of-half-hours",
        "Australia/Adelaide",
        weekly(ALL_WEEK, ("22:00", "06:00")),
        frozenset([date(2023, 10, 1), date(2024, 4, 6), date(2024, 12, 31)]),
    ),
    Calendar(
        "gap-at-midnight",
        "America/Santiago",
        weekly(ALL_WEEK, ("23:15", "00:20"), ("00:40", "01:10")),
    ),
    # Its clock goes forward at midnight in UTC, between two days.
    Calendar(
        "gap-at-midnight-in-utc",
        "Asia/Gaza",
        weekly(ALL_WEEK, ("01:30", "02:15"), ("02:45", "03:30")),
    ),
    Calendar(
        "around-the-clock",
        "America/New_York",
        weekly(ALL_WEEK, ("00:00", "00:00")),
        frozenset([date(2023, 3, 12), date(2024, 11, 3)]),
    ),
    Calendar(
        "odd-minutes",
        "Asia/Kolkata",
        weekly(WORKING_WEEK, ("09:07", "12:41"), ("12:50", "12:51"), ("13:02", "19:59"))
        + weekly(range(6, 7), ("10:00", "12:30"), ("12:00", "13:00")),
    ),
    *(random_calendar(number) for number in range(4)),
]


def random_spans(calendar: Calendar) -> list[Span]:
    """Spans of moments to years; many begin or end near a change of the clock."""
    random = Random(calendar.name)
    changes = [
        datetime(2023, 3, 12, 7),
        datetime(2023, 4, 29, 0),
        datetime(2023, 9, 3, 4),
        datetime(2023, 9, 30, 16),
        datetime(2023, 10, 29, 1),
        datetime(2024, 3, 31, 1),
        datetime(2024, 4, 6, 15),
        datetime(2024, 4, 7, 3),
        datetime(2024, 11, 3, 6),
    ]
    spans = []
    for number in range(SPANS_PER_CALENDAR):
        if random.random() < 0.5:
            near = timedelta(seconds=random.randint(-3 * 3600, 3 * 3600))
            starts_at = random.choice(changes) + near
        else:
            starts_at = START + random.random() * (AS_OF - START)
        longest = random.choice(["minute", "day", "years"])
        length = {
            "minute": timedelta(minutes=random.random() * 90),
            "day": timedelta(days=random.random() * 3),
            "years": random.random() * (AS_OF - starts_at),
        }[longest]
        ends_at = min(starts_at + length, AS_OF)
        spans.append(
            Span(
                deal_id=f"{calendar.name}-{number}",
                calendar=calendar.name,
                starts_at=starts_at.replace(microsecond=0),
                ends_at=None if random.random() < 0.05 else ends_at,
            )
        )
    return spans


SPANS = list(chain.from_iterable(random_spans(calendar) for calendar in CALENDARS))


def tables_of(spans: list[Span]) -> dict[str, list[Row]]:
    """Each span is a deal that was moved once or twice."""
    return {
        "deals": [
            {
                "deal_id": span.deal_id,
                "created_at": span.starts_at,
                "stage": "demo" if span.ends_at is None else "won",
                "owner": f"owner of {span.calendar}",
                "loaded_at": AS_OF,
            }
            for span in spans
        ],
        "deal_stage_changes": [
            {
                "deal_id": span.deal_id,
                "stage": stage,
                "changed_at": changed_at,
                "loaded_at": AS_OF,
            }
            for span in spans
            for stage, changed_at in [("demo", span.starts_at), ("won", span.ends_at)]
            if changed_at is not None
        ],
    }


def rows_of(calendar: Calendar) -> list[str]:
    """A calendar as statements that put it into the seeds."""
    name, zone = calendar.name, calendar.timezone
    return [
        f"insert into rules.owners values "
        f"('owner of {name}', 'team', '{name}', 'Owner', 'Owner')",
        *(
            f"insert into rules.business_hours values ('{name}', {hours.weekday}, "
            f"'{hours.opens_at}', '{hours.closes_at}', '{zone}', 'Hours', 'Hours')"
            for hours in calendar.hours
        ),
        *(
            f"insert into rules.holidays values ('{name}', '{day}', 'Day', 'Day')"
            for day in sorted(calendar.holidays)
        ),
    ]


@pytest.fixture(scope="module")
def warehouse(
    dbt_project: Project, tmp_path_factory: pytest.TempPathFactory
) -> Warehouse:
    """A warehouse with all calendars and spans."""
    folder = tmp_path_factory.mktemp("business_time")
    built = dbt_project.warehouse(folder)
    built.execute(";".join(chain.from_iterable(map(rows_of, CALENDARS))))
    raw_dir = write_tables(folder / "raw", tables_of(SPANS))
    built.build(raw_dir, ["fct_deal_stage_visits"])
    return built


@pytest.fixture(scope="module")
def business_hours(warehouse: Warehouse) -> dict[str, float]:
    """What the mart says, by deal."""
    rows = warehouse.mart(
        "fct_deal_stage_visits", ["deal_id", "business_hours_in_stage"]
    )
    return {row["deal_id"]: row["business_hours_in_stage"] for row in rows}


@pytest.mark.parametrize("calendar", CALENDARS, ids=lambda calendar: calendar.name)
def test_business_hours_are_those_of_a_count_of_minutes(
    calendar: Calendar, business_hours: dict[str, float]
) -> None:
    count = MinuteCount(calendar, START - timedelta(1), AS_OF + timedelta(1))
    spans = [span for span in SPANS if span.calendar == calendar.name]
    different = [
        f"{span}: expected {expected}, found {business_hours[span.deal_id]}"
        for span in spans
        if not math.isclose(
            expected := count.hours(span.starts_at, span.ends_at or AS_OF),
            business_hours[span.deal_id],
            rel_tol=1e-9,
            abs_tol=1e-9,
        )
    ]
    assert len(spans) == SPANS_PER_CALENDAR
    assert different == []
