"""Checksums of marts, and what differs where they do.

Belongs here: comparing the rows of one mart in two warehouses, whatever their order.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from tests.warehouses import Warehouse, connection

SHOWN_ROWS = 2


@dataclass(frozen=True)
class Checksum:
    """Of a mart's rows in any order: a number per column, and a digest of all rows."""

    row_count: int
    columns: dict[str, int]
    rows_digest: str


def checksum(warehouse: Warehouse, mart: str, without: Collection[str]) -> Checksum:
    """Sum up the columns of a mart, but for some."""
    described = warehouse.tuples(f"describe marts.{mart}")
    columns = [name for name, *_ in described if name not in without]
    sums = ", ".join(f"sum(cast(hash({name}) as hugeint))" for name in columns)
    ((count, digest, *numbers),) = warehouse.tuples(
        f"""
        select count(*), md5(string_agg(row_digest, '' order by row_digest)), {sums}
        from (
            select *, md5(cast(row({", ".join(columns)}) as varchar)) as row_digest
            from marts.{mart}
        )
        """
    )
    return Checksum(count, dict(zip(columns, numbers, strict=True)), digest)


def differences(
    one: Warehouse, other: Warehouse, marts: dict[str, Collection[str]]
) -> Iterator[str]:
    """A sentence for each mart whose rows differ; some columns of it are left out."""
    for mart, without in marts.items():
        expected = checksum(one, mart, without)
        found = checksum(other, mart, without)
        if found == expected:
            continue
        columns = [
            name
            for name in expected.columns.keys() | found.columns.keys()
            if expected.columns.get(name) != found.columns.get(name)
        ]
        yield (
            f"{mart}: {expected.row_count} and {found.row_count} rows differ in "
            f"{sorted(columns) or 'how the values of rows belong together'}, such as "
            f"{lone_rows(one, other, mart, columns)} "
            f"and {lone_rows(other, one, mart, columns)}"
        )


def lone_rows(
    one: Warehouse, other: Warehouse, mart: str, columns: Collection[str]
) -> list[tuple[object, ...]]:
    """Some rows of a mart that the other warehouse does not have."""
    selected = ", ".join(sorted(columns)) or "*"
    with connection(one.database) as warehouse:
        warehouse.execute(f"attach '{other.database}' as other (read_only)")
        rows = warehouse.execute(
            f"select {selected} from marts.{mart} except all"
            f" select {selected} from other.marts.{mart} limit {SHOWN_ROWS}"
        ).fetchall()
        warehouse.execute("detach other")
        return rows
