"""The dbt project as Dagster assets.

Belongs here: how dbt nodes are named, grouped and built. Reading raw files belongs in
`ingestion`, copying marts for their readers in `publishing`.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from importlib.metadata import version
from threading import Thread
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DbtCliResource, DbtProject, dbt_assets
from dagster_dbt.errors import DagsterDbtCliRuntimeError
from packaging.version import Version

from orchestration.dbt_manifest import DBT_COMMAND, DbtManifest, share_parse
from orchestration.expectations.validation import load_library
from orchestration.forgetting.forget import complete_begun
from orchestration.patience import Patience
from orchestration.progress import Progress
from orchestration.publishing.inputs import take_inputs
from orchestration.run.dbt_errors import DbtErrors, DbtFailed
from orchestration.run.lock import WarehouseHeld, hold, run_of_dagster
from orchestration.run.obstacles import database_sentence, is_held
from orchestration.settings import Settings

# DuckDB lets one process at a time open the file. A run takes the pool as a whole: no
# other may leave a half-built warehouse between its build and its publishing.
WAREHOUSE_POOL = "warehouse"


class LayerTranslator(DagsterDbtTranslator):
    """Names dbt nodes in the asset graph."""

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """Group a node by its layer: the first folder below `models/`."""
        if dbt_resource_props["resource_type"] == "seed":
            return "rules"
        return str(dbt_resource_props["fqn"][1])


class QuickDbt(DbtCliResource):
    """Dbt without what Dagster does before each command: seven seconds of it.

    What it overrides is not public; a unit test says when dagster-dbt has changed it.
    """

    @cached_property
    def _cli_version(self) -> Version:
        # `dbt --version` asks PyPI for news; the installed package knows.
        return Version(version("dbt-core"))

    def _initialize_dbt_core_adapter(self, args: Sequence[str]) -> Any:
        # For row counts and column types, read by a second connection: DuckDB has none
        # to give while dbt holds the file.
        return None


def build_dbt_resource(project: DbtProject) -> QuickDbt:
    """Dbt as it is installed beside this Python."""
    executable, *arguments = DBT_COMMAND
    return QuickDbt(
        project_dir=str(project.project_dir),
        profiles_dir=str(project.profiles_dir),
        dbt_executable=executable,
        # The statements of models and tests are in the target folder; debug messages
        # say them again and take seconds to write.
        global_config_flags=[*arguments, "--no-use-colors", "--log-level-file", "info"],
    )


def build_warehouse_models(
    project: DbtProject, manifest: DbtManifest
) -> dg.AssetsDefinition:
    """The dbt nodes of a project as assets, its data tests as asset checks."""

    @dbt_assets(
        manifest=project.manifest_path,
        project=project,
        dagster_dbt_translator=LayerTranslator(),
        name="warehouse_models",
        pool=WAREHOUSE_POOL,
    )
    def warehouse_models(
        context: dg.AssetExecutionContext,
        dbt: DbtCliResource,
        settings: dg.ResourceParam[Settings],
        progress: dg.ResourceParam[Progress],
        patience: dg.ResourceParam[Patience],
    ) -> Iterator[Any]:
        """Build and test the selected dbt nodes."""
        settings.database.parent.mkdir(parents=True, exist_ok=True)
        holder = run_of_dagster(context.run_id)
        with patience.within(context), hold(settings.lock_file, holder):
            _complete_forgetting(settings, manifest, progress)
            if not context.is_subset:
                take_inputs(settings, os.environ).keep(settings, context.run_id)
            yield from _build(context, dbt, settings, progress)

    return warehouse_models


def _complete_forgetting(
    settings: Settings, manifest: DbtManifest, progress: Progress
) -> None:
    """Before anything is built: a killed `make forget` has left its person's ids."""
    done = complete_begun(settings, manifest, progress.said)
    for line in done.lines_of_others if done else ():
        progress.said(line)


def _build(
    context: dg.AssetExecutionContext,
    dbt: DbtCliResource,
    settings: Settings,
    progress: Progress,
) -> Iterator[Any]:
    share_parse(settings.root, settings.target_dir)
    invocation = dbt.cli(
        # Unit tests check the code, on rows of their own: `make test` runs them.
        ["build", "--exclude-resource-type", "unit_test"],
        context=context,
        # The same folder each time: dbt parses again only what changed.
        target_path=settings.target_dir,
    )
    # It takes seconds, which the checks before publishing then need not wait for.
    Thread(target=load_library, daemon=True).start()
    errors, holder = DbtErrors(settings.database), ""
    try:
        for event in invocation.stream_raw_events():
            progress.dbt_event(event.raw_event)
            errors.add(event.raw_event)
            message = str(event.raw_event["info"]["msg"])
            holder = message if is_held(message) else holder
            yield from event.to_default_asset_events(
                manifest=invocation.manifest,
                dagster_dbt_translator=invocation.dagster_dbt_translator,
                context=context,
                target_path=invocation.target_path,
                project=invocation.project,
            )
    except DagsterDbtCliRuntimeError as error:
        if holder:
            raise WarehouseHeld(database_sentence(holder, settings.database)) from error
        log = settings.target_dir / "dbt.log"
        raise DbtFailed(errors.reason(otherwise=f"See {log}")) from error
