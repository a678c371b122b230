"""Which raw files changed since the build that readers see.

Belongs here: what a page says of each. Which of them changed, `run.news` decides as for
a run, and `publishing.lineage` whether one that was copied holds what it held; what
changed within them, the warehouse knows.
"""

from collections.abc import Mapping
from typing import Any

from orchestration.publishing.current import NoCurrentBuild, latest_build
from orchestration.publishing.folder import PublishedFolder
from orchestration.publishing.inputs import raw_file_states, raw_table_names, size_of
from orchestration.publishing.lineage import settled_states
from orchestration.publishing.manifest import BuildManifest, RawFileEntry
from orchestration.run.news import changed_names
from orchestration.settings import Settings


def changed_raw_files(
    settings: Settings, now: Mapping[str, RawFileEntry] | None = None
) -> list[dict[str, Any]] | None:
    """Each raw file that is not as it was for the last build; None: nobody knows.

    Without `now`, as of a run that failed, they are as they lie there.
    """
    try:
        build = latest_build(PublishedFolder(settings.publish_dir))
    except NoCurrentBuild:
        return None
    if build.inputs is None or not build.raw_files or now == {}:
        return None
    return differences(build.raw_files, _taken(settings, build) if now is None else now)


def differences(
    before: Mapping[str, RawFileEntry], now: Mapping[str, RawFileEntry]
) -> list[dict[str, Any]]:
    """What is gone, changed and new, in this order.

    >>> differences({"a": RawFileEntry(1, "x")}, {"b": RawFileEntry(2, "y")})
    [{'source_file': 'a', 'change': 'gone', 'bytes': None, 'earlier_bytes': 1}, \
{'source_file': 'b', 'change': 'new', 'bytes': 2, 'earlier_bytes': None}]
    """
    return [
        {
            "source_file": name,
            "change": change,
            "bytes": now[name].bytes if name in now else None,
            "earlier_bytes": before[name].bytes if name in before else None,
        }
        for change, names in changed_names(before, now, _is_same).items()
        for name in names
    ]


def _is_same(before: RawFileEntry, now: RawFileEntry) -> bool:
    # Without a hash it was written meanwhile.
    return now.sha256 is not None and now == before


def _taken(settings: Settings, build: BuildManifest) -> dict[str, RawFileEntry]:
    """The files as they lie there; those that hold what they held, with their hash."""
    found = raw_file_states(raw_table_names(settings.root), settings.raw_dir)
    known = build.inputs.raw_files if build.inputs else {}
    return {
        name: build.raw_files[name]
        if known.get(name) == state and name in build.raw_files
        else RawFileEntry(bytes=size_of(state) or 0, sha256=None)
        for name, state in settled_states(build, found, settings).items()
    }
