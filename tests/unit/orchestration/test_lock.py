import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from orchestration.run.lock import WarehouseHeld, hold

HOLDER = """
import sys, time
from pathlib import Path
from orchestration.run.lock import hold
with hold(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@contextmanager
def held_elsewhere(lock_file: Path) -> Iterator[int]:
    """Another process holds the warehouse: its number."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, lock_file], stdout=subprocess.PIPE, text=True
    ) as other:
        try:
            assert other.stdout is not None
            assert other.stdout.readline() == "held\n"
            yield other.pid
        finally:
            other.kill()


@pytest.fixture
def lock_file(tmp_path: Path) -> Path:
    return tmp_path / "journey.duckdb.lock"


def test_a_second_run_is_told_who_holds_the_warehouse(lock_file: Path) -> None:
    with held_elsewhere(lock_file) as pid, pytest.raises(WarehouseHeld) as refused:
        hold(lock_file).__enter__()
    assert re.match(rf"Process {pid} .* UTC", str(refused.value))
    with hold(lock_file):
        assert f'"pid": {pid},' not in lock_file.read_text()


def test_whoever_must_not_be_told_as_called_says_what_to_tell(lock_file: Path) -> None:
    with hold(lock_file, "make forget"):
        told = json.loads(lock_file.read_text())
    assert told["command"] == "make forget"


def test_a_lock_is_let_go_of(lock_file: Path) -> None:
    for _ in range(2):
        with hold(lock_file):
            pass


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": 1}'])
def test_what_stands_in_the_file_blocks_nobody(lock_file: Path, text: str) -> None:
    lock_file.write_text(text)
    with hold(lock_file):
        pass


def test_a_holder_that_could_not_write_itself_down_holds_too(lock_file: Path) -> None:
    with held_elsewhere(lock_file):
        lock_file.write_text("")
        with pytest.raises(WarehouseHeld, match="Another run"), hold(lock_file):
            pass


def test_steps_of_a_run_that_holds_the_warehouse_go_on(lock_file: Path) -> None:
    with hold(lock_file):
        with hold(lock_file):
            pass
        # The step is done; the run still holds it.
        seized = subprocess.run(
            [sys.executable, "-c", HOLDER, lock_file],
            capture_output=True,
            text=True,
            check=False,
        )
    assert "WarehouseHeld" in seized.stderr
