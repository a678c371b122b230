"""Blocking checks that fail, and kept no build back because somebody waived them.

Belongs here: one sentence for each, for whoever publishes. What the waivers do to a
check belongs in the macros of `quality`, how all of them stand in the quality report.
"""

from pathlib import Path

import duckdb

from orchestration.publishing.audit import LATEST_CHECKS

# Of several waivers of a check the one that is in force longest.
WAIVED_BLOCKING_CHECKS = f"""
    with latest as ({LATEST_CHECKS})

    select
        concat_ws('.', latest.table_name, latest.column_name)
        || ' (' || latest.rule || ')' as name,
        max(cast(waivers.expires_on as date)) as expires_on,
        arg_max(waivers.granted_by, cast(waivers.expires_on as date)) as granted_by
    from latest
    left join rules.quality_waivers as waivers
        on
            cast(waivers.expires_on as date) >= cast(latest.run_at as date)
            and quality.waiver_covers(
                waivers.rule, waivers.table_name, waivers.column_name,
                latest.rule, latest.table_name, latest.column_name
            )
    where latest.severity = 'error' and latest.status = 'waived'
    group by latest.check_id, name
    order by name, latest.check_id
"""


def waived_sentences(database: Path) -> list[str]:
    """Which blocking checks fail and are waived, until when and by whom.

    >>> waived_sentences(Path("no such warehouse"))
    []
    """
    try:
        with duckdb.connect(database, read_only=True) as connection:
            rows = connection.execute(WAIVED_BLOCKING_CHECKS).fetchall()
    except (duckdb.CatalogException, duckdb.IOException):
        # A warehouse that keeps no results.
        return []
    return [
        f"{name} fails, but keeps no build back until {expires_on}, "
        f"by a waiver of {granted_by}"
        for name, expires_on, granted_by in rows
    ]
