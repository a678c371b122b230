"""Whether a peer put every touchpoint into the session it has in the warehouse.

Belongs here: the comparison of answers, which nobody's clock counts.
"""

from pathlib import Path
from typing import Any

import duckdb

from benchmarks.tasks import Report

CHECK_SQL = """
select
    count(distinct peer.session_id),
    count_if(peer.session_id is distinct from own.session_id)
from intermediate.int_touchpoints__sessionised as own
full join read_parquet($path) as peer
    on own.touchpoint_id = peer.touchpoint_id
"""


def run(arguments: dict[str, Any], report: Report) -> dict[str, Any]:
    """Count a peer's sessions, and the touchpoints on which it differs."""
    report(0, None, "answers")
    with duckdb.connect(Path(arguments["database"]), read_only=True) as connection:
        ((sessions, differing),) = connection.execute(
            CHECK_SQL, {"path": arguments["path"]}
        ).fetchall()
    return {"session_count": sessions, "differing_count": differing}
