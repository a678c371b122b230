"""A build in a process of its own that is killed before it is done."""

import multiprocessing
import os
import signal
import threading
from pathlib import Path

from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt_common.events.base_types import EventMsg

from tests.warehouses import Warehouse


def build_and_kill(
    warehouse: Warehouse,
    raw_dir: Path,
    arguments: list[str],
    finished_models: int,
    seconds: float,
) -> bool:
    """Kill a build some time after a number of models; whether it came to that."""
    # dbt keeps a warehouse open in this process, which would shut out the other one.
    DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]
    spawned = multiprocessing.get_context("spawn").Process(
        target=_build, args=(warehouse, raw_dir, arguments, finished_models, seconds)
    )
    spawned.start()
    spawned.join()
    assert spawned.exitcode in {0, -signal.SIGKILL}, spawned.exitcode
    return spawned.exitcode != 0


def _build(
    warehouse: Warehouse,
    raw_dir: Path,
    arguments: list[str],
    finished_models: int,
    seconds: float,
) -> None:
    finished = 0

    def count(event: EventMsg) -> None:
        nonlocal finished
        finished += event.info.name == "NodeFinished"
        if finished == finished_models:
            finished += 1
            threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGKILL)).start()

    assert warehouse.run(raw_dir, *arguments, callbacks=[count]).success
