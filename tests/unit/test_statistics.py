"""The intervals of `macros/statistics`, as SQL that DuckDB runs.

Belongs here: what can be said of a formula without a warehouse.
"""

from typing import Any

import duckdb
import jinja2
import pytest
import yaml

from orchestration.settings import REPO_ROOT

MACROS = [
    REPO_ROOT / "macros" / "dialect" / "share.sql",
    *sorted((REPO_ROOT / "macros" / "statistics").glob("*.sql")),
]


def rendered(expression: str) -> str:
    """The SQL of an expression that calls the macros, under the project's settings."""
    project = yaml.safe_load((REPO_ROOT / "dbt_project.yml").read_text("utf-8"))
    environment = jinja2.Environment(extensions=["jinja2.ext.do"])
    text = "".join(macro.read_text("utf-8") for macro in MACROS)
    template = environment.from_string(text + "{{ " + expression + " }}")
    return template.render(var=project["vars"].__getitem__).strip()


def rows(query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as database:
        return database.execute(query).fetchall()


# --- Wilson


# Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3.
PUBLISHED_WILSON = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
]


@pytest.mark.parametrize(("successes", "trials", "low", "high"), PUBLISHED_WILSON)
def test_wilson_bounds_are_those_published(
    successes: int, trials: int, low: float, high: float
) -> None:
    bounds = ", ".join(
        rendered(f"wilson_bound('{successes}', '{trials}', '{side}')")
        for side in ("low", "high")
    )
    [found] = rows(f"select {bounds}")
    assert found == pytest.approx((low, high), abs=5e-5)


def test_wilson_bounds_stay_within_0_and_1_and_need_a_trial() -> None:
    low = rendered("wilson_bound('successes', 'trials', 'low')")
    high = rendered("wilson_bound('successes', 'trials', 'high')")
    [found] = rows(
        f"""
        select
            count(*) filter (where trials = 0 and {low} is null and {high} is null),
            count(*) filter (where trials = 0),
            bool_and({low} = 0) filter (where trials > 0 and successes = 0),
            bool_and({high} = 1) filter (where trials > 0 and successes = trials),
            bool_and({low} >= 0 and {low} < successes / trials)
                filter (where successes > 0),
            bool_and({high} <= 1 and {high} > successes / trials)
                filter (where successes < trials)
        from range(300) as t(trials), range(300) as s(successes)
        where successes <= trials
        """
    )
    assert found == (1, 1, True, True, True, True)
