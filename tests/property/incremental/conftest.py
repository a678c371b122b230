"""The warehouse from which replays start: built once, copied for each."""

import pytest

from tests.warehouses import Project

from .sequences import Beginning


@pytest.fixture(scope="session")
def beginning(
    dbt_project: Project, tmp_path_factory: pytest.TempPathFactory
) -> Beginning:
    return Beginning.build(dbt_project, tmp_path_factory.mktemp("beginning"))
