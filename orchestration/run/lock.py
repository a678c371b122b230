"""One run per warehouse at a time.

Belongs here: holding the warehouse, and saying who does. The system lets go of the lock
when its holder ends, however it ends: what a killed run left never blocks.
"""

import fcntl
import json
import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

# What this process holds: `make run` the warehouse from its first look to the end, a
# process of Dagster's one step at a time.
_held: set[Path] = set()


class WarehouseHeld(RuntimeError):
    """Another run has the warehouse; the message says which."""


@dataclass(frozen=True)
class Holder:
    """A run that holds a warehouse."""

    pid: int
    since: str
    command: str


@contextmanager
def hold(lock_file: Path, command: str | None = None) -> Iterator[None]:
    """Hold the warehouse of a lock file, or say who does.

    Others are told `command`, unless this process may be told as it was called. Within
    a process that holds the warehouse already, nothing happens.
    """
    if lock_file in _held:
        yield
        return
    with lock_file.open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise WarehouseHeld(held_sentence(_read(lock))) from error
        # Only a courtesy: whether the disk has room is for the run itself to find out.
        with suppress(OSError):
            _write(lock, _this_process(command))
        _held.add(lock_file)
        try:
            yield
        finally:
            _held.remove(lock_file)


def held_sentence(holder: Holder | None) -> str:
    """Say who holds the warehouse.

    >>> held_sentence(Holder(7, "2026-01-31 12:00:00 UTC", "make"))
    'Process 7 (make) has been building this warehouse since 2026-01-31 12:00:00 UTC; \
run again when it has ended.'
    """
    if holder is None:
        return "Another run is building this warehouse; run again when it has ended."
    return (
        f"Process {holder.pid} ({holder.command}) has been building this warehouse "
        f"since {holder.since}; run again when it has ended."
    )


def run_of_dagster(run_id: str) -> str:
    """What others are told of a run of Dagster; how its process was called tells none.

    >>> run_of_dagster("1a2b3c4d-0000-4000-8000-000000000000")
    'Dagster, run 1a2b3c4d'
    """
    # As much of it as Dagster's UI shows.
    return f"Dagster, run {run_id[:8]}"


def _this_process(command: str | None) -> Holder:
    return Holder(
        pid=os.getpid(),
        since=f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC",
        # On one line, as the sentence is that it becomes part of.
        command=command or " ".join(shlex.join(sys.orig_argv).split()),
    )


def _write(lock: TextIO, holder: Holder) -> None:
    lock.truncate(0)
    lock.write(json.dumps(asdict(holder)))
    lock.flush()


def _read(lock: TextIO) -> Holder | None:
    """The holder, if it has come to write itself down."""
    lock.seek(0)
    try:
        return Holder(**json.load(lock))
    except (ValueError, TypeError):
        return None
