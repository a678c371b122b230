"""Findings at the borders, kept beside the results of dbt's tests.

Belongs here: writing them into the warehouse. Who reads them does not care who found
them.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import duckdb

from orchestration.expectations.validation import Finding
from orchestration.publishing.audit import LATEST_CHECKS


def keep_findings(database: Path, findings: Sequence[Finding]) -> None:
    """Add findings to the results of the newest run of dbt.

    As there, a problem keeps the time when it was first seen until it is gone, and
    what somebody waived is no failure.
    """
    rows = [
        [
            f"border.{finding.expected.rule}.{finding.table}",
            finding.expected.kind,
            finding.expected.rule,
            finding.table,
            finding.expected.severity,
            finding.is_met,
            None
            if finding.is_met
            else json.dumps([finding.seen, *finding.row_keys], ensure_ascii=False),
        ]
        for finding in findings
    ]
    with duckdb.connect(database) as connection:
        connection.execute("begin")
        connection.execute(
            """
            create temporary table found (
                check_id text, kind text, rule text, table_name text, severity text,
                is_met boolean, example_keys text
            )
            """
        )
        connection.executemany("insert into found values (?, ?, ?, ?, ?, ?, ?)", rows)
        connection.execute(KEEP)
        connection.execute("commit")


# A table that is no more would fail for ever.
KEEP = f"""
    delete from quality.results
    where
        kind in ('expectation', 'freshness')
        and check_id not in (select check_id from found);
    delete from quality.results
    where
        check_id in (select check_id from found)
        and run_id = (select max_by(run_id, run_at) from quality.runs);
    insert into quality.results
    with
    run as (
        from quality.runs order by run_at desc, run_id desc limit 1
    ),
    earlier as ({LATEST_CHECKS}),
    judged as (
        select
            found.*,
            case
                when found.is_met then 'passed'
                -- What is judged at a border is a table.
                when quality.is_waived(found.rule, found.table_name, null)
                    then 'waived'
                else 'failed'
            end as status
        from found
    )
    select
        run.run_id, run.run_at, judged.check_id, judged.kind, judged.rule,
        judged.table_name, null, judged.severity, judged.status,
        case when judged.is_met then 0 end, judged.example_keys,
        case
            when judged.status = 'passed' then null
            when earlier.status != 'passed' then earlier.first_seen_at
            else run.run_at
        end
    from judged
    cross join run
    left join earlier using (check_id);
"""
