"""Random small worlds with many ties, each under its own key.

Belongs here: what happens in a world. Times lie on a coarse grid, so that equal
instants, gaps of exactly a session's or a journey's length and deals that bridge a
silence are common; `test_worlds` counts them.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from .specification.identity import clean_id
from .specification.inputs import (
    Customer,
    Deal,
    LoyaltyEvent,
    Order,
    RawData,
    StageChange,
    SupportCase,
    SurveyResponse,
    Touchpoint,
)

AS_OF = datetime(2025, 1, 1)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
STEPS = [0 * MINUTE] * 4 + [
    *(n * MINUTE for n in (1, 15, 29, 30, 30, 31, 45)),
    *(n * DAY for n in (1, 7, 45, 89, 90, 90)),
    90 * DAY + MINUTE,
    120 * DAY,
]
TAILS = [0 * DAY, DAY, 89 * DAY, 90 * DAY, 90 * DAY + MINUTE, 200 * DAY]
LAGS = [0 * MINUTE, 0 * MINUTE, 5 * MINUTE, DAY]
GUARDS = ["0", "000", "NULL", "none", "Unknown", "n/a", "undefined", " "]
OPEN_STAGES = ["lead", "qualified", "demo", "proposal", "negotiation", "contract"]
TERMINAL_STAGES = ["won", "lost", "disqualified"]
CLOSINGS = ["won", "won", "won", "lost", "disqualified"]


# Words of the seeds, one alias, words that no rule knows, and none at all.
CHANNELS = ["direct", "email", "organic_search", "yandex direct", "pigeon post", None]
TOUCHPOINT_TYPES = [
    *("page_view", "ad_click", "product_view", "login", "product_comparison"),
    *("checkout_started", "delivery", "referral_sent", "trial_started"),
    *("cart_add", "cart_remove"),
    *("séance", None),
]
TYPE_WEIGHTS = [3, 3, 3, 3, 2, 2, 1, 1, 1, 4, 1, 2, 1]
SURVEYS = [("nps", 9), ("csat", 2), ("review", 5)]


@dataclass
class World:
    """One world: its key, its clock and what has happened in it so far."""

    key: str
    rng: Random
    instants: list[datetime]
    customer_ids: list[str]
    anonymous_ids: list[str]
    raw: RawData = field(default_factory=RawData)
    given_ids: dict[str, set[str]] = field(default_factory=dict)
    """By kind of row: the ids that rows have."""

    @property
    def possible_ids(self) -> set[str]:
        """More than any kind of row needs, few enough that kinds share some."""
        return {f"{self.key}-{number:03d}" for number in range(200)}

    def new_id(self, kind: str) -> str:
        """An id whose place in the alphabet says nothing about its time.

        Rows of another kind may have it, too: sources number each table by itself.
        """
        given = self.given_ids.setdefault(kind, set())
        name = self.rng.choice(sorted(self.possible_ids - given))
        given.add(name)
        return name

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def loaded(self, *instants: datetime | None) -> datetime:
        """A time of loading at or after everything that the row tells."""
        latest = max(instant for instant in instants if instant is not None)
        return min(AS_OF, latest + self.rng.choice(LAGS))

    def later(self, instant: datetime) -> datetime:
        """An instant of the world's grid, not before another one."""
        return self.rng.choice([t for t in self.instants if t >= instant])

    def person(self) -> tuple[str | None, str | None]:
        """A customer id and an anonymous id, nearly always one of them real."""
        customer_id = self.rng.choice(self.customer_ids)
        anonymous_id = self.rng.choice(self.anonymous_ids)
        guard = self.rng.choice(GUARDS)
        pairs: list[tuple[str | None, str | None]] = [
            (customer_id, anonymous_id),
            (None, anonymous_id),
            (customer_id, None),
            (guard, anonymous_id),
            (f" {customer_id} ", guard),
            (guard, None),
        ]
        return self.rng.choices(pairs, weights=[30, 38, 20, 6, 5, 1])[0]

    def real_person(self) -> tuple[str | None, str | None]:
        """The same, but somebody: what an order of nobody means is left open."""
        pair = self.person()
        while not any(clean_id(part) for part in pair):
            pair = self.person()
        return pair


def grid(rng: Random) -> list[datetime]:
    """A world's instants, walked backwards from the horizon in steps with ties."""
    instants = [AS_OF - rng.choice(TAILS)]
    for _ in range(rng.randint(10, 34)):
        instants.append(instants[-1] - rng.choice(STEPS))
    return instants[::-1]


def add_touchpoint(world: World, at: datetime) -> None:
    customer_id, anonymous_id = world.person()
    kind = world.rng.choices(TOUCHPOINT_TYPES, weights=TYPE_WEIGHTS)[0]
    touchpoint = Touchpoint(
        touchpoint_id=world.new_id("t"),
        occurred_at=at,
        customer_id=customer_id,
        anonymous_id=anonymous_id,
        channel=world.rng.choice(CHANNELS),
        touchpoint_type=kind,
        campaign=world.rng.choice([None, None, "spring", "autumn"]),
        value=Decimal(7) if world.chance(0.2) else None,
        loaded_at=world.loaded(at),
    )
    world.raw.touchpoints.append(touchpoint)


def add_customers(world: World) -> None:
    """Customers who merge into each other, into themselves and into nobody known."""
    targets = [*world.customer_ids, f"{world.key}-ghost", *GUARDS[:2]]
    share = world.rng.choice([0.2, 0.5, 1])
    for customer_id in world.customer_ids:
        if world.chance(0.9):
            target = world.rng.choice(targets) if world.chance(share) else None
            row = Customer(
                customer_id=customer_id,
                merged_into_customer_id=target,
                loaded_at=world.instants[0],
            )
            world.raw.customers.append(row)


def add_order(world: World, at: datetime) -> None:
    customer_id, anonymous_id = world.real_person()
    kind = world.rng.choices(
        [
            *("completed", None, "pending", "cancelled", "returned"),
            *("return row", "refund", "credit"),
        ],
        weights=[45, 5, 8, 8, 16, 9, 5, 4],
    )[0]
    is_row_of_its_own = kind in {"return row", "refund", "credit"}
    names = {"return row": "completed", "refund": "returned", "credit": "completed"}
    status = names.get(kind or "", kind)
    earlier = [order.order_id for order in world.raw.orders]
    original = world.rng.choice([*earlier, f"{world.key}-o-lost"])
    returned_at = world.later(at) if kind == "returned" and world.chance(0.8) else None
    amount = Decimal(world.rng.randint(1, 40)) / 4
    deal_ids = [deal.deal_id for deal in world.raw.deals]
    order = Order(
        order_id=world.new_id("o"),
        ordered_at=at,
        amount=-amount if is_row_of_its_own else amount,
        customer_id=customer_id,
        anonymous_id=anonymous_id,
        status=status,
        returned_at=returned_at,
        original_order_id=original if kind == "return row" else None,
        deal_id=world.rng.choice(deal_ids) if deal_ids and world.chance(0.8) else None,
        channel=world.rng.choice(CHANNELS),
        loaded_at=world.loaded(at, returned_at),
    )
    world.raw.orders.append(order)


def stage_walk(world: World, created_at: datetime) -> list[tuple[datetime, str]]:
    """Instants and stages that a deal moves through, backwards and again included."""
    count = world.rng.choice([0, 1, 2, 3, 4, 6])
    instants = sorted(world.later(created_at) for _ in range(count))
    stages = world.rng.choices(OPEN_STAGES, k=count)
    if world.chance(0.5):
        stages = sorted(stages, key=OPEN_STAGES.index)
    if stages and world.chance(0.55):
        stages[-1] = world.rng.choice(CLOSINGS)
    if len(stages) > 2 and world.chance(0.35):
        stages[-2] = world.rng.choice(TERMINAL_STAGES)
    return list(zip(instants, stages, strict=True))


def add_deal(world: World, at: datetime) -> None:
    """A deal whose own columns tell more, less or something else than its changes."""
    deal_id = world.new_id("d")
    walk = stage_walk(world, at)
    for changed_at, stage in walk:
        is_named = walk.count((changed_at, stage)) > 1 or world.chance(0.8)
        change = StageChange(
            change_id=world.new_id("s") if is_named else None,
            deal_id=deal_id,
            stage=stage,
            changed_at=changed_at,
            loaded_at=world.loaded(changed_at),
        )
        world.raw.deal_stage_changes.append(change)
    stage = walk[-1][1] if walk else world.rng.choice(OPEN_STAGES + CLOSINGS)
    if world.chance(0.15):
        stage = world.rng.choice(CLOSINGS)
    elif world.chance(0.25):
        # Its history lacks the last move.
        stage = world.rng.choice(OPEN_STAGES)
    status = stage if stage in TERMINAL_STAGES else "open"
    if world.chance(0.08):
        status = world.rng.choice(["open", "won", "lost"])
    closed_at = None
    if world.chance(0.5 if status != "open" else 0.1):
        earliest = walk[-1][0] if walk and world.chance(0.7) else at
        # A broken clock may close a deal before it was made.
        closed_at = world.later(world.instants[0] if world.chance(0.1) else earliest)
    updated_at = world.later(at) if world.chance(0.3) else None
    guard_or_none = world.rng.choice([None, None, "0"])
    customer_id = world.rng.choice(world.customer_ids)
    row = Deal(
        deal_id=deal_id,
        created_at=at,
        stage=stage,
        customer_id=guard_or_none if world.chance(0.3) else customer_id,
        pipeline=world.rng.choice([None, "b2b_sales"]),
        status=status if world.chance(0.7) else None,
        amount=Decimal(world.rng.randint(1, 400)) / 4 if world.chance(0.7) else None,
        closed_at=closed_at,
        updated_at=updated_at,
        loaded_at=world.loaded(at, closed_at, updated_at),
    )
    world.raw.deals.append(row)


def add_survey(world: World, at: datetime) -> None:
    survey_type, score = world.rng.choice(SURVEYS)
    customer_id, anonymous_id = world.real_person()
    responded_at = world.later(at) if world.chance(0.8) else None
    row = SurveyResponse(
        response_id=world.new_id("r"),
        survey_type=survey_type,
        score=None if responded_at is None else score,
        customer_id=customer_id,
        anonymous_id=anonymous_id,
        sent_at=at,
        responded_at=responded_at,
        loaded_at=world.loaded(at, responded_at),
    )
    world.raw.survey_responses.append(row)


def add_case(world: World, at: datetime) -> None:
    row = SupportCase(
        case_id=world.new_id("k"),
        opened_at=at,
        customer_id=world.rng.choice(world.customer_ids),
        loaded_at=world.loaded(at),
    )
    world.raw.support_cases.append(row)


def add_loyalty(world: World, at: datetime) -> None:
    row = LoyaltyEvent(
        event_id=world.new_id("l"),
        customer_id=world.rng.choice(world.customer_ids),
        event_type=world.rng.choice(["join", "earn", "redeem", "tier"]),
        occurred_at=at,
        loaded_at=world.loaded(at),
    )
    world.raw.loyalty_events.append(row)


HAPPENINGS = {
    add_touchpoint: 54,
    add_order: 20,
    add_deal: 13,
    add_survey: 5,
    add_case: 4,
    add_loyalty: 4,
}


def world_key(number: int) -> str:
    """The prefix of every id in a world."""
    return f"w{number:03d}"


def make_world(number: int) -> RawData:
    """The world of this number, always the same one."""
    rng = Random(number)
    key = world_key(number)
    world = World(
        key=key,
        rng=rng,
        instants=grid(rng),
        # A customer and a device of one name have nothing to do with each other.
        customer_ids=[f"{key}-p{n}" for n in range(rng.randint(1, 5))],
        anonymous_ids=[f"{key}-p{n}" for n in range(rng.randint(1, 3))],
    )
    add_customers(world)
    for at in world.instants:
        [happening] = rng.choices(list(HAPPENINGS), weights=[*HAPPENINGS.values()])
        happening(world, at)
    return world.raw
