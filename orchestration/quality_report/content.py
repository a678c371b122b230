"""What the quality report tells, as plain data.

Belongs here: queries, and how many rows the page takes. What must hold, the checks say;
how it looks belongs in `page.html`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from orchestration.publishing.personal_data import PLAIN, Disguise
from orchestration.publishing.stray_ids import StrayIds
from orchestration.sql_text import literal

# A page of some megabytes opens on a phone; the marts hold the rest.
MOST_REJECTED_ROWS = 5000
MOST_RUNS = 120

# Where the steward adds the line that names an unmapped value.
SEED_LINES = {
    "channel": "{value},<channel>,<channel_group>,<name_en>,<name_ru>",
    "touchpoint_type": (
        "{value},<journey_stage>,<family>,<direction>,<is_automated>,<is_lead>,,"
        "<name_en>,<name_ru>"
    ),
    "survey_type": (
        "{value},<kind>,<min_score>,<max_score>,<positive_from>,<negative_to>,"
        "<name_en>,<name_ru>"
    ),
    "deal_stage": (
        "{pipeline},{value},<stage_order>,<status>,<journey_stage>,,,"
        "<name_en>,<name_ru>"
    ),
}
SEED_FILES = {kind: f"seeds/{kind}s.csv" for kind in SEED_LINES}

# Columns of a contact whose gaps a steward can close at the source.
CONTACT_FIELDS = (
    "raw_customer_id",
    "anonymous_id",
    "campaign",
    "content",
    "product_id",
    "deal_id",
    "owner",
    "outcome",
    "topic",
    "duration_seconds",
    "page",
    "device",
    "country",
    "cost",
)

QUERIES = {
    "runs": f"""
        select run_id, run_at, is_sound, check_count, problem_count
        from warehouse.quality.runs order by run_at desc, run_id desc limit {MOST_RUNS}
    """,
    "checks": """
        select
            results.check_id, results.kind, results.rule, results.table_name,
            results.column_name, results.dimension, results.severity, results.status,
            results.failing_row_count, results.example_keys, results.first_seen_at,
            results.run_at, results.owner, rules.name_en, rules.name_ru
        from warehouse.marts.fct_quality_results as results
        left join warehouse.rules.quality_rules as rules on results.rule = rules.rule
        where results.is_latest
        order by
            results.status = 'passed', results.severity, results.failing_row_count desc,
            results.table_name, results.column_name, results.rule, results.check_id
    """,
    "fixed": """
        select results.rule, results.table_name, results.column_name, rules.name_en,
            rules.name_ru
        from warehouse.marts.fct_quality_results as results
        left join warehouse.rules.quality_rules as rules on results.rule = rules.rule
        where results.is_latest and results.status = 'passed' and (
            select max_by(earlier.status, earlier.run_at)
            from warehouse.marts.fct_quality_results as earlier
            where
                earlier.check_id = results.check_id
                and earlier.run_at < results.run_at
        ) != 'passed'
        and results.run_at = (select max(run_at) from warehouse.quality.runs)
        order by all
    """,
    "owners": """
        select distinct owner, name_en, name_ru from warehouse.rules.quality_owners
        order by all
    """,
    "waivers": """
        select rule, table_name, column_name, reason, granted_by, expires_on
        from warehouse.rules.quality_waivers order by all
    """,
    "raw_rows": """
        select table_name, place, row_count from warehouse.marts.agg_raw_rows
        where raw_row_count > 0 order by all
    """,
    "rejected_count": "select count(*) as n from warehouse.marts.fct_rejected_rows",
    "rejected": f"""
        select table_name, source_file, source_row_number, reasons, raw_row
        from warehouse.marts.fct_rejected_rows
        order by table_name, source_file, source_row_number limit {MOST_REJECTED_ROWS}
    """,
    "unmapped": """
        select kind, value, pipeline, row_count, first_seen_at, last_seen_at
        from warehouse.marts.agg_unmapped_values
        order by row_count desc, kind, value, pipeline
    """,
    "contacts": f"""
        select
            channel, touchpoint_type, any_value(journey_stage) as journey_stage,
            count(*) as contact_count, min(occurred_at) as first_at,
            max(occurred_at) as last_at,
            [{", ".join(f"count({name})" for name in CONTACT_FIELDS)}] as filled_counts
        from warehouse.marts.fct_touchpoints
        group by channel, touchpoint_type
        order by contact_count desc, channel, touchpoint_type
    """,
    "stages": """
        select
            stages.name_en, stages.name_ru,
            count(contacts.touchpoint_id) as contact_count
        from warehouse.rules.journey_stages as stages
        left join warehouse.marts.fct_touchpoints as contacts
            on stages.stage = contacts.journey_stage
        group by stages.name_en, stages.name_ru, stages.stage_order
        order by stages.stage_order
    """,
}


@dataclass(frozen=True)
class Outcome:
    """How the run ended that the report is of."""

    is_published: bool
    build_id: str | None
    as_of: str | None
    reason: str | None = None


def take_content(
    database: Path,
    outcome: Outcome,
    disguise: Disguise = PLAIN,
) -> dict[str, Any] | None:
    """All that the page tells; None of a warehouse that keeps no results.

    Where persons are in disguise, rows as they came and keys of rows stay in the
    warehouse, and ids that strayed into other texts are shown as in the marts.
    """
    with duckdb.connect() as connection:
        connection.execute(f"attach {literal(str(database))} as warehouse (read_only)")
        if not _keeps_results(connection):
            return None
        answers = {name: _rows(connection, sql) for name, sql in QUERIES.items()}
        if not disguise.shows_texts:
            for row in answers["rejected"]:
                row["raw_row"] = None
            for row in answers["checks"]:
                row["example_keys"] = None
            _replace_ids(answers, StrayIds(connection, disguise))
    return {
        **answers,
        "rejected_count": answers["rejected_count"][0]["n"],
        "unmapped": [_with_seed_line(row) for row in answers["unmapped"]],
        "contact_fields": CONTACT_FIELDS,
        "outcome": vars(outcome),
    }


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


def _with_seed_line(row: dict[str, Any]) -> dict[str, Any]:
    kind = row["kind"]
    cells = {name: _csv_cell(row[name] or "") for name in ("value", "pipeline")}
    line = SEED_LINES[kind].format(**cells) if kind in SEED_LINES else None
    return {**row, "seed": SEED_FILES.get(kind), "line": line}


def _csv_cell(text: str) -> str:
    """A text as one cell of a CSV file.

    >>> _csv_cell('a "b", c')
    '"a ""b"", c"'
    """
    signs: Sequence[str] = ('"', ",", "\n", "\r")
    is_plain = not any(sign in text for sign in signs)
    return text if is_plain else '"' + text.replace('"', '""') + '"'
