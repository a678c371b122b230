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
    assert options.increments(1_000_000) == (3_000,)
    assert options.part is None


def test_everything_can_be_chosen() -> None:
    line = "--growth 4000,1_000 --threads 1 --memory-limit 4GB --no-peers --seed 7"
    line += " --day-share 0.01 --select spine"
    options = parse([*line.split(), "--json", "x.json"])
    # The smaller one is built first.
    assert options.sizes == (1_000, 4_000)
    assert (options.limits.threads, options.limits.memory) == (1, "4GB")
    assert not options.with_peers
    assert options.json_file == Path("x.json")
    assert options.seed == 7
    assert options.part == "spine"
    # A day's, then as many as a day brings to the smaller history.
    assert options.increments(4_000) == (40, 10)
    assert options.increments(1_000) == (10,)


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
        "--day-share 0",
        "--day-share 0.6",
        "--select nothing",
    ],
)
def test_what_makes_no_sense_is_refused(line: str) -> None:
    with pytest.raises(SystemExit) as refusal:
        parse(line.split())
    assert refusal.value.code == 2
