"""Whatever goes wrong while a build is published, readers have a whole one."""

import errno
import hashlib
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.progress import Progress
from orchestration.publishing.current import NoCurrentBuild, current_build
from orchestration.publishing.folder import PublishedFolder
from orchestration.publishing.inputs import Inputs
from orchestration.publishing.manifest import BuildManifest, FileEntry, MartEntry
from orchestration.publishing.publish import publish
from orchestration.settings import Settings

# The functions through which publishing writes.
WRITING_STEPS = [
    "pathlib.Path.mkdir",
    "pathlib.Path.write_text",
    "pathlib.Path.symlink_to",
    "pathlib.Path.rename",
    "os.fsync",
    "os.replace",
    "duckdb.connect",
]
ERRORS = [errno.ENOSPC, errno.EROFS, errno.EACCES]

PUBLISHER = """
import json, sys
from pathlib import Path
from orchestration.progress import Progress
from orchestration.publishing.publish import publish
from orchestration.settings import Settings
settings = Settings.from_environment({}, root=Path(sys.argv[1]))
print("ready", flush=True)
while True:
    publish(json.loads(sys.argv[2]), settings, Progress(), None)
"""


@pytest.fixture
def folder(
    settings: Settings, warehouse: Path, marts: list[dict[str, Any]]
) -> PublishedFolder:
    """A published folder with a first build."""
    assert warehouse.exists()
    publish(marts, settings, Progress(), None)
    return PublishedFolder(settings.publish_dir)


def read_whole(folder: PublishedFolder) -> BuildManifest:
    """What a careful reader does: follow the link once, then compare checksums."""
    directory = folder.current.resolve(strict=True)
    build = BuildManifest.read(directory)
    entries: list[MartEntry | FileEntry] = [*build.marts.values(), build.database]
    for entry in entries:
        content = (directory / entry.file).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry.sha256, entry.file
    return build


@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.get)
@pytest.mark.parametrize("step", WRITING_STEPS)
def test_a_disk_that_refuses_leaves_the_build_before(
    folder: PublishedFolder,
    marts: list[dict[str, Any]],
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    number: int,
) -> None:
    before = read_whole(folder)

    def refuse(*arguments: object, **options: object) -> None:
        raise OSError(number, os.strerror(number), "/data/x")

    with monkeypatch.context() as patch:
        patch.setattr(step, refuse)
        with pytest.raises(OSError, match="/data/x"):
            publish(marts, settings, Progress(), None)
    assert read_whole(folder) == before
    after = publish(marts, settings, Progress(), None)
    assert read_whole(folder) == after != before


def test_copies_that_cannot_be_deleted_fail_no_build(
    folder: PublishedFolder,
    marts: list[dict[str, Any]],
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def refuse(*arguments: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr("orchestration.publishing.publish.sweep_unused", refuse)
    inputs = Inputs({}, {}, {}, {}, None)
    assert read_whole(folder) != publish(marts, settings, Progress(), inputs)
    assert "were not deleted: [Errno 13] Permission denied" in caplog.text


def test_an_old_build_that_stays_does_not_undo_the_new_one(
    folder: PublishedFolder,
    marts: list[dict[str, Any]],
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard: list[BuildManifest] = []

    class Listener(Progress):
        def build_published(self, build: BuildManifest) -> None:
            heard.append(build)

    def refuse(*arguments: object) -> None:
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(PublishedFolder, "prune", refuse)
    with pytest.raises(OSError, match="Permission denied"):
        publish(marts, settings, Listener(), None)
    assert [read_whole(folder)] == heard


def test_readers_see_whole_builds_while_publishers_are_killed(
    folder: PublishedFolder, marts: list[dict[str, Any]], settings: Settings
) -> None:
    moments = random.Random(5)
    started_at = time.monotonic()
    publish(marts, settings, Progress(), None)
    # A busy machine takes longer: the moments spread over more than two builds.
    duration = time.monotonic() - started_at
    seen = {read_whole(folder).build_id}
    for _ in range(6):
        with subprocess.Popen(
            [sys.executable, "-c", PUBLISHER, settings.root, json.dumps(marts)],
            stdout=subprocess.PIPE,
            text=True,
        ) as publisher:
            assert publisher.stdout is not None
            assert publisher.stdout.readline() == "ready\n"
            killed_at = time.monotonic() + moments.uniform(0.1, 2.5) * duration
            while time.monotonic() < killed_at:
                seen.add(read_whole(folder).build_id)
            publisher.kill()
        seen.add(read_whole(folder).build_id)
    assert len(seen) > 1
    after = publish(marts, settings, Progress(), None)
    assert read_whole(folder) == after
    assert list(folder.root.rglob("*.partial")) == []


def test_a_whole_build_is_current(folder: PublishedFolder) -> None:
    assert current_build(folder) == read_whole(folder)


def test_without_a_build_there_is_no_current_one(tmp_path: Path) -> None:
    with pytest.raises(NoCurrentBuild, match="nothing is published"):
        current_build(PublishedFolder(tmp_path))


@pytest.mark.parametrize("name", ["manifest.json", "marts/fct_orders.parquet"])
def test_a_missing_file_is_damage(folder: PublishedFolder, name: str) -> None:
    (folder.current / name).unlink()
    with pytest.raises(NoCurrentBuild, match=name):
        current_build(folder)


@pytest.mark.parametrize("name", ["journey.duckdb", "marts/fct_orders.parquet"])
def test_a_file_that_was_cut_or_written_since_is_damage(
    folder: PublishedFolder, name: str
) -> None:
    file = folder.current / name
    content = file.read_bytes()
    file.write_bytes(content[:-1])
    with pytest.raises(NoCurrentBuild, match=name):
        current_build(folder)
    file.write_bytes(bytes(len(content)))
    with pytest.raises(NoCurrentBuild, match=name):
        current_build(folder)


@pytest.mark.parametrize("damage", ["{", "{}", '"sha256": null'])
def test_a_manifest_without_its_checksums_is_damage(
    folder: PublishedFolder, damage: str
) -> None:
    file = folder.current / "manifest.json"
    text = file.read_text()
    first = text[text.index('"sha256"') :].split(",")[0]
    file.write_text(text.replace(first, damage, 1) if "sha" in damage else damage)
    with pytest.raises(NoCurrentBuild):
        current_build(folder)


def test_a_link_to_nowhere_or_elsewhere_is_damage(
    folder: PublishedFolder, tmp_path: Path
) -> None:
    moved = folder.current.resolve().rename(tmp_path / "moved")
    with pytest.raises(NoCurrentBuild, match="cannot be read"):
        current_build(folder)
    folder.current.unlink()
    folder.current.symlink_to(moved)
    with pytest.raises(NoCurrentBuild, match="does not lead"):
        current_build(folder)


def test_the_published_file_can_be_opened(folder: PublishedFolder) -> None:
    with duckdb.connect(folder.current / "journey.duckdb", read_only=True) as opened:
        assert len(opened.execute("from fct_orders").fetchall()) == 2
