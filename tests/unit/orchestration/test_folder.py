import os
from pathlib import Path

import pytest

from orchestration.publishing.folder import PublishedFolder, PublishingError, Readers

FIRST = "20260101T000000.000Z-0000000a"
SECOND = "20260102T000000.000Z-0000000b"
THIRD = "20260102T000000.001Z-0000000a"


@pytest.fixture
def folder(tmp_path: Path) -> PublishedFolder:
    return PublishedFolder(tmp_path / "published")


def publish(folder: PublishedFolder, build_id: str, keep: int = 3) -> Path:
    with folder.new_build() as directory:
        (directory / "manifest.json").write_text(build_id)
        build = folder.complete(directory, build_id)
        folder.prune(keep)
        return build


def current(folder: PublishedFolder) -> str:
    return (folder.current / "manifest.json").read_text()


def test_the_newest_build_is_current(folder: PublishedFolder) -> None:
    publish(folder, FIRST)
    assert current(folder) == FIRST
    publish(folder, SECOND)
    assert current(folder) == SECOND
    assert folder.build_ids() == [FIRST, SECOND]


def test_the_link_survives_a_move_of_the_folder(
    folder: PublishedFolder, tmp_path: Path
) -> None:
    publish(folder, FIRST)
    moved = PublishedFolder(folder.root.rename(tmp_path / "moved"))
    assert current(moved) == FIRST


def test_only_the_newest_builds_are_kept(folder: PublishedFolder) -> None:
    for build_id in (FIRST, SECOND, THIRD):
        publish(folder, build_id, keep=2)
    assert folder.build_ids() == [SECOND, THIRD]
    assert current(folder) == THIRD


def test_the_build_that_readers_were_sent_back_to_is_kept(
    folder: PublishedFolder,
) -> None:
    for build_id in (FIRST, SECOND, THIRD):
        publish(folder, build_id)
    folder.roll_back(FIRST)
    assert folder.prune(1) == [SECOND]
    assert folder.build_ids() == [FIRST, THIRD]
    assert current(folder) == FIRST


def test_what_is_no_build_is_never_removed(folder: PublishedFolder) -> None:
    notes = folder.builds / "2019 notes of ours"
    notes.mkdir(parents=True)
    publish(folder, FIRST, keep=1)
    publish(folder, SECOND, keep=1)
    assert notes.is_dir()
    assert folder.build_ids() == [SECOND]


def test_a_build_that_fails_leaves_the_current_one(folder: PublishedFolder) -> None:
    publish(folder, FIRST)
    with pytest.raises(OSError, match="disk full"), folder.new_build() as directory:
        (directory / "half").write_text("")
        raise OSError("disk full")
    assert current(folder) == FIRST
    assert list(folder.builds.glob("*.partial")) == []


def test_what_a_crash_left_is_removed_by_the_next_run(folder: PublishedFolder) -> None:
    for name in ("new.partial", f"{FIRST}.partial"):
        (folder.builds / name / "marts").mkdir(parents=True)
    (folder.root / ".current.partial").symlink_to("nowhere")
    publish(folder, SECOND)
    assert folder.build_ids() == [SECOND]
    assert list(folder.root.rglob("*.partial")) == []


def test_readers_never_see_a_half_written_build(folder: PublishedFolder) -> None:
    publish(folder, FIRST)
    with folder.new_build() as directory:
        (directory / "manifest.json").write_text(SECOND)
        assert current(folder) == FIRST
        assert folder.build_ids() == [FIRST]


def test_two_runs_do_not_publish_at_once(folder: PublishedFolder) -> None:
    with (
        folder.new_build(),
        pytest.raises(PublishingError, match="Another run"),
        folder.new_build(),
    ):
        pass


def test_a_folder_named_current_is_not_overwritten(folder: PublishedFolder) -> None:
    folder.current.mkdir(parents=True)
    with pytest.raises(PublishingError, match="not a link"), folder.new_build():
        pass
    assert folder.current.is_dir()


def test_readers_sent_back_stay_there_until_the_next_build(
    folder: PublishedFolder,
) -> None:
    publish(folder, FIRST)
    publish(folder, SECOND)
    folder.roll_back(FIRST)
    assert current(folder) == FIRST
    assert folder.rolled_back_from() == folder.builds / SECOND
    publish(folder, THIRD)
    assert current(folder) == THIRD
    assert folder.rolled_back_from() is None


def test_readers_can_be_sent_forth_again(folder: PublishedFolder) -> None:
    publish(folder, FIRST)
    publish(folder, SECOND)
    folder.roll_back(FIRST)
    folder.roll_back(SECOND)
    assert current(folder) == SECOND
    assert folder.rolled_back_from() is None


@pytest.mark.parametrize("umask", [0, 0o022, 0o077], ids=oct)
@pytest.mark.parametrize("readers", Readers)
def test_those_may_read_who_are_meant_to_and_nobody_else(
    tmp_path: Path, readers: Readers, umask: int
) -> None:
    folder = PublishedFolder(tmp_path / "published", readers)
    before = os.umask(umask)
    try:
        with folder.new_build() as directory:
            assert mode(directory) == 0o700 & ~umask
            (directory / "marts").mkdir()
            (directory / "marts" / "fct_orders.parquet").write_text("rows")
            build = folder.complete(directory, FIRST)
    finally:
        os.umask(before)
    folders = [folder.root, folder.builds, build, build / "marts"]
    assert {mode(path) for path in folders} == {readers.value}
    assert mode(build / "marts" / "fct_orders.parquet") == readers.value & 0o666


@pytest.mark.parametrize("umask", [0, 0o022, 0o077], ids=oct)
@pytest.mark.parametrize("readers", Readers)
def test_nothing_in_the_folder_is_wider_than_asked_whatever_is_done(
    tmp_path: Path, readers: Readers, umask: int
) -> None:
    folder = PublishedFolder(tmp_path / "published", readers)
    first, second, third = (f"2026010{day}T000000.000Z-0123abcd" for day in (1, 2, 3))
    before = os.umask(umask)
    try:
        for build_id in (first, second):
            with folder.new_build() as directory:
                (directory / "marts").mkdir()
                (directory / "marts" / "fct_orders.parquet").write_text("rows")
                folder.complete(directory, build_id)
        folder.roll_back(first)
        # As forgetting does with the newest, from which readers were sent back.
        with folder.held(), folder.partial() as directory:
            (directory / "manifest.json").write_text("{}")
            folder.replace(second, directory, third)
        folder.write_beside(folder.root / "index.html", "report")
    finally:
        os.umask(before)
    assert folder.rolled_back_from() == folder.builds / third
    paths = [path for path in folder.root.rglob("*") if not path.is_symlink()]
    # The lock and the note of the rollback are among them.
    assert len([path for path in paths if path.name.startswith(".")]) == 2
    wider = [path for path in paths if mode(path) & ~readers.value]
    assert wider == []
    unread = [
        path for path in paths if path.name != ".lock" and mode(path) & 0o600 != 0o600
    ]
    assert unread == []


def test_a_build_that_takes_anothers_place_has_its_rights(tmp_path: Path) -> None:
    """Whoever forgets a person may not have the setting that it was published with."""
    root = tmp_path / "published"
    private = PublishedFolder(root, Readers.OWNER)
    with private.new_build() as directory:
        (directory / "manifest.json").write_text("{}")
        private.complete(directory, FIRST)
    folder = PublishedFolder(root, Readers.ALL)
    with folder.held(), folder.partial() as directory:
        (directory / "manifest.json").write_text("{}")
        folder.replace(FIRST, directory, SECOND)
    assert mode(folder.builds / SECOND) == 0o700
    assert mode(folder.builds / SECOND / "manifest.json") == 0o600


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777
