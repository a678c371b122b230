"""Plants faults of deliveries: days that are lost or doubled, or wrong in a part.

Belongs here: what goes wrong with whole days and columns of good rows, and that the
truth lists it. Single bad rows are planted by `defects`.

It works on what `company` has written, a file per table, so that the world before and
after a fault can be compared. The committed sample has no faults.
"""

import csv
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from pathlib import Path

import duckdb

from sample.generator import Plan, run_step
from sample.writing import PARQUET, write_file

# Before, nothing is usual yet; after, a day may still be on its way.
FIRST_DAYS = 70
# Weeks need a longer past: a quarter of `anomaly_spread_periods`, and some.
FIRST_WEEKS_DAYS = 182
LAST_DAYS = 30
# Rows that the same weekday usually has. Of fewer, all may be missing by chance.
LEAST_ROWS = 30
# Columns that a release of the source empties; each is filled in many rows.
EMPTIED = ("page", "device", "country", "campaign", "anonymous_id")
# Seconds that are suddenly milliseconds, and the other way round.
FACTORS = {"duration_seconds": 1000.0, "load_ms": 0.001}
# Columns that an export leaves out from some day on; no table needs them.
VANISHING = {
    "touchpoints": ("country", "load_ms", "page", "campaign"),
    "orders": ("promo_code", "channel", "cost_of_goods"),
    "customers": ("country", "segment", "language"),
    "deals": ("amount", "owner", "lost_reason"),
    "deal_tasks": ("outcome", "team"),
    "support_cases": ("priority", "topic"),
    "survey_responses": ("comment", "product_id"),
    "campaign_costs": ("clicks", "impressions"),
}


@dataclass(frozen=True)
class Fault:
    """Something that is wrong with a table on a day, or from a day on."""

    table_name: str
    day: date
    kind: str
    column_name: str
    value: str
    usual_row_count: int
    day_count: int = 1

    @property
    def last_day(self) -> date:
        """The last day on which it is wrong; of a vanished column there is none."""
        return self.day + timedelta(days=self.day_count - 1)


def plant(out: Path, plan: Plan) -> list[Fault]:
    """Spoil the tables below `out/raw`, and list how in the truth."""
    connection = duckdb.connect()
    connection.execute("set threads = 1")
    connection.execute(f"set variable seed = {plan.seed}")
    run_step(connection, "draws")
    planted: list[Fault] = []
    for table in sorted(path.name for path in (out / "raw").iterdir()):
        faults = list(faults_of(connection, table, out / "raw" / table))
        if faults:
            spoil(connection, faults, out / "raw" / table)
        planted += faults
    path = out / "truth" / "planted_faults.csv"
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, [field.name for field in fields(Fault)])
        writer.writeheader()
        writer.writerows(asdict(fault) for fault in planted)
    return planted


def faults_of(
    connection: duckdb.DuckDBPyConnection, table: str, folder: Path
) -> Iterator[Fault]:
    """Choose what goes wrong with a table: each kind once, all on days of their own."""
    files = list(folder.iterdir())
    if len(files) > 1:
        raise ValueError(f"{folder} has several files: faults are for small worlds")
    connection.execute(
        f"create or replace temp table rows_of_table as select * from '{files[0]}'"
    )
    kinds = [("lost day", "", ""), ("doubled day", "", "")]
    if table == "touchpoints":
        emptied, scaled, channel = drawn_details(connection)
        kinds += [
            ("emptied column", emptied, ""),
            ("other unit", scaled, ""),
            ("lost channel", "channel", channel),
        ]
    days = full_days(connection, table)
    # Apart, so that no fault stands in the way of the next one.
    every = len(days) // len(kinds)
    for number, (kind, column, value) in enumerate(kinds):
        if every:
            day, row_count = days[number * every + every // 2]
            yield Fault(table, day, kind, column, value, row_count)
    if table in VANISHING:
        column, day = vanishing(connection, table)
        yield Fault(table, day, "vanished column", column, "", 0)
    if table == "orders":
        monday, row_count = drawn_week(connection, table)
        yield Fault(table, monday, "amounts in cents", "amount", "", row_count, 7)


def full_days(
    connection: duckdb.DuckDBPyConnection, table: str
) -> list[tuple[date, int]]:
    """Half of the days on which enough rows are usual, drawn, in order."""
    return connection.execute(
        f"""
        with counted as (
            select loaded_at::date as day, count(*) as row_count
            from rows_of_table
            group by day
        ),
        usual as (
            select
                *,
                median(row_count) over (
                    partition by isodow(day)
                    order by day
                    rows between 8 preceding and 1 preceding
                )::bigint as usual_row_count
            from counted
        )
        select day, usual_row_count from usual
        where
            day > (select min(day) + {FIRST_DAYS} from counted)
            and day < (select max(day) - {LAST_DAYS} from counted)
            and least(row_count, usual_row_count) >= {LEAST_ROWS}
            and draw(day, '{table}/fault') < 0.5
        order by day
        """
    ).fetchall()


def drawn_details(connection: duckdb.DuckDBPyConnection) -> tuple[str, str, str]:
    """The column that is emptied, the one of another unit, the channel that is lost."""
    row = connection.execute(
        f"""
        select
            pick({list(EMPTIED)}, 'emptied', 'fault'),
            pick({list(FACTORS)}, 'other unit', 'fault'),
            (select mode(channel) from rows_of_table)
        """
    ).fetchone()
    assert row is not None
    return row


def vanishing(connection: duckdb.DuckDBPyConnection, table: str) -> tuple[str, date]:
    """The column that the newest file of a table lacks, and its first day."""
    row = connection.execute(
        f"""
        select
            pick({list(VANISHING[table])}, '{table}', 'vanished'),
            max(loaded_at)::date - 14
        from rows_of_table
        """
    ).fetchone()
    assert row is not None
    return row


def drawn_week(connection: duckdb.DuckDBPyConnection, table: str) -> tuple[date, int]:
    """The Monday of a week that has enough past, and the rows of the week."""
    row = connection.execute(
        f"""
        with counted as (
            select date_trunc('week', loaded_at)::date as monday, count(*) as row_count
            from rows_of_table
            group by monday
        )
        select monday, row_count from counted
        where
            monday >= (select min(monday) + {FIRST_WEEKS_DAYS} from counted)
            and monday < (select max(monday) - {LAST_DAYS} from counted)
        order by draw(monday, '{table}/week'), monday
        limit 1
        """
    ).fetchone()
    assert row is not None
    return row


def spoil(
    connection: duckdb.DuckDBPyConnection, faults: list[Fault], folder: Path
) -> None:
    """Write the files of a table again, with its faults."""
    (file,) = folder.iterdir()
    for fault in faults:
        is_on_day = (
            f"loaded_at::date between date '{fault.day}' and date '{fault.last_day}'"
        )
        column = fault.column_name
        match fault.kind:
            case "lost day":
                connection.execute(f"delete from rows_of_table where {is_on_day}")
            case "lost channel":
                connection.execute(
                    f"delete from rows_of_table where {is_on_day}"
                    f" and channel = '{fault.value}'"
                )
            case "emptied column":
                connection.execute(
                    f"update rows_of_table set {column} = null where {is_on_day}"
                )
            case "other unit":
                connection.execute(
                    f"update rows_of_table set {column} = {column} * {FACTORS[column]}"
                    f" where {is_on_day}"
                )
            case "amounts in cents":
                connection.execute(
                    f"update rows_of_table set {column} = {column} * 100"
                    f" where {is_on_day}"
                )
            case "doubled day":
                query = f"select * from rows_of_table where {is_on_day}"
                write_file(connection, query, folder / "again.parquet", PARQUET)
            case "vanished column":
                is_new = f"loaded_at >= date '{fault.day}'"
                query = f"select * exclude ({column}) from rows_of_table where {is_new}"
                write_file(connection, query, folder / "newest.parquet", PARQUET)
                connection.execute(f"delete from rows_of_table where {is_new}")
    write_file(connection, "select * from rows_of_table", file, PARQUET)
