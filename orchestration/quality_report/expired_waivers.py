"""Waivers that have ended while their problem is there: one sentence for each.

Belongs here: saying it to whoever runs, in the lines of a terminal and in a log. How a
waiver stands is decided by the page's own list, so that both tell the same.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from orchestration.quality_report.content import is_checked, take_list, warehouse_of

# More of them would hide which.
PLACES_SHOWN = 3


def expired_sentences(database: Path, started_at: datetime | None = None) -> list[str]:
    """Which rules fail again, where, since when, and who has to act.

    Of a run that began at `started_at` and did not come to its checks nothing is known.

    >>> expired_sentences(Path("no such warehouse"))
    []
    """
    try:
        with warehouse_of(database) as connection:
            if not is_checked(connection, started_at):
                return []
            waivers = take_list(connection, "waivers")
    except duckdb.Error:
        # A warehouse that keeps no results, or that somebody holds.
        return []
    return [_sentence(row) for row in waivers if row["state"] == "fails_again"]


def _sentence(waiver: Mapping[str, Any]) -> str:
    return (
        f"{_listed(waiver['failing_places'])} ({waiver['rule']}) fails again: the "
        f"waiver of {waiver['granted_by']} ended on {waiver['expires_on']}; "
        f"{_listed(waiver['owners'])} must repair it or have it waived anew"
    )


def _listed(names: Sequence[str]) -> str:
    """Names in one text.

    >>> _listed(["a"]), _listed(["a", "b", "c", "d"])
    ('a', 'a, b, c and 1 more')
    """
    rest = len(names) - PLACES_SHOWN
    more = f" and {rest} more" if rest > 0 else ""
    return ", ".join(names[:PLACES_SHOWN]) + more
