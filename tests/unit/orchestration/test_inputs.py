import os
import re
from pathlib import Path

import pytest

from orchestration.dbt_manifest import DbtManifest
from orchestration.publishing.inputs import (
    NUMBER_SETTINGS,
    Inputs,
    raw_table_names,
    take_inputs,
)
from orchestration.settings import REPO_ROOT, Settings

# Where things lie and how fast they are made, which is nothing to a figure.
NUMBERLESS_SETTINGS = {"JOURNEY_LANDING_DIR", "JOURNEY_MEMORY_LIMIT", "JOURNEY_THREADS"}

FILES = {
    "dbt_project.yml": "vars: {}",
    "models/staging/_sources.yml": """
        sources: [{name: raw, tables: [{name: deals}, {name: touchpoints}]}]
    """,
    "models/marts/fct_orders.sql": "select 1",
    "seeds/channels.csv": "channel",
    "orchestration/settings.py": "",
    "uv.lock": "",
    "sample/raw/deals.csv": "deal_id",
    "sample/raw/touchpoints/a.csv": "touchpoint_id",
    "sample/raw/notes.csv": "of ours",
    "warehouse/journey.duckdb": "tables",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def stock(root: Path, **environment: str) -> Inputs:
    settings = Settings.from_environment(environment, root=root)
    return take_inputs(settings, environment)


def test_two_looks_at_the_same_things_are_equal(root: Path) -> None:
    assert stock(root) == stock(root)


def test_raw_files_are_those_of_the_contract(root: Path) -> None:
    assert list(stock(root).raw_files) == ["deals.csv", "touchpoints/a.csv"]


def test_a_raw_file_of_the_same_size_and_time_is_seen_to_change(root: Path) -> None:
    before = stock(root)
    file = root / "sample/raw/deals.csv"
    status = file.stat()
    file.write_text("deal_ix")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    after = stock(root)
    assert before.raw_files["deals.csv"] != after.raw_files["deals.csv"]


def test_a_project_file_counts_by_content(root: Path) -> None:
    before = stock(root)
    os.utime(root / "seeds/channels.csv", (0, 0))
    assert stock(root) == before
    (root / "seeds/channels.csv").write_text("channels")
    assert stock(root) != before


@pytest.mark.parametrize(
    "name", ["orchestration/__pycache__/settings.pyc", "models/.fct_orders.sql.swp"]
)
def test_traces_of_tools_are_no_news(root: Path, name: str) -> None:
    before = stock(root)
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_text("")
    assert stock(root) == before


def test_a_deleted_model_is_seen(root: Path) -> None:
    before = stock(root)
    (root / "models/marts/fct_orders.sql").unlink()
    assert stock(root).project_files.keys() < before.project_files.keys()


def test_a_warehouse_that_others_wrote_is_seen(root: Path) -> None:
    before = stock(root)
    (root / "warehouse/journey.duckdb.wal").write_text("insert")
    after = stock(root)
    assert before.warehouse != after.warehouse
    settings = Settings.from_environment({}, root=root)
    assert before.with_warehouse_of(settings) == after


def test_without_a_warehouse_there_is_none(root: Path) -> None:
    (root / "warehouse/journey.duckdb").unlink()
    assert stock(root).warehouse is None


@pytest.mark.parametrize("text", ["", "sources: [", "sources: [{name: raw}]"])
def test_a_broken_contract_is_left_to_dbt(root: Path, text: str) -> None:
    before = stock(root)
    (root / "models/staging/_sources.yml").write_text(text)
    after = stock(root)
    assert after.raw_files == {}
    assert after.project_files != before.project_files


def test_without_a_raw_directory_there_are_no_files(root: Path) -> None:
    assert stock(root, JOURNEY_RAW_DIR="elsewhere").raw_files == {}


def test_raw_files_that_cannot_be_read_stop_nothing_yet(root: Path) -> None:
    (root / "sample/raw/deals.parquet").touch()
    assert "twice" in stock(root).raw_files["deals"]


def test_settings_are_those_that_change_numbers(root: Path) -> None:
    inputs = stock(root, JOURNEY_AS_OF="2026-01-01", JOURNEY_THREADS="4")
    assert inputs.settings == {"JOURNEY_AS_OF": "2026-01-01"}


def test_every_setting_that_dbt_reads_is_known() -> None:
    files = [REPO_ROOT / "profiles.yml", REPO_ROOT / "dbt_project.yml"]
    for folder in ("macros", "models"):
        files += (REPO_ROOT / folder).rglob("*.sql")
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    read = set(re.findall(r"env_var\(['\"](\w+)", text))
    assert read == NUMBERLESS_SETTINGS | set(NUMBER_SETTINGS)


def test_raw_tables_are_those_that_dbt_knows(manifest: DbtManifest) -> None:
    names = [source["name"] for source in manifest.raw_tables]
    assert sorted(raw_table_names(REPO_ROOT)) == names
