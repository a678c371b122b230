"""Which planted rows a warehouse found, and what it found beside them.

Belongs here: what the truth of a sample world lets expect of rejected, superseded and
flagged rows and of values that no rule names, and what the marts say instead.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sample.catalogue import ID_COLUMNS
from tests.warehouses import Warehouse

# A flag that another planted oddity brings with it. A deal is reopened some hours after
# its row says that it closed: the visit that begins there is over before it began.
CONSEQUENCES = {"reopened": "out_of_order_visit"}
# Of a broken line the reason goes on with what is wrong about it.
UNREADABLE_LINE = "line: cannot be parsed"
UNMAPPED = "unmapped:"

# Table, what names the row, and where it ended or why.
Finding = tuple[str, str, str]
# The models that tell of rows, and what else the comparison reads.
MODELS = ["fct_rejected_rows", "fct_flagged_rows", "agg_unmapped_values"]


@dataclass(frozen=True)
class Planted:
    """A row that was planted; `token` stands in its `source_system`."""

    table_name: str
    token: str
    row_key: str
    kind: str
    place: str
    reason: str


@dataclass(frozen=True)
class Comparison:
    """What was to be found, and what was."""

    expected: Counter[Finding]
    found: Counter[Finding]

    @property
    def surplus(self) -> Counter[Finding]:
        return self.found - self.expected

    @property
    def missing(self) -> Counter[Finding]:
        return self.expected - self.found


def truth_rows(truth: Path, name: str) -> list[dict[str, str]]:
    """The rows of a file of the truth."""
    with (truth / f"{name}.csv").open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def planted_rows(truth: Path) -> list[Planted]:
    """The rows that were planted."""
    return [Planted(**row) for row in truth_rows(truth, "planted_defects")]


def planted_keys(warehouse: Warehouse) -> dict[tuple[str, str], str]:
    """The key of each planted row that was read, by table and token."""
    found: dict[tuple[str, str], str] = {}
    for source in warehouse.project.manifest.sources.values():
        meta: dict[str, Any] = source.config.meta
        parts = [f"coalesce(cast({column} as varchar), '')" for column in meta["key"]]
        key = " || '|' || ".join(parts)
        if "id_column" in meta:
            key = f"coalesce({meta['id_column']}, {key})"
        rows = warehouse.tuples(
            f"select source_system, {key} from staging.base_{source.name}"
            " where source_system like 'planted-%'"
        )
        found |= {(source.name, token): row_key for token, row_key in rows}
    return found


def rejections(warehouse: Warehouse, planted: list[Planted]) -> Comparison:
    """Rejected rows, with their reasons."""
    expected = Counter(
        (row.table_name, row.token, row.reason)
        for row in planted
        if row.place == "rejected"
    )
    rejected = warehouse.tuples(
        """
        select
            table_name,
            case
                when json_valid(raw_row) then raw_row ->> 'source_system'
                else split_part(raw_row, ',', 1)
            end,
            reasons
        from marts.fct_rejected_rows
        """
    )
    found = Counter(
        (table, token, UNREADABLE_LINE if UNREADABLE_LINE in reasons else reasons)
        for table, token, reasons in rejected
    )
    return Comparison(expected, found)


def superseded(warehouse: Warehouse, planted: list[Planted]) -> Comparison:
    """Duplicates and withdrawn rows."""
    expected = Counter(
        (row.table_name, row.row_key, row.place)
        for row in planted
        if row.place in ("duplicate", "withdrawn")
    )
    query = " union all ".join(
        f"""
        select '{table}', {ID_COLUMNS[table]}, place
        from staging.stg_{table}__superseded
        inner join staging.base_{table} using (source_file, source_row_number)
        """
        for table in sorted({table for table, _, _ in expected})
    )
    return Comparison(expected, Counter(warehouse.tuples(query)))


def flags(warehouse: Warehouse, planted: list[Planted]) -> Comparison:
    """Rows that are used and look odd."""
    keys = planted_keys(warehouse)
    odd = [
        (row.table_name, row.row_key or keys[row.table_name, row.token], row.reason)
        for row in planted
        if row.place == "flagged" and not row.reason.startswith(UNMAPPED)
    ]
    brought = [
        (table, row_key, CONSEQUENCES[flag])
        for table, row_key, flag in odd
        if flag in CONSEQUENCES
    ]
    found = warehouse.tuples(
        "select table_name, row_key, flag from marts.fct_flagged_rows"
    )
    return Comparison(Counter([*odd, *brought]), Counter(found))


def unmapped(warehouse: Warehouse, truth: Path) -> Comparison:
    """Values that no rule names."""
    expected = Counter(
        (row["pipeline"], row["value"], UNMAPPED + row["kind"])
        for row in truth_rows(truth, "unmapped_values")
    )
    found = warehouse.tuples(
        f"select coalesce(pipeline, ''), value, '{UNMAPPED}' || kind"
        " from marts.agg_unmapped_values"
    )
    return Comparison(expected, Counter(found))


def comparisons(warehouse: Warehouse, truth: Path) -> Iterator[tuple[str, Comparison]]:
    """All of them, by what is found."""
    planted = planted_rows(truth)
    yield "rejected", rejections(warehouse, planted)
    yield "superseded", superseded(warehouse, planted)
    yield "flagged", flags(warehouse, planted)
    yield "unmapped", unmapped(warehouse, truth)
