"""Raw rows of the random worlds and the versions of them that arrive later.

Belongs here: which rows there are. In which files and builds they come stands in
`landing_zone` and `sequences`.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from tests.property.specification.inputs import ROW_TYPES
from tests.property.warehouse import columns_of
from tests.property.worlds import AS_OF, DAY, MINUTE, make_world, world_key

# Text as in a file; nothing is an empty field.
Row = dict[str, str | None]
Tables = dict[str, list[Row]]
Delivery = tuple[str, Row]

KEYS = {
    "touchpoints": ["touchpoint_id"],
    "customers": ["customer_id"],
    "orders": ["order_id"],
    "deals": ["deal_id"],
    "deal_stage_changes": ["change_id"],
    "survey_responses": ["response_id"],
    "support_cases": ["case_id"],
    "loyalty_events": ["event_id"],
    "deal_contacts": ["deal_id", "customer_id"],
    "consents": ["customer_id", "changed_at"],
    "scenario_actions": ["trigger_id", "action", "occurred_at"],
    "experiment_assignments": ["experiment", "variant", "assigned_at"],
    "campaign_costs": ["cost_date", "channel", "campaign"],
    "exchange_rates": ["rate_date", "currency"],
}
CURRENCIES = ["EUR", "GBP", "USD", None, None]
# Corrected versions are loaded after the row, at the same time, or were overtaken.
CORRECTION_LAGS = [0 * DAY, MINUTE, DAY, 30 * DAY, -1 * DAY]
# What has come twice, wrong, too late or not at all in the life of a warehouse.
SHARE_OF_CORRECTED = 0.2
SHARE_OF_COPIES = 0.05


def history(rng: Random, world_count: int) -> list[Delivery]:
    """Every version of every raw row of some worlds, by table."""
    numbers = rng.sample(range(1000), world_count)
    versions: list[Delivery] = []
    rates: Tables = {"exchange_rates": [], "campaign_costs": []}
    for number in numbers:
        tables = told_in_full(rng, number)
        add_money(rng, tables, rates)
        versions += versions_of(rng, tables)
    return [*versions, *versions_of(rng, rates)]


def told_in_full(rng: Random, number: int) -> Tables:
    """The rows of a world, with columns and tables that the specification lacks."""
    raw = make_world(number)
    tables: Tables = {
        table: [
            {name: text_of(getattr(row, name)) for name in columns_of(ROW_TYPES[table])}
            for row in rows
        ]
        for table, rows in raw.tables().items()
    }
    for table, columns in extra_columns(rng, tables).items():
        for row in tables[table]:
            row.update({name: rng.choice(values) for name, values in columns.items()})
    tables.update(extra_tables(rng, world_key(number), tables))
    return tables


def text_of(value: object) -> str | None:
    return None if value is None else str(value)


def values_of(tables: Tables, table: str, column: str) -> list[str | None]:
    """The values of a column; at least one, if only none."""
    return [row[column] for row in tables[table]] or [None]


def extra_columns(
    rng: Random, tables: Tables
) -> dict[str, dict[str, list[str | None]]]:
    """What further columns may hold; some ids name rows that come late or never."""

    def ids(table: str) -> list[str | None]:
        return [*values_of(tables, table, *KEYS[table]), None, "nowhere"]

    deals, orders, cases = ids("deals"), ids("orders"), ids("support_cases")
    pipelines: list[str | None] = rng.choice(
        [[None], ["b2b_sales", None], ["partners", "resale", None]]
    )
    return {
        "touchpoints": {
            "cost": ["1.25", None, None],
            "currency": CURRENCIES,
            "deal_id": [*deals, None, None],
            "order_id": [*orders, None, None],
            "case_id": [*cases, None, None],
            "page": ["/", "/price", None],
            "topic": ["price", None],
        },
        "customers": {
            "account_id": ["north", "south", None],
            "segment": ["smb", "enterprise", None],
            "country": ["DE", "RU", None],
            "created_at": ["2020-01-01 00:00:00", None],
            "referred_by_customer_id": ids("customers"),
        },
        "orders": {"currency": CURRENCIES},
        "deals": {
            "pipeline": pipelines,
            "currency": CURRENCIES,
            "owner": ["ann", "bob", None],
            "channel": ["email", None],
        },
        "deal_stage_changes": {"pipeline": [*pipelines, None, None]},
        "survey_responses": {
            "deal_id": deals,
            "order_id": orders,
            "case_id": cases,
            "touchpoint_id": ids("touchpoints"),
        },
        "support_cases": {
            "order_id": orders,
            "topic": ["price", None],
            "first_replied_at": ["2024-12-01 00:00:00", None],
            "resolved_at": ["2024-12-30 00:00:00", None],
        },
        "loyalty_events": {"points": ["3", None]},
    }


def extra_tables(rng: Random, key: str, tables: Tables) -> Tables:
    """A few rows of the tables that name customers and deals besides."""

    def somebody() -> str | None:
        return rng.choice(values_of(tables, "customers", "customer_id"))

    def sometime() -> str:
        return str(AS_OF - rng.choice([1, 40, 100]) * DAY)

    def some(rows: Iterator[Row]) -> list[Row]:
        return [row | {"loaded_at": None} for row in rows if rng.random() < 0.5]

    deals = values_of(tables, "deals", "deal_id")
    count = range(2)
    return {
        "deal_contacts": some(
            {"deal_id": rng.choice(deals), "customer_id": somebody(), "role": "buyer"}
            for _ in count
        ),
        "consents": some(
            {"customer_id": somebody(), "is_granted": "true", "changed_at": sometime()}
            for _ in count
        ),
        "scenario_actions": some(
            {
                "trigger_id": f"{key}-trigger{number}",
                "action": "sent",
                "occurred_at": sometime(),
                "customer_id": somebody(),
            }
            for number in count
        ),
        "experiment_assignments": some(
            {
                "experiment": f"{key}-experiment",
                "variant": "a",
                "assigned_at": sometime(),
                "customer_id": somebody(),
                "anonymous_id": f"{key}-a{number}",
            }
            for number in count
        ),
    }


def add_money(rng: Random, tables: Tables, rates: Tables) -> None:
    """Exchange rates and costs of days on, or shortly before, which money moved."""
    for row in [*tables["orders"], *tables["touchpoints"], *tables["deals"]]:
        instant = row.get("ordered_at") or row.get("occurred_at") or row["created_at"]
        day = datetime.fromisoformat(str(instant)).date()
        if rng.random() < 0.2:
            rates["exchange_rates"].append(
                {
                    "rate_date": str(day - rng.choice([0, 1, 7, 8]) * DAY),
                    "currency": row["currency"],
                    "rate_to_reporting": rng.choice(["1.1", "0.9", "2"]),
                    "loaded_at": None,
                }
            )
        if "occurred_at" in row and rng.random() < 0.1:
            rates["campaign_costs"].append(
                {
                    "cost_date": str(day),
                    "channel": row["channel"],
                    "campaign": rng.choice([row["campaign"], None]),
                    "cost": rng.choice(["10", "2.5"]),
                    "currency": rng.choice(CURRENCIES),
                    "loaded_at": None,
                }
            )


def versions_of(rng: Random, tables: Tables) -> Iterator[Delivery]:
    """The rows, some of them more than once: as they were, or with other values."""
    for table, rows in tables.items():
        pools: dict[str, list[str | None]] = defaultdict(list)
        for row in rows:
            for column, value in row.items():
                pools[column].append(value)
        for row in rows:
            first = row | {"is_deleted": None}
            yield table, first
            if rng.random() < SHARE_OF_COPIES:
                yield table, dict(first)
            while rng.random() < SHARE_OF_CORRECTED:
                yield table, corrected(rng, table, first, pools)


def corrected(
    rng: Random, table: str, row: Row, pools: dict[str, list[str | None]]
) -> Row:
    """Another version of a row: withdrawn, or with values of its world's other rows."""
    version = dict(row)
    loaded_at = datetime.fromisoformat(row["loaded_at"] or str(AS_OF))
    version["loaded_at"] = str(loaded_at + rng.choice(CORRECTION_LAGS))
    if rng.random() < 0.2:
        version["is_deleted"] = "true"
        return version
    columns = sorted(pools.keys() - {*KEYS[table], "loaded_at"})
    for column in rng.sample(columns, min(len(columns), rng.choice([1, 1, 2, 4]))):
        # Nothing, or what no column can be read from, may leave the row rejected.
        version[column] = rng.choices(
            [rng.choice(pools[column]), None, "garbage"], weights=[90, 7, 3]
        )[0]
    return version


def instants() -> list[datetime]:
    """Moments up to which raw data may be looked at."""
    return [AS_OF - days * DAY + timedelta(hours=1) for days in (400, 200, 90, 30, 0)]
