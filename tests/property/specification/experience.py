"""Experience scores and breakdowns, by the sentences of docs/semantics.md.

Belongs here: which answers count, what each breakdown says of a response, and the
scores. A response comes as `fct_survey_responses` has it.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

Z = 1.959963984540054
OWN = ["journey_stage", "deal_stage", "channel", "subject_channel", "touchpoint_type"]


@dataclass(frozen=True, kw_only=True)
class Response:
    """A row of `fct_survey_responses`, and the touchpoint type that it is about."""

    response_id: str
    survey_type: str
    survey_kind: str | None
    customer_id: str | None
    deal_id: str | None
    invited_at: datetime
    responded_at: datetime | None
    score: Decimal | None
    own: Mapping[str, str | None]


@dataclass(frozen=True, kw_only=True)
class Version:
    """A received row of a customer."""

    customer_id: str
    region: str | None
    loaded_at: datetime
    updated_at: datetime | None


@dataclass
class Cell:
    """The responses of an instrument, period and breakdown value."""

    all: list[Response] = field(default_factory=list)
    counted: list[Response] = field(default_factory=list)


@dataclass(frozen=True)
class Company:
    """What responses are broken down by, and the rules."""

    versions: list[Version]
    owners: Mapping[str, str | None]
    limits: Mapping[str, tuple[int, int]]
    zone: ZoneInfo
    least: int


def month(instant: datetime, zone: ZoneInfo) -> date:
    return instant.replace(tzinfo=UTC).astimezone(zone).date().replace(day=1)


def in_force(versions: list[Version]) -> dict[datetime, str | None]:
    """Since when which region holds; of two since one instant, the last received."""
    since, regions = datetime.min, {}
    for version in sorted(versions, key=lambda v: v.loaded_at):
        since = max(since, version.updated_at or version.loaded_at)
        regions[since] = version.region
    return regions


def region_at(regions: Mapping[datetime, str | None], instant: datetime) -> str | None:
    """What held at an instant; what is known first held before."""
    return regions[max(s for s in regions if s <= max(instant, min(regions)))]


def gathered(values: Mapping[str, set[str | None]], least: int) -> set[str]:
    """Values that too few things ever had."""
    things = Counter(value for of_thing in values.values() for value in of_thing)
    return {value for value, count in things.items() if value and count < least}


def breakdowns(company: Company, responses: list[Response]) -> Iterator[dict[str, str]]:
    """Of each response, its value of every breakdown."""
    versions: dict[str, list[Version]] = defaultdict(list)
    for version in company.versions:
        versions[version.customer_id].append(version)
    regions = {key: in_force(received) for key, received in versions.items()}
    ever = {key: set(held.values()) for key, held in regions.items()}
    small_regions = gathered(ever, company.least)
    owners = {deal: {owner} for deal, owner in company.owners.items()}
    small_owners = gathered(owners, company.least)
    for response in responses:
        held = regions.get(response.customer_id or "")
        region = region_at(held, response.invited_at) if held else None
        owner = company.owners.get(response.deal_id or "")
        values = {
            "region": "other" if region in small_regions else region,
            "owner": "other" if owner in small_owners else owner,
            **{name: response.own[name] for name in OWN},
        }
        yield {"all": "all"} | {k: v or "(none)" for k, v in values.items()}


def counting_ids(responses: list[Response], zone: ZoneInfo) -> set[str]:
    """The last answer of each person to each instrument in each month."""
    last: dict[tuple[str, str, date], tuple[datetime, str]] = {}
    for response in responses:
        if response.score is not None:
            assert response.responded_at is not None
            person = response.customer_id or f"response {response.response_id}"
            key = (response.survey_type, person, month(response.invited_at, zone))
            answer = (response.responded_at, response.response_id)
            last[key] = max(last.get(key, answer), answer)
    return {response_id for _, response_id in last.values()}


def experience(company: Company, responses: list[Response]) -> list[dict[str, Any]]:
    """The rows of `agg_experience`."""
    counting = counting_ids(responses, company.zone)
    cells: dict[tuple[str, date | None, str, str], Cell] = defaultdict(Cell)
    for response, values in zip(responses, breakdowns(company, responses), strict=True):
        for period in (None, month(response.invited_at, company.zone)):
            for name, value in values.items():
                cell = cells[response.survey_type, period, name, value]
                cell.all.append(response)
                if response.response_id in counting:
                    cell.counted.append(response)
    names = ["survey_type", "period", "breakdown", "breakdown_value"]
    return [
        dict(zip(names, key, strict=True)) | figures(cell, company.limits)
        for key, cell in cells.items()
    ]


def figures(
    cell: Cell, limits: Mapping[str, tuple[int, int]]
) -> dict[str, float | int | None]:
    """What a row says of its responses."""
    scores = [r.score for r in cell.counted if r.score is not None]
    answered = sum(response.score is not None for response in cell.all)
    told: dict[str, float | int | None] = {
        "invited_count": len(cell.all),
        "answered_count": answered,
        "response_share": answered / len(cell.all),
        "response_count": len(scores),
        "mean_score": float(sum(scores)) / len(scores) if scores else None,
    }
    survey_type, kind = cell.all[0].survey_type, cell.all[0].survey_kind
    names = ["promoters", "passives", "detractors", "score", "ci_low", "ci_high"]
    if kind is None:
        return told | dict.fromkeys(names)
    positive_from, negative_to = limits[survey_type]
    good = sum(score >= positive_from for score in scores)
    bad = sum(score <= negative_to for score in scores)
    counts = [good, len(scores) - good - bad, bad]
    if not scores:
        return told | dict(zip(names, [*counts, None, None, None], strict=True))
    ends = nps(good, bad, len(scores)) if kind == "nps" else top(good, len(scores))
    return told | dict(zip(names, [*counts, *ends], strict=True))


def nps(good: int, bad: int, n: int) -> tuple[float, float, float]:
    """The score and its interval, with z² / 3 more answers in each of three groups."""
    score = 100 * (good - bad) / n
    more = n + Z**2
    p, d = (good + Z**2 / 3) / more, (bad + Z**2 / 3) / more
    reach = Z * math.sqrt((p + d - (p - d) ** 2) / more)
    low, high = 100 * (p - d - reach), 100 * (p - d + reach)
    return score, max(-100, min(low, score)), min(100, max(high, score))


def top(good: int, n: int) -> tuple[float, float, float]:
    """The share and Wilson's interval, by its middle and half of its width."""
    share = good / n
    middle = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
    spread = share * (1 - share) / n + Z**2 / (4 * n**2)
    reach = Z * math.sqrt(spread) / (1 + Z**2 / n)
    # What is 0 or 1 must not be missed by a rounding.
    return share, round(middle - reach, 12), round(middle + reach, 12)
