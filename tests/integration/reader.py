"""A reader who looks at the published folder all the time, and is never wronged.

Belongs here: what a reader may expect. Who publishes meanwhile stands in the tests.
"""

import hashlib
import json
import threading
from pathlib import Path


class Reader(threading.Thread):
    """Reads the current build over and over, and keeps what it finds wrong."""

    def __init__(self, current: Path) -> None:
        super().__init__(daemon=True)
        self._current = current
        self._is_asked_to_end = threading.Event()
        self.read_count = 0
        self.builds: set[str] = set()
        self.complaints: list[str] = []

    def run(self) -> None:
        while not self._is_asked_to_end.wait(0.02):
            try:
                build = self._current.readlink().name
                self.complaints += self._mixed_files(build)
            except Exception as error:
                self.complaints.append(repr(error))
            else:
                self.builds.add(build)
            self.read_count += 1

    def end(self) -> None:
        self._is_asked_to_end.set()
        self.join()

    def _mixed_files(self, build: str) -> list[str]:
        try:
            return mixed_files(self._current.parent / "builds" / build)
        except FileNotFoundError:
            # Nobody keeps a build that names a forgotten person: whoever had begun to
            # read it finds the other one where the link leads now.
            if self._current.readlink().name == build:
                raise
            return []


def mixed_files(directory: Path) -> list[str]:
    """The files of a build that are not what its manifest says."""
    build = json.loads((directory / "manifest.json").read_text(encoding="utf-8"))
    return [
        f"{directory.name}: {entry['file']}"
        for entry in (*build["marts"].values(), build["database"])
        if sha256_of(directory / entry["file"]) != entry["sha256"]
    ]


def sha256_of(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
