"""A build's files: each mart as Parquet, and all of them in one DuckDB file.

Belongs here: what is copied out of the warehouse and in which form. Where it is put
belongs in `folder`.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

from orchestration.erased_ids import ErasedIds
from orchestration.progress import Progress
from orchestration.publishing.audit import keeps_results
from orchestration.publishing.stray_ids import StrayIds
from orchestration.settings import Settings
from orchestration.sql_text import identifier, literal

# BI tools still bundle DuckDB 1.5, which cannot read a file of 2.0's own format.
STORAGE_VERSION = "v1.5.0"
DATABASE_FILE = "journey.duckdb"
MARTS_FOLDER = "marts"
# Written last: they also tell of the check of the others.
MARTS_OF_CHECKS = frozenset({"fct_quality_results", "agg_quality_scorecard"})


@dataclass(frozen=True)
class ExportedMart:
    """A mart as it was written."""

    name: str
    row_count: int
    column_types: Mapping[str, str]
    file: Path
    seconds: float | None = None


@dataclass(frozen=True)
class Export:
    """What was copied out of the warehouse."""

    as_of: datetime | None
    marts: tuple[ExportedMart, ...]
    raw_rows: Mapping[str, Mapping[str, int]]
    database: Path
    future_until: datetime | None = None
    waived_until: date | None = None


def export_build(
    marts: Sequence[Mapping[str, Any]],
    directory: Path,
    settings: Settings,
    progress: Progress,
    check: Callable[[Sequence[ExportedMart]], None] = lambda exported: None,
) -> Export:
    """Write a build's files into `directory`; `marts` are nodes of dbt's manifest.

    `check` sees the files that are written, and may refuse them; it may write into the
    warehouse what it found, which the marts of quality then tell.
    """
    (directory / MARTS_FOLDER).mkdir()
    early = [mart for mart in marts if mart["name"] not in MARTS_OF_CHECKS]
    late = [mart for mart in marts if mart["name"] in MARTS_OF_CHECKS]
    exported = _export_marts(early, directory, settings, progress)
    check(exported)
    exported += _export_marts(late, directory, settings, progress)
    with _attached(settings, directory / DATABASE_FILE) as connection:
        return Export(
            as_of=_as_of(connection),
            marts=tuple(sorted(exported, key=lambda mart: mart.name)),
            raw_rows=_raw_rows(connection),
            database=directory / DATABASE_FILE,
            future_until=_future_until(connection),
            waived_until=_waived_until(connection),
        )


def _export_marts(
    marts: Sequence[Mapping[str, Any]],
    directory: Path,
    settings: Settings,
    progress: Progress,
) -> list[ExportedMart]:
    exported = []
    with _attached(settings, directory / DATABASE_FILE) as connection:
        erased = ErasedIds.read(settings.erased_ids)
        stray_ids = StrayIds(connection, settings.disguise, erased)
        for mart in marts:
            source = (
                f"warehouse.{identifier(mart['schema'])}.{identifier(mart['alias'])}"
            )
            shown = settings.disguise.replacements(
                mart, stray_ids.replacements(mart, source)
            )
            exported.append(_export_mart(connection, mart, source, shown, directory))
            progress.mart_published(exported[-1].name, exported[-1].row_count)
    return exported


@contextmanager
def _attached(
    settings: Settings, published: Path
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the warehouse (read only) and to the new published file."""
    options: dict[str, str | bool | int | float | list[str]] = {
        "threads": settings.threads,
        # Beside the warehouse, where the build spilled too.
        "temp_directory": f"{settings.database}.tmp",
    }
    if settings.memory_limit is not None:
        options["memory_limit"] = settings.memory_limit
    with duckdb.connect(config=options) as connection:
        connection.execute(
            f"attach {literal(str(settings.database))} as warehouse (read_only)"
        )
        connection.execute(
            f"attach {literal(str(published))} as published "
            f"(storage_version {literal(STORAGE_VERSION)})"
        )
        yield connection
        # Without it the log of writes would stay beside the file.
        connection.execute("checkpoint published")


def _export_mart(
    connection: duckdb.DuckDBPyConnection,
    mart: Mapping[str, Any],
    source: str,
    shown: Mapping[str, str],
    directory: Path,
) -> ExportedMart:
    """Write a mart, with some columns shown as an expression says."""
    started_at = time.monotonic()
    name = str(mart["name"])
    target = f"published.main.{identifier(name)}"
    columns = ", ".join(f"{sql} as {identifier(name)}" for name, sql in shown.items())
    replace = f" replace ({columns})" if columns else ""
    connection.execute(
        f"create table {target} as select *{replace} from {source} as source"
    )
    relation = connection.table(target)
    file = directory / MARTS_FOLDER / f"{name}.parquet"
    relation.write_parquet(str(file), compression="zstd")
    _comment(connection, mart, target, relation.columns)
    return ExportedMart(
        name=name,
        row_count=_number(connection, f"select count(*) from {target}"),
        column_types={
            column: str(data_type)
            for column, data_type in zip(relation.columns, relation.types, strict=True)
        },
        file=file,
        seconds=round(time.monotonic() - started_at, 3),
    )


def _comment(
    connection: duckdb.DuckDBPyConnection,
    mart: Mapping[str, Any],
    target: str,
    columns: Sequence[str],
) -> None:
    """Carry the descriptions along, so that a BI tool can show them."""
    connection.execute(
        f"comment on table {target} is {literal(mart['description'].strip())}"
    )
    for column in columns:
        description = mart["columns"].get(column, {}).get("description", "").strip()
        if description:
            connection.execute(
                f"comment on column {target}.{identifier(column)} "
                f"is {literal(description)}"
            )


def _as_of(connection: duckdb.DuckDBPyConnection) -> datetime | None:
    row = connection.execute(
        "select as_of from warehouse.intermediate.int_horizon"
    ).fetchone()
    if row is None or row[0] is None:
        return None
    instant: datetime = row[0]
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def _raw_rows(
    connection: duckdb.DuckDBPyConnection,
) -> dict[str, dict[str, int]]:
    """Rows of each raw table by the place where they ended."""
    rows = connection.execute(
        """
        select table_name, place, cast(sum(row_count) as bigint)
        from warehouse.marts.agg_raw_rows
        group by table_name, place
        order by table_name, place
        """
    ).fetchall()
    places: dict[str, dict[str, int]] = {}
    for table, place, row_count in rows:
        places.setdefault(table, {})[place] = row_count
    return places


def _future_until(connection: duckdb.DuckDBPyConnection) -> datetime | None:
    """When the first row that was rejected as being in the future may be past.

    A day early, for its time may be in any zone; at once where its date is not plain.
    """
    row = connection.execute(
        """
        with
        future_columns as (
            select
                raw_row,
                unnest(regexp_extract_all(reasons, '(\\w+): in the future', 1)) as name
            from warehouse.marts.fct_rejected_rows
        )
        select
            min(
                coalesce(
                    try_cast(left(json_extract_string(raw_row, name), 10) as timestamp),
                    timestamp '1970-01-02'
                ) - interval 1 day
            )
        from future_columns
        """
    ).fetchone()
    instant: datetime | None = row[0] if row else None
    return None if instant is None else instant.replace(tzinfo=UTC)


def _waived_until(connection: duckdb.DuckDBPyConnection) -> date | None:
    """The last day of the waiver that ends first, of those in force when dbt ran."""
    if not keeps_results(connection):
        return None
    row = connection.execute(
        """
        select min(try_cast(expires_on as date))
        from warehouse.rules.quality_waivers
        where
            try_cast(expires_on as date)
            >= (select max(cast(run_at as date)) from warehouse.quality.runs)
        """
    ).fetchone()
    day: date | None = row[0] if row else None
    return day


def _number(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    row = connection.execute(query).fetchone()
    assert row is not None  # an aggregate without `group by` has one row
    return int(row[0])
