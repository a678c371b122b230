"""What every test runs under: no settings of the machine, the same seeds each time.

Tests take all cores, each a worker (pytest-xdist): those of a file stay together, since
they share warehouses; longest first, so that the workers end together.
"""

import os
from pathlib import Path

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


# Before xdist reads the marks.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say which tests one worker runs, for `--dist loadgroup`."""
    for item in items:
        if group := worker_group(item.path.relative_to(item.config.rootpath)):
            item.add_marker(pytest.mark.xdist_group(group))


def worker_group(file: Path) -> str | None:
    """The tests that stay together; None where each may run by itself.

    >>> worker_group(Path("tests/property/test_funnels.py"))
    'tests/property'
    """
    if file.is_relative_to("tests/property/incremental"):
        # Each replay builds its own warehouses, for a minute.
        return None
    if file.is_relative_to("tests/property"):
        # One warehouse of all worlds.
        return "tests/property"
    return str(file)


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
