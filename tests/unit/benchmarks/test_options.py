"""The command line of the benchmark."""

from pathlib import Path

import pytest

from benchmarks.options import BENCH_FOLDER, parse


def test_defaults() -> None:
    options = parse([])
    assert options.sizes == (1_000_000,)
    assert (options.limits.threads, options.limits.memory) == (2, "10GB")
    assert options.with_peers
    assert options.json_file == BENCH_FOLDER / "result.json"


def test_everything_can_be_chosen() -> None:
    line = "--growth 4000,1_000 --threads 1 --memory-limit 4GB --no-peers --seed 7"
    options = parse([*line.split(), "--json", "x.json"])
    # The smaller one is built first.
    assert options.sizes == (1_000, 4_000)
    assert (options.limits.threads, options.limits.memory) == (1, "4GB")
    assert not options.with_peers
    assert options.json_file == Path("x.json")
    assert options.seed == 7


@pytest.mark.parametrize(
    "line",
    [
        "--touchpoints 0",
        "--touchpoints many",
        "--growth 1000",
        "--growth 1000,1000",
        "--growth 1000,2000,3000",
        "--growth 1000,2000 --touchpoints 1000",
        "--threads 0",
    ],
)
def test_what_makes_no_sense_is_refused(line: str) -> None:
    with pytest.raises(SystemExit) as refusal:
        parse(line.split())
    assert refusal.value.code == 2
