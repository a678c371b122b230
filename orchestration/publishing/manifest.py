"""`manifest.json` of a build: what it was made of, and what it holds.

Belongs here: the description of a build. The files described belong in `export`.
"""

import hashlib
import json
import platform
import subprocess
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from orchestration.publishing.inputs import Inputs
from orchestration.publishing.personal_data import Disguise, PersonalData
from orchestration.settings import Settings

if TYPE_CHECKING:
    # DuckDB takes half a second, which a run that finds nothing new does not have.
    from orchestration.publishing.export import Export

MANIFEST_FILE = "manifest.json"
SALT_FINGERPRINT = "JOURNEY_SALT fingerprint"


@dataclass(frozen=True)
class MartEntry:
    """A mart of a build; `seconds` is how long writing it took, where that is known."""

    rows: int
    file: str
    bytes: int
    sha256: str
    columns: Mapping[str, str]
    seconds: float | None = None


@dataclass(frozen=True)
class FileEntry:
    """A file of a build that holds all marts."""

    file: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class RawFileEntry:
    """A raw file that a build was made of; no hash: it was changed meanwhile."""

    bytes: int
    sha256: str | None


@dataclass(frozen=True)
class BuildManifest:
    """A build in words and figures.

    `future_until` is the instant from which a row that was rejected as being in the
    future may have come to pass, `waived_until` the last day of the waiver that was to
    end first: the clock alone is news then.
    """

    build_id: str
    as_of: str | None
    built_at: str
    project_version: str
    revision: str | None
    versions: Mapping[str, str]
    settings: Mapping[str, Any]
    raw_files: Mapping[str, RawFileEntry]
    raw_rows: Mapping[str, Mapping[str, int]]
    marts: Mapping[str, MartEntry]
    database: FileEntry
    future_until: str | None
    inputs: Inputs | None
    reports: Mapping[str, FileEntry] = field(default_factory=dict)
    # An earlier version wrote none.
    waived_until: str | None = None

    @property
    def files(self) -> list["MartEntry | FileEntry"]:
        """Every file of the build but its manifest."""
        return [*self.marts.values(), self.database, *self.reports.values()]

    def with_report(self, directory: Path, report: Path) -> "BuildManifest":
        """The same build, with a report that was written into its directory."""
        entry = file_entry(directory / report, report.as_posix())
        return replace(self, reports={**self.reports, report.parts[0]: entry})

    @classmethod
    def read(cls, directory: Path) -> "BuildManifest":
        """Read `manifest.json` of a build; `ValueError` where it is none of ours."""
        content = json.loads((directory / MANIFEST_FILE).read_text(encoding="utf-8"))
        try:
            marts = {name: MartEntry(**mart) for name, mart in content["marts"].items()}
            inputs = content["inputs"] and Inputs.from_json(content["inputs"])
            read = {
                "marts": marts,
                "inputs": inputs,
                "database": FileEntry(**content["database"]),
                "reports": {
                    name: FileEntry(**entry)
                    for name, entry in content["reports"].items()
                },
                "raw_files": {
                    name: RawFileEntry(**entry)
                    for name, entry in content["raw_files"].items()
                },
            }
            return cls(**{**content, **read})
        except (TypeError, KeyError, AttributeError) as error:
            raise ValueError(f"not a manifest of this version: {error}") from error

    def write(self, directory: Path) -> None:
        """Write `manifest.json` into a build's directory."""
        text = json.dumps(asdict(self), indent=2, ensure_ascii=False)
        (directory / MANIFEST_FILE).write_text(text + "\n", encoding="utf-8")


def describe_build(
    export: "Export",
    *,
    built_at: datetime,
    settings: Settings,
    dbt_vars: Mapping[str, Any],
    revision: str | None,
    inputs: Inputs | None,
    raw_files: Mapping[str, RawFileEntry],
) -> BuildManifest:
    """Describe a build whose files are written."""
    marts = {
        mart.name: MartEntry(
            rows=mart.row_count,
            file=f"{mart.file.parent.name}/{mart.file.name}",
            bytes=mart.file.stat().st_size,
            sha256=_sha256(mart.file),
            columns=mart.column_types,
            seconds=mart.seconds,
        )
        for mart in export.marts
    }
    return BuildManifest(
        build_id=build_id(built_at, marts),
        as_of=None if export.as_of is None else _iso(export.as_of),
        built_at=_iso(built_at),
        project_version=version("journey-warehouse"),
        revision=revision,
        versions={
            "python": platform.python_version(),
            "dbt-core": version("dbt-core"),
            "dbt-duckdb": version("dbt-duckdb"),
            "duckdb": version("duckdb"),
        },
        settings={
            "JOURNEY_RAW_DIR": str(settings.raw_dir),
            "JOURNEY_AS_OF": settings.as_of,
            "JOURNEY_PERSONAL_DATA": settings.disguise.treatment.value,
            # By which whoever forgets a person knows that the hashes can be searched.
            **_salt_of(settings.disguise),
            "vars": dict(dbt_vars),
        },
        raw_files=raw_files,
        raw_rows=export.raw_rows,
        marts=marts,
        database=file_entry(export.database, export.database.name),
        future_until=None if export.future_until is None else _iso(export.future_until),
        waived_until=None if export.waived_until is None else f"{export.waived_until}",
        inputs=inputs,
    )


def _salt_of(disguise: Disguise) -> dict[str, str | None]:
    if disguise.treatment is not PersonalData.HASHED:
        return {}
    return {SALT_FINGERPRINT: disguise.salt_fingerprint}


def build_id(built_at: datetime, marts: Mapping[str, "MartEntry | FileEntry"]) -> str:
    """A name that sorts by time and ends in a hash of what the build holds."""
    content = "\n".join(f"{name} {mart.sha256}" for name, mart in sorted(marts.items()))
    utc = built_at.astimezone(UTC)
    return (
        f"{utc:%Y%m%dT%H%M%S}.{utc.microsecond // 1000:03}Z-"
        f"{hashlib.sha256(content.encode()).hexdigest()[:8]}"
    )


def read_dbt_vars(project_dir: Path) -> dict[str, Any]:
    """The vars of a dbt project: its manifest does not hold them."""
    text = (project_dir / "dbt_project.yml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text).get("vars", {}))


def git_revision(directory: Path) -> str | None:
    """The commit that `directory` is at, marked if files differ from it; else None."""
    try:
        completed = subprocess.run(
            ["git", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"],
            cwd=directory,
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return completed.stdout.strip()


def file_entry(path: Path, name: str) -> FileEntry:
    """Describe a file of a build by its content."""
    return FileEntry(file=name, bytes=path.stat().st_size, sha256=_sha256(path))


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _iso(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")
