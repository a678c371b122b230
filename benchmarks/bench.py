"""Measures data of one size: the order in which tasks run.

Belongs here: what is run, where its files lie, and how its answers become figures.
"""

import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from rich.console import Console

from benchmarks.datasets import Dataset
from benchmarks.figures import Build, Floor, Measurement, Model, Peer, Sessions
from benchmarks.processes import Limits, Outcome, TaskError, run_task
from benchmarks.report import progress

SESSION_MODELS = ("int_touchpoints__sessionised",)
PEERS = ("polars", "pandas")


@dataclass(frozen=True)
class Bench:
    """Measures data of one size, in a folder of its own that is left for a look."""

    dataset: Dataset
    folder: Path
    limits: Limits
    console: Console

    @property
    def database(self) -> Path:
        """The warehouse that was measured last."""
        return self.folder / "journey.duckdb"

    def measure(self, with_peers: bool) -> Measurement:
        """Generate what is missing, then measure everything once."""
        self._prepare()
        before = self._floor()
        build = self._build()
        after = self._floor()
        floors = (before, after)
        floor = Floor(
            before.answer["row_count"],
            readings=tuple(reading.answer["seconds"] for reading in floors),
            cpu_seconds=min(reading.answer["cpu_seconds"] for reading in floors),
            peak_bytes=max(reading.peak_bytes for reading in floors),
        )
        sessions = self._sessions(build) if with_peers else None
        return Measurement(self.dataset.touchpoints, floor, build, sessions)

    def _prepare(self) -> None:
        if not self.dataset.is_current:
            with progress(self.console, "generate") as listener:
                listener(0, None, f"about {self.dataset.touchpoints:,} touchpoints")
                self.dataset.generate(self.limits.threads)
        if self.folder.exists():
            shutil.rmtree(self.folder)

    def _run(self, task: str, title: str, **arguments: Path) -> Outcome:
        as_text = {name: str(path) for name, path in arguments.items()}
        with progress(self.console, title) as listener:
            return run_task(task, as_text, self.limits, self.folder, listener)

    def _floor(self) -> Outcome:
        return self._run(
            "floor",
            "floor",
            raw_dir=self.dataset.raw_dir,
            database=self.folder / "floor.duckdb",
        )

    def _build(self) -> Build:
        outcome = self._run(
            "build", "build", raw_dir=self.dataset.raw_dir, folder=self.folder
        )
        models = tuple(Model(**model) for model in outcome.answer.pop("models"))
        return Build(**outcome.answer, peak_bytes=outcome.peak_bytes, models=models)

    def _sessions(self, build: Build) -> Sessions:
        touchpoints = self.folder / "session_input.parquet"
        own = self._run(
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
            outcome = self._run(
                f"sessions_{name}", "sessions", touchpoints=touchpoints, path=path
            )
            check = self._run(
                "session_check", "sessions", database=self.database, path=path
            )
        except TaskError as error:
            # One that runs out of memory is a result too.
            return Peer(name, problem=str(error).splitlines()[0])
        return Peer(
            name, peak_bytes=outcome.peak_bytes, **outcome.answer, **check.answer
        )
