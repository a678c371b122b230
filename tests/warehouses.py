"""Builds warehouses in process: raw data in, marts out.

Belongs here: running dbt on a database of its own, and reading what came of it. Which
raw data a test builds from, and what it expects, stands beside the test.
"""

import fcntl
import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import copyfile
from typing import Any, Protocol

import duckdb
import pytest
from dbt.artifacts.schemas.run import RunExecutionResult
from dbt.cli.main import dbtRunner, dbtRunnerResult
from dbt.contracts.graph.manifest import Manifest
from dbt.contracts.graph.nodes import ModelNode
from dbt_common.events.base_types import EventMsg

from orchestration.settings import REPO_ROOT

# dbt takes the name of the database from it.
DATABASE_NAME = "journey.duckdb"


@contextmanager
def connection(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a DuckDB file for a moment: it is shut to everyone else meanwhile."""
    opened = duckdb.connect(database)
    try:
        yield opened
    finally:
        opened.close()


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Let one worker at a time work in a folder; the next one finds what it made."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def run_dbt(
    arguments: Iterable[str],
    folder: Path,
    environment: Mapping[str, str | Path],
    manifest: Manifest | None = None,
    callbacks: Sequence[Callable[[EventMsg], None]] = (),
) -> dbtRunnerResult:
    """Run a dbt command in process; what dbt writes besides goes into a folder."""
    where = {
        "--project-dir": REPO_ROOT,
        "--profiles-dir": REPO_ROOT,
        "--target-path": folder / "target",
        "--log-path": folder / "logs",
    }
    options = [str(part) for option in where.items() for part in option]
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, str(value))
        # dbt leaves compiled models in a manifest, which the next command would trust.
        own = manifest and copied(manifest)
        runner = dbtRunner(own, [*callbacks])
        # A log that nobody reads and artefacts took a tenth of a build's time.
        quietly = ["--log-level", "none", "--log-level-file", "none", "--no-write-json"]
        return runner.invoke([*arguments, *quietly, *options])


def copied(manifest: Manifest) -> Manifest:
    """A manifest of the same nodes; `copy.deepcopy` would break dbt's lookup tables."""
    own: Manifest = manifest.deepcopy()  # type: ignore[no-untyped-call]
    return own


def seed_rules(folder: Path, manifest: Manifest) -> None:
    """Load the rules into a new database; it is there when all of them are in it."""
    unfinished = folder / "unfinished" / DATABASE_NAME
    unfinished.parent.mkdir()
    seeded = run_dbt(["seed"], folder, {"JOURNEY_DB": unfinished}, manifest)
    assert seeded.success, complaint(seeded)
    with connection(unfinished) as rules:
        # What dbt wrote may still be in the log beside the file.
        rules.execute("checkpoint")
    unfinished.rename(folder / DATABASE_NAME)


@dataclass(frozen=True)
class Project:
    """The dbt project, parsed, with its rules loaded: neither takes a test's time."""

    folder: Path
    manifest: Manifest

    @classmethod
    def prepare(cls, folder: Path) -> "Project":
        """Parse the project and load the rules into a database to be copied.

        A second worker finds both done, and reads what was parsed.
        """
        database = folder / DATABASE_NAME
        with only_one(folder):
            parsed = run_dbt(["parse"], folder, {"JOURNEY_DB": database})
            assert isinstance(parsed.result, Manifest), parsed.exception
            if not database.exists():
                seed_rules(folder, parsed.result)
        # What was parsed stays: each build would look through it again and again.
        gc.freeze()
        return cls(folder, parsed.result)

    def under(self, variables: Mapping[str, object]) -> "Project":
        """The project as dbt parses it under other vars, which configs may use."""
        folder = self.folder / "under_other_vars"
        with only_one(folder):
            parsed = run_dbt(
                ["parse", "--vars", str(dict(variables))],
                folder,
                {"JOURNEY_DB": self.folder / DATABASE_NAME},
            )
        assert isinstance(parsed.result, Manifest), parsed.exception
        return replace(self, manifest=parsed.result)

    @property
    def mart_names(self) -> list[str]:
        """The marts, by name."""
        nodes = self.manifest.nodes.values()
        models = [node for node in nodes if isinstance(node, ModelNode)]
        return sorted(model.name for model in models if model.fqn[1] == "marts")

    def warehouse(self, folder: Path, **settings: str) -> "Warehouse":
        """A new warehouse, with the rules alone; settings are named as in the shell."""
        folder.mkdir(parents=True, exist_ok=True)
        copyfile(self.folder / DATABASE_NAME, folder / DATABASE_NAME)
        return Warehouse(folder, self, settings)


@dataclass(frozen=True)
class Warehouse:
    """A warehouse in a folder of its own."""

    folder: Path
    project: Project
    settings: Mapping[str, str]

    @property
    def database(self) -> Path:
        return self.folder / DATABASE_NAME

    def run(
        self,
        raw_dir: Path | None,
        *arguments: str,
        command: str = "run",
        callbacks: Sequence[Callable[[EventMsg], None]] = (),
    ) -> dbtRunnerResult:
        """Run the models, of raw files or, without any, of a schema of raw tables."""
        environment: dict[str, str | Path] = {
            "JOURNEY_DB": self.database,
            "JOURNEY_LANDING_DIR": self.folder / "landing",
            "JOURNEY_PUBLISH_DIR": self.folder / "published",
            **self.settings,
        }
        if raw_dir is not None:
            environment["JOURNEY_RAW_DIR"] = raw_dir
        manifest = self.project.manifest
        return run_dbt(
            [command, *arguments], self.folder, environment, manifest, callbacks
        )

    def build(
        self,
        raw_dir: Path | None,
        models: Iterable[str] = (),
        variables: Mapping[str, str | int] | None = None,
    ) -> None:
        """Build some models and what they read, or all of them."""
        selection = [f"+{model}" for model in models]
        arguments = ["--select", *selection] if selection else []
        if variables:
            arguments += ["--vars", str(dict(variables))]
        result = self.run(raw_dir, *arguments)
        assert result.success, complaint(result)

    def compiled(self, inline: str) -> str:
        """What dbt would run of a query with macros."""
        settings = {"JOURNEY_DB": self.database}
        manifest = self.project.manifest
        done = run_dbt(["compile", "--inline", inline], self.folder, settings, manifest)
        assert done.success, done.exception
        compiled: Any = done.result
        return str(compiled.results[0].node.compiled_code)

    def execute(self, sql: str) -> None:
        """Change something, such as a rule, before a build."""
        with connection(self.database) as warehouse:
            warehouse.execute(sql)

    def query(self, sql: str) -> list[dict[str, Any]]:
        """The rows of a query, each by column."""
        with connection(self.database) as warehouse:
            cursor = warehouse.execute(sql)
            columns = [column[0] for column in cursor.description]
            return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]

    def tuples(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a query, bare."""
        with connection(self.database) as warehouse:
            return warehouse.execute(sql).fetchall()

    def mart(self, name: str, columns: Iterable[str]) -> list[dict[str, Any]]:
        """Some columns of a mart."""
        return self.query(f"select {', '.join(columns)} from marts.{name}")


class NewWarehouse(Protocol):
    """Makes a warehouse with the rules alone; settings are named as in the shell."""

    def __call__(self, **settings: str) -> Warehouse: ...


def complaint(result: dbtRunnerResult) -> str:
    """What dbt says of the nodes that failed, or of a command that did not start."""
    if not isinstance(result.result, RunExecutionResult):
        return str(result.exception)
    passed = {"success", "pass", "skipped"}
    return "\n".join(
        f"{node.node.name}: {node.message}"
        for node in result.result.results
        if str(node.status) not in passed
    )
