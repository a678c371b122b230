"""Which bytes a build was made of: the raw files and their checksums.

Belongs here: hashing raw files, each once, and the hashes that kept builds tell of.
Whether files are news is told by their size and times, in `inputs`.
"""

import hashlib
import json
from contextlib import suppress
from pathlib import Path

from orchestration.publishing.folder import PublishedFolder
from orchestration.publishing.inputs import Inputs, file_state
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
    memory = settings.target_dir / "raw_hashes.json"
    known = _known_hashes(memory)
    hashes = {
        name: known.get(name, {}).get(state) or _hash_of(settings.raw_dir / name, state)
        for name, state in inputs.raw_files.items()
    }
    kept = {name: {inputs.raw_files[name]: text} for name, text in hashes.items()}
    memory.parent.mkdir(parents=True, exist_ok=True)
    memory.write_text(json.dumps(kept), encoding="utf-8")
    return {
        name: RawFileEntry(bytes=int(inputs.raw_files[name].split()[0]), sha256=text)
        for name, text in hashes.items()
    }


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


def _known_hashes(memory: Path) -> dict[str, dict[str, str | None]]:
    try:
        return dict(json.loads(memory.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def _hash_of(file: Path, state: str) -> str | None:
    """The hash of a file, if it still is what the build met, before and after."""
    try:
        with file.open("rb") as stream:
            content = hashlib.file_digest(stream, "sha256").hexdigest()
        return content if file_state(file) == state else None
    except OSError:
        return None
