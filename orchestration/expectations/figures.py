"""One row of figures for each raw table and each mart that was written.

Belongs here: counting, exactly and in SQL. What the figures may be belongs in `suites`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pandas as pd

from orchestration.publishing.export import ExportedMart
from orchestration.sql_text import literal, path_literal


def raw_table_figures(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Rejected share and age of each raw table that was brought.

    The age is the mart's, against `as_of`: "now" is the newest row of all, so that one
    source that stands still shows, and data of last year do not. A table without a
    sound row has none.
    """
    return connection.execute(
        """
        with rejected as (
            select
                table_name,
                coalesce(
                    sum(row_count) filter (where place = 'rejected') / sum(row_count), 0
                ) as rejected_share
            from warehouse.marts.agg_raw_rows
            where raw_row_count > 0
            group by table_name
        )

        select
            rejected.table_name,
            rejected.rejected_share,
            arrivals.hours_behind,
            arrivals.most_hours_behind
        from rejected
        left join warehouse.marts.agg_raw_arrivals as arrivals
            on rejected.table_name = arrivals.table_name
        order by rejected.table_name
        """
    ).df()


def published_mart_figures(
    connection: duckdb.DuckDBPyConnection,
    exported: Sequence[ExportedMart],
    nodes: Sequence[Mapping[str, Any]],
) -> pd.DataFrame:
    """Rows and columns of each written file beside those that it should have."""
    columns = {node["name"]: list(node["columns"]) for node in nodes}
    return pd.DataFrame(
        [
            {
                "table_name": mart.name,
                "warehouse_rows": mart.row_count,
                "published_rows": _file_rows(connection, mart),
                "published_columns": ", ".join(sorted(_file_columns(connection, mart))),
                "contract_columns": ", ".join(sorted(columns[mart.name])),
            }
            for mart in exported
        ]
    )


def _file_rows(connection: duckdb.DuckDBPyConnection, mart: ExportedMart) -> int:
    # The footer tells, without reading the rows.
    row = connection.execute(
        "select coalesce(sum(num_rows), 0) "
        f"from parquet_file_metadata({literal(str(mart.file))})"
    ).fetchone()
    return 0 if row is None else int(row[0])


def _file_columns(
    connection: duckdb.DuckDBPyConnection, mart: ExportedMart
) -> list[str]:
    scan = f"describe from read_parquet({path_literal(mart.file)})"
    return [row[0] for row in connection.execute(scan).fetchall()]
