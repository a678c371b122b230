"""The Dagster project: raw tables, the dbt project and publishing as one graph.

Belongs here: which assets, resources and jobs there are, not what they do.
"""

import os

import dagster as dg
from dagster_dbt import DbtProject

from orchestration.automation import (
    build_alert_sensors,
    build_raw_files_sensor,
    build_schedule,
)
from orchestration.dbt_manifest import PARSE_TARGET, DbtManifest, ensure_manifest
from orchestration.patience import NONE, OF_DAGSTER, Patience
from orchestration.progress import Progress
from orchestration.publishing.assets import build_published_build
from orchestration.raw_tables import build_raw_tables
from orchestration.settings import Settings
from orchestration.warehouse import build_dbt_resource, build_warehouse_models

JOB_NAME = "journey"


def build_defs(
    settings: Settings, progress: Progress, patience: Patience = NONE
) -> dg.Definitions:
    """Everything that Dagster knows.

    Whoever runs it brings settings, a listener, and patience with what may pass.
    """
    manifest = DbtManifest.read(ensure_manifest(settings.root))
    project = DbtProject(
        project_dir=settings.root, target_path=PARSE_TARGET, profiles_dir=settings.root
    )
    warehouse_models = build_warehouse_models(project, manifest)
    job = dg.define_asset_job(
        JOB_NAME,
        description="Raw tables to marts, checked, then published.",
        tags={
            "journey/raw_dir": str(settings.raw_dir),
            "journey/warehouse": str(settings.database),
        },
    )
    return dg.Definitions(
        assets=[
            *build_raw_tables(manifest),
            warehouse_models,
            build_published_build(manifest, warehouse_models, settings.fresh_hours),
        ],
        jobs=[job],
        schedules=[build_schedule(settings, JOB_NAME)],
        sensors=[
            build_raw_files_sensor(settings, JOB_NAME),
            *build_alert_sensors(settings),
        ],
        resources={
            "dbt": build_dbt_resource(project),
            "settings": settings,
            "progress": progress,
            "patience": patience,
        },
        # One step at a time anyway: a process for each would only import Dagster again.
        executor=dg.in_process_executor,
    )


@dg.definitions
def defs() -> dg.Definitions:
    """What `make dagster` shows."""
    return build_defs(
        Settings.from_environment(os.environ), Progress(), patience=OF_DAGSTER
    )
