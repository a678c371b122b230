"""The intervals of `macros/statistics`, as SQL that DuckDB runs.

Belongs here: what can be said of a formula without a warehouse.
"""

import math
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


# --- NPS


def bounds_of_score(answers: int) -> dict[tuple[int, int], tuple[float, float]]:
    """The interval of every outcome, as promoters and detractors, of a sample."""
    low = rendered("nps_bound('promoters', 'detractors', 'answers', 'low')")
    high = rendered("nps_bound('promoters', 'detractors', 'answers', 'high')")
    found = rows(
        f"""
        select promoters, detractors, {low}, {high}
        from (select {answers} as answers) as samples,
            range({answers + 1}) as p(promoters),
            range({answers + 1}) as d(detractors)
        where promoters + detractors <= answers
        """
    )
    return {
        (promoters, detractors): (lo, hi) for promoters, detractors, lo, hi in found
    }


def probability(outcome: tuple[int, ...], shares: tuple[float, ...]) -> float:
    """The multinomial probability of some counts."""
    terms = [math.lgamma(sum(outcome) + 1)]
    for count, share in zip(outcome, shares, strict=True):
        if count and not share:
            return 0.0
        terms.append(count * math.log(share) if count else 0.0)
        terms.append(-math.lgamma(count + 1))
    return math.exp(math.fsum(terms))


# Scores, each with the share of passive answers in what is left beside the score.
NPS_CASES = [
    (score, passive_part)
    for score in (-80, 0, 60, 95)
    for passive_part in (0.0, 0.25, 0.5, 0.75, 1.0)
    # Without promoters and detractors there is one outcome, and nothing to estimate.
    if (score, passive_part) != (0, 1.0)
]


@pytest.mark.parametrize(
    ("answers", "least", "most"),
    [(20, 0.90, 0.99), (100, 0.925, 0.975), (200, 0.925, 0.975)],
)
def test_nps_intervals_hold_the_true_score_as_often_as_they_say(
    answers: int, least: float, most: float
) -> None:
    bounds = bounds_of_score(answers)
    for score, passive_part in NPS_CASES:
        rest = 1 - abs(score) / 100
        both = rest * (1 - passive_part) / 2
        promoters = both + max(score, 0) / 100
        detractors = both + max(-score, 0) / 100
        shares = (promoters, detractors, rest * passive_part)
        coverage = math.fsum(
            probability((p, d, answers - p - d), shares)
            for (p, d), (low, high) in bounds.items()
            if low <= score <= high
        )
        assert least <= coverage <= most, (score, passive_part, coverage)


def test_nps_bounds_stay_on_the_scale_around_the_score_and_need_an_answer() -> None:
    [nobody_answered] = bounds_of_score(0).values()
    assert all(bound is None for bound in nobody_answered)
    for answers in (1, 2, 30):
        for (promoters, detractors), (low, high) in bounds_of_score(answers).items():
            score = 100 * (promoters - detractors) / answers
            assert -100 <= low <= score <= high <= 100
            assert low < high


def test_the_interval_of_an_nps_turns_round_with_its_sign() -> None:
    bounds = bounds_of_score(30)
    for (promoters, detractors), (low, high) in bounds.items():
        assert bounds[detractors, promoters] == pytest.approx((-high, -low))
