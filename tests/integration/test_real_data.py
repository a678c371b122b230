"""The published figures of six real data sets come out of the marts.

The sets lie beside the project; `JOURNEY_SHARED_DATA` says where if they do not. Their
figures stand in the README of that folder.
"""

import os
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from math import isinf
from pathlib import Path

import pytest
from lifelines import KaplanMeierFitter

from orchestration.settings import REPO_ROOT
from tests.integration.raw_rows import received_counts, record_counts, unequal_tables
from tests.property.specification.survival import incidence
from tests.warehouses import NewWarehouse, Warehouse

SHARED_DATA = Path(
    os.environ.get("JOURNEY_SHARED_DATA", REPO_ROOT.parent / "shared" / "data")
)
# Settings that a set wants; journeys of channel_paths must have ended.
SETTINGS: dict[str, dict[str, str]] = {
    "olist_leads": {},
    "maven_crm": {},
    "cdnow": {},
    "channel_paths": {"JOURNEY_AS_OF": "2026-01-01"},
    "sfo_survey_2017": {},
    "cookie_cats": {},
}
# The vars, and outcomes of visits that are one way of leaving.
STAGE_HORIZON_DAYS = 90
BOTTLENECK_DAYS = 365
CAUSES = {"won": "advanced"}

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(
        not SHARED_DATA.is_dir(),
        reason=f"the real data sets are not in {SHARED_DATA} (JOURNEY_SHARED_DATA)",
    ),
]

Build = Callable[[str], Warehouse]


@pytest.fixture(scope="module")
def built(new_warehouse: NewWarehouse) -> Build:
    """Builds a set when it is first asked for."""

    @cache
    def build(name: str) -> Warehouse:
        warehouse = new_warehouse(**SETTINGS[name])
        warehouse.build(SHARED_DATA / name / "raw")
        return warehouse

    return build


@pytest.mark.parametrize("name", SETTINGS)
def test_every_raw_row_is_read_and_ends_in_one_place(built: Build, name: str) -> None:
    warehouse = built(name)
    received = received_counts(warehouse)
    read = {table: count for table, count in received.items() if count}
    written = record_counts(SHARED_DATA / name / "raw")
    assert read == {table: count for table, count in written.items() if count}
    assert list(unequal_tables(warehouse)) == []


@pytest.mark.parametrize("name", SETTINGS)
def test_no_row_of_a_published_set_is_rejected(built: Build, name: str) -> None:
    query = "select table_name, reasons, raw_row from marts.fct_rejected_rows limit 5"
    assert built(name).tuples(query) == []


# --- olist_leads


def test_olist_deals_are_won_by_channel_as_published(built: Build) -> None:
    won_by_channel = built("olist_leads").tuples(
        """
        select channel, count(*) filter (where status = 'won'), count(*)
        from marts.fct_deals
        group by channel
        order by count(*) desc
        """
    )
    assert won_by_channel == [
        ("organic_search", 271, 2296),
        ("paid_search", 195, 1586),
        ("social", 75, 1350),
        ("unknown", 179, 1099),
        ("direct_traffic", 56, 499),
        ("email", 15, 493),
        ("referral", 24, 284),
        ("other", 4, 150),
        ("display", 6, 118),
        ("other_publicities", 3, 65),
        (None, 14, 60),
    ]
    assert sum(won for _, won, _ in won_by_channel) == 842
    assert sum(deals for _, _, deals in won_by_channel) == 8000


def test_olist_cycles_last_as_long_as_published(built: Build) -> None:
    cycles = built("olist_leads").tuples(
        """
        select
            round(median(cycle_days), 2),
            round(avg(cycle_days), 2),
            round(min(cycle_days), 2),
            round(max(cycle_days), 2)
        from marts.fct_deals
        where status = 'won'
        """
    )
    assert cycles == [(14.65, 49.10, -1.18, 427.55)]


def test_the_olist_deal_won_before_its_first_contact_is_flagged(built: Build) -> None:
    warehouse = built("olist_leads")
    early = warehouse.tuples("select deal_id from marts.fct_deals where cycle_days < 0")
    flagged = warehouse.tuples(
        "select row_key from marts.fct_flagged_rows"
        " where table_name = 'deals' and flag = 'closed_before_created'"
    )
    assert early == flagged == [("deal-b91cf8812365f50ff4bda4bcd6206b05",)]


def test_olist_leads_without_a_channel_are_flagged(built: Build) -> None:
    warehouse = built("olist_leads")
    leads = warehouse.tuples(
        "select count(*), count(*) filter (where channel is null)"
        " from marts.fct_touchpoints"
    )
    flagged = warehouse.tuples(
        "select count(*) from marts.fct_flagged_rows"
        " where table_name = 'touchpoints' and flag = 'empty:channel'"
    )
    assert leads == [(8000, 60)]
    assert flagged == [(60,)]


def test_olist_deals_are_won_by_channel_in_the_roll_up(built: Build) -> None:
    stages = built("olist_leads").tuples(
        """
        select
            breakdown_value,
            max(visited_deal_count) filter (where status = 'won'),
            max(reached_deal_count) filter (where status = 'open')
        from marts.agg_deal_stages
        where breakdown = 'channel'
        group by breakdown_value
        order by max(reached_deal_count) filter (where status = 'open') desc
        """
    )
    assert stages == [
        ("organic_search", 271, 2296),
        ("paid_search", 195, 1586),
        ("social", 75, 1350),
        ("unknown", 179, 1099),
        ("direct_traffic", 56, 499),
        ("email", 15, 493),
        ("referral", 24, 284),
        ("other", 4, 150),
        ("display", 6, 118),
        ("other_publicities", 3, 65),
        ("(none)", 14, 60),
    ]


# --- maven_crm


def test_maven_deals_stand_in_the_stages_published(built: Build) -> None:
    stages = built("maven_crm").tuples(
        "select stage, status, count(*) from marts.fct_deals"
        " group by stage, status order by count(*) desc"
    )
    assert stages == [
        ("Won", "won", 4238),
        ("Lost", "lost", 2473),
        ("Engaging", "open", 1589),
        ("Prospecting", "open", 500),
    ]


def test_maven_deals_are_worth_and_take_what_was_published(built: Build) -> None:
    figures = built("maven_crm").query(
        """
        select
            round(count(*) filter (where status = 'won')
                / count(*) filter (where status != 'open'), 4) as win_rate,
            sum(amount) filter (where status = 'won') as won_value,
            round(avg(amount) filter (where status = 'won'), 2) as average_won,
            round(avg(cycle_days) filter (where status = 'won'), 2) as mean_days_won,
            median(cycle_days) filter (where status = 'won') as median_days_won,
            round(avg(cycle_days) filter (where status = 'lost'), 2) as mean_days_lost,
            median(cycle_days) filter (where status = 'lost') as median_days_lost,
            count(*) filter (where customer_id is null) as without_account
        from marts.fct_deals
        """
    )
    assert figures == [
        {
            "win_rate": 0.6315,
            "won_value": 10_005_534,
            "average_won": 2360.91,
            "mean_days_won": 51.78,
            "median_days_won": 57,
            "mean_days_lost": 41.48,
            "median_days_lost": 14,
            "without_account": 1425,
        }
    ]


@pytest.mark.parametrize("name", ["maven_crm", "olist_leads"])
def test_stays_in_stages_are_those_of_the_reference(built: Build, name: str) -> None:
    warehouse = built(name)
    rows = warehouse.tuples(
        """
        select pipeline, stage, km_median_days, advanced_incidence, lost_incidence
        from marts.agg_deal_stages
        where breakdown = 'all' and status = 'open'
        """
    )
    assert rows
    for pipeline, stage, median, advanced, lost in rows:
        stays = warehouse.tuples(
            f"""
            select days_in_stage, outcome
            from marts.fct_deal_stage_visits
            where
                pipeline = '{pipeline}' and stage = '{stage}'
                and not is_zero_length and not is_out_of_order
            """
        )
        days, outcomes = zip(*stays, strict=True)
        ended = [outcome != "open" for outcome in outcomes]
        reference = KaplanMeierFitter().fit(days, ended).median_survival_time_
        expected = None if isinf(reference) else reference
        assert median == pytest.approx(expected, abs=1e-9)
        causes = [None if end == "open" else CAUSES.get(end, end) for end in outcomes]
        known = list(zip(days, causes, strict=True))
        for found, cause in [(advanced, "advanced"), (lost, "lost")]:
            wanted = float(incidence(known, cause, STAGE_HORIZON_DAYS))
            assert found == pytest.approx(wanted, abs=1e-9)


# --- cdnow


@pytest.mark.parametrize(
    ("name", "stage", "judged", "passed", "lost"),
    [
        ("olist_leads", "qualified_lead", 7556, 838, 0),
        ("maven_crm", "Prospecting", 500, 0, 0),
    ],
)
def test_deals_that_wait_beyond_the_horizon_have_not_gone_on(
    built: Build, name: str, stage: str, judged: int, passed: int, lost: int
) -> None:
    warehouse = built(name)
    counted = warehouse.tuples(
        f"""
        select judged_count, passed_count, lost_count, expected_value_lost
        from marts.agg_bottlenecks
        where subject = 'deals' and stage = '{stage}'
        """
    )
    # Nothing that went on is worth a known sum in either set.
    assert counted == [(judged, passed, lost, None)]
    first = f"as_of - interval {STAGE_HORIZON_DAYS + BOTTLENECK_DAYS} day"
    last = f"as_of - interval {STAGE_HORIZON_DAYS} day"
    assert warehouse.tuples(
        f"""
        select
            count(*),
            count(*) filter (where outcome in ('advanced', 'won')),
            count(*) filter (where outcome = 'lost')
        from marts.fct_deal_stage_visits, intermediate.int_horizon
        where stage = '{stage}' and entered_at > {first} and entered_at <= {last}
        """
    ) == [(judged, passed, lost)]


def test_cdnow_orders_come_to_what_was_published(built: Build) -> None:
    orders = built("cdnow").tuples(
        "select count(*), sum(net_value), count(distinct customer_id)"
        " from marts.fct_orders where is_completed"
    )
    assert orders == [(69_659, Decimal("2500315.63"), 23_570)]


def test_the_cdnow_sample_is_a_tenth_of_the_customers(built: Build) -> None:
    segments = built("cdnow").tuples(
        "select count(*), count(*) filter (where segment = 'sample')"
        " from marts.dim_customers"
    )
    assert segments == [(23_570, 2_357)]


# --- channel_paths


def test_channel_paths_convert_as_published(built: Build) -> None:
    journeys = built("channel_paths").tuples(
        "select status, count(*), sum(conversion_value) from marts.fct_journeys"
        " group by status order by status"
    )
    assert journeys == [
        ("converted", 19_785, Decimal("74823.78")),
        ("dormant", 68_602, None),
    ]


def test_channel_paths_begin_and_end_with_the_channels_published(built: Build) -> None:
    converted = built("channel_paths").tuples(
        "select first_channel, last_channel, count(*) from marts.fct_journeys"
        " where status = 'converted' group by first_channel, last_channel"
    )
    credits: dict[str, list[int]] = {}
    for first, last, count in converted:
        credits.setdefault(first, [0, 0])[0] += count
        credits.setdefault(last, [0, 0])[1] += count
    assert credits == {
        "alpha": [6308, 8447],
        "beta": [2831, 989],
        "delta": [1, 5],
        "epsilon": [99, 531],
        "eta": [3164, 4167],
        "gamma": [165, 92],
        "iota": [4606, 3355],
        "kappa": [74, 230],
        "lambda": [902, 1207],
        "mi": [2, 2],
        "theta": [1606, 653],
        "zeta": [27, 107],
    }


# --- sfo_survey_2017


def test_sfo_answers_are_distributed_as_published(built: Build) -> None:
    answers = built("sfo_survey_2017").query(
        """
        select
            count(*) filter (where survey_type = 'nps' and score >= 9) as promoters,
            count(*) filter (where survey_type = 'nps' and score in (7, 8)) as passives,
            count(*) filter (where survey_type = 'nps' and score <= 6) as detractors,
            count(*) filter (where survey_type = 'nps' and is_answered) as nps_answers,
            count(*) filter (where survey_type = 'csat' and score >= 4) as satisfied,
            count(*) filter (where survey_type = 'csat' and is_answered) as csat_answers
        from marts.fct_survey_responses
        """
    )
    assert answers == [
        {
            "promoters": 1436,
            "passives": 968,
            "detractors": 342,
            "nps_answers": 2746,
            "satisfied": 2206,
            "csat_answers": 2688,
        }
    ]


def test_sfo_scores_are_those_published(built: Build) -> None:
    whole = "from marts.agg_experience where period is null and breakdown = 'all'"
    warehouse = built("sfo_survey_2017")
    assert warehouse.tuples(
        "select survey_type, round(score, 4), response_count, answered_count,"
        f" invited_count {whole} order by survey_type"
    ) == [("csat", 0.8207, 2688, 2688, 2831), ("nps", 39.8398, 2746, 2746, 2831)]
    assert warehouse.tuples(
        f"select survey_type, promoters {whole} order by survey_type"
    ) == [("csat", 2206), ("nps", 1436)]
    assert warehouse.tuples(
        f"select passives, detractors {whole} and survey_type = 'nps'"
    ) == [(968, 342)]


def test_sfo_scores_of_segments_come_from_their_own_counts(built: Build) -> None:
    query = "where survey_type = 'nps' and period is null and breakdown = "
    warehouse = built("sfo_survey_2017")
    [(score, low, high)] = warehouse.tuples(
        f"select score, ci_low, ci_high from marts.agg_experience {query}'all'"
    )
    assert 39.84 - 3 < low < score < high < 39.84 + 3
    added_up = warehouse.tuples(
        f"""
        select
            100 * (sum(promoters) - sum(detractors)) / sum(response_count),
            avg(score),
            count(*)
        from marts.agg_experience {query}'segment'
        """
    )
    assert added_up[0][0] == pytest.approx(score)
    assert added_up[0][1] != pytest.approx(score, abs=0.01)
    assert added_up[0][2] > 1


def test_sfo_questions_without_an_answer_are_invitations(built: Build) -> None:
    invitations = built("sfo_survey_2017").tuples(
        "select survey_type, count(*) from marts.fct_survey_responses"
        " where score is null and not is_answered and responded_at is null"
        " group by survey_type order by survey_type"
    )
    # Each of the 2,831 passengers was asked both questions.
    assert invitations == [("csat", 2831 - 2688), ("nps", 2831 - 2746)]


# --- cookie_cats


def test_cookie_cats_players_are_in_the_arms_published(built: Build) -> None:
    arms = built("cookie_cats").tuples(
        "select variant, count(*) from staging.stg_experiment_assignments"
        " group by variant order by variant"
    )
    assert arms == [("gate_30", 44_700), ("gate_40", 45_489)]


def test_cookie_cats_players_return_as_published(built: Build) -> None:
    returns = built("cookie_cats").tuples(
        """
        select
            touchpoint_type,
            variant,
            round(100 * count(distinct touchpoints.customer_id) / arms.players, 2)
        from marts.fct_touchpoints as touchpoints
        inner join staging.stg_experiment_assignments as assignments
            on touchpoints.customer_id = assignments.customer_id
        inner join (
            select variant, count(*) as players
            from staging.stg_experiment_assignments
            group by variant
        ) as arms using (variant)
        group by touchpoint_type, variant, arms.players
        order by touchpoint_type, variant
        """
    )
    assert returns == [
        ("return_day_1", "gate_30", 44.82),
        ("return_day_1", "gate_40", 44.23),
        ("return_day_7", "gate_30", 19.02),
        ("return_day_7", "gate_40", 18.20),
    ]
