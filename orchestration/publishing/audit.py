"""The audit of a warehouse before it is published: what dbt's checks found last.

Belongs here: whether a build may be published. The checks themselves are dbt's data
tests, kept by the macro `record_checks`; what they say is shown by the marts.
"""

import duckdb

from orchestration.publishing.folder import PublishingError
from orchestration.settings import Settings
from orchestration.sql_text import literal

# More of them would hide which.
NAMES_SHOWN = 3


class AuditFailed(PublishingError):
    """The warehouse may not be published; the message says which checks failed."""


def audit(settings: Settings) -> None:
    """Refuse a warehouse whose last run, or a blocking check, was not sound.

    A run that fails never comes so far. But publishing can be started by itself, and
    another run may have left its work half done meanwhile.
    """
    with duckdb.connect() as connection:
        connection.execute(
            f"attach {literal(str(settings.database))} as warehouse (read_only)"
        )
        if not _has_results(connection):
            return
        if failing := _failing_checks(connection):
            raise AuditFailed(_sentence(failing))
        if not _is_sound(connection):
            raise AuditFailed(
                "The last run left models unbuilt; run again before publishing."
            )


def _has_results(connection: duckdb.DuckDBPyConnection) -> bool:
    tables = connection.execute(
        "select count(*) from duckdb_tables() "
        "where database_name = 'warehouse' and schema_name = 'quality'"
    ).fetchone()
    return tables is not None and tables[0] > 0


def _failing_checks(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute(
        """
        select rule || ' of ' || concat_ws('.', table_name, column_name) as name
        from (
            from warehouse.quality.results
            qualify row_number() over (
                partition by check_id order by run_at desc, run_id desc
            ) = 1
        )
        where severity = 'error' and status in ('failed', 'error')
        order by name
        """
    ).fetchall()
    return [name for (name,) in rows]


def _is_sound(connection: duckdb.DuckDBPyConnection) -> bool:
    row = connection.execute(
        "select is_sound from warehouse.quality.runs "
        "order by run_at desc, run_id desc limit 1"
    ).fetchone()
    return row is None or bool(row[0])


def _sentence(failing: list[str]) -> str:
    shown = ", ".join(failing[:NAMES_SHOWN])
    rest = len(failing) - NAMES_SHOWN
    more = f" and {rest} more" if rest > 0 else ""
    return f"Checks fail: {shown}{more}. Nothing is published until they pass."
