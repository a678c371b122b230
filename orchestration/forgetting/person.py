"""Who a customer is: all ids, and the rows that are theirs without naming them.

Belongs here: asking the warehouse. What happens to the ids belongs to whoever asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import duckdb

from orchestration.forgetting.raw_ids import CUSTOMERS, DEVICES, RawTable
from orchestration.sql_text import identifier, literal

ANONYMOUS = "anon:"

# Marts whose rows may belong to a customer whom only the device tells.
RESOLVED = ("touchpoints", "orders", "survey_responses")


@dataclass(frozen=True)
class Person:
    """A person's ids by kind: `customers`, `devices`, and raw tables for keys of rows.

    Keys are only those of rows that do not name the person, and of rows that others
    name: with the rest the person's own ids go.
    """

    ids: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """Every text by which the person goes in a mart."""
        devices = self.ids.get(DEVICES, ())
        return [
            *self.ids.get(CUSTOMERS, ()),
            *devices,
            *(f"{ANONYMOUS}{device}" for device in devices),
        ]


def find_person(
    connection: duckdb.DuckDBPyConnection, tables: Sequence[RawTable], customer: str
) -> Person | None:
    """The person behind a customer id or `anon:<device>`; None: nobody is known by it.

    `connection` has the warehouse attached as `warehouse`.
    """
    connection.execute("create or replace temp table person (kind varchar, id varchar)")
    if customer.startswith(ANONYMOUS):
        _add(connection, DEVICES, _device(customer.removeprefix(ANONYMOUS)))
    else:
        _add(connection, CUSTOMERS, _same_customer(customer, tables))
        _add(connection, DEVICES, _own_devices(tables))
    if not _ids(connection):
        return None
    for table in tables:
        if table.name in RESOLVED:
            _add(connection, table.name, _resolved_rows(table))
    # Parts of a deal name what belongs to the deal: twice is as deep as it goes.
    for table in [*tables, *tables]:
        if table.key is not None:
            _add(connection, table.name, _named_by_others(table, tables))
    return Person(_ids(connection))


def _add(connection: duckdb.DuckDBPyConnection, kind: str, query: str) -> None:
    connection.execute(
        f"""
        insert into person
        select distinct {literal(kind)}, id from ({query}) as found (id)
        where
            id is not null
            and id not in (select id from person where kind = {literal(kind)})
        """
    )


def _ids(connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    rows = connection.execute(
        "select kind, list(id order by id) from person group by kind order by kind"
    ).fetchall()
    return dict(rows)


def _base(table: RawTable) -> str:
    return f"warehouse.staging.{identifier(f'base_{table.name}')}"


def _is_known(column: str, kind: str) -> str:
    ids = f"select id from person where kind = {literal(kind)}"
    return f"coalesce({identifier(column)} in ({ids}), false)"


def _is_own(table: RawTable) -> str:
    """Condition on the rows of a raw table: whether one is the person's."""
    conditions = [
        _is_known(column.name, column.kind) for column in table.ids if column.is_owning
    ]
    if table.key is not None:
        conditions.append(_is_known(table.key, table.name))
    return " or ".join(conditions) or "false"


def _same_customer(customer: str, tables: Sequence[RawTable]) -> str:
    """All ids of one chain of merges, and the id itself if any row has it."""
    given = literal(customer)
    mentions = [
        f"select {given} from {_base(table)} where {identifier(name)} = {given}"
        for table in tables
        for name in table.columns(CUSTOMERS)
    ]
    return f"""
        select raw_customer_id
        from warehouse.intermediate.int_customer_ids
        where customer_id in (
            select customer_id from warehouse.intermediate.int_customer_ids
            where raw_customer_id = {given}
        )
        union all
        {" union all ".join(mentions)}
    """


def _own_devices(tables: Sequence[RawTable]) -> str:
    """Devices on which the person was identified, and nobody else ever was."""
    pairs = [
        f"select {identifier(device)} as device, {identifier(name)} as customer_id "
        f"from {_base(table)} "
        f"where {identifier(device)} is not null and {identifier(name)} is not null"
        for table in tables
        for device in table.columns(DEVICES)
        for name in table.columns(CUSTOMERS)
    ]
    return f"""
        select device
        from ({" union all ".join(pairs)})
        group by device
        having bool_and({_is_known("customer_id", CUSTOMERS)})
    """


def _device(device: str) -> str:
    """A device that belongs to nobody else."""
    return f"""
        select raw_id
        from warehouse.marts.dim_customer_ids
        where id_type = 'anonymous_id' and raw_id = {literal(device)}
        group by raw_id
        having bool_and(customer_id = {literal(ANONYMOUS)} || raw_id)
    """


def _resolved_rows(table: RawTable) -> str:
    """Rows of shared devices that were the person's at that instant."""
    return f"""
        select {table.key}
        from warehouse.marts.{identifier(f"fct_{table.name}")}
        where
            raw_customer_id is null
            and {_is_known("customer_id", CUSTOMERS)}
            and {table.key} in (
                select {table.key} from {_base(table)} where not ({_is_own(table)})
            )
    """


def _named_by_others(table: RawTable, tables: Sequence[RawTable]) -> str:
    """Keys of the person's rows that rows name which do not name the person.

    Those are other versions of the row, parts of it (the lines of an order), and
    whatever only mentions it.
    """
    key = identifier(str(table.key))
    own = f"select {key} from {_base(table)} where {_is_own(table)}"
    others = [
        f"select {identifier(name)} from {_base(other)} "
        f"where not ({_is_own(other)}) and {identifier(name)} in ({own})"
        for other in tables
        for name in [
            *other.columns(table.name),
            *([str(table.key)] if other is table else []),
        ]
    ]
    return " union all ".join(others)
