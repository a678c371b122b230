"""Where to look for what is out of the usual: raw files, and rows in them.

Belongs here: from a figure that left its interval to the rows it was made of. That it
left it, the mart says; which of them are wrong, only whoever brought them knows.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import duckdb

from orchestration.sql_text import identifier, literal

# Each costs a look into a table, and nobody follows more of them at a time.
MOST_TRACED = 20
MOST_FILES = 3
RECEIVED = ("stg_", "base_")


def likely_places(
    connection: duckdb.DuckDBPyConnection,
    anomalies: Sequence[Mapping[str, Any]],
    time_zone: str,
) -> list[dict[str, Any]]:
    """Files with rows of each figure: those first that made it what it was.

    `kind` says how they are meant: `rows` of the period, `outliers` in it, or
    `neighbours`, where the period itself has none.
    """
    traced = [
        row
        for row in anomalies
        if row["is_recent"] and str(row["source"]).startswith(RECEIVED)
    ]
    return [
        {"anomaly_id": anomaly["anomaly_id"], **place}
        for anomaly in traced[:MOST_TRACED]
        for place in _places(connection, anomaly, time_zone)
    ]


def _places(
    connection: duckdb.DuckDBPyConnection, anomaly: Mapping[str, Any], time_zone: str
) -> Iterator[dict[str, Any]]:
    base = _rows_as_watched(anomaly)
    if not _has_columns(connection, base, anomaly):
        return
    day = _local_day(anomaly["date_column"], time_zone)
    start = date.fromisoformat(anomaly["period_start"])
    end = start + timedelta(days=7 if anomaly["grain"] == "week" else 1)
    period = f"{day} >= date '{start}' and {day} < date '{end}' and not is_after_as_of"
    if anomaly["source"].startswith("stg_"):
        period += " and rejection_reasons is null"
    if anomaly["per_column"]:
        value = f"cast({identifier(anomaly['per_column'])} as varchar)"
        period += f" and coalesce({value}, '') = {literal(anomaly['part'] or '')}"
    if anomaly["statistic"] in ("geometric_mean", "sum"):
        found = _outliers(connection, base, period, anomaly)
    else:
        found = _rows(connection, base, f"{period} and {_condition(anomaly)}", "rows")
    yield from found
    if not found:
        instant = identifier(anomaly["date_column"])
        yield from _neighbours(connection, base, (instant, day), (start, end))


def _rows_as_watched(anomaly: Mapping[str, Any]) -> str:
    """What to select from: rows as they came, with what `received_rows` adds to them.

    Of a staging model, too, but without: a run that failed may not have decided yet
    which rows are superseded.
    """
    name = anomaly["table_name"]
    base = f"warehouse.staging.{identifier('base_' + name)}"
    if not anomaly["source"].startswith("base_"):
        return base
    superseded = f"warehouse.staging.{identifier('stg_' + name + '__superseded')}"
    return f"""(
        select
            base.*,
            base.rejection_reasons is null and superseded.place is null as is_used,
            base.loaded_at > base.latest_event_at + interval 1 day as is_late
        from {base} as base
        left join {superseded} as superseded
            on
                base.source_file = superseded.source_file
                and base.source_row_number = superseded.source_row_number
    )"""


def _has_columns(
    connection: duckdb.DuckDBPyConnection, base: str, anomaly: Mapping[str, Any]
) -> bool:
    """Whether rows as received hold what is watched: a staging model may add it."""
    described = connection.execute(f"describe from {base}").fetchall()
    held = {row[0] for row in described}
    wanted = {anomaly[name] for name in ("date_column", "column_name", "per_column")}
    return wanted - {None} <= held


def _condition(anomaly: Mapping[str, Any]) -> str:
    """Rows that moved the figure to where it is."""
    column = anomaly["column_name"]
    text = f"cast({identifier(column)} as varchar)"
    match anomaly["statistic"], anomaly["side"]:
        case "filled_share", _:
            return f"{identifier(column)} is null"
        case "value_share", "high":
            return f"{text} = {literal(anomaly['value'])}"
        case "value_share", _:
            return f"{text} is distinct from {literal(anomaly['value'])}"
        case "part_share", "high":
            return f"{text} = {literal(anomaly['part'])}"
    return "true"


def _rows(
    connection: duckdb.DuckDBPyConnection, base: str, condition: str, kind: str
) -> list[dict[str, Any]]:
    return _answers(
        connection,
        f"""
        select
            '{kind}' as kind, source_file, count(*) as row_count,
            min(source_row_number) as first_row, max(source_row_number) as last_row
        from {base} where {condition}
        group by source_file order by row_count desc, source_file limit {MOST_FILES}
        """,
    )


def _outliers(
    connection: duckdb.DuckDBPyConnection,
    base: str,
    period: str,
    anomaly: Mapping[str, Any],
) -> list[dict[str, Any]]:
    column = identifier(anomaly["column_name"])
    direction = "desc" if anomaly["side"] == "high" else "asc"
    return _answers(
        connection,
        f"""
        select
            'outliers' as kind, source_file, 1 as row_count,
            source_row_number as first_row, source_row_number as last_row,
            cast({column} as double) as number
        from {base} where {period} and {column} is not null
        order by {column} {direction}, source_file, source_row_number
        limit {MOST_FILES}
        """,
    )


def _neighbours(
    connection: duckdb.DuckDBPyConnection,
    base: str,
    times: tuple[str, str],
    period: tuple[date, date],
) -> list[dict[str, Any]]:
    """The files of the last row before a period, and of the first one after it."""
    (instant, day), (start, end) = times, period
    return _answers(
        connection,
        f"""
        select
            'neighbours' as kind, source_file, null as row_count,
            min(number) as first_row, max(number) as last_row
        from (
            (
                select source_file, source_row_number as number from {base}
                where {day} < date '{start}' and not is_after_as_of
                order by {instant} desc, source_file, number desc limit 1
            )
            union all
            (
                select source_file, source_row_number as number from {base}
                where {day} >= date '{end}' and not is_after_as_of
                order by {instant}, source_file, number limit 1
            )
        )
        group by source_file order by first_row, source_file
        """,
    )


def _local_day(column: str, time_zone: str) -> str:
    """As `watched_period` has it: what is not named `_at` is a day already."""
    name = identifier(column)
    if not column.endswith("_at"):
        return name
    if time_zone == "UTC":
        return f"cast({name} as date)"
    return f"cast(timezone({literal(time_zone)}, timezone('UTC', {name})) as date)"


def _answers(connection: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
