"""The list of ids that were erased, as salted hashes: who is on it stays forgotten.

Belongs here: the file, and what it says of an id. Rows are dropped by the models (macro
`erased_by`) and left blank in twins (`ingestion.erasing`); how an id comes onto the
list belongs in `forgetting`. See docs/decisions/0010.
"""

import hashlib
import json
import os
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

# Nobody but the user who builds: with the salt, a hash is found by trying ids.
FILE_MODE = 0o600
# Kinds of ids that name a person; the other hashes are of keys of rows.
KINDS_OF_NAMES = ("customers", "devices")
# The names once more, in small letters: texts may spell them in others.
SMALL_LETTERS = "small_letters"
SALT_BYTES = 32


class ErasedIdsError(ValueError):
    """The list cannot be read; the message says so."""


@dataclass(frozen=True)
class ErasedIds:
    """Hashes by kind: `customers` and `devices`, and raw tables for keys of rows.

    >>> erased = ErasedIds("salt").with_ids({"customers": ["c1"]})
    >>> erased.has("customers", "c1"), erased.has("devices", "c1")
    (True, False)
    """

    salt: str
    hashes: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def read(cls, file: Path) -> "ErasedIds | None":
        """The list of a file; None where nobody was ever erased."""
        try:
            content = json.loads(file.read_text(encoding="utf-8"))
            hashes = {
                kind: frozenset(found) for kind, found in content["hashes"].items()
            }
            return cls(str(content["salt"]), hashes)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            # To build without it would bring back everybody who is on it.
            raise ErasedIdsError(
                f"The list of erased persons {file} cannot be read ({error}); "
                "restore it before anything is built."
            ) from error

    @classmethod
    def new(cls) -> "ErasedIds":
        """An empty list with a salt of its own."""
        return cls(secrets.token_hex(SALT_BYTES))

    def write(self, file: Path) -> None:
        """Write the list, whole or not at all, for its owner alone."""
        content = {
            "salt": self.salt,
            "hashes": {kind: sorted(found) for kind, found in self.hashes.items()},
        }
        write_privately(file, json.dumps(content, indent=1))

    def hash_of(self, kind: str, id_: str) -> str:
        """The hash of an id; the macro `erased_hash` gives the same."""
        return hashlib.sha256(f"{self.salt}{kind}:{id_}".encode()).hexdigest()

    def has(self, kind: str, id_: str) -> bool:
        """Whether an id is on the list."""
        return self.hash_of(kind, id_) in self.hashes.get(kind, ())

    def with_ids(self, ids: Mapping[str, Collection[str]]) -> "ErasedIds":
        """The list and some more ids; names also in small letters."""
        names = [
            in_small_letters(id_)
            for kind in KINDS_OF_NAMES
            for id_ in ids.get(kind, ())
        ]
        hashes = dict(self.hashes)
        for kind, found in {**ids, SMALL_LETTERS: names}.items():
            new = frozenset(self.hash_of(kind, id_) for id_ in found)
            if new:
                hashes[kind] = hashes.get(kind, frozenset()) | new
        return replace(self, hashes=hashes)

    @cached_property
    def fingerprint(self) -> str:
        """The same as long as the same ids are on the list."""
        listed = sorted(hash_ for found in self.hashes.values() for hash_ in found)
        text = json.dumps([self.salt, listed])
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def in_small_letters(text: str) -> str:
    """The same as DuckDB's `lower`, which knows one small letter for each sign.

    >>> in_small_letters("C-17 İΣ"), "C-17 İΣ".lower()
    ('c-17 iσ', 'c-17 i̇ς')
    """
    return "".join(sign.lower()[:1] for sign in text)


def write_privately(file: Path, text: str) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_name(f"{file.name}.partial")
    partial.unlink(missing_ok=True)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    with open(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(partial, file)
