"""Measures data of one size: the order in which tasks run.

Belongs here: what is run, where its files lie, and how its answers become figures.
"""

import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from rich.console import Console

from benchmarks.datasets import BASE, Dataset, batch_name
from benchmarks.figures import (
    Build,
    Floor,
    Increment,
    Measurement,
    Model,
    Peer,
    Sessions,
)
from benchmarks.funnel import measure_funnel
from benchmarks.parts import selection
from benchmarks.processes import Limits, Outcome, TaskError
from benchmarks.report import progress
from benchmarks.runner import Runner

SESSION_MODELS = ("int_touchpoints__sessionised",)
PEERS = ("polars", "pandas")


@dataclass(frozen=True)
class Bench:
    """Measures data of one size, in a folder of its own that is left for a look."""

    dataset: Dataset
    folder: Path
    limits: Limits
    console: Console
    # New touchpoints of each increment; the first one's are a day's.
    increments: tuple[int, ...]
    # Of `benchmarks.parts`: its models alone are built. None: all are.
    part: str | None = None

    @property
    def runner(self) -> Runner:
        """Runs the tasks."""
        return Runner(self.folder, self.limits, self.console)

    @property
    def raw_dir(self) -> Path:
        """The raw files that the builds read."""
        return self.folder / BASE

    @property
    def database(self) -> Path:
        """The warehouse that was measured last."""
        return self.folder / "journey.duckdb"

    def measure(self, with_peers: bool) -> Measurement:
        """Generate what is missing, then measure everything once."""
        self._prepare()
        new_touchpoints = self._split()
        before = self._floor()
        build = self._build("full build")
        after = self._floor()
        floors = (before, after)
        floor = Floor(
            before.answer["row_count"],
            readings=tuple(reading.answer["seconds"] for reading in floors),
            cpu_seconds=min(reading.answer["cpu_seconds"] for reading in floors),
            peak_bytes=max(reading.peak_bytes for reading in floors),
        )
        # The peers read what the full build built.
        sessions = self._sessions(build) if with_peers else None
        funnel = measure_funnel(self.runner, self.database) if with_peers else None
        increments = tuple(
            self._increment(number, touchpoints)
            for number, touchpoints in enumerate(new_touchpoints, 1)
        )
        idle = self._build("nothing new")
        return Measurement(
            self.dataset.touchpoints,
            floor,
            build,
            increments,
            idle,
            sessions,
            funnel,
        )

    def _prepare(self) -> None:
        if not self.dataset.is_current:
            with progress(self.console, "generate") as listener:
                listener(0, None, f"about {self.dataset.touchpoints:,} touchpoints")
                self.dataset.generate(self.limits.threads)
        if self.folder.exists():
            shutil.rmtree(self.folder)

    def _split(self) -> list[int]:
        """Part the data set; the touchpoints of each batch as they came out."""
        outcome = self.runner.run(
            "split",
            "split",
            raw_dir=self.dataset.raw_dir,
            folder=self.folder,
            row_counts=self.increments,
        )
        new_touchpoints: list[int] = outcome.answer["touchpoints"]
        return new_touchpoints

    def _floor(self) -> Outcome:
        return self.runner.run(
            "floor",
            "floor",
            raw_dir=self.raw_dir,
            database=self.folder / "floor.duckdb",
        )

    def _increment(self, number: int, touchpoints: int) -> Increment:
        """Let a batch's files land, and build."""
        landed = self.folder / batch_name(number)
        for path in sorted(landed.glob("*/*.parquet")):
            table = self.raw_dir / path.parent.name
            table.mkdir(exist_ok=True)
            path.rename(table / path.name)
        shutil.rmtree(landed)
        return Increment(touchpoints, self._build(f"increment of {touchpoints:,}"))

    def _build(self, title: str) -> Build:
        outcome = self.runner.run(
            "build",
            title,
            log_name=title.replace(" ", "_").replace(",", ""),
            raw_dir=self.raw_dir,
            folder=self.folder,
            select=selection(self.part),
        )
        models = tuple(Model(**model) for model in outcome.answer.pop("models"))
        return Build(**outcome.answer, peak_bytes=outcome.peak_bytes, models=models)

    def _sessions(self, build: Build) -> Sessions:
        touchpoints = self.folder / "session_input.parquet"
        own = self.runner.run(
            "session_input", "sessions", database=self.database, path=touchpoints
        )
        return Sessions(
            build.seconds_of(SESSION_MODELS),
            own.answer["session_count"],
            tuple(self._peer(name, touchpoints) for name in PEERS),
        )

    def _peer(self, name: str, touchpoints: Path) -> Peer:
        if find_spec(name) is None:
            return Peer(name, problem="not installed (dependency group bench)")
        path = self.folder / f"sessions_{name}.parquet"
        try:
            outcome = self.runner.run(
                f"sessions_{name}", "sessions", touchpoints=touchpoints, path=path
            )
            check = self.runner.run(
                "session_check", "sessions", database=self.database, path=path
            )
        except TaskError as error:
            # One that runs out of memory is a result too.
            return Peer(name, problem=str(error).splitlines()[0])
        return Peer(
            name, peak_bytes=outcome.peak_bytes, **outcome.answer, **check.answer
        )
