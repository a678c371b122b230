"""Builds as they are read again, if they are whole.

Belongs here: reading what `published/current` leads to, and what is wrong with it.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from orchestration.publishing.folder import BUILD_ID, PublishedFolder
from orchestration.publishing.manifest import (
    MANIFEST_FILE,
    BuildManifest,
    FileEntry,
    MartEntry,
)

SHA256 = re.compile(r"[0-9a-f]{64}")


class NoCurrentBuild(Exception):
    """There is no build to read, or it is damaged; the message says so in words."""


def current_build(folder: PublishedFolder) -> BuildManifest:
    """The build that readers see, after a check that costs nothing as data grow.

    A file must have the size that the manifest says, and not have been written since:
    what decayed on the disk by itself, only reading it all would tell.
    """
    if not folder.current.is_symlink():
        raise NoCurrentBuild("nothing is published yet")
    return checked_build(folder.current.resolve())


def latest_build(folder: PublishedFolder) -> BuildManifest:
    """The build that was published last: readers may have been sent back behind it."""
    current = current_build(folder)
    rolled_back_from = folder.rolled_back_from()
    return current if rolled_back_from is None else checked_build(rolled_back_from)


def checked_build(directory: Path) -> BuildManifest:
    """The build of a directory, if it is whole."""
    try:
        build = BuildManifest.read(directory)
    except (OSError, ValueError) as error:
        raise NoCurrentBuild(
            f"{MANIFEST_FILE} of {directory.name} cannot be read ({error})"
        ) from error
    if not BUILD_ID.fullmatch(str(build.build_id)) or directory.name != build.build_id:
        raise NoCurrentBuild(f"{directory} does not lead to a build of its own")
    if damaged := sorted(_damaged_files(build, directory)):
        raise NoCurrentBuild(f"{', '.join(damaged)} of {build.build_id} is damaged")
    return build


def _damaged_files(build: BuildManifest, directory: Path) -> Iterator[str]:
    written_at = (directory / MANIFEST_FILE).stat().st_mtime_ns
    for entry in build.files:
        if not _is_whole(entry, directory, written_at):
            yield entry.file


def _is_whole(entry: MartEntry | FileEntry, directory: Path, written_at: int) -> bool:
    path = directory / entry.file
    if not path.is_file() or not SHA256.fullmatch(str(entry.sha256)):
        return False
    status = path.stat()
    return status.st_size == entry.bytes and status.st_mtime_ns <= written_at
