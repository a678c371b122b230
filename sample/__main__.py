"""The command line: `python -m sample generate --touchpoints N --seed S --out DIR`."""

import argparse
import time
from pathlib import Path

from sample.company import generate
from sample.generator import Plan


def main() -> None:
    """Generate a world and say how long it took."""
    parser = argparse.ArgumentParser(prog="python -m sample")
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("generate", help="write raw tables and the truth")
    command.add_argument("--touchpoints", type=int, required=True, metavar="N")
    command.add_argument("--seed", type=int, default=42)
    command.add_argument("--out", type=Path, required=True, metavar="DIR")
    command.add_argument("--months", type=int, default=24)
    command.add_argument("--threads", type=int, default=2)
    command.add_argument(
        "--format",
        choices=("csv", "parquet", "mixed"),
        default="parquet",
        help="mixed: the forms of the committed sample",
    )
    command.add_argument("--clean", action="store_true", help="plant no defects")
    chosen = parser.parse_args()
    started = time.monotonic()
    plan = Plan(chosen.touchpoints, chosen.seed, chosen.months)
    generate(
        plan,
        chosen.out,
        chosen.format,
        threads=chosen.threads,
        is_clean=chosen.clean,
    )
    seconds = time.monotonic() - started
    print(f"{chosen.out}: a world of {plan.person_count:,} persons in {seconds:.1f} s")


if __name__ == "__main__":
    main()
