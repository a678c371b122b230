"""What was written besides and may name a person: logs, compiled SQL, spilled rows.

Belongs here: files that are made again by themselves.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from orchestration.forgetting.person import Person
from orchestration.publishing.ids_in_texts import telling
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
    """Whether one of some ids stands in a file."""
    pattern = pattern_of(ids)
    # One that begins at the end of a part may end in the next part.
    overlap = 1 + max(
        (len(f" {text} ".encode()) for text in _spellings(ids)), default=0
    )
    end = b""
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            text = end + chunk
            if pattern.search(text):
                return True
            end = text[-overlap:]
    return False


def pattern_of(ids: Sequence[str]) -> re.Pattern[bytes]:
    """One of some ids, not as a part of a longer word; of none: nothing.

    What does not tell itself apart is an id only in quotes, as a value of SQL or JSON;
    a sign alone names nobody: every file has some.

    >>> bool(pattern_of(["ann-7f3a"]).search(b'{"id": "Ann-7F3a"}'))
    True
    >>> bool(pattern_of(["ann-7f3a"]).search(b"ann-7f3ab xann-7f3a"))
    False
    >>> found = map(pattern_of(["42", "%"]).search, (b"'42'", b"42 %", b"'%'"))
    >>> list(map(bool, found))
    [True, False, False]
    """
    found = telling(ids)
    words = _any_of(_spellings(_in_any_case(id_ for id_ in ids if id_ in found)))
    others = (id_ for id_ in ids if id_ not in found and re.search(r"\w", id_))
    values = _any_of(_spellings(others))
    return re.compile(
        rb"(?<!\w)(?i:" + words + rb")(?!\w)|(['\"])(?:" + values + rb")\1"
    )


def _in_any_case(ids: Iterable[str]) -> Iterator[str]:
    """Ids in small letters and in capitals: bytes know both of Latin letters alone."""
    for id_ in ids:
        yield from {id_, id_.lower(), id_.upper()}


def _spellings(ids: Iterable[str]) -> list[str]:
    """Ids as they are, and as SQL and JSON write them."""
    return [
        spelling
        for id_ in ids
        for spelling in {id_, id_.replace("'", "''"), json.dumps(id_)[1:-1]}
    ]


def _any_of(texts: Iterable[str]) -> bytes:
    return b"|".join(re.escape(text.encode()) for text in texts) or rb"(?!)"


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
