"""Deals and their moves that are drawn: raw changes, and what stage models read.

Belongs here: the shape of the deals alone. Nobody's clock counts it.
"""

import os
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.tasks import Report
from benchmarks.tasks.build import invoke

MOVES_PER_DEAL = 5
# Values of each shipped breakdown: what a company of some size has.
VALUE_COUNTS = {
    "segment": 4,
    "industry": 12,
    "company_size": 4,
    "region": 8,
    "country": 15,
    "persona": 6,
    "loyalty_tier": 4,
    "owner": 60,
    "team": 8,
    "channel": 10,
    "size_band": 4,
}
# One deal in ten is still in its last stage; a move in ten goes back.
DEALS = """
    create table deals_drawn as
    select
        i,
        'deal-' || lpad(i::varchar, 9, '0') as deal_id,
        'customer-' || hash(i * 31 + 1) % {customers} as customer_id,
        ['b2b_sales', 'renewal', 'partners'][(1 + hash(i * 37 + 2) % 3)::int]
            as pipeline,
        timestamp '2022-01-01'
        + to_microseconds((hash(i * 41 + 3) % 110000000000000)::bigint) as created_at,
        case
            when hash(i * 43 + 4) % 100 < 10 then 'open'
            when hash(i * 43 + 4) % 100 < 45 then 'won'
            else 'lost'
        end as status,
        (hash(i * 47 + 5) % 100000)::decimal(18, 2) as amount
    from range({deals}) as t(i)
"""
MOVES = """
    create table moves_drawn as
    with lasting as (
        select
            *,
            case
                when number > 1 and hash(i * 59 + number) % 10 = 0
                    then number - 1
                else number
            end as stage_order,
            (
                -ln((hash(i * 53 + number) % 1000000 + 1) / 1000001.0)
                * 10 * 86400000000
            )::bigint as stay
        from deals_drawn
        cross join range(1, {moves} + 1) as numbers(number)
    )
    select
        *,
        'stage ' || stage_order as stage,
        created_at + to_microseconds(
            (sum(stay) over moves_of_deal - stay)::bigint
        ) as entered_at,
        created_at + to_microseconds(
            (sum(stay) over moves_of_deal)::bigint
        ) as ended_at,
        lead(stage_order) over moves_of_deal as next_order
    from lasting
    window moves_of_deal as (partition by i order by number)
"""
# As an exporter writes them: in no order, with all columns of the contract.
RAW = """
    copy (
        select
            deal_id,
            stage,
            entered_at as changed_at,
            'change-' || i || '-' || number as change_id,
            pipeline,
            amount,
            cast(created_at + interval 60 day as date) as expected_close_date,
            'owner-' || hash(i) % 60 as changed_by,
            entered_at + interval 1 hour as loaded_at
        from moves_drawn
        order by hash(i, number)
    ) to '{path}' (format parquet)
"""
RELATIONS = """
    create table intermediate.int_horizon as
    select timestamp '2026-01-01' as as_of;

    create table intermediate.int_business_period as
    select date '2021-12-01' as first_date, date '2027-12-31' as last_date;

    create table intermediate.int_deal_stages as
    select
        *,
        case status when 'open' then 48 end as sla_hours,
        false as is_inferred
    from (select unnest(['b2b_sales', 'renewal', 'partners']) as pipeline)
    cross join (
        select
            'stage ' || number as stage,
            number::decimal(9, 3) as stage_order,
            'open' as status
        from range(1, 6) as numbers(number)
        union all values ('won', 6, 'won'), ('lost', 7, 'lost')
    );

    create table intermediate.int_deals__resolved as
    select
        deal_id,
        customer_id,
        created_at,
        pipeline,
        status,
        case when status = 'open' then 'stage 5' else status end as stage
    from deals_drawn;

    create table intermediate.int_deals__enriched as
    select
        *,
        case
            when status = 'lost'
                then ['price', 'timing', 'competitor'][(1 + hash(deal_id) % 3)::int]
        end as lost_reason,
        null::varchar as competitor,
        amount
    from intermediate.int_deals__resolved
    inner join (select deal_id, amount from deals_drawn) using (deal_id);

    create table intermediate.int_deals__moves as
    select
        deal_id,
        pipeline,
        stage,
        stage_order::decimal(9, 3) as stage_order,
        'open' as status
    from moves_drawn;

    create table intermediate.int_deals__stage_visits as
    select
        deal_id,
        pipeline,
        stage,
        stage_order::decimal(9, 3) as stage_order,
        number as move_number,
        row_number() over (
            partition by i, stage_order order by number
        ) as visit_number,
        entered_at,
        case when next_order is not null or status != 'open' then ended_at end
            as left_at,
        case
            when next_order < stage_order then 'returned'
            when next_order is not null then 'advanced'
            else status
        end as outcome
    from moves_drawn;

    create table intermediate.int_deals__moves_summarised as
    select
        deal_id,
        max_by(stage, move_number) as last_stage
    from intermediate.int_deals__stage_visits
    group by deal_id;

    create table intermediate.int_journey_stages__cycled as
    select
        ''::varchar as journey_id,
        ''::varchar as customer_id,
        ''::varchar as journey_stage,
        false as is_visited,
        ''::varchar as outcome,
        0.0::double as stay_days,
        now()::timestamp as started_at,
        ''::varchar as journey_status
    limit 0;

    create table marts.fct_journeys as
    select ''::varchar as journey_id, 0::decimal(38, 4) as conversion_value limit 0;

    create table marts.fct_journey_stages as
    select
        ''::varchar as journey_id,
        ''::varchar as journey_stage,
        false as is_visited,
        ''::varchar as outcome
    limit 0;

    create table marts.fct_touchpoints as
    select
        ''::varchar as journey_id,
        ''::varchar as journey_stage,
        ''::varchar as touchpoint_type,
        0 as touch_number,
        false as is_error,
        0 as load_ms
    limit 0;

    -- An approval in every second proposal.
    create table marts.fct_deal_tasks as
    select
        deal_id,
        'approval' as task_type,
        entered_at as requested_at,
        entered_at + interval 2 day as completed_at
    from moves_drawn
    where number = 4 and hash(i) % 2 = 0;

    -- Up to three months, in a calendar of office hours.
    create table intermediate.spans as
    select
        'office' as calendar,
        entered_at as started_at,
        entered_at + to_microseconds((hash(i, number) % 7862400000000)::bigint)
            as ended_at
    from moves_drawn;
"""
VALUES = """
    create table intermediate.int_breakdown_values as
    select
        breakdowns.source_table,
        subjects.subject_id,
        breakdowns.breakdown,
        breakdowns.breakdown || ' '
        || hash(subjects.subject_id, breakdowns.breakdown) % counts.value_count
            as breakdown_value,
        null::timestamp as valid_from,
        null::timestamp as valid_to
    from intermediate.int_breakdowns as breakdowns
    inner join value_counts as counts
        on breakdowns.breakdown = counts.breakdown
    inner join (
        select 'deals' as source_table, deal_id as subject_id from deals_drawn
        union all
        select distinct 'customers' as source_table, customer_id as subject_id
        from deals_drawn
    ) as subjects
        on breakdowns.source_table = subjects.source_table
"""


def run(arguments: dict[str, Any], report: Report) -> dict[str, Any]:
    """Write seeds and relations into a new database, and the raw changes beside it."""
    report(0, None, "seeds")
    database = Path(arguments["database"])
    os.environ |= {
        "JOURNEY_DB": str(database),
        "JOURNEY_LANDING_DIR": str(database.with_name("landing")),
    }
    invoke(["seed"], database.parent)
    report(0, None, "deals and their moves")
    deals = int(arguments["deals"])
    path = arguments["path"].replace("'", "''")
    with duckdb.connect(database) as connection:
        connection.execute(
            "create schema if not exists intermediate;"
            " create schema if not exists marts"
        )
        connection.execute(DEALS.format(deals=deals, customers=max(1, deals * 3 // 10)))
        connection.execute(MOVES.format(moves=MOVES_PER_DEAL))
        connection.execute(RAW.format(path=path))
        connection.execute(RELATIONS)
        connection.execute(
            """
            create table intermediate.int_breakdowns as
            select
                breakdown,
                split_part(source_column, '.', 1) as source_table,
                split_part(source_column, '.', 2) as column_name
            from rules.breakdowns;
            create table value_counts (breakdown text, value_count int);
            """
        )
        connection.executemany(
            "insert into value_counts values (?, ?)", list(VALUE_COUNTS.items())
        )
        connection.execute(VALUES)
        connection.execute("drop table moves_drawn; drop table deals_drawn")
    return {"change_count": deals * MOVES_PER_DEAL}
