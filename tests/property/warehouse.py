"""Writes raw data, and names the marts that the specification speaks of."""

import csv
from dataclasses import fields
from pathlib import Path

from tests.warehouses import Project, Warehouse

from .specification.inputs import ROW_TYPES, RawData, Row

MARTS = [
    "dim_customer_ids",
    "fct_touchpoints",
    "fct_sessions",
    "fct_customer_events",
    "fct_conversions",
    "fct_journeys",
    "fct_journey_stages",
    "agg_carts",
    "fct_deals",
    "fct_deal_stage_visits",
]


def write_raw(raw: RawData, folder: Path) -> Path:
    """Write all raw tables into a new folder; one without rows has its header alone."""
    folder.mkdir()
    for table, rows in raw.tables().items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns_of(ROW_TYPES[table]))
            writer.writeheader()
            writer.writerows(vars(row) for row in rows)
    return folder


def columns_of(kind: type[Row]) -> list[str]:
    """The columns that a raw table is written with."""
    return [column.name for column in fields(kind)]


def empty_warehouse(project: Project, folder: Path) -> Warehouse:
    """A warehouse without facts, with every conversion type switched on."""
    warehouse = project.warehouse(folder)
    warehouse.execute("update rules.conversion_types set is_enabled = true")
    return warehouse
