"""The asset graph shows all that dbt does."""

from collections.abc import Iterable

import dagster as dg
import pytest
from dagster_dbt import DbtCliResource

from orchestration.dbt_manifest import DbtManifest
from orchestration.definitions import build_defs
from orchestration.progress import Progress
from orchestration.raw_tables import raw_table_key
from orchestration.settings import Settings
from orchestration.warehouse import QuickDbt

UNIQUE_ID = "dagster_dbt/unique_id"


@pytest.fixture(scope="module")
def assets(manifest: DbtManifest) -> list[dg.AssetsDefinition]:
    defs = build_defs(Settings.from_environment({}), Progress())
    return [
        asset for asset in defs.assets or () if isinstance(asset, dg.AssetsDefinition)
    ]


def nodes_of(manifest: DbtManifest, *kinds: str) -> set[str]:
    """What dbt runs; an ephemeral model is a part of the models that read it."""
    nodes = manifest.content["nodes"].items()
    return {
        name
        for name, node in nodes
        if node["resource_type"] in kinds
        and node["config"]["materialized"] != "ephemeral"
    }


def unique_ids(specs: Iterable[dg.AssetSpec | dg.AssetCheckSpec]) -> set[str]:
    metadata = (spec.metadata or {} for spec in specs)
    return {entries[UNIQUE_ID] for entries in metadata if UNIQUE_ID in entries}


def test_every_model_and_seed_is_an_asset(
    assets: list[dg.AssetsDefinition], manifest: DbtManifest
) -> None:
    specs = [spec for asset in assets for spec in asset.specs]
    assert unique_ids(specs) == nodes_of(manifest, "model", "seed")


def test_every_data_test_is_an_asset_check(
    assets: list[dg.AssetsDefinition], manifest: DbtManifest
) -> None:
    # One that refers to two models becomes a check only where its meta says of which:
    # config(meta={'dagster': {'ref': {'name': '<model>'}}}).
    checks = [check for asset in assets for check in asset.check_specs]
    assert unique_ids(checks) == nodes_of(manifest, "test")


def test_the_published_build_waits_for_all_marts(
    assets: list[dg.AssetsDefinition], manifest: DbtManifest
) -> None:
    [published] = [
        spec
        for asset in assets
        for spec in asset.specs
        if spec.key == dg.AssetKey("published_build")
    ]
    names = {dependency.asset_key.path[-1] for dependency in published.deps}
    assert names == {mart["name"] for mart in manifest.marts}


def test_staging_depends_on_the_raw_tables_of_the_graph(
    assets: list[dg.AssetsDefinition], manifest: DbtManifest
) -> None:
    upstream = {
        dependency.asset_key
        for asset in assets
        for spec in asset.specs
        for dependency in spec.deps
    }
    assert {raw_table_key(source) for source in manifest.raw_tables} <= upstream


def test_groups_are_the_layers(assets: list[dg.AssetsDefinition]) -> None:
    groups = {spec.group_name for asset in assets for spec in asset.specs}
    assert groups == {"rules", "staging", "intermediate", "marts", "published"}


def test_what_is_left_out_before_dbt_is_still_there_to_be_left_out() -> None:
    private = {name for name in vars(QuickDbt) if hasattr(DbtCliResource, name)}
    assert {"_cli_version", "_initialize_dbt_core_adapter"} <= private
