"""Plants defects: rows that a warehouse must reject, supersede, withdraw or flag.

Belongs here: how rows of each kind are made from good ones, and that the truth lists
them. Each planted row carries its token in `source_system`, and as its id where the
table has one, so that the truth can name it. `catalogue` says which kinds there are.
"""

from collections.abc import Mapping

import duckdb

from sample.catalogue import ID_COLUMNS, ROW_KEYS, Defect, defects_of

# Of all rows; at small sizes the three rows of each kind make more than this.
PLANTED_SHARE = 0.005
ROWS_PER_KIND = 3
MOST_CHUNKS = 10
# Some defects can be made from a tenth of the rows only, but none of touchpoints.
GOOD_ROWS_PER_DEFECT = 16
GOOD_TOUCHPOINTS_PER_DEFECT = 3


def plant(connection: duckdb.DuckDBPyConnection, table: str, chunk_count: int) -> None:
    """Make `planted_<table>` (all text) and list its rows in `truth_planted_defects`.

    The rows are made from the first chunk, and stand for all of them up to a limit.
    """
    described = connection.execute(f"describe full_{table}").fetchall()
    types = {str(name): str(column_type) for name, column_type, *_ in described}
    defects = defects_of(table, types)
    share = PLANTED_SHARE * min(chunk_count, MOST_CHUNKS)
    copies = make_good_rows(connection, table, types, len(defects), share)
    columns = ", ".join(f"{name} varchar" for name in types)
    connection.execute(f"create or replace temp table planted_{table} ({columns})")
    for number, defect in enumerate(defects):
        prefix = f"planted-{table}-{number}"
        plant_one(connection, defect, list(types), prefix, copies)


def make_good_rows(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    types: Mapping[str, str],
    defect_count: int,
    share: float,
) -> int:
    """Choose the good rows that are turned into bad ones; return rows per defect."""
    counted = connection.execute(f"select count(*) from full_{table}").fetchone()
    row_count = counted[0] if counted else 0
    copies = max(ROWS_PER_KIND, int(share * row_count / defect_count))
    key = ID_COLUMNS.get(table, ROW_KEYS.get(table))
    as_text = ", ".join(f"{name}::varchar as {name}" for name in types)
    is_large = table == "touchpoints"
    spare = GOOD_TOUCHPOINTS_PER_DEFECT if is_large else GOOD_ROWS_PER_DEFECT
    every = max(1, row_count // (spare * copies * defect_count))
    # With enough rows each defect has a share of its own, so that none sorts them all.
    slots = defect_count if every > 1 else 1
    if is_large:
        connection.execute(f"set variable one_burst_in = {every}")
    connection.execute(
        f"""
        create or replace temp table good_rows as
        select
            {as_text},
            noise({key}, 'good row') as good_row,
            noise({key}, 'good row slot') % {slots} as slot
        from full_{table}
        where noise({key}, 'good row') % {1 if is_large else every} = 0
        """
    )
    connection.execute("set variable one_burst_in = 1")
    return copies


def plant_one(
    connection: duckdb.DuckDBPyConnection,
    defect: Defect,
    columns: list[str],
    prefix: str,
    copies: int,
) -> None:
    """Plant the rows of one kind of defect, and list them in the truth."""
    id_column = ID_COLUMNS.get(defect.table)
    changes = {"source_system": "token"}
    if id_column and not defect.keeps_key:
        changes[id_column] = "token"
    changes |= defect.changes
    # A withdrawal names the rows of the defect before it.
    stem, _, number = prefix.rpartition("-")
    is_withdrawal = defect.kind == "withdrawn"
    seed_number = int(number) - 1 if is_withdrawal else int(number)
    seed_prefix = f"{stem}-{seed_number}"
    selected = ", ".join(f"{changes.get(name, name)} as {name}" for name in columns)
    key = id_column if id_column else "null"
    # An exact copy cannot carry a token: its key must do.
    token = key if changes["source_system"] == "source_system" else "token"
    row_key = key if defect.flags_original else changes.get(id_column or "", key)
    connection.execute(
        f"""
        create or replace temp table chosen as
        select
            *,
            '{prefix}-' || copy_number as token,
            '{seed_prefix}-' || copy_number as previous_token,
            '{prefix}-' || ((copy_number + 1) % {copies}) as next_token
        from (
            select *, row_number() over (order by noise(good_row, '{seed_prefix}')) - 1
                as copy_number
            from (
                select *
                from good_rows
                where
                    slot = {seed_number} % (select max(slot) + 1 from good_rows)
                    and {defect.where}
                order by noise(good_row, '{seed_prefix}')
                limit {copies}
            )
        )
        order by copy_number
        """
    )
    connection.execute(
        f"insert into planted_{defect.table} select {selected} from chosen"
    )
    connection.execute(
        f"""
        insert into truth_planted_defects
        select '{defect.table}', {token}, {row_key},
            $kind, $place, nullif($reason, '')
        from chosen
        """,
        {"kind": defect.kind, "place": defect.place, "reason": defect.reason},
    )
    if defect.kind == "later version":
        connection.execute(
            f"""
            insert into truth_planted_defects
            select '{defect.table}', source_system, {key}, 'superseded',
                'duplicate', null
            from chosen
            """
        )
