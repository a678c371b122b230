"""Generates the company into a folder: raw tables, planted defects, and the truth.

Belongs here: the order of work over chunks and tables. Rows are made by `generator`,
spoilt by `defects` and written by `writing`.
"""

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import duckdb

from sample import defects
from sample.generator import (
    PERSON_TABLES,
    WORLD_TABLES,
    Plan,
    make_chunk,
    open_world,
    run_step,
)
from sample.writing import (
    CSV,
    CSV_GZ,
    PARQUET,
    SAMPLE_FORMS,
    SMALL_PARQUET,
    Format,
    write_broken_lines,
    write_file,
)

TRUTH_TABLES = (
    "channel_effects",
    "stage_times",
    "survey_scores",
    "experiment",
    "parameters",
    "unmapped_values",
    "planted_defects",
)
# The sample that the project carries.
COMMITTED = Plan(touchpoints=72_000, seed=42)
SAMPLE_FOLDER = Path(__file__).parent

PERSON_TRUTH = ("identities", "survey_answers", "deal_stage_visits")


def generate(
    plan: Plan, out: Path, form: Format, *, threads: int = 2, is_clean: bool = False
) -> None:
    """Write the raw tables below `out/raw`, and what is true below `out/truth`."""
    for folder in (out / "raw", out / "truth"):
        if folder.exists():
            shutil.rmtree(folder)
    if form == "mixed" and plan.chunk_count > 1:
        raise ValueError("the mixed form is for small samples, of one chunk")
    chunks = list(enumerate(plan.chunks()))
    job = Job(plan, out, form, is_clean=is_clean)
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(job.write_chunks, [chunks[n::threads] for n in range(threads)]))


@dataclass(frozen=True)
class Job:
    """What is to be written where; each thread works on chunks of its own."""

    plan: Plan
    out: Path
    form: Format
    is_clean: bool

    def write_chunks(self, chunks: list[tuple[int, tuple[int, int]]]) -> None:
        """Write some of the chunks; the first one brings the world's tables with it."""
        if not chunks:
            return
        connection = open_world(self.plan)
        for chunk, (first_person, last_person) in chunks:
            make_chunk(connection, first_person, last_person)
            self.write_persons(connection, chunk)
            if chunk == 0:
                self.write_world(connection)

    def write_persons(self, connection: duckdb.DuckDBPyConnection, chunk: int) -> None:
        """Write the tables that hold something about the persons of a chunk."""
        for table in PERSON_TABLES:
            self.write_table(connection, table, chunk)
        run_step(connection, "truth_of_persons")
        for table in PERSON_TRUTH:
            path = self.out / "truth" / table / f"part-{chunk:04}.parquet"
            query = f"select * from truth_{table} order by all"
            write_file(connection, query, path, SMALL_PARQUET)

    def write_world(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Write the tables of the whole world, and what is true of it."""
        for table in WORLD_TABLES:
            self.write_table(connection, table, 0)
        if not self.is_clean:
            write_broken_lines(connection, self.out / "raw" / "touchpoints")
        run_step(connection, "truth_of_world")
        for table in TRUTH_TABLES:
            path = self.out / "truth" / f"{table}.csv"
            write_file(connection, f"select * from truth_{table}", path, CSV)

    def write_table(
        self, connection: duckdb.DuckDBPyConnection, table: str, chunk: int
    ) -> None:
        """Write one chunk of a raw table; the first one has the planted rows."""
        raw = self.out / "raw"
        complete(connection, table)
        is_planted = chunk == 0 and not self.is_clean
        if is_planted:
            defects.plant(connection, table, self.plan.chunk_count)
        if self.form == "mixed":
            write_sample_table(connection, table, raw, is_planted=is_planted)
            return
        form = PARQUET if self.form == "parquet" else CSV_GZ
        path = raw / table / f"part-{chunk:04}.{form.extension}"
        write_file(connection, f"select * from full_{table}", path, form)
        if is_planted:
            query = f"select * from planted_{table}"
            write_file(connection, query, raw / table / "planted.csv", CSV)


def complete(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Make `full_<table>`: with the columns that every raw table may have."""
    described = connection.execute(f"describe raw_{table}").fetchall()
    present = {str(row[0]) for row in described}
    missing = {"updated_at": "timestamp", "is_deleted": "boolean"}
    added = "".join(
        f", null::{column_type} as {name}"
        for name, column_type in missing.items()
        if name not in present
    )
    # Touchpoints are made while they are written: they would not fit.
    kind = "view" if table == "touchpoints" else "table"
    connection.execute(
        f"create or replace temp {kind} full_{table} as"
        f" select *{added} from raw_{table}"
    )


def write_sample_table(
    connection: duckdb.DuckDBPyConnection, table: str, raw: Path, *, is_planted: bool
) -> None:
    """Write a table of the committed sample: files of several forms, sorted."""
    if table == "touchpoints":
        write_sample_touchpoints(connection, raw, is_planted=is_planted)
        return
    form = SAMPLE_FORMS[table]
    described = connection.execute(f"describe full_{table}").fetchall()
    as_text = ", ".join(f"{row[0]}::varchar as {row[0]}" for row in described)
    query = f"select {as_text} from full_{table}"
    if is_planted:
        query += f" union all select * from planted_{table}"
    path = raw / f"{table}.{form.extension}"
    write_file(connection, f"select * from ({query}) order by all", path, form)


def write_sample_touchpoints(
    connection: duckdb.DuckDBPyConnection, raw: Path, *, is_planted: bool
) -> None:
    """A landing zone that grew: Parquet by quarter, then compressed CSV by quarter."""
    connection.execute(
        "create or replace temp table sorted_touchpoints as"
        " select * from full_touchpoints order by occurred_at, touchpoint_id"
    )
    quarters = connection.execute(
        "select distinct date_trunc('quarter', occurred_at)::date"
        " from sorted_touchpoints order by all"
    ).fetchall()
    for number, (quarter,) in enumerate(quarters):
        form = CSV_GZ if number >= len(quarters) - 2 else SMALL_PARQUET
        name = f"{quarter:%Y}-q{(quarter.month + 2) // 3}.{form.extension}"
        query = (
            "select * from sorted_touchpoints"
            f" where date_trunc('quarter', occurred_at) = date '{quarter}'"
        )
        write_file(connection, query, raw / "touchpoints" / name, form)
    if is_planted:
        path = raw / "touchpoints" / "corrections.csv"
        query = "select * from planted_touchpoints order by all"
        write_file(connection, query, path, CSV)
