"""Generates the company into a folder: raw tables, planted defects, and the truth.

Belongs here: the order of work over chunks and tables. Rows are made by `generator`,
spoilt by `defects` and written by `writing`.
"""

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
)
PERSON_TRUTH = ("identities", "survey_answers", "deal_stage_visits")


def generate(
    plan: Plan, out: Path, form: Format, *, threads: int = 2, is_clean: bool = False
) -> None:
    """Write the raw tables below `out/raw` and what is true of them below `out/truth`."""
    connection = open_world(plan, threads)
    connection.execute(
        "create temp table truth_planted_defects (table_name varchar, token varchar,"
        " row_key varchar, kind varchar, place varchar, reason varchar)"
    )
    raw, truth = out / "raw", out / "truth"
    for chunk, (first_person, last_person) in enumerate(plan.chunks()):
        make_chunk(connection, first_person, last_person)
        for table in PERSON_TABLES:
            write_raw_table(connection, table, raw, form, chunk, is_clean=is_clean)
        run_step(connection, "truth_of_persons")
        for table in PERSON_TRUTH:
            path = truth / table / f"part-{chunk:04}.parquet"
            query = f"select * from truth_{table} order by all"
            write_file(connection, query, path, PARQUET)
    for table in WORLD_TABLES:
        write_raw_table(connection, table, raw, form, 0, is_clean=is_clean)
    if not is_clean:
        write_broken_lines(connection, raw / "touchpoints")
    run_step(connection, "truth_of_world")
    for table in (*TRUTH_TABLES, "planted_defects"):
        query = f"select * from truth_{table}"
        write_file(connection, query, truth / f"{table}.csv", CSV)


def write_raw_table(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    raw: Path,
    form: Format,
    chunk: int,
    *,
    is_clean: bool,
) -> None:
    """Write one chunk of a raw table, and the rows that were planted into it."""
    complete(connection, table)
    if not is_clean:
        defects.plant(connection, table, chunk)
    if form == "mixed":
        write_sample_table(connection, table, raw, is_clean=is_clean)
        return
    file_form = PARQUET if form == "parquet" else CSV_GZ
    path = raw / table / f"part-{chunk:04}.{file_form.extension}"
    write_file(connection, f"select * from full_{table}", path, file_form)
    if not is_clean:
        planted = raw / table / f"planted-{chunk:04}.csv"
        write_file(connection, f"select * from planted_{table}", planted, CSV)


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
    connection.execute(
        f"create or replace temp view full_{table} as select *{added} from raw_{table}"
    )


def write_sample_table(
    connection: duckdb.DuckDBPyConnection, table: str, raw: Path, *, is_clean: bool
) -> None:
    """Write a table of the committed sample: files of several forms, sorted."""
    if table == "touchpoints":
        write_sample_touchpoints(connection, raw, is_clean=is_clean)
        return
    form = SAMPLE_FORMS[table]
    described = connection.execute(f"describe full_{table}").fetchall()
    as_text = ", ".join(f"{row[0]}::varchar as {row[0]}" for row in described)
    query = f"select {as_text} from full_{table}"
    if not is_clean:
        query += f" union all select * from planted_{table}"
    path = raw / f"{table}.{form.extension}"
    write_file(connection, f"select * from ({query}) order by all", path, form)


def write_sample_touchpoints(
    connection: duckdb.DuckDBPyConnection, raw: Path, *, is_clean: bool
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
        form = CSV_GZ if number >= len(quarters) - 2 else PARQUET
        name = f"{quarter:%Y}-q{(quarter.month + 2) // 3}.{form.extension}"
        query = (
            "select * from sorted_touchpoints"
            f" where date_trunc('quarter', occurred_at) = date '{quarter}'"
        )
        write_file(connection, query, raw / "touchpoints" / name, form)
    if not is_clean:
        path = raw / "touchpoints" / "corrections.csv"
        query = "select * from planted_touchpoints order by all"
        write_file(connection, query, path, CSV)
