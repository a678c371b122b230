"""One row of figures for each raw table and each mart that was written.

Belongs here: counting, exactly and in SQL. What the figures may be belongs in `suites`.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import duckdb
import pandas as pd

from orchestration.publishing.export import ExportedMart
from orchestration.sql_text import literal, path_literal

# As of every check.
MOST_EXAMPLES = 5


def raw_table_figures(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Rejected rows and age of each raw table that was brought.

    The age is the mart's, against `as_of`: "now" is the newest row of all, so that one
    source that stands still shows, and data of last year do not. A table without a
    sound row has none.
    """
    return connection.execute(
        """
        with rejected as (
            select
                table_name,
                coalesce(sum(row_count) filter (where place = 'rejected'), 0)::bigint
                    as rejected_row_count,
                sum(row_count)::bigint as raw_row_count
            from warehouse.marts.agg_raw_rows
            where raw_row_count > 0
            group by table_name
        )

        select
            rejected.table_name,
            rejected.rejected_row_count,
            rejected.raw_row_count,
            rejected.rejected_row_count / rejected.raw_row_count as rejected_share,
            arrivals.hours_behind,
            arrivals.most_hours_behind
        from rejected
        left join warehouse.marts.agg_raw_arrivals as arrivals
            on rejected.table_name = arrivals.table_name
        order by rejected.table_name
        """
    ).df()


def rejected_row_keys(
    connection: duckdb.DuckDBPyConnection, tables: Collection[str]
) -> dict[str, list[str]]:
    """File and number of the first rejected rows of some raw tables."""
    rows = connection.execute(
        """
        select
            table_name,
            list(
                concat_ws(':', source_file, source_row_number)
                order by source_file, source_row_number
            )
        from (
            from warehouse.marts.fct_rejected_rows
            where
                list_contains(?, table_name)
                and source_row_number is not null
            qualify row_number() over (
                partition by table_name order by source_file, source_row_number
            ) <= ?
        )
        group by table_name
        """,
        [[*tables], MOST_EXAMPLES],
    ).fetchall()
    return dict(rows)


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
