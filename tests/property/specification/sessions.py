"""Sessions: the section of that name in `docs/semantics.md`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from .identity import Identities, clean_id, touchpoint_owner
from .inputs import Rules, Settings, Touchpoint


@dataclass(frozen=True)
class Touch:
    """A touchpoint with the person it belongs to."""

    raw: Touchpoint
    customer_id: str

    @property
    def key(self) -> tuple[datetime, str]:
        """Its place among the touchpoints of a device."""
        return self.raw.occurred_at, self.raw.touchpoint_id

    @property
    def device(self) -> str:
        """The anonymous id, else the resolved customer."""
        anonymous_id = clean_id(self.raw.anonymous_id)
        return self.customer_id if anonymous_id is None else f"anon:{anonymous_id}"


@dataclass
class Session:
    """Touches of one device and one person, in order."""

    touches: list[Touch]

    @property
    def session_id(self) -> str:
        """Named after the first touchpoint, so that a later one renames nothing."""
        return f"session:{self.touches[0].raw.touchpoint_id}"


def identified(touchpoints: Iterable[Touchpoint], known: Identities) -> list[Touch]:
    """The touchpoints that name a person, each with it."""
    owned = [(touch, touchpoint_owner(touch, known)) for touch in touchpoints]
    return [Touch(touch, owner) for touch, owner in owned if owner is not None]


def is_campaign_visit(touch: Touch, rules: Rules) -> bool:
    """Whether a touch names a campaign and did not come directly."""
    _channel, group = rules.channels.get(touch.raw.channel or "", (None, None))
    return touch.raw.campaign is not None and group != "direct"


def changes_campaign(touch: Touch, stretch: list[Touch], rules: Rules) -> bool:
    """Whether a touch comes by another campaign than the last one that came by any."""
    earlier = [other for other in stretch if is_campaign_visit(other, rules)]
    return (
        is_campaign_visit(touch, rules)
        and bool(earlier)
        and earlier[-1].raw.campaign != touch.raw.campaign
    )


def starts_stretch(touch: Touch, previous: Touch, settings: Settings) -> bool:
    """Whether a silence or another person lies between two touches of a device."""
    silence = touch.raw.occurred_at - previous.raw.occurred_at
    return silence > settings.session_gap or touch.customer_id != previous.customer_id


def device_sessions(
    touches: list[Touch], rules: Rules, settings: Settings
) -> list[Session]:
    """Cut the touches of one device, in order."""
    sessions: list[Session] = []
    stretch: list[Touch] = []
    for touch in touches:
        if not stretch or starts_stretch(touch, stretch[-1], settings):
            stretch = []
            sessions.append(Session([]))
        elif changes_campaign(touch, stretch, rules):
            sessions.append(Session([]))
        stretch.append(touch)
        sessions[-1].touches.append(touch)
    return sessions


def cut_sessions(
    touches: Iterable[Touch], rules: Rules, settings: Settings
) -> list[Session]:
    """The sessions of all devices."""
    by_device: dict[str, list[Touch]] = {}
    for touch in sorted(touches, key=lambda t: t.key):
        by_device.setdefault(touch.device, []).append(touch)
    return [
        session
        for device in by_device.values()
        for session in device_sessions(device, rules, settings)
    ]
