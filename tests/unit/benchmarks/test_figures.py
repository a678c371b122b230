"""The ratios of a benchmark, from figures worked out by hand."""

import json

import pytest

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
    as_json,
    growth_between,
)

FLOOR = Floor(row_count=1_000, readings=(2.5, 2.0), cpu_seconds=4.0, peak_bytes=10)
BUILD = Build(
    seconds=8.0,
    cpu_seconds=14.0,
    peak_bytes=20,
    file_bytes=30,
    models=(Model("b", 1.0), Model("slow", 7.0), Model("a", 1.0), Model("tiny", 0.1)),
)


def build_of(
    seconds: float, *models: Model, rebuilt: dict[str, str] | None = None
) -> Build:
    return Build(seconds, 2 * seconds, 20, 30, models, rebuilt or {})


DAY = Increment(3, build_of(2.0, Model("slow", 1.0)))
IDLE = build_of(1.0, Model("slow", 0.5))
FUNNEL = Funnel(
    event_count=90,
    customer_count=9,
    counts=(3, 2),
    count_seconds=1.0,
    attempts_seconds=3.0,
    peers=(
        FunnelPeer("quick", 0.5, (3, 2)),
        FunnelPeer("wrong", 2.0, (4, 1)),
        FunnelPeer("none", problem="not installed"),
    ),
)
MEASURED = Measurement(900, FLOOR, BUILD, (DAY,), IDLE, sessions=None, funnel=None)


def test_the_quicker_reading_is_the_floor() -> None:
    assert FLOOR.seconds == 2.0
    assert MEASURED.ratio == 4.0
    assert MEASURED.cpu_ratio == 3.5


def test_increments_are_parts_of_the_full_build() -> None:
    assert MEASURED.share(DAY.build) == 0.25
    assert MEASURED.cpu_share(IDLE) == pytest.approx(2 / 14)


def test_models_that_increments_built_whole_are_named_with_the_reason() -> None:
    assert MEASURED.rebuilt == {}
    day = Increment(3, build_of(2.0, rebuilt={"a": "it is new"}))
    idle = build_of(1.0, rebuilt={"b": "changed as a whole: a"})
    measured = Measurement(900, FLOOR, BUILD, (DAY, day), idle, None, None)
    assert measured.rebuilt == {"a": "it is new", "b": "changed as a whole: a"}


def test_peers_that_count_otherwise_are_named_and_missing_ones_are_not() -> None:
    assert FUNNEL.differing == ["wrong"]


def test_models_are_ranked_by_seconds_then_by_name() -> None:
    assert [model.name for model in BUILD.slowest(3)] == ["slow", "a", "b"]


def test_shares_are_of_the_models_seconds_and_add_up() -> None:
    assert BUILD.share(BUILD.slowest(1)[0]) == pytest.approx(7.0 / 9.1)
    assert sum(BUILD.share(model) for model in BUILD.models) == pytest.approx(1)


def test_a_build_without_time_has_no_shares() -> None:
    idle = Build(0.0, 0.0, 0, 0, (Model("view", 0.0),))
    assert idle.share(idle.models[0]) == 0.0


def test_seconds_of_some_models() -> None:
    assert BUILD.seconds_of(["slow", "a", "no_such_model"]) == 8.0


@pytest.mark.parametrize(
    ("seconds", "exponent"),
    [((1.0, 1.0), 0.0), ((1.0, 4.0), 1.0), ((1.0, 16.0), 2.0), ((4.0, 2.0), -0.5)],
)
def test_growth_is_a_power_of_the_rows(
    seconds: tuple[float, float], exponent: float
) -> None:
    growth = Growth("build", (1_000, 4_000), seconds)
    assert growth.exponent == pytest.approx(exponent)


def test_growth_beside_sorting() -> None:
    # 10^6 · 6 against 10^3 · 3, in any base: 2000 times the work.
    growth = Growth("build", (1_000, 1_000_000), (1.0, 3_000.0))
    assert growth.n_log_n == pytest.approx(2_000)
    assert growth.against_n_log_n == pytest.approx(1.5)


def test_growth_of_models_that_say_something() -> None:
    larger = Measurement(
        touchpoints=3_600,
        floor=Floor(4_000, (8.0, 9.0), 16.0, 10),
        # One was too quick before, one was not there.
        build=build_of(
            32.0, Model("slow", 14.0), Model("tiny", 9.0), Model("new", 5.0)
        ),
        increments=(Increment(12, build_of(5.0)), Increment(4, build_of(3.0))),
        idle=build_of(1.5),
        sessions=None,
        funnel=None,
    )
    growth = growth_between(MEASURED, larger, model_count=10)
    assert {each.name: each.factor for each in growth} == {
        "floor": 4.0,
        "build": 4.0,
        # From 14 to 64 seconds.
        "build, CPU": 64 / 14,
        "slow": 2.0,
        # Those that bring as many rows, not those of a day.
        "increment of 3 and 4": 1.5,
        "increment of 3 and 4, CPU": 1.5,
        "nothing new": 1.5,
    }
    assert {each.rows for each in growth} == {(1_000, 4_000)}


def test_the_file_holds_figures_and_ratios() -> None:
    sessions = Sessions(3.0, 7, (Peer("polars", 1.5, 2.0, 40, session_count=7),))
    measured = Measurement(900, FLOOR, BUILD, (DAY,), IDLE, sessions, FUNNEL)
    growth = Growth("build", (10, 100), (1.0, 20.0))
    figures = json.loads(json.dumps(as_json([measured], [growth])))
    (measurement,) = figures["measurements"]
    assert measurement["build_per_floor"] == 4.0
    assert measurement["build_per_floor_cpu"] == 3.5
    assert measurement["floor"]["seconds"] == 2.0
    assert measurement["floor"]["readings"] == [2.5, 2.0]
    assert [model["name"] for model in measurement["build"]["models"]] == [
        "slow",
        "a",
        "b",
        "tiny",
    ]
    assert measurement["build"]["models"][0]["share"] == pytest.approx(7.0 / 9.1)
    (increment,) = measurement["increments"]
    assert (increment["touchpoints"], increment["per_build"]) == (3, 0.25)
    assert increment["per_build_cpu"] == pytest.approx(4 / 14)
    assert increment["build"]["models"] == [
        {"name": "slow", "seconds": 1.0, "share": 1.0}
    ]
    assert measurement["idle"]["per_build"] == 0.125
    assert measurement["sessions"]["peers"][0]["seconds"] == 1.5
    quick, wrong, none = measurement["funnel"]["peers"]
    assert (quick["counts_per_peer"], quick["attempts_per_peer"]) == (2.0, 6.0)
    assert (wrong["counts_per_peer"], wrong["attempts_per_peer"]) == (0.5, 1.5)
    assert "counts_per_peer" not in none
    assert figures["growth"][0]["against_n_log_n"] == pytest.approx(1)
