"""Spoilt deliveries are found and clean worlds are quiet, not in the sample alone.

Belongs elsewhere: bad rows, which `test_planted_defects` counts in the sample.
`make detection WORLDS=50` measures both in many worlds: see docs/detection.md.
"""

import pytest

from tests.detection.figures import MOST_FALSE_SHARE, Figures
from tests.detection.worlds import measure_deliveries
from tests.warehouses import Project

pytestmark = pytest.mark.integration

# One that no figure of the docs is made of.
SEED = 1001


@pytest.fixture(scope="module")
def figures(dbt_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Figures:
    folder = tmp_path_factory.mktemp("world")
    return Figures.of([measure_deliveries(dbt_project, SEED, folder)])


def test_spoilt_deliveries_are_found(figures: Figures) -> None:
    faults = figures.all_faults
    assert faults.planted == 14
    # Of so few, one may be too small to be seen.
    assert faults.both >= faults.planted - 1


def test_a_clean_world_is_quiet(figures: Figures) -> None:
    assert figures.all_clean.days > 4_000
    assert figures.all_clean.share < MOST_FALSE_SHARE
    assert figures.first_week_alarms == 0
