"""What a benchmark shows."""

import io
from dataclasses import replace

from rich.console import Console, RenderableType

from benchmarks.figures import (
    Build,
    Floor,
    Funnel,
    FunnelPeer,
    Growth,
    Increment,
    Measurement,
    Model,
    Peer,
    Sessions,
)
from benchmarks.report import funnel_table, growth_table, measurement_tables, progress

MEASURED = Measurement(
    touchpoints=1_000_000,
    floor=Floor(998_877, (2.5, 2.0), 4.0, 300_000_000),
    build=Build(
        9.0,
        14.0,
        1_500_000_000,
        450_000_000,
        tuple(Model(f"model_{n:02}", float(n)) for n in range(1, 13)),
    ),
    increments=(
        Increment(
            3_000,
            Build(1.8, 2.8, 700_000_000, 1, (Model("model_12", 1.0), Model("a", 0.25))),
        ),
    ),
    idle=Build(0.9, 0.7, 200_000_000, 1, (Model("model_12", 0.5),)),
    sessions=Sessions(
        4.0,
        1_234,
        (
            Peer("polars", 1.0, 1.5, 200_000_000, session_count=1_234),
            Peer("pandas", problem="not installed"),
        ),
    ),
    funnel=None,
)


FUNNEL = Funnel(
    event_count=9_000,
    customer_count=900,
    counts=(300, 20),
    count_seconds=1.0,
    attempts_seconds=3.0,
    peers=(
        FunnelPeer("same", 0.5, (300, 20), cpu_seconds=0.75),
        FunnelPeer("other", 2.0, (300, 21)),
        FunnelPeer("none", problem="not installed"),
    ),
    count_cpu_seconds=1.5,
    attempts_cpu_seconds=5.25,
)


def shown(*tables: RenderableType) -> list[str]:
    """Every line, its columns one blank apart."""
    console = Console(file=io.StringIO(), width=100)
    console.print(*tables, sep="\n")
    assert isinstance(console.file, io.StringIO)
    return [" ".join(line.split()) for line in console.file.getvalue().splitlines()]


def test_floor_build_models_and_peers_are_shown() -> None:
    lines = shown(*measurement_tables(MEASURED))
    assert "998,877 touchpoints" in lines
    assert "floor, the quicker of 2.50, 2.00 s 2.00 1.0 4.00 1.0 300" in lines
    assert "full build of 12 models 9.00 4.5 14.00 3.5 1,500 450" in lines
    # 12 of 78 seconds, and six floors.
    assert "model_12 12.00 15.4% 6.00" in lines
    assert "all others 3.00 3.8%" in lines
    assert "full build 9.00 100.0% 14.00 100.0% 1,500" in lines
    assert "3,000 touchpoints 1.80 20.0% 0.90 2.80 20.0% 700" in lines
    assert "nothing new, dbt all the same 0.90 10.0% 0.70 5.0% 200" in lines
    # In the increment, its share, when nothing is new, and in the full build.
    assert "model_12 1.00 80.0% 0.50 12.00" in lines
    assert "warehouse, with identity 4.00 1.0 1,234" in lines
    assert "polars 1.00 0.2 1.50 200 1,234 0" in lines
    assert "pandas: not installed" in lines
    assert not any("model_02" in line for line in lines)


def test_a_funnel_is_shown_beside_its_peers() -> None:
    lines = shown(funnel_table(FUNNEL))
    assert "Ordered funnel of 2 steps, 9,000 events of 900 customers" in lines
    assert "warehouse, step counts 1.00 1.50 300, 20" in lines
    assert "warehouse, all attempts 3.00 5.25" in lines
    assert "same 0.50 0.75 2.00 times 6.00 times agree" in lines
    assert "other 2.00 0.00 0.50 times 1.50 times differ" in lines
    assert "none: not installed" in lines
    assert (
        lines[-4:] == shown(*measurement_tables(replace(MEASURED, funnel=FUNNEL)))[-4:]
    )


def test_growth_is_shown() -> None:
    lines = shown(growth_table([Growth("build", (10, 100), (1.0, 10.0))]))
    assert "build 1.00 → 10.00 10.00 1.00 0.50" in lines


def test_a_log_gets_a_line_per_step() -> None:
    console = Console(file=io.StringIO(), width=100)
    with progress(console, "build") as listener:
        listener(0, None, "parse")
        listener(0, 12, "first [model]")
        listener(0, 12, "first [model]")
        listener(1, 12, "second")
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue().splitlines() == [
        "build: parse",
        "build: [ 1/12] first [model]",
        "build: [ 2/12] second",
    ]
