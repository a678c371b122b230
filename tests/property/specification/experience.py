"""Experience scores and breakdowns, by the sentences of docs/semantics.md.

Belongs here: which answers count, what each breakdown says of a response, and the
scores. A response is a row of `fct_survey_responses`, with the touchpoint type that it
is about; a version is a row of a customer as it was received.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from operator import itemgetter
from typing import Any
from zoneinfo import ZoneInfo

Z, START = 1.959963984540054, datetime.min
History = dict[datetime, str | None]
Row = dict[str, Any]
OWN = ["journey_stage", "deal_stage", "channel", "subject_channel", "touchpoint_type"]


@dataclass(frozen=True)
class Company:
    """What responses are broken down by, and the rules."""

    versions: list[Row]
    owners: Mapping[str | None, str | None]
    limits: Mapping[str, tuple[int, int]]
    zone: ZoneInfo
    least: int


def month(instant: datetime, zone: ZoneInfo) -> date:
    return instant.replace(tzinfo=UTC).astimezone(zone).date().replace(day=1)


def regions_of(versions: list[Row]) -> dict[str | None, History]:
    """Since when which region holds; of two since one instant, the last received."""
    histories: dict[str | None, History] = defaultdict(dict)
    for version in sorted(versions, key=lambda version: version["loaded_at"]):
        history = histories[version["customer_id"]]
        since = max([version["updated_at"] or version["loaded_at"], *history])
        history[since] = version["region"]
    return histories


def value_at(history: History | None, instant: datetime) -> str | None:
    """What held at an instant; what is known first held before."""
    if not history:
        return None
    return history[max(s for s in history if s <= max(instant, min(history)))]


def small_values(histories: Iterable[History], least: int) -> set[str | None]:
    """Values that too few things ever had."""
    things = Counter(value for history in histories for value in set(history.values()))
    return {value for value, count in things.items() if value and count < least}


def breakdowns(company: Company, responses: list[Row]) -> Iterator[dict[str, str]]:
    """Of each response, its value of every breakdown."""
    owners = {deal: {START: owner} for deal, owner in company.owners.items()}
    told = {"region": regions_of(company.versions), "owner": owners}
    small = {name: small_values(told[name].values(), company.least) for name in told}
    for response in responses:
        values = {"all": "all", **{name: response[name] for name in OWN}}
        for name, thing in {"region": "customer_id", "owner": "deal_id"}.items():
            value = value_at(told[name].get(response[thing]), response["invited_at"])
            values[name] = "other" if value in small[name] else value
        yield {name: value or "(none)" for name, value in values.items()}


def counting_ids(responses: list[Row], zone: ZoneInfo) -> set[str]:
    """The last answer of each person to each instrument in each month."""
    last: dict[object, str] = {}
    answers = [r for r in responses if r["score"] is not None]
    for r in sorted(answers, key=itemgetter("responded_at", "response_id")):
        person = r["customer_id"] or (r["response_id"],)
        last[r["survey_type"], person, month(r["invited_at"], zone)] = r["response_id"]
    return set(last.values())


def experience(company: Company, responses: list[Row]) -> list[Row]:
    """The rows of `agg_experience`."""
    counting = counting_ids(responses, company.zone)
    cells: dict[tuple[str, date | None, str, str], list[Row]] = defaultdict(list)
    for response, values in zip(responses, breakdowns(company, responses), strict=True):
        for period in (None, month(response["invited_at"], company.zone)):
            for name, value in values.items():
                cells[response["survey_type"], period, name, value].append(response)
    names = ["survey_type", "period", "breakdown", "breakdown_value"]
    return [
        dict(zip(names, key, strict=True)) | figures(cell, counting, company.limits)
        for key, cell in cells.items()
    ]


def figures(
    cell: list[Row], counting: set[str], limits: Mapping[str, tuple[int, int]]
) -> dict[str, float | None]:
    """What a row says of its responses."""
    answers = [response for response in cell if response["score"] is not None]
    scores = [r["score"] for r in answers if r["response_id"] in counting]
    told: dict[str, float | None] = {
        "invited_count": len(cell),
        "answered_count": len(answers),
        "response_share": len(answers) / len(cell),
        "response_count": len(scores),
        "mean_score": float(sum(scores)) / len(scores) if scores else None,
    }
    names = ["promoters", "passives", "detractors", "score", "ci_low", "ci_high"]
    if cell[0]["survey_kind"] is None:
        return told | dict.fromkeys(names)
    good_from, bad_to = limits[cell[0]["survey_type"]]
    good, bad = sum(s >= good_from for s in scores), sum(s <= bad_to for s in scores)
    interval = nps if cell[0]["survey_kind"] == "nps" else top
    ends = interval(good, bad, len(scores)) if scores else (None, None, None)
    values = good, len(scores) - good - bad, bad, *ends
    return told | dict(zip(names, values, strict=True))


def nps(good: int, bad: int, n: int) -> tuple[float, float, float]:
    """The score and its interval, with z² / 3 more answers in each of three groups."""
    more = n + Z**2
    p, d = (good + Z**2 / 3) / more, (bad + Z**2 / 3) / more
    reach = Z * math.sqrt((p + d - (p - d) ** 2) / more)
    score, low, high = (good - bad) / n, p - d - reach, p - d + reach
    return 100 * score, 100 * max(-1, min(low, score)), 100 * min(1, max(high, score))


def top(good: int, _bad: int, n: int) -> tuple[float, float, float]:
    """The share and Wilson's interval, by its middle and half of its width."""
    middle, more = (good + Z**2 / 2), n + Z**2
    reach = Z * math.sqrt(good * (n - good) / n + Z**2 / 4)
    # What is 0 or 1 must not be missed by a rounding.
    return (
        good / n,
        round((middle - reach) / more, 12),
        round((middle + reach) / more, 12),
    )
