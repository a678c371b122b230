"""What the specification reads: raw rows as dataclasses, rules and settings.

Field names are the raw contract's column names, so that a row can be written as it is.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Row:
    """What every raw row carries."""

    loaded_at: datetime


@dataclass(frozen=True, kw_only=True)
class Touchpoint(Row):
    touchpoint_id: str
    occurred_at: datetime
    channel: str | None = None
    touchpoint_type: str | None = None
    customer_id: str | None = None
    anonymous_id: str | None = None
    campaign: str | None = None
    value: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Customer(Row):
    customer_id: str
    merged_into_customer_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Order(Row):
    order_id: str
    ordered_at: datetime
    amount: Decimal
    customer_id: str | None = None
    anonymous_id: str | None = None
    status: str | None = "completed"
    returned_at: datetime | None = None
    original_order_id: str | None = None
    deal_id: str | None = None
    channel: str | None = None


@dataclass(frozen=True, kw_only=True)
class Deal(Row):
    deal_id: str
    created_at: datetime
    stage: str
    customer_id: str | None = None
    pipeline: str | None = None
    status: str | None = None
    amount: Decimal | None = None
    closed_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class StageChange(Row):
    deal_id: str
    stage: str
    changed_at: datetime
    change_id: str | None = None

    @property
    def name(self) -> str:
        """Its id, else what it says."""
        return self.change_id or f"{self.deal_id}|{self.stage}|{self.changed_at}"


@dataclass(frozen=True, kw_only=True)
class SurveyResponse(Row):
    response_id: str
    survey_type: str
    score: int | None
    customer_id: str | None = None
    anonymous_id: str | None = None
    sent_at: datetime | None = None
    responded_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class SupportCase(Row):
    case_id: str
    opened_at: datetime
    customer_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class LoyaltyEvent(Row):
    event_id: str
    customer_id: str
    event_type: str
    occurred_at: datetime


ROW_TYPES: dict[str, type[Row]] = {
    "touchpoints": Touchpoint,
    "customers": Customer,
    "orders": Order,
    "deals": Deal,
    "deal_stage_changes": StageChange,
    "survey_responses": SurveyResponse,
    "support_cases": SupportCase,
    "loyalty_events": LoyaltyEvent,
}


@dataclass(frozen=True, kw_only=True)
class RawData:
    """Rows by raw table."""

    touchpoints: list[Touchpoint] = field(default_factory=list)
    customers: list[Customer] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    deals: list[Deal] = field(default_factory=list)
    deal_stage_changes: list[StageChange] = field(default_factory=list)
    survey_responses: list[SurveyResponse] = field(default_factory=list)
    support_cases: list[SupportCase] = field(default_factory=list)
    loyalty_events: list[LoyaltyEvent] = field(default_factory=list)

    def tables(self) -> dict[str, list[Row]]:
        """Rows of every table by the table's name."""
        return {table: getattr(self, table) for table in ROW_TYPES}

    def add(self, other: "RawData") -> None:
        """Take over all rows of another set."""
        for table, rows in self.tables().items():
            rows.extend(other.tables()[table])


@dataclass(frozen=True, kw_only=True)
class DealStage:
    """A row of the `deal_stages` seed."""

    stage_order: int
    status: str
    journey_stage: str | None


@dataclass(frozen=True, kw_only=True)
class Rules:
    """The seeds, as far as the specification needs them."""

    channels: dict[str, tuple[str, str]]
    """By alias: the channel and its group."""
    touchpoint_stages: dict[str, str | None]
    cart_steps: dict[str, str]
    """By touchpoint type: what it does to a cart."""
    activity_stages: dict[str, str | None]
    journey_stages: dict[str, int]
    """By stage: its order."""
    deal_stages: dict[str, DealStage]
    """By stage, of the only pipeline that the tests use."""
    conversion_types: dict[str, str]
    """By activity: the enabled conversion type."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """dbt vars and the horizon."""

    as_of: datetime
    session_gap: timedelta = timedelta(minutes=30)
    journey_gap: timedelta = timedelta(days=90)
    cart_silence: timedelta = timedelta(hours=24)
