"""What stands in the way of a run although the data are fine: disks, rights, locks.

Belongs here: one sentence for each, whoever noticed it: Python, DuckDB, or dbt. What is
wrong with raw data, the readers in `ingestion` say.
"""

import errno
import os
import re
import tempfile
from pathlib import Path

SENTENCES = {
    errno.ENOSPC: "The disk of {place} is full; make room, then run again.",
    errno.EDQUOT: "The disk quota of {place} is used up; make room, then run again.",
    errno.EROFS: "{place} is on a read-only disk; let it be written, then run again.",
    errno.EACCES: "{place} may not be written by this user; allow it, then run again.",
    errno.EPERM: "{place} may not be written by this user; allow it, then run again.",
}

# DuckDB limits what it spills to what was free when it started.
SPILL_LIMIT = "max_temp_directory_size"
HELD = re.compile(r"Conflicting lock is held in (?P<program>.+?) \(PID (?P<pid>\d+)\)")
QUOTED_PATH = re.compile(r"""["'](/[^"'\\\n]+)""")


def is_held(message: str) -> bool:
    """Whether DuckDB says that another program has the warehouse open."""
    return HELD.search(message) is not None


def system_sentence(error: OSError, place: Path) -> str:
    """A sentence for what the system refused; `place` where it does not say itself.

    >>> system_sentence(OSError(errno.ENOSPC, "No space left", "/data/x"), Path("/"))
    'The disk of /data/x is full; make room, then run again.'
    """
    where = error.filename or place
    sentence = SENTENCES.get(error.errno or 0, "{place} cannot be used ({reason}).")
    return sentence.format(place=where, reason=error.strerror or error)


def database_sentence(message: str, database: Path) -> str | None:
    """A sentence for DuckDB's message, if it tells of such an obstacle.

    >>> database_sentence("Conflicting lock is held in /usr/bin/x (PID 7)", Path("w"))
    'The warehouse w is open in another program: /usr/bin/x, process 7; close it \
there, then run again.'
    """
    if held := HELD.search(message):
        return (
            f"The warehouse {database} is open in another program: {held['program']}, "
            f"process {held['pid']}; close it there, then run again."
        )
    quoted = QUOTED_PATH.search(message)
    place = quoted[1] if quoted else database
    if SPILL_LIMIT in message:
        return SENTENCES[errno.ENOSPC].format(place=place)
    for number, sentence in SENTENCES.items():
        if os.strerror(number) in message:
            return sentence.format(place=place)
    return None


def check_writable(folder: Path) -> None:
    """Make sure that a folder is there and takes a file, or fail as the system does."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x" * 4096)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(folder)) from error
