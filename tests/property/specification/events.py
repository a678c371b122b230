"""An event and its place in the order: `The log of events` in `docs/semantics.md`."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

RANKS = {
    "touchpoint": 1,
    "deal": 2,
    "deal_stage_change": 3,
    "order": 4,
    "deal_outcome": 5,
    "survey": 6,
    "order_return": 7,
    "support_case": 7,
    "loyalty": 7,
}


@dataclass(frozen=True)
class Event:
    """Something that a customer did or met."""

    source: str
    source_id: str
    activity: str
    occurred_at: datetime
    customer_id: str | None
    journey_stage: str | None = None
    stage_order: int = 0
    deal_id: str | None = None
    session_id: str | None = None
    value: Decimal | None = None

    @property
    def event_id(self) -> str:
        return f"{self.source}:{self.source_id}"

    @property
    def place(self) -> tuple[datetime, int, int, str, str]:
        """Its place in the customer's log."""
        rank = RANKS[self.source]
        return self.occurred_at, rank, self.stage_order, self.source_id, self.source

    @property
    def subject(self) -> str:
        """Whose log it stands in: the customer's, or that of a deal without one."""
        return self.customer_id or f"deal without customer {self.deal_id}"
