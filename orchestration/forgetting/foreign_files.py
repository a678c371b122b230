"""Files of others in the landing folder that may name a person.

Belongs here: finding them, so that whoever owns them is told. Nothing of others is
changed or deleted; copies that an earlier version made without a record are others'.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from orchestration.forgetting.person import Person
from orchestration.forgetting.texts import is_word
from orchestration.forgetting.traces import names
from orchestration.ingestion.twins import own_files
from orchestration.ingestion.written_files import RECORD
from orchestration.sql_text import path_literal


def foreign_files_with(landing_dir: Path, person: Person) -> list[Path]:
    """The files that this project has not written there, and that name the person."""
    own = own_files(landing_dir)
    return [
        file
        for file in sorted(landing_dir.rglob("*"))
        if file.is_file() and file not in own and file.name != RECORD
        if any(_answers(file, person.names))
    ]


def _answers(file: Path, ids: Sequence[str]) -> Iterator[bool]:
    yield names(file, ids)
    if file.suffix == ".parquet":
        yield _is_in_rows(file, ids)


def _is_in_rows(file: Path, ids: Sequence[str]) -> bool:
    """Whether an id stands in a value of a Parquet file, which is packed."""
    query = f"""
        select 1
        from
            (
                select cast(searched as varchar) as text
                from read_parquet({path_literal(file)}) as searched
            ) as texts,
            (select unnest(?::varchar[]) as id) as ids
        where {is_word("texts.text", "ids.id")}
        limit 1
    """
    try:
        with duckdb.connect() as connection:
            return connection.execute(query, [list(ids)]).fetchone() is not None
    except duckdb.Error:
        # By that name, but no such file.
        return False
