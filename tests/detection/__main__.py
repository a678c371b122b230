"""`python -m tests.detection`: what is found of the planted defects of many worlds.

`make detection WORLDS=50`. Belongs here: which worlds are measured and where their
figures are kept. A world that was measured is not measured again: a run that was broken
off goes on, and `--again` forgets what it had. With `--deliveries` a world has no bad
rows until a run without it adds them.
"""

import argparse
import json
import resource
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from orchestration.settings import REPO_ROOT
from tests.detection.figures import Figures, as_markdown, as_tables, with_figures
from tests.detection.worlds import World, measure_deliveries, measure_rows
from tests.warehouses import Project

FOLDER = REPO_ROOT / "warehouse" / "detection"
DOCS = REPO_ROOT / "docs" / "detection.md"


def world_file(folder: Path, seed: int) -> Path:
    """Where the figures of a world are kept."""
    return folder / f"world-{seed:04}.json"


def kept_world(folder: Path, seed: int) -> World | None:
    """What was measured of a world."""
    file = world_file(folder, seed)
    return World.read(file) if file.exists() else None


def measure_missing(
    folder: Path, seeds: range, console: Console, *, with_rows: bool
) -> None:
    """Measure what there are no figures of yet."""
    worlds = {seed: kept_world(folder, seed) for seed in seeds}
    missing = {
        seed: world
        for seed, world in worlds.items()
        if world is None or (with_rows and not world.rows)
    }
    if not missing:
        return
    with TemporaryDirectory(prefix="detection-") as scratch:
        project = Project.prepare(Path(scratch) / "project")
        for seed, kept in missing.items():
            with TemporaryDirectory(dir=scratch) as own:
                world = kept or measure_deliveries(project, seed, Path(own))
                if with_rows:
                    world = measure_rows(project, world, Path(own))
            text = json.dumps(asdict(world), default=str, indent=1)
            world_file(folder, seed).write_text(text + "\n", encoding="utf-8")
            used = resource.getrusage(resource.RUSAGE_SELF)
            seconds = used.ru_utime + used.ru_stime
            console.print(f"World {seed}: {seconds:.0f} CPU seconds so far")


def main() -> int:
    """Measure worlds and show what they come to; fail where it is too little."""
    parser = argparse.ArgumentParser(prog="python -m tests.detection")
    parser.add_argument("--worlds", type=int, default=3, metavar="N")
    parser.add_argument("--first", type=int, default=1, metavar="SEED")
    parser.add_argument("--again", action="store_true", help="forget earlier figures")
    parser.add_argument(
        "--deliveries", action="store_true", help="no bad rows: half of the time"
    )
    parser.add_argument(
        "--docs", action="store_true", help="write the tables of docs/detection.md"
    )
    chosen = parser.parse_args()
    console = Console()
    seeds = range(chosen.first, chosen.first + chosen.worlds)
    FOLDER.mkdir(parents=True, exist_ok=True)
    if chosen.again:
        for seed in seeds:
            world_file(FOLDER, seed).unlink(missing_ok=True)
    measure_missing(FOLDER, seeds, console, with_rows=not chosen.deliveries)
    worlds = [World.read(world_file(FOLDER, seed)) for seed in seeds]
    figures = Figures.of(worlds)
    for table in as_tables(figures):
        console.print("", table)
    if chosen.docs:
        text = DOCS.read_text(encoding="utf-8")
        DOCS.write_text(with_figures(text, as_markdown(figures)), encoding="utf-8")
    for sentence in figures.shortfalls:
        console.print(sentence, style="bold red")
    return 1 if figures.shortfalls else 0


if __name__ == "__main__":
    sys.exit(main())
