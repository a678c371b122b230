"""What every test runs under: no settings of the machine, the same seeds each time."""

import os

import hypothesis
import pytest

from orchestration.dbt_manifest import DbtManifest, ensure_manifest
from tests.warehouses import Project

# Says where test data lies, not how a warehouse is built.
TEST_DATA_SETTING = "JOURNEY_SHARED_DATA"

# A test that fails must fail again; a deadline would only measure the machine.
hypothesis.settings.register_profile("fixed", derandomize=True, deadline=None)
hypothesis.settings.load_profile("fixed")


def pytest_configure() -> None:
    """Forget where the user's own warehouse lies."""
    names = [name for name in os.environ if name.startswith("JOURNEY_")]
    for name in names:
        if name != TEST_DATA_SETTING:
            del os.environ[name]


@pytest.fixture(scope="session")
def manifest() -> DbtManifest:
    """What the dbt project holds."""
    return DbtManifest.read(ensure_manifest())


@pytest.fixture(scope="session")
def dbt_project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The dbt project, ready to build warehouses."""
    return Project.prepare(tmp_path_factory.mktemp("dbt_project"))
