"""Which columns of raw tables hold ids of persons, and of what belongs to them.

Belongs here: reading that from the raw contract; the macro `ids_of_row` reads the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

CUSTOMERS = "customers"
DEVICES = "devices"


@dataclass(frozen=True)
class IdColumn:
    """A column of a raw table with ids of a kind; with an owning one a row goes."""

    name: str
    kind: str
    is_owning: bool


@dataclass(frozen=True)
class RawTable:
    """A raw table and its ids; no `key`: several columns name a row."""

    name: str
    key: str | None
    ids: tuple[IdColumn, ...]

    def columns(self, kind: str) -> list[str]:
        """The columns that hold ids of a kind."""
        return [column.name for column in self.ids if column.kind == kind]


def raw_tables_of(sources: Sequence[Mapping[str, Any]]) -> list[RawTable]:
    """The raw tables of dbt's manifest."""
    return [_raw_table(source) for source in sources]


def _raw_table(source: Mapping[str, Any]) -> RawTable:
    meta = source["config"]["meta"]
    ids = []
    for name, column in source["columns"].items():
        found = column["config"]["meta"]
        if kind := found.get("person") or found.get("references"):
            is_owning = "person" in found or "is_part" in found
            ids.append(IdColumn(str(name), str(kind), is_owning))
    key = meta["key"]
    is_plain = len(key) == 1 and "id_column" not in meta
    return RawTable(str(source["name"]), str(key[0]) if is_plain else None, tuple(ids))
