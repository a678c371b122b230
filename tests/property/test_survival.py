"""Kaplan-Meier and Aalen-Johansen against `lifelines` and a sum that is written out."""

import math
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import Any

import lifelines
import pytest

from tests.warehouses import Project, Warehouse, complaint

from .raw_files import write_tables
from .specification.inputs import RawData
from .warehouse import write_raw

Stay = tuple[int, str]
CAUSES = ["advanced", "returned", "lost"]
CENSORED = "censored"
GROUPS = 60
MOST_STAYS = 90
# Incidences and means of the marts have nine digits.
TOLERANCE = 1e-9


def random_stays(seed: int) -> list[Stay]:
    """Stays of whole days, so that ends and censorings meet, some of them at once."""
    rng = Random(seed)
    longest = rng.choice([1, 4, 40, 400])
    weights = [rng.choice([0, 1, 5]) for _ in CAUSES] + [rng.choice([0, 1, 5, 20])]
    if not any(weights):
        weights[-1] = 1
    return [
        (rng.randint(1, longest), rng.choices([*CAUSES, CENSORED], weights)[0])
        for _ in range(rng.randint(1, MOST_STAYS))
    ]
