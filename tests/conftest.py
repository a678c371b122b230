"""What every test runs under: no settings of the machine, the same seeds each time."""

import os

import hypothesis
import pytest

from orchestration.dbt_manifest import DbtManifest, ensure_manifest

# A test that fails must fail again; a deadline would only measure the machine.
hypothesis.settings.register_profile("fixed", derandomize=True, deadline=None)
hypothesis.settings.load_profile("fixed")


def pytest_configure() -> None:
    """Forget where the user's own warehouse lies."""
    for name in [name for name in os.environ if name.startswith("JOURNEY_")]:
        del os.environ[name]


@pytest.fixture(scope="session")
def manifest() -> DbtManifest:
    """What the dbt project holds."""
    return DbtManifest.read(ensure_manifest())
