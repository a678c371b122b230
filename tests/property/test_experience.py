"""`agg_experience` holds what the specification says, row for row, in random worlds.

A world is a set of customers with instruments, regions and owners of its own; all are
built at once. Times lie on a coarse grid around the ends of months, so that repeated
answers, ties and changes of region at the instant of an invitation are common.
"""

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.warehouses import Project, Warehouse

from .comparison import assert_same
from .specification.experience import Company, experience

WORLD_COUNT = 120
LEAST = 3
ZONE = "America/St_Johns"
LOADED_AT = datetime(2024, 6, 1)
# The local month ends at 03:30 UTC in winter, and at 02:30 in summer.
INSTANTS = [
    *(datetime(2024, 2, 1, 3, 29, 59), datetime(2024, 2, 1, 3, 30)),
    *(datetime(2024, 2, 10), datetime(2024, 2, 11), datetime(2024, 2, 29)),
    *(datetime(2024, 4, 1, 2, 29, 59), datetime(2024, 4, 1, 2, 30)),
]
INSTRUMENTS = {"nps": (10, 9, 6), "csat": (5, 4, 2), "ces": (7, 5, 3)}
Rows = list[dict[str, Any]]


@dataclass
class Worlds:
    """What all worlds bring, and the instruments that the rules know."""

    versions: Rows = field(default_factory=list)
    deals: Rows = field(default_factory=list)
    responses: Rows = field(default_factory=list)
    touchpoints: Rows = field(default_factory=list)
    instruments: dict[str, tuple[str, int, int]] = field(default_factory=dict)


def add_world(worlds: Worlds, number: int) -> None:
    rng, key = Random(number), f"w{number:03d}"
    regions = [None, "unknown", "(none)", "other", *(f"{key}-{n}" for n in "abc")]
    owners = [None, *(f"{key}-{name}" for name in ("eve", "ivo", "una"))]
    for kind, (_, good, bad) in INSTRUMENTS.items():
        worlds.instruments[f"{key}-{kind}"] = (kind, good, bad)
    customers = [f"{key}-c{n}" for n in range(rng.randint(1, 9))]
    for customer_id in customers:
        for n in range(rng.choice([1, 1, 2, 3])):
            loaded_at = rng.choice(INSTANTS) + timedelta(microseconds=n)
            worlds.versions.append(
                {
                    "customer_id": customer_id,
                    "region": rng.choice(regions),
                    "loaded_at": loaded_at,
                    "updated_at": rng.choice(
                        [None, min(loaded_at, rng.choice(INSTANTS))]
                    ),
                }
            )
    deals = [f"{key}-d{n}" for n in range(rng.randint(0, 6))]
    worlds.deals += [
        {"deal_id": deal_id, "owner": rng.choice(owners)} for deal_id in deals
    ]
    for n in range(rng.randint(1, 30)):
        kind = rng.choice([*INSTRUMENTS, "mood"])
        sent_at = rng.choice([None, *INSTANTS])
        is_answered = sent_at is None or rng.random() < 0.7
        best = INSTRUMENTS.get(kind, (5,))[0]
        earliest = sent_at or INSTANTS[0]
        answers = [instant for instant in INSTANTS if instant >= earliest]
        worlds.responses.append(
            {
                "response_id": f"{key}-r{rng.randrange(100):02d}{n:02d}",
                "survey_type": f"{key}-{kind}",
                "customer_id": rng.choice([None, *customers, f"{key}-stranger"]),
                "deal_id": rng.choice([None, None, f"{key}-ghost", *deals]),
                "channel": rng.choice([None, "email", "pigeon post"]),
                "sent_at": sent_at,
                "score": rng.randint(1, best) if is_answered else None,
                "responded_at": rng.choice(answers) if is_answered else None,
            }
        )
    worlds.touchpoints += [
        {
            "touchpoint_id": f"{key}-t{n}",
            "occurred_at": rng.choice(INSTANTS),
            "customer_id": rng.choice(customers),
            "channel": rng.choice([None, "email", "direct"]),
            "touchpoint_type": rng.choice(["page_view", "login", None]),
        }
        for n in range(rng.randint(1, 5))
    ]


def write(rows: Rows, file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="module")
def worlds() -> Worlds:
    made = Worlds()
    for number in range(WORLD_COUNT):
        add_world(made, number)
    return made


@pytest.fixture(scope="module")
def warehouse(
    worlds: Worlds, dbt_project: Project, tmp_path_factory: pytest.TempPathFactory
) -> Warehouse:
    folder = tmp_path_factory.mktemp("experience")
    raw = folder / "raw"
    raw.mkdir()
    late: Mapping[str, object] = {"loaded_at": LOADED_AT}
    deal: Mapping[str, object] = {"created_at": INSTANTS[0], "stage": "lead"}
    write(worlds.versions, raw / "customers.csv")
    write([{**row, **deal, **late} for row in worlds.deals], raw / "deals.csv")
    write([{**row, **late} for row in worlds.responses], raw / "survey_responses.csv")
    write([{**row, **late} for row in worlds.touchpoints], raw / "touchpoints.csv")
    made = dbt_project.warehouse(folder)
    instruments = ", ".join(
        f"('{name}', '{kind}', 0, 10, {good}, {bad}, '', '')"
        for name, (kind, good, bad) in worlds.instruments.items()
    )
    made.execute(f"insert into rules.survey_types values {instruments}")
    made.execute(
        "delete from rules.breakdowns where breakdown not in ('region', 'owner')"
    )
    variables = {
        "reporting_timezone": ZONE,
        "breakdown_min_subjects": str(LEAST),
        "bottleneck_breakdown": "all",
    }
    made.build(raw, ["agg_experience"], variables)
    return made


@pytest.fixture(scope="module")
def company(worlds: Worlds) -> Company:
    return Company(
        versions=worlds.versions,
        owners={row["deal_id"]: row["owner"] for row in worlds.deals},
        limits={
            name: (good, bad) for name, (_, good, bad) in worlds.instruments.items()
        },
        zone=ZoneInfo(ZONE),
        least=LEAST,
    )


@pytest.fixture(scope="module")
def responses(warehouse: Warehouse) -> Rows:
    """The responses, with what they are about, as the marts have them."""
    return warehouse.query(
        """
        select
            responses.*,
            case when subject_event_id like 'touchpoint:%' then subject_activity end
                as touchpoint_type
        from marts.fct_survey_responses as responses
        """
    )


def test_scores_are_those_of_the_specification_in_every_world(
    warehouse: Warehouse, company: Company, responses: Rows
) -> None:
    expected = experience(company, responses)
    found = warehouse.mart("agg_experience", expected[0])
    key = ["survey_type", "period", "breakdown", "breakdown_value"]
    assert_same(expected, found, key)


def test_the_worlds_hold_what_the_rules_are_about(
    warehouse: Warehouse, worlds: Worlds, responses: Rows
) -> None:
    assert len(responses) == len(worlds.responses)
    repeated = Counter(
        (r["customer_id"], r["survey_type"], r["responded_at"])
        for r in responses
        if r["customer_id"] and r["score"] is not None
    )
    assert sum(count > 1 for count in repeated.values()) > 50
    changes = {(v["customer_id"], v["updated_at"]) for v in worlds.versions}
    at_a_change = [
        r for r in responses if (r["customer_id"], r["invited_at"]) in changes
    ]
    assert len(at_a_change) > 50
    values = "select count(*) from marts.agg_experience where breakdown_value = "
    for value in ("other", "(none)", "unknown"):
        assert warehouse.tuples(f"{values}'{value}'") > [(50,)]
