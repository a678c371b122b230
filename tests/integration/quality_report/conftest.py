"""What the tests of the report share: the content of one recorded run."""

from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from orchestration.quality_report.content import take_content
from orchestration.quality_report.write import REPORT, write_report
from orchestration.settings import Settings
from tests.integration.quality_report.bad_week import (
    AROUND_IT,
    DIFFERENCE,
    GONE_COLUMN,
    GONE_FILE,
    LATE,
    LOST_DAY,
    REJECTED_ALL,
    UNDATED,
)
from tests.integration.quality_report.pages import PUBLISHED
from tests.warehouses import NewWarehouse, Warehouse, connection, run_dbt


@pytest.fixture(scope="package")
def database(
    sample_warehouse: Warehouse,
    new_warehouse: NewWarehouse,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """The sample's warehouse after a run whose problems were recorded."""
    sample_warehouse.execute("checkpoint")
    copied = new_warehouse()
    copyfile(sample_warehouse.database, copied.database)
    models = "int_raw_problems int_check_results fct_quality_results fct_flagged_rows"
    environment: dict[str, str | Path] = {"JOURNEY_DB": copied.database}
    arguments = ["build", "--select", models]
    result = run_dbt(arguments, copied.folder, environment, copied.project.manifest)
    assert result.success
    with connection(copied.database) as opened:
        opened.execute("checkpoint")
    # dbt keeps its own open in this process.
    file = tmp_path_factory.mktemp("recorded") / "journey.duckdb"
    return Path(copyfile(copied.database, file))


@pytest.fixture(scope="package")
def content(database: Path) -> dict[str, Any]:
    content = take_content(database, PUBLISHED)
    assert content is not None
    return content


@pytest.fixture
def changed(database: Path, tmp_path: Path) -> Path:
    """A copy of the warehouse that a test may change."""
    return Path(copyfile(database, tmp_path / "changed.duckdb"))


@pytest.fixture(scope="package")
def bad_week(content: dict[str, Any]) -> dict[str, Any]:
    """The sample's content, with what it has nothing of."""
    runs = [
        {**content["runs"][0], "run_id": "r2", "problem_count": 9, "is_sound": False},
        {**content["runs"][0], "run_id": "r1", "run_at": "2026-01-01 00:00"},
    ]
    return {
        **content,
        "runs": runs,
        "arrivals": [LATE, REJECTED_ALL, UNDATED, *content["arrivals"]],
        "anomalies": [LOST_DAY, *content["anomalies"]],
        "places": [AROUND_IT],
        "reconciliation": [DIFFERENCE, *content["reconciliation"]],
        "file_changes": [GONE_COLUMN],
        "raw_files": [GONE_FILE],
        "totals": {**content["totals"], "raw_files": 1},
    }


@pytest.fixture(scope="package")
def nothing(content: dict[str, Any]) -> dict[str, Any]:
    """The content of a run of headers alone: every check passed, no list has a row."""
    lists: dict[str, Any] = {name: [] for name in content["totals"]}
    passed = [check for check in content["checks"] if check["status"] == "passed"]
    return {
        **content,
        **lists,
        "checks": passed,
        "runs": content["runs"][:1],
        "owners": content["owners"],
        "watched": [{"figure_count": 0}],
        "figures": {**content["figures"], "open_count": 0},
        "totals": {**dict.fromkeys(content["totals"], 0), "runs": 1},
        "left_out": {},
        "rejected_count": 0,
    }


@pytest.fixture(scope="package")
def report(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("report")
    settings = Settings.from_environment({"JOURNEY_DB": str(database)})
    assert write_report(settings, directory, PUBLISHED)
    return directory / REPORT
