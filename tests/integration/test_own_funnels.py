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


# --- windows


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ("'nan'::double", "the {} 'nan' is no number"),
        ("'infinity'::double", "the {} 'inf' is no number"),
        ("1e9", "the {} '1000000000.0' is too large; write at most 999999.999999"),
        ("1000000", "the {} '1000000' is too large; write at most 999999.999999"),
        ("1::hugeint << 120", "the {} '1329227995784915872903807060280344576' is too"),
        ("'-infinity'::double", "{} has to be more than 0"),
        ("-1e9", "{} has to be more than 0"),
    ],
)
@pytest.mark.parametrize("anchor", ["first_step", "previous_step"])
def test_a_window_that_is_none_is_refused_in_one_sentence(
    warehouse: Warehouse, rules: str, days: str, sentence: str, anchor: str
) -> None:
    define(warehouse, days=days, anchor=anchor)
    told = refusal(warehouse, rules)
    row = f"row own: {sentence.format('window_days')}"
    assert [row in sentence for sentence in told] == [False, True]
    define(warehouse, most_days=days, anchor=anchor)
    told = refusal(warehouse, rules)
    row = f"row own/2: {sentence.format('max_days_from_previous')}"
    assert [row in sentence for sentence in told] == [False, False, False, True]


# --- as many steps as there may be


@pytest.mark.parametrize("order_mode", ["ordered", "strict", "any"])
@pytest.mark.parametrize("anchor", ["first_step", "previous_step"])
def test_the_most_steps_and_the_longest_windows_are_counted(
    warehouse: Warehouse, query: str, order_mode: str, anchor: str
) -> None:
    define(warehouse, days="999999.999999", anchor=anchor, count=62)
    warehouse.execute(f"update own_funnels set order_mode = '{order_mode}'")
    attempts, union, _levels = query.rpartition("union all")
    found = warehouse.tuples(attempts)
    assert sorted(found) == [("best", "ann", 62, 1), ("own", "ann", 62, 1)]
    if (order_mode, anchor) == ("ordered", "first_step"):
        assert union and warehouse.tuples(query) == found_at(62)


@pytest.mark.parametrize("order_mode", ["ordered", "strict", "any"])
def test_more_steps_than_the_engine_holds_are_refused(
    warehouse: Warehouse, query: str, order_mode: str
) -> None:
    define(warehouse, count=63)
    warehouse.execute(f"update own_funnels set order_mode = '{order_mode}'")
    too_many = "the funnel has 63 required steps, and may have 62 at most"
    assert refusal(warehouse, query) == [
        f"funnels, row best: {too_many}",
        f"funnels, row own: {too_many}",
    ]


def test_other_steps_may_be_as_many_as_there_are(
    warehouse: Warehouse, query: str
) -> None:
    define(warehouse, count=500)
    warehouse.execute(
        """
        update own_steps set
            is_optional = step_number between 2 and 198,
            is_exclusion = step_number >= 200
        """
    )
    [attempts, _union, _levels] = query.rpartition("union all")
    warehouse.execute("delete from marts.fct_customer_events where event_number >= 200")
    found = warehouse.tuples(attempts)
    assert sorted(found) == [("best", "ann", 199, 1), ("own", "ann", 199, 1)]


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
