"""What measured worlds come to: recall, precision and false alarms, as tables.

Belongs here: how findings are counted over worlds, what is too little, and how it is
shown. How a world is measured stands in `worlds`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rich.table import Table

from tests.detection.worlds import Alarm, RowScore, World

LEAST_SHARE = 0.95
MOST_FALSE_SHARE = 0.02
# What `make detection` writes stands between them.
FIGURES_BEGIN = "<!-- figures -->"
FIGURES_END = "<!-- end of figures -->"


@dataclass(frozen=True)
class Score:
    """Things of a kind: planted, found, and found of the planted ones."""

    kind: str
    planted: int
    found: int
    both: int

    @property
    def recall(self) -> float | None:
        """The share of what was planted that is found."""
        return self.both / self.planted if self.planted else None

    @property
    def precision(self) -> float | None:
        """The share of what is found that was planted."""
        return self.both / self.found if self.found else None


@dataclass(frozen=True)
class FalseAlarms:
    """Days of a table in clean worlds, and those on which there was an alarm."""

    table_name: str
    days: int
    alarmed_days: int

    @property
    def share(self) -> float:
        """The share of the days that had an alarm."""
        return self.alarmed_days / self.days if self.days else 0.0


@dataclass(frozen=True)
class Figures:
    """What all worlds come to."""

    world_count: int
    # Those whose bad rows were measured, too.
    row_world_count: int
    rows: list[Score]
    faults: list[Score]
    checks: list[Score]
    clean: list[FalseAlarms]
    first_week_alarms: int

    @classmethod
    def of(cls, worlds: Sequence[World]) -> "Figures":
        """Count what was seen."""
        return cls(
            len(worlds),
            sum(bool(world.rows) for world in worlds),
            row_scores(row for world in worlds for row in world.rows),
            fault_scores(worlds),
            check_scores(worlds),
            false_alarms(worlds),
            sum(world.first_week_alarms for world in worlds),
        )

    @property
    def all_rows(self) -> Score:
        """Bad rows of all kinds."""
        return total("all bad rows", self.rows)

    @property
    def all_faults(self) -> Score:
        """Faults of deliveries of all kinds."""
        return total("all faults", self.faults)

    @property
    def all_checks(self) -> Score:
        """Alarms of all checks."""
        return total("all alarms", self.checks)

    @property
    def all_clean(self) -> FalseAlarms:
        """Days of all tables."""
        days = sum(table.days for table in self.clean)
        return FalseAlarms(
            "all tables", days, sum(table.alarmed_days for table in self.clean)
        )

    @property
    def shortfalls(self) -> list[str]:
        """A sentence for each figure that is not good enough."""
        shares = {
            "Recall of bad rows": self.all_rows.recall,
            "Precision of bad rows": self.all_rows.precision,
            "Recall of spoilt deliveries": self.all_faults.recall,
            "Precision of alarms in spoilt worlds": self.all_checks.precision,
        }
        told = [
            f"{name} is {shown(share)}, less than {LEAST_SHARE}."
            for name, share in shares.items()
            if share is None or share < LEAST_SHARE
        ]
        false_share = self.all_clean.share
        if not self.all_clean.days or false_share >= MOST_FALSE_SHARE:
            told.append(f"False alarms on {false_share:.2%} of the table-days.")
        if self.first_week_alarms:
            told.append(
                f"{self.first_week_alarms} alarms in the first week of a table."
            )
        return told


def total(name: str, scores: Iterable[Score]) -> Score:
    """The sum of several kinds."""
    listed = list(scores)
    return Score(
        name,
        sum(score.planted for score in listed),
        sum(score.found for score in listed),
        sum(score.both for score in listed),
    )


def row_scores(rows: Iterable[RowScore]) -> list[Score]:
    """Bad rows, by kind."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        counts[row.kind].update(planted=row.planted, found=row.found, both=row.both)
    return [Score(kind, **count) for kind, count in sorted(counts.items())]


def fault_scores(worlds: Iterable[World]) -> list[Score]:
    """Planted faults, by kind: of an alarm too many the kind is not known."""
    planted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for world in worlds:
        for fault in world.faults:
            planted[fault.kind] += 1
            found[fault.kind] += any(alarm.tells_of(fault) for alarm in world.alarms)
    return [Score(kind, planted[kind], found[kind], found[kind]) for kind in planted]


def check_scores(worlds: Iterable[World]) -> list[Score]:
    """Alarms, by what was judged; several of a table and period are one."""
    found: Counter[str] = Counter()
    explained: Counter[str] = Counter()
    for world in worlds:
        judged: dict[tuple[str, str, date], bool] = defaultdict(bool)
        for alarm in world.alarms:
            is_told = any(alarm.tells_of(fault) for fault in world.faults)
            judged[alarm.check, alarm.table_name, alarm.first_day] |= is_told
        for (check, _, _), is_told in judged.items():
            found[check] += 1
            explained[check] += is_told
    return [
        Score(check, explained[check], count, explained[check])
        for check, count in sorted(found.items())
    ]


def false_alarms(worlds: Iterable[World]) -> list[FalseAlarms]:
    """Days with an alarm, by table: an alarm of a week counts for all of its days."""
    days: Counter[str] = Counter()
    alarmed: Counter[str] = Counter()
    for world in worlds:
        days.update(world.judged_days)
        told = {day for alarm in world.clean_alarms for day in days_of(alarm)}
        alarmed.update(table for table, _ in told)
    return [FalseAlarms(table, days[table], alarmed[table]) for table in sorted(days)]


def days_of(alarm: Alarm) -> set[tuple[str, date]]:
    """The table-days that an alarm tells of."""
    count = (alarm.last_day - alarm.first_day).days + 1
    return {
        (alarm.table_name, alarm.first_day + timedelta(days=number))
        for number in range(count)
    }


@dataclass(frozen=True)
class Section:
    """A table to be shown."""

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]


def shown(share: float | None) -> str:
    """A share as it is read: never rounded up to 1.

    >>> shown(1.0), shown(0.99999), shown(None)
    ('1', '0.9999', '-')
    """
    if share is None:
        return "-"
    return "1" if share == 1 else f"{int(share * 10_000) / 10_000:.4f}"


def sections(figures: Figures) -> list[Section]:
    """All figures, in the order in which they are read."""
    rows = [*figures.rows, figures.all_rows]
    faults = [*figures.faults, figures.all_faults]
    checks = [*figures.checks, figures.all_checks]
    clean = [*figures.clean, figures.all_clean]
    return [
        Section(
            "Bad rows",
            ("kind", "planted", "found", "recall", "precision"),
            [
                (
                    score.kind,
                    f"{score.planted:,}",
                    f"{score.found:,}",
                    shown(score.recall),
                    shown(score.precision),
                )
                for score in rows
            ],
        ),
        Section(
            "Spoilt deliveries",
            ("fault", "planted", "found", "recall"),
            [
                (
                    score.kind,
                    f"{score.planted:,}",
                    f"{score.both:,}",
                    shown(score.recall),
                )
                for score in faults
            ],
        ),
        Section(
            "Alarms where deliveries were spoilt",
            ("check", "alarms", "of a fault", "precision"),
            [
                (
                    score.kind,
                    f"{score.found:,}",
                    f"{score.both:,}",
                    shown(score.precision),
                )
                for score in checks
            ],
        ),
        Section(
            "False alarms in clean worlds",
            ("table", "table-days", "with an alarm", "share"),
            [
                (
                    table.table_name,
                    f"{table.days:,}",
                    f"{table.alarmed_days:,}",
                    f"{table.share:.2%}",
                )
                for table in clean
            ],
        ),
    ]


def as_tables(figures: Figures) -> list[Table]:
    """The figures for a terminal."""
    tables = []
    for section in sections(figures):
        table = Table(title=f"{section.title}, {figures.world_count} worlds")
        for number, column in enumerate(section.columns):
            table.add_column(column, justify="right" if number else "left")
        for row in section.rows:
            table.add_row(*row)
        tables.append(table)
    return tables


def as_markdown(figures: Figures) -> str:
    """The figures for the docs."""
    lines = [
        f"Measured over {figures.world_count} seeds: a clean world of each, which was"
        f" spoilt afterwards, and one with bad rows of {figures.row_world_count}."
    ]
    for section in sections(figures):
        aligned = [":--", *("--:" for _ in section.columns[1:])]
        table = [section.columns, tuple(aligned), *section.rows]
        lines += ["", f"### {section.title}", ""]
        lines += [f"| {' | '.join(row)} |" for row in table]
    return "\n".join(lines)


def with_figures(page: str, markdown: str) -> str:
    """A page with its figures replaced by others.

    >>> with_figures(f"Said.\\n\\n{FIGURES_BEGIN}\\nold\\n{FIGURES_END}\\nMore.", "new")
    'Said.\\n\\n<!-- figures -->\\n\\nnew\\n\\n<!-- end of figures -->\\nMore.'
    """
    before, _, rest = page.partition(FIGURES_BEGIN)
    _, _, after = rest.partition(FIGURES_END)
    return f"{before}{FIGURES_BEGIN}\n\n{markdown}\n\n{FIGURES_END}{after}"
