"""What every test runs under: no settings of the machine, the same seeds each time.

Tests take all cores, each a worker (pytest-xdist): those of a file stay together, since
they share warehouses; integration before units, so that the workers end together.
"""

import os
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

from orchestration.dbt_manifest import DbtManifest, ensure_manifest
from tests.warehouses import Project

# Says where test data lies, not how a warehouse is built.
TEST_DATA_SETTING = "JOURNEY_SHARED_DATA"
# Folders whose files share a warehouse: of all worlds, of a run that is reported.
SHARING_FOLDERS = ("tests/property", "tests/integration/quality_report")

# A test that fails must fail again; a deadline would only measure the machine.
hypothesis.settings.register_profile("fixed", derandomize=True, deadline=None)
hypothesis.settings.load_profile("fixed")


def pytest_configure() -> None:
    """Forget where the user's own warehouse lies."""
    names = [name for name in os.environ if name.startswith("JOURNEY_")]
    for name in names:
        if name != TEST_DATA_SETTING:
            del os.environ[name]


class ByWarehouse(LoadScopeScheduling):  # type: ignore[misc]
    """Gives a worker all tests that share warehouses."""

    def _split_scope(self, nodeid: str) -> str:
        return shared_by(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByWarehouse:
    """Have tests handed out by what they share."""
    return ByWarehouse(config, log)


def shared_by(test: str) -> str:
    """The tests with which one shares warehouses: those of its file, in general.

    >>> shared_by("tests/integration/test_rules.py::test_a[1]")
    'tests/integration/test_rules.py'
    >>> shared_by("tests/property/test_funnels.py::test_a")
    'tests/property'
    """
    if test.startswith("tests/property/incremental"):
        # Each replay builds its own, for a minute.
        return test
    for folder in SHARING_FOLDERS:
        if test.startswith(f"{folder}/"):
            return folder
    return test.partition("::")[0]


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run of pytest, the same for all of its workers."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session")
def manifest() -> DbtManifest:
    """What the dbt project holds."""
    return DbtManifest.read(ensure_manifest())


@pytest.fixture(scope="session")
def dbt_project(shared_folder: Path) -> Project:
    """The dbt project, ready to build warehouses."""
    return Project.prepare(shared_folder / "dbt_project")
