"""Readers are sent back to a build that is whole, or stay where they are."""

import os
import re
from pathlib import Path
from typing import Any

import pytest

from orchestration.progress import Progress
from orchestration.publishing.current import latest_build
from orchestration.publishing.folder import PublishedFolder
from orchestration.publishing.publish import publish
from orchestration.quality_report.page import content_of, render
from orchestration.quality_report.write import REPORT
from orchestration.rollback import main
from orchestration.settings import Settings


@pytest.fixture
def folder(
    settings: Settings,
    warehouse: Path,
    marts: list[dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
) -> PublishedFolder:
    """A folder with three builds."""
    assert warehouse.exists()
    for _ in range(3):
        publish(marts, settings, Progress(), None)
    monkeypatch.setenv("JOURNEY_PUBLISH_DIR", str(settings.publish_dir))
    return PublishedFolder(settings.publish_dir)


def test_each_rollback_goes_one_build_further(
    folder: PublishedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second, third = folder.build_ids()
    for expected in (second, first):
        assert main([]) == 0
        assert folder.current_id() == expected
    assert main([]) == 1
    assert "No build before the current one is kept" in capsys.readouterr().err
    assert main(["--to", third]) == 0
    assert folder.current_id() == third


def test_the_newest_report_says_which_build_readers_see(
    folder: PublishedFolder,
) -> None:
    report = folder.root / REPORT
    report.parent.mkdir()
    outcome = {"is_published": True, "build_id": folder.current_id()}
    content = {"outcome": outcome, "rejected": ["</script>"]}
    report.write_text(render(content), encoding="utf-8")
    assert main([]) == 0
    outcome["build_id"] = folder.current_id()
    assert content_of(report.read_text(encoding="utf-8")) == content


def test_the_builds_are_listed(
    folder: PublishedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    current = folder.current_id()
    assert main(["--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line[0] for line in lines] == [" ", " ", "*"]
    assert re.match(rf"\* {current}  built .*, as of 2026-01-31T12:00:00Z", lines[2])
    assert folder.current_id() == current


def test_a_run_goes_by_the_build_that_readers_were_sent_back_from(
    folder: PublishedFolder,
) -> None:
    newest = folder.current_id()
    assert main([]) == 0
    # Else it would give them again what they were sent back from.
    assert latest_build(folder).build_id == newest


@pytest.mark.parametrize("asked", ["../../etc", "20260101T000000.000Z-0000000a", "."])
def test_what_is_no_build_is_refused(
    folder: PublishedFolder, asked: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = folder.current_id()
    assert main(["--to", asked]) == 1
    assert "is not kept" in capsys.readouterr().err
    assert folder.current_id() == before


def test_a_build_that_decayed_is_refused(
    folder: PublishedFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    before, target = folder.current_id(), folder.build_ids()[1]
    file = folder.builds / target / "marts" / "fct_orders.parquet"
    status = file.stat()
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    # As if the disk had done it.
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert main([]) == 1
    assert "fct_orders.parquet" in capsys.readouterr().err
    assert folder.current_id() == before


def test_nothing_is_published_yet(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("JOURNEY_PUBLISH_DIR", str(tmp_path))
    assert main([]) == 1
    assert "Nothing is published yet" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["--list"]])
def test_before_the_first_build_there_is_nothing_to_go_back_to(
    settings: Settings,
    arguments: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("JOURNEY_PUBLISH_DIR", str(settings.publish_dir))
    assert main(arguments) == 1
    assert capsys.readouterr().err == "Nothing is published yet.\n"
