"""Twins without the rows of erased persons.

Belongs here: leaving such rows blank in a twin. Which ids those are, the list says;
which columns hold ids of which kind, the raw contract.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from orchestration.erased_ids import ErasedIds
from orchestration.ingestion.csv_records import column_name
from orchestration.ingestion.twins import (
    PARSE_ERROR,
    UNPARSED_LINE,
    sweep,
    unfinished,
)
from orchestration.ingestion.unused_twins import sweeping
from orchestration.ingestion.written_files import note_written
from orchestration.sql_text import identifier, literal, path_literal

# Followed by the hash for which; the macro `erased_mark` is the same.
ERASED = "erased by "

# What a mark of a twin adds to its name: the fingerprint of the list.
MARK = f"{'[0-9a-f]' * 16}.erased"

# What may stand between the values of a line that could not be parsed.
SEPARATORS = re.compile(r"[,;\t|\"{}\[\]\s]+")


@dataclass(frozen=True)
class IdColumns:
    """The columns of a raw table that hold ids which may be erased, with their kinds.

    With an `owning` one its row goes; of a `mentioning` one only the value.
    """

    owning: Mapping[str, str] = field(default_factory=dict)
    mentioning: Mapping[str, str] = field(default_factory=dict)


NO_IDS = IdColumns()


def erase_in_twin(
    twin: Path,
    ids: IdColumns,
    erased: ErasedIds,
    connection: duckdb.DuckDBPyConnection,
) -> None:
    """Leave rows of erased persons blank: they keep their place, for rows are numbered.

    Each twin is looked through once per state of the list.
    """
    seen = twin.with_name(f"{twin.name}{_mark_of(erased)}")
    if seen.exists():
        return
    found = _Found.in_twin(twin, ids, erased, connection)
    if found.is_any:
        with unfinished(twin) as target:
            connection.execute(found.copy_statement(twin, target))
    for older in twin.parent.glob(f"{twin.name}.{MARK}"):
        # A run that was killed may leave a dbt behind, which does the same.
        older.unlink(missing_ok=True)
    note_written(seen)
    seen.touch()


def sweep_unsearched(landing_dir: Path, erased: ErasedIds) -> list[Path]:
    """Delete the twins that were not looked through for the whole list.

    After a build that looked through all that it read, those are of files that are
    gone, or were otherwise then: nobody reads them any more. Runs that land files at
    this moment are waited for.
    """
    mark = _mark_of(erased)
    try:
        with sweeping(landing_dir):
            marks = list(landing_dir.glob(f"*{mark}"))
            searched = [file.with_name(file.name.removesuffix(mark)) for file in marks]
            checked = landing_dir.glob("*.checked")
            return sweep(landing_dir, {*marks, *searched, *checked})
    except FileNotFoundError:
        return []


def _mark_of(erased: ErasedIds) -> str:
    return f".{erased.fingerprint}.erased"


@dataclass(frozen=True)
class _Found:
    """The values of a twin's columns that are on the list, and lines that name one."""

    columns: list[str]
    owning: Mapping[str, Mapping[str, str]]
    mentioning: Mapping[str, Mapping[str, str]]
    lines: Mapping[str, str]

    @classmethod
    def in_twin(
        cls,
        twin: Path,
        ids: IdColumns,
        erased: ErasedIds,
        connection: duckdb.DuckDBPyConnection,
    ) -> "_Found":
        scan = f"read_parquet({path_literal(twin)}, hive_partitioning = false)"
        described = connection.execute(f"describe from {scan}").fetchall()
        columns = [name for name, *_ in described]

        def found(kinds: Mapping[str, str]) -> dict[str, dict[str, str]]:
            return {
                name: _erased_values(scan, name, kind, erased, connection)
                for name in columns
                if (kind := kinds.get(column_name(name))) in erased.hashes and kind
            }

        lines = {}
        if UNPARSED_LINE in columns:
            query = (
                f"select distinct {_trimmed(UNPARSED_LINE)} as line from {scan} "
                "where line <> ''"
            )
            lines = {
                line: hash_
                for (line,) in connection.execute(query).fetchall()
                for hash_ in _erased_in_line(line, erased)
            }
        return cls(columns, found(ids.owning), found(ids.mentioning), lines)

    @property
    def is_any(self) -> bool:
        return bool(
            any(self.owning.values()) or any(self.mentioning.values()) or self.lines
        )

    def copy_statement(self, twin: Path, target: Path) -> str:
        """Copy a twin row by row, in order."""
        kept = [name for name in self.columns if name != PARSE_ERROR]
        has_lines = PARSE_ERROR in self.columns
        values = [f"{self._kept(name)} as {identifier(name)}" for name in kept]
        if not has_lines:
            values.append(f"cast(null as varchar) as {identifier(UNPARSED_LINE)}")
        parse_error = identifier(PARSE_ERROR) if has_lines else "null"
        values.append(
            f"coalesce({literal(ERASED)} || {identifier(' hash')}, {parse_error}) "
            f"as {identifier(PARSE_ERROR)}"
        )
        hashes = [
            _hash_of_value(_trimmed(name), found)
            for name, found in [*self.owning.items(), (UNPARSED_LINE, self.lines)]
            if found
        ]
        return f"""
            copy (
                select {", ".join(values)}
                from (
                    select *, coalesce({", ".join([*hashes, "null"])}) as " hash"
                    from read_parquet({path_literal(twin)}, hive_partitioning = false)
                )
            ) to {literal(str(target))} (format parquet, compression zstd)
        """

    def _kept(self, name: str) -> str:
        conditions = ['" hash" is null']
        if found := self.mentioning.get(name):
            values = ", ".join(map(literal, found))
            conditions.append(f"coalesce({_trimmed(name)} not in ({values}), true)")
        return f"case when {' and '.join(conditions)} then {identifier(name)} end"


def _erased_values(
    scan: str,
    column: str,
    kind: str,
    erased: ErasedIds,
    connection: duckdb.DuckDBPyConnection,
) -> dict[str, str]:
    """The values of a column that are on the list, with their hashes."""
    connection.execute("create or replace temp table listed (hash varchar)")
    connection.execute(
        "insert into listed select unnest(?)", [sorted(erased.hashes[kind])]
    )
    rows = connection.execute(
        f"""
        with
        ids as (select distinct {_trimmed(column)} as id from {scan}),
        hashed as (select id, sha256(? || id) as hash from ids where id <> '')
        select id, hash from hashed semi join listed using (hash)
        """,
        [f"{erased.salt}{kind}:"],
    ).fetchall()
    return dict(rows)


def _erased_in_line(line: str, erased: ErasedIds) -> Iterator[str]:
    for kind in ("customers", "devices"):
        for word in SEPARATORS.split(line):
            # JSON writes a colon behind the name of a value.
            for id_ in {word, word.strip("':")}:
                if erased.has(kind, id_):
                    yield erased.hash_of(kind, id_)


def _trimmed(column: str) -> str:
    return f"trim({identifier(column)})"


def _hash_of_value(value: str, found: Mapping[str, str]) -> str:
    listed = ", ".join(map(literal, found))
    whens = " ".join(
        f"when {literal(id_)} then {literal(hash_)}" for id_, hash_ in found.items()
    )
    # A list is looked up at once, the branches of a case one by one.
    return f"case when {value} in ({listed}) then case {value} {whens} end end"
