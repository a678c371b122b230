"""A log of events that is drawn, with all that the funnel engine reads.

Belongs here: the shape of the log alone. Nobody's clock counts it.
"""

from pathlib import Path
from typing import Any

import duckdb

from benchmarks.tasks import Report

# Of those who shop nearly half of the events are of the funnel, most of them its first
# step; of the others three in five view products at times, as in a warehouse's log. A
# second has several events of a customer at times, told apart by their number alone.
EVENTS = """
    with drawn as (
        select
            hash(i * 7919 + 1) % {customers} as customer,
            hash(customer) % 100 < {shoppers} as is_shopper,
            hash(customer + 1) % 5 < 3 as is_viewer,
            'c' || customer as customer_id,
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
            when not is_shopper then case
                when draw < 200 and is_viewer then 'product_view' else 'page_view'
            end
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
    sizes = {size: int(arguments[size]) for size in ("events", "customers", "shoppers")}
    with duckdb.connect(Path(arguments["database"])) as connection:
        connection.execute("create schema marts")
        connection.execute(
            f"create table marts.fct_customer_events as {EVENTS.format(**sizes)}"
        )
        connection.execute(
            "create table marts.dim_customers (customer_id text, account_id text)"
        )
    return {}
