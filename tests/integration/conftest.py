"""The warehouses that more than one integration test reads."""

from pathlib import Path

import pytest

from orchestration.settings import REPO_ROOT
from tests.warehouses import NewWarehouse, Project, Warehouse


@pytest.fixture(scope="session")
def new_warehouse(
    dbt_project: Project, tmp_path_factory: pytest.TempPathFactory
) -> NewWarehouse:
    """Makes a warehouse in a folder of its own."""

    def make(**settings: str) -> Warehouse:
        return dbt_project.warehouse(tmp_path_factory.mktemp("warehouse"), **settings)

    return make


@pytest.fixture(scope="session")
def sample_dir() -> Path:
    """The raw data that the project carries."""
    return REPO_ROOT / "sample" / "raw"


@pytest.fixture(scope="session")
def sample_warehouse(new_warehouse: NewWarehouse, sample_dir: Path) -> Warehouse:
    """The warehouse of the sample, as `make build` builds it."""
    warehouse = new_warehouse()
    warehouse.build(sample_dir)
    return warehouse
