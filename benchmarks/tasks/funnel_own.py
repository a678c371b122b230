"""The funnel engine over the log of a warehouse: step counts, and all attempts.

Belongs here: the funnel that is measured, and the hand-over of the log to the peers,
which nobody's clock counts.
"""

import io
import os
import re
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import duckdb
from dbt.cli.main import dbtRunner

from benchmarks.tasks import Report
from benchmarks.tasks.stopwatch import quicker
from orchestration.settings import REPO_ROOT

STEPS = ("product_view", "cart_add", "checkout_started", "order_completed")
WINDOW_DAYS = 30
RULES = """
with

my_funnels as (
    select
        'purchase' as funnel,
        'customer' as subject,
        'ordered' as order_mode,
        {days} as window_days,
        'first_step' as window_anchor,
        'all' as attempts
),

my_steps as (
    select
        'purchase' as funnel,
        *,
        null as channel,
        false as is_optional,
        false as is_exclusion,
        null as max_days_from_previous
    from (values {steps}) as listed(step_number, step_name, activity)
),

my_rules as (
    {{{{ funnel_rules('my_funnels', 'my_steps') }}}}
),

found as (
    {{{{ {macro}('my_rules', subjects=['customer']) }}}}
)

select * from found
"""
COUNTS = "select furthest_step, count(*) from ({levels}) group by furthest_step"
# Whoever knows no number of an event has its order all the same: the instant, and its
# place among the events of that instant in the bits below.
PLACES = 1024
LOG = """
copy (
    select
        customer_id,
        activity,
        cast(
            epoch_us(occurred_at) * {places}
            + event_number
            - min(event_number) over (partition by customer_id, occurred_at)
            as ubigint
        ) as moment
    from marts.fct_customer_events
) to '{path}' (format parquet)
"""
# As dbt writes a relation: the database is another one here.
RELATION = re.compile(r'"\w+"\."(\w+)"\."(\w+)"')


def funnel_sql(macro: str, folder: Path) -> str:
    """The shipped engine's SQL for the funnel, as dbt compiles it for an analyst."""
    steps = ", ".join(
        f"({number}, '{step}', '{step}')" for number, step in enumerate(STEPS, 1)
    )
    inline = RULES.format(days=WINDOW_DAYS, macro=macro, steps=steps)
    places = {
        "--project-dir": REPO_ROOT,
        "--profiles-dir": REPO_ROOT,
        "--target-path": folder / "target",
        "--log-path": folder / "logs",
    }
    options = [str(part) for place in places.items() for part in place]
    # dbt shows what it compiles.
    with redirect_stdout(io.StringIO()):
        result = dbtRunner().invoke(
            ["compile", "--target", "lint", "--inline", inline, *options]
        )
    assert result.success, result.exception
    compiled: Any = result.result
    return RELATION.sub(r"\1.\2", compiled.results[0].node.compiled_code)


def run(arguments: dict[str, Any], report: Report) -> dict[str, Any]:
    """Measure the quicker of two runs of each, then write the log for the peers."""
    path = Path(arguments["path"])
    report(0, None, "compile")
    levels = funnel_sql("funnel_levels", path.parent)
    attempts = funnel_sql("funnel_attempts", path.parent)
    # The attempts are written, but not into the warehouse.
    written = path.with_name("attempts.duckdb")
    written.unlink(missing_ok=True)
    with duckdb.connect(written) as connection:
        warehouse = quoted(Path(arguments["database"]))
        connection.execute(f"attach '{warehouse}' as warehouse (read_only)")
        connection.execute("use warehouse")
        connection.execute(f"set threads = {int(os.environ['JOURNEY_THREADS'])}")
        connection.execute(f"set memory_limit = '{os.environ['JOURNEY_MEMORY_LIMIT']}'")
        report(0, None, "step counts")
        count = fetching(connection, COUNTS.format(levels=levels))
        counted, counts = quicker(count)
        report(0, None, "all attempts")
        table = f"create or replace table {written.stem}.main.attempts as {attempts}"
        found, _ = quicker(fetching(connection, table))
        report(0, None, "log for the peers")
        connection.execute(LOG.format(places=PLACES, path=quoted(path)))
        ((events, customers),) = connection.execute(
            "select count(*), count(distinct customer_id)"
            " from marts.fct_customer_events"
        ).fetchall()
    return {
        "count_seconds": counted["seconds"],
        "count_cpu_seconds": counted["cpu_seconds"],
        "counts": by_step(dict(counts)),
        "attempts_seconds": found["seconds"],
        "attempts_cpu_seconds": found["cpu_seconds"],
        "event_count": events,
        "customer_count": customers,
    }


def fetching(
    connection: duckdb.DuckDBPyConnection, query: str
) -> Callable[[], list[Any]]:
    """What runs a query and reads all of its rows."""
    return lambda: connection.execute(query).fetchall()


def by_step(counts: dict[int, int]) -> list[int]:
    """The counts of all steps, those that nobody ended at among them.

    >>> by_step({1: 5, 4: 2})
    [5, 0, 0, 2]
    """
    return [counts.get(step, 0) for step in range(1, len(STEPS) + 1)]


def quoted(path: Path) -> str:
    """A path between quotes of SQL."""
    return str(path).replace("'", "''")
