"""`python -m benchmarks`: measure builds and show what they cost.

Belongs here: which sizes are measured, what becomes of the figures, and the exit code.
"""

import json
import os
import platform
import subprocess
import sys
from importlib.metadata import distributions
from typing import Any

from rich.console import Console

from benchmarks.bench import PEERS, Bench
from benchmarks.datasets import Dataset
from benchmarks.figures import Growth, Measurement, as_json, growth_between
from benchmarks.options import BENCH_FOLDER, Options, parse
from benchmarks.processes import TaskError
from benchmarks.report import (
    SLOWEST_SHOWN,
    growth_table,
    measurement_tables,
    new_console,
)

PACKAGES = ("duckdb", "dbt-core", "dbt-duckdb", *PEERS, "chdb")
INTERRUPTED = 130


def run(options: Options, console: Console) -> list[Measurement]:
    """Measure each size, show it, and write all figures."""
    measurements = []
    for size in options.sizes:
        name = f"{size}-seed-{options.seed}"
        dataset = Dataset(size, options.seed, BENCH_FOLDER / "data" / name)
        folder = BENCH_FOLDER / "-".join(filter(None, ["run", name, options.part]))
        increments = options.increments(size)
        bench = Bench(
            dataset, folder, options.limits, console, increments, options.part
        )
        measurements.append(bench.measure(options.with_peers))
        for table in measurement_tables(measurements[-1]):
            console.print("", table)
    growth: list[Growth] = []
    if len(measurements) == 2:
        small, large = measurements
        growth = growth_between(small, large, SLOWEST_SHOWN)
        console.print("", growth_table(growth))
    figures = circumstances(options) | as_json(measurements, growth)
    options.json_file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(figures, indent=2)
    options.json_file.write_text(text + "\n", encoding="utf-8")
    console.print(f"\nAll figures are in {options.json_file}", soft_wrap=True)
    return measurements


def circumstances(options: Options) -> dict[str, Any]:
    """What the figures depend on besides the code."""
    versions = {found.name: found.version for found in distributions()}
    return {
        "seed": options.seed,
        "part": options.part,
        "threads": options.limits.threads,
        "memory_limit": options.limits.memory,
        "cores": os.cpu_count(),
        "load_average": os.getloadavg(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "packages": {name: versions.get(name) for name in PACKAGES},
    }


def main() -> int:
    """Measure: 0 when all is as it should be.

    1 when a task failed, an answer differs, or an increment built a model whole.
    """
    console = new_console()
    try:
        measurements = run(parse(sys.argv[1:]), console)
    except (TaskError, subprocess.CalledProcessError) as error:
        console.print(str(error), markup=False, soft_wrap=True)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    sessions = [each.sessions for each in measurements if each.sessions is not None]
    differing = [p for each in sessions for p in each.peers if p.differing_count]
    for peer in differing:
        console.print(f"{peer.name} has other sessions than the warehouse.")
    funnels = [each.funnel for each in measurements if each.funnel is not None]
    other_counts = [name for funnel in funnels for name in funnel.differing]
    for name in other_counts:
        console.print(f"{name} has other step counts than the warehouse.")
    rebuilt = {
        model: why for each in measurements for model, why in each.rebuilt.items()
    }
    for model, why in rebuilt.items():
        console.print(f"An increment built {model} whole: {why}", markup=False)
    return 1 if differing or other_counts or rebuilt else 0


if __name__ == "__main__":
    sys.exit(main())
