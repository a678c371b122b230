"""The published folder: complete builds, one of which is current.

Belongs here: directories, links and their order on disk. What a build holds belongs in
`export` and `manifest`.
"""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

# Names sort by time. Only directories of this form are ever removed.
BUILD_ID = re.compile(r"\d{8}T\d{6}\.\d{3}Z-[0-9a-f]{8}")
PARTIAL_SUFFIX = ".partial"


class PublishingError(RuntimeError):
    """A build cannot be published; the message says why."""


class FolderHeld(PublishingError):
    """Another run is publishing to the folder."""


class Readers(Enum):
    """Who may read what is published: bits of folders; files lack the x of them."""

    OWNER = 0o700
    GROUP = 0o750
    ALL = 0o755


@dataclass(frozen=True)
class PublishedFolder:
    """`<root>/builds/<build_id>/`, and `<root>/current`, a link to the newest.

    Readers may have been sent back to an earlier build: until there is a newer one, a
    note beside the link says from where.
    """

    root: Path
    readers: Readers = Readers.GROUP

    @property
    def builds(self) -> Path:
        """Where builds lie."""
        return self.root / "builds"

    @property
    def current(self) -> Path:
        """The link to the newest complete build."""
        return self.root / "current"

    @property
    def _note_of_rollback(self) -> Path:
        return self.root / ".rolled_back"

    def rolled_back_from(self) -> Path | None:
        """The build that would be current if its readers had not been sent back."""
        try:
            build_id = self._note_of_rollback.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        return self.builds / build_id if BUILD_ID.fullmatch(build_id) else None

    def current_id(self) -> str:
        """The id of the build that readers see; `OSError` where there is none."""
        return self.current.readlink().name

    def build_ids(self) -> list[str]:
        """The complete builds, oldest first."""
        names = (path.name for path in self.builds.iterdir() if path.is_dir())
        return sorted(name for name in names if BUILD_ID.fullmatch(name))

    def check(self) -> None:
        """Refuse to publish over what is not ours."""
        if self.current.exists() and not self.current.is_symlink():
            raise PublishingError(
                f"{self.current} is not a link; move it away, then run again."
            )

    def make(self) -> None:
        """Make the folder if it is not there; one that is keeps its rights."""
        for folder in (self.root, self.builds):
            if not folder.exists():
                folder.mkdir(parents=True)
                folder.chmod(self.readers.value)

    @contextmanager
    def new_build(self) -> Iterator[Path]:
        """An empty directory to write a build in, by one process at a time.

        What a crashed run left is removed first; what is not completed, afterwards.
        """
        with self.held(), self.partial() as directory:
            yield directory

    @contextmanager
    def partial(self) -> Iterator[Path]:
        """As `new_build`, where the folder is held already."""
        self._remove_partial()
        directory = self.builds / f"new{PARTIAL_SUFFIX}"
        directory.mkdir(Readers.OWNER.value)
        try:
            yield directory
        finally:
            self._remove_partial()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep every other process from changing the folder."""
        self.check()
        self.make()
        with open(self.builds / ".lock", "w", opener=_for_owner) as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise FolderHeld(
                    f"Another run is publishing to {self.root}."
                ) from error
            yield

    def complete(self, directory: Path, build_id: str) -> Path:
        """Make a written build the current one.

        A reader sees the whole old build or the whole new one, even if the machine
        stops at any point: the link moves when all that it leads to is on disk.
        """
        build = self.builds / build_id
        _open_to(self.readers.value, directory)
        _flush(directory)
        directory.rename(build)
        _flush_entry(self.builds)
        self._point_current_at(build)
        self._note_of_rollback.unlink(missing_ok=True)
        return build

    def replace(self, old_id: str, directory: Path, build_id: str) -> None:
        """Put a build in the place of an older one, wherever that is referred to.

        Whoever could read that one can read it, and nobody else. Killed in between,
        both are there, and the older one can be replaced again.
        """
        build = self.builds / build_id
        _open_to((self.builds / old_id).stat().st_mode & 0o777, directory)
        _flush(directory)
        if not build.exists():
            directory.rename(build)
            _flush_entry(self.builds)
        if self.current.is_symlink() and self.current_id() == old_id:
            self._point_current_at(build)
        if self.rolled_back_from() == self.builds / old_id:
            self.write_beside(self._note_of_rollback, build_id)
        self._remove(old_id)

    def write_beside(self, file: Path, text: str) -> None:
        """Write a file beside the builds, whole or not at all."""
        partial = file.with_suffix(PARTIAL_SUFFIX)
        partial.write_text(text, encoding="utf-8")
        partial.chmod(self.readers.value & 0o666)
        os.replace(partial, file)

    def roll_back(self, build_id: str) -> None:
        """Send readers to another complete build, until the next one is published."""
        newest = self.build_ids()[-1]
        if build_id == newest:
            self._note_of_rollback.unlink(missing_ok=True)
        else:
            # Noted first: a run must not take the earlier build for the newest.
            self.write_beside(self._note_of_rollback, newest)
        self._point_current_at(self.builds / build_id)

    def prune(self, keep: int) -> list[str]:
        """Drop all complete builds but the newest `keep`; which, is answered.

        The one that readers were sent back to stays.
        """
        current = self.current_id() if self.current.is_symlink() else None
        dropped = [name for name in self.build_ids()[:-keep] if name != current]
        for build_id in dropped:
            self._remove(build_id)
        return dropped

    def _remove(self, build_id: str) -> None:
        # Renamed first: a build that is half gone must not look like a whole one.
        doomed = self.builds / f"{build_id}{PARTIAL_SUFFIX}"
        (self.builds / build_id).rename(doomed)
        shutil.rmtree(doomed)

    def _point_current_at(self, build: Path) -> None:
        link = self.root / f".current{PARTIAL_SUFFIX}"
        link.unlink(missing_ok=True)
        # Relative, so that the folder can be moved or mounted elsewhere.
        link.symlink_to(build.relative_to(self.root), target_is_directory=True)
        os.replace(link, self.current)
        _flush_entry(self.root)

    def _remove_partial(self) -> None:
        for directory in self.builds.glob(f"*{PARTIAL_SUFFIX}"):
            shutil.rmtree(directory)


def _open_to(mode: int, directory: Path) -> None:
    """Give a build the rights of a folder, whatever the umask is; files have no x."""
    for folder, _folders, files in os.walk(directory):
        os.chmod(folder, mode)
        for name in files:
            os.chmod(Path(folder, name), mode & 0o666)


def _for_owner(path: str, flags: int) -> int:
    """Open a file that, if it is made, nobody else may read, whatever the umask is."""
    return os.open(path, flags, Readers.OWNER.value & 0o666)


def _flush(directory: Path) -> None:
    for folder, _folders, files in os.walk(directory, topdown=False):
        for name in files:
            _flush_entry(Path(folder, name))
        _flush_entry(Path(folder))


def _flush_entry(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
