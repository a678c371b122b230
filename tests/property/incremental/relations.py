"""All relations of a warehouse, and what differs between two of them."""

from collections import Counter
from collections.abc import Iterator

from tests.warehouses import Warehouse, connection

COMPARED_SCHEMAS = ("staging", "intermediate", "marts")
SHOWN_ROWS = 2
Contents = dict[str, Counter[str]]


def contents(warehouse: Warehouse) -> Contents:
    """The rows of each relation, in any order, as text with all columns."""
    found: Contents = {}
    with connection(warehouse.database) as opened:
        relations = opened.execute(
            "select table_schema || '.' || table_name from information_schema.tables"
            f" where table_schema in {COMPARED_SCHEMAS}"
        ).fetchall()
        for (relation,) in relations:
            rows = opened.sql(f"select * from {relation}")
            columns = rows.columns
            found[relation] = Counter(
                ", ".join(f"{c}={v!r}" for c, v in zip(columns, row, strict=True))
                for row in rows.fetchall()
            )
    return found


def differences(replayed: Warehouse, rebuilt: Warehouse) -> Iterator[str]:
    """A sentence for each relation whose rows differ."""
    found, expected = contents(replayed), contents(rebuilt)
    for relation in sorted(found.keys() | expected.keys()):
        if relation not in found or relation not in expected:
            yield f"{relation} is only in one of the warehouses"
            continue
        surplus = found[relation] - expected[relation]
        missing = expected[relation] - found[relation]
        if surplus or missing:
            yield (
                f"{relation}: {surplus.total()} rows too many, {missing.total()}"
                f" missing of {expected[relation].total()}"
                f"\n  found    {sorted(surplus)[:SHOWN_ROWS]}"
                f"\n  expected {sorted(missing)[:SHOWN_ROWS]}"
            )
