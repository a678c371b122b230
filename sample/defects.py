"""Plants defects: rows that a warehouse must reject, supersede, withdraw or flag.

Belongs here: which defects there are, where each must end, and how the rows are made from
good ones. Each planted row carries its token in `source_system`, and as its id where the
table has one, so that the truth can name it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import duckdb

# Of all rows; at small sizes the three rows of each kind make more than this.
PLANTED_SHARE = 0.005
ROWS_PER_KIND = 3
MOST_CHUNKS = 10
# Some defects can be made from a tenth of the rows only, but none of touchpoints.
GOOD_ROWS_PER_DEFECT = 16
GOOD_TOUCHPOINTS_PER_DEFECT = 3

ID_COLUMNS = {
    "touchpoints": "touchpoint_id",
    "deals": "deal_id",
    "survey_responses": "response_id",
    "deal_stage_changes": "change_id",
    "deal_tasks": "task_id",
    "support_cases": "case_id",
    "orders": "order_id",
    "products": "product_id",
    "campaign_costs": "cost_id",
    "loyalty_events": "event_id",
    "customers": "customer_id",
}
FILLED = {
    "touchpoints": ("touchpoint_id", "occurred_at"),
    "deals": ("deal_id", "created_at"),
    "survey_responses": ("response_id", "survey_type"),
    "customers": ("customer_id",),
    "deal_stage_changes": ("deal_id", "changed_at"),
    "deal_owner_changes": ("deal_id", "owner", "changed_at"),
    "deal_contacts": ("deal_id", "customer_id"),
    "deal_tasks": ("task_id", "deal_id", "task_type", "requested_at"),
    "support_cases": ("case_id", "opened_at"),
    "orders": ("order_id", "ordered_at", "amount"),
    "order_items": (
        "order_id",
        "line_number",
        "product_id",
        "quantity",
        "unit_price",
    ),
    "products": ("product_id",),
    "campaign_costs": ("cost_date", "cost"),
    "experiment_assignments": ("experiment", "variant", "assigned_at"),
    "scenario_actions": ("trigger_id", "action", "occurred_at"),
    "consents": ("customer_id", "is_granted", "changed_at"),
    "loyalty_events": ("event_id", "customer_id", "event_type", "occurred_at"),
    "exchange_rates": ("rate_date", "currency", "rate_to_reporting"),
}
# Instants that have happened, and so cannot lie after the row was loaded.
EVENTS = {
    "touchpoints": ("occurred_at",),
    "deals": ("created_at", "closed_at"),
    "survey_responses": ("sent_at", "delivered_at", "responded_at", "resolved_at"),
    "customers": ("created_at", "merged_at"),
    "deal_stage_changes": ("changed_at",),
    "deal_owner_changes": ("changed_at",),
    "deal_tasks": ("requested_at", "started_at", "completed_at"),
    "support_cases": ("opened_at", "first_replied_at", "resolved_at"),
    "orders": ("ordered_at", "returned_at", "delivered_at"),
    "experiment_assignments": ("assigned_at",),
    "scenario_actions": ("occurred_at",),
    "consents": ("changed_at",),
    "loyalty_events": ("occurred_at",),
}
UNREADABLE = {
    "TIMESTAMP": ("not a timestamp", "'yesterday, 14:xx'"),
    "DATE": ("not a date", "'31.02.2026'"),
    "BOOLEAN": ("not a boolean", "'perhaps'"),
    "INTEGER": ("not a number", "'twelve'"),
    "BIGINT": ("not a number", "'1O4'"),
    "DECIMAL": ("not a number", "'12,50 €'"),
}
OUTSIDE = (
    ("touchpoints", "direction", "not an accepted value", "'sideways'"),
    ("touchpoints", "duration_seconds", "below the minimum", "'-40'"),
    ("touchpoints", "load_ms", "below the minimum", "'-1'"),
    ("deals", "status", "not an accepted value", "'half won'"),
    ("deals", "probability", "above the maximum", "'1.4'"),
    ("deals", "probability", "below the minimum", "'-0.2'"),
    ("orders", "status", "not an accepted value", "'shipped?'"),
    ("order_items", "returned_quantity", "below the minimum", "'-2'"),
    ("support_cases", "reopened_count", "below the minimum", "'-1'"),
    ("campaign_costs", "purpose", "not an accepted value", "'fun'"),
    ("campaign_costs", "impressions", "below the minimum", "'-100'"),
    ("campaign_costs", "clicks", "below the minimum", "'-5'"),
    ("scenario_actions", "action", "not an accepted value", "'teleported'"),
    ("loyalty_events", "event_type", "not an accepted value", "'vanish'"),
    ("exchange_rates", "rate_to_reporting", "below the minimum", "'0'"),
)
REFERENCES = (
    ("touchpoints", "product_id"),
    ("touchpoints", "deal_id"),
    ("touchpoints", "case_id"),
    ("touchpoints", "order_id"),
    ("deals", "product_id"),
    ("survey_responses", "touchpoint_id"),
    ("survey_responses", "order_id"),
    ("survey_responses", "deal_id"),
    ("survey_responses", "case_id"),
    ("deal_stage_changes", "deal_id"),
    ("deal_owner_changes", "deal_id"),
    ("deal_contacts", "deal_id"),
    ("deal_tasks", "deal_id"),
    ("support_cases", "order_id"),
    ("orders", "deal_id"),
    ("orders", "original_order_id"),
    ("order_items", "order_id"),
    ("order_items", "product_id"),
)
# What tells rows apart where there is no id.
ROW_KEYS = {
    "deal_owner_changes": "deal_id || owner",
    "deal_contacts": "deal_id || customer_id",
    "order_items": "order_id || '/' || line_number",
    "experiment_assignments": "coalesce(customer_id, anonymous_id)",
    "scenario_actions": "trigger_id || action",
    "consents": "customer_id || channel || is_granted",
    "exchange_rates": "currency || rate_date",
}
GUARD_VALUES = ("unknown", "0", "N/A", "undefined", "NULL", "0000", "none")


@dataclass(frozen=True)
class Defect:
    """A kind of defect of a table, and how a good row is turned into it.

    `changes` maps columns to SQL expressions over the columns of a good row (all text)
    and `token`.
    """

    table: str
    kind: str
    place: str
    reason: str
    changes: Mapping[str, str] = field(default_factory=dict)
    # Which good rows it can be made from.
    where: str = "true"
    # A version of an existing row keeps that row's key.
    keeps_key: bool = False


def unreadable_values(table: str, types: Mapping[str, str]) -> Iterator[Defect]:
    """A value that cannot be read as its column's type."""
    for column, column_type in types.items():
        kind, value = UNREADABLE.get(column_type.split("(")[0], ("", ""))
        if kind:
            yield Defect(
                table, kind, "rejected", f"{column}: {kind}", {column: value}
            )


def impossible_values(table: str) -> Iterator[Defect]:
    """An empty or impossible value where the contract wants a good one."""
    for column in FILLED[table]:
        yield Defect(table, "empty", "rejected", f"{column}: empty", {column: "'  '"})
    for outside_table, column, kind, value in OUTSIDE:
        if outside_table == table:
            yield Defect(
                table, kind, "rejected", f"{column}: {kind}", {column: value}
            )
    for column in EVENTS.get(table, ()):
        late = "more than a day after loaded_at"
        yield Defect(
            table,
            late,
            "rejected",
            f"{column}: {late}",
            {column: "(loaded_at::timestamp + interval 50 hour)::varchar"},
        )
        yield Defect(
            table,
            "in the future",
            "rejected",
            f"{column}: in the future",
            {column: "'2099-01-01 12:00:00'", "loaded_at": "null"},
        )
    if table in ("touchpoints", "experiment_assignments"):
        yield Defect(
            table,
            "nobody",
            "rejected",
            "customer_id, anonymous_id: all empty",
            {"customer_id": "null", "anonymous_id": "''"},
        )
    if table == "touchpoints":
        for guard in GUARD_VALUES:
            yield Defect(
                table,
                "guard value for nobody",
                "rejected",
                "customer_id, anonymous_id: all empty",
                {"customer_id": f"'{guard}'", "anonymous_id": "null"},
            )
    if table == "campaign_costs":
        yield Defect(
            table,
            "nothing paid for",
            "rejected",
            "channel, campaign: all empty",
            {"channel": "null", "campaign": "null"},
        )
    if table == "survey_responses":
        for survey_type, score in (("nps", "11"), ("csat", "6"), ("ces", "0")):
            yield Defect(
                table,
                "off its scale",
                "rejected",
                "score: off its scale",
                {"survey_type": f"'{survey_type}'", "score": f"'{score}'"},
            )


def versions(table: str, text_column: str) -> Iterator[Defect]:
    """Other versions of existing rows, with another text and another time of loading."""
    yield Defect(
        table,
        "exact copy",
        "duplicate",
        "",
        {"source_system": "source_system"},
        keeps_key=True,
    )
    yield Defect(
        table,
        "earlier version",
        "duplicate",
        "",
        {
            text_column: "'earlier'",
            "loaded_at": "(loaded_at::timestamp - interval 10 second)::varchar",
        },
        keeps_key=True,
    )
    # The good row that it was made from becomes the duplicate.
    yield Defect(
        table,
        "later version",
        "used",
        "",
        {
            text_column: "'later'",
            "loaded_at": "(loaded_at::timestamp + interval 10 second)::varchar",
        },
        keeps_key=True,
    )


def withdrawals(table: str) -> tuple[Defect, Defect]:
    """A new row and its withdrawal; existing rows stay, others refer to them."""
    kind = "withdrawn"
    return (
        Defect(table, "withdrawn later", "duplicate", ""),
        Defect(
            table,
            kind,
            "withdrawn",
            "",
            {
                ID_COLUMNS[table]: "previous_token",
                "is_deleted": "'true'",
                "loaded_at": "(loaded_at::timestamp + interval 10 second)::varchar",
            },
        ),
    )


def flags(table: str) -> Iterator[Defect]:
    """Rows that are used, and that the steward should see."""
    for referring_table, column in REFERENCES:
        if referring_table == table:
            yield Defect(
                table,
                "unknown reference",
                "flagged",
                f"unknown_reference:{column}",
                {column: "'nowhere-' || token"}
                | ({"line_number": "900 + copy_number"} if table == "order_items" else {}),
            )
    if table == "touchpoints":
        for guard in GUARD_VALUES:
            yield Defect(
                table,
                "guard value",
                "flagged",
                "guard_value:customer_id",
                {"customer_id": f"'{guard}'"},
                "anonymous_id is not null",
            )
        for column, value in (
            ("channel", "carrier_pigeon"),
            ("channel", "подкаст"),
            ("touchpoint_type", "kiosk_scan"),
        ):
            yield Defect(
                table,
                f"unmapped {column}",
                "flagged",
                f"unmapped:{column}",
                {column: f"'{value}'"},
            )
        yield Defect(
            table, "empty channel", "flagged", "empty:channel", {"channel": "''"}
        )
    if table == "deals":
        before = "(created_at::timestamp - interval 9 day)::varchar"
        yield Defect(
            table,
            "closed before created",
            "flagged",
            "closed_before_created",
            {"closed_at": before, "status": "'lost'", "stage": "'lost'"},
            "status <> 'open'",
        )
        yield Defect(
            table,
            "no exchange rate",
            "flagged",
            "missing_exchange_rate",
            {"currency": "'CHF'"},
            "pipeline = 'b2b_sales'",
        )
    if table == "orders":
        yield Defect(
            table,
            "no exchange rate",
            "flagged",
            "missing_exchange_rate",
            {"currency": "'GBP'"},
            "status = 'completed' and deal_id is null",
        )
        yield Defect(
            table,
            "returned before ordered",
            "flagged",
            "returned_before_ordered",
            {
                "status": "'returned'",
                "returned_at": "(ordered_at::timestamp - interval 2 day)::varchar",
            },
            "status = 'completed' and deal_id is null",
        )
        yield Defect(
            table,
            "delivered before ordered",
            "flagged",
            "delivered_before_ordered",
            {"delivered_at": "(ordered_at::timestamp - interval 1 day)::varchar"},
            "status = 'completed' and deal_id is null",
        )
    if table == "survey_responses":
        yield Defect(
            table,
            "answered before sent",
            "flagged",
            "responded_before_sent",
            {"responded_at": "(sent_at::timestamp - interval 3 hour)::varchar"},
            "score is not null",
        )
    if table == "support_cases":
        yield Defect(
            table,
            "resolved before opened",
            "flagged",
            "resolved_before_opened",
            {"resolved_at": "(opened_at::timestamp - interval 5 hour)::varchar"},
        )
    if table == "deal_stage_changes":
        yield Defect(
            table,
            "zero-length visit",
            "flagged",
            "zero_length_visit",
            {"stage": "'proposal'"},
            "stage = 'demo'",
        )
        yield Defect(
            table,
            "reopened",
            "flagged",
            "reopened",
            {
                "stage": "'negotiation'",
                "changed_at": "(changed_at::timestamp + interval 5 hour)::varchar",
                "loaded_at": "(loaded_at::timestamp + interval 5 hour)::varchar",
            },
            "stage = 'lost' and changed_at < '2026-09-20'",
        )
    if table == "deal_tasks":
        yield Defect(
            table,
            "completed before requested",
            "flagged",
            "completed_before_requested",
            {"completed_at": "(requested_at::timestamp - interval 4 hour)::varchar"},
        )
    if table == "customers":
        yield Defect(
            table,
            "merge cycle",
            "flagged",
            "merge_cycle",
            {
                "merged_into_customer_id": "next_token",
                "merged_at": "created_at",
            },
        )


TEXT_COLUMNS = {
    "touchpoints": "content",
    "deals": "competitor",
    "survey_responses": "comment",
    "customers": "persona",
    "deal_tasks": "team",
    "support_cases": "topic",
    "orders": "promo_code",
}


def defects_of(table: str, types: Mapping[str, str]) -> list[Defect]:
    """Every defect that is planted into a table with columns of these types."""
    found = [*unreadable_values(table, types), *impossible_values(table), *flags(table)]
    if table in TEXT_COLUMNS:
        found += [*withdrawals(table), *versions(table, TEXT_COLUMNS[table])]
    return found


def plant(
    connection: duckdb.DuckDBPyConnection, table: str, chunk_count: int
) -> None:
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
        select '{defect.table}', token, {changes.get(id_column or "", key)},
            $kind, $place, nullif($reason, '')
        from chosen
        """,
        {"kind": defect.kind, "place": defect.place, "reason": defect.reason},
    )
    if defect.kind == "later version":
        connection.execute(
            f"""
            insert into truth_planted_defects
            select '{defect.table}', source_system, {key}, 'superseded', 'duplicate', null
            from chosen
            """
        )
