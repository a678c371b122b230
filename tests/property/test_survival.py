"""The macros of survival against `lifelines` and a sum that is written out.

They are compared on random stays here, on the stages of real deals in
`tests/integration/test_real_data.py`.
"""

import math
from collections import defaultdict
from pathlib import Path
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
HORIZON = 30
TOLERANCE = 1e-9
STAYS_BY_GROUP = f"'stays', by=['stay_group'], time='days', causes={CAUSES}"

Row = dict[str, Any]


def random_stays(seed: int) -> list[Stay]:
    """Half days, so that ends and censorings meet; of some groups nothing ends."""
    rng = Random(seed)
    longest = rng.choice([1, 4, 40, 400])
    weights = [*(rng.choice([0, 1, 5]) for _ in CAUSES), rng.choice([1, 5, 20])]
    ends = rng.choices([*CAUSES, None], weights, k=rng.randint(1, 90))
    return [(rng.randint(0, longest) / 2, end) for end in ends]


STAYS = {group: random_stays(group) for group in GROUPS}


def curve_of(group: int) -> KaplanMeierFitter:
    """What the reference makes of a group."""
    days, ends = zip(*STAYS[group], strict=True)
    return KaplanMeierFitter().fit(days, [end is not None for end in ends])


def rows_of(
    macro: str, database: duckdb.DuckDBPyConnection, project: Project, folder: Path
) -> list[Row]:
    """What a call of a macro gives of the random stays, compiled as in a model."""
    settings = {"JOURNEY_DB": folder / DATABASE_NAME}
    query = f"{{{{ {macro} }}}}"
    done = run_dbt(["compile", "--inline", query], folder, settings, project.manifest)
    assert isinstance(done.result, RunExecutionResult), complaint(done)
    node = done.result.results[0].node
    assert isinstance(node, CompiledNode) and node.compiled_code
    cursor = database.execute(node.compiled_code)
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


@pytest.fixture(scope="module")
def stays() -> duckdb.DuckDBPyConnection:
    """A database with the random stays, counted as the macros want them."""
    database = duckdb.connect()
    database.execute(
        "create table ends (stay_group integer, days double, cause varchar)"
    )
    rows = [(group, *stay) for group in GROUPS for stay in STAYS[group]]
    database.executemany("insert into ends values (?, ?, ?)", rows)
    counts = ", ".join(
        f"count(*) filter (where cause = '{cause}') as {cause}_count"
        for cause in CAUSES
    )
    database.execute(
        f"create table stays as select stay_group, days, {counts},"
        " count(*) filter (where cause is null) as censored_count"
        " from ends group by stay_group, days"
    )
    return database


@pytest.fixture(scope="module")
def curves(
    stays: duckdb.DuckDBPyConnection,
    dbt_project: Project,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[int, list[Row]]:
    """The rows of `survival_curve`, by group."""
    folder = tmp_path_factory.mktemp("survival_curve")
    by_group: dict[int, list[Row]] = defaultdict(list)
    for row in rows_of(f"survival_curve({STAYS_BY_GROUP})", stays, dbt_project, folder):
        by_group[row["stay_group"]].append(row)
    return by_group


@pytest.fixture(scope="module")
def durations(
    stays: duckdb.DuckDBPyConnection,
    dbt_project: Project,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[int, Row]:
    """The row of `durations_of_stays` of each group."""
    folder = tmp_path_factory.mktemp("durations_of_stays")
    macro = f"durations_of_stays({STAYS_BY_GROUP}, horizon={HORIZON})"
    rows = rows_of(macro, stays, dbt_project, folder)
    return {row["stay_group"]: row for row in rows}


def test_survival_is_that_of_the_reference_at_every_instant(
    curves: dict[int, list[Row]],
) -> None:
    for group in GROUPS:
        expected = curve_of(group).survival_function_["KM_estimate"]
        for row in curves[group]:
            assert row["survival"] == pytest.approx(
                expected[row["days"]], abs=TOLERANCE
            )
        assert {row["days"] for row in curves[group]} == {d for d, _ in STAYS[group]}


def test_risk_sets_are_those_of_the_reference(curves: dict[int, list[Row]]) -> None:
    for group in GROUPS:
        expected = curve_of(group).event_table
        for row in curves[group]:
            found = (row["at_risk_count"], row["left_count"])
            told = expected.loc[row["days"]]
            assert found == (told["at_risk"], told["observed"])


def test_incidences_are_the_sum_that_defines_them(
    curves: dict[int, list[Row]],
) -> None:
    for group in GROUPS:
        for row in curves[group]:
            for cause in CAUSES:
                expected = incidence(STAYS[group], cause, row["days"])
                assert row[f"{cause}_incidence"] == pytest.approx(
                    float(expected), abs=TOLERANCE
                )


def test_all_that_leave_and_stay_are_the_whole(curves: dict[int, list[Row]]) -> None:
    for rows in curves.values():
        for row in rows:
            parts = [row["survival"], *(row[f"{cause}_incidence"] for cause in CAUSES)]
            assert math.fsum(parts) == pytest.approx(1, abs=TOLERANCE)


def test_incidences_of_a_roll_up_are_those_at_the_horizon(
    durations: dict[int, Row],
) -> None:
    for group in GROUPS:
        for cause in CAUSES:
            expected = incidence(STAYS[group], cause, HORIZON)
            assert durations[group][f"{cause}_incidence"] == pytest.approx(
                float(expected), abs=TOLERANCE
            )


def test_the_median_is_that_of_the_reference(durations: dict[int, Row]) -> None:
    medians = [durations[group]["km_median_days"] for group in GROUPS]
    references = [curve_of(group).median_survival_time_ for group in GROUPS]
    assert medians == [None if math.isinf(time) else time for time in references]
    assert None in medians and len(set(medians)) > 10


def test_quantiles_are_those_of_the_rows(
    stays: duckdb.DuckDBPyConnection, durations: dict[int, Row]
) -> None:
    expected = stays.execute(
        """
        select
            stay_group,
            quantile_cont(days, 0.5) filter (where cause is not null),
            quantile_cont(days, 0.9) filter (where cause is not null),
            avg(days) filter (where cause is not null),
            max(days)
        from ends
        group by stay_group
        """
    ).fetchall()
    columns = ["median_days", "p90_days", "mean_completed_days", "longest_days"]
    for group, *values in expected:
        for column, value in zip(columns, values, strict=True):
            # The mean has nine digits.
            wanted = value if value is None else pytest.approx(value, rel=1e-8)
            assert durations[group][column] == wanted
