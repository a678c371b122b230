"""Where the quality report goes.

Belongs here: files. Each build has the report of its run; beside the link to the
current build lies the newest one, also of a run that published nothing.
"""

import logging
import os
from datetime import datetime
from pathlib import Path

import duckdb
import yaml

from orchestration.erased_ids import ErasedIds, ErasedIdsError
from orchestration.publishing.folder import PublishedFolder, Readers
from orchestration.publishing.manifest import read_dbt_vars
from orchestration.quality_report.content import Outcome, take_content
from orchestration.quality_report.page import render
from orchestration.quality_report.raw_files import changed_raw_files
from orchestration.quality_report.whereabouts import (
    Owners,
    with_owners,
    with_whereabouts,
)
from orchestration.settings import Settings

# By which rule a table is late, whether or not the run came to check it.
FRESHNESS = "border:freshness"
REPORT = Path("quality", "index.html")

log = logging.getLogger(__name__)


def write_report(settings: Settings, directory: Path, outcome: Outcome) -> bool:
    """Write the report below a directory: whether there is anything to tell."""
    content = take_content(
        settings.database,
        outcome,
        settings.disguise,
        erased=ErasedIds.read(settings.erased_ids),
        time_zone=_reporting_time_zone(settings.root),
    )
    if content is None:
        return False
    told = content["outcome"]
    told["failures"] = with_whereabouts(told["failures"], settings)
    owners = Owners.read(settings.root)
    content["arrivals"] = with_owners(content["arrivals"], FRESHNESS, owners)
    content["rejected_work"] = with_owners(content["rejected_work"], None, owners)
    file = directory / REPORT
    # Nobody else's until all of it is there.
    file.parent.mkdir(mode=Readers.OWNER.value, exist_ok=True)
    # Whoever reads it meanwhile reads the one before.
    partial = file.with_suffix(".partial")
    partial.write_text(render(content), encoding="utf-8")
    os.replace(partial, file)
    return True


def write_newest_report(settings: Settings, outcome: Outcome) -> Path | None:
    """Write the report that tells of the newest run, whether it published or not.

    It is answered where it lies; None: there is nothing to tell.
    """
    if not write_report(settings, settings.publish_dir, outcome):
        return None
    file = settings.publish_dir / REPORT
    file.parent.chmod(settings.readers.value)
    file.chmod(settings.readers.value & 0o666)
    return file


def report_failure(
    settings: Settings, reason: str, started_at: datetime
) -> Path | None:
    """Say on the newest report's front line that a run published nothing.

    By when it started the page tells checks of that run from those of one before. It
    is answered where the report lies, if there is one.
    """
    folder = PublishedFolder(settings.publish_dir)
    build_id = folder.current_id() if folder.current.is_symlink() else None
    try:
        outcome = Outcome(
            is_published=False,
            build_id=build_id,
            as_of=None,
            reason=reason,
            started_at=started_at,
            raw_files=changed_raw_files(settings),
        )
        return write_newest_report(settings, outcome)
    except (OSError, duckdb.Error, ErasedIdsError) as error:
        # The run has failed anyway, perhaps for the same obstacle.
        log.info("No quality report was written: %s", error)
        return None


def _reporting_time_zone(root: Path) -> str:
    """A zone; where the project's file cannot be read, no figure is worth the care."""
    try:
        return str(read_dbt_vars(root).get("reporting_timezone", "UTC"))
    except (OSError, yaml.YAMLError, AttributeError):
        return "UTC"
