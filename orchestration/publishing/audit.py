"""The audit of a warehouse before it is published: what dbt's checks found last.

Belongs here: whether a build may be published. The checks themselves are dbt's data
tests, kept by the macro `record_checks`; what they say is shown by the marts.
"""

import json
from collections.abc import Sequence

import duckdb

from orchestration.publishing.folder import PublishingError
from orchestration.settings import Settings
from orchestration.sql_text import literal

# More of them would hide which.
NAMES_SHOWN = 3

# The newest result of each check; the warehouse is the database in use.
LATEST_CHECKS = """
    from quality.results
    qualify row_number() over (
        partition by check_id order by run_at desc, run_id desc
    ) = 1
"""

# By the time dbt has ended, and by the time a build is written.
OF_DBT = ("test",)
OF_ALL = ("test", "expectation", "freshness")


class AuditFailed(PublishingError):
    """The warehouse may not be published; the message says which checks failed."""


def audit(settings: Settings, kinds: Sequence[str]) -> None:
    """Refuse a warehouse whose last run, or a blocking check, was not sound.

    `kinds` are those of the checks that were made by now: what the borders found when
    something was published last is of that time.

    A run that fails never comes so far. But publishing can be started by itself, and
    another run may have left its work half done meanwhile.
    """
    with duckdb.connect() as connection:
        connection.execute(
            f"attach {literal(str(settings.database))} as warehouse (read_only)"
        )
        if not keeps_results(connection):
            return
        connection.execute("use warehouse")
        if failing := _failing_checks(connection, kinds):
            raise AuditFailed(_sentence(failing))
        if not _is_sound(connection):
            raise AuditFailed(
                "The last run left models unbuilt; run again before publishing."
            )


def keeps_results(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the attached warehouse is one whose checks are kept."""
    tables = connection.execute(
        "select count(*) from duckdb_tables() "
        "where database_name = 'warehouse' and schema_name = 'quality'"
    ).fetchone()
    return tables is not None and tables[0] > 0


def _failing_checks(
    connection: duckdb.DuckDBPyConnection, kinds: Sequence[str]
) -> list[str]:
    rows = connection.execute(
        f"""
        select concat_ws('.', table_name, column_name) as place, rule, example_keys
        from ({LATEST_CHECKS})
        where
            severity = 'error'
            and status in ('failed', 'error')
            and list_contains(?, kind)
        order by place, rule
        """,
        [[*kinds]],
    ).fetchall()
    return [f"{place} ({rule}{_seen(rule, keys)})" for place, rule, keys in rows]


def _seen(rule: str, example_keys: str | None) -> str:
    """What decided at a border, which stands before its examples; no row is named.

    >>> _seen("border:rejected_share", '["63 of 72 rows are rejected", "a.csv:7"]')
    ': 63 of 72 rows are rejected'
    >>> _seen("unique", '["order-17"]')
    ''
    """
    if not rule.startswith("border:") or example_keys is None:
        return ""
    seen = next(iter(json.loads(example_keys)), "")
    # Who takes the sentence apart again has nothing else to go by.
    return f": {seen}" if seen and not {"(", ")"} & {*seen} else ""


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
