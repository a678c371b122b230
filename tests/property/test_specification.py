"""The specification itself, on cases small enough to see through."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from .specification.deals import Visit, deal_closed_at, moves_of, stage_visits
from .specification.expected import Expected, expect
from .specification.identity import effective_merges, survivor
from .specification.inputs import (
    Customer,
    Deal,
    DealStage,
    LoyaltyEvent,
    Order,
    RawData,
    Rules,
    Settings,
    StageChange,
    Touchpoint,
)

START = datetime(2024, 1, 1)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
SETTINGS = Settings(as_of=START + 400 * DAY)
RULES = Rules(
    channels={"direct": ("direct", "direct"), "seo": ("search", "organic")},
    touchpoint_stages={"view": "see", "compare": "think"},
    cart_steps={"put": "add"},
    activity_stages={"order_completed": "buy"},
    journey_stages={"see": 1, "think": 2, "buy": 3},
    deal_stages={
        "lead": DealStage(stage_order=1, status="open", journey_stage="see"),
        "offer": DealStage(stage_order=2, status="open", journey_stage="think"),
        "won": DealStage(stage_order=3, status="won", journey_stage=None),
        "dropped": DealStage(stage_order=4, status="disqualified", journey_stage=None),
    },
    conversion_types={"loyalty:join": "member"},
)


def touch(
    name: str,
    after: timedelta,
    *,
    campaign: str | None = None,
    channel: str = "seo",
    kind: str = "view",
    customer_id: str = "ann",
) -> Touchpoint:
    return Touchpoint(
        touchpoint_id=name,
        occurred_at=START + after,
        customer_id=customer_id,
        anonymous_id="phone",
        campaign=campaign,
        channel=channel,
        touchpoint_type=kind,
        loaded_at=START + after,
    )


def order(
    name: str,
    after: timedelta,
    status: str = "completed",
    deal_id: str | None = None,
) -> Order:
    return Order(
        order_id=name,
        ordered_at=START + after,
        amount=Decimal(5),
        customer_id="ann",
        status=status,
        deal_id=deal_id,
        loaded_at=START + after,
    )


def say(raw: RawData) -> Expected:
    return expect(raw, RULES, SETTINGS)


def session_names(touches: list[Touchpoint]) -> list[list[str]]:
    return [
        [each.raw.touchpoint_id for each in session.touches]
        for session in say(RawData(touchpoints=touches)).sessions
    ]


def test_the_links_of_a_cycle_are_ignored_and_a_chain_ends_at_the_cycle() -> None:
    links = {"a": "b", "b": "a", "c": "d", "d": "b", "e": "e", "f": "g", "g": "h"}
    merges = effective_merges(
        Customer(customer_id=source, merged_into_customer_id=target, loaded_at=START)
        for source, target in links.items()
    )
    ends = {customer_id: survivor(customer_id, merges) for customer_id in links}
    assert ends == dict(a="a", b="b", c="b", d="b", e="e", f="h", g="h")


def test_exactly_the_gap_does_not_cut_a_session() -> None:
    touches = [touch("a", 0 * DAY), touch("b", 30 * MINUTE), touch("c", 61 * MINUTE)]
    assert session_names(touches) == [["a", "b"], ["c"]]


def test_touches_at_one_instant_are_in_the_order_of_their_ids() -> None:
    assert session_names([touch("b", 0 * DAY), touch("a", 0 * DAY)]) == [["a", "b"]]


def test_another_person_on_the_device_cuts() -> None:
    touches = [touch("a", 0 * DAY), touch("b", MINUTE, customer_id="bob")]
    assert session_names(touches) == [["a"], ["b"]]


@pytest.mark.parametrize(
    ("second", "third", "expected"),
    [
        ({"campaign": "y"}, {"campaign": "y"}, [["a"], ["b", "c"]]),
        ({}, {"campaign": "y"}, [["a", "b"], ["c"]]),
        ({"campaign": "y", "channel": "direct"}, {}, [["a", "b", "c"]]),
        ({"campaign": "y"}, {"campaign": "x"}, [["a"], ["b"], ["c"]]),
    ],
)
def test_another_campaign_cuts_unless_it_comes_directly(
    second: dict[str, str], third: dict[str, str], expected: list[list[str]]
) -> None:
    touches = [
        touch("a", 0 * DAY, campaign="x"),
        touch("b", MINUTE, **second),
        touch("c", 2 * MINUTE, **third),
    ]
    assert session_names(touches) == expected


def test_an_order_takes_the_session_of_the_touch_at_most_a_gap_before_it() -> None:
    raw = RawData(
        touchpoints=[touch("a", 0 * DAY)],
        orders=[order("in", 30 * MINUTE), order("out", 31 * MINUTE)],
    )
    sessions = {e.event_id: e.session_id for e in say(raw).log["ann"]}
    assert sessions == {
        "touchpoint:a": "session:a",
        "order:in": "session:a",
        "order:out": None,
    }


def test_events_of_one_instant_are_in_the_order_of_their_sources() -> None:
    raw = RawData(
        touchpoints=[touch("z", 0 * DAY)],
        orders=[order("o", 0 * DAY, status="returned")],
        loyalty_events=[
            LoyaltyEvent(
                event_id="l",
                customer_id="ann",
                event_type="join",
                occurred_at=START,
                loaded_at=START,
            )
        ],
        deals=[deal(status="won", closed_at=START)],
        deal_stage_changes=[change("offer", 0 * DAY), change("lead", 0 * DAY)],
    )
    assert [event.activity for event in say(raw).log["ann"]] == [
        "view",
        "deal_created",
        "deal_stage:lead",
        "deal_stage:offer",
        "order_completed",
        "deal_won",
        "loyalty:join",
        "order_returned",
    ]


def test_a_journey_passes_over_a_stage_that_it_does_not_visit() -> None:
    raw = RawData(touchpoints=[touch("a", 0 * DAY)], orders=[order("o", 2 * DAY)])
    stages = [
        (s.journey_stage, s.is_visited, s.left_at, s.outcome) for s in say(raw).stages
    ]
    bought_at = START + 2 * DAY
    assert stages == [
        ("see", True, bought_at, "advanced"),
        ("think", False, bought_at, "advanced"),
        ("buy", True, bought_at, "advanced"),
    ]


def test_a_win_after_a_silence_belongs_to_the_journey_that_its_order_ended() -> None:
    raw = RawData(
        deals=[deal(status="won", closed_at=START + 100 * DAY)],
        orders=[order("o", 0 * DAY, deal_id="d")],
        touchpoints=[touch("t", 101 * DAY)],
    )
    journeys = say(raw).journeys
    assert [
        (j.opened_by, j.status, [e.source for e in j.events + j.trailing])
        for j in journeys
    ] == [
        ("first_event", "converted", ["deal", "order", "deal_outcome"]),
        ("conversion", "dormant", ["touchpoint"]),
    ]


def deal(
    stage: str = "won", status: str | None = None, closed_at: datetime | None = None
) -> Deal:
    return Deal(
        deal_id="d",
        created_at=START,
        stage=stage,
        customer_id="ann",
        status=status,
        closed_at=closed_at,
        loaded_at=START + 9 * DAY,
    )


def change(stage: str, after: timedelta) -> StageChange:
    return StageChange(
        change_id=f"{stage} {after}",
        deal_id="d",
        stage=stage,
        changed_at=START + after,
        loaded_at=START + after,
    )


def visits(row: Deal, *changes: StageChange) -> list[Visit]:
    return stage_visits(row, moves_of(row, changes, RULES), RULES)


def test_a_deal_that_goes_back_and_is_reopened_keeps_all_visits() -> None:
    found = visits(
        deal("offer"),
        change("lead", 0 * DAY),
        change("offer", 1 * DAY),
        change("lead", 2 * DAY),
        change("dropped", 3 * DAY),
        change("offer", 4 * DAY),
        change("offer", 5 * DAY),
    )
    assert [(v.stage, v.visit_number, v.next_stage, v.outcome) for v in found] == [
        ("lead", 1, "offer", "advanced"),
        ("offer", 1, "lead", "returned"),
        ("lead", 2, "dropped", "lost"),
        ("offer", 2, None, "open"),
    ]


def test_a_deal_without_changes_visits_its_own_stage_if_that_is_open() -> None:
    assert [visit.entered_at for visit in visits(deal("lead"))] == [START]
    assert visits(deal("won")) == []


@pytest.mark.parametrize(
    ("row", "changes", "day"),
    [
        (deal(closed_at=START + DAY), [change("won", 2 * DAY)], 1),
        (deal(), [change("won", 2 * DAY), change("won", 3 * DAY)], 2),
        (
            deal(),
            [change("won", 2 * DAY), change("lead", 3 * DAY), change("won", 4 * DAY)],
            4,
        ),
        (deal(), [change("lead", 2 * DAY)], 9),
        (deal("lead", status="lost"), [], 9),
        (deal("lead", closed_at=START), [], None),
    ],
)
def test_a_deal_closes_when_the_best_witness_says(
    row: Deal, changes: list[StageChange], day: int | None
) -> None:
    expected = None if day is None else START + day * DAY
    assert deal_closed_at(row, moves_of(row, changes, RULES), RULES) == expected
