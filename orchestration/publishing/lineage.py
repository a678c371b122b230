"""Which bytes a build was made of: the raw files and their checksums.

Belongs here: hashing raw files, each once, and the hashes that kept builds tell of. How
a file looks from outside, by its size and times, `inputs` tells.
"""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from orchestration.publishing.folder import PublishedFolder
from orchestration.publishing.inputs import Inputs, file_state, size_of
from orchestration.publishing.manifest import BuildManifest, RawFileEntry
from orchestration.settings import Settings


def describe_raw_files(
    inputs: Inputs | None, settings: Settings
) -> dict[str, RawFileEntry]:
    """Size and hash of each raw file as the build met it; nothing of a partial build.

    Hashes are kept beside the warehouse: years of files that stay as they are must not
    be read again for each build.
    """
    if inputs is None:
        return {}
    known = _known_hashes(settings)
    hashes = {
        name: known.get(name, {}).get(state) or _hash_of(settings.raw_dir / name, state)
        for name, state in inputs.raw_files.items()
    }
    _remember(
        settings,
        {name: {inputs.raw_files[name]: text} for name, text in hashes.items()},
    )
    return {
        name: RawFileEntry(bytes=int(inputs.raw_files[name].split()[0]), sha256=text)
        for name, text in hashes.items()
    }


def settled_states(
    build: BuildManifest, states: Mapping[str, str], settings: Settings
) -> dict[str, str]:
    """States of raw files: of one that holds what a build was made of, its state then.

    A copy has times of its own. Only a file of the same size and another time is read,
    and once: the hash is kept for the build that comes of it.
    """
    if build.inputs is None:
        return dict(states)
    known = _known_hashes(settings)
    before, settled, found = build.inputs.raw_files, dict(states), False
    for name, state in states.items():
        entry, earlier = build.raw_files.get(name), before.get(name, state)
        if entry is None or earlier == state or size_of(earlier) != size_of(state):
            continue
        content = known.get(name, {}).get(state)
        if content is None:
            content = _hash_of(settings.raw_dir / name, state)
            known[name] = {**known.get(name, {}), state: content}
            found = True
        if content is not None and content == entry.sha256:
            settled[name] = earlier
    if found:
        # Whether the disk has room is for the run itself to find out.
        with suppress(OSError):
            _remember(settings, known)
    return settled


def raw_contents(folder: PublishedFolder) -> set[str]:
    """The hashes of the raw files that kept builds were made of.

    A build that cannot be read is one that nobody can be sent back to.
    """
    contents: set[str] = set()
    for build_id in folder.build_ids():
        with suppress(OSError, ValueError):
            build = BuildManifest.read(folder.builds / build_id)
            entries = build.raw_files.values()
            contents.update(entry.sha256 for entry in entries if entry.sha256)
    return contents


def _known_hashes(settings: Settings) -> dict[str, dict[str, str | None]]:
    try:
        return dict(json.loads(_memory(settings).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def _remember(
    settings: Settings, hashes: Mapping[str, Mapping[str, str | None]]
) -> None:
    memory = _memory(settings)
    memory.parent.mkdir(parents=True, exist_ok=True)
    memory.write_text(json.dumps(hashes), encoding="utf-8")


def _memory(settings: Settings) -> Path:
    return settings.target_dir / "raw_hashes.json"


def _hash_of(file: Path, state: str) -> str | None:
    """The hash of a file, if it still is what the build met, before and after."""
    try:
        with file.open("rb") as stream:
            content = hashlib.file_digest(stream, "sha256").hexdigest()
        return content if file_state(file) == state else None
    except OSError:
        return None
