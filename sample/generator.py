"""Runs the SQL of the world: chunk by chunk, the same rows whatever the threads.

Belongs here: which steps there are, in which order, and how large the world must be for
a number of touchpoints. What the steps do stands in `world/*.sql`; how tables are
written in `writing`; what is broken on purpose in `defects`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.resources import files

import duckdb

WORLD_END = date(2026, 10, 1)
# Touches per person number over 24 months, counted at a million touchpoints; the figure
# for other lengths follows from it (`Plan.person_count`).
TOUCHES_PER_PERSON = 11.03
# Bounds memory: a chunk holds half a million touches. A multiple of 120, so that
# neither a block of 40 persons nor those who share a tablet (3) are torn apart.
PERSONS_PER_CHUNK = 48_000

ONCE = (
    "draws",
    "calendar",
    "countries",
    "channels",
    "products",
    "exchange_rates",
    "scripts",
    "comments",
    "world_tables",
    "truth_planted",
)
PER_CHUNK = (
    "persons",
    "visits",
    "deals",
    "customers",
    "orders",
    "loyalty",
    "service",
    "surveys",
    "bursts",
    "raw_touchpoints",
    "raw_tables",
)
WORLD_TABLES = ("products", "exchange_rates", "campaign_costs")
PERSON_TABLES = (
    "touchpoints",
    "deals",
    "survey_responses",
    "customers",
    "deal_stage_changes",
    "deal_owner_changes",
    "deal_contacts",
    "deal_tasks",
    "support_cases",
    "orders",
    "order_items",
    "experiment_assignments",
    "scenario_actions",
    "consents",
    "loyalty_events",
)


@dataclass(frozen=True)
class Plan:
    """How large the world is, which seed it has, and how long it lasts."""

    touchpoints: int
    seed: int = 42
    months: int = 24

    @property
    def starts_at(self) -> datetime:
        """The first instant of the data, `months` before the end of the world."""
        months = WORLD_END.year * 12 + WORLD_END.month - 1 - self.months
        return datetime(months // 12, months % 12 + 1, 1, tzinfo=UTC)

    @property
    def ends_at(self) -> datetime:
        """The instant at which the data ends: nothing occurs at or after it."""
        return datetime(WORLD_END.year, WORLD_END.month, WORLD_END.day, tzinfo=UTC)

    @property
    def person_count(self) -> int:
        """Person numbers that make about as many touchpoints as were asked for."""
        persons = self.touchpoints / TOUCHES_PER_PERSON * (38.8 / (self.months + 14.8))
        return max(40, 40 * round(persons / 40))

    @property
    def chunk_count(self) -> int:
        """How many chunks there are."""
        return -(-self.person_count // PERSONS_PER_CHUNK)

    def chunks(self) -> Iterator[tuple[int, int]]:
        """Ranges of person numbers, first inclusive, last exclusive."""
        for first in range(0, self.person_count, PERSONS_PER_CHUNK):
            yield first, min(first + PERSONS_PER_CHUNK, self.person_count)


def run_step(connection: duckdb.DuckDBPyConnection, step: str) -> None:
    """Run the statements of `world/<step>.sql`."""
    statements = files("sample").joinpath("world", f"{step}.sql").read_text("utf-8")
    connection.execute(statements)


def open_world(plan: Plan) -> duckdb.DuckDBPyConnection:
    """Connect to an empty world and make what does not depend on persons."""
    connection = duckdb.connect()
    # One chunk per thread is faster than several threads on one chunk.
    connection.execute("set threads = 1")
    connection.execute("set timezone = 'UTC'")
    settings = {
        "seed": plan.seed,
        "start_s": int(plan.starts_at.timestamp()),
        "end_s": int(plan.ends_at.timestamp()),
        "person_count": plan.person_count,
        "one_burst_in": 1,
        "order_log_odds": -3.85,
        "experiment_log_odds": 0.5,
        "experiment_start_s": int(datetime(2026, 3, 2, tzinfo=UTC).timestamp()),
        "experiment_end_s": int(datetime(2026, 6, 29, tzinfo=UTC).timestamp()),
    }
    for name, value in settings.items():
        connection.execute(f"set variable {name} = {value}")
    for step in ONCE:
        run_step(connection, step)
    return connection


def make_chunk(
    connection: duckdb.DuckDBPyConnection, first_person: int, last_person: int
) -> None:
    """Make the raw tables of a range of persons as temporary views `raw_<table>`."""
    connection.execute(f"set variable first_person = {first_person}")
    connection.execute(f"set variable last_person = {last_person}")
    for step in PER_CHUNK:
        run_step(connection, step)
