"""The command line: `python -m sample generate --touchpoints N --seed S --out DIR`."""

import argparse
import json
import time
from dataclasses import asdict
from pathlib import Path

from sample import faults
from sample.company import COMMITTED, SAMPLE_FOLDER, generate
from sample.generator import Plan

SIZES = {"small": 72_000, "medium": 1_000_000, "large": 10_000_000}

# Says that a folder was written here, and from which plan.
PLAN_FILE = "sample-plan.json"


def touchpoint_count(text: str) -> int:
    """Read a size: a name, or a number that may hold underscores.

    >>> touchpoint_count("medium"), touchpoint_count("250_000")
    (1000000, 250000)
    """
    if text in SIZES:
        return SIZES[text]
    if not text.replace("_", "").isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no size: a whole number from 1, or {', '.join(SIZES)}"
        )
    return int(text)


class FolderTakenError(Exception):
    """A folder holds what the generator did not write; the message is one sentence."""


def claim(folder: Path, plan: Plan) -> None:
    """Make a folder ours, or refuse: what lies below `raw` and `truth` is replaced."""
    if folder.exists() and not folder.is_dir():
        raise FolderTakenError(f"{folder} is not a folder.")
    is_ours = (folder / PLAN_FILE).is_file()
    if folder.exists() and not is_ours and any(folder.iterdir()):
        raise FolderTakenError(
            f"{folder} holds files, and none of them is the {PLAN_FILE} of an earlier "
            "sample: name a new or an empty folder."
        )
    folder.mkdir(parents=True, exist_ok=True)
    # Before the first table, so that a run that was broken off can be repeated.
    text = json.dumps(asdict(plan), indent=2)
    (folder / PLAN_FILE).write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Generate a world and say how long it took."""
    parser = argparse.ArgumentParser(prog="python -m sample")
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("generate", help="write raw tables and the truth")
    command.add_argument(
        "--touchpoints",
        "--size",
        type=touchpoint_count,
        default=SIZES["small"],
        metavar="N",
        help="a number, or small, medium, large",
    )
    command.add_argument("--seed", type=int, default=42)
    # Not the committed sample: that one is written by `refresh` alone.
    command.add_argument(
        "--out", type=Path, default=Path("warehouse/sample"), metavar="DIR"
    )
    command.add_argument("--months", type=int, default=24)
    command.add_argument("--threads", type=int, default=2)
    command.add_argument(
        "--format",
        choices=("csv", "parquet", "mixed"),
        default="parquet",
        help="mixed: the forms of the committed sample",
    )
    command.add_argument("--clean", action="store_true", help="plant no defects")
    command.add_argument(
        "--faults",
        action="store_true",
        help="spoil whole days and columns of a clean Parquet world",
    )
    commands.add_parser("refresh", help="write the committed sample again")
    chosen = parser.parse_args()
    started = time.monotonic()
    if chosen.command == "refresh":
        plan, out = COMMITTED, SAMPLE_FOLDER
        generate(plan, out, "mixed")
    else:
        plan, out = Plan(chosen.touchpoints, chosen.seed, chosen.months), chosen.out
        if chosen.faults and (chosen.format != "parquet" or not chosen.clean):
            parser.error("--faults go with --clean and Parquet")
        try:
            claim(out, plan)
        except FolderTakenError as error:
            parser.error(str(error))
        generate(
            plan, out, chosen.format, threads=chosen.threads, is_clean=chosen.clean
        )
        if chosen.faults:
            faults.plant(out, plan)
    seconds = time.monotonic() - started
    print(f"{out}: a world of {plan.person_count:,} persons in {seconds:.1f} s")


if __name__ == "__main__":
    main()
