"""A build in a process of its own that is killed before it is done.

This file is also what that process runs: the classes of a test may have other names
there, so that only the warehouse is handed over.
"""

import os
import pickle
import signal
import subprocess
import sys
import threading
from pathlib import Path

from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt_common.events.base_types import EventMsg

from orchestration.settings import REPO_ROOT
from tests.warehouses import Warehouse

# No build of these few rows takes a tenth of it.
LONGEST_BUILD_SECONDS = 600


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
    task = warehouse.folder / "killed_build.pickle"
    task.write_bytes(pickle.dumps((warehouse, raw_dir, arguments)))
    ended = subprocess.run(
        [sys.executable, __file__, str(task), str(finished_models), str(seconds)],
        env=os.environ | {"PYTHONPATH": str(REPO_ROOT)},
        timeout=LONGEST_BUILD_SECONDS,
        check=False,
    )
    assert ended.returncode in {0, -signal.SIGKILL}, ended.returncode
    return ended.returncode != 0


def _build(task: Path, finished_models: int, seconds: float) -> None:
    warehouse: Warehouse
    warehouse, raw_dir, arguments = pickle.loads(task.read_bytes())
    finished = 0

    def count(event: EventMsg) -> None:
        nonlocal finished
        finished += event.info.name == "NodeFinished"
        if finished == finished_models:
            finished += 1
            threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGKILL)).start()

    assert warehouse.run(raw_dir, *arguments, callbacks=[count]).success


if __name__ == "__main__":
    _build(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
