"""What a build is made of: equal inputs give equal marts.

Belongs here: taking stock of raw files, the project's own files, settings, versions and
the warehouse. Comparing two stocks belongs in `orchestration.run.news`.

A raw file is told by its size and times, for reading years of history each quarter of
an hour would cost more than a build; the project's few files by their content, so that
switching branches there and back is no news.
"""

import hashlib
import json
import os
import platform
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml

from orchestration.dbt_manifest import PARSED_PATHS
from orchestration.ingestion.raw_files import RawDataError, find_raw_table
from orchestration.settings import Settings

PROJECT_PATHS = (*PARSED_PATHS, "orchestration", "uv.lock")
RAW_CONTRACT = Path("models", "staging", "_sources.yml")

# Settings that change numbers; the vars of dbt are in the project's files. None of them
# may be secret, for what is published says what they were.
NUMBER_SETTINGS = ("JOURNEY_AS_OF", "JOURNEY_DB", "JOURNEY_RAW_DIR")
# Change what is published of the same numbers.
PUBLISHING_SETTINGS = ("JOURNEY_PERSONAL_DATA",)

PACKAGES = ("dbt-core", "dbt-duckdb", "duckdb", "pyarrow")


@dataclass(frozen=True)
class Inputs:
    """What a build is made of; each mapping leads from a name to a state.

    `warehouse` is the state of the DuckDB file as a run left it: it may hold a schema
    that an EL tool loads, and tables that somebody changed. None: there is no file.
    """

    raw_files: Mapping[str, str]
    project_files: Mapping[str, str]
    settings: Mapping[str, str]
    versions: Mapping[str, str]
    warehouse: str | None

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> "Inputs":
        """Read what a manifest holds; `TypeError` or `KeyError` where it lacks some."""
        return cls(
            raw_files=dict(content["raw_files"]),
            project_files=dict(content["project_files"]),
            settings=dict(content["settings"]),
            versions=dict(content["versions"]),
            warehouse=content["warehouse"],
        )

    def keep(self, settings: Settings, run_id: str) -> None:
        """Lay the inputs by for the step of the same run that publishes."""
        content = {"run_id": run_id, "inputs": asdict(self)}
        settings.target_dir.mkdir(parents=True, exist_ok=True)
        _kept_file(settings).write_text(json.dumps(content), encoding="utf-8")

    @classmethod
    def kept(cls, settings: Settings, run_id: str) -> "Inputs | None":
        """The inputs that a run laid by; None: it did not build everything itself."""
        try:
            content = json.loads(_kept_file(settings).read_text(encoding="utf-8"))
        except OSError:
            return None
        is_own = content["run_id"] == run_id
        return cls.from_json(content["inputs"]) if is_own else None

    def with_warehouse_of(self, settings: Settings) -> "Inputs":
        """The same inputs, with the warehouse as it is by now."""
        return replace(self, warehouse=warehouse_state(settings.database))


def take_inputs(settings: Settings, environment: Mapping[str, str]) -> Inputs:
    """Take stock of everything that a run would build from."""
    return Inputs(
        raw_files=raw_file_states(raw_table_names(settings.root), settings.raw_dir),
        project_files=project_file_hashes(settings.root),
        settings={
            name: environment[name]
            for name in (*NUMBER_SETTINGS, *PUBLISHING_SETTINGS)
            if name in environment
        },
        versions={
            "python": platform.python_version(),
            **{package: version(package) for package in PACKAGES},
        },
        warehouse=warehouse_state(settings.database),
    )


def raw_table_names(root: Path) -> list[str]:
    """The raw tables of the contract, from its file: dbt would take seconds to tell."""
    text = (root / RAW_CONTRACT).read_text(encoding="utf-8")
    try:
        content = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        sources = content["sources"]
        return [str(table["name"]) for source in sources for table in source["tables"]]
    except (yaml.YAMLError, KeyError, TypeError):
        # No build comes of a broken contract: dbt says what is wrong with it.
        return []


def raw_file_states(tables: list[str], raw_dir: Path) -> dict[str, str]:
    """Size and times of each raw file, by its name below the raw directory."""
    if not raw_dir.is_dir():
        # An EL tool may load everything. If none does, the build says what it misses.
        return {}
    states: dict[str, str] = {}
    for table in tables:
        try:
            files = find_raw_table(table, raw_dir).files
        except RawDataError as error:
            # No build can come of it, so that it is news until it is mended.
            states[table] = str(error)
        else:
            states.update((file.name, file_state(file.path)) for file in files)
    return states


def size_of(state: str) -> int | None:
    """The bytes of a file, by its state; None of what cannot be read.

    >>> size_of("12 1700000000 1700000000"), size_of("deals.csv cannot be read")
    (12, None)
    """
    first = state.partition(" ")[0]
    return int(first) if first.isdecimal() else None


def project_file_hashes(root: Path) -> dict[str, str]:
    """A hash of each file of the project that makes the numbers, by its path."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for name in PROJECT_PATHS
        for path in sorted(_files(root / name))
    }


def warehouse_state(database: Path) -> str | None:
    """Size and times of a DuckDB file, and of its log where one was left beside it."""
    if not database.exists():
        return None
    log = Path(f"{database}.wal")
    states = [file_state(path) for path in (database, log) if path.exists()]
    return ", ".join(states)


def file_state(path: Path) -> str:
    """What changes when a file does: `ctime` even where a copy kept its `mtime`."""
    status = path.stat()
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"


def _kept_file(settings: Settings) -> Path:
    return settings.target_dir / "inputs.json"


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    for folder, folders, names in os.walk(path):
        folders[:] = [name for name in folders if name != "__pycache__"]
        # An editor's traces are hidden.
        yield from (Path(folder, name) for name in names if not name.startswith("."))
