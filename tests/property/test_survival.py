"""The durations of stays against `lifelines` and sums that are written out.

They are compared on random stays here, on the stages of real deals in
`tests/integration/test_real_data.py`.
"""

import math
from functools import cache
from random import Random
from typing import Any

import duckdb
import pytest
from dbt.artifacts.schemas.run import RunExecutionResult
from dbt.contracts.graph.nodes import CompiledNode
from lifelines import KaplanMeierFitter

from tests.warehouses import DATABASE_NAME, Project, complaint, run_dbt

from .specification.survival import Stay, incidence

CAUSES = ["advanced", "returned", "lost"]
GROUPS = range(120)
# Stays last half days, so that these lie on ends, between them and behind all of them.
HORIZONS = [0, 0.5, 1.75, 4, 20, 30, 100, 1000]
HORIZON = 30
DAY = 86_400_000_000
TOLERANCE = 1e-9
QUANTILE = 1.959963984540054

Row = dict[str, Any]


def random_stays(seed: int) -> list[Stay]:
    """Half days, so that ends and censorings meet; of some groups nothing ends."""
    rng = Random(seed)
    longest = rng.choice([1, 4, 40, 400])
    weights = [*(rng.choice([0, 1, 5]) for _ in CAUSES), rng.choice([1, 5, 20])]
    ends = rng.choices([*CAUSES, None], weights, k=rng.randint(1, 90))
    return [(rng.randint(0, longest) / 2, end) for end in ends]


STAYS = {group: random_stays(group) for group in GROUPS}


@cache
def curve_of(group: int) -> KaplanMeierFitter:
    """What the reference makes of a group."""
    days, ends = zip(*STAYS[group], strict=True)
    return KaplanMeierFitter().fit(days, [end is not None for end in ends])


@pytest.fixture(scope="module")
def database() -> duckdb.DuckDBPyConnection:
    """A database with a row per random stay."""
    connection = duckdb.connect()
    connection.execute(
        "create table lengths (group_number integer, stay bigint, ended_by integer)"
    )
    rows = [
        (group, int(days * DAY), None if end is None else CAUSES.index(end) + 1)
        for group in GROUPS
        for days, end in STAYS[group]
    ]
    connection.executemany("insert into lengths values (?, ?, ?)", rows)
    # All groups are of one stage, among whose stays each has its place.
    connection.execute(
        """
        create table stays as
        select
            1 as stage_number,
            [group_number] as group_numbers,
            stay as stay_microseconds,
            cast(rank() over (order by stay) as integer) as place,
            ended_by
        from lengths
        """
    )
    return connection


@pytest.fixture(scope="module")
def by_horizon(
    database: duckdb.DuckDBPyConnection,
    dbt_project: Project,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[float, dict[int, Row]]:
    """What the macro gives of each group, for each horizon."""
    folder = tmp_path_factory.mktemp("durations_of_stays")
    calls = [
        f"""
        select {horizon} as horizon, durations.* from (
            {{{{ durations_of_stays('stays', {CAUSES}, {horizon}) }}}}
        ) as durations
        """
        for horizon in HORIZONS
    ]
    query = " union all ".join(calls)
    settings = {"JOURNEY_DB": folder / DATABASE_NAME}
    done = run_dbt(
        ["compile", "--inline", query], folder, settings, dbt_project.manifest
    )
    assert isinstance(done.result, RunExecutionResult), complaint(done)
    node = done.result.results[0].node
    assert isinstance(node, CompiledNode) and node.compiled_code
    cursor = database.execute(node.compiled_code)
    columns = [column[0] for column in cursor.description]
    found: dict[float, dict[int, Row]] = {horizon: {} for horizon in HORIZONS}
    for values in cursor.fetchall():
        row = dict(zip(columns, values, strict=True))
        found[float(row["horizon"])][row["group_number"]] = row
    return found


@pytest.fixture(scope="module")
def durations(by_horizon: dict[float, dict[int, Row]]) -> dict[int, Row]:
    """The row of each group at one horizon; all but incidences are the same at each."""
    return by_horizon[HORIZON]


def test_incidences_are_the_sum_that_defines_them(
    by_horizon: dict[float, dict[int, Row]],
) -> None:
    for horizon, rows in by_horizon.items():
        assert list(GROUPS) == sorted(rows)
        for group, row in rows.items():
            for cause in CAUSES:
                expected = incidence(STAYS[group], cause, horizon)
                assert row[f"{cause}_incidence"] == pytest.approx(
                    float(expected), abs=TOLERANCE
                )


def test_those_who_never_left_are_as_many_as_the_reference_says(
    by_horizon: dict[float, dict[int, Row]],
) -> None:
    for horizon, rows in by_horizon.items():
        for group, row in rows.items():
            left = math.fsum(row[f"{cause}_incidence"] for cause in CAUSES)
            expected = curve_of(group).predict(horizon)
            # Each incidence has nine digits.
            rounding = len(CAUSES) * 5e-10
            assert 1 - left == pytest.approx(expected, abs=TOLERANCE + rounding)


def test_the_median_is_that_of_the_reference(durations: dict[int, Row]) -> None:
    medians = [durations[group]["km_median_days"] for group in GROUPS]
    references = [curve_of(group).median_survival_time_ for group in GROUPS]
    assert medians == [None if math.isinf(time) else time for time in references]
    assert None in medians and len(set(medians)) > 10


def reflected(stays: list[Stay]) -> tuple[float | None, float | None]:
    """The interval of the median as its method is told, one end after another."""
    # What is censored at an instant stays at risk behind all that ends there.
    ordered = sorted(stays, key=lambda stay: (stay[0], stay[1] is None))
    curve: list[tuple[float, float]] = []
    survival, greenwood, variance = 1.0, 0.0, None
    for place, (days, end) in enumerate(ordered):
        if end is None:
            continue
        at_risk = len(ordered) - place
        survival *= 1 - 1 / at_risk
        greenwood += math.inf if at_risk == 1 else 1 / (at_risk * (at_risk - 1))
        curve.append((days, survival))
        if variance is None and survival < 0.5 + 1e-12:
            variance = greenwood
    if variance is None or math.isinf(variance):
        return None, None
    spread = math.exp(QUANTILE * math.sqrt(variance) / math.log(2))

    def first_below(level: float) -> float | None:
        return next((d for d, s in curve if s < level + 1e-12), None)

    return first_below(0.5 ** (1 / spread)), first_below(0.5**spread)


def test_the_interval_of_the_median_is_the_reflected_one(
    durations: dict[int, Row],
) -> None:
    bounds = ["km_median_ci_low", "km_median_ci_high"]
    found = [tuple(durations[group][bound] for bound in bounds) for group in GROUPS]
    assert found == [reflected(STAYS[group]) for group in GROUPS]
    assert (None, None) in found and len(set(found)) > 50


def test_quantiles_are_those_of_the_rows(
    database: duckdb.DuckDBPyConnection, durations: dict[int, Row]
) -> None:
    expected = database.execute(
        f"""
        select
            group_number,
            quantile_cont(stay / {DAY}, 0.5) filter (where ended_by is not null),
            quantile_cont(stay / {DAY}, 0.9) filter (where ended_by is not null),
            avg(stay / {DAY}) filter (where ended_by is not null),
            max(stay / {DAY})
        from lengths
        group by group_number
        """
    ).fetchall()
    columns = ["median_days", "p90_days", "mean_completed_days", "longest_days"]
    for group, *values in expected:
        for column, value in zip(columns, values, strict=True):
            # The mean has nine digits.
            wanted = value if value is None else pytest.approx(value, rel=1e-8)
            assert durations[group][column] == wanted
