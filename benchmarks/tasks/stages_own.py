"""The models of stages, bottlenecks and business time over drawn deals; their floor.

Belongs here: which models are measured, and how they are run one by one.
"""

import os
import re
from pathlib import Path
from typing import Any

import duckdb
from dbt.contracts.graph.nodes import CompiledNode

from benchmarks.tasks import Report
from benchmarks.tasks.build import invoke
from benchmarks.tasks.stopwatch import stopwatch

# What of deals is counted by stage, and what stages cost. The views of journeys belong
# to the bottlenecks, too; there are no journeys here.
STAGES = (
    "int_breakdown_groups",
    "int_breakdown_values__grouped",
    "int_deals__grouped",
    "int_deal_stages__numbered",
    "int_deals__visits_timed",
    "int_deal_stages__stays",
    "int_deal_stages__flagged",
    "int_deal_stages__counted",
    "int_deal_stages__durations",
    "int_deals__furthest",
    "int_deal_stages__reached",
    "agg_deal_stages",
)
BOTTLENECKS = (
    "int_deal_stages__limits_dated",
    "int_deal_stages__limits",
    "int_deals__lost",
    "int_deal_stages__passages",
    "int_journey_stages__limits",
    "int_journey_stages__passages",
    "int_stage_passages",
    "int_stage_passages__by_cell",
    "int_bottlenecks__compared",
    "int_bottlenecks__medians",
    "int_bottlenecks__valued",
    "int_bottlenecks__loss_reasons",
    "int_bottlenecks__task_times",
    "int_bottlenecks__waits",
    "int_bottlenecks__troubles",
    "int_bottlenecks__last_steps",
    "int_bottlenecks__reasons",
    "int_bottlenecks__named",
    "int_bottlenecks__explained",
    "agg_bottlenecks",
)
CALENDARS = (
    "int_business_hours__dated",
    "int_time_zone_changes",
    "int_time_zone_offsets",
    "int_business_hours__in_utc",
    "int_business_intervals__merged",
    "int_business_intervals",
    "int_business_days",
)
SPANS = """
with

spans as (
    select * from intermediate.spans
),

timed as (
    {{ with_business_hours('spans', 'calendar', 'started_at', 'ended_at', 'hours') }}
)

select count(*), round(sum(hours)) from timed
"""
FLOOR = """
create or replace table changes_sorted as
select * from read_parquet('{path}')
order by deal_id, changed_at
"""
# As dbt writes a relation: the database is another one here.
RELATION = re.compile(r'"\w+"\."(\w+)"\."(\w+)"')


PARTS = {
    "stages": STAGES,
    "bottlenecks": BOTTLENECKS,
    "calendars": CALENDARS,
}


def compiled(folder: Path) -> dict[str, tuple[str, str]]:
    """The measured models and the query over spans: how each is kept, and its SQL."""
    names = [name for part in PARTS.values() for name in part]
    models: Any = invoke(["compile", "--target", "lint", "--select", *names], folder)
    spans: Any = invoke(["compile", "--target", "lint", "--inline", SPANS], folder)
    nodes = {result.node.name: result.node for result in models.result.results}
    found = {name: kept(nodes[name]) for name in names}
    return found | {"business time": ("", kept(spans.result.results[0].node)[1])}


def kept(node: CompiledNode) -> tuple[str, str]:
    """What a node is created as, and its query."""
    kind = "view" if node.config.materialized == "view" else "table"
    query = RELATION.sub(r"\1.\2", node.compiled_code or "")
    return f"create or replace {kind} {node.schema}.{node.name} as", query


def run(arguments: dict[str, Any], report: Report) -> dict[str, Any]:
    """Measure each model once, and the floor before and after them."""
    database = Path(arguments["database"])
    report(0, None, "compile")
    statements = {
        name: " ".join(sql) for name, sql in compiled(database.parent).items()
    }
    floor = FLOOR.format(path=arguments["path"].replace("'", "''"))
    readings: dict[str, dict[str, float]] = {}
    with duckdb.connect(database) as connection:
        connection.execute(f"set threads = {int(os.environ['JOURNEY_THREADS'])}")
        connection.execute(f"set memory_limit = '{os.environ['JOURNEY_MEMORY_LIMIT']}'")
        for name, sql in {"floor": floor, **statements, "floor again": floor}.items():
            report(len(readings), len(statements) + 2, name)
            with stopwatch() as readings[name]:
                connection.execute(sql).fetchall()
                connection.execute("checkpoint")
        ((rows,),) = connection.execute(
            "select count(*) from marts.agg_deal_stages"
        ).fetchall()
    parts = {**PARTS, "business time": ["business time"]}
    return {"readings": readings, "parts": parts, "row_count": rows}
