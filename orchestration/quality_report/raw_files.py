"""Which raw files changed since the build that readers see.

Belongs here: comparing two stocks of files by name and content. What changed within
them, the warehouse knows; taking stock belongs in `publishing`.
"""

from collections.abc import Mapping
from typing import Any

from orchestration.publishing.current import NoCurrentBuild, latest_build
from orchestration.publishing.folder import PublishedFolder
from orchestration.publishing.inputs import raw_file_states, raw_table_names
from orchestration.publishing.manifest import RawFileEntry
from orchestration.settings import Settings

# What is gone breaks most; what is new is what was hoped for.
CHANGES = ("gone", "changed", "new")


def changed_raw_files(
    settings: Settings, now: Mapping[str, RawFileEntry] | None = None
) -> list[dict[str, Any]] | None:
    """Each raw file that is not as it was for the last build; None: nobody knows.

    Without `now`, as of a run that failed, they are told by size and times alone.
    """
    try:
        build = latest_build(PublishedFolder(settings.publish_dir))
    except NoCurrentBuild:
        return None
    if build.inputs is None or not build.raw_files or now == {}:
        return None
    if now is None:
        now = _taken(settings, build.inputs.raw_files, build.raw_files)
    return differences(build.raw_files, now)


def differences(
    before: Mapping[str, RawFileEntry], now: Mapping[str, RawFileEntry]
) -> list[dict[str, Any]]:
    """What is gone, changed and new, in this order.

    >>> differences({"a": RawFileEntry(1, "x")}, {"b": RawFileEntry(2, "y")})
    [{'source_file': 'a', 'change': 'gone', 'bytes': None, 'earlier_bytes': 1}, \
{'source_file': 'b', 'change': 'new', 'bytes': 2, 'earlier_bytes': None}]
    """
    found = [
        {
            "source_file": name,
            "change": change,
            "bytes": now[name].bytes if name in now else None,
            "earlier_bytes": before[name].bytes if name in before else None,
        }
        for name in sorted({*before, *now})
        if (change := _change(before.get(name), now.get(name))) is not None
    ]
    return sorted(found, key=lambda row: CHANGES.index(str(row["change"])))


def _change(before: RawFileEntry | None, now: RawFileEntry | None) -> str | None:
    if before is None or now is None:
        return "gone" if now is None else "new"
    # Without a hash it was written meanwhile.
    is_same = now.sha256 is not None and now == before
    return None if is_same else "changed"


def _taken(
    settings: Settings,
    states: Mapping[str, str],
    entries: Mapping[str, RawFileEntry],
) -> dict[str, RawFileEntry]:
    """The files as they lie there; those that nobody touched, with their known hash."""
    found = raw_file_states(raw_table_names(settings.root), settings.raw_dir)
    return {
        name: entries[name]
        if states.get(name) == state and name in entries
        else RawFileEntry(bytes=_size(state), sha256=None)
        for name, state in found.items()
    }


def _size(state: str) -> int:
    """Of what cannot be read, the state is a sentence."""
    first = state.partition(" ")[0]
    return int(first) if first.isdecimal() else 0
