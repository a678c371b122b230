"""Step counts by chdb's windowFunnel, of Parquet or of its own sorted table.

Belongs here: the peer's best form, not a translation of the engine. Filling its table
is not counted.
"""

import importlib
import os
from pathlib import Path
from typing import Any

from benchmarks.tasks import Report
from benchmarks.tasks.funnel_own import PLACES, STEPS, WINDOW_DAYS, by_step, quoted
from benchmarks.tasks.stopwatch import quicker

# Up to half of the places: an event at the window's end is in it, whatever its place.
WINDOW = WINDOW_DAYS * 86_400_000_000 * PLACES + PLACES // 2
LEVELS = """
select level, count() from (
    select customer_id, windowFunnel({window})(moment, {steps}) as level
    from {table}
    where activity in {activities}
    group by customer_id
)
where level > 0
group by level
settings max_threads = {threads}
"""
TABLE = """
create table events engine = MergeTree order by (customer_id, moment) as
select
    assumeNotNull(customer_id) as customer_id,
    assumeNotNull(moment) as moment,
    assumeNotNull(activity) as activity
from {log}
"""


def run(arguments: dict[str, Any], report: Report) -> dict[str, Any]:
    """Measure the quicker of two runs."""
    session: Any = importlib.import_module("chdb.session").Session()
    log = f"file('{quoted(Path(arguments['path']))}', Parquet)"
    table = log
    if arguments["source"] == "merge_tree":
        report(0, None, "log into chdb's table")
        session.query(TABLE.format(log=log))
        table = "events"
    report(0, None, f"step counts by chdb, {arguments['source']}")
    query = LEVELS.format(
        window=WINDOW,
        steps=", ".join(f"activity = '{step}'" for step in STEPS),
        activities=STEPS,
        table=table,
        threads=int(os.environ["JOURNEY_THREADS"]),
    )
    reading, text = quicker(lambda: str(session.query(query)))
    rows = [line.split(",") for line in text.split()]
    return {
        **reading,
        "counts": by_step({int(level): int(count) for level, count in rows}),
    }
