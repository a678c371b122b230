"""The catalogue of defects: which there are, and where their rows must end.

Belongs here: kinds of defects as data, and the functions that spell them out per table.
How the rows are made and listed stands in `defects`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


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
    # The row that it was made from is the one to be flagged.
    flags_original: bool = False


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
# Of these the contract wants whole numbers, whatever type they are made with.
WHOLE_NUMBERS = ("reopened_count", "line_number", "impressions", "clicks")
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
PERSON_IDS = ("customer_id", "anonymous_id")
ALL_EMPTY = (
    ("touchpoints", PERSON_IDS, ("null", "''")),
    *(("touchpoints", PERSON_IDS, (f"'{guard}'", "null")) for guard in GUARD_VALUES),
    ("experiment_assignments", PERSON_IDS, ("'n/a'", "'  '")),
    ("campaign_costs", ("channel", "campaign"), ("null", "''")),
)
OFF_THEIR_SCALE = (("nps", "11"), ("csat", "6"), ("ces", "0"))
# A column whose text may change from one version of a row to another.
TEXT_COLUMNS = {
    "touchpoints": "content",
    "deals": "competitor",
    "survey_responses": "comment",
    "customers": "persona",
    "deal_tasks": "team",
    "support_cases": "topic",
    "orders": "promo_code",
}
# Rows that are used, with something about them that the steward should see.
ODD_ROWS = (
    Defect(
        "touchpoints",
        "unmapped channel",
        "flagged",
        "unmapped:channel",
        {"channel": "'carrier_pigeon'"},
    ),
    Defect(
        "touchpoints",
        "unmapped channel",
        "flagged",
        "unmapped:channel",
        {"channel": "'голубиная почта'"},
    ),
    Defect(
        "touchpoints",
        "unmapped touchpoint_type",
        "flagged",
        "unmapped:touchpoint_type",
        {"touchpoint_type": "'kiosk_scan'"},
    ),
    Defect(
        "touchpoints", "empty channel", "flagged", "empty:channel", {"channel": "''"}
    ),
    Defect(
        "deals",
        "closed before created",
        "flagged",
        "closed_before_created",
        {
            "closed_at": "(created_at::timestamp - interval 9 day)::varchar",
            "status": "'lost'",
            "stage": "'lost'",
        },
        # No rule knows a stage of partners, nor that one of theirs is lost.
        "status <> 'open' and pipeline <> 'partners'",
    ),
    Defect(
        "deals",
        "no exchange rate",
        "flagged",
        "missing_exchange_rate",
        {"currency": "'CHF'"},
        "pipeline = 'b2b_sales'",
    ),
    Defect(
        "deal_stage_changes",
        "zero-length visit",
        "flagged",
        "zero_length_visit",
        {"stage": "'proposal'"},
        "stage = 'demo'",
        # It moved on in the instant in which it came to the demo.
        flags_original=True,
    ),
    Defect(
        "deal_stage_changes",
        "reopened",
        "flagged",
        "reopened",
        {
            "stage": "'negotiation'",
            "changed_at": "(changed_at::timestamp + interval 5 hour)::varchar",
            "loaded_at": "(loaded_at::timestamp + interval 5 hour)::varchar",
        },
        "stage = 'lost' and pipeline = 'b2b_sales' and changed_at < '2026-09-20'",
    ),
    Defect(
        "orders",
        "no exchange rate",
        "flagged",
        "missing_exchange_rate",
        {"currency": "'GBP'"},
        "status = 'completed' and deal_id is null",
    ),
    Defect(
        "orders",
        "returned before ordered",
        "flagged",
        "returned_before_ordered",
        {
            "status": "'returned'",
            "returned_at": "(ordered_at::timestamp - interval 2 day)::varchar",
        },
        "status = 'completed' and deal_id is null",
    ),
    Defect(
        "orders",
        "delivered before ordered",
        "flagged",
        "delivered_before_ordered",
        {"delivered_at": "(ordered_at::timestamp - interval 1 day)::varchar"},
        "status = 'completed' and deal_id is null",
    ),
    Defect(
        "survey_responses",
        "answered before sent",
        "flagged",
        "responded_before_sent",
        {"responded_at": "(sent_at::timestamp - interval 3 hour)::varchar"},
        "score is not null",
    ),
    Defect(
        "survey_responses",
        "very long comment",
        "used",
        "",
        {"comment": "repeat('Очень длинный отзыв, very long 😀; ', 400)"},
    ),
    Defect(
        "support_cases",
        "resolved before opened",
        "flagged",
        "resolved_before_opened",
        {"resolved_at": "(opened_at::timestamp - interval 5 hour)::varchar"},
    ),
    Defect(
        "deal_tasks",
        "completed before requested",
        "flagged",
        "completed_before_requested",
        {"completed_at": "(requested_at::timestamp - interval 4 hour)::varchar"},
    ),
    Defect(
        "customers",
        "merge cycle",
        "flagged",
        "merge_cycle",
        {"merged_into_customer_id": "next_token", "merged_at": "created_at"},
    ),
)


def unreadable_values(table: str, types: Mapping[str, str]) -> Iterator[Defect]:
    """A value that cannot be read as its column's type."""
    for column, column_type in types.items():
        kind, value = UNREADABLE.get(column_type.split("(")[0], ("", ""))
        if column in WHOLE_NUMBERS:
            kind = "not a whole number"
        if kind:
            yield rejected(table, kind, column, {column: value})


def impossible_values(table: str) -> Iterator[Defect]:
    """An empty or impossible value where the contract wants a good one."""
    for column in FILLED[table]:
        yield rejected(table, "empty", column, {column: "'  '"})
    for outside_table, column, kind, value in OUTSIDE:
        if outside_table == table:
            yield rejected(table, kind, column, {column: value})
    for column in EVENTS.get(table, ()):
        too_late = "(loaded_at::timestamp + interval 50 hour)::varchar"
        kind = "more than a day after loaded_at"
        yield rejected(table, kind, column, {column: too_late})
        never_loaded = {column: "'2099-01-01 12:00:00'", "loaded_at": "null"}
        yield rejected(table, "in the future", column, never_loaded)
    for one_of_table, columns, values in ALL_EMPTY:
        if one_of_table == table:
            changes = dict(zip(columns, values, strict=True))
            yield rejected(table, "all empty", ", ".join(columns), changes)
    if table == "survey_responses":
        for survey_type, score in OFF_THEIR_SCALE:
            changes = {"survey_type": f"'{survey_type}'", "score": f"'{score}'"}
            yield rejected(table, "off its scale", "score", changes)


def rejected(table: str, kind: str, columns: str, changes: Mapping[str, str]) -> Defect:
    """A row that is rejected for `<columns>: <kind>`."""
    return Defect(table, kind, "rejected", f"{columns}: {kind}", changes)


def versions(table: str, text_column: str) -> Iterator[Defect]:
    """Other versions of existing rows: another text, another time of loading."""
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


def references_to_nowhere(table: str) -> Iterator[Defect]:
    """A reference to something that no row names."""
    for referring_table, column in REFERENCES:
        if referring_table == table:
            changes = {column: "'nowhere-' || token"}
            if table == "order_items":
                changes["line_number"] = "900 + copy_number"
            reason = f"unknown_reference:{column}"
            yield Defect(table, "unknown reference", "flagged", reason, changes)


def odd_rows(table: str) -> Iterator[Defect]:
    """Rows that can be used, and that the steward should see."""
    for defect in ODD_ROWS:
        if defect.table == table:
            yield defect
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


def defects_of(table: str, types: Mapping[str, str]) -> list[Defect]:
    """Every defect that is planted into a table with columns of these types."""
    found = [
        *unreadable_values(table, types),
        *impossible_values(table),
        *references_to_nowhere(table),
        *odd_rows(table),
    ]
    if table in TEXT_COLUMNS:
        found += [*withdrawals(table), *versions(table, TEXT_COLUMNS[table])]
    return found
