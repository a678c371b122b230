"""Raw tables as Dagster assets: observed, never written.

Belongs here: which raw tables the asset graph shows, and what it tells of one. Reading
them belongs in `ingestion`.
"""

from collections.abc import Mapping
from typing import Any

import dagster as dg

from orchestration.dbt_manifest import DbtManifest
from orchestration.ingestion.raw_files import find_raw_table
from orchestration.settings import Settings


def raw_table_key(source: Mapping[str, Any]) -> dg.AssetKey:
    """The key of a dbt source: that by which the models of the graph depend on it."""
    return dg.AssetKey([source["source_name"], source["name"]])


def build_raw_tables(manifest: DbtManifest) -> list[dg.AssetSpec]:
    """The sources of the dbt project: assets that others write."""
    return [
        dg.AssetSpec(
            raw_table_key(source),
            group_name="raw",
            description=source["description"],
        )
        for source in manifest.raw_tables
    ]


def observe_raw_table(
    source: Mapping[str, Any], settings: Settings, rows: Mapping[str, int]
) -> dg.AssetObservation:
    """What a build knows of a raw table: its files, and where its rows ended."""
    # An EL tool may have loaded the table: then there need not be a directory at all.
    has_files = settings.raw_dir.is_dir()
    found = find_raw_table(source["name"], settings.raw_dir) if has_files else None
    files = found.files if found else ()
    return dg.AssetObservation(
        raw_table_key(source),
        metadata={
            "files": len(files),
            "bytes": sum(file.path.stat().st_size for file in files),
            "dagster/row_count": sum(rows.values()),
            **{f"{place}_rows": row_count for place, row_count in rows.items()},
        },
    )
