"""`python -m sample`: it replaces what it wrote itself, and nothing else."""

import json
import subprocess
import sys
from argparse import ArgumentTypeError
from pathlib import Path

import pytest

from orchestration.settings import REPO_ROOT
from sample.__main__ import PLAN_FILE, FolderTakenError, claim, touchpoint_count
from sample.company import SAMPLE_FOLDER
from sample.generator import Plan

PLAN = Plan(touchpoints=400, seed=42, months=3)


def generate(out: Path, seed: int) -> subprocess.CompletedProcess[str]:
    """Write the smallest world there is."""
    size = ["--touchpoints", "400", "--months", "3", "--seed", str(seed)]
    return subprocess.run(
        [sys.executable, "-m", "sample", "generate", "--out", out, *size],
        cwd=REPO_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def files_below(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_an_earlier_sample_is_replaced(tmp_path: Path) -> None:
    out = tmp_path / "new" / "world"
    assert generate(out, seed=1).returncode == 0
    first = files_below(out)
    assert generate(out, seed=2).returncode == 0
    second = files_below(out)
    assert second.keys() == first.keys()
    touchpoints = "raw/touchpoints/part-0000.parquet"
    assert second[touchpoints] != first[touchpoints]
    assert json.loads(second[PLAN_FILE]) == {"touchpoints": 400, "seed": 2, "months": 3}


def test_data_of_somebody_else_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "touchpoints.csv").write_text("mine", encoding="utf-8")
    refused = generate(tmp_path, seed=1)
    assert refused.returncode == 2
    assert f"{tmp_path} holds files" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert files_below(tmp_path) == {"raw/touchpoints.csv": b"mine"}


def test_a_run_that_was_broken_off_can_be_repeated(tmp_path: Path) -> None:
    claim(tmp_path, PLAN)
    (tmp_path / "raw").mkdir()
    claim(tmp_path, PLAN)
    assert list(files_below(tmp_path)) == [PLAN_FILE]


@pytest.mark.parametrize("name", ["truth/notes.txt", "deals.csv", ".hidden"])
def test_a_folder_with_other_files_is_not_ours(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(FolderTakenError, match="holds files"):
        claim(tmp_path, PLAN)
    assert files_below(tmp_path) == {name: b"mine"}


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    file = tmp_path / "world"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(FolderTakenError, match="is not a folder"):
        claim(file, PLAN)
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("folder", [SAMPLE_FOLDER, SAMPLE_FOLDER / "raw"])
def test_the_committed_sample_is_refused(folder: Path) -> None:
    with pytest.raises(FolderTakenError, match="holds files"):
        claim(folder, PLAN)


@pytest.mark.parametrize("text", ["0", "-5", "1e4", "", "_", "huge"])
def test_what_is_no_size_is_refused(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="is no size: a whole number from 1"):
        touchpoint_count(text)
