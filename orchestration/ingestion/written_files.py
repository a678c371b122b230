"""The record of what this project wrote into the landing folder.

Belongs here: noting names, and reading them again. A folder may hold files of others,
and a name of whatever form is no proof: what is not noted is never deleted.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

RECORD = ".written"


def note_written(*files: Path) -> None:
    """Note files of one folder, before they come to be: a run may be killed."""
    record = files[0].parent / RECORD
    record.parent.mkdir(parents=True, exist_ok=True)
    # At the end and at once: other processes note theirs.
    with record.open("a", encoding="utf-8") as stream:
        stream.write("".join(f"{file.name}\n" for file in files))


def note_used(folder: Path, files: Iterable[Path]) -> None:
    """Note what is read as written by this project: earlier versions kept no record."""
    noted = written_names(folder)
    if new := [file for file in files if file.name not in noted]:
        # In a folder of somebody else, who then sees to it.
        with suppress(OSError):
            note_written(*new)


def written_names(folder: Path) -> set[str]:
    """The names that were noted; what has such a name may be gone."""
    try:
        return set((folder / RECORD).read_text(encoding="utf-8").splitlines())
    except FileNotFoundError:
        return set()


def tidy_record(folder: Path) -> None:
    """Keep the names of what is there, while nobody else notes any."""
    noted = written_names(folder)
    kept = {name for name in noted if (folder / name).exists()}
    if kept != noted:
        partial = folder / f"{RECORD}.partial"
        partial.write_text("".join(f"{name}\n" for name in kept), encoding="utf-8")
        os.replace(partial, folder / RECORD)
