"""The command line: `python -m sample generate --touchpoints N --seed S --out DIR`."""

import argparse
import time
from pathlib import Path

from sample.company import COMMITTED, SAMPLE_FOLDER, generate
from sample.generator import Plan

SIZES = {"small": 72_000, "medium": 1_000_000, "large": 10_000_000}


def touchpoint_count(text: str) -> int:
    """Read a size: a name, or a number that may hold underscores.

    >>> touchpoint_count("medium"), touchpoint_count("250_000")
    (1000000, 250000)
    """
    return SIZES[text] if text in SIZES else int(text)


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
    commands.add_parser("refresh", help="write the committed sample again")
    chosen = parser.parse_args()
    started = time.monotonic()
    if chosen.command == "refresh":
        plan, out = COMMITTED, SAMPLE_FOLDER
        generate(plan, out, "mixed")
    else:
        plan, out = Plan(chosen.touchpoints, chosen.seed, chosen.months), chosen.out
        generate(
            plan, out, chosen.format, threads=chosen.threads, is_clean=chosen.clean
        )
    seconds = time.monotonic() - started
    print(f"{out}: a world of {plan.person_count:,} persons in {seconds:.1f} s")


if __name__ == "__main__":
    main()
