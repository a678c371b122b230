"""Measures one sample world: what is found of what was planted, and what beside it.

Belongs here: building the world's warehouses, and which alarm belongs to which fault.
Each seed has two worlds: one with bad rows, and one that is clean until its deliveries
are spoilt. What many of them come to stands in `figures`.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from sample import faults
from sample.company import generate
from sample.faults import Fault
from sample.generator import Plan
from tests.detection import row_defects
from tests.detection.row_defects import Comparison, Finding
from tests.warehouses import Project, Warehouse, complaint

# A year: each kind of fault meets a table once a year.
MONTHS = 12
# Every kind of bad row is planted three times whatever the size.
ROW_TOUCHPOINTS = 8_000
# About two hundred touchpoints a day.
DAY_TOUCHPOINTS = 72_000
# Loads run every hour: what comes on a day may have happened the evening before.
LOAD_DELAY = timedelta(days=1)

# What tells of deliveries. Figures of the business need all marts and are left out.
MODELS = [
    "+int_watched_figures__raw",
    "+int_horizon",
    "int_watched_series",
    "int_watched_figures",
    "int_watched_figures__expected",
    "int_watched_figures__judged",
    "agg_quality_anomalies",
    "+fct_raw_file_changes",
]
NO_METRICS = """
    create schema if not exists intermediate;
    create table intermediate.int_watched_figures__metrics (
        measure varchar, part varchar, period_start date, figure_sum double,
        row_count bigint
    )
"""


@dataclass(frozen=True)
class RowScore:
    """Bad rows of a kind: planted, found, and found of the planted ones."""

    kind: str
    planted: int
    found: int
    both: int


@dataclass(frozen=True)
class Alarm:
    """A figure out of its interval, or a file of another form."""

    table_name: str
    column_name: str | None
    check: str
    first_day: date
    last_day: date
    # None of a file.
    standard_errors: float | None

    def tells_of(self, fault: Fault) -> bool:
        """Whether the fault is why there is the alarm."""
        if self.table_name != fault.table_name:
            return False
        if fault.kind == "vanished column":
            is_its_column = self.column_name == fault.column_name
            return is_its_column and self.last_day >= fault.day
        return (
            self.first_day <= fault.last_day and self.last_day >= fault.day - LOAD_DELAY
        )


@dataclass(frozen=True)
class World:
    """What was seen of the worlds of a seed."""

    seed: int
    # None, where only deliveries were measured.
    rows: list[RowScore]
    # Days of each table on which any of its figures was judged, in the clean world.
    judged_days: dict[str, int]
    clean_alarms: list[Alarm]
    first_week_alarms: int
    faults: list[Fault]
    alarms: list[Alarm]

    @classmethod
    def read(cls, path: Path) -> "World":
        """Read what was kept of a world."""
        kept = json.loads(path.read_text(encoding="utf-8"))
        for alarm in [*kept["clean_alarms"], *kept["alarms"]]:
            for name in ("first_day", "last_day"):
                alarm[name] = date.fromisoformat(alarm[name])
        for fault in kept["faults"]:
            fault["day"] = date.fromisoformat(fault["day"])
        return cls(
            **kept
            | {
                "rows": [RowScore(**row) for row in kept["rows"]],
                "clean_alarms": [Alarm(**row) for row in kept["clean_alarms"]],
                "faults": [Fault(**row) for row in kept["faults"]],
                "alarms": [Alarm(**row) for row in kept["alarms"]],
            }
        )


def measure_rows(project: Project, world: World, folder: Path) -> World:
    """Make the world with bad rows of the same seed, and see what is found of them."""
    plan = Plan(ROW_TOUCHPOINTS, world.seed, MONTHS)
    return replace(world, rows=row_scores(project, plan, folder / "rows"))


def measure_deliveries(project: Project, seed: int, folder: Path) -> World:
    """Make the world without bad rows, as it is and with spoilt deliveries."""
    plan = Plan(DAY_TOUCHPOINTS, seed, MONTHS)
    out = folder / "days"
    generate(plan, out, "parquet", threads=1, is_clean=True)
    warehouse = project.warehouse(folder / "days_warehouse")
    warehouse.execute(NO_METRICS)
    build(warehouse, out / "raw")
    clean_alarms = alarms(warehouse)
    judged = judged_days(warehouse)
    first_week = first_week_alarms(warehouse)
    planted = faults.plant(out, plan)
    build(warehouse, out / "raw")
    return World(seed, [], judged, clean_alarms, first_week, planted, alarms(warehouse))


def build(warehouse: Warehouse, raw: Path) -> None:
    """Build what tells of deliveries."""
    done = warehouse.run(raw, "--select", *MODELS)
    assert done.success, complaint(done)


def alarms(warehouse: Warehouse) -> list[Alarm]:
    """All that is told of deliveries."""
    return [*anomalies(warehouse), *file_changes(warehouse)]


def row_scores(project: Project, plan: Plan, folder: Path) -> list[RowScore]:
    """How many bad rows of each kind are found."""
    generate(plan, folder / "world", "parquet", threads=1)
    warehouse = project.warehouse(folder / "warehouse")
    warehouse.build(folder / "world" / "raw", row_defects.MODELS)
    truth = folder / "world" / "truth"
    return [
        score
        for place, comparison in row_defects.comparisons(warehouse, truth)
        for score in scores_of(place, comparison)
    ]


def scores_of(place: str, comparison: Comparison) -> Iterator[RowScore]:
    """A score for each kind of what was to be found, or was."""
    expected = by_kind(comparison.expected)
    found = by_kind(comparison.found)
    both = by_kind(comparison.expected & comparison.found)
    for kind in sorted({*expected, *found}):
        yield RowScore(f"{place}: {kind}", expected[kind], found[kind], both[kind])


def by_kind(findings: Counter[Finding]) -> Counter[str]:
    """How many findings there are of each kind, whatever their columns."""
    counts: Counter[str] = Counter()
    for (_, _, reason), count in findings.items():
        counts[kind_of(reason)] += count
    return counts


def kind_of(reason: str) -> str:
    """What is wrong, without the column that it is wrong with.

    >>> [kind_of(text) for text in ("amount: not a number", "unmapped:channel")]
    ['not a number', 'channel']
    >>> [kind_of(text) for text in ("guard_value:customer_id", "merge_cycle")]
    ['guard_value', 'merge_cycle']
    """
    code, _, rest = reason.partition(":")
    if rest.startswith(" ") or code == "unmapped":
        return rest.strip()
    return code


def anomalies(warehouse: Warehouse) -> list[Alarm]:
    """Figures that left their interval."""
    found = warehouse.tuples(
        """
        select
            table_name,
            column_name,
            statistic,
            period_start,
            period_start + case grain when 'week' then 6 else 0 end,
            standard_errors
        from marts.agg_quality_anomalies
        order by all
        """
    )
    return [Alarm(*row) for row in found]


def file_changes(warehouse: Warehouse) -> list[Alarm]:
    """Files that have other columns than the delivery before them, as of the end."""
    found = warehouse.tuples(
        """
        select table_name, column_name, change_kind, as_of::date, as_of::date, null
        from marts.fct_raw_file_changes
        cross join intermediate.int_horizon
        order by all
        """
    )
    return [Alarm(*row) for row in found]


def first_week_alarms(warehouse: Warehouse) -> int:
    """Alarms within a week of the first row of what is watched."""
    found = warehouse.tuples(
        """
        select count(*) from intermediate.int_watched_figures__judged as watched
        inner join intermediate.int_watched_series as series using (measure, part)
        where side is not null and period_start < series.first_start + 7
        """
    )
    return int(found[0][0])


def judged_days(warehouse: Warehouse) -> dict[str, int]:
    """Days of each table on which any of its figures was judged."""
    found = warehouse.tuples(
        """
        with judged as (
            select distinct
                regexp_replace(measures.source, '^(stg|base)_', '') as table_name,
                unnest(range(
                    watched.period_start,
                    watched.period_start + watched.period_days,
                    interval '1 day'
                )) as day
            from intermediate.int_watched_figures__judged as watched
            inner join rules.quality_measures as measures using (measure)
        )

        select table_name, count(*) from judged
        group by table_name
        order by table_name
        """
    )
    return dict(found)
