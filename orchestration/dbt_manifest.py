"""The dbt manifest: made when it is missing or stale, and asked what the project holds.

Belongs here: everything that reads the manifest and is not Dagster's. Light to import,
so that tests can call it before Dagster is loaded.
"""

import fcntl
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from shutil import copyfile
from typing import Any

from orchestration.settings import REPO_ROOT

# dbt beside this Python, ending with the process that started it.
DBT_COMMAND = (sys.executable, "-m", "orchestration.dbt_process")

# A folder of its own: any other dbt command may be writing, or have been killed while
# it wrote, the manifest in `target` itself.
PARSE_TARGET = Path("target", "parsed")

# Where dbt keeps what it has parsed.
PARTIAL_PARSE = "partial_parse.msgpack"

# What dbt reads when it parses; tests/unit and other Python folders are not among it.
PARSED_PATHS = (
    "dbt_project.yml",
    "profiles.yml",
    "macros",
    "models",
    "seeds",
    "tests/data",
    "tests/generic",
)

# Its time is when the last parse began; the manifest's own is when one ended.
STAMP = ".parsed"


class ManifestError(RuntimeError):
    """The dbt project cannot be parsed; the message is dbt's."""


def ensure_manifest(project_dir: Path = REPO_ROOT) -> Path:
    """Parse the dbt project if its manifest is missing or older than a file of it.

    Dagster does so under `dagster dev` only; a fresh clone has no manifest either when
    `make run` or pytest comes first.
    """
    target = project_dir / PARSE_TARGET
    target.mkdir(parents=True, exist_ok=True)
    # Dagster loads code in several processes: one parses, the others wait and read.
    with (target / ".parsing").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_stale(project_dir):
            started_at = time.time_ns()
            _parse(project_dir)
            # A file that changed meanwhile may have been read before: it counts as new.
            stamp = target / STAMP
            stamp.touch()
            os.utime(stamp, ns=(started_at, started_at))
    return target / "manifest.json"


def share_parse(project_dir: Path, target_dir: Path) -> None:
    """Let a dbt command with a target of its own begin from what was parsed here.

    dbt itself sees what has changed since; without it, it parses everything once more.
    """
    parsed = project_dir / PARSE_TARGET / PARTIAL_PARSE
    own = target_dir / PARTIAL_PARSE
    # dbt can be told to keep none (`DBT_PARTIAL_PARSE=false`).
    if not parsed.exists():
        return
    if own.exists() and own.stat().st_mtime_ns >= parsed.stat().st_mtime_ns:
        return
    target_dir.mkdir(parents=True, exist_ok=True)
    # In one step: another command may be reading it.
    copy = own.with_suffix(".new")
    copyfile(parsed, copy)
    copy.replace(own)


def is_stale(project_dir: Path = REPO_ROOT) -> bool:
    """Whether the manifest is missing, or a file of the project changed since."""
    target = project_dir / PARSE_TARGET
    if not (target / "manifest.json").exists() or not (target / STAMP).exists():
        return True
    parsed_at = (target / STAMP).stat().st_mtime_ns
    return any(
        # A folder's own time changes when a file in it is deleted.
        path.stat().st_mtime_ns >= parsed_at
        for path in _parsed_files(project_dir)
    )


@dataclass(frozen=True)
class DbtManifest:
    """What the dbt project holds."""

    content: dict[str, Any]

    @classmethod
    def read(cls, path: Path) -> "DbtManifest":
        """Read a manifest file."""
        return cls(json.loads(path.read_text(encoding="utf-8")))

    @cached_property
    def marts(self) -> list[dict[str, Any]]:
        """The models of the marts layer, by name."""
        models = (
            node
            for node in self.content["nodes"].values()
            if node["resource_type"] == "model" and node["fqn"][1] == "marts"
        )
        return sorted(models, key=lambda model: str(model["name"]))

    @cached_property
    def raw_tables(self) -> list[dict[str, Any]]:
        """The raw tables that the project reads, by name."""
        sources = self.content["sources"].values()
        return sorted(sources, key=lambda source: str(source["name"]))


def _parsed_files(project_dir: Path) -> Iterator[Path]:
    for name in PARSED_PATHS:
        path = project_dir / name
        if path.exists():
            yield path
        yield from path.rglob("*")


def _parse(project_dir: Path) -> None:
    completed = subprocess.run(
        [
            *DBT_COMMAND,
            *("--no-use-colors", "--quiet"),
            *("--log-path", project_dir / PARSE_TARGET),
            *("parse", "--target-path", project_dir / PARSE_TARGET),
        ],
        cwd=project_dir,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if completed.returncode != 0:
        raise ManifestError(completed.stdout.strip() or completed.stderr.strip())
