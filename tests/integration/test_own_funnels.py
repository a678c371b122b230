"""Funnels of an analyst, which are relations of any name, and not rules."""

import re

import duckdb
import pytest

from orchestration.quality_report.failures import failures_in
from tests.warehouses import NewWarehouse, Warehouse

pytestmark = pytest.mark.integration

# Two funnels that different parts of the engine follow.
FUNNELS = """
    create or replace table own_funnels as
    select 'own' as funnel, 'customer' as subject, 'ordered' as order_mode,
        {days} as window_days, '{anchor}' as window_anchor, 'all' as attempts;
    insert into own_funnels
    select * replace ('best' as funnel, 'best' as attempts) from own_funnels;
"""
STEPS = """
    create or replace table own_steps as
    select funnel, number as step_number, 's' || number as step_name,
        'a' || number as activity, {channel} as channel, false as is_optional,
        false as is_exclusion, {most_days} as max_days_from_previous
    from own_funnels cross join range(1, {count} + 1) as numbers(number);
"""
# Each customer does everything, a second after the other.
LOG = """
    create schema if not exists marts;
    create or replace table marts.fct_customer_events as
    select customer_id, 'a' || number as activity, 'email' as channel,
        null::varchar as pipeline, number as event_number,
        timestamp '2026-01-01' + to_seconds(number) as occurred_at
    from (values ('ann'), ('bob')) as customers(customer_id)
    cross join range(1, {count} + 1) as numbers(number);
"""
RULES = "{{ funnel_rules('own_funnels', 'own_steps') }}"
QUERY = """
with

my_funnels as (
    select * from own_funnels
),

my_steps as (
    select * from own_steps
),

my_log as (
    select * from marts.fct_customer_events
    where customer_id = 'ann'
),

my_rules as (
    {{ funnel_rules('my_funnels', 'my_steps') }}
),

my_attempts as (
    {{ funnel_attempts('my_rules', 'my_log', subjects=['customer']) }}
),

my_levels as (
    {{ funnel_levels('my_rules', subjects=['customer']) }}
)

select funnel, subject_id, furthest_step, attempt_number from my_attempts
union all
select funnel, subject_id, furthest_step, null from my_levels
order by all
"""
ROLES = ["my_funnels", "my_steps", "my_log", "my_rules"]
CTE = re.compile(r"^\s*(?:with )?(\w+) as (?:not )?(?:materialized )?\($", re.M)


@pytest.fixture(scope="module")
def warehouse(new_warehouse: NewWarehouse) -> Warehouse:
    """Own funnels and the log that they are of, which each test makes anew."""
    return new_warehouse()


@pytest.fixture(scope="module")
def rules(warehouse: Warehouse) -> str:
    """What an analyst's query for rules is compiled to."""
    return warehouse.compiled(RULES)


@pytest.fixture(scope="module")
def query(warehouse: Warehouse) -> str:
    """What an analyst's query for attempts and levels is compiled to."""
    return warehouse.compiled(QUERY)


def define(
    warehouse: Warehouse,
    *,
    days: str = "7",
    anchor: str = "first_step",
    channel: str = "null",
    most_days: str = "null",
    count: int = 2,
) -> None:
    """Make the funnels, and a log in which every step is taken."""
    warehouse.execute(
        FUNNELS.format(days=days, anchor=anchor)
        + STEPS.format(channel=channel, most_days=most_days, count=count)
        + LOG.format(count=count)
    )


def found_at(step: int) -> list[tuple[object, ...]]:
    """What the query gives where everybody comes as far as a step."""
    return [
        (funnel, customer, step, number)
        for funnel in ("best", "own")
        for customer, number in (("ann", 1), ("ann", None), ("bob", None))
    ]


def refusal(warehouse: Warehouse, query: str) -> list[str]:
    """The sentences with which a query is refused, each known to the report."""
    with pytest.raises(duckdb.InvalidInputException) as refused:
        warehouse.query(query)
    told = str(refused.value)
    assert [found for found in failures_in(told) if "text" in found] == []
    return re.split("; (?=funnel)", told.removeprefix("Invalid Input Error: "))


# --- what is empty, and what relations are called


def test_an_empty_text_is_null(warehouse: Warehouse, query: str) -> None:
    define(warehouse, channel="''")
    assert warehouse.tuples(query) == found_at(2)
    define(warehouse, channel="'post'")
    assert warehouse.tuples(query) == []
    # It is a name as little as null is, and any channel meets the exclusion.
    define(warehouse, channel="case when step_number = 1 then '' else 'post' end")
    warehouse.execute(
        """
        update own_funnels set funnel = '' where funnel = 'best';
        delete from own_steps where funnel = 'best';
        update own_steps set activity = 'a1', is_exclusion = true where step_number = 2
        """
    )
    assert refusal(warehouse, query) == [
        "funnel_steps, row own/2: the exclusion a1 is also step 1",
        "funnels, row (none): the funnel has no name",
        "funnels, row (none): the funnel has no step",
    ]


def test_relations_may_be_called_as_parts_of_the_engine(
    warehouse: Warehouse, query: str
) -> None:
    names = sorted({*CTE.findall(query)} - {*ROLES, "my_attempts", "my_levels"})
    names = [name for name in names if not name.startswith("funnel_engine_")]
    assert {"names", "problems", "refusal", "rules", "steps", "funnels"} <= {*names}
    define(warehouse)
    for start in range(len(names)):
        renamed = query
        for place, role in enumerate(ROLES):
            name = names[(start + place) % len(names)]
            renamed = re.sub(rf"\b{role}\b", name, renamed)
        assert warehouse.tuples(renamed) == found_at(2), names[start]
