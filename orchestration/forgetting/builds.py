"""A person in published builds: each that names them is written anew without.

Belongs here: which rows of a build go, and its new files. How one takes the place of
the other belongs in `publishing.folder`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from shutil import copyfile
from typing import Any

import duckdb

from orchestration.forgetting.person import Person
from orchestration.forgetting.traces import names, pattern_of
from orchestration.publishing.export import (
    DATABASE_FILE,
    MARTS_FOLDER,
    STORAGE_VERSION,
)
from orchestration.publishing.folder import PublishedFolder, PublishingError
from orchestration.publishing.manifest import (
    BuildManifest,
    MartEntry,
    build_id,
    file_entry,
)
from orchestration.publishing.personal_data import Disguise, PersonalData, kind_of
from orchestration.quality_report.page import content_of, with_content
from orchestration.quality_report.write import REPORT
from orchestration.sql_text import identifier, literal

# Kept, but without what names somebody: the row tells of a check, not of a person.
EXAMPLES = "example_keys"


@dataclass(frozen=True)
class PersonalColumns:
    """The columns of marts that name persons, by what the project says today.

    A mart that a build has and the project has no more is looked at by their names.
    """

    by_mart: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, marts: Sequence[Mapping[str, Any]]) -> "PersonalColumns":
        """Those of nodes of dbt's manifest."""
        return cls(
            {
                mart["name"]: {
                    name: kind
                    for name, column in mart["columns"].items()
                    if (kind := kind_of(column)) is not None
                }
                for mart in marts
            }
        )

    @cached_property
    def _by_name(self) -> dict[str, str]:
        return {
            name: kind
            for kinds in self.by_mart.values()
            for name, kind in kinds.items()
        }

    def kinds(self, mart: str) -> Mapping[str, str]:
        """Columns of a mart with their kind, `id` or `text`."""
        return self.by_mart.get(mart, self._by_name)


@dataclass
class _Rewriting:
    """One build, read from `old` and written to `new`."""

    old: Path
    new: Path
    ids: Sequence[str]
    columns: PersonalColumns
    connection: duckdb.DuckDBPyConnection
    changed: set[str] = field(default_factory=set)

    def condition(self, mart: str) -> str:
        """Whether a row of a mart names the person."""
        kinds = self.columns.kinds(mart)
        found = self.connection.execute(
            "select column_name from duckdb_columns() "
            "where database_name = 'old' and table_name = ? and data_type = 'VARCHAR'",
            [mart],
        ).fetchall()
        conditions = ["false"]
        for (name,) in found:
            if kinds.get(name) == "id":
                conditions.append(
                    f"coalesce({identifier(name)} in (select id from ids), false)"
                )
            elif name == "raw_row":
                conditions.append(self._is_in_text(name))
        return " or ".join(conditions)

    def _is_in_text(self, column: str) -> str:
        return (
            "exists (select 1 from ids "
            f"where contains({identifier(column)}, ids.id) and regexp_matches("
            f"{identifier(column)}, '(^|\\W)' || regexp_escape(ids.id) || '(\\W|$)'))"
        )

    def is_named_in(self, mart: str) -> bool:
        """Whether a mart has such a row."""
        conditions = [self.condition(mart)]
        if self._has_examples(mart):
            conditions.append(self._is_in_text(EXAMPLES))
        query = f"select 1 from old.{identifier(mart)} where {' or '.join(conditions)}"
        return self.connection.execute(f"{query} limit 1").fetchone() is not None

    def _has_examples(self, mart: str) -> bool:
        return EXAMPLES in self.columns.kinds(mart)

    def copy(self, mart: str) -> None:
        """Copy a mart to the new build, without the person."""
        name = identifier(mart)
        examples = (
            f" replace (case when not {self._is_in_text(EXAMPLES)} "
            f"then {EXAMPLES} end as {EXAMPLES})"
            if self._has_examples(mart)
            else ""
        )
        self.connection.execute(
            f"create table new.{name} as select *{examples} from old.{name} "
            f"where not ({self.condition(mart)})"
        )
        self._copy_comments(mart)
        file = Path(MARTS_FOLDER, f"{mart}.parquet")
        if mart in self.changed:
            self.connection.table(f"new.{name}").write_parquet(
                str(self.new / file), compression="zstd"
            )
        else:
            copyfile(self.old / file, self.new / file)

    def row_count(self, mart: str) -> int:
        """How many rows a mart of the new build has."""
        query = f"select count(*) from new.{identifier(mart)}"
        ((count,),) = self.connection.execute(query).fetchall()
        return int(count)

    def _copy_comments(self, mart: str) -> None:
        for column, comment in self.connection.execute(
            "select null, comment from duckdb_tables() "
            "where database_name = 'old' and table_name = $1 union all "
            "select column_name, comment from duckdb_columns() "
            "where database_name = 'old' and table_name = $1",
            [mart],
        ).fetchall():
            if comment is not None:
                what = "table" if column is None else "column"
                of = identifier(mart) + (
                    "" if column is None else f".{identifier(column)}"
                )
                self.connection.execute(
                    f"comment on {what} new.{of} is {literal(comment)}"
                )


def forget_in_builds(
    folder: PublishedFolder,
    person: Person,
    marts: Sequence[Mapping[str, Any]],
    disguise: Disguise,
) -> list[str]:
    """Rewrite the builds that name a person; their new ids are answered.

    Readers see each build whole, the old or the new one. What was rewritten before
    names nobody, and is left as it is.
    """
    if not folder.builds.is_dir():
        return []
    ids = [*person.names, *map(disguise.hash_of, person.names)]
    columns = PersonalColumns.of(marts)
    with folder.held():
        check_salt(folder, disguise)
        rewritten = [
            new
            for build in folder.build_ids()
            if (new := _forget_in_build(folder, build, ids, columns)) is not None
        ]
    report = folder.root / REPORT
    if report.exists() and (text := _report_without(report, ids)) is not None:
        folder.write_beside(report, text)
    return rewritten


def check_salt(folder: PublishedFolder, disguise: Disguise) -> None:
    """Refuse to look for a person in hashes whose salt is not known."""
    if disguise.salt or not folder.builds.is_dir():
        return
    for build in folder.build_ids():
        settings = _manifest_of(folder, build).settings
        if settings.get("JOURNEY_PERSONAL_DATA") == PersonalData.HASHED.value:
            raise PublishingError(
                f"Build {build} holds hashes of ids: set the JOURNEY_SALT that it was "
                "published with, then run again."
            )


def _manifest_of(folder: PublishedFolder, build: str) -> BuildManifest:
    try:
        return BuildManifest.read(folder.builds / build)
    except ValueError as error:
        raise PublishingError(
            f"Build {build} is of another version, and cannot be written anew: "
            f"{error}. Delete {folder.builds / build} (if it is the current one, "
            "`make run` first), then run again."
        ) from error


def _forget_in_build(
    folder: PublishedFolder, build: str, ids: Sequence[str], columns: PersonalColumns
) -> str | None:
    old = folder.builds / build
    manifest = _manifest_of(folder, build)
    with folder.partial() as new, duckdb.connect() as connection:
        connection.execute(
            f"attach {literal(str(old / DATABASE_FILE))} as old (read_only)"
        )
        connection.execute("create temp table ids as select unnest(?) as id", [ids])
        rewriting = _Rewriting(old, new, ids, columns, connection)
        rewriting.changed |= {
            mart for mart in manifest.marts if rewriting.is_named_in(mart)
        }
        reports = {
            name: text
            for name, entry in manifest.reports.items()
            if (text := _report_without(old / entry.file, ids)) is not None
        }
        if not rewriting.changed and not reports:
            return None
        (new / MARTS_FOLDER).mkdir()
        connection.execute(
            f"attach {literal(str(new / DATABASE_FILE))} as new "
            f"(storage_version {literal(STORAGE_VERSION)})"
        )
        for mart in manifest.marts:
            rewriting.copy(mart)
        connection.execute("checkpoint new")
        rows = {mart: rewriting.row_count(mart) for mart in rewriting.changed}
        connection.execute("detach new")
        for name, entry in manifest.reports.items():
            file = new / entry.file
            file.parent.mkdir(exist_ok=True)
            if name in reports:
                file.write_text(reports[name], encoding="utf-8")
            else:
                copyfile(old / entry.file, file)
        described = _described(manifest, new, rows)
        described.write(new)
        folder.replace(build, new, described.build_id)
        return described.build_id


def _described(
    old: BuildManifest, directory: Path, rows: Mapping[str, int]
) -> BuildManifest:
    """The manifest of a rewritten build: of the same time, but another content."""
    marts = {
        name: _entry(entry, directory, rows.get(name, entry.rows))
        for name, entry in old.marts.items()
    }
    reports = {
        name: file_entry(directory / entry.file, entry.file)
        for name, entry in old.reports.items()
    }
    return replace(
        old,
        # Of the reports, too: they alone may have changed.
        build_id=build_id(datetime.fromisoformat(old.built_at), {**marts, **reports}),
        marts=marts,
        database=file_entry(directory / old.database.file, old.database.file),
        reports=reports,
    )


def _entry(old: MartEntry, directory: Path, rows: int) -> MartEntry:
    found = file_entry(directory / old.file, old.file)
    return replace(old, rows=rows, bytes=found.bytes, sha256=found.sha256)


def _report_without(report: Path, ids: Sequence[str]) -> str | None:
    """A quality report without rows that name the person; None: it has none."""
    if not names(report, ids):
        return None
    page = report.read_text(encoding="utf-8")
    content = content_of(page)
    content["rejected"] = [
        row for row in content["rejected"] if not _is_in(row["raw_row"], ids)
    ]
    for check in content["checks"]:
        if _is_in(check[EXAMPLES], ids):
            check[EXAMPLES] = None
    return with_content(page, content)


def _is_in(text: str | None, ids: Sequence[str]) -> bool:
    return text is not None and pattern_of(ids).search(text.encode()) is not None
