"""A person's rows in the warehouse: erased by the models, then gone from the file, too.

Belongs here: the warehouse file. What the models drop, and why, stands in their macros
(`macros/erasure`).
"""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from shutil import copymode

import duckdb

from orchestration.dbt_manifest import DBT_COMMAND
from orchestration.erased_ids import ErasedIds
from orchestration.forgetting.person import Person
from orchestration.forgetting.texts import is_word
from orchestration.publishing.ids_in_texts import telling
from orchestration.settings import Settings
from orchestration.sql_text import identifier, literal


class NotErased(RuntimeError):
    """The models could not be built; the message says why."""


def run_models(settings: Settings) -> None:
    """Bring every model up to date with the list of erased ids, without any test.

    A test that fails would have dbt skip the models behind it, with the person in them.
    """
    # dbt's own folder: other commands write logs and SQL of the same names.
    completed = subprocess.run(
        [
            *DBT_COMMAND,
            *("--no-use-colors", "--log-path", settings.target_dir),
            *("run", "--target-path", settings.target_dir),
        ],
        cwd=settings.root,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if completed.returncode != 0:
        raise NotErased(completed.stdout.strip() or completed.stderr.strip())


def forget_examples(database: Path, person: Person) -> None:
    """Take the keys of rows out of what checks found, where one names the person."""
    with duckdb.connect(database) as connection:
        tables = connection.execute(
            "select count(*) from duckdb_tables() "
            "where schema_name = 'quality' and table_name = 'results'"
        ).fetchone()
        if tables == (0,):
            return
        ids = sorted({id_ for found in person.ids.values() for id_ in found})
        connection.execute(
            f"""
            update quality.results
            set example_keys = null
            where exists (
                select 1 from (select unnest(?) as id) as ids
                where {is_word("results.example_keys", "ids.id")}
            )
            """,
            [ids],
        )


def compact(database: Path) -> None:
    """Write the warehouse anew: deleted rows stay in free blocks of a DuckDB file."""
    target = database.with_name(f"{database.name}.compact")
    log = Path(f"{database}.wal")
    target.unlink(missing_ok=True)
    with duckdb.connect() as connection:
        # Views name the database that they were made in.
        connection.execute(f"attach {literal(str(database))} as {_catalog(database)}")
        connection.execute(f"checkpoint {_catalog(database)}")
        connection.execute(f"attach {literal(str(target))} as compacted")
        connection.execute(f"copy from database {_catalog(database)} to compacted")
        connection.execute("checkpoint compacted")
    copymode(database, target)
    os.replace(target, database)
    log.unlink(missing_ok=True)


def raw_files_with(
    database: Path, tables: Sequence[str], person: Person, erased: ErasedIds
) -> list[tuple[str, int]]:
    """The raw files that still hold the person, with the number of rows."""
    hashes = [
        erased.hash_of(kind, id_) for kind, found in person.ids.items() for id_ in found
    ]
    counts = " union all ".join(
        f"""
        select source_file, count(*) as row_count
        from staging.{identifier(f"base_{table}")}
        where erased_by in (select unnest(?))
        group by source_file
        """
        for table in tables
    )
    with duckdb.connect(database, read_only=True) as connection:
        rows: list[tuple[str, int]] = connection.execute(
            f"from ({counts}) order by source_file", [hashes] * len(tables)
        ).fetchall()
    return rows


def raw_files_with_mentions(
    database: Path, tables: Sequence[str], person: Person
) -> list[tuple[str, int]]:
    """The raw files in which rows of others name the person in a text, with rows.

    Such a text is not changed; whatever is published of it is without them.
    """
    ids = sorted(telling(person.names))
    is_named = " or ".join(is_word("text", literal(id_)) for id_ in ids)
    with duckdb.connect(database, read_only=True) as connection:
        counts = " union all ".join(
            f"""
            select source_file, count(*) as row_count
            from ({_texts_of_others(connection, f"base_{table}")})
            where {is_named or "false"}
            group by source_file
            """
            for table in tables
        )
        rows: list[tuple[str, int]] = connection.execute(
            f"from ({counts}) order by source_file"
        ).fetchall()
    return rows


def _texts_of_others(connection: duckdb.DuckDBPyConnection, base: str) -> str:
    """Query of the texts in each row of a base model that is not erased."""
    texts = connection.execute(
        "select column_name from duckdb_columns() where schema_name = 'staging' "
        "and table_name = ? and data_type = 'VARCHAR' "
        "and column_name not in ('erased_by', 'source_file')",
        [base],
    ).fetchall()
    names = ["''", *(identifier(name) for (name,) in texts)]
    return (
        f"select source_file, concat_ws(chr(10), {', '.join(names)}) as text "
        f"from staging.{identifier(base)} where erased_by is null"
    )


def _catalog(database: Path) -> str:
    return identifier(database.stem)
