"""The funnel engine beside ClickHouse's windowFunnel, over one log of events.

`python -m benchmarks.funnel` takes a log that is drawn, for a size of its own without a
build; `make bench` takes the warehouse's. Belongs here: the order of the tasks, and how
their answers become figures.
"""

import argparse
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

from benchmarks.figures import Funnel, FunnelPeer
from benchmarks.options import BENCH_FOLDER, count_from_one
from benchmarks.processes import Limits, TaskError
from benchmarks.report import funnel_table, new_console
from benchmarks.runner import Runner

PEER = "chdb"
SOURCES = {"parquet": "of Parquet", "merge_tree": "of its sorted table"}


def measure_funnel(runner: Runner, database: Path) -> Funnel:
    """Measure the engine in a warehouse, then the peer over the same rows."""
    log = runner.folder / "events.parquet"
    own = runner.run("funnel_own", "funnel", database=database, path=log).answer
    return Funnel(
        event_count=own["event_count"],
        customer_count=own["customer_count"],
        counts=tuple(own["counts"]),
        count_seconds=own["count_seconds"],
        attempts_seconds=own["attempts_seconds"],
        peers=tuple(_peer(runner, log, source) for source in SOURCES),
        count_cpu_seconds=own["count_cpu_seconds"],
        attempts_cpu_seconds=own["attempts_cpu_seconds"],
    )


def _peer(runner: Runner, log: Path, source: str) -> FunnelPeer:
    name = f"{PEER}, {SOURCES[source]}"
    if find_spec(PEER) is None:
        return FunnelPeer(name, problem="not installed (dependency group bench)")
    try:
        answer = runner.run(
            "funnel_chdb",
            "funnel",
            log_name=f"funnel_chdb_{source}",
            path=log,
            source=source,
        ).answer
    except TaskError as error:
        return FunnelPeer(name, problem=str(error).splitlines()[0])
    return FunnelPeer(
        name,
        answer["seconds"],
        tuple(answer["counts"]),
        cpu_seconds=answer["cpu_seconds"],
    )


def main() -> int:
    """Draw a log, measure, and show: 1 when counts differ or a task failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.funnel")
    parser.add_argument("--events", type=count_from_one, default=10_000_000)
    parser.add_argument("--customers", type=count_from_one, default=300_000)
    parser.add_argument("--threads", type=count_from_one, default=2)
    parser.add_argument("--memory-limit", default="10GB", help="DuckDB's")
    options = parser.parse_args()
    folder = BENCH_FOLDER / "funnel"
    shutil.rmtree(folder, ignore_errors=True)
    console = new_console()
    runner = Runner(folder, Limits(options.threads, options.memory_limit), console)
    database = folder / "journey.duckdb"
    try:
        runner.run(
            "funnel_log",
            "funnel",
            database=database,
            events=options.events,
            customers=options.customers,
        )
        funnel = measure_funnel(runner, database)
    except TaskError as error:
        console.print(str(error), markup=False, soft_wrap=True)
        return 1
    console.print("", funnel_table(funnel))
    return int(bool(funnel.differing))


if __name__ == "__main__":
    sys.exit(main())
