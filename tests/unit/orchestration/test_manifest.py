import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from orchestration.publishing.export import Export, ExportedMart
from orchestration.publishing.folder import BUILD_ID
from orchestration.publishing.inputs import Inputs
from orchestration.publishing.manifest import (
    BuildManifest,
    RawFileEntry,
    describe_build,
    git_revision,
    read_dbt_vars,
)
from orchestration.settings import Settings

INPUTS = Inputs({"deals.csv": "1 2 3"}, {"uv.lock": "ab"}, {}, {"duckdb": "2"}, "4 5")
BUILT_AT = datetime(2026, 3, 1, 9, 30, 0, 5000, tzinfo=UTC)


@pytest.fixture
def export(tmp_path: Path) -> Export:
    file = tmp_path / "marts" / "fct_orders.parquet"
    file.parent.mkdir()
    file.write_bytes(b"rows")
    mart = ExportedMart("fct_orders", 2, {"order_id": "VARCHAR"}, file, seconds=0.25)
    as_of = datetime(2026, 1, 31, tzinfo=UTC)
    database = tmp_path / "journey.duckdb"
    database.write_bytes(b"tables")
    return Export(as_of, (mart,), {"orders": {"used": 2}}, database)


def describe(
    export: Export, settings: Settings, built_at: datetime = BUILT_AT
) -> BuildManifest:
    return describe_build(
        export,
        built_at=built_at,
        settings=settings,
        dbt_vars={"session_gap_minutes": 30},
        revision="abc",
        inputs=INPUTS,
        raw_files={"deals.csv": RawFileEntry(bytes=8, sha256=None)},
    )


def test_a_mart_is_described_by_what_is_on_disk(
    export: Export, settings: Settings, tmp_path: Path
) -> None:
    describe(export, settings).write(tmp_path)
    written = json.loads((tmp_path / "manifest.json").read_text())
    assert written["marts"]["fct_orders"] == {
        "rows": 2,
        "file": "marts/fct_orders.parquet",
        "bytes": 4,
        "sha256": hashlib.sha256(b"rows").hexdigest(),
        "columns": {"order_id": "VARCHAR"},
        "seconds": 0.25,
    }
    assert written["as_of"] == "2026-01-31T00:00:00Z"
    assert written["settings"]["vars"] == {"session_gap_minutes": 30}


def test_what_was_written_is_read_again(
    export: Export, settings: Settings, tmp_path: Path
) -> None:
    build = describe(replace(export, future_until=BUILT_AT), settings)
    build.write(tmp_path)
    assert BuildManifest.read(tmp_path) == build


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"marts": {"a": 1}}', '{"marts": {}, "inputs": {}}']
)
def test_what_is_no_manifest_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(ValueError, match=r"manifest|Expecting"):
        BuildManifest.read(tmp_path)


def test_build_ids_sort_by_time(export: Export, settings: Settings) -> None:
    moments = [BUILT_AT + timedelta(milliseconds=step * 997) for step in range(20)]
    ids = [describe(export, settings, moment).build_id for moment in moments]
    assert ids == sorted(ids)
    assert all(BUILD_ID.fullmatch(build_id) for build_id in ids)


def test_a_build_id_ends_in_a_hash_of_the_content(
    export: Export, settings: Settings
) -> None:
    before = describe(export, settings).build_id
    export.marts[0].file.write_bytes(b"other rows")
    after = describe(export, settings).build_id
    assert before[:-8] == after[:-8]
    assert before[-8:] != after[-8:]


def test_without_git_there_is_no_revision(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert git_revision(tmp_path) is None


def test_vars_are_read_from_the_project_file(tmp_path: Path) -> None:
    (tmp_path / "dbt_project.yml").write_text("vars: {raw_timezone: UTC}")
    assert read_dbt_vars(tmp_path) == {"raw_timezone": "UTC"}
