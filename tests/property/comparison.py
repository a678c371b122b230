"""How rows are compared, and how a difference is told."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

Rows = Iterable[Mapping[str, Any]]

# Marts round doubles to nine significant digits.
RELATIVE_TOLERANCE = 1e-8
SHOWN = 4
WORLD = re.compile(r"\bw\d{3}(?=-)|\b[hi]-[a-z]+")


def is_same(expected: object, actual: object) -> bool:
    """Whether two values are equal; numbers up to the rounding of the marts."""
    numbers = (int, float, Decimal)
    if isinstance(expected, numbers) and isinstance(actual, numbers):
        return math.isclose(expected, actual, rel_tol=RELATIVE_TOLERANCE)
    return expected == actual


def by_key(rows: Rows, key: Sequence[str]) -> dict[tuple[str, ...], Mapping[str, Any]]:
    """Rows by their key, which must be one."""
    found: dict[tuple[str, ...], Mapping[str, Any]] = {}
    for row in rows:
        values = tuple(str(row[column]) for column in key)
        assert values not in found, f"{values} stands twice"
        found[values] = row
    return found


def differences(
    expected: Rows, actual: Rows, key: Sequence[str]
) -> dict[str, list[str]]:
    """A sentence for each difference, under the column that differs or what lacks."""
    wanted, found = by_key(expected, key), by_key(actual, key)
    told: dict[str, list[str]] = {}
    for name in sorted(wanted.keys() | found.keys()):
        if name not in found:
            told.setdefault("missing", []).append(f"{name}: {wanted[name]}")
        elif name not in wanted:
            told.setdefault("too many", []).append(f"{name}: {found[name]}")
        else:
            for column, value in wanted[name].items():
                if not is_same(value, found[name][column]):
                    sentence = f"{name}: expected {value}, found {found[name][column]}"
                    told.setdefault(column, []).append(sentence)
    return told


def assert_same(expected: Rows, actual: Rows, key: Sequence[str]) -> None:
    """Compare row for row, and say in which worlds the differences lie."""
    told = differences(expected, actual, key)
    lines = []
    for kind, sentences in told.items():
        worlds = sorted(set(WORLD.findall("\n".join(sentences))))
        where = f"{len(sentences)} rows in {len(worlds)} worlds {worlds[:SHOWN]}"
        lines.append("\n    ".join([f"{kind}, {where}", *sentences[:SHOWN]]))
    assert not lines, "\n" + "\n".join(lines)
