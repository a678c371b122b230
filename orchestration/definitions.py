"""The Dagster project: raw tables, the dbt project and publishing as one graph.

Belongs here: which assets, resources and jobs there are, not what they do.
"""

import os

import dagster as dg
from dagster_dbt import DbtProject

from orchestration.dbt_manifest import PARSE_TARGET, DbtManifest, ensure_manifest
from orchestration.progress import Progress
from orchestration.publishing.assets import build_published_build
from orchestration.publishing.inputs import Inputs
from orchestration.raw_tables import build_raw_tables
from orchestration.settings import Settings
from orchestration.warehouse import build_dbt_resource, build_warehouse_models

JOB_NAME = "journey"


def build_defs(
    settings: Settings, progress: Progress, inputs: Inputs | None = None
) -> dg.Definitions:
    """Everything that Dagster knows; whoever runs it brings settings and a listener.

    Who runs all of it, from the first asset to the last, also brings the inputs.
    """
    manifest = DbtManifest.read(ensure_manifest(settings.root))
    project = DbtProject(
        project_dir=settings.root, target_path=PARSE_TARGET, profiles_dir=settings.root
    )
    warehouse_models = build_warehouse_models(project)
    return dg.Definitions(
        assets=[
            *build_raw_tables(manifest),
            warehouse_models,
            build_published_build(manifest, warehouse_models, inputs),
        ],
        jobs=[dg.define_asset_job(JOB_NAME, description="Raw tables to marts.")],
        resources={
            "dbt": build_dbt_resource(project),
            "settings": settings,
            "progress": progress,
        },
        # One step at a time anyway: a process for each would only import Dagster again.
        executor=dg.in_process_executor,
    )


@dg.definitions
def defs() -> dg.Definitions:
    """What `make dagster` shows."""
    return build_defs(Settings.from_environment(os.environ), Progress())
