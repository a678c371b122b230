"""The funnel engine beside ClickHouse's windowFunnel, over one log of events.

`python -m benchmarks.funnel` takes a log that is drawn, for a size of its own without a
build; `make bench` takes the warehouse's. Belongs here: the order of the tasks, and how
their answers become figures.
"""

import sys
from importlib.util import find_spec
from pathlib import Path

from benchmarks.drawn import measure_drawn
from benchmarks.figures import Funnel, FunnelPeer
from benchmarks.processes import TaskError
from benchmarks.report import funnel_table
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


def measure_drawn_funnel(
    runner: Runner, events: int, customers: int, shoppers: int
) -> Funnel:
    """Draw a log into a new warehouse, and measure."""
    database = runner.folder / "journey.duckdb"
    runner.run(
        "funnel_log",
        "funnel",
        database=database,
        events=events,
        customers=customers,
        shoppers=shoppers,
    )
    return measure_funnel(runner, database)


def main() -> int:
    """Draw a log, measure, show, and write: 1 when counts differ or a task failed."""
    # Of a hundred customers so many shop; in a warehouse's log it was thirty.
    sizes = {"events": 10_000_000, "customers": 300_000, "shoppers": 100}
    funnel = measure_drawn("funnel", sizes, measure_drawn_funnel, funnel_table)
    return int(funnel is None or bool(funnel.differing))


if __name__ == "__main__":
    sys.exit(main())
