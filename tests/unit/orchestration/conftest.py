"""A warehouse of two marts, made by hand."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "dbt_project.yml").write_text("name: small")
    return Settings.from_environment({}, root=tmp_path)


@pytest.fixture
def warehouse(settings: Settings) -> Path:
    settings.database.parent.mkdir()
    with duckdb.connect(settings.database) as connection:
        connection.execute(
            """
            create schema intermediate;
            create schema marts;
            create table intermediate.int_horizon as
                select timestamp '2026-01-31 12:00' as as_of;
            create table marts.agg_raw_rows as
                from (values
                    ('deals', 'used', 7),
                    ('deals', 'rejected', 2),
                    ('orders', 'used', 0)
                ) rows(table_name, place, row_count);
            create table marts.fct_rejected_rows as
                from (values
                    ('occurred_at: in the future', '{"occurred_at": "2999-03-02"}'),
                    ('id: empty; sent_at: in the future', '{"sent_at": "3001-01-01"}'),
                    ('opened_at: not a time', '{"opened_at": "1999-01-01"}')
                ) rows(reasons, raw_row);
            create table marts.fct_orders as
                from (values
                    ('o1', cast(10.5 as decimal(18, 4)), ['a', 'b']),
                    ('o2', null, [])
                ) rows(order_id, amount, steps);
            """
        )
    return settings.database


@pytest.fixture
def marts() -> list[dict[str, Any]]:
    """The marts of `warehouse` as dbt's manifest tells of them."""
    return [
        {
            "name": name,
            "alias": name,
            "schema": "marts",
            "description": description,
            "columns": columns,
        }
        for name, description, columns in [
            ("agg_raw_rows", "One row per table and place.", {}),
            (
                "fct_orders",
                "One row per order; it's the customer's.\n",
                {"amount": {"description": "The order's amount."}},
            ),
        ]
    ]
