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
        touchpoint_id,
        occurred_at,
        coalesce(anonymous_id, 'customer:' || device_customer_id) as device,
        customer_id,
        visit_campaign
    from intermediate.int_touchpoints__identified
    order by hash(touchpoint_id)
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
