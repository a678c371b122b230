"""What is about to be forgotten, until it is: a process may be killed in between.

Belongs here: a file that only its owner may read, for it names the person. It is gone
when all is done: by the next `make forget`, or the next run of whatever kind.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from orchestration.erased_ids import write_privately
from orchestration.forgetting.person import Person


def read_intent(file: Path) -> Person | None:
    """The person whom a run that was killed had begun to forget, if there was one."""
    try:
        ids: Mapping[str, list[str]] = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Person(ids)


def write_intent(file: Path, person: Person) -> None:
    """Note whom to forget."""
    write_privately(file, json.dumps(dict(person.ids), ensure_ascii=False))
