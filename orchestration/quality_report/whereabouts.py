"""Whose work it is that a run goes on again, and in which file.

Belongs here: owner and file of what stopped a run. Who owns what is read from the seed
as it lies there: a run may stop before dbt loads it. Recognising sentences belongs in
`failures`, knowing checks in `failed_checks`.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from orchestration.quality_report.content import warehouse_of
from orchestration.quality_report.failed_checks import with_checks
from orchestration.quality_report.failures import failures_in
from orchestration.settings import Settings

SEEDS = "seeds"
OWNERS = Path(SEEDS, "quality_owners.csv")
VARS = "dbt_project.yml"
# What a check found is mended where its rows come from, not in the check.
FOUND_ROWS = frozenset({"failing_test", "failing_test_rows"})
# Of a check that nobody knows by its table, nobody knows whose it is either.
OF_CHECKS = FOUND_ROWS | {"broken_test", "failing_checks", "failing_checks_more"}
# Files that are neither raw nor rules: what is told of them says where they are.
OF_PROGRAMS = OF_CHECKS | {"broken_model", "unknown_name", "see_log", "erased_ids"}


@dataclass(frozen=True)
class Owner:
    """Whom to ask: an address, and how it is called."""

    owner: str
    name_en: str
    name_ru: str


class Owners:
    """Who owns which table, or rule of a table; the closest row of the seed wins."""

    def __init__(self, rows: Sequence[Mapping[str, str | None]]) -> None:
        """Of rows of the seed; one that names nobody is none."""
        self._owners = {
            (row.get("table_name") or "", row.get("rule") or ""): Owner(
                row["owner"] or "",
                row.get("name_en") or row["owner"] or "",
                row.get("name_ru") or row["owner"] or "",
            )
            for row in rows
            if row.get("owner")
        }

    @classmethod
    def read(cls, root: Path) -> "Owners":
        """As the seed of a project has them; nobody, where it cannot be read."""
        try:
            with (root / OWNERS).open(encoding="utf-8", newline="") as lines:
                return cls(list(csv.DictReader(lines)))
        except (OSError, ValueError, csv.Error):
            return cls([])

    def of(self, table: str = "", rule: str = "") -> Owner | None:
        """The owner of a rule of a table, else of the table, else of everything."""
        places = ((table, rule), (table, ""), ("", ""))
        return next((self._owners[p] for p in places if p in self._owners), None)


def failures_of(reason: str, settings: Settings) -> list[dict[str, Any]]:
    """What stopped a run, each with its file and owners, where they are known."""
    failures = failures_in(reason)
    # A run that failed early has no warehouse, or somebody holds it.
    with suppress(duckdb.Error), warehouse_of(settings.database) as connection:
        failures = with_checks(failures, connection)
    return with_whereabouts(failures, settings)


def with_whereabouts(
    failures: Sequence[Mapping[str, Any]], settings: Settings
) -> list[dict[str, Any]]:
    """The failures, each with `look_at`, a path, and its `owners`.

    So has each check of a failure: several may be of several owners.
    """
    owners = Owners.read(settings.root)
    return [_with_whereabouts(failure, settings, owners) for failure in failures]


def with_owners(
    rows: Sequence[Mapping[str, Any]], rule: str | None, owners: Owners
) -> list[dict[str, Any]]:
    """The rows, each with the `owner` of its table and rule, whether checked or not.

    `rule` None: the one that the row names.
    """
    told = []
    for row in rows:
        owner = owners.of(row["table_name"], rule or row["rule"])
        told.append({**row, "owner": None if owner is None else vars(owner)})
    return told


def whose_lines(failures: Sequence[Mapping[str, Any]]) -> list[str]:
    """For a terminal: each file, or table of a check, and its owners once.

    >>> owner = {"owner": "a@example.com", "name_en": "Sales"}
    >>> whose_lines(2 * [{"look_at": "raw/deals.csv", "owners": [owner]}])
    ['raw/deals.csv: Sales (a@example.com)']
    """
    lines = {
        ": ".join(
            filter(
                None,
                [
                    told["look_at"] or _table_of_check(told),
                    ", ".join(f"{o['name_en']} ({o['owner']})" for o in told["owners"]),
                ],
            )
        ): None
        for failure in failures
        for told in failure.get("checks", [failure])
        if told["owners"]
    }
    return list(lines)


def _with_whereabouts(
    failure: Mapping[str, Any], settings: Settings, owners: Owners
) -> dict[str, Any]:
    file = _file_of(failure, settings)
    if "checks" not in failure:
        found = _owners_of(failure, settings, owners)
        return {**failure, "look_at": file, "owners": found}
    checks = [
        {
            **check,
            "look_at": file or _raw_path(check.get("source_file"), settings),
            "owners": _told([owners.of(_table_of_check(check), check["rule"])]),
        }
        for check in failure["checks"]
    ]
    whose = [owner for check in checks for owner in check["owners"]]
    files = dict.fromkeys(check["look_at"] for check in checks if check["look_at"])
    return {
        **failure,
        "checks": checks,
        "look_at": ", ".join(files) or None,
        "owners": [owner for i, owner in enumerate(whose) if owner not in whose[:i]],
    }


def _owners_of(
    failure: Mapping[str, Any], settings: Settings, owners: Owners
) -> list[dict[str, str]]:
    if failure.get("kind") in OF_CHECKS:
        return []
    return _told([owners.of(_table_of(failure, settings))])


def _told(owners: Sequence[Owner | None]) -> list[dict[str, str]]:
    return [vars(owner) for owner in owners if owner is not None]


def _table_of_check(check: Mapping[str, Any]) -> str:
    return str(check.get("place", "")).partition(".")[0]


def _file_of(failure: Mapping[str, Any], settings: Settings) -> str | None:
    values = failure.get("values", {})
    kind = failure.get("kind", "")
    if seed := _seed_of(failure):
        return f"{SEEDS}/{seed}.csv"
    if kind.startswith("var_") or kind == "default_calendar":
        return VARS
    if "file" not in values or kind in FOUND_ROWS:
        return None
    if kind in OF_PROGRAMS:
        return str(values["file"])
    return _raw_path(values["file"], settings)


def _raw_path(file: str | None, settings: Settings) -> str | None:
    if file is None:
        return None
    path = settings.raw_dir / file
    is_inside = path.is_relative_to(settings.root)
    return str(path.relative_to(settings.root) if is_inside else path)


def _table_of(failure: Mapping[str, Any], settings: Settings) -> str:
    """The raw table, seed or model that a failure is of, as the seed names it."""
    values = failure.get("values", {})
    if seed := _seed_of(failure):
        return seed
    if failure.get("kind") == "broken_model":
        return str(values["model"])
    if failure.get("kind") == "unknown_name":
        return Path(values["file"]).stem
    if "table" in values:
        # Of one that was loaded, with its schema.
        return str(values["table"]).rpartition(".")[2]
    if "file" not in values or failure.get("kind") in OF_PROGRAMS:
        return ""
    path = settings.raw_dir / str(values["file"])
    if not path.is_relative_to(settings.raw_dir):
        return ""
    return path.relative_to(settings.raw_dir).parts[0].partition(".")[0]


def _seed_of(failure: Mapping[str, Any]) -> str | None:
    return next(_seeds_of(failure), None)


def _seeds_of(failure: Mapping[str, Any]) -> Iterator[str]:
    values, kind = failure.get("values", {}), failure.get("kind", "")
    if "seed" in values:
        yield Path(values["seed"]).stem
    if kind.startswith("breakdown_"):
        yield "breakdowns"
    file = values.get("file", "")
    if kind in {"rules_lack_column", "rules_lack_columns", "broken_rules_line"}:
        yield Path(file).stem
    # A seed may have what is wrong with raw files, too.
    if file.startswith(f"{SEEDS}/"):
        yield Path(file).stem
