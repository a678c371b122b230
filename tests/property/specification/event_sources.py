"""Which rows are events: the table of `The log of events` in `docs/semantics.md`."""

from collections.abc import Iterable, Iterator

from .deals import deal_closed_at, deal_status, is_open_stage, moves_of
from .events import Event
from .identity import Identities, clean_id, owner_at, survivor
from .inputs import Deal, Order, RawData, Rules, StageChange
from .sessions import Session


def is_return_row(order: Order) -> bool:
    """Whether an order's row is nothing but the return of another one."""
    is_of_money_out = order.status in {None, "completed", "returned"}
    return order.original_order_id is not None or (is_of_money_out and order.amount < 0)


def was_completed(order: Order) -> bool:
    """Whether an order was completed, returned later or not."""
    return not is_return_row(order) and order.status in {None, "completed", "returned"}


def deal_owner(deal: Deal, known: Identities) -> str | None:
    """The customer of a deal, if it names one."""
    customer_id = clean_id(deal.customer_id)
    return None if customer_id is None else survivor(customer_id, known.merges)


def touchpoint_events(sessions: Iterable[Session], rules: Rules) -> Iterator[Event]:
    for session in sessions:
        for touch in session.touches:
            kind = touch.raw.touchpoint_type
            yield Event(
                "touchpoint",
                touch.raw.touchpoint_id,
                kind or "(none)",
                touch.raw.occurred_at,
                touch.customer_id,
                rules.touchpoint_stages.get(kind or ""),
                session_id=session.session_id,
                value=touch.raw.value,
            )


def first_stage(deal: Deal) -> StageChange:
    """A deal without a history has been in its stage since it was opened."""
    return StageChange(
        loaded_at=deal.loaded_at,
        deal_id=deal.deal_id,
        stage=deal.stage,
        changed_at=deal.created_at,
    )


def deal_events(raw: RawData, known: Identities, rules: Rules) -> Iterator[Event]:
    stages = rules.activity_stages
    for deal in raw.deals:
        owner, name = deal_owner(deal, known), deal.deal_id
        changes = moves_of(deal, raw.deal_stage_changes, rules)
        closed_at = deal_closed_at(deal, changes, rules)
        made, over = "deal_created", f"deal_{deal_status(deal, rules)}"
        yield Event(
            "deal", name, made, deal.created_at, owner, stages.get(made), deal_id=name
        )
        if not changes and deal.stage:
            changes = [first_stage(deal)]
        for change in changes:
            if is_open_stage(change.stage, rules):
                yield Event(
                    "deal_stage_change",
                    change.name,
                    f"deal_stage:{change.stage}",
                    change.changed_at,
                    owner,
                    rules.deal_stages[change.stage].journey_stage,
                    stage_order=rules.deal_stages[change.stage].stage_order,
                    deal_id=name,
                )
        if closed_at is not None:
            yield Event(
                "deal_outcome",
                name,
                over,
                closed_at,
                owner,
                stages.get(over),
                deal_id=name,
            )


def order_events(orders: Iterable[Order], known: Identities) -> Iterator[Event]:
    """An order became one event, one that was returned two, a return row one."""
    for order in orders:
        name = order.order_id
        owner = owner_at(order.customer_id, order.anonymous_id, order.ordered_at, known)
        if is_return_row(order):
            at = order.ordered_at
            yield Event("order_return", name, "order_returned", at, owner)
            continue
        status = "completed" if was_completed(order) else order.status
        yield Event("order", name, f"order_{status}", order.ordered_at, owner)
        if order.status == "returned":
            at = order.returned_at or order.loaded_at
            yield Event("order_return", name, "order_returned", at, owner)


def service_events(raw: RawData, known: Identities) -> Iterator[Event]:
    for answer in raw.survey_responses:
        at = answer.responded_at
        if at is not None:
            owner = owner_at(answer.customer_id, answer.anonymous_id, at, known)
            activity = f"survey:{answer.survey_type}"
            yield Event("survey", answer.response_id, activity, at, owner)
    for case in raw.support_cases:
        owner = owner_at(case.customer_id, None, case.opened_at, known)
        yield Event("support_case", case.case_id, "case_opened", case.opened_at, owner)
    for step in raw.loyalty_events:
        owner = owner_at(step.customer_id, None, step.occurred_at, known)
        activity = f"loyalty:{step.event_type}"
        yield Event("loyalty", step.event_id, activity, step.occurred_at, owner)
