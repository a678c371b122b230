"""Runs tasks of one measurement, and shows them.

Belongs here: what all tasks of a measurement share. How a process is run belongs in
`processes`, what is shown in `report`.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

from benchmarks.processes import Limits, Outcome, run_task
from benchmarks.report import progress


@dataclass(frozen=True)
class Runner:
    """Runs tasks within the same limits; what they say goes into the same folder."""

    folder: Path
    limits: Limits
    console: Console

    def run(
        self, task: str, title: str, log_name: str | None = None, **arguments: Any
    ) -> Outcome:
        """Run a task, shown by its title; paths become text."""
        with progress(self.console, title) as listener:
            return run_task(
                task, arguments, self.limits, self.folder, listener, log_name
            )
