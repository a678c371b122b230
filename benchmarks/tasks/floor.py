"""The floor: DuckDB reads the raw touchpoints and writes them sorted by customer.

Every build has to do at least that much. Belongs here: the floor alone; what it is
compared with belongs in `benchmarks.figures`.
"""

import os
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.tasks import Report
from benchmarks.tasks.stopwatch import stopwatch


def floor_sql(raw_dir: Path) -> str:
    """The statement that reads and writes; the raw files are Parquet."""
    files = str(raw_dir / "touchpoints" / "*.parquet").replace("'", "''")
    return (
        "create table touchpoints as "
        f"select * from read_parquet('{files}') "
        "order by coalesce(customer_id, anonymous_id), occurred_at"
    )


def run(arguments: dict[str, Any], report: Report) -> dict[str, Any]:
    """Measure until the file is complete and closed."""
    database = Path(arguments["database"])
    database.unlink(missing_ok=True)
    report(0, None, "touchpoints, sorted")
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": int(os.environ["JOURNEY_THREADS"]),
        "memory_limit": os.environ["JOURNEY_MEMORY_LIMIT"],
    }
    with stopwatch() as reading, duckdb.connect(database, config=config) as connection:
        connection.execute(floor_sql(Path(arguments["raw_dir"])))
        connection.execute("checkpoint")
    with duckdb.connect(database) as connection:
        ((rows,),) = connection.execute("select count(*) from touchpoints").fetchall()
    database.unlink()
    return {**reading, "row_count": rows}
