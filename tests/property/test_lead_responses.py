"""Lead responses against the specification, on random customers with many ties.

The places of touchpoints in the log and in journeys are taken from the build: other
property tests compare those with their own specification.
"""

import csv
from datetime import date, datetime, timedelta
from itertools import groupby
from random import Random
from typing import Any

import pytest

from orchestration.settings import REPO_ROOT
from tests.warehouses import Project, Warehouse

from .comparison import assert_same
from .raw_files import Row, write_tables
from .specification.business_time import Calendar, Hours, MinuteCount
from .specification.lead_responses import DEAL_WINDOW, Lead, LeadDeal, Touch, leads_of

START = datetime(2025, 10, 1)
AS_OF = datetime(2026, 3, 10)
CUSTOMER_COUNT = 900
OWNERS = ["anna.petrova", "clara.schmidt", "stranger", None]
TYPES = [
    "form_submit",
    "missed_call",
    "webinar_registration",
    "outbound_call",
    "sales_email_sent",
    "email_sent",
    "chatbot_dialog",
    "page_view",
    "support_reply",
    "invoice_sent",
    "no_such_type",
]
HOURS_OF_LIMIT = [(date(2026, 1, 1), 4), (date.min, 8)]


def random_touch(random: Random, customer: str, number: int) -> dict[str, object]:
    """A contact on a coarse grid of instants, so that many are ties."""
    days = random.choice([0, 1, 2, 40, 95, 140]) + random.randrange(4)
    deal = f"{customer}-d{random.randrange(3)}" if random.random() < 0.15 else None
    return {
        "touchpoint_id": f"{customer}-t{number}",
        "occurred_at": START + timedelta(days, hours=random.choice([8, 9, 9, 16, 23])),
        "customer_id": customer,
        "channel": "website",
        "touchpoint_type": random.choice(TYPES),
        "direction": random.choice([None, None, None, "inbound", "outbound"]),
        "is_automated": random.choice([None, None, None, "true", "false"]),
        "owner": random.choice(OWNERS),
        "deal_id": deal,
        "loaded_at": AS_OF,
    }


def random_deal(random: Random, customer: str, number: int) -> dict[str, object]:
    created_at = START + timedelta(random.choice([0, 1, 2, 39, 100]), hours=9)
    status = random.choice(["open", "won", "lost", "disqualified"])
    closed_at = created_at + timedelta(random.randrange(45))
    return {
        "deal_id": f"{customer}-d{number}",
        "created_at": created_at,
        "stage": "lead",
        "customer_id": customer,
        "status": status,
        "owner": random.choice(OWNERS),
        "closed_at": None if status == "open" else closed_at,
        "loaded_at": AS_OF,
    }


def random_tables() -> dict[str, list[dict[str, object]]]:
    """Customers with some contacts, deals and hand-overs each."""
    random = Random("lead responses")
    tables: dict[str, list[dict[str, object]]] = {
        "touchpoints": [],
        "deals": [],
        "deal_owner_changes": [],
    }
    for index in range(CUSTOMER_COUNT):
        customer = f"w{index:03}-c"
        tables["touchpoints"] += [
            random_touch(random, customer, number)
            for number in range(random.randint(1, 12))
        ]
        deals = [random_deal(random, customer, n) for n in range(random.randrange(3))]
        tables["deals"] += deals
        tables["deal_owner_changes"] += [
            {
                "deal_id": deal["deal_id"],
                "owner": "anna.petrova",
                "changed_at": START + timedelta(random.randrange(140), hours=9),
                "loaded_at": AS_OF,
            }
            for deal in deals
            for _ in range(random.choice([0, 0, 1, 2]))
        ]
    return tables


@pytest.fixture(scope="module")
def tables() -> dict[str, list[dict[str, object]]]:
    return random_tables()


@pytest.fixture(scope="module")
def warehouse(
    tables: dict[str, list[dict[str, object]]],
    dbt_project: Project,
    tmp_path_factory: pytest.TempPathFactory,
) -> Warehouse:
    """The warehouse that dbt builds of all customers."""
    folder = tmp_path_factory.mktemp("lead_responses")
    built = dbt_project.warehouse(folder)
    built.build(write_tables(folder / "raw", tables), ["fct_lead_responses"])
    return built


def seed(name: str) -> list[dict[str, str]]:
    """The rows of a seed."""
    path = REPO_ROOT / "seeds" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def touches_by_customer(
    warehouse: Warehouse, raw: list[dict[str, object]]
) -> dict[str, list[Touch]]:
    """The contacts as the sources and the seed describe them, in the build's order."""
    kinds = {kind["touchpoint_type"]: kind for kind in seed("touchpoint_types")}
    columns = ["touchpoint_id", "customer_id", "event_number", "journey_id"]
    placed = {
        row["touchpoint_id"]: row for row in warehouse.mart("fct_touchpoints", columns)
    }
    found: dict[str, list[Touch]] = {}
    for row in raw:
        kind = kinds.get(str(row["touchpoint_type"]), {})
        place = placed[row["touchpoint_id"]]
        told: Any = row
        touch = Touch(
            touchpoint_id=told["touchpoint_id"],
            occurred_at=told["occurred_at"],
            event_number=place["event_number"],
            journey_id=place["journey_id"],
            touchpoint_type=told["touchpoint_type"],
            family=kind.get("family"),
            direction=told["direction"] or kind.get("direction"),
            is_automated=(told["is_automated"] or kind.get("is_automated")) == "true",
            is_lead=kind.get("is_lead") == "true",
            owner=told["owner"],
            deal_id=told["deal_id"],
        )
        found.setdefault(place["customer_id"], []).append(touch)
    return found


def deals_by_customer(
    tables: dict[str, list[dict[str, object]]],
) -> dict[str, list[LeadDeal]]:
    found: dict[str, list[LeadDeal]] = {}
    for row in tables["deals"]:
        told: Any = row
        changes: Any = tables["deal_owner_changes"]
        deal = LeadDeal(
            deal_id=told["deal_id"],
            created_at=told["created_at"],
            closed_at=told["closed_at"],
            status=told["status"],
            owner=told["owner"],
            handed_over_at=tuple(
                change["changed_at"]
                for change in changes
                if change["deal_id"] == told["deal_id"]
            ),
        )
        found.setdefault(told["customer_id"], []).append(deal)
    return found


def calendars() -> dict[str, MinuteCount]:
    """The calendars of the seeds, counted minute by minute."""
    holidays = seed("holidays")
    counts = {}
    for name, rows in groupby(seed("business_hours"), lambda row: row["calendar"]):
        hours = list(rows)
        calendar = Calendar(
            name,
            hours[0]["timezone"],
            tuple(
                Hours(int(row["weekday"]), row["opens_at"], row["closes_at"])
                for row in hours
            ),
            frozenset(
                date.fromisoformat(row["holiday_date"])
                for row in holidays
                if row["calendar"] == name
            ),
        )
        counts[name] = MinuteCount(calendar, START, AS_OF + timedelta(1))
    return counts


def row_of(lead: Lead, counts: dict[str, MinuteCount]) -> Row:
    """A lead as the mart should show it."""
    calendar = {owner["owner"]: owner["calendar"] for owner in seed("owners")}.get(
        lead.owner or "", "office"
    )
    hours = counts[calendar].hours
    responded_at = lead.response.occurred_at if lead.response else None
    to_assignment = hours(lead.opened_at, lead.assigned_at or AS_OF)
    to_response = hours(lead.opened_at, responded_at or AS_OF)
    limit = next(
        limit
        for valid_from, limit in HOURS_OF_LIMIT
        if lead.opened_at.date() >= valid_from
    )
    missed = [lead for lead in lead.requests if lead.touchpoint_type == "missed_call"]
    return {
        "lead_id": f"lead:{lead.first.touchpoint_id}",
        "journey_id": lead.first.journey_id,
        "opened_at": lead.opened_at,
        "arrival_weekday": lead.opened_at.isoweekday(),
        "arrival_hour": lead.opened_at.hour,
        "request_count": len(lead.requests),
        "missed_call_count": len(missed),
        "automatic_reply_count": lead.automatic_reply_count,
        "deal_id": lead.deal.deal_id if lead.deal else None,
        "is_in_open_deal": lead.is_in_open_deal,
        "is_accepted": lead.is_accepted,
        "is_mature": lead.opened_at + DEAL_WINDOW <= AS_OF,
        "owner": lead.owner,
        "calendar": calendar,
        "assigned_at": lead.assigned_at,
        "business_hours_to_assignment": to_assignment,
        "response_touchpoint_id": lead.response and lead.response.touchpoint_id,
        "responded_at": responded_at,
        "hours_to_response": ((responded_at or AS_OF) - lead.opened_at)
        / timedelta(hours=1),
        "business_hours_to_response": to_response,
        "is_censored": responded_at is None,
        "is_breached": to_response > limit,
    }


def test_leads_are_those_of_the_specification(
    warehouse: Warehouse, tables: dict[str, list[dict[str, object]]]
) -> None:
    counts = calendars()
    deals = deals_by_customer(tables)
    expected = [
        row_of(lead, counts)
        for customer, touches in touches_by_customer(
            warehouse, tables["touchpoints"]
        ).items()
        for lead in leads_of(touches, deals.get(customer, []))
    ]
    found = warehouse.mart("fct_lead_responses", expected[0])
    assert_same(expected, found, ["lead_id"])


def test_the_worlds_hold_the_cases_that_matter(warehouse: Warehouse) -> None:
    [cases] = warehouse.query(
        """
        select
            count(*) filter (where is_censored) as unanswered,
            count(*) filter (where request_count > 1) as repeated,
            count(*) filter (where automatic_reply_count > 0) as replied_to_by_machine,
            count(*) filter (where is_in_open_deal) as in_open_deals,
            count(*) filter (where is_accepted) as accepted,
            count(*) filter (where hours_to_response = 0) as answered_at_once,
            count(*) - count(distinct response_touchpoint_id) as answered_with_another
        from marts.fct_lead_responses
        where responded_at is null or response_touchpoint_id is not null
        """
    )
    assert {case: count for case, count in cases.items() if count < 10} == {}
