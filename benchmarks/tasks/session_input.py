"""What the peers read: the touchpoints as the session models see them.

Belongs here: the hand-over between warehouse and peers, which nobody's clock counts.
Whose a device was is the warehouse's own knowledge, so the peers are told.
"""

from pathlib import Path
from typing import Any

import duckdb

from benchmarks.tasks import Report

# Unsorted as a landing zone is: the hash keeps the warehouse's order from helping.
INPUT_SQL = """
copy (
    select
        sessions.touchpoint_id,
        sessions.occurred_at,
        coalesce(
            'anon:' || sessions.anonymous_id, sessions.known_customer_id
        ) as device,
        sessions.customer_id,
        case
            when coalesce(channels.channel_group, '') != 'direct'
                then touchpoints.campaign
        end as visit_campaign
    from intermediate.int_touchpoints__sessionised as sessions
    inner join staging.stg_touchpoints as touchpoints
        on sessions.touchpoint_id = touchpoints.touchpoint_id
    left join rules.channels as channels
        on lower(touchpoints.channel) = channels.channel_alias
    order by hash(sessions.touchpoint_id)
) to '{path}' (format parquet)
"""


def run(arguments: dict[str, Any], report: Report) -> dict[str, Any]:
    """Write the touchpoints to Parquet and count the warehouse's sessions."""
    report(0, None, "touchpoints of the warehouse")
    path = arguments["path"].replace("'", "''")
    with duckdb.connect(Path(arguments["database"]), read_only=True) as connection:
        connection.execute(INPUT_SQL.format(path=path))
        ((session_count,),) = connection.execute(
            "select count(*) from marts.fct_sessions"
        ).fetchall()
    return {"session_count": session_count}
