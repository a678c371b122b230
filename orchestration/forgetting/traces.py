"""What was written besides and may name a person: logs, compiled SQL, spilled rows.

Belongs here: files that are made again by themselves.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from orchestration.forgetting.person import Person
from orchestration.settings import Settings

CHUNK = 1 << 22


def remove_traces(settings: Settings, person: Person) -> list[Path]:
    """Delete such files where they name the person; which ones is answered."""
    found = [
        file for file in sorted(_files(_places(settings))) if names(file, person.names)
    ]
    for file in found:
        file.unlink()
    return found


def names(file: Path, ids: Sequence[str]) -> bool:
    """Whether one of some ids stands in a file, not as a part of a longer word."""
    pattern = pattern_of(ids)
    longest = max((len(id_.encode()) for id_ in ids), default=0)
    end = b""
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            text = end + chunk
            if pattern.search(text):
                return True
            # One that begins here may end in the next part.
            end = text[-longest - 1 :]
    return False


def pattern_of(ids: Iterable[str]) -> re.Pattern[bytes]:
    """One of some ids, not as a part of a longer word; of none: nothing.

    >>> bool(pattern_of(["c1"]).search(b'{"id": "c1"}'))
    True
    >>> bool(pattern_of(["c1"]).search(b"c10 abc1"))
    False
    """
    wanted = b"|".join(re.escape(id_.encode()) for id_ in ids)
    return re.compile(rb"(?<!\w)(?:" + (wanted or rb"(?!)") + rb")(?!\w)")


def _places(settings: Settings) -> Iterator[Path]:
    yield settings.target_dir
    yield Path(f"{settings.database}.tmp")
    yield settings.alert_file
    yield settings.root / "target"
    yield settings.root / "logs"


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        if place.is_file():
            yield place
        yield from (file for file in place.rglob("*") if file.is_file())
