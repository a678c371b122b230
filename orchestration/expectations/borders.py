"""Both borders, when a build is written: checked, kept, and perhaps refused.

Belongs here: the order of the steps.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import duckdb

from orchestration.expectations.figures import (
    published_mart_figures,
    raw_table_figures,
    rejected_row_keys,
)
from orchestration.expectations.results import keep_findings
from orchestration.expectations.suites import (
    PUBLISHED_MARTS,
    RAW_TABLES,
    REJECTED_SHARE,
)
from orchestration.expectations.validation import Finding, validate
from orchestration.publishing.audit import OF_ALL, audit, keeps_results
from orchestration.publishing.export import ExportedMart
from orchestration.settings import Settings
from orchestration.sql_text import literal


def check_borders(
    exported: Sequence[ExportedMart],
    nodes: Sequence[Mapping[str, Any]],
    settings: Settings,
) -> None:
    """Check raw tables and written marts; `AuditFailed` where one must not go out."""
    with duckdb.connect() as connection:
        connection.execute(
            f"attach {literal(str(settings.database))} as warehouse (read_only)"
        )
        if not keeps_results(connection):
            return
        raw_figures = raw_table_figures(connection)
        mart_figures = published_mart_figures(connection, exported, nodes)
        of_raw_tables = _with_rejected_rows(
            connection, validate(raw_figures, RAW_TABLES)
        )
    findings = [*of_raw_tables, *validate(mart_figures, PUBLISHED_MARTS)]
    keep_findings(settings.database, findings)
    audit(settings, OF_ALL)


def _with_rejected_rows(
    connection: duckdb.DuckDBPyConnection, findings: Sequence[Finding]
) -> list[Finding]:
    """The findings; those of too many rejected rows with a few of them."""
    unmet = {f.table for f in findings if f.expected == REJECTED_SHARE and not f.is_met}
    keys = rejected_row_keys(connection, unmet)
    return [
        replace(finding, row_keys=tuple(keys.get(finding.table, ())))
        if finding.expected == REJECTED_SHARE and not finding.is_met
        else finding
        for finding in findings
    ]
