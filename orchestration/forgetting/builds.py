"""A person in published builds: each that names them is written anew without.

Belongs here: which rows of a build go, and its new files. How one takes the place of
the other belongs in `publishing.folder`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from shutil import copyfile
from typing import Any

import duckdb

from orchestration.forgetting.person import Person
from orchestration.forgetting.raw_ids import RawTable
from orchestration.forgetting.texts import Names, PersonInTexts
from orchestration.publishing.export import (
    DATABASE_FILE,
    MARTS_FOLDER,
    STORAGE_VERSION,
)
from orchestration.publishing.folder import PublishedFolder, PublishingError
from orchestration.publishing.manifest import (
    SALT_FINGERPRINT,
    BuildManifest,
    MartEntry,
    build_id,
    file_entry,
)
from orchestration.publishing.personal_data import (
    Disguise,
    PersonalData,
    condition_of,
    kind_of,
)
from orchestration.quality_report.page import content_of, with_content
from orchestration.quality_report.write import REPORT
from orchestration.sql_text import identifier, literal

# Kept, but without what names somebody: the row tells of a check, not of a person.
EXAMPLES = "example_keys"
# Goes with its row: what is rejected is somebody's.
ROW_AS_IT_CAME = "raw_row"


@dataclass(frozen=True)
class PersonalColumns:
    """The columns of marts that name persons, by what the project says today.

    A mart that a build has and the project has no more is looked at by their names.
    """

    by_mart: Mapping[str, Mapping[str, str]]
    # Of those that name a person in some rows alone.
    conditions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

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
            },
            {
                mart["name"]: {
                    name: condition
                    for name, column in mart["columns"].items()
                    if (condition := condition_of(column)) is not None
                }
                for mart in marts
            },
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
    columns: PersonalColumns
    connection: duckdb.DuckDBPyConnection
    texts: PersonInTexts
    changed: set[str] = field(default_factory=set)
    # By mart, for all texts are looked through to know them.
    shown: dict[str, dict[str, str]] = field(default_factory=dict)

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
                conditions.append(self.texts.is_name(name))
            elif name == ROW_AS_IT_CAME:
                conditions.append(self.texts.is_row_of_theirs(_source(mart), name))
        return " or ".join(conditions)

    def replacements(self, mart: str) -> dict[str, str]:
        """Columns with texts that name the person, each with what shows it without.

        A longer id of somebody else is no such text: it would be theirs no more.
        """
        if mart not in self.shown:
            self.shown[mart] = self._find_replacements(mart)
        return self.shown[mart]

    def _find_replacements(self, mart: str) -> dict[str, str]:
        kinds = self.columns.kinds(mart)
        conditions = self._conditions(mart)
        ids = [
            name
            for name, kind in kinds.items()
            if kind == "id" and name not in conditions
        ]
        shown = self.texts.replacements(
            mart, _source(mart), passed_over=[*ids, EXAMPLES]
        )
        for name in shown.keys() & conditions.keys():
            shown[name] = (
                f"case when {conditions[name]} then {identifier(name)} "
                f"else {shown[name]} end"
            )
        if EXAMPLES in kinds and self._has_any(mart, self.texts.is_word_in(EXAMPLES)):
            is_theirs = self.texts.is_word_in(EXAMPLES)
            shown[EXAMPLES] = f"case when not {is_theirs} then {EXAMPLES} end"
        return shown

    def _conditions(self, mart: str) -> Mapping[str, str]:
        """Where columns name persons; a build of before may lack what that asks for."""
        conditions = self.columns.conditions.get(mart, {})
        try:
            for condition in conditions.values():
                self._has_any(mart, condition)
        except duckdb.BinderException:
            return {}
        return conditions

    def is_named_in(self, mart: str) -> bool:
        """Whether a mart names the person anywhere."""
        return self._has_any(mart, self.condition(mart)) or bool(
            self.replacements(mart)
        )

    def _has_any(self, mart: str, condition: str) -> bool:
        query = f"select 1 from {_source(mart)} where {condition} limit 1"
        return self.connection.execute(query).fetchone() is not None

    def copy(self, mart: str) -> None:
        """Copy a mart to the new build, without the person."""
        name = identifier(mart)
        columns = ", ".join(
            f"{sql} as {identifier(column)}"
            for column, sql in (
                self.replacements(mart) if mart in self.changed else {}
            ).items()
        )
        replaced = f" replace ({columns})" if columns else ""
        self.connection.execute(
            f"create table new.{name} as select *{replaced} "
            f"from {_source(mart)} as source where not ({self.condition(mart)})"
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


def _source(mart: str) -> str:
    return f"old.{identifier(mart)}"


def forget_in_builds(
    folder: PublishedFolder,
    person: Person,
    marts: Sequence[Mapping[str, Any]],
    raw_tables: Sequence[RawTable],
    disguise: Disguise,
) -> list[str]:
    """Rewrite the builds that name a person; their new ids are answered.

    Readers see each build whole, the old or the new one. What was rewritten before
    names nobody, and is left as it is.
    """
    if not folder.builds.is_dir():
        return []
    names = Names.of(person, raw_tables, disguise)
    columns = PersonalColumns.of(marts)
    with folder.held():
        check_salt(folder, disguise)
        rewritten = [
            new
            for build in folder.build_ids()
            if (new := _forget_in_build(folder, build, names, columns)) is not None
        ]
    report = folder.root / REPORT
    if report.exists():
        with duckdb.connect() as connection:
            text = _report_without(report, PersonInTexts(connection, names))
        if text is not None:
            folder.write_beside(report, text)
    return rewritten


def check_salt(folder: PublishedFolder, disguise: Disguise) -> None:
    """Refuse to look for a person in hashes that were made with another salt."""
    if not folder.builds.is_dir():
        return
    fingerprint = disguise.salt_fingerprint
    for build in folder.build_ids():
        settings = _manifest_of(folder, build).settings
        if settings.get("JOURNEY_PERSONAL_DATA") != PersonalData.HASHED.value:
            continue
        # None: an earlier version published it, and nobody knows with which.
        of_build = settings.get(SALT_FINGERPRINT)
        if of_build is None or of_build != fingerprint:
            raise PublishingError(
                f"Build {build} holds hashes of ids made with another JOURNEY_SALT "
                "than is set, so that nobody is found in it: set that one, or "
                f"{_how_to_drop(folder, build)}, then run again."
            )


def _how_to_drop(folder: PublishedFolder, build: str) -> str:
    first = " (it is current: `make run ARGS=--force` first)"
    is_current = folder.current.is_symlink() and folder.current_id() == build
    return f"delete {folder.builds / build}{first if is_current else ''}"


def _manifest_of(folder: PublishedFolder, build: str) -> BuildManifest:
    try:
        return BuildManifest.read(folder.builds / build)
    except ValueError as error:
        raise PublishingError(
            f"Build {build} is of another version, and cannot be written anew: "
            f"{error}. To go on, {_how_to_drop(folder, build)}, then run again."
        ) from error


def _forget_in_build(
    folder: PublishedFolder, build: str, names: Names, columns: PersonalColumns
) -> str | None:
    old = folder.builds / build
    manifest = _manifest_of(folder, build)
    with folder.partial() as new, duckdb.connect() as connection:
        connection.execute(
            f"attach {literal(str(old / DATABASE_FILE))} as old (read_only)"
        )
        texts = PersonInTexts(connection, names)
        rewriting = _Rewriting(old, new, columns, connection, texts)
        rewriting.changed |= {
            mart for mart in manifest.marts if rewriting.is_named_in(mart)
        }
        reports = {
            name: text
            for name, entry in manifest.reports.items()
            if (text := _report_without(old / entry.file, texts)) is not None
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


def _report_without(report: Path, texts: PersonInTexts) -> str | None:
    """A quality report that does not name the person; None: it never did."""
    page = report.read_text(encoding="utf-8")
    content = content_of(page)
    changed = {
        **content,
        "rejected": _without_rows(content["rejected"], texts),
        "checks": _without_examples(content["checks"], texts),
    }
    shown = texts.in_texts(sorted(set(_texts_of(changed))))
    changed = _with_texts(changed, shown)
    return None if changed == content else with_content(page, changed)


def _without_rows(
    rows: Sequence[Mapping[str, Any]], texts: PersonInTexts
) -> list[Mapping[str, Any]]:
    theirs = texts.rows_of_theirs({row[ROW_AS_IT_CAME] for row in rows} - {None})
    return [row for row in rows if row[ROW_AS_IT_CAME] not in theirs]


def _without_examples(
    checks: Sequence[Mapping[str, Any]], texts: PersonInTexts
) -> list[Mapping[str, Any]]:
    theirs = texts.with_words({check[EXAMPLES] for check in checks} - {None})
    return [
        {**check, EXAMPLES: None} if check[EXAMPLES] in theirs else check
        for check in checks
    ]


def _texts_of(content: Any) -> Iterator[str]:
    """Every text in data as JSON knows them."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, Mapping):
        for value in content.values():
            yield from _texts_of(value)
    elif isinstance(content, list):
        for value in content:
            yield from _texts_of(value)


def _with_texts(content: Any, shown: Mapping[str, str]) -> Any:
    """The same data with some texts shown as others."""
    if isinstance(content, str):
        return shown.get(content, content)
    if isinstance(content, Mapping):
        return {name: _with_texts(value, shown) for name, value in content.items()}
    if isinstance(content, list):
        return [_with_texts(value, shown) for value in content]
    return content
