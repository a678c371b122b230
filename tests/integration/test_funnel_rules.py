"""Definitions of funnels that make no sense stop the build with a sentence."""

import duckdb
import pytest

from orchestration.quality_report.failures import failures_in
from tests.warehouses import NewWarehouse, Warehouse, complaint

pytestmark = pytest.mark.integration

# A funnel `own` of the steps 1, 2 (optional) and 3, and the exclusion 4.
SOUND = """
    delete from rules.funnels;
    delete from rules.funnel_steps;
    insert into rules.funnels by name
    select 'own' as funnel, 'customer' as subject, 'ordered' as order_mode,
        7 as window_days, 'first_step' as window_anchor, 'all' as attempts;
    insert into rules.funnel_steps by name
    from (values
        (1, 'page_view|ad_click', false, false), (2, 'cart_add', true, false),
        (3, 'order_completed', false, false), (4, 'complaint', false, true)
    ) as t(step_number, activity, is_optional, is_exclusion)
    select *, 'own' as funnel, 's' || step_number as step_name;
"""
STEPS = "update rules.funnel_steps set"
FUNNELS = "update rules.funnels set"
SENSELESS = {
    "unknown subject": (
        f"{FUNNELS} subject = 'visitor'",
        "funnels, row own: the subject 'visitor' is none of customer, account,",
    ),
    "unknown order": (
        f"{FUNNELS} order_mode = null",
        "funnels, row own: the order_mode '' is none of ordered, strict, any",
    ),
    "unknown anchor": (f"{FUNNELS} window_anchor = 'x'", "the window_anchor 'x' is"),
    "unknown attempts": (f"{FUNNELS} attempts = 'last'", "the attempts 'last' is none"),
    "window of nothing": (
        f"{FUNNELS} window_days = 0",
        "funnels, row own: window_days has to be more than 0",
    ),
    "no window": (f"{FUNNELS} window_days = null", "window_days has to be more than 0"),
    "twice": (
        "insert into rules.funnels from rules.funnels",
        "funnels, row own: the funnel is defined twice",
    ),
    "no step": (
        "delete from rules.funnel_steps",
        "funnels, row own: the funnel has no step",
    ),
    "nothing but an exclusion": (
        "delete from rules.funnel_steps where not is_exclusion",
        "funnels, row own: the funnel has no step",
    ),
    "steps of no funnel": (
        f"{STEPS} funnel = 'other' where step_number = 3",
        "funnel_steps, row other/3: no row of funnels defines this funnel",
    ),
    "no number": (
        f"{STEPS} step_number = null where step_number = 3",
        "funnel_steps, row own/(none): the step has no number",
    ),
    "one number": (
        f"{STEPS} step_number = 1 where step_number = 3",
        "funnel_steps, row own/1: two steps have this number",
    ),
    "no activity": (
        f"{STEPS} activity = ' ' where step_number = 3",
        "funnel_steps, row own/3: the row names no activity",
    ),
    "half an activity": (
        f"{STEPS} activity = 'a|' where step_number = 3",
        "funnel_steps, row own/3: an activity between two | is empty",
    ),
    "optional exclusion": (
        f"{STEPS} is_optional = true where step_number = 4",
        "funnel_steps, row own/4: a step cannot be optional and an exclusion",
    ),
    "optional first step": (
        f"{STEPS} is_optional = true where step_number = 1",
        "funnel_steps, row own/1: the first step cannot be optional",
    ),
    "optional last step": (
        f"{STEPS} is_optional = true where step_number = 3",
        "funnel_steps, row own/3: the last step cannot be optional",
    ),
    "step window of nothing": (
        f"{STEPS} max_days_from_previous = 0 where step_number = 3",
        "funnel_steps, row own/3: max_days_from_previous has to be more than 0",
    ),
    "excluded step": (
        f"{STEPS} activity = 'complaint|ad_click' where step_number = 4",
        "funnel_steps, row own/4: the exclusion ad_click is also step 1",
    ),
    "excluded step of one channel": (
        f"{STEPS} activity = 'ad_click', channel = 'email' where step_number = 4",
        "funnel_steps, row own/4: the exclusion ad_click is also step 1",
    ),
    "shared in any order": (
        f"{FUNNELS} order_mode = 'any';"
        f"{STEPS} activity = 'ad_click' where step_number = 3",
        "funnel_steps, row own/1: in any order, the activity ad_click may not be in"
        " step 3, too",
    ),
    "optional twice": (
        f"{STEPS} step_number = 5 where step_number = 3;"
        "insert into rules.funnel_steps by name from rules.funnel_steps"
        " select * replace (3 as step_number) where step_number = 2",
        "funnel_steps, row own/2: the optional step 3 after the same required step has"
        " the activity cart_add, too",
    ),
}
# Changes of which another sentence might be told, too; each with all that is told.
CAUSES = {
    "steps without a number": (
        f"{STEPS} step_number = null where step_number in (2, 3)",
        ["funnel_steps, row own/(none): the step has no number"],
    ),
    "an optional step of one number with the last": (
        "insert into rules.funnel_steps by name from rules.funnel_steps"
        " select * replace (true as is_optional) where step_number = 3",
        ["funnel_steps, row own/3: two steps have this number"],
    ),
    "an optional step of one number with the first": (
        f"{STEPS} is_optional = step_number = 1, step_number = 1"
        " where step_number in (1, 2)",
        ["funnel_steps, row own/1: two steps have this number"],
    ),
    "funnels without a name": (
        f"{FUNNELS} funnel = null;"
        "insert into rules.funnels from rules.funnels;"
        "delete from rules.funnel_steps",
        ["funnels, row (none): the funnel has no name"],
    ),
    "half an activity": (
        f"{STEPS} activity = '|' where step_number = 3",
        ["funnel_steps, row own/3: an activity between two | is empty"],
    ),
}
MODEL = "int_funnel_rules"


@pytest.fixture(scope="module")
def warehouse(new_warehouse: NewWarehouse) -> Warehouse:
    """Rules alone, which each test changes."""
    return new_warehouse()


@pytest.fixture(scope="module")
def query(warehouse: Warehouse) -> str:
    """What dbt runs to build the rules of funnels."""
    warehouse.build(None, [MODEL])
    [compiled] = (warehouse.folder / "target" / "compiled").rglob(f"{MODEL}.sql")
    return compiled.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "sentence"), SENSELESS.values(), ids=list(SENSELESS)
)
def test_a_definition_that_makes_no_sense_is_refused(
    warehouse: Warehouse, query: str, change: str, sentence: str
) -> None:
    warehouse.execute(SOUND + change)
    with pytest.raises(duckdb.InvalidInputException) as refused:
        warehouse.query(query)
    assert sentence in str(refused.value)
    # However many there are, the report knows each.
    assert [known for known in failures_in(str(refused.value)) if "text" in known] == []


@pytest.mark.parametrize(("change", "told"), CAUSES.values(), ids=list(CAUSES))
def test_a_cause_is_told_once_and_alone(
    warehouse: Warehouse, query: str, change: str, told: list[str]
) -> None:
    warehouse.execute(SOUND + change)
    with pytest.raises(duckdb.InvalidInputException) as refused:
        warehouse.query(query)
    assert str(refused.value) == f"Invalid Input Error: {'; '.join(told)}"


def test_a_refusal_stops_the_build_with_its_sentence(warehouse: Warehouse) -> None:
    change, sentence = SENSELESS["window of nothing"]
    warehouse.execute(SOUND + change)
    # No seed announces what was written past dbt.
    result = warehouse.run(None, "--select", MODEL, "--full-refresh")
    assert not result.success
    assert sentence in complaint(result)


def test_a_sound_definition_is_taken(warehouse: Warehouse, query: str) -> None:
    split = f"{STEPS} channel = 'email' where step_number = 1;" + (
        f"{STEPS} activity = 'ad_click', channel = 'social' where step_number = 4"
    )
    warehouse.execute(SOUND + split)
    rows = sorted(warehouse.query(query), key=lambda row: int(row["step_number"]))
    assert [(row["level"], row["previous_step_number"]) for row in rows[:3]] == [
        (1, None),
        (1, 1),
        (2, 1),
    ]
