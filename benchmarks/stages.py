"""Stages, bottlenecks and business time of many deals, beside reading and sorting them.

`make bench-stages`, or `python -m benchmarks.stages`. Belongs here: the order of the
tasks, what their seconds add up to, and how that is shown.
"""

import sys
from dataclasses import dataclass
from typing import Any

from rich.table import Table

from benchmarks.drawn import measure_drawn
from benchmarks.runner import Runner


@dataclass(frozen=True)
class Part:
    """Models that are measured together, and how many floors they take."""

    name: str
    seconds: float
    cpu_seconds: float
    floors: float
    cpu_floors: float


@dataclass(frozen=True)
class Stages:
    """What was measured over drawn deals."""

    change_count: int
    row_count: int
    floor_seconds: float
    floor_cpu_seconds: float
    parts: tuple[Part, ...]
    readings: dict[str, dict[str, float]]


def measure_stages(runner: Runner, deals: int) -> Stages:
    """Draw deals into a new warehouse, and measure."""
    database = runner.folder / "journey.duckdb"
    path = runner.folder / "changes.parquet"
    world = runner.run(
        "stage_world", "stages", database=database, path=path, deals=deals
    )
    own = runner.run("stages_own", "stages", database=database, path=path)
    return summed(world.answer["change_count"], own.answer)


def summed(change_count: int, answer: dict[str, Any]) -> Stages:
    """Add up the parts; of the two floors the quicker one counts.

    >>> reading = {"seconds": 2.0, "cpu_seconds": 4.0}
    >>> readings = dict.fromkeys(["floor", "floor again", "a", "b"], reading)
    >>> answer = {"readings": readings, "parts": {"both": ["a", "b"]}, "row_count": 1}
    >>> summed(9, answer).parts
    (Part(name='both', seconds=4.0, cpu_seconds=8.0, floors=2.0, cpu_floors=2.0),)
    """
    readings = answer["readings"]

    def spent(kind: str, names: list[str]) -> list[float]:
        return [readings[name][kind] for name in names]

    floors = ["floor", "floor again"]
    floor, cpu_floor = min(spent("seconds", floors)), min(spent("cpu_seconds", floors))
    parts = []
    for name, models in answer["parts"].items():
        seconds = sum(spent("seconds", models))
        cpu_seconds = sum(spent("cpu_seconds", models))
        part = Part(
            name, seconds, cpu_seconds, seconds / floor, cpu_seconds / cpu_floor
        )
        parts.append(part)
    rows = answer["row_count"]
    return Stages(change_count, rows, floor, cpu_floor, tuple(parts), readings)


def stages_table(stages: Stages) -> Table:
    """Each part beside the floor."""
    table = Table(
        title=f"Stages of {stages.change_count:,} changes, {stages.row_count:,} rows",
        title_justify="left",
        title_style="bold",
        box=None,
    )
    table.add_column("", no_wrap=True)
    for column in ("seconds", "floors", "CPU s", "floors of CPU"):
        table.add_column(column, justify="right", no_wrap=True)
    floor = Part("floor", stages.floor_seconds, stages.floor_cpu_seconds, 1.0, 1.0)
    for part in (floor, *stages.parts):
        table.add_row(
            part.name,
            f"{part.seconds:.1f}",
            f"{part.floors:.2f}",
            f"{part.cpu_seconds:.1f}",
            f"{part.cpu_floors:.2f}",
        )
    return table


def main() -> int:
    """Draw deals, measure, show, and write all figures: 1 when a task failed."""
    sizes = {"deals": 2_000_000}
    return int(measure_drawn("stages", sizes, measure_stages, stages_table) is None)


if __name__ == "__main__":
    sys.exit(main())
