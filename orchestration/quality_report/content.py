"""What the quality report tells, as plain data.

Belongs here: asking for the lists, and what of their texts may be seen. Which lists
there are belongs in `lists`, how they look in the page's own files.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Template

from orchestration.erased_ids import ErasedIds
from orchestration.expectations.words import figures_told
from orchestration.publishing.personal_data import PLAIN, Disguise
from orchestration.publishing.stray_ids import StrayIds
from orchestration.quality_report.failed_checks import with_checks
from orchestration.quality_report.failures import failures_in
from orchestration.quality_report.lists import (
    ARRIVAL_DAYS,
    CONTACT_FIELDS,
    FIGURES,
    LATEST_RUN,
    LISTS,
    MOST_ROWS,
    REASON_NAMES,
    TREND_RUNS,
    Listing,
)
from orchestration.quality_report.places import likely_places
from orchestration.settings import REPO_ROOT
from orchestration.sql_text import literal

# Of a row as it came, so much is enough to find it by; other texts are to be read.
MOST_CHARACTERS_OF_ROW = 2000
MOST_CHARACTERS = 300
# All rows as they came together: the page must open on a phone.
MOST_CHARACTERS_OF_ROWS = 4_000_000
WAIVER_COVERS = REPO_ROOT / "macros" / "quality" / "waiver_covers.sql"
# A run that failed early, or an older warehouse, has not all models or columns.
NOT_BUILT = (duckdb.CatalogException, duckdb.BinderException)
# Views over what is kept of every run: each shows what the newest checks found.
OF_CHECKS = frozenset({"runs", "checks", "fixed", "trends"})
HOMES = {
    **{name: listing.home for name, listing in LISTS.items()},
    "raw_files": "manifest.json",
}

# The table by which a run tells of raw rows, of their form and of odd figures.
PROBLEMS_OF_RAW_ROWS = "int_raw_problems"

# Where the steward adds the line that names an unmapped value: what follows the value.
SEED_LINES = {
    "channel": "<channel>,<channel_group>,<name_en>,<name_ru>",
    "touchpoint_type": (
        "<journey_stage>,<family>,<direction>,<is_automated>,<is_lead>,,"
        "<name_en>,<name_ru>"
    ),
    "survey_type": (
        "<kind>,<min_score>,<max_score>,<positive_from>,<negative_to>,"
        "<name_en>,<name_ru>"
    ),
    "deal_stage": "<stage_order>,<status>,<journey_stage>,,,<name_en>,<name_ru>",
}
SEED_FILES = {kind: f"seeds/{kind}s.csv" for kind in SEED_LINES}


@dataclass(frozen=True)
class Outcome:
    """How the run ended that the report is of."""

    is_published: bool
    build_id: str | None
    as_of: str | None
    reason: str | None = None
    # A run that failed may have done so before any check of its own.
    started_at: datetime | None = None
    # Those that changed since the last build; None: nobody knows.
    raw_files: Sequence[Mapping[str, Any]] | None = None


def take_content(
    database: Path,
    outcome: Outcome,
    disguise: Disguise = PLAIN,
    *,
    erased: ErasedIds | None = None,
    time_zone: str = "UTC",
) -> dict[str, Any] | None:
    """All that the page tells; None of a warehouse that keeps no results.

    Where persons are in disguise, rows as they came and keys of rows stay in the
    warehouse. Ids that strayed into other texts are shown as in the marts, and so are
    those of who was `erased`.
    `time_zone` is the one in which days of figures begin.
    """
    with warehouse_of(database) as connection:
        if not _keeps_results(connection):
            return None
        answers, totals = _take_lists(connection)
        with suppress(*NOT_BUILT):
            answers["places"] = likely_places(
                connection, answers["anomalies"], time_zone
            )
        [figures] = _rows(connection, FIGURES)
        reasons = dict(connection.execute(REASON_NAMES).fetchall())
        is_of_this_run = is_checked(connection, outcome.started_at)
        earlier = _earlier(connection, outcome, is_of_this_run=is_of_this_run)
        failures = with_checks(failures_in(outcome.reason or ""), connection)
        raw_files = outcome.raw_files
        answers["raw_files"] = [dict(row) for row in (raw_files or ())[:MOST_ROWS]]
        totals["raw_files"] = None if raw_files is None else len(raw_files)
        # What decided is no key of a row, and names no person.
        answers["checks"] = [_with_figures(row) for row in answers["checks"]]
        # Whole texts are looked through, before any is shortened.
        if not disguise.is_plain:
            for row in answers["rejected"]:
                row["raw_row"] = None
            for row in answers["checks"]:
                row["example_keys"] = None
        named = [check for failure in failures for check in failure.get("checks", ())]
        texts = {**answers, "failures": failures, "named": named}
        # A line for a seed has to name a value as raw rows have it.
        unmapped = [_as_met(row) for row in answers["unmapped"]]
        _replace_ids(texts, StrayIds(connection, disguise, erased))
    answers["rejected"] = _that_fit(answers["rejected"])
    answers["unmapped"] = [
        _with_seed_line(row, is_as_met=_as_met(row) == met)
        for row, met in zip(answers["unmapped"], unmapped, strict=True)
    ]
    return {
        **{name: [_shortened(row) for row in rows] for name, rows in answers.items()},
        "figures": figures,
        "rejected_count": totals["rejected"],
        "totals": totals,
        # Apart: a row that is erased from the page later is not left out.
        "left_out": {
            name: total - len(answers[name])
            for name, total in totals.items()
            if total is not None
        },
        # What is unknown is of no run.
        "earlier": {
            name: at for name, at in earlier.items() if totals.get(name, 0) is not None
        },
        "homes": HOMES,
        "reason_names": {"ru": reasons},
        "contact_fields": CONTACT_FIELDS,
        "days_shown": ARRIVAL_DAYS,
        "runs_shown": TREND_RUNS,
        "outcome": {
            "is_published": outcome.is_published,
            "build_id": outcome.build_id,
            "as_of": outcome.as_of,
            "failures": failures,
            "is_checked": is_of_this_run,
        },
    }


@contextmanager
def warehouse_of(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database of its own, in which that of a file is `warehouse`, to be read."""
    with duckdb.connect() as connection:
        connection.execute(f"attach {literal(str(database))} as warehouse (read_only)")
        # A warehouse that keeps no results belongs to a project without waivers.
        if _keeps_results(connection):
            _define_waiver_covers(connection)
        yield connection


def take_list(connection: duckdb.DuckDBPyConnection, name: str) -> list[dict[str, Any]]:
    """The first rows of a list, as many as the page takes."""
    listing = LISTS[name]
    return _rows(connection, f"{listing.sql} limit {listing.most}")


def is_checked(
    connection: duckdb.DuckDBPyConnection, started_at: datetime | None
) -> bool:
    """Whether the newest checks are those of the run that began then."""
    if started_at is None:
        return True
    [row] = connection.execute(f"select {LATEST_RUN}").fetchall()
    return row[0] is not None and row[0].replace(tzinfo=UTC) >= started_at


def _earlier(
    connection: duckdb.DuckDBPyConnection, outcome: Outcome, *, is_of_this_run: bool
) -> dict[str, str | None]:
    """Which lists a run that failed left as they were, and since when, if known.

    A model that was skipped, or failed, is as an earlier run built it.
    """
    if outcome.is_published:
        return {}
    built: dict[str, datetime] = {}
    with suppress(*NOT_BUILT):
        built = dict(
            connection.execute("from warehouse.quality.built_models").fetchall()
        )
    [(latest_run,)] = connection.execute(f"select {LATEST_RUN}").fetchall()
    models = {name: Path(listing.home).stem for name, listing in LISTS.items()}
    models["raw_problems"] = PROBLEMS_OF_RAW_ROWS
    earlier: dict[str, str | None] = {}
    for name, model in models.items():
        built_at = latest_run if name in OF_CHECKS else built.get(model)
        is_left = (
            not is_of_this_run
            if name in OF_CHECKS
            else _is_left(built_at, outcome.started_at, is_of_this_run=is_of_this_run)
        )
        if is_left:
            earlier[name] = None if built_at is None else _plain(built_at)
    return earlier


def _is_left(
    built_at: datetime | None, started_at: datetime | None, *, is_of_this_run: bool
) -> bool:
    """Whether a model is older than a run; one that was not noted is as the checks."""
    if started_at is None or built_at is None:
        return not is_of_this_run
    return built_at.replace(tzinfo=UTC) < started_at


def _define_waiver_covers(connection: duckdb.DuckDBPyConnection) -> None:
    """By the rule of today: dbt may not have begun, and the warehouse be older."""
    definition = Template(WAIVER_COVERS.read_text("utf-8") + "{{ waiver_covers() }}")
    connection.execute("create schema quality")
    connection.execute(f"create macro {definition.render()}")


def _take_lists(
    connection: duckdb.DuckDBPyConnection,
) -> tuple[dict[str, list[dict[str, Any]]], dict[str, int | None]]:
    """The rows of each list, and how many there are in all; None: nobody knows yet."""
    answers: dict[str, list[dict[str, Any]]] = {"places": []}
    totals: dict[str, int | None] = {}
    for name, listing in LISTS.items():
        try:
            answers[name] = take_list(connection, name)
            totals[name] = _total(connection, listing, len(answers[name]))
        except NOT_BUILT:
            answers[name], totals[name] = [], None
    return answers, totals


def _total(connection: duckdb.DuckDBPyConnection, listing: Listing, taken: int) -> int:
    if taken < listing.most:
        return taken
    [row] = _rows(connection, f"select count(*) as total from ({listing.sql})")
    return int(row["total"])


def _replace_ids(
    answers: Mapping[str, list[dict[str, Any]]], stray_ids: StrayIds
) -> None:
    """Show the texts of all rows without ids."""
    rows = [row for found in answers.values() for row in found]
    texts = {text for row in rows for text in row.values() if isinstance(text, str)}
    shown = stray_ids.in_texts(sorted(texts))
    for row in rows:
        row.update(
            (name, shown[text])
            for name, text in row.items()
            if isinstance(text, str) and text in shown
        )


def _keeps_results(connection: duckdb.DuckDBPyConnection) -> bool:
    rows = connection.execute(
        "select view_name from duckdb_views() where database_name = 'warehouse'"
    ).fetchall()
    return ("fct_quality_results",) in rows


def _rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description]
    return [
        {name: _plain(value) for name, value in zip(names, row, strict=True)}
        for row in cursor.fetchall()
    ]


def _plain(value: Any) -> Any:
    """A value as JSON knows it."""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def _with_figures(check: dict[str, Any]) -> dict[str, Any]:
    """A check of a border with the figures that decided; its examples are the rest."""
    if not check["rule"].startswith("border:") or check["example_keys"] is None:
        return check
    seen, *row_keys = json.loads(check["example_keys"])
    figures = figures_told(check["rule"], seen)
    if figures is None:
        return check
    rest = json.dumps(row_keys, ensure_ascii=False) if row_keys else None
    return {**check, "figures": figures, "example_keys": rest}


def _that_fit(rejected: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first rows, as many as a page can hold of their texts."""
    room = MOST_CHARACTERS_OF_ROWS
    for number, row in enumerate(rejected):
        room -= min(len(row["raw_row"] or ""), MOST_CHARACTERS_OF_ROW)
        if room < 0:
            return rejected[:number]
    return rejected


def _shortened(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row whose long texts are cut; `lengths` says how long they were."""
    short: dict[str, Any] = {}
    lengths: dict[str, int] = {}
    for name, value in row.items():
        most = MOST_CHARACTERS_OF_ROW if name == "raw_row" else MOST_CHARACTERS
        if name == "example_keys" and value is not None:
            short[name] = json.dumps(
                [_cut(str(key), most) for key in json.loads(value)], ensure_ascii=False
            )
        elif isinstance(value, str) and len(value) > most:
            short[name] = _cut(value, most)
            lengths[name] = len(value)
        else:
            short[name] = value
    return {**short, "lengths": lengths} if lengths else short


def _cut(text: str, most: int) -> str:
    """A text of at most so many characters, and a sign that there are more.

    >>> _cut("abcd", 3), _cut("abc", 3)
    ('abc…', 'abc')
    """
    return text if len(text) <= most else text[:most] + "…"


def _as_met(row: Mapping[str, Any]) -> tuple[str | None, str | None]:
    return row["pipeline"], row["value"]


def _with_seed_line(row: dict[str, Any], *, is_as_met: bool = True) -> dict[str, Any]:
    """A row with its line in parts: the page keeps each from turning the others.

    A value that is not shown as it was met, for it names a person, has none.
    """
    kind = row["kind"]
    names = ("pipeline", "value") if kind == "deal_stage" else ("value",)
    cells = [_csv_cell(row[name] or "") for name in names]
    # Half a line would name another value.
    is_whole = sum(map(len, cells)) < MOST_CHARACTERS / 2
    has_line = kind in SEED_LINES and is_whole and is_as_met
    line = [*cells, SEED_LINES[kind]] if has_line else None
    return {**row, "seed": SEED_FILES.get(kind), "line": line}


def _csv_cell(text: str) -> str:
    """A text as one cell of a CSV file.

    >>> _csv_cell('a "b", c')
    '"a ""b"", c"'
    """
    signs: Sequence[str] = ('"', ",", "\n", "\r")
    is_plain = not any(sign in text for sign in signs)
    return text if is_plain else '"' + text.replace('"', '""') + '"'
