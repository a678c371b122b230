"""Everything that the specification says about a set of raw rows."""

from dataclasses import dataclass, field

from .carts import Cart, cart_steps, carts
from .conversions import Conversion, all_conversions
from .deals import Visit, moves_of, stage_visits
from .event_log import event_log
from .events import Event
from .identity import identities
from .inputs import RawData, Rules, Settings
from .journey_stages import StageReached, stages_reached
from .journeys import Journey, all_journeys, deal_times
from .sessions import Session, cut_sessions, identified


@dataclass
class Expected:
    """What the marts must hold."""

    sessions: list[Session] = field(default_factory=list)
    log: dict[str, list[Event]] = field(default_factory=dict)
    conversions: list[Conversion] = field(default_factory=list)
    journeys: list[Journey] = field(default_factory=list)
    stages: list[StageReached] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    carts: list[Cart] = field(default_factory=list)

    def add(self, other: "Expected") -> None:
        """Take over what another world says; no key is in both."""
        self.sessions += other.sessions
        self.log |= other.log
        self.conversions += other.conversions
        self.journeys += other.journeys
        self.stages += other.stages
        self.visits += other.visits
        self.carts += other.carts


def expect(raw: RawData, rules: Rules, settings: Settings) -> Expected:
    """Work out one world; worlds that share no key can be worked out one by one."""
    known = identities(raw.touchpoints, raw.customers)
    sessions = cut_sessions(identified(raw.touchpoints, known), rules, settings)
    log = event_log(raw, known, sessions, rules, settings)
    conversions = all_conversions(raw, log, known, rules)
    deals = deal_times(raw, known, rules)
    journeys = all_journeys(log, conversions, deals, settings)
    return Expected(
        sessions,
        log,
        conversions,
        journeys,
        stages=[stage for each in journeys for stage in stages_reached(each, rules)],
        visits=[
            visit
            for deal in raw.deals
            for visit in stage_visits(
                deal, moves_of(deal, raw.deal_stage_changes, rules), rules
            )
        ],
        carts=carts(cart_steps(sessions, raw.orders, known, rules), settings),
    )
