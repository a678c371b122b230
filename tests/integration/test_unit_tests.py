"""dbt's unit tests: the rules of models, on rows of their own.

`make build` runs them, too; `make run` leaves them out, for they say nothing of data.
"""

from pathlib import Path

import pytest

from tests.warehouses import Warehouse, complaint

pytestmark = pytest.mark.integration


def test_every_unit_test_of_a_model_passes(
    sample_warehouse: Warehouse, sample_dir: Path
) -> None:
    # They read the types of columns from the tables of a warehouse.
    told = sample_warehouse.run(
        sample_dir, "--select", "test_type:unit", command="test"
    )
    assert told.success, complaint(told)
