"""What the Makefile hands to its commands is what was said, to the letter.

An id that the shell or make reads as something else would erase somebody else.
"""

import os
import subprocess
from pathlib import Path

import pytest

from orchestration.settings import REPO_ROOT


@pytest.fixture
def stand_in(tmp_path: Path) -> Path:
    """A folder with a Python that only tells its arguments, a line each."""
    python = tmp_path / "python"
    python.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    python.chmod(0o755)
    (tmp_path / "ready").touch()
    return tmp_path


def made(stand_in: Path, *words: str) -> subprocess.CompletedProcess[str]:
    # What is ready is not set up anew.
    settings = [f"BIN={stand_in}", f"READY={stand_in / 'ready'}"]
    # Variables of the `make test` that this may run in would come along.
    taken = {"MAKEFLAGS", "MAKELEVEL", "ARGS", "BUILD", "CUSTOMER"}
    environment = {k: v for k, v in os.environ.items() if k not in taken}
    return subprocess.run(
        ["make", *settings, *words],
        cwd=REPO_ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


HOSTILE = [
    "C10000797$x",
    "C10000797$$x",
    'x"y',
    "O'Brien",
    "two  words",
    "a;b&c|d>e*",
    "back`touch {marker}`tick",
    "$(touch {marker})",
    "$(shell touch {marker})",
    "x\\y\\",
    "a#b",
    "--help",
]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(
    ("target", "variable", "command"),
    [
        ("forget", "CUSTOMER", ["-m", "orchestration.forgetting", "--"]),
        ("rollback", "BUILD", ["-m", "orchestration.rollback", "--to"]),
    ],
)
def test_a_value_arrives_as_it_was_given(
    stand_in: Path, target: str, variable: str, command: list[str], value: str
) -> None:
    marker = stand_in / "marker"
    given = value.replace("{marker}", str(marker))
    ended = made(stand_in, target, f"{variable}={given}")
    assert ended.stdout.splitlines() == [*command, given], ended.stderr
    assert not marker.exists()


def test_nobody_is_no_customer(stand_in: Path) -> None:
    for words in ([], ["CUSTOMER="]):
        ended = made(stand_in, "forget", *words)
        assert (ended.returncode, ended.stdout) == (2, "")
        assert "Say whom" in ended.stderr


def test_a_build_that_is_named_empty_is_not_the_one_before(stand_in: Path) -> None:
    assert made(stand_in, "rollback").stdout.splitlines()[2:] == []
    ended = made(stand_in, "rollback", "BUILD=")
    assert ended.stdout.splitlines()[2:] == ["--to", ""]
