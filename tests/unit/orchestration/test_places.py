"""From a figure out of its interval to the rows that a steward should look at."""

from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from orchestration.quality_report.places import likely_places

MONDAY = "2026-01-05"


@pytest.fixture
def warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    """Touchpoints of two files: none on the seventh, odd ones on the sixth."""
    with duckdb.connect() as connection:
        connection.execute(
            """
            attach ':memory:' as warehouse;
            create schema warehouse.staging;
            create table warehouse.staging.base_touchpoints as
            select
                cast(occurred_at as timestamp) as occurred_at, cast(loaded_at as
                timestamp) as loaded_at, cast(occurred_at as timestamp) as
                latest_event_at, channel, page, load_ms, rejection_reasons,
                source_file, source_row_number, is_after_as_of
            from (values
                ('2026-01-05 12:00', '2026-01-05', 'email', '/a', 10, null, 'a.csv',
                    1, false),
                ('2026-01-05 23:30', '2026-01-06', 'email', '/b', 20, null, 'a.csv',
                    2, false),
                ('2026-01-06 10:00', '2026-01-06', 'sms', null, 9000, null, 'a.csv',
                    3, false),
                ('2026-01-06 11:00', '2026-01-06', 'sms', null, 30, null, 'b.csv',
                    1, false),
                ('2026-01-06 12:00', '2026-01-06', 'email', '/c', null, null, 'b.csv',
                    2, false),
                ('2026-01-06 13:00', '2026-01-06', 'sms', null, 99999, 'page: bad',
                    'b.csv', 3, false),
                ('2026-01-08 10:00', '2026-01-10', 'email', '/d', 40, null, 'b.csv',
                    4, false),
                ('2026-01-07 10:00', '2026-01-08', 'email', '/e', 40, null, 'c.csv',
                    1, true)
            ) as rows(
                occurred_at, loaded_at, channel, page, load_ms, rejection_reasons,
                source_file, source_row_number, is_after_as_of
            );
            -- The eighth came twice.
            create table warehouse.staging.stg_touchpoints__superseded as
            select 'b.csv' as source_file, 4 as source_row_number, 'duplicate' as place
            """
        )
        yield connection


def anomaly(**changes: Any) -> dict[str, Any]:
    return {
        "anomaly_id": "a",
        "is_recent": True,
        "source": "stg_touchpoints",
        "table_name": "touchpoints",
        "date_column": "occurred_at",
        "column_name": "occurred_at",
        "grain": "day",
        "statistic": "count",
        "side": "high",
        "per_column": None,
        "part": None,
        "value": None,
        "period_start": "2026-01-06",
        **changes,
    }


def places(
    warehouse: duckdb.DuckDBPyConnection, time_zone: str = "UTC", **changes: Any
) -> list[tuple[Any, ...]]:
    found = likely_places(warehouse, [anomaly(**changes)], time_zone)
    keys = ("kind", "source_file", "row_count", "first_row", "last_row")
    return [tuple(row[key] for key in keys) for row in found]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        # What was rejected is no row of the staging model.
        ({}, [("rows", "b.csv", 2, 1, 2), ("rows", "a.csv", 1, 3, 3)]),
        (
            {"source": "base_touchpoints"},
            [("rows", "b.csv", 3, 1, 3), ("rows", "a.csv", 1, 3, 3)],
        ),
        (
            {"statistic": "filled_share", "column_name": "page", "side": "low"},
            [("rows", "a.csv", 1, 3, 3), ("rows", "b.csv", 1, 1, 1)],
        ),
        (
            {"statistic": "part_share", "column_name": "channel", "part": "email"},
            [("rows", "b.csv", 1, 2, 2)],
        ),
        # Of what is too rare the others are seen.
        (
            {
                "statistic": "part_share",
                "column_name": "channel",
                "part": "email",
                "side": "low",
            },
            [("rows", "b.csv", 2, 1, 2), ("rows", "a.csv", 1, 3, 3)],
        ),
        (
            {
                "source": "base_touchpoints",
                "statistic": "value_share",
                "column_name": "is_used",
                "value": "true",
                "side": "low",
            },
            [("rows", "b.csv", 1, 3, 3)],
        ),
        # A delivery that came twice is sound row by row; the rows are superseded.
        (
            {
                "source": "base_touchpoints",
                "date_column": "loaded_at",
                "statistic": "value_share",
                "column_name": "is_used",
                "value": "true",
                "side": "low",
                "period_start": "2026-01-10",
            },
            [("rows", "b.csv", 1, 4, 4)],
        ),
        (
            {"statistic": "geometric_mean", "column_name": "load_ms"},
            [("outliers", "a.csv", 1, 3, 3), ("outliers", "b.csv", 1, 1, 1)],
        ),
        (
            {"statistic": "sum", "column_name": "load_ms", "side": "low"},
            [("outliers", "b.csv", 1, 1, 1), ("outliers", "a.csv", 1, 3, 3)],
        ),
        # Of a currency, or another value with a series of its own.
        (
            {
                "statistic": "geometric_mean",
                "column_name": "load_ms",
                "per_column": "channel",
                "part": "sms",
            },
            [("outliers", "a.csv", 1, 3, 3), ("outliers", "b.csv", 1, 1, 1)],
        ),
        (
            {
                "statistic": "geometric_mean",
                "column_name": "load_ms",
                "per_column": "channel",
                "part": "email",
                "period_start": MONDAY,
                "grain": "week",
            },
            [
                ("outliers", "b.csv", 1, 4, 4),
                ("outliers", "a.csv", 1, 2, 2),
                ("outliers", "a.csv", 1, 1, 1),
            ],
        ),
        # What came in just before and just after a day on which nothing did.
        (
            {"period_start": "2026-01-07", "side": "low"},
            [("neighbours", "b.csv", None, 3, 4)],
        ),
        (
            {"period_start": MONDAY, "grain": "week"},
            [("rows", "a.csv", 3, 1, 3), ("rows", "b.csv", 3, 1, 4)],
        ),
    ],
)
def test_rows_that_moved_a_figure_are_named(
    warehouse: duckdb.DuckDBPyConnection,
    changes: dict[str, Any],
    expected: list[tuple[Any, ...]],
) -> None:
    assert places(warehouse, **changes) == expected


def test_days_begin_where_the_company_is(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    changes = {"column_name": "channel", "statistic": "part_share", "part": "email"}
    assert places(warehouse, "Europe/Berlin", **changes) == [
        ("rows", "a.csv", 1, 2, 2),
        ("rows", "b.csv", 1, 2, 2),
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"is_recent": False},
        # No raw file holds a figure of the business.
        {"source": "fct_orders", "table_name": "fct_orders"},
        # A column that staging alone has.
        {"column_name": "channel_group", "statistic": "part_share"},
    ],
)
def test_what_no_raw_row_shows_has_no_place(
    warehouse: duckdb.DuckDBPyConnection, changes: dict[str, Any]
) -> None:
    assert places(warehouse, **changes) == []
