"""The warehouses that more than one integration test reads."""

from pathlib import Path
from shutil import copyfile

import pytest

from orchestration.settings import REPO_ROOT
from tests.warehouses import NewWarehouse, Project, Warehouse, only_one


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
def sample_warehouse(
    dbt_project: Project,
    new_warehouse: NewWarehouse,
    sample_dir: Path,
    shared_folder: Path,
) -> Warehouse:
    """A copy of the warehouse of the sample, as `make build` builds it."""
    original = shared_folder / "sample"
    built = original / "built.duckdb"
    with only_one(original):
        if not built.exists():
            warehouse = dbt_project.warehouse(original)
            warehouse.build(sample_dir)
            warehouse.execute("checkpoint")
            warehouse.database.rename(built)
    copy = new_warehouse()
    copyfile(built, copy.database)
    return copy
