"""Measurements over data that is drawn, of any size and without a build.

Belongs here: what their runs have in common, from the command line to the figures.
"""

import argparse
import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, ClassVar, Protocol, TypeVar

from rich.table import Table

from benchmarks.options import BENCH_FOLDER, count_from_one
from benchmarks.processes import Limits, TaskError
from benchmarks.report import new_console
from benchmarks.runner import Runner


class Figures(Protocol):
    """A dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


Measured = TypeVar("Measured", bound=Figures)


def measure_drawn(
    name: str,
    sizes: Mapping[str, int],
    measure: Callable[..., Measured],
    table: Callable[[Measured], Table],
) -> Measured | None:
    """Measure sizes that the user may choose, show and write all: None if it failed."""
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks.{name}")
    for size, count in sizes.items():
        parser.add_argument(f"--{size}", type=count_from_one, default=count)
    parser.add_argument("--threads", type=count_from_one, default=2)
    parser.add_argument("--memory-limit", default="10GB", help="DuckDB's")
    options = vars(parser.parse_args())
    folder = BENCH_FOLDER / name
    shutil.rmtree(folder, ignore_errors=True)
    console = new_console()
    limits = Limits(options["threads"], options["memory_limit"])
    try:
        chosen = {size: options[size] for size in sizes}
        measured = measure(Runner(folder, limits, console), **chosen)
    except TaskError as error:
        console.print(str(error), markup=False, soft_wrap=True)
        return None
    console.print("", table(measured))
    figures = options | {"load_average": os.getloadavg()} | asdict(measured)
    json_file = BENCH_FOLDER / f"{name}.json"
    json_file.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    console.print(f"\nAll figures are in {json_file}", soft_wrap=True)
    return measured
