"""Leads and their answers: the section `Leads` in `docs/semantics.md`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

DEAL_WINDOW = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Touch:
    """A touchpoint, with the place that the log of events gave it."""

    touchpoint_id: str
    occurred_at: datetime
    event_number: int
    journey_id: str
    touchpoint_type: str
    family: str | None
    direction: str | None
    is_automated: bool
    is_lead: bool
    owner: str | None
    deal_id: str | None

    @property
    def is_request(self) -> bool:
        return self.is_lead and self.direction != "outbound"

    @property
    def is_response(self) -> bool:
        is_from_sales = self.family == "sales" and self.direction == "outbound"
        return is_from_sales and not self.is_automated

    @property
    def is_automatic_reply(self) -> bool:
        is_a_reply = self.direction == "inbound" or self.family == "sales"
        return self.is_automated and is_a_reply and not self.is_request


@dataclass(frozen=True, kw_only=True)
class LeadDeal:
    """A deal, with the instants of its hand-overs."""

    deal_id: str
    created_at: datetime
    closed_at: datetime | None
    status: str
    owner: str | None
    handed_over_at: tuple[datetime, ...]

    @property
    def assigned_at(self) -> datetime | None:
        """When it first had an owner."""
        if self.handed_over_at:
            return min(self.handed_over_at)
        return self.created_at if self.owner else None


@dataclass
class Lead:
    """Requests of one journey, up to the first human answer."""

    requests: list[Touch]
    automatic_reply_count: int = 0
    response: Touch | None = None
    deal: LeadDeal | None = None

    @property
    def first(self) -> Touch:
        return self.requests[0]

    @property
    def opened_at(self) -> datetime:
        return self.first.occurred_at

    @property
    def is_in_open_deal(self) -> bool:
        return self.deal is not None and self.deal.created_at < self.opened_at

    @property
    def is_accepted(self) -> bool | None:
        if self.is_in_open_deal:
            return None
        deal = self.deal
        return bool(deal and deal.owner and deal.status != "disqualified")

    @property
    def owner(self) -> str | None:
        """Who answered, else who was named, else who has the deal."""
        owners = [
            self.response.owner if self.response else None,
            self.first.owner,
            self.deal.owner if self.deal else None,
        ]
        return next((owner for owner in owners if owner), None)

    @property
    def assigned_at(self) -> datetime | None:
        if self.first.owner:
            return self.opened_at
        instants = []
        if self.deal and self.deal.assigned_at:
            instants.append(max(self.deal.assigned_at, self.opened_at))
        if self.response:
            instants.append(self.response.occurred_at)
        return min(instants, default=None)


def leads_of(touches: Iterable[Touch], deals: list[LeadDeal]) -> list[Lead]:
    """The leads of one customer."""
    leads: list[Lead] = []
    waiting: list[Lead] = []
    for touch in sorted(touches, key=lambda touch: touch.event_number):
        running = waiting[-1] if waiting else None
        if running and running.first.journey_id != touch.journey_id:
            running = None
        if touch.is_request and running:
            running.requests.append(touch)
        elif touch.is_request:
            waiting.append(Lead([touch]))
            leads.append(waiting[-1])
        elif touch.is_response:
            for lead in waiting:
                lead.response = touch
            waiting = []
        elif touch.is_automatic_reply and running:
            running.automatic_reply_count += 1
    for lead in leads:
        lead.deal = deal_of(lead, deals)
    return leads


def deal_of(lead: Lead, deals: list[LeadDeal]) -> LeadDeal | None:
    """The named deal, else one that was open, else the next one."""
    named = [request.deal_id for request in lead.requests if request.deal_id]
    for deal in deals:
        if named and deal.deal_id == named[0]:
            return deal
    running = [
        deal for deal in deals if not deal.closed_at or deal.closed_at > lead.opened_at
    ]
    earlier = [deal for deal in running if deal.created_at < lead.opened_at]
    if earlier:
        latest = max(deal.created_at for deal in earlier)
        youngest = [deal for deal in earlier if deal.created_at == latest]
        return min(youngest, key=lambda deal: deal.deal_id)
    later = [
        deal for deal in running if deal.created_at <= lead.opened_at + DEAL_WINDOW
    ]
    return min(later, key=lambda deal: (deal.created_at, deal.deal_id), default=None)
