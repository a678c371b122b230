"""Writes raw data, builds a warehouse of it with dbt in process, and reads marts."""

import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import duckdb
import pytest
from dbt.cli.main import dbtRunner

from .specification.inputs import ROW_TYPES, RawData, Row

REPO_ROOT = Path(__file__).resolve().parents[2]
MARTS = [
    "dim_customer_ids",
    "fct_touchpoints",
    "fct_sessions",
    "fct_customer_events",
    "fct_conversions",
    "fct_journeys",
    "fct_journey_stages",
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


@contextmanager
def connection(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a DuckDB file for a moment: it is shut to everyone else meanwhile."""
    opened = duckdb.connect(database)
    try:
        yield opened
    finally:
        opened.close()


@dataclass(frozen=True)
class Warehouse:
    """A warehouse in a folder of its own."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "journey.duckdb"

    def dbt(self, raw_dir: Path, *arguments: str) -> None:
        """Run a dbt command in process on this warehouse."""
        environment = {
            "JOURNEY_RAW_DIR": raw_dir,
            "JOURNEY_DB": self.database,
            "JOURNEY_LANDING_DIR": self.folder / "landing",
        }
        where = ["--project-dir", REPO_ROOT, "--profiles-dir", REPO_ROOT]
        written = [
            *("--target-path", self.folder / "target"),
            *("--log-path", self.folder / "logs"),
        ]
        with pytest.MonkeyPatch.context() as patch:
            patch.delenv("JOURNEY_AS_OF", raising=False)
            for name, value in environment.items():
                patch.setenv(name, str(value))
            result = dbtRunner().invoke(
                [*arguments, "--quiet", *map(str, [*where, *written])]
            )
        assert result.success, failures(result.result) or result.exception

    def load_rules(self, raw_dir: Path) -> None:
        """Load the seeds, with every conversion type switched on."""
        self.dbt(raw_dir, "seed")
        with connection(self.database) as warehouse:
            warehouse.execute("update rules.conversion_types set is_enabled = true")

    def build(self, raw_dir: Path) -> None:
        """Make the marts of the raw data."""
        self.dbt(raw_dir, "run", "--select", *(f"+{mart}" for mart in MARTS))

    def query(self, sql: str) -> list[dict[str, Any]]:
        """The rows of a query, each by column."""
        with connection(self.database) as warehouse:
            cursor = warehouse.execute(sql)
            columns = [column[0] for column in cursor.description]
            return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]

    def mart(self, name: str, columns: Iterable[str]) -> list[dict[str, Any]]:
        """Some columns of a mart."""
        return self.query(f"select {', '.join(columns)} from marts.{name}")


def failures(results: Any) -> list[str]:
    """What dbt says about the nodes that failed."""
    return [
        f"{result.node.name}: {result.message}"
        for result in results or []
        if result.status not in {"success", "pass", "skipped"}
    ]
