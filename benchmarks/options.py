"""What the user can choose.

Belongs here: the command line alone.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.parts import PARTS
from benchmarks.processes import Limits
from orchestration.settings import REPO_ROOT

DESCRIPTION = "Measure builds of the warehouse beside a floor and other tools."
BENCH_FOLDER = REPO_ROOT / "warehouse" / "bench"


@dataclass(frozen=True)
class Options:
    """What the user chose."""

    sizes: tuple[int, ...]
    seed: int
    limits: Limits
    with_peers: bool
    json_file: Path
    day_share: float
    # Of `benchmarks.parts`: its models alone are built. None: all are.
    part: str | None

    def increments(self, size: int) -> tuple[int, ...]:
        """New touchpoints of a size's increments: a day's, then as many as all have.

        >>> parse(["--growth", "1000000,4000000"]).increments(4_000_000)
        (12000, 3000)
        >>> parse(["--growth", "1000000,4000000"]).increments(1_000_000)
        (3000,)
        """
        days = [max(1, round(each * self.day_share)) for each in (size, self.sizes[0])]
        return tuple(dict.fromkeys(days))


def parse(arguments: Sequence[str]) -> Options:
    """Read the command line.

    >>> parse(["--touchpoints", "2_000_000"]).sizes
    (2000000,)
    >>> parse(["--growth", "1000000,4000000"]).sizes
    (1000000, 4000000)
    """
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=DESCRIPTION
    )
    size = parser.add_mutually_exclusive_group()
    size.add_argument(
        "--touchpoints", type=count_from_one, default=1_000_000, metavar="N"
    )
    size.add_argument(
        "--growth", type=two_sizes, metavar="N,M", help="two sizes, and how time grows"
    )
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--threads", type=count_from_one, default=2)
    parser.add_argument("--memory-limit", default="10GB", help="DuckDB's")
    parser.add_argument("--no-peers", action="store_true", help="the builds alone")
    parser.add_argument(
        "--day-share",
        type=share,
        default=0.003,
        help="part of the touchpoints that an increment brings",
    )
    parser.add_argument(
        "--select",
        choices=sorted(PARTS),
        help="the models of this part alone; see benchmarks/parts.py",
    )
    parser.add_argument(
        "--json", type=Path, default=BENCH_FOLDER / "result.json", metavar="FILE"
    )
    chosen = parser.parse_args(arguments)
    return Options(
        chosen.growth or (chosen.touchpoints,),
        chosen.seed,
        Limits(chosen.threads, chosen.memory_limit),
        not chosen.no_peers,
        chosen.json,
        chosen.day_share,
        chosen.select,
    )


def count_from_one(text: str) -> int:
    """Read a whole number from 1; underscores may part its digits."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number from 1")
    return number


def share(text: str) -> float:
    """Read a part of a whole: more than none of it, and at most half."""
    number = float(text)
    if not 0 < number <= 0.5:
        raise argparse.ArgumentTypeError(f"{text} is not a share from 0 to 0.5")
    return number


def two_sizes(text: str) -> tuple[int, int]:
    """Read two sizes, the smaller one first."""
    sizes = sorted({count_from_one(size) for size in text.split(",")})
    if len(sizes) != 2:
        raise argparse.ArgumentTypeError(f"{text!r}: name two sizes, as in 1000,4000")
    return sizes[0], sizes[1]
