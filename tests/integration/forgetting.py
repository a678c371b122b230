"""A handful of rows of a person who will be forgotten, and of those beside her.

Belongs here: raw data in which every way of naming somebody occurs, and the search for
whoever must not be found. What must come of it stands in the test.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from orchestration.sql_text import identifier, literal

# Ann has an older id, a telephone of her own, and shares a tablet with Ben.
ANN, ANN_BEFORE, ANNS_PHONE = "ann-7f3a", "ann-before-91c2", "phone-e5d4"
BEN, TABLET = "ben-1b8e", "tablet-22aa"
NAMES_OF_ANN = (ANN, ANN_BEFORE, ANNS_PHONE)

FILES = {
    "customers.csv": f"""\
customer_id,created_at,segment,referred_by_customer_id,merged_into_customer_id,merged_at
{ANN},2026-01-01,private,,,
{ANN_BEFORE},2025-12-01,private,,{ANN},2026-01-01
{BEN},2026-01-02,private,{ANN},,
""",
    # r1 is rejected for its time; in the last line a quote is not closed.
    "touchpoints/a.csv": f"""\
touchpoint_id,occurred_at,customer_id,anonymous_id,channel,touchpoint_type,deal_id,page
a1,2026-01-03 10:00,{ANN},{ANNS_PHONE},email,email_click,,/me/{ANN}
a2,2026-01-03 10:05,,{ANNS_PHONE},email,page_view,,/shop
a3,2026-01-04 10:00,{ANN_BEFORE},,email,email_click,deal-ann,/me/{ANN_BEFORE}
r1,yesterday,{ANN},,email,email_click,,/rejected
s1,2026-01-05 10:00,{ANN},{TABLET},email,email_click,,/shared
s2,2026-01-05 10:01,,{TABLET},email,page_view,,/anns-by-time
b1,2026-01-06 10:00,{BEN},{TABLET},email,email_click,,/bens
b2,2026-01-06 10:01,,{TABLET},email,page_view,,/bens-by-time
b3,2026-01-07 10:00,{BEN},,phone,call,deal-ann,
x1,2026-01-08 10:00,{ANN},,"email,email_click,,
""",
    "deals.jsonl": f"""\
{{"deal_id":"deal-ann","created_at":"2026-01-03","stage":"lead","customer_id":null,"loaded_at":"2026-01-03"}}
{{"deal_id":"deal-ann","created_at":"2026-01-03","stage":"won","customer_id":"{ANN}","loaded_at":"2026-01-09","status":"won","closed_at":"2026-01-09"}}
{{"deal_id":"deal-ben","created_at":"2026-01-03","stage":"lead","customer_id":"{BEN}","loaded_at":"2026-01-03"}}
""",
    "deal_contacts.csv": f"""\
deal_id,customer_id,role
deal-ann,{ANN},decider
deal-ann,{BEN},user
deal-ben,{ANN},user
deal-ben,{BEN},decider
""",
    "deal_stage_changes.csv": """\
deal_id,stage,changed_at
deal-ann,lead,2026-01-03
deal-ann,won,2026-01-09
deal-ben,lead,2026-01-03
""",
    "order_items.csv": """\
order_id,line_number,product_id,quantity,unit_price
order-ann,1,p1,1,10
order-ben,1,p1,2,10
""",
    "survey_responses.csv": f"""\
response_id,survey_type,score,customer_id,anonymous_id,sent_at,responded_at,comment
q1,nps,9,{ANN},,2026-01-09,2026-01-10,Thank you
q2,nps,3,,{ANNS_PHONE},2026-01-09,2026-01-10,From the phone
q3,nps,5,{BEN},,2026-01-09,2026-01-10,Meh
q4,nps,eleven,{ANN},,2026-01-09,2026-01-10,Rejected
""",
}
# Read in place, without a twin.
ORDERS = [
    ("order-ann", "2026-01-05", "10", ANN, None),
    ("order-phone", "2026-01-05", "20", None, ANNS_PHONE),
    ("order-ben", "2026-01-06", "20", BEN, None),
]


def write_raw(raw_dir: Path) -> None:
    """Write the raw tables."""
    for name, text in FILES.items():
        file = raw_dir / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    write_orders(raw_dir / "orders" / "a.parquet", ORDERS)


def write_orders(file: Path, rows: Sequence[tuple[str | None, ...]]) -> None:
    """Write orders as a Parquet file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    columns = ("order_id", "ordered_at", "amount", "customer_id", "anonymous_id")
    with duckdb.connect() as connection:
        typed = ", ".join(f"{column} varchar" for column in columns)
        connection.execute(f"create table orders ({typed})")
        connection.executemany("insert into orders values (?, ?, ?, ?, ?)", rows)
        connection.table("orders").write_parquet(str(file))


def places_of(texts: Sequence[str], folders: Sequence[Path]) -> Iterator[str]:
    """Where one of some texts stands: in bytes, or in rows, which are packed."""
    paths = (path for folder in folders for path in sorted(folder.rglob("*")))
    # One for all files: opening one takes longer than most of the searches.
    with duckdb.connect() as connection:
        for file in (path for path in paths if path.is_file()):
            content = file.read_bytes()
            if any(text.encode() in content for text in texts):
                yield f"{file}: bytes"
            for name in _relations_with(connection, file, texts):
                yield f"{file}: {name}"


def _relations_with(
    connection: duckdb.DuckDBPyConnection, file: Path, texts: Sequence[str]
) -> list[str]:
    """The tables of a file that hold one of some texts in any column."""
    found = " or ".join(f"contains(found, {literal(text)})" for text in texts)

    def is_in(relation: str) -> bool:
        rows = f"select cast(searched as varchar) as found from {relation} searched"
        query = f"select 1 from ({rows}) where {found} limit 1"
        return _fetched(connection, query) != []

    if file.suffix == ".parquet":
        return [file.name] if is_in(f"read_parquet({literal(str(file))})") else []
    if file.suffix != ".duckdb":
        return []
    connection.execute(f"attach {literal(str(file))} as searched (read_only)")
    try:
        tables = _fetched(
            connection,
            "select schema_name, table_name from duckdb_tables() "
            "where database_name = 'searched'",
        )
        return [
            f"{schema}.{name}"
            for schema, name in tables
            if is_in(f"searched.{identifier(schema)}.{identifier(name)}")
        ]
    finally:
        connection.execute("detach searched")


def _fetched(
    connection: duckdb.DuckDBPyConnection, query: str
) -> list[tuple[Any, ...]]:
    return connection.execute(query).fetchall()
