"""How findings of measured worlds are counted: alarms of faults, and false ones."""

from dataclasses import replace
from datetime import date

import pytest

from sample.faults import Fault
from tests.detection.figures import Figures, as_markdown, days_of
from tests.detection.worlds import Alarm, RowScore, World

DAY = date(2026, 3, 4)
LOST = Fault("orders", DAY, "lost day", "", "", 100)
VANISHED = Fault("deals", DAY, "vanished column", "owner", "", 0)
OF_LOST = Alarm("orders", "ordered_at", "count", DAY, DAY, -9.0)
ROWS = RowScore("rejected: empty", planted=40, found=40, both=40)
WORLD = World(
    seed=1,
    rows=[ROWS],
    judged_days={"orders": 1000, "deals": 1000},
    clean_alarms=[],
    first_week_alarms=0,
    faults=[LOST, VANISHED],
    alarms=[OF_LOST, Alarm("deals", "owner", "column_vanished", DAY, DAY, None)],
)


@pytest.mark.parametrize(
    ("table", "first", "last", "is_told"),
    [
        ("orders", date(2026, 3, 4), date(2026, 3, 4), True),
        # Loaded on the day, it may have happened the evening before.
        ("orders", date(2026, 3, 3), date(2026, 3, 3), True),
        ("orders", date(2026, 3, 2), date(2026, 3, 2), False),
        ("orders", date(2026, 3, 5), date(2026, 3, 5), False),
        ("orders", date(2026, 3, 2), date(2026, 3, 8), True),
        ("deals", date(2026, 3, 4), date(2026, 3, 4), False),
    ],
)
def test_an_alarm_tells_of_what_happened_in_its_period(
    table: str, first: date, last: date, is_told: bool
) -> None:
    alarm = replace(OF_LOST, table_name=table, first_day=first, last_day=last)
    assert alarm.tells_of(LOST) is is_told


def test_a_fault_of_a_week_is_told_of_by_each_of_its_days() -> None:
    week = replace(LOST, day_count=7)
    for day in range(4, 11):
        alarm = replace(
            OF_LOST, first_day=date(2026, 3, day), last_day=date(2026, 3, day)
        )
        assert alarm.tells_of(week)
    after = date(2026, 3, 11)
    assert not replace(OF_LOST, first_day=after, last_day=after).tells_of(week)


def test_a_vanished_column_is_told_of_from_its_day_on_and_by_its_name() -> None:
    later = Alarm(
        "deals", "owner", "filled_share", date(2026, 4, 1), date(2026, 4, 1), -9
    )
    assert later.tells_of(VANISHED)
    assert not replace(later, column_name="amount").tells_of(VANISHED)
    before = date(2026, 3, 3)
    assert not replace(later, first_day=before, last_day=before).tells_of(VANISHED)


def test_everything_found_falls_short_of_nothing() -> None:
    figures = Figures.of([WORLD, WORLD])
    assert figures.shortfalls == []
    assert figures.all_rows.recall == figures.all_faults.recall == 1
    assert figures.all_checks.precision == 1


def test_several_alarms_of_a_table_and_day_are_one() -> None:
    false = replace(OF_LOST, first_day=date(2026, 5, 1), last_day=date(2026, 5, 1))
    world = replace(WORLD, alarms=[*WORLD.alarms, OF_LOST, false, false])
    [_, count] = Figures.of([world]).checks
    assert (count.kind, count.found, count.both) == ("count", 2, 1)


def test_a_week_with_an_alarm_is_seven_days() -> None:
    week = replace(OF_LOST, first_day=date(2026, 5, 4), last_day=date(2026, 5, 10))
    assert len(days_of(week)) == 7
    day = replace(OF_LOST, first_day=date(2026, 5, 4), last_day=date(2026, 5, 4))
    figures = Figures.of([replace(WORLD, clean_alarms=[week, day])])
    assert figures.all_clean.alarmed_days == 7
    assert figures.all_clean.days == 2000


@pytest.mark.parametrize(
    ("world", "sentence"),
    [
        (replace(WORLD, rows=[replace(ROWS, both=37)]), "Recall of bad rows is 0.9250"),
        (replace(WORLD, rows=[replace(ROWS, found=44)]), "Precision of bad rows"),
        (replace(WORLD, alarms=[OF_LOST]), "Recall of spoilt deliveries is 0.5"),
        (replace(WORLD, faults=[LOST]), "Precision of alarms in spoilt worlds is 0.5"),
        (replace(WORLD, first_week_alarms=1), "1 alarms in the first week"),
        (replace(WORLD, judged_days={}), "False alarms"),
        (
            replace(WORLD, judged_days={"orders": 50}, clean_alarms=[OF_LOST]),
            "False alarms on 2.00% of the table-days",
        ),
    ],
)
def test_what_is_too_little_is_told(world: World, sentence: str) -> None:
    assert any(told.startswith(sentence) for told in Figures.of([world]).shortfalls)


def test_worlds_without_bad_rows_are_told_apart() -> None:
    figures = Figures.of([WORLD, replace(WORLD, rows=[])])
    assert (figures.world_count, figures.row_world_count) == (2, 1)
    assert figures.all_rows.planted == ROWS.planted
    assert "a clean world of each, which was" in as_markdown(figures)
    assert "bad rows of 1." in as_markdown(figures)
