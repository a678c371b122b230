"""What publishing does to personal data: columns that the models mark with `meta.pii`.

Belongs here: the SQL that hides a column. Which columns there are, the models' YAML
says: `id` names a person, `text` may hold whatever somebody wrote. `meta.pii_if` is a
condition on the rows in which the column does: a funnel's subject may be a deal.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from orchestration.sql_text import identifier, literal

# As many hex digits as a UUID has: no two ids meet.
HASH_LENGTH = 32
OMITTED_ID = "(omitted)"
FINGERPRINT_OF = b"fingerprint of JOURNEY_SALT"


class PersonalData(Enum):
    """How personal data is published."""

    PLAIN = "plain"
    HASHED = "hashed"
    OMITTED = "omitted"


@dataclass(frozen=True)
class Disguise:
    """How personal data leaves the warehouse.

    The salt is a secret: without it a hash of an id is found by trying ids.
    """

    treatment: PersonalData
    salt: str = field(default="", repr=False)

    @property
    def is_plain(self) -> bool:
        """Whether ids, free text and rows as they came may be seen at all."""
        return self.treatment is PersonalData.PLAIN

    def replacements(
        self, mart: Mapping[str, Any], shown: Mapping[str, str] | None = None
    ) -> dict[str, str]:
        """The columns of a mart that are not shown as they are, each with what is.

        `shown` are those that hold ids in texts: of a marked column it counts in the
        rows in which it names nobody. Columns stay, so that no dashboard breaks; equal
        ids have equal hashes, so that joins hold. A text is never hashed: nobody could
        use the hash.

        >>> Disguise(PersonalData.OMITTED).replacements(
        ...     {"columns": {"comment": {"config": {"meta": {"pii": "text"}}}}}
        ... )
        {'comment': 'cast(null as varchar)'}
        """
        replaced = dict(shown or {})
        if self.is_plain:
            return replaced
        for name, column in mart["columns"].items():
            kind = kind_of(column)
            if kind is None:
                continue
            as_it_is = replaced.get(name, identifier(name))
            replaced[name] = self._hidden(identifier(name), kind)
            if condition := condition_of(column):
                replaced[name] = (
                    f"case when {condition} then {replaced[name]} else {as_it_is} end"
                )
        return replaced

    def shown_in_text(self, column: str) -> str:
        """SQL of what stands for an id within a text: never an empty place."""
        if self.treatment is PersonalData.HASHED:
            return self._hidden(column, "id")
        return literal(OMITTED_ID)

    def shown_for_erased(self, hash_: str) -> str:
        """SQL of what stands within a text for an id of who was forgotten.

        By its hash in the list, whose salt is secret: another for each id, and never
        the one that was published for it before.
        """
        if self.treatment is PersonalData.OMITTED:
            return literal(OMITTED_ID)
        return f"'(forgotten-' || left({hash_}, 8) || ')'"

    @property
    def salt_fingerprint(self) -> str | None:
        """What a build says of the salt that its hashes were made with.

        The same for the same salt. A guess at the salt takes as long to check by it as
        this takes, where one at the hash of a known id costs nothing: it tells nobody
        what the hashes do not tell.
        """
        if not self.salt:
            return None
        return hashlib.scrypt(
            self.salt.encode(), salt=FINGERPRINT_OF, n=1 << 14, r=8, p=1, dklen=16
        ).hex()

    def hash_of(self, id_: str) -> str:
        """The hash that stands for an id where they are published so."""
        return hashlib.sha256(f"{self.salt}:{id_}".encode()).hexdigest()[:HASH_LENGTH]

    def _hidden(self, column: str, kind: str) -> str:
        if kind == "id" and self.treatment is PersonalData.HASHED:
            return (
                f"left(sha256({literal(self.salt + ':')} || {column}), {HASH_LENGTH})"
            )
        return "cast(null as varchar)"


PLAIN = Disguise(PersonalData.PLAIN)


def kind_of(column: Mapping[str, Any]) -> str | None:
    """The kind of personal data that a column of dbt's manifest holds, if any."""
    kind = column.get("config", {}).get("meta", {}).get("pii")
    return None if kind is None else str(kind)


def condition_of(column: Mapping[str, Any]) -> str | None:
    """The condition under which a marked column holds personal data; None: always."""
    condition = column.get("config", {}).get("meta", {}).get("pii_if")
    return None if condition is None else str(condition)
