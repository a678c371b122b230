"""What is measured: each module is a task that runs in a process of its own.

A task has `run(arguments, report) -> answer`, both of what JSON can hold. Only here may
anything large be imported: duckdb, dbt, polars, pandas.
"""

from collections.abc import Callable

# Called with what is done, how much there is (None: unknown), and what is going on.
Report = Callable[[int, int | None, str], None]
