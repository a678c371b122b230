"""Publishing as a Dagster asset: the last step of the job.

Belongs here: when a build is published, and what Dagster shows of it.
"""

import dagster as dg
from dagster_dbt import get_asset_key_for_model

from orchestration.dbt_manifest import DbtManifest
from orchestration.progress import Progress
from orchestration.publishing.inputs import Inputs
from orchestration.publishing.publish import publish
from orchestration.raw_tables import observe_raw_table
from orchestration.settings import Settings
from orchestration.warehouse import WAREHOUSE_POOL


def build_published_build(
    manifest: DbtManifest,
    warehouse_models: dg.AssetsDefinition,
    inputs: Inputs | None,
) -> dg.AssetsDefinition:
    """The asset that stands for `published/current`."""
    marts = [
        get_asset_key_for_model([warehouse_models], mart["name"])
        for mart in manifest.marts
    ]

    # Downstream of all marts: where a blocking test of one fails, dbt fails, and
    # Dagster does not come here.
    @dg.asset(deps=marts, group_name="published", pool=WAREHOUSE_POOL)
    def published_build(
        context: dg.AssetExecutionContext,
        settings: dg.ResourceParam[Settings],
        progress: dg.ResourceParam[Progress],
    ) -> dg.MaterializeResult[None]:
        """The marts as Parquet and as one DuckDB file, swapped in in one step."""
        build = publish(manifest.marts, settings, progress, inputs)
        for source in manifest.raw_tables:
            rows = build.raw_rows.get(source["name"], {})
            context.log_event(observe_raw_table(source, settings, rows))
        return dg.MaterializeResult(
            metadata={
                "build_id": build.build_id,
                "as_of": build.as_of,
                "marts": len(build.marts),
                "dagster/row_count": sum(mart.rows for mart in build.marts.values()),
            },
        )

    return published_build
