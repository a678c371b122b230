"""Deals and their stage visits: the section `Deals` in `docs/semantics.md`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from .inputs import Deal, Rules, StageChange


@dataclass
class Visit:
    """The time that a deal spent in an open stage without leaving it."""

    deal_id: str
    stage: str
    visit_number: int
    entered_at: datetime
    left_at: datetime | None = None
    next_stage: str | None = None
    outcome: str = "open"


def moves_of(
    deal: Deal, changes: Iterable[StageChange], rules: Rules
) -> list[StageChange]:
    """A deal's moves, in order; a change into the stage it is in moves nothing."""
    ordered = sorted(
        (change for change in changes if change.deal_id == deal.deal_id),
        key=lambda change: (
            change.changed_at,
            rules.deal_stages[change.stage].stage_order,
            change.name,
        ),
    )
    stages = [change.stage for change in ordered]
    return [
        change
        for change, previous in zip(ordered, [None, *stages], strict=False)
        if change.stage != previous
    ]


def is_open_stage(stage: str, rules: Rules) -> bool:
    """Whether a deal in this stage can still be won or lost."""
    return rules.deal_stages[stage].status == "open"


def deal_status(deal: Deal, rules: Rules) -> str:
    """A deal's own status, else its stage's."""
    return deal.status or rules.deal_stages[deal.stage].status


def deal_closed_at(
    deal: Deal, changes: list[StageChange], rules: Rules
) -> datetime | None:
    """When a deal was closed; none for an open one."""
    if deal_status(deal, rules) == "open":
        return None
    endings = [
        change.changed_at
        for change in changes
        if not is_open_stage(change.stage, rules)
    ]
    last_ending = endings[-1] if endings else None
    return deal.closed_at or last_ending or deal.updated_at or deal.loaded_at


def visit_outcome(stage: str, next_stage: str, rules: Rules) -> str:
    """How a visit ended, by the stage that follows."""
    status = rules.deal_stages[next_stage].status
    if status != "open":
        return "won" if status == "won" else "lost"
    before = rules.deal_stages[stage].stage_order
    after = rules.deal_stages[next_stage].stage_order
    return "advanced" if after > before else "returned"


def stage_visits(deal: Deal, changes: list[StageChange], rules: Rules) -> list[Visit]:
    """The visits of a deal to its open stages."""
    moves = [(change.stage, change.changed_at) for change in changes]
    visits: list[Visit] = []
    current: str | None = None
    for stage, at in moves or [(deal.stage, deal.created_at)]:
        if stage == current:
            continue
        if current is not None and is_open_stage(current, rules):
            visits[-1].left_at = at
            visits[-1].next_stage = stage
            visits[-1].outcome = visit_outcome(current, stage, rules)
        if is_open_stage(stage, rules):
            number = 1 + sum(visit.stage == stage for visit in visits)
            visits.append(Visit(deal.deal_id, stage, number, at))
        current = stage
    status = deal_status(deal, rules)
    closed_at = deal_closed_at(deal, changes, rules)
    if visits and visits[-1].left_at is None and closed_at is not None:
        last = visits[-1]
        last.left_at = max(closed_at, last.entered_at)
        last.outcome = "won" if status == "won" else "lost"
        if not is_open_stage(deal.stage, rules):
            last.next_stage = deal.stage
    return visits


def reopening_count(changes: list[StageChange], rules: Rules) -> int:
    """How often a deal came back from a terminal stage."""
    is_open = [is_open_stage(change.stage, rules) for change in changes]
    return sum(after and not before for before, after in pairwise(is_open))


def furthest_deal_stage(deal: Deal, visits: list[Visit], rules: Rules) -> str | None:
    """The open stage of the greatest order that the deal was ever in, or is in."""
    stages = [visit.stage for visit in visits]
    if is_open_stage(deal.stage, rules):
        stages.append(deal.stage)
    return max(
        stages, key=lambda stage: rules.deal_stages[stage].stage_order, default=None
    )
