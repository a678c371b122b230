"""Twins that nobody needs any more: whatever files held once would fill the disk.

Belongs here: noting that a twin is used, and deleting those that are not. How twins are
written belongs in `twins`; which contents builds were made of, in `publishing`.
"""

import fcntl
import os
import time
from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from orchestration.ingestion.twins import own_files
from orchestration.ingestion.written_files import tidy_record

SECONDS_OF_DAY = 24 * 60 * 60


@contextmanager
def no_sweeping(landing_dir: Path) -> Iterator[None]:
    """Files are landed: what is written, or found and not yet noted, stays there."""
    with _lock(landing_dir, fcntl.LOCK_SH):
        yield


@contextmanager
def sweeping(landing_dir: Path, *, is_waiting: bool = True) -> Iterator[None]:
    """Nobody lands files; `BlockingIOError` where somebody does and is not waited for.

    Nothing is where no folder is: `FileNotFoundError`.
    """
    with _lock(landing_dir, fcntl.LOCK_EX | (0 if is_waiting else fcntl.LOCK_NB)):
        yield


def note_use(twin: Path) -> None:
    """Its time says when a twin was last asked for; its name, what it holds."""
    # In a folder of somebody else, who then sees to it.
    with suppress(OSError):
        os.utime(twin)


def sweep_unused(
    landing_dir: Path, needed: Collection[str], unused_days: int
) -> list[Path]:
    """Delete what was asked for by nobody for some days, but for `needed` contents.

    Runs of other warehouses may have the same folder: none of them takes days to read
    what it asked for. While one of them lands files, nothing is deleted, until the next
    run.
    """
    oldest = time.time() - unused_days * SECONDS_OF_DAY
    try:
        with sweeping(landing_dir, is_waiting=False):
            unused = sorted(_unused(landing_dir, needed, oldest))
            for path in unused:
                path.unlink(missing_ok=True)
            tidy_record(landing_dir)
            return unused
    except (FileNotFoundError, BlockingIOError):
        return []


def _unused(
    landing_dir: Path, needed: Collection[str], oldest: float
) -> Iterator[Path]:
    contents: dict[str, list[Path]] = defaultdict(list)
    for path, content in own_files(landing_dir).items():
        # What a killed run had begun goes by itself: nobody comes back for it.
        key = content if content and path.suffix != ".tmp" else path.name
        contents[key].append(path)
    for content, paths in contents.items():
        is_old = max(path.stat().st_mtime for path in paths) < oldest
        if is_old and content not in needed:
            yield from paths


@contextmanager
def _lock(folder: Path, operation: int) -> Iterator[None]:
    # The folder itself: a file in it would have to be kept from every sweeping.
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, operation)
        yield
    finally:
        os.close(descriptor)
