"""Names, values and paths as SQL text.

Belongs here: quoting. Which statements are made belongs to whoever makes them.
"""

from collections.abc import Iterable
from pathlib import Path

_GLOB_SIGNS = str.maketrans({"[": "[[]", "*": "[*]", "?": "[?]"})


def literal(text: str) -> str:
    """A text as a SQL string.

    >>> literal("it's")
    "'it''s'"
    """
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """A name as a SQL identifier.

    >>> identifier('a"b')
    '"a""b"'
    """
    return '"' + name.replace('"', '""') + '"'


def path_literal(path: Path) -> str:
    """A path that DuckDB takes as it is, not as a pattern.

    >>> path_literal(Path("/raw/deals [1]*.csv"))
    "'/raw/deals [[]1][*].csv'"
    """
    return literal(str(path).translate(_GLOB_SIGNS))


def path_list(paths: Iterable[Path]) -> str:
    """Several such paths as a SQL list."""
    return "[" + ", ".join(map(path_literal, paths)) + "]"
