"""Publishing a build: from marts in the warehouse to the current build.

Belongs here: the order of the steps. The steps themselves belong in the modules that
this one calls; when it is called, in `assets`.
"""

import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from orchestration.expectations.borders import check_borders
from orchestration.ingestion.unused_twins import sweep_unused
from orchestration.progress import Progress
from orchestration.publishing.audit import OF_DBT, audit
from orchestration.publishing.export import export_build
from orchestration.publishing.folder import PublishedFolder
from orchestration.publishing.inputs import Inputs
from orchestration.publishing.lineage import describe_raw_files, raw_contents
from orchestration.publishing.manifest import (
    BuildManifest,
    describe_build,
    git_revision,
    read_dbt_vars,
)
from orchestration.quality_report.content import Outcome
from orchestration.quality_report.raw_files import changed_raw_files
from orchestration.quality_report.write import (
    REPORT,
    write_newest_report,
    write_report,
)
from orchestration.settings import Settings

log = logging.getLogger(__name__)


def publish(
    marts: Sequence[Mapping[str, Any]],
    settings: Settings,
    progress: Progress,
    inputs: Inputs | None,
) -> BuildManifest:
    """Write a build of all marts and make it the current one.

    `marts` are nodes of dbt's manifest. `inputs` are those that all of it was made
    from; a part that was built by itself has none.
    """
    audit(settings, OF_DBT)
    folder = PublishedFolder(settings.publish_dir, settings.readers)
    with folder.new_build() as directory:
        build = describe_build(
            export_build(
                marts,
                directory,
                settings,
                progress,
                check=lambda exported: check_borders(exported, marts, settings),
            ),
            built_at=datetime.now(UTC),
            settings=settings,
            dbt_vars=read_dbt_vars(settings.root),
            revision=git_revision(settings.root),
            inputs=inputs and inputs.with_warehouse_of(settings),
            raw_files=describe_raw_files(inputs, settings),
        )
        outcome = Outcome(
            is_published=True,
            build_id=build.build_id,
            as_of=build.as_of,
            raw_files=changed_raw_files(settings, build.raw_files),
        )
        if write_report(settings, directory, outcome):
            build = build.with_report(directory, REPORT)
        build.write(directory)
        folder.complete(directory, build.build_id)
        write_newest_report(settings, outcome)
        progress.build_published(build)
        folder.prune(settings.keep_builds)
        if inputs is not None:
            _sweep_landing(settings, folder)
    return build


def _sweep_landing(settings: Settings, folder: PublishedFolder) -> None:
    """Of what raw files held, keep what a kept build was made of, this one among them.

    Readers may be sent back to such a build, and whoever then brings its raw files back
    need not wait for them to be read.
    """
    try:
        needed = raw_contents(folder)
        sweep_unused(settings.landing_dir, needed, settings.keep_copies_days)
    except OSError as error:
        # The build is published; what is left over, the next run deletes.
        log.warning("Copies in %s were not deleted: %s", settings.landing_dir, error)
