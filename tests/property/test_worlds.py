"""The random worlds really hold the situations that the rules are about."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import pytest

from .specification.deals import furthest_deal_stage, moves_of, reopening_count
from .specification.event_sources import deal_owner, is_return_row, was_completed
from .specification.events import Event
from .specification.expected import Expected
from .specification.identity import clean_id, identities, is_on_cycle
from .specification.inputs import RawData, Rules, Settings
from .specification.journeys import deal_times, is_silence
from .specification.sessions import Session, changes_campaign, starts_stretch
from .worlds import AS_OF


@dataclass(frozen=True)
class Told:
    """A world and what the specification says about it."""

    raw: RawData
    expected: Expected
    rules: Rules
    settings: Settings

    def logs(self) -> list[list[Event]]:
        return [log for log in self.expected.log.values() if log[0].customer_id]

    def neighbours(self) -> list[tuple[Event, Event]]:
        return [pair for log in self.logs() for pair in pairwise(log)]

    def links(self) -> dict[str, str]:
        targets = {
            row.customer_id: clean_id(row.merged_into_customer_id)
            for row in self.raw.customers
        }
        return {source: target for source, target in targets.items() if target}

    def device_neighbours(self) -> list[tuple[Session, Session]]:
        """Sessions that follow each other on a device."""
        in_order = sorted(
            self.expected.sessions,
            key=lambda s: (s.touches[0].device, s.touches[0].key),
        )
        pairs = pairwise(in_order)
        return [(a, b) for a, b in pairs if a.touches[0].device == b.touches[0].device]


def has_merge_cycle(told: Told) -> bool:
    links = told.links()
    return any(is_on_cycle(customer_id, links) for customer_id in links)


def has_chain_into_a_cycle(told: Told) -> bool:
    links = told.links()
    return any(
        not is_on_cycle(source, links) and is_on_cycle(target, links)
        for source, target in links.items()
    )


def has_chain_of_merges(told: Told) -> bool:
    merges = identities([], told.raw.customers).merges
    return any(target in merges for target in merges.values())


def has_shared_device(told: Told) -> bool:
    known = identities(told.raw.touchpoints, told.raw.customers)
    return any(
        len({sighting.customer_id for sighting in sightings}) > 1
        for sightings in known.sightings.values()
    )


def has_gap_of_exactly_a_session(told: Told) -> bool:
    return any(
        after.raw.occurred_at - before.raw.occurred_at == told.settings.session_gap
        for session in told.expected.sessions
        for before, after in pairwise(session.touches)
    )


def has_cut_by_person(told: Told) -> bool:
    return any(
        b.touches[0].customer_id != a.touches[-1].customer_id
        and b.touches[0].raw.occurred_at - a.touches[-1].raw.occurred_at
        <= told.settings.session_gap
        for a, b in told.device_neighbours()
    )


def has_cut_by_campaign(told: Told) -> bool:
    return any(
        not starts_stretch(b.touches[0], a.touches[-1], told.settings)
        and changes_campaign(b.touches[0], a.touches, told.rules)
        for a, b in told.device_neighbours()
    )


def has_tied_events(told: Told) -> bool:
    return any(a.occurred_at == b.occurred_at for a, b in told.neighbours())


def has_gap_of_exactly_a_journey(told: Told) -> bool:
    gaps = [b.occurred_at - a.occurred_at for a, b in told.neighbours()]
    return told.settings.journey_gap in gaps


def has_silence_bridged_by_a_deal(told: Told) -> bool:
    known = identities(told.raw.touchpoints, told.raw.customers)
    times = deal_times(told.raw, known, told.rules)
    for a, b in told.neighbours():
        deals = [deal for deal in times if deal.customer_id == a.customer_id]
        if is_silence(a, b, [], told.settings) and not is_silence(
            a, b, deals, told.settings
        ):
            return True
    return False


def has_trailing_event(told: Told) -> bool:
    return any(journey.trailing for journey in told.expected.journeys)


def has_trailing_event_in_a_later_journey(told: Told) -> bool:
    return any(
        event.event_id
        not in journey.conversion.event_ids | journey.conversion.aftermath_ids
        if journey.conversion
        else True
        for journey in told.expected.journeys
        for event in journey.trailing
    )


def has_trailing(told: Told, *sources: str) -> bool:
    return any(
        event.source in sources
        for journey in told.expected.journeys
        for event in journey.trailing
    )


def has_course_of_a_deal_after_its_sale(told: Told) -> bool:
    return has_trailing(told, "deal", "deal_stage_change")


def has_trailing_return(told: Told) -> bool:
    return has_trailing(told, "order_return")


def has_return_that_opens_a_journey(told: Told) -> bool:
    return any(
        journey.events[0].source == "order_return" and journey.opened_by == "conversion"
        for journey in told.expected.journeys
    )


def has_won_deal_with_orders(told: Told) -> bool:
    return any(
        conversion.conversion_type == "won_deal" and len(conversion.event_ids) > 1
        for conversion in told.expected.conversions
    )


def has_won_deal_of_an_orders_customer(told: Told) -> bool:
    known = identities(told.raw.touchpoints, told.raw.customers)
    nobodys = {d.deal_id for d in told.raw.deals if deal_owner(d, known) is None}
    return any(
        conversion.conversion_id.removeprefix("deal:") in nobodys
        and conversion.customer_id is not None
        for conversion in told.expected.conversions
    )


def has_declared_conversion(told: Told) -> bool:
    kinds = {conversion.conversion_type for conversion in told.expected.conversions}
    return bool(kinds - {"won_deal", "order"})


def has_return(told: Told) -> bool:
    return any(
        order.status == "returned" and was_completed(order) for order in told.raw.orders
    )


def has_return_row(told: Told) -> bool:
    return any(is_return_row(order) for order in told.raw.orders)


def has_completed_order_of_a_negative_amount(told: Told) -> bool:
    return any(
        order.status == "completed"
        and order.amount < 0
        and order.original_order_id is None
        for order in told.raw.orders
    )


def has_event_without_session(told: Told) -> bool:
    return any(
        event.source == "order" and event.session_id is None
        for log in told.logs()
        for event in log
    )


def has_last_event_exactly_a_journey_ago(told: Told) -> bool:
    return any(
        AS_OF - log[-1].occurred_at == told.settings.journey_gap for log in told.logs()
    )


def has_open_deal_after_a_silence(told: Told) -> bool:
    return any(
        journey.status == "open"
        and AS_OF - told.expected.log[journey.customer_id][-1].occurred_at
        > told.settings.journey_gap
        for journey in told.expected.journeys
    )


def has_stage_passed_over(told: Told) -> bool:
    return any(not stage.is_visited for stage in told.expected.stages)


def has_reopened_deal(told: Told) -> bool:
    return any(
        reopening_count(
            moves_of(deal, told.raw.deal_stage_changes, told.rules), told.rules
        )
        for deal in told.raw.deals
    )


def has_second_visit(told: Told) -> bool:
    return any(visit.visit_number > 1 for visit in told.expected.visits)


def has_visit_of_no_time(told: Told) -> bool:
    return any(visit.left_at == visit.entered_at for visit in told.expected.visits)


def has_deal_closed_before_its_last_visit(told: Told) -> bool:
    closed_at = {
        event.source_id: event.occurred_at
        for log in told.expected.log.values()
        for event in log
        if event.source == "deal_outcome"
    }
    return any(
        visit.entered_at > closed_at.get(visit.deal_id, visit.entered_at)
        for visit in told.expected.visits
    )


def has_deal_further_than_its_moves(told: Told) -> bool:
    return any(
        furthest_deal_stage(deal, visits, told.rules)
        not in {visit.stage for visit in visits}
        for deal in told.raw.deals
        if (visits := [v for v in told.expected.visits if v.deal_id == deal.deal_id])
    )


def has_deal_without_changes(told: Told) -> bool:
    changed = {change.deal_id for change in told.raw.deal_stage_changes}
    return any(deal.deal_id not in changed for deal in told.raw.deals)


def has_abandoned_cart(told: Told) -> bool:
    return any(cart.is_abandoned(told.settings) for cart in told.expected.carts)


def has_two_carts_of_one_customer(told: Told) -> bool:
    customers = [cart.steps[0].customer_id for cart in told.expected.carts]
    return len(set(customers)) < len(customers)


def has_ordered_cart(told: Told) -> bool:
    return any(cart.is_ordered for cart in told.expected.carts)


def has_order_named_like_a_touchpoint(told: Told) -> bool:
    named = {touch.touchpoint_id for touch in told.raw.touchpoints}
    return any(order.order_id in named for order in told.raw.orders)


SITUATIONS = [
    has_merge_cycle,
    has_chain_into_a_cycle,
    has_chain_of_merges,
    has_shared_device,
    has_gap_of_exactly_a_session,
    has_cut_by_person,
    has_cut_by_campaign,
    has_tied_events,
    has_gap_of_exactly_a_journey,
    has_silence_bridged_by_a_deal,
    has_trailing_event,
    has_trailing_event_in_a_later_journey,
    has_course_of_a_deal_after_its_sale,
    has_trailing_return,
    has_return_that_opens_a_journey,
    has_won_deal_with_orders,
    has_won_deal_of_an_orders_customer,
    has_declared_conversion,
    has_return,
    has_return_row,
    has_completed_order_of_a_negative_amount,
    has_event_without_session,
    has_last_event_exactly_a_journey_ago,
    has_open_deal_after_a_silence,
    has_stage_passed_over,
    has_reopened_deal,
    has_second_visit,
    has_visit_of_no_time,
    has_deal_closed_before_its_last_visit,
    has_deal_without_changes,
    has_deal_further_than_its_moves,
    has_abandoned_cart,
    has_ordered_cart,
    has_two_carts_of_one_customer,
    has_order_named_like_a_touchpoint,
]
AT_LEAST = 20


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda s: s.__name__)
def test_enough_worlds_hold_the_situation(
    situation: Callable[[Told], bool],
    worlds: list[RawData],
    expectations: list[Expected],
    rules: Rules,
    settings: Settings,
) -> None:
    count = sum(
        situation(Told(raw, expected, rules, settings))
        for raw, expected in zip(worlds, expectations, strict=True)
    )
    assert count >= AT_LEAST, f"only {count} worlds"
