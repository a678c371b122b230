import errno
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from orchestration.run.obstacles import (
    check_writable,
    database_sentence,
    system_sentence,
)

HOLDER = """
import duckdb, sys, time
connection = duckdb.connect(sys.argv[1])
print("held", flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "The disk of /data/x is full"),
        (errno.EROFS, "/data/x is on a read-only disk"),
        (errno.EACCES, "/data/x may not be written"),
        (errno.EIO, "/data/x cannot be used (Input/output error)"),
    ],
)
def test_python_s_errors_are_one_sentence(number: int, words: str) -> None:
    error = OSError(number, os.strerror(number), "/data/x")
    sentence = system_sentence(error, Path("/elsewhere"))
    assert sentence.startswith(words)
    assert "\n" not in sentence


def test_an_error_without_a_place_is_given_one() -> None:
    error = OSError(errno.ENOSPC, "No space left on device")
    assert "disk of published is full" in system_sentence(error, Path("published"))


def test_duckdb_s_holder_is_named(tmp_path: Path) -> None:
    database = tmp_path / "journey.duckdb"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, database], stdout=subprocess.PIPE, text=True
    ) as other:
        try:
            assert other.stdout is not None
            assert other.stdout.readline() == "held\n"
            with pytest.raises(duckdb.IOException) as caught:
                duckdb.connect(database)
        finally:
            other.kill()
    sentence = database_sentence(str(caught.value), database)
    assert sentence is not None
    assert f"process {other.pid};" in sentence
    assert str(database) in sentence
    assert "\n" not in sentence


def test_a_message_about_data_is_no_obstacle() -> None:
    assert database_sentence("Binder Error: no such column", Path("w")) is None


def test_a_full_disk_for_spilling_is_a_full_disk() -> None:
    message = "failed to offload data block (limit: 'max_temp_directory_size' setting)"
    assert "disk of w is full" in (database_sentence(message, Path("w")) or "")


def test_a_folder_that_is_missing_is_made(tmp_path: Path) -> None:
    check_writable(tmp_path / "a" / "b")
    assert list((tmp_path / "a" / "b").iterdir()) == []


def test_a_file_in_place_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "published").touch()
    with pytest.raises(OSError, match=r"published'$") as caught:
        check_writable(tmp_path / "published")
    assert caught.value.filename == str(tmp_path / "published")
