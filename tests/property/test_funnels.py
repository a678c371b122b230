"""The funnel marts against the specification, over every kind of funnel."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import duckdb
import pytest

from tests.warehouses import Project, Warehouse, complaint

from .comparison import assert_same
from .funnel_worlds import AS_OF, LoggedEvent, make_funnels, make_log, subjects_of
from .specification.funnels import Attempt, Funnel, Happening, attempts_of
from .specification.inputs import RawData
from .warehouse import write_raw

Row = dict[str, Any]
Told = list[tuple[Funnel, str, int, list[Happening], Attempt]]
CUSTOMERS = 30
ROUNDS = 2
MODELS = [
    "int_funnel_rules",
    "int_funnel_attempts__of_customers",
    "int_funnel_attempts__of_accounts",
    "int_funnel_attempts__of_deals",
    "int_funnel_attempts",
    "fct_funnel_attempts",
    "fct_funnel_attempt_steps",
]
KEY = ["funnel", "subject_id", "attempt_number"]


@pytest.fixture(scope="module")
def log() -> list[LoggedEvent]:
    return make_log(seed=1, customers=CUSTOMERS)


@pytest.fixture(scope="module")
def funnels() -> list[Funnel]:
    return [funnel for seed in range(ROUNDS) for funnel in make_funnels(seed)]


@pytest.fixture(scope="module")
def told(log: list[LoggedEvent], funnels: list[Funnel]) -> Told:
    """Every attempt of the specification, with its number and the log that it is of."""
    subjects = subjects_of(log)
    return [
        (funnel, subject_id, number, happenings, attempt)
        for funnel in funnels
        for (subject, subject_id), happenings in subjects.items()
        if subject == funnel.subject
        for number, attempt in enumerate(attempts_of(happenings, funnel), 1)
    ]


@pytest.fixture(scope="module")
def warehouse(
    log: list[LoggedEvent],
    funnels: list[Funnel],
    dbt_project: Project,
    tmp_path_factory: pytest.TempPathFactory,
) -> Warehouse:
    """The funnel models over the random log and rules."""
    folder = tmp_path_factory.mktemp("funnels")
    built = dbt_project.warehouse(folder)
    write_rules(built, funnels)
    write_log(built, log)
    raw_dir = write_raw(RawData(), folder / "raw")
    result = built.run(raw_dir, "--select", *MODELS)
    assert result.success, complaint(result)
    return built


def values(rows: Iterable[Iterable[object]]) -> str:
    """Rows as SQL."""
    return ", ".join(f"({', '.join(map(literal, row))})" for row in rows)


def literal(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool | int):
        return str(value)
    return f"'{value}'"


def write_rules(warehouse: Warehouse, funnels: list[Funnel]) -> None:
    """Put the funnels in the place of those that are shipped."""
    own = values(
        (f.name, f.subject, f.order_mode, f.window_days, f.window_anchor, f.attempts)
        for f in funnels
    )
    steps = values(
        (
            funnel.name,
            step.number,
            f"s{step.number}",
            "|".join(step.activities),
            step.channel,
            step.is_optional,
            step.is_exclusion,
            step.max_days,
        )
        for funnel in funnels
        for step in funnel.steps
    )
    warehouse.execute(
        f"""
        delete from rules.funnels;
        delete from rules.funnel_steps;
        insert into rules.funnels by name from (values {own}) as t(
            funnel, subject, order_mode, window_days, window_anchor, attempts
        );
        insert into rules.funnel_steps by name from (values {steps}) as t(
            funnel, step_number, step_name, activity, channel, is_optional,
            is_exclusion, max_days_from_previous
        );
        """
    )


def write_log(warehouse: Warehouse, log: list[LoggedEvent]) -> None:
    """What the funnel models read, without the models that make it."""
    events = values(
        (
            event.customer_id,
            event.journey_id,
            event.session_id,
            event.deal_id,
            event.account_id,
            event.happening.occurred_at,
            event.happening.activity,
            event.happening.channel,
            event.happening.pipeline,
            event.source,
            event.source_id,
            event.source_rank,
            event.stage_order,
            event.event_number,
        )
        for event in log
    )
    warehouse.execute(
        f"""
        create schema if not exists marts;
        create schema if not exists intermediate;
        create table everything as
        select * replace (occurred_at::timestamp as occurred_at)
        from (values {events}) as t(
            customer_id, journey_id, session_id, deal_id, account_id, occurred_at,
            activity, channel, pipeline, source, source_id, source_rank, stage_order,
            event_number
        );
        create table marts.fct_customer_events as
        select * exclude (account_id) from everything;
        create table marts.dim_customers as
        select distinct customer_id, account_id from everything;
        create table intermediate.int_horizon as select timestamp '{AS_OF}' as as_of;
        create table intermediate.int_customers__in_force as
        select
            null::varchar as customer_id, null::timestamp as valid_from,
            null::timestamp as valid_to, null::varchar as industry,
            null::varchar as company_size, null::varchar as region,
            null::varchar as country, null::varchar as persona,
            null::varchar as segment;
        """
    )


def test_attempts_begin_and_end_where_the_specification_says(
    warehouse: Warehouse, told: Told
) -> None:
    rows: list[Row] = []
    for funnel, subject_id, number, happenings, attempt in told:
        entered_at = happenings[attempt.entry].occurred_at
        count = sum(step.number in attempt.reached for step in funnel.required)
        is_open = attempt.ended_by == "window" and attempt.ended_at > AS_OF
        is_complete = attempt.ended_by == "completed"
        rows.append(
            {
                "funnel": funnel.name,
                "subject_id": subject_id,
                "attempt_number": number,
                "entered_at": entered_at,
                "entry_channel": happenings[attempt.entry].channel,
                "furthest_step": funnel.required[count - 1].number,
                "completed_at": attempt.ended_at if is_complete else None,
                "is_mature": entered_at + funnel.longest_window <= AS_OF,
                "ended_by": "open" if is_open else attempt.ended_by,
                "ended_at": None if is_open else attempt.ended_at,
            }
        )
    assert_same(rows, warehouse.mart("fct_funnel_attempts", rows[0]), KEY)


def test_steps_are_reached_when_the_specification_says(
    warehouse: Warehouse, told: Told
) -> None:
    rows: list[Row] = [
        {
            "funnel": funnel.name,
            "subject_id": subject_id,
            "attempt_number": number,
            "step_number": step_number,
            "reached_at": happenings[place].occurred_at,
        }
        for funnel, subject_id, number, happenings, attempt in told
        for step_number, place in attempt.reached.items()
    ]
    found = warehouse.mart("fct_funnel_attempt_steps", rows[0])
    assert_same(rows, found, [*KEY, "step_number"])


def test_levels_are_those_of_the_best_attempts(
    warehouse: Warehouse, log: list[LoggedEvent], funnels: list[Funnel]
) -> None:
    known = [funnel for funnel in funnels if has_known_levels(funnel)]
    best = [replace(funnel, attempts="best") for funnel in known]
    rows: list[Row] = []
    for funnel in best:
        for (subject, subject_id), happenings in subjects_of(log).items():
            if subject != funnel.subject:
                continue
            for attempt in attempts_of(happenings, funnel):
                count = sum(step.number in attempt.reached for step in funnel.required)
                rows.append(
                    {
                        "funnel": funnel.name,
                        "subject_id": subject_id,
                        "furthest_step": funnel.required[count - 1].number,
                    }
                )
    assert {row["furthest_step"] for row in rows} > {1}
    found = warehouse.query(
        "select funnel, subject_id, furthest_step from"
        f" ({levels_sql(warehouse, [funnel.name for funnel in known])})"
    )
    assert_same(rows, found, ["funnel", "subject_id"])


def test_levels_of_other_funnels_are_refused(
    warehouse: Warehouse, funnels: list[Funnel]
) -> None:
    other = next(funnel for funnel in funnels if not has_known_levels(funnel))
    with pytest.raises(duckdb.Error, match=f"which these are not: {other.name}"):
        warehouse.query(levels_sql(warehouse, [other.name]))


def test_levels_of_other_subjects_than_were_told_are_refused(
    warehouse: Warehouse, funnels: list[Funnel]
) -> None:
    known = [funnel for funnel in funnels if has_known_levels(funnel)]
    deal = next(funnel for funnel in known if funnel.subject == "deal")
    told = f"the subject of {deal.name} is deal, and has to be one of customer, account"
    with pytest.raises(duckdb.Error, match=told):
        warehouse.query(levels_sql(warehouse, [deal.name], ["customer", "account"]))


def has_known_levels(funnel: Funnel) -> bool:
    return (
        funnel.order_mode == "ordered"
        and funnel.window_anchor == "first_step"
        and not any(step.is_exclusion for step in funnel.steps)
    )


def levels_sql(
    warehouse: Warehouse, names: list[str], subjects: list[str] | None = None
) -> str:
    """What an analyst's query for levels is compiled to."""
    only = f", subjects={subjects}" if subjects else ""
    inline = f"""
        with chosen as (
            select * from {{{{ ref('int_funnel_rules') }}}}
            where funnel in ({", ".join(map(literal, names))})
        ),
        levels as (
            {{{{ funnel_levels('chosen'{only}) }}}}
        )
        select * from levels
    """
    return warehouse.compiled(inline)
