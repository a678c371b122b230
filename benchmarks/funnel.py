"""`python -m benchmarks.funnel`: the funnel engine beside ClickHouse's windowFunnel.

Belongs here: one purchase funnel over generated events, the warehouse's own SQL against
chdb over the same rows, in Parquet and in chdb's own sorted table. Full builds belong
in `benchmarks.bench`.
"""

import argparse
import importlib
import io
import re
import shutil
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
from dbt.cli.main import dbtRunner

from benchmarks.options import BENCH_FOLDER
from benchmarks.report import new_console
from orchestration.settings import REPO_ROOT

STEPS = ("product_view", "cart_add", "checkout_started", "order_completed")
WINDOW_DAYS = 30
MODELS = ("int_funnel_rules", "int_funnel_attempts")
RELATION = re.compile(r'"\w+"\."(\w+)"\."(\w+)"')
# Nearly half of the events are of the funnel, most of them its first step.
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
            when draw < 300 then 'product_view' when draw < 380 then 'cart_add'
            when draw < 420 then 'checkout_started' when draw < 445
            then 'order_completed' when draw < 700 then 'page_view' else 'email_sent'
        end as activity,
        null::varchar as channel, null::varchar as journey_id,
        null::varchar as session_id, null::varchar as deal_id,
        null::varchar as pipeline, 'touchpoint' as source, 't' || i as source_id
    from drawn
"""
LEVELS = """
    select level, count() from (
        select customer_id, windowFunnel({seconds})(toDateTime(occurred_at), {steps})
            as level
        from {table} where activity in {activities} group by customer_id
    ) where level > 0 group by level order by level settings max_threads = {threads}
"""


def compiled_models(folder: Path) -> dict[str, str]:
    """The shipped SQL, as dbt compiles it."""
    places = {
        "--project-dir": REPO_ROOT,
        "--profiles-dir": REPO_ROOT,
        "--target-path": folder,
        "--log-path": folder,
    }
    options = [str(part) for place in places.items() for part in place]
    command = ["compile", "--target", "lint", "--select", *MODELS, *options]
    # dbt shows what it compiles.
    with redirect_stdout(io.StringIO()):
        result = dbtRunner().invoke(command)
    assert result.success, result.exception
    compiled: Any = result.result
    return {
        done.node.name: RELATION.sub(r"\1.\2", done.node.compiled_code)
        for done in compiled.results
    }


def prepare(database: duckdb.DuckDBPyConnection, events: int, customers: int) -> None:
    """Write the log of events, and what else the engine reads."""
    database.execute("create schema marts; create schema intermediate")
    database.execute("create schema rules")
    log = EVENTS.format(events=events, customers=customers)
    database.execute(f"create table marts.fct_customer_events as {log}")
    database.execute(
        """
        create table marts.dim_customers (customer_id text, account_id text);
        create table intermediate.int_business_events (
            source text, source_id text, source_rank int, stage_order int
        );
        create table rules.funnels (
            funnel text, subject text, order_mode text, window_days decimal(12, 6),
            window_anchor text, attempts text
        );
        create table rules.funnel_steps (
            funnel text, step_number int, step_name text, activity text, channel text,
            is_optional bool, is_exclusion bool, max_days_from_previous decimal(12, 6)
        );
        """
    )
    database.executemany(
        "insert into rules.funnel_steps values"
        " ('buy', ?, ?, ?, null, false, false, null)",
        [[number, step, step] for number, step in enumerate(STEPS, 1)],
    )


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """The quicker of two runs, and the answer."""
    runs = []
    for _ in range(2):
        begun = time.perf_counter()
        answer = work()
        runs.append(time.perf_counter() - begun)
    return min(runs), answer


def use_attempts(
    database: duckdb.DuckDBPyConnection, models: dict[str, str], attempts: str
) -> str:
    """Define the funnel anew; the query for its attempts."""
    database.execute("delete from rules.funnels")
    database.execute(
        "insert into rules.funnels values"
        f" ('buy', 'customer', 'ordered', {WINDOW_DAYS}, 'first_step', '{attempts}')"
    )
    rules = models["int_funnel_rules"]
    database.execute(
        f"create or replace table intermediate.int_funnel_rules as {rules}"
    )
    return models["int_funnel_attempts"]


def peer_levels(folder: Path, threads: int) -> dict[str, tuple[float, Any]]:
    """Levels by chdb, of Parquet and of its own sorted table."""
    session: Any = importlib.import_module("chdb.session").Session()
    file = folder / "events.parquet"
    session.query(
        "create table events engine = MergeTree order by (customer_id, occurred_at)"
        " as select assumeNotNull(customer_id) as customer_id,"
        " assumeNotNull(occurred_at) as occurred_at,"
        " assumeNotNull(activity) as activity"
        f" from file('{file}')"
    )

    def levels(table: str) -> Any:
        query = LEVELS.format(
            seconds=WINDOW_DAYS * 86400,
            steps=", ".join(f"activity = '{step}'" for step in STEPS),
            activities=STEPS,
            table=table,
            threads=threads,
        )
        lines = str(session.query(query)).split()
        return [tuple(map(int, line.split(","))) for line in lines]

    tables = {"Parquet": f"file('{file}')", "MergeTree": "events"}
    return {name: seconds(partial(levels, table)) for name, table in tables.items()}


def main() -> int:
    """Measure, and show the ratios: 1 when the counts differ."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.funnel")
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--customers", type=int, default=300_000)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    folder = BENCH_FOLDER / "funnel"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    models = compiled_models(folder / "target")
    with duckdb.connect(folder / "events.duckdb") as database:
        database.execute(f"set threads = {options.threads}")
        prepare(database, options.events, options.customers)
        best = use_attempts(database, models, "best")
        counts = f"""
            select furthest_step, count(*) from ({best}) group by all order by all
        """
        counted, own = seconds(lambda: database.execute(counts).fetchall())
        every = use_attempts(database, models, "all")
        table = f"create or replace table attempts as {every}"
        built, _ = seconds(lambda: database.execute(table))
        database.execute(
            "copy (select customer_id, occurred_at, activity from"
            f" marts.fct_customer_events) to '{folder / 'events.parquet'}'"
        )
    console = new_console()
    peers = peer_levels(folder, options.threads)
    for name, (taken, levels) in peers.items():
        console.print(
            f"windowFunnel on {name}: {taken:.2f} s; step counts {counted / taken:.2f}"
            f" times, all attempts {built / taken:.2f} times,"
            f" counts {'agree' if levels == own else 'differ'}"
        )
    return int(any(levels != own for _, levels in peers.values()))


if __name__ == "__main__":
    raise SystemExit(main())
