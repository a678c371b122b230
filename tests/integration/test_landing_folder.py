"""Runs delete copies of what raw files held once, and none that they need."""

import os
import time
from pathlib import Path

import pytest

from orchestration.ingestion.written_files import RECORD
from tests.integration.small_project import SmallProject

pytestmark = pytest.mark.integration

# As the macros of the real project ask for a raw table.
LANDED = """\
-- depends_on: {{ source('raw', 'touchpoints') }}
-- depends_on: {{ ref('channels') }}
{% set request = {
    'table': 'touchpoints', 'columns': ['touchpoint_id', 'occurred_at'],
    'required': [], 'is_required': true, 'passthrough': [], 'run': invocation_id,
} %}
{% set query = "select land_raw_table('" ~ tojson(request) ~ "')" %}
{% set scan = fromjson(run_query(query).rows[0][0]).scan if execute else 'select 1' %}
select touchpoint_id, occurred_at::timestamptz as occurred_at from ({{ scan }})
"""
WEEK = 7 * 24 * 60 * 60


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> SmallProject:
    project = SmallProject.create(tmp_path_factory.mktemp("landing") / "project")
    project.write("models/marts/fct_touchpoints.sql", LANDED)
    return project


@pytest.fixture(scope="module")
def landing(original: SmallProject) -> Path:
    return Path(original.environment()["JOURNEY_LANDING_DIR"])


def brought(project: SmallProject, touchpoint: str) -> None:
    row = f"{touchpoint},2026-01-30T00:00:00Z"
    project.write("raw/touchpoints.csv", f"touchpoint_id,occurred_at\n{row}\n")


def published(project: SmallProject, *arguments: str, **environment: str) -> None:
    code, output = project.run(*arguments, environment=environment)
    assert code == 0, output


def twins(landing: Path) -> dict[str, int]:
    """By name, with the number that a file written anew changes."""
    return {
        path.name: path.stat().st_ino
        for path in landing.iterdir()
        if path.name != RECORD
    }


def age(landing: Path) -> None:
    instant = time.time() - 2 * WEEK
    for path in landing.iterdir():
        os.utime(path, (instant, instant))


def test_a_copy_goes_with_the_last_build_that_was_made_of_it(
    original: SmallProject, landing: Path
) -> None:
    keeping = {"JOURNEY_KEEP_BUILDS": "2"}
    published(original, **keeping)
    first = twins(landing)
    assert len(first) == 1
    age(landing)
    brought(original, "t2")
    published(original, **keeping)
    # Readers may be sent back to the first build, and its raw files with them.
    assert first.items() < twins(landing).items()
    second = {name: ino for name, ino in twins(landing).items() if name not in first}
    age(landing)
    published(original, "--force", **keeping)
    # The one of today is found again, not made anew; the other one nobody needs.
    assert twins(landing) == second
