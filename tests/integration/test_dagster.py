"""The project under Dagster: raw files are picked up, runs queue, failures are told.

Belongs here: what needs Dagster's daemon and UI. What the sensor decides is in
`tests/unit/orchestration/test_automation.py`.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.browser import browsing
from tests.integration.dagster_service import Service, serving, wait_until
from tests.integration.small_project import SmallProject

pytestmark = pytest.mark.integration

HEADER = "touchpoint_id,occurred_at\n"
ROW = "t{},2026-01-30T00:00:00Z\n"
AT_WORK = ("STARTING", "STARTED", "CANCELING")
# Dagster's own page asks for it, and does without.
HARMLESS = re.compile(r"favicon|Failed to load resource")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> SmallProject:
    """A small project whose sensor looks each second."""
    project = SmallProject.create(tmp_path_factory.mktemp("dagster") / "project")
    automation = project.root / "orchestration" / "automation.py"
    text = automation.read_text(encoding="utf-8")
    impatient = re.sub("SENSOR_SECONDS = .*", "SENSOR_SECONDS = 1", text)
    automation.write_text(impatient, encoding="utf-8")
    return project


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What Dagster remembers."""
    return tmp_path_factory.mktemp("dagster_home")


@pytest.fixture(scope="module")
def service(project: SmallProject, home: Path) -> Iterator[Service]:
    """Dagster, which nobody told to run anything."""
    with serving(project, home, JOURNEY_AUTOMATION="off") as service:
        yield service


def test_two_runs_queue_for_the_warehouse(
    service: Service, project: SmallProject
) -> None:
    for _ in range(2):
        service.launch()
    assert service.ended_runs(2) == ["SUCCESS", "SUCCESS"]
    at_once = [sum(seen[state] for state in AT_WORK) for seen in service.seen]
    assert max(at_once) == 1
    assert any(seen["QUEUED"] for seen in service.seen)
    assert len(list((project.published / "builds").glob("2*"))) == 2


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("assets/published_build", "The marts as Parquet"),
        ("automation", "raw_files"),
    ],
)
def test_the_ui_shows_the_project(service: Service, path: str, text: str) -> None:
    with browsing() as visit:
        visit.page.goto(f"{service.url}/{path}")
        # A window in front of the page would take the click.
        visit.page.get_by_text(text).first.click(timeout=60_000)
        assert [e for e in visit.errors if not HARMLESS.search(e)] == []


def test_a_new_file_is_built_once_also_after_a_restart(
    project: SmallProject, home: Path
) -> None:
    home = home / "automated"
    with serving(project, home, JOURNEY_AUTOMATION="on") as service:
        project.write("raw/touchpoints.csv", HEADER + ROW.format(1) + ROW.format(2))
        assert service.ended_runs(1) == ["SUCCESS"]
    before = project.current.readlink()
    with serving(project, home, JOURNEY_AUTOMATION="on") as service:
        # The sensor has looked since, a few times.
        wait_until(lambda: ticks(service) > 5)
        assert list(service.runs().values()) == ["SUCCESS"]
        assert project.current.readlink() == before
        project.write("raw/touchpoints.csv", HEADER + ROW.format(3))
        assert service.ended_runs(2) == ["SUCCESS", "SUCCESS"]
    assert project.current.readlink() != before


def ticks(service: Service) -> int:
    """How often the sensor of raw files has looked since Dagster started."""
    answer = service.ask(
        """{ sensorOrError(sensorSelector: {
            repositoryLocationName: "orchestration.definitions",
            repositoryName: "__repository__", sensorName: "raw_files"
        }) { ... on Sensor { sensorState { ticks(limit: 50) { status } } } } }"""
    )
    return len(answer["sensorOrError"]["sensorState"]["ticks"])
