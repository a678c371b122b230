"""What dbt says of a run that fails, as its user needs it.

Belongs here: which of dbt's messages are told, and what is left of them. Obstacles that
no model can help, `obstacles` names.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

from orchestration.run.obstacles import database_sentence

# Of nodes that were left out because of one that failed, which is told itself.
ECHOES = frozenset({"LogSkipBecauseError"})
# Events by which dbt says that a node is done with, one way or another.
NODE_EVENTS = frozenset(
    {
        "LogModelResult",
        "LogSeedResult",
        "LogSnapshotResult",
        "LogTestResult",
        "LogNodeNoOpResult",
        "SkippingDetails",
    }
)
# Lines of dbt's messages that tell its developer, not its user, where they come from.
NO_NEWS = re.compile(
    r"(\d\d:\d\d:\d\d  )?Encountered an error:"
    r"|Compilation Error in operation \S*-on-run-start-\d+ .*"
    r"|\s*> (in macro|called by) .*"
    r"|\s*"
)
# A `ref` or `source` of what is not there: dbt tells it without the file as heading.
UNKNOWN_NAME = re.compile(
    r"Compilation Error\n\s*\w[\w ]* '\S+' \((?P<file>.+?)\) depends on a \w+ named "
    r"'(?P<name>.+?)' .*?which was not found( or is disabled)?"
)
# dbt says in one message which test failed and in the next one how: by rows, or by an
# error that names it again.
FOUND_ROWS = re.compile(
    r"Failure in test \S+ \(.*\)|Got \d+ results?, configured to fail if .*"
)
ANSI_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class DbtFailed(RuntimeError):
    """dbt failed; the message is what it said, without its stack and its command."""


def error_text(message: str) -> str:
    r"""What a user needs of dbt's message.

    >>> error_text("Encountered an error:\n  deals.csv lacks stage\n  > in macro x")
    'deals.csv lacks stage'
    >>> error_text("Database Error in model a (a.sql)\n  Binder Error: no b")
    'Database Error in model a (a.sql)\n  Binder Error: no b'
    """
    lines = ANSI_COLOUR.sub("", message).splitlines()
    kept = [line.rstrip() for line in lines if not NO_NEWS.fullmatch(line)]
    # dbt indents what stands below its heading; without one, nothing is to be below.
    return UNKNOWN_NAME.sub(
        r"\g<file> cannot be compiled: it names '\g<name>', which is no model, seed or "
        "source; correct the name there.",
        dedent("\n".join(kept)).strip(),
    )


class DbtErrors:
    """Collects what is wrong, but not the hundred echoes of a full disk."""

    def __init__(self, database: Path) -> None:
        """Of a run that builds `database`."""
        self._database = database
        self.obstacle: str | None = None
        """What no model can help, once dbt has met it."""
        self.problems: list[str] = []
        """What dbt said of nodes that failed."""

    def add(self, event: Mapping[str, Any]) -> str | None:
        """Take an event of dbt's: the problem that it tells, if there is no better."""
        info = event["info"]
        if info["level"] != "error" or info["name"] in ECHOES | NODE_EVENTS:
            return None
        message = error_text(info["msg"])
        if self.obstacle is None:
            self.obstacle = database_sentence(message, self._database)
        if self.obstacle is not None:
            return None
        self.problems.append(message)
        # What the rows are that a check found, the report's words say better; they are
        # read from the warehouse, when dbt has let it go.
        return None if FOUND_ROWS.fullmatch(message) else message

    def reason(self, otherwise: str) -> str:
        """Why the run failed."""
        return "\n".join(self.problems) or self.obstacle or error_text(otherwise)
