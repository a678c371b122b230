"""Publishing as a Dagster asset: the last step of the job.

Belongs here: when a build is published, and what Dagster shows of it.
"""

import time
from datetime import timedelta

import dagster as dg
from dagster_dbt import get_asset_key_for_model

from orchestration.dbt_manifest import DbtManifest
from orchestration.patience import Patience
from orchestration.progress import Progress
from orchestration.publishing.folder import PublishedFolder
from orchestration.publishing.inputs import Inputs
from orchestration.publishing.manifest import MartEntry
from orchestration.publishing.previews import previews
from orchestration.publishing.publish import publish
from orchestration.publishing.waived_checks import waived_sentences
from orchestration.quality_report.expired_waivers import expired_sentences
from orchestration.raw_tables import observe_raw_table
from orchestration.run.lock import hold, run_of_dagster
from orchestration.settings import Settings
from orchestration.warehouse import WAREHOUSE_POOL


def build_published_build(
    manifest: DbtManifest, warehouse_models: dg.AssetsDefinition, fresh_hours: int
) -> dg.AssetsDefinition:
    """The asset that stands for `published/current`."""
    marts = [
        get_asset_key_for_model([warehouse_models], mart["name"])
        for mart in manifest.marts
    ]

    # Downstream of all marts: where a blocking test of one fails, dbt fails, and
    # Dagster does not come here.
    @dg.asset(
        deps=marts,
        group_name="published",
        pool=WAREHOUSE_POOL,
        freshness_policy=dg.FreshnessPolicy.time_window(timedelta(hours=fresh_hours)),
    )
    def published_build(
        context: dg.AssetExecutionContext,
        settings: dg.ResourceParam[Settings],
        progress: dg.ResourceParam[Progress],
        patience: dg.ResourceParam[Patience],
    ) -> dg.MaterializeResult[None]:
        """The marts as Parquet and as one DuckDB file, swapped in in one step."""
        started_at = time.monotonic()
        holder = run_of_dagster(context.run_id)
        with patience.within(context), hold(settings.lock_file, holder):
            inputs = Inputs.kept(settings, context.run_id)
            build = publish(manifest.marts, settings, progress, inputs)
            directory = PublishedFolder(settings.publish_dir).builds / build.build_id
            shown = previews(directory / build.database.file, manifest.marts)
            waived = waived_sentences(settings.database)
            expired = expired_sentences(settings.database)
        for sentence in waived:
            context.log.warning(sentence)
            progress.check_waived(sentence)
        for sentence in expired:
            context.log.warning(sentence)
            progress.waiver_expired(sentence)
        for key, mart in zip(marts, manifest.marts, strict=True):
            name = mart["name"]
            context.log_event(observe_mart(key, build.marts[name], shown[name]))
        for source in manifest.raw_tables:
            rows = build.raw_rows.get(source["name"], {})
            context.log_event(observe_raw_table(source, settings, rows))
        return dg.MaterializeResult(
            metadata={
                "build_id": build.build_id,
                "as_of": build.as_of,
                "marts": len(build.marts),
                "dagster/row_count": sum(mart.rows for mart in build.marts.values()),
                "seconds": round(time.monotonic() - started_at, 1),
                **{
                    f"{name}_report": dg.MetadataValue.path(
                        str(directory / report.file)
                    )
                    for name, report in build.reports.items()
                },
            },
        )

    return published_build


def observe_mart(
    key: dg.AssetKey, mart: MartEntry, preview: str
) -> dg.AssetObservation:
    """What publishing knows of a mart: dbt has shut the warehouse while it builds."""
    return dg.AssetObservation(
        key,
        metadata={
            "dagster/row_count": mart.rows,
            "columns": len(mart.columns),
            "bytes": mart.bytes,
            **({} if mart.seconds is None else {"seconds": mart.seconds}),
            "preview": dg.MetadataValue.md(preview),
        },
    )
