"""A build: `dbt run` in process, into a new file or on what is there.

Belongs here: running dbt and what it says of its models. Parsing and, for a new file,
seeds come first and are not counted; the file is complete when the clock stops.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
from dbt.artifacts.resources.types import NodeType
from dbt.artifacts.schemas.run import RunExecutionResult
from dbt.cli.main import dbtRunner, dbtRunnerResult
from dbt.contracts.graph.manifest import Manifest
from dbt_common.events.base_types import EventMsg

from benchmarks.tasks import Report
from benchmarks.tasks.stopwatch import stopwatch
from orchestration.settings import REPO_ROOT

# What the macro `note_touched` says of an incremental model that was there before.
REBUILT = re.compile(r"(\w+) is built whole: (.*)")


class BuildError(RuntimeError):
    """Dbt failed; the message is dbt's."""


def run(arguments: dict[str, Any], report: Report) -> dict[str, Any]:
    """Build the warehouse in a folder from the raw files of another one."""
    folder = Path(arguments["folder"])
    database = folder / "journey.duckdb"
    os.environ |= {
        "JOURNEY_DB": str(database),
        "JOURNEY_RAW_DIR": arguments["raw_dir"],
        "JOURNEY_LANDING_DIR": str(folder / "landing"),
        "JOURNEY_PUBLISH_DIR": str(folder / "published"),
    }
    report(0, None, "parse and seed")
    manifest = invoke(["parse"], folder).result
    assert isinstance(manifest, Manifest)
    if not database.exists():
        invoke(["seed"], folder, manifest)
        checkpoint(database)

    selected = ["--select", *arguments["select"]] if arguments["select"] else []
    rebuilt: dict[str, str] = {}

    def tell(event: EventMsg) -> None:
        if event.info.name == "LogStartLine":
            data = event.data
            report(data.index - 1, data.total, data.node_info.node_name)
        elif event.info.name == "JinjaLogInfo":
            rebuilt.update(REBUILT.findall(event.data.msg))

    with stopwatch() as reading:
        result = invoke(["run", *selected], folder, manifest, tell).result
        checkpoint(database)
    assert isinstance(result, RunExecutionResult)
    return {
        **reading,
        "rebuilt": rebuilt,
        "file_bytes": database.stat().st_size,
        "models": [
            {"name": node.node.name, "seconds": node.execution_time}
            for node in result.results
            if node.node.resource_type == NodeType.Model
        ],
    }


def invoke(
    command: list[str],
    folder: Path,
    manifest: Manifest | None = None,
    listener: Callable[[EventMsg], None] | None = None,
) -> dbtRunnerResult:
    """Run a dbt command; the listener hears all that it tells."""
    where = {
        "--project-dir": REPO_ROOT,
        "--profiles-dir": REPO_ROOT,
        "--target-path": folder / "target",
        "--log-path": folder / "logs",
    }
    options = [str(part) for option in where.items() for part in option]
    runner = dbtRunner(manifest, callbacks=[listener] if listener else [])
    result = runner.invoke([*command, "--quiet", *options])
    if not result.success:
        # Dbt has printed what is wrong with which node.
        raise BuildError(str(result.exception or f"dbt {command[0]} failed"))
    return result


def checkpoint(database: Path) -> None:
    """Move what dbt left in the log beside the file into the file."""
    with duckdb.connect(database) as connection:
        connection.execute("checkpoint")
