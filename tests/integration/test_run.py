"""`make run` when nothing is new, when it is not alone, and when disks refuse.

Belongs here: whole runs, of a small project. What single steps do when they fail is in
`tests/unit/orchestration/test_publish.py`, where it takes no Dagster to see it.
"""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from orchestration.publishing.folder import PublishedFolder
from tests.integration.reader import Reader
from tests.integration.small_project import SmallProject

pytestmark = pytest.mark.integration

# `make test-long` asks for more. The moment of each follows from its number.
FIRST_KILL = int(os.environ.get("RUN_KILLS_FIRST", "0"))
KILLS = range(FIRST_KILL, FIRST_KILL + int(os.environ.get("RUN_KILLS", "3")))

HEADER = "touchpoint_id,occurred_at\n"

HOLDER = """
import duckdb, sys, time
connection = duckdb.connect(sys.argv[1])
print("held", flush=True)
time.sleep(600)
"""


def touchpoints(count: int) -> str:
    rows = (f"t{number},2026-01-30T00:00:00Z\n" for number in range(count))
    return HEADER + "".join(rows)


@contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[Path]:
    """A disk of a few megabytes; the test is skipped where none may be mounted."""
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place)]
    try:
        mounted = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        pytest.skip(f"no disk can be mounted: {error}")
    if mounted.returncode != 0:
        pytest.skip(f"no disk can be mounted: {mounted.stderr.strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.fixture(scope="module")
def duration() -> dict[str, float]:
    """How long the first run took: within it others are killed."""
    return {}


@pytest.fixture(scope="module")
def project(
    tmp_path_factory: pytest.TempPathFactory, duration: dict[str, float]
) -> SmallProject:
    """A project that was run once."""
    project = SmallProject.create(tmp_path_factory.mktemp("small") / "project")
    started_at = time.monotonic()
    code, output = project.run()
    assert code == 0, output
    assert "nothing is published yet" in output
    duration["seconds"] = time.monotonic() - started_at
    return project


def test_nothing_new_is_said_in_one_sentence(project: SmallProject) -> None:
    before = project.current.readlink()
    started_at = time.monotonic()
    code, output = project.run()
    # Dagster alone takes longer to load; a machine may be busy.
    assert time.monotonic() - started_at < 5
    assert code == 0
    assert output.count("\n") == 1
    assert output.startswith(f"Nothing is new: build {before.name}, as of 2026-01-31")
    assert project.current.readlink() == before


def test_a_raw_file_that_is_copied_anew_is_no_news(project: SmallProject) -> None:
    file = project.root / "raw" / "touchpoints.csv"
    file.write_bytes(file.read_bytes())
    code, output = project.run()
    assert code == 0
    assert output.startswith("Nothing is new")


def test_a_run_that_finds_nothing_new_keeps_only_as_many_builds_as_asked_for(
    project: SmallProject,
) -> None:
    older = project.current.resolve()
    assert project.run("--force")[0] == 0
    newer = project.current.resolve()
    assert older.is_dir()
    one = {"JOURNEY_KEEP_BUILDS": "1"}
    folder = PublishedFolder(project.current.parent)
    with folder.held():
        code, output = project.run(environment=one)
        assert code == 0, output
    assert older.is_dir()
    code, output = project.run(environment=one)
    assert code == 0
    assert output.startswith(f"Nothing is new: build {newer.name}")
    assert f"Dropped, for JOURNEY_KEEP_BUILDS is 1: {older.name}" in output
    assert folder.build_ids() == [newer.name]


def test_help_tells_how_to_run_all_the_same(project: SmallProject) -> None:
    code, output = project.run("--help")
    assert code == 0
    assert "--force" in output


def test_a_check_that_fails_publishes_nothing_and_tells(project: SmallProject) -> None:
    before = project.current.readlink()
    project.write("raw/touchpoints.csv", touchpoints(1).replace("t0", "rotten"))
    code, output = project.run(environment={"JOURNEY_ALERTS": "log"})
    assert code == 1
    assert "assert_touchpoints_are_sound" in output
    assert "Nothing was published" in output
    assert "Traceback" not in output
    assert project.current.readlink() == before
    assert "a run failed, nothing was published" in output
    project.write("raw/touchpoints.csv", touchpoints(1))
    code, output = project.run(environment={"JOURNEY_ALERTS": "log"})
    assert code == 0, output
    assert "runs are well again" in output
    assert project.current.readlink() != before


@contextmanager
def held_by_another_program(database: Path) -> Iterator[int]:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, database], stdout=subprocess.PIPE, text=True
    ) as other:
        try:
            assert other.stdout is not None
            assert other.stdout.readline() == "held\n"
            yield other.pid
        finally:
            other.kill()


def test_a_rule_file_that_is_not_utf_8_is_named(project: SmallProject) -> None:
    rules = project.root / "seeds" / "channels.csv"
    before = rules.read_bytes()
    rules.write_bytes("channel\nпочта\n".encode("cp1251"))
    owners = rules.with_name("quality_owners.csv")
    owners.write_text(
        "table_name,owner,name_en\nchannels,growth@example.com,Marketing\n"
    )
    code, output = project.run()
    rules.write_bytes(before)
    owners.unlink()
    assert code != 0
    assert "seeds/channels.csv is not UTF-8" in output
    # Who has to act is told although dbt loaded no seed.
    assert "To mend     seeds/channels.csv: Marketing (growth@example.com)" in output
    assert "Traceback" not in output


def test_a_program_that_has_the_warehouse_open_is_named(project: SmallProject) -> None:
    before = project.current.readlink()
    with held_by_another_program(project.database) as pid:
        code, output = project.run("--force")
    assert code == 1
    assert f"process {pid};" in output
    assert "Traceback" not in output
    assert project.current.readlink() == before


def test_a_second_run_is_told_of_the_first(project: SmallProject) -> None:
    before = project.current.readlink()
    with project.start("--force") as first:
        try:
            assert first.stdout is not None
            # It says what it does when it has the warehouse.
            assert first.stdout.readline().startswith("Raw tables")
            code, output = project.run()
        finally:
            first.kill()
    assert code == 1
    assert output.startswith(f"Process {first.pid} (")
    assert output.count("\n") == 1
    assert project.current.readlink() == before
    assert can_be_opened_within(5, project.database)


@pytest.mark.parametrize("setting", ["JOURNEY_DB", "JOURNEY_PUBLISH_DIR"])
def test_a_read_only_disk_is_one_sentence(
    project: SmallProject, tmp_path: Path, setting: str
) -> None:
    with small_disk(tmp_path / "disk", megabytes=1) as disk:
        remount = ["mount", "-o", "remount,ro", str(disk)]
        subprocess.run(remount, check=True)
        place = disk / "journey.duckdb" if setting == "JOURNEY_DB" else disk
        code, output = project.run("--force", environment={setting: place})
    assert code == 1
    assert output.count("read-only disk") == 1
    assert str(disk) in output
    assert "Traceback" not in output


def test_a_full_disk_leaves_the_build_before_and_the_next_run_recovers(
    project: SmallProject, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk", megabytes=6) as disk:
        environment = {"JOURNEY_DB": disk / "journey.duckdb"}
        before = project.current.readlink()
        project.write("raw/touchpoints.csv", touchpoints(300))
        code, output = project.run(environment=environment)
        assert code == 1, output
        assert output.count("is full; make room") == 1, output
        assert str(disk) in output
        assert "Traceback" not in output
        assert project.current.readlink() == before
        more = ["mount", "-o", "remount,size=200m", str(disk)]
        subprocess.run(more, check=True)
        code, output = project.run(environment=environment)
    assert code == 0, output
    assert project.current.readlink() != before


def can_be_opened_within(seconds: float, database: Path) -> bool:
    """Whether nobody holds the warehouse any more, soon."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            duckdb.connect(database).close()
        except duckdb.IOException:
            time.sleep(0.1)
        else:
            return True
    return False


def test_a_run_that_is_killed_harms_nobody(
    project: SmallProject, duration: dict[str, float]
) -> None:
    reader = Reader(project.current)
    reader.start()
    met_alive = []
    try:
        for number in KILLS:
            project.write("raw/touchpoints.csv", touchpoints(3 + number))
            moment = random.Random(number).uniform(0.3, 1)
            with project.start() as process:
                time.sleep(moment * duration["seconds"])
                met_alive.append(process.poll() is None)
                process.kill()
            # dbt ends with the run that started it.
            assert can_be_opened_within(5, project.database), f"after kill {number}"
        # Whatever the kills left, `--force` leaves nothing to chance.
        code, output = project.run("--force")
    finally:
        reader.end()
    assert code == 0, output
    assert reader.complaints == []
    assert reader.read_count > len(KILLS)
    # A kill after the end proves nothing; the first run, which says how long one takes,
    # had a warehouse to make, and the machine may have been busier.
    assert sum(met_alive) >= len(KILLS) / 3, met_alive
