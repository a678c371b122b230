"""What decided about a table, in words, and the figures out of the words again.

Belongs here: the one form of such texts. They are kept beside the examples of other
checks; the quality report says their figures in the language of its reader.
"""

import re
from collections.abc import Mapping
from functools import cache

from orchestration.expectations.suites import PUBLISHED_MARTS, RAW_TABLES, Expected

PLACE = re.compile(r"\\\{(\w+)(?::[^}]*)?\\\}")


def told(expected: Expected, figures: Mapping[str, object]) -> str:
    """The words for a table that is not as expected.

    >>> told(PUBLISHED_MARTS[0], {"published_rows": 2, "warehouse_rows": 3})
    '2 rows are in the file, 3 in the warehouse'
    """
    return expected.told.format(**{**expected.arguments, **figures})


def figures_told(rule: str, text: str) -> dict[str, str] | None:
    """The figures of such words; None of another text.

    >>> figures_told("border:all_rows", "2 rows are in the file, 3 in the warehouse")
    {'published_rows': '2', 'warehouse_rows': '3'}
    >>> figures_told("border:all_rows", "deal-17")
    """
    pattern = _patterns().get(rule)
    found = pattern.fullmatch(text) if pattern else None
    return found.groupdict() if found else None


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    return {
        expected.rule: re.compile(
            PLACE.sub(r"(?P<\1>.*?)", re.escape(expected.told)), re.DOTALL
        )
        for expected in (*RAW_TABLES, *PUBLISHED_MARTS)
    }
