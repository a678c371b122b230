"""Runs a task in a process of its own, so that its peak memory is its own.

Belongs here: starting, listening and measuring. What a task does belongs in `tasks`.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.settings import REPO_ROOT

# Called with what is done, how much there is (None: unknown), and what is going on.
Listener = Callable[[int, int | None, str], None]

# Linux counts in KiB, macOS in bytes.
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
LAST_LINES = 15


class TaskError(RuntimeError):
    """A task failed; the message is the end of what it said."""


@dataclass(frozen=True)
class Limits:
    """What every task may use, DuckDB and its peers alike."""

    threads: int
    memory: str


@dataclass(frozen=True)
class Outcome:
    """What a task answered, and the most memory it held."""

    answer: dict[str, Any]
    peak_bytes: int


def run_task(
    name: str,
    arguments: Mapping[str, Any],
    limits: Limits,
    folder: Path,
    listener: Listener,
    log_name: str | None = None,
) -> Outcome:
    """Run `benchmarks.tasks.<name>` in a new process; what it says goes into a log.

    The new process starts with this one's peak as its own: nothing large may ever be
    loaded here.
    """
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / f"{log_name or name}.log"
    command = [
        sys.executable,
        "-m",
        "benchmarks.tasks",
        name,
        json.dumps(arguments, default=str),
    ]
    with log.open("w", encoding="utf-8") as said:
        process = subprocess.Popen(
            command,
            cwd=REPO_ROOT,
            env=_environment(limits),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
        )
        try:
            answer = _listen(process, listener)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        finally:
            if process.returncode is None:
                process.kill()
                process.wait()
    if answer is None or process.returncode != 0:
        raise TaskError(_complaint(name, process.returncode, log))
    return Outcome(answer, usage.ru_maxrss * MAXRSS_UNIT)


def _environment(limits: Limits) -> dict[str, str]:
    """This process's environment without the settings of the user's own warehouse."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("JOURNEY_")
    }
    return kept | {
        "JOURNEY_THREADS": str(limits.threads),
        "JOURNEY_MEMORY_LIMIT": limits.memory,
        "POLARS_MAX_THREADS": str(limits.threads),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    }


def _listen(
    process: subprocess.Popen[str], listener: Listener
) -> dict[str, Any] | None:
    """Pass on what a task reports, until it ends; the answer is its last report."""
    assert process.stdout is not None
    answer: dict[str, Any] | None = None
    for line in process.stdout:
        report = json.loads(line)
        if "answer" in report:
            answer = report["answer"]
        else:
            listener(report["done"], report["total"], report["what"])
    return answer


def _complaint(name: str, exit_code: int, log: Path) -> str:
    if exit_code < 0:
        reason = f"was ended by {signal.Signals(-exit_code).name}"
    else:
        reason = f"ended with {exit_code}"
    text = log.read_text(encoding="utf-8", errors="replace")
    end = "\n".join(text.splitlines()[-LAST_LINES:])
    return f"{name} {reason}; all it said is in {log}\n{end}".rstrip()
