"""Parts of the graph that can be measured by themselves.

Belongs here: which models a part ends in; it holds whatever they read. dbt's own
`selectors.yml` would do, but its manifests can no longer be copied then, which every
test of builds needs.
"""

from collections.abc import Mapping

# From raw tables to the facts of customers, journeys, deals and orders, and to what
# became of every raw row: what all roll-ups, funnels and reports stand on.
SPINE = (
    "dim_customers",
    "dim_customer_ids",
    "fct_customer_events",
    "fct_touchpoints",
    "fct_sessions",
    "fct_conversions",
    "fct_journeys",
    "fct_journey_stages",
    "fct_deals",
    "fct_deal_stage_visits",
    "fct_orders",
    "fct_survey_responses",
    "fct_support_cases",
    "agg_sessions",
    "agg_carts",
    "agg_raw_rows",
    "agg_unmapped_values",
    "fct_rejected_rows",
    "fct_flagged_rows",
)
PARTS: Mapping[str, tuple[str, ...]] = {"spine": SPINE}


def selection(part: str | None) -> list[str]:
    """The models of a part, for dbt's `--select`; none for all models.

    >>> selection(None)
    []
    >>> selection("spine")[:2]
    ['+dim_customers', '+dim_customer_ids']
    """
    return [f"+{model}" for model in PARTS[part]] if part else []
