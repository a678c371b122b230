"""The dbt-duckdb plugin through which macros ask for raw files.

Belongs here: the SQL functions and their settings. What they do belongs in `landing`,
`raw_files` and `rule_files`.
"""

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dbt.adapters.duckdb.plugins import BasePlugin
from duckdb import DuckDBPyConnection
from duckdb.sqltypes import VARCHAR

from orchestration.erased_ids import ErasedIds
from orchestration.ingestion.landing import LandingZone, Request
from orchestration.ingestion.raw_files import RawDataError, unread_sentence
from orchestration.ingestion.rule_files import rule_file_lines, rule_file_problems

FUNCTION = "land_raw_table"
UNREAD_FUNCTION = "unread_raw_files"
RULES_FUNCTION = "broken_rule_file"
LINES_FUNCTION = "rule_file_lines"

# dbt compiles models in threads; two of them must not convert the same file.
_LANDING = threading.Lock()

# DuckDB calls a function by address for as long as the database is open, but keeps it
# alive only as long as the cursor that registered it.
_REGISTERED: list[Callable[[str], str]] = []


def register(
    connection: DuckDBPyConnection,
    raw_dir: Path,
    landing_dir: Path,
    erased: ErasedIds | None = None,
) -> None:
    """Give a connection, and all its cursors, the functions; twice does no harm."""
    query = "select count(*) from duckdb_functions() where function_name = ?"
    ((is_registered,),) = connection.execute(query, [FUNCTION]).fetchall()
    if is_registered:
        return

    zone = LandingZone(raw_dir, landing_dir, erased)
    attach_erased_ids(connection, erased)

    def land_raw_table(request: str) -> str:
        with _LANDING:
            return zone.land(Request.from_json(request)).to_json()

    def unread_raw_files(tables: str) -> str:
        try:
            return unread_sentence(json.loads(tables), raw_dir)
        except RawDataError:
            # Whoever lands the table says so.
            return ""

    def broken_rule_file(request: str) -> str:
        asked = json.loads(request)
        return "\n".join(rule_file_problems(Path(asked["path"]), asked["columns"]))

    def lines_of_rules(path: str) -> str:
        return json.dumps(rule_file_lines(Path(path)))

    # Files change between two calls, so the answer must not be folded into a constant.
    for name, function in (
        (FUNCTION, land_raw_table),
        (UNREAD_FUNCTION, unread_raw_files),
        (RULES_FUNCTION, broken_rule_file),
        (LINES_FUNCTION, lines_of_rules),
    ):
        _REGISTERED.append(function)
        connection.create_function(
            name, function, [VARCHAR], VARCHAR, side_effects=True
        )


def attach_erased_ids(connection: DuckDBPyConnection, erased: ErasedIds | None) -> None:
    """Give the macros `erased_*` the list, in memory, where every cursor finds it."""
    connection.execute("attach ':memory:' as erasures")
    connection.execute("create table erasures.main.salts (salt varchar)")
    connection.execute("create table erasures.main.hashes (kind varchar, hash varchar)")
    if erased is None:
        return
    connection.execute("insert into erasures.main.salts values (?)", [erased.salt])
    for kind, found in erased.hashes.items():
        connection.execute(
            "insert into erasures.main.hashes select ?, unnest(?)",
            [kind, sorted(found)],
        )


class Plugin(BasePlugin):
    """Registers the functions; `profiles.yml` says where raw files lie."""

    def initialize(self, plugin_config: dict[str, Any]) -> None:
        """Read the settings `raw_dir`, `landing_dir` and `erased_ids`."""
        self.raw_dir = Path(plugin_config["raw_dir"])
        self.landing_dir = Path(plugin_config["landing_dir"])
        self.erased_ids = Path(plugin_config["erased_ids"])
        # DuckDB makes the warehouse's file, but not the folder that it lies in.
        if self.creds is not None and self.creds.path != ":memory:":
            Path(self.creds.path).parent.mkdir(parents=True, exist_ok=True)

    def configure_connection(self, conn: DuckDBPyConnection) -> None:
        """Register the function in the database, where every cursor finds it."""
        erased = ErasedIds.read(self.erased_ids)
        register(conn, self.raw_dir, self.landing_dir, erased)
