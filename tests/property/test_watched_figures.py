"""Intervals of watched figures against their definition, written out in plain Python.

Belongs here: series that are hard to judge, and what their past says of them.
Each series is a part of a measure of the seed: one run of two models judges all.
"""

import csv
import math
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from statistics import median
from typing import Any

import pytest
import yaml

from orchestration.settings import REPO_ROOT
from tests.warehouses import Project, Warehouse, complaint

from .raw_files import write_tables

SERIES_PER_MEASURE = 60
FIRST_MONDAY = date(2024, 1, 1)
# One of each statistic and grain that the seed has.
STATISTICS = (
    "count",
    "sum",
    "geometric_mean",
    "filled_share",
    "value_share",
    "part_share",
)
TOLERANCE = 1e-7


def variables() -> dict[str, Any]:
    project = yaml.safe_load((REPO_ROOT / "dbt_project.yml").read_text("utf-8"))
    found: dict[str, Any] = project["vars"]
    return found


VARS = variables()
SEASONS = VARS["anomaly_seasons"]
DRIFT = VARS["anomaly_drift_periods"]
SPREAD = VARS["anomaly_spread_periods"]
LEAST_ROWS = VARS["anomaly_least_rows"]
CHANGE = VARS["anomaly_least_change_share"]
ERRORS = VARS["anomaly_standard_errors"]


@dataclass(frozen=True)
class Period:
    start: date
    figure_sum: float
    row_count: int


@dataclass(frozen=True)
class Series:
    measure: str
    statistic: str
    part: str
    period_days: int
    periods: list[Period]


@dataclass(frozen=True)
class Judged:
    """What is said of a period."""

    actual: float
    expected: float
    low: float
    high: float
    standard_errors: float | None
    side: str | None


def chosen_measures() -> list[dict[str, str]]:
    """The first measure of each statistic and grain."""
    path = REPO_ROOT / "seeds" / "quality_measures.csv"
    chosen: dict[tuple[str, str], dict[str, str]] = {}
    with path.open(encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            chosen.setdefault((row["statistic"], row["grain"]), row)
    return list(chosen.values())


def random_figures(
    rng: Random, statistic: str, length: int
) -> Iterator[tuple[float, int]]:
    """Sums and rows: with a season, growth, bursts, empty periods, and wild ones."""
    level = rng.choice([0, 1, 5, 30, 400])
    swing = rng.choice([0, 0.3, 0.9])
    growth = rng.choice([0, 0.002])
    emptiness = rng.choice([0, 0.1, 0.6])
    # A small part that is not too small to be watched can become a large one.
    share = rng.choice([0.0, 0.02, 0.2, 0.5, 0.97, 1.0])
    wildness = rng.choice([0, 0.03])
    oddness = rng.choice([0, 0.03, 0.25])
    # Some never vary at all.
    noise = rng.choice([0, 1, 1])
    for number in range(length):
        season = 1 + swing * math.sin(number % 7)
        usual = level * season * (1 + growth * number)
        rows = max(0, round(usual + noise * rng.gauss(0, math.sqrt(usual))))
        if rng.random() < emptiness:
            rows = 0
        is_wild = rng.random() < wildness
        if is_wild:
            rows = rows * rng.choice([0, 3, 10])
        if statistic == "count":
            yield rows, rows
        elif statistic == "geometric_mean":
            each = 4 + noise * rng.gauss(0, 0.3) + (3 if is_wild else 0)
            # Sometimes all values are nothing.
            yield round(rows * each * (rng.random() >= oddness), 6), rows
        elif statistic == "sum":
            each = 50 * (1 + noise * rng.gauss(0, 0.3)) * (20 if is_wild else 1)
            # Credit notes take more away than there was.
            sign = -1 if rng.random() < oddness else 1
            yield round(rows * each * sign, 2), rows
        else:
            chance = 1 - share if is_wild else share
            yield sum(rng.random() < chance for _ in range(rows)), rows


@cache
def all_series() -> list[Series]:
    rng = Random("watched figures")
    found = []
    for measure in chosen_measures():
        days = 7 if measure["grain"] == "week" else 1
        for number in range(SERIES_PER_MEASURE):
            length = rng.choice([3, 40, 150, 150])
            figures = random_figures(rng, measure["statistic"], length)
            periods = [
                Period(FIRST_MONDAY + timedelta(days=days * place), *figure)
                for place, figure in enumerate(figures)
            ]
            found.append(
                Series(
                    measure["measure"],
                    measure["statistic"],
                    f"p{number}",
                    days,
                    periods,
                )
            )
    return found


# --- The definition


def on_scale(statistic: str, period: Period) -> float | None:
    """A figure on the scale on which chance moves it equally far everywhere."""
    total, rows = period.figure_sum, period.row_count
    if statistic == "count":
        return 2 * math.sqrt(total + 3 / 8)
    if statistic == "sum":
        return math.asinh(total)
    if rows == 0:
        return None
    if statistic == "geometric_mean":
        return total / rows
    return math.asin(math.sqrt((total + 3 / 8) / (rows + 3 / 4)))


def off_scale(statistic: str, scaled: float) -> float:
    """The figure back from its scale."""
    if statistic == "count":
        return max((max(scaled, 0) / 2) ** 2 - 3 / 8, 0)
    if statistic == "sum":
        return math.sinh(scaled)
    if statistic == "geometric_mean":
        return math.exp(scaled) - 1
    return math.sin(min(max(scaled, 0), math.pi / 2)) ** 2


def chance_of(statistic: str, rows: int) -> float:
    if statistic in ("count", "sum"):
        return 1
    if statistic == "geometric_mean":
        return 1 / math.sqrt(max(rows, 1))
    return 1 / (2 * math.sqrt(rows + 0.5))


def actual_of(statistic: str, period: Period) -> float:
    """The figure as it is read."""
    if statistic in ("count", "sum"):
        return period.figure_sum
    mean = period.figure_sum / period.row_count
    return math.exp(mean) - 1 if statistic == "geometric_mean" else mean


def percentile(values: list[float], share: float) -> float:
    """What a share of the values does not exceed, between two of them as between."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = math.ceil(place)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def known(values: list[float | None]) -> list[float]:
    return [value for value in values if value is not None]


def less(left: float | None, right: float | None) -> float | None:
    return None if left is None or right is None else left - right


def judge(series: Series) -> dict[date, Judged]:
    """What the past of each period lets expect, one period after another."""
    statistic = series.statistic
    scaled = [on_scale(statistic, period) for period in series.periods]
    off_season: list[float | None] = []
    off_usual: list[float | None] = []
    off_chance: list[float | None] = []
    judged: dict[date, Judged] = {}
    for place, period in enumerate(series.periods):
        weekday = period.start.weekday()
        same = [
            scaled[earlier]
            for earlier in range(place)
            if series.periods[earlier].start.weekday() == weekday
        ]
        season = known(same[-SEASONS:])
        seasonal = median(season) if season else None
        drift = known(off_season[-DRIFT:])
        usual = None if seasonal is None else seasonal + (median(drift) if drift else 0)
        surprises = known(off_chance[-SPREAD:])
        rows_before = [before.row_count for before in series.periods[:place]][-SPREAD:]
        chance = chance_of(statistic, period.row_count)
        value = scaled[place]
        surprise = less(value, usual)
        off_season.append(less(value, seasonal))
        off_usual.append(surprise)
        off_chance.append(None if surprise is None else abs(surprise) / chance)
        if value is None or usual is None:
            continue
        if len(season) < SEASONS / 2 or len(surprises) < SPREAD / 4:
            continue
        of_all = off_scale(statistic, usual) if statistic == "part_share" else 1
        if statistic != "count" and median(rows_before) * of_all < LEAST_ROWS:
            continue
        spread = max(1.4826 * median(surprises), percentile(surprises, 0.9) / 1.645)
        if statistic not in ("sum", "geometric_mean"):
            spread = max(spread, 1)
        least = {"count": CHANGE / 2 * usual, "sum": CHANGE, "geometric_mean": CHANGE}
        margin = max(least.get(statistic, CHANGE / 4), ERRORS * spread * chance)
        side = "low" if value < usual - margin else None
        judged[period.start] = Judged(
            actual_of(statistic, period),
            off_scale(statistic, usual),
            off_scale(statistic, usual - margin),
            off_scale(statistic, usual + margin),
            (value - usual) / (spread * chance) if spread else None,
            "high" if value > usual + margin else side,
        )
    return judged


# --- What the models say


@pytest.fixture(scope="module")
def found(
    dbt_project: Project, tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[str, str], dict[date, Judged]]:
    """What the models say of each period that they judge, by measure and part."""
    folder = tmp_path_factory.mktemp("watched_figures")
    warehouse = dbt_project.warehouse(folder / "warehouse")
    give_series(warehouse)
    done = warehouse.run(
        write_tables(folder / "raw", {}),
        "--select",
        "int_watched_figures__expected",
        "int_watched_figures__judged",
    )
    assert done.success, complaint(done)
    rows = warehouse.tuples(
        """
        select
            measure, part, period_start,
            actual, expected, low, high, standard_errors, side
        from intermediate.int_watched_figures__judged
        """
    )
    judged: dict[tuple[str, str], dict[date, Judged]] = {}
    for measure, part, start, *values in rows:
        judged.setdefault((measure, part), {})[start] = Judged(*values)
    return judged


def give_series(warehouse: Warehouse) -> None:
    """Put the series where the models read figures."""
    path = warehouse.folder / "figures.csv"
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text)
        for series in all_series():
            own = (series.measure, series.part, series.period_days)
            for period in series.periods:
                writer.writerow((*own, *astuple(period)))
    warehouse.execute(
        f"""
        create schema if not exists intermediate;
        create table intermediate.int_watched_figures as
        from read_csv('{path}', header = false, columns = {{
            measure: varchar, part: varchar, period_days: integer,
            period_start: date, figure_sum: double, row_count: bigint
        }})
        """
    )


def is_same(found: float | None, wanted: float | None) -> bool:
    """Whether a number is that of the definition; none where nothing ever varied."""
    if found is None or wanted is None:
        # What never varied may do so by the last digit of a number.
        other = wanted if found is None else found
        return other is None or other == 0 or abs(other) > 1 / TOLERANCE
    return found == pytest.approx(wanted, rel=TOLERANCE, abs=TOLERANCE)


def test_every_statistic_is_among_the_series() -> None:
    assert {series.statistic for series in all_series()} == set(STATISTICS)
    assert {series.period_days for series in all_series()} == {1, 7}


def test_the_periods_that_are_judged_are_those_with_enough_past(
    found: dict[tuple[str, str], dict[date, Judged]],
) -> None:
    for series in all_series():
        periods = found.get((series.measure, series.part), {})
        assert set(periods) == set(judge(series)), series


def test_intervals_are_those_of_the_definition(
    found: dict[tuple[str, str], dict[date, Judged]],
) -> None:
    columns = ("actual", "expected", "low", "high", "standard_errors")
    count = 0
    for series in all_series():
        periods = found.get((series.measure, series.part), {})
        for start, wanted in judge(series).items():
            said = periods[start]
            for column in columns:
                pair = (getattr(said, column), getattr(wanted, column))
                assert is_same(*pair), (column, said, wanted)
            count += 1
    assert count > 5_000


def test_alarms_are_those_of_the_definition(
    found: dict[tuple[str, str], dict[date, Judged]],
) -> None:
    sides = set()
    for series in all_series():
        periods = found.get((series.measure, series.part), {})
        for start, wanted in judge(series).items():
            if wanted.side != periods[start].side:
                # Only what lies on the bound itself may be seen either way.
                bounds = (wanted.low, wanted.high)
                assert any(wanted.actual == pytest.approx(side) for side in bounds)
            sides.add((series.statistic, periods[start].side))
    assert {
        (name, side) for name in STATISTICS for side in ("low", "high", None)
    } == sides
