"""What Dagster shows of each published mart, and what it must not keep."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
import pytest

from orchestration.dbt_manifest import DbtManifest
from orchestration.definitions import build_defs
from orchestration.patience import NONE
from orchestration.progress import Progress
from orchestration.publishing import publish as publishing
from orchestration.publishing.personal_data import kind_of
from orchestration.settings import Settings
from tests.warehouses import Warehouse

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def settings(sample_warehouse: Warehouse) -> Settings:
    folder = sample_warehouse.folder
    return Settings.from_environment(
        {
            **os.environ,
            "JOURNEY_DB": str(sample_warehouse.database),
            "JOURNEY_PUBLISH_DIR": str(folder / "published"),
        }
    )


@pytest.fixture(scope="module")
def observed(settings: Settings) -> Mapping[str, Mapping[str, Any]]:
    """The metadata of each mart, by its name, after the asset was materialised."""
    defs = build_defs(settings, Progress())
    [published_build] = [
        asset
        for asset in defs.assets or ()
        if isinstance(asset, dg.AssetsDefinition)
        and asset.keys == {dg.AssetKey("published_build")}
    ]
    with pytest.MonkeyPatch.context() as patch:
        # Takes half a minute, and is no matter here.
        patch.setattr(publishing, "check_borders", lambda *of_the_build: None)
        resources = {"settings": settings, "progress": Progress(), "patience": NONE}
        result = dg.materialize([published_build], resources=resources)
    assert result.success
    observations = [
        event.asset_observation_data.asset_observation
        for event in result.all_events
        if event.event_type is dg.DagsterEventType.ASSET_OBSERVATION
    ]
    return {
        observation.asset_key.path[-1]: {
            key: entry.value for key, entry in observation.metadata.items()
        }
        for observation in observations
    }


@pytest.fixture(scope="module")
def published(settings: Settings) -> Path:
    return settings.publish_dir / "current"


def test_each_mart_tells_its_size_and_the_time_it_took(
    observed: Mapping[str, Mapping[str, Any]], published: Path, manifest: DbtManifest
) -> None:
    with duckdb.connect(published / "journey.duckdb", read_only=True) as connection:
        for mart in manifest.marts:
            name = mart["name"]
            told = observed[name]
            [(rows,)] = connection.execute(f"select count(*) from {name}").fetchall()
            columns = connection.execute(f"describe {name}").fetchall()
            assert told["dagster/row_count"] == rows
            assert told["columns"] == len(columns)
            file = published / "marts" / f"{name}.parquet"
            assert told["bytes"] == file.stat().st_size
            assert 0 < told["seconds"] < 60


def test_each_mart_shows_rows_that_are_in_it(
    observed: Mapping[str, Mapping[str, Any]], manifest: DbtManifest
) -> None:
    for mart in manifest.marts:
        lines = observed[mart["name"]]["preview"].splitlines()
        table = [line for line in lines if line.startswith("| ")]
        rows = observed[mart["name"]]["dagster/row_count"]
        assert len(table) == 2 + min(rows, 5), mart["name"]
    sent = observed["agg_deal_stages"]["preview"]
    assert "| pipeline |" in sent.splitlines()[0]


def test_no_preview_shows_what_persons_are_or_wrote(
    observed: Mapping[str, Mapping[str, Any]], published: Path, manifest: DbtManifest
) -> None:
    hidden = {
        mart["name"]: [
            name for name, column in mart["columns"].items() if kind_of(column)
        ]
        for mart in manifest.marts
    }
    assert len([names for names in hidden.values() if names]) > 10
    with duckdb.connect(published / "journey.duckdb", read_only=True) as connection:
        for mart, names in hidden.items():
            preview = observed[mart]["preview"]
            header = preview.splitlines()[0].strip("| ").split(" | ")
            assert not set(header) & set(names)
            if names:
                assert f"{len(names)} columns with personal data" in preview
            for name in names:
                values = connection.execute(
                    f"select distinct cast({name} as varchar) from "
                    f"(select {name} from {mart} limit 5) where {name} is not null"
                ).fetchall()
                found = [value for (value,) in values if f"`{value}`" in preview]
                assert found == [], (mart, name)
