"""A log of events that is drawn, with all that the funnel engine reads.

Belongs here: the shape of the log alone. Nobody's clock counts it.
"""

from pathlib import Path
from typing import Any

import duckdb

from benchmarks.tasks import Report

# Nearly half of the events are of the funnel, most of them its first step. A second
# has several events of a customer at times, told apart by their number alone.
EVENTS = """
    with drawn as (
        select
            'c' || hash(i * 7919 + 1) % {customers} as customer_id,
            timestamp '2024-01-01'
            + hash(i * 31 + 5) % 31536000 * interval 1 second as occurred_at,
            hash(i * 17 + 3) % 1000 as draw,
            i
        from range({events}) as t(i)
    )
    select
        customer_id,
        occurred_at,
        row_number() over (
            partition by customer_id order by occurred_at, i
        ) as event_number,
        case
            when draw < 300 then 'product_view'
            when draw < 380 then 'cart_add'
            when draw < 420 then 'checkout_started'
            when draw < 445 then 'order_completed'
            when draw < 700 then 'page_view'
            else 'email_sent'
        end as activity,
        null::varchar as channel,
        null::varchar as journey_id,
        null::varchar as session_id,
        null::varchar as deal_id,
        null::varchar as pipeline,
        1 as source_rank,
        0 as stage_order,
        'touchpoint' as source,
        't' || i as source_id
    from drawn
"""


def run(arguments: dict[str, Any], report: Report) -> dict[str, Any]:
    """Write the log into a new database."""
    report(0, None, "a log of events")
    events, customers = int(arguments["events"]), int(arguments["customers"])
    with duckdb.connect(Path(arguments["database"])) as connection:
        connection.execute("create schema marts")
        connection.execute(
            "create table marts.fct_customer_events as"
            f" {EVENTS.format(events=events, customers=customers)}"
        )
        connection.execute(
            "create table marts.dim_customers (customer_id text, account_id text)"
        )
    return {}
