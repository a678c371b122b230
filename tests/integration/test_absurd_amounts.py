"""Numbers large and absurd: converted to the last digit, or refused with a reason."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from pathlib import Path

import pytest

from tests.integration.hostile_values import Column, Table, contract
from tests.integration.raw_rows import places, unequal_tables
from tests.warehouses import NewWarehouse, Project, Warehouse, complaint

pytestmark = pytest.mark.integration

LARGE = ("1000000.00", "-1000000.00", "999999999999.99", "1e12")
ABSURD = ("1000000000000.01", "1e13", "-1e13", "1e30", "-1e30")
# The second one is so dear that the greatest amounts have no room in another currency.
RATES = {"EUR": "90.12345678", "XBT": "60000.5"}
GREATEST = 10**12
NO_ROOM = 10**14
DAY = "2024-03-01"
# What makes a row count in sums, and no number of it off a scale of its own.
CIRCUMSTANCES = {
    "deals": {"status": "won", "closed_at": DAY},
    "orders": {"status": "completed"},
    "survey_responses": {"survey_type": "pulse"},
}
ORDERS_OF_A_DEAL = 3


def four_places(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.0001"), ROUND_HALF_UP)


@dataclass(frozen=True)
class Given:
    """A raw row that is sound but for one number, perhaps."""

    table: Table
    column: Column
    text: str
    currency: str

    @property
    def mark(self) -> str:
        return f"{self.column.name} {self.text} {self.currency}"

    @property
    def key(self) -> str:
        """The row's key, where that is an id."""
        return f"{self.mark}-{self.table.name}"

    @cached_property
    def row(self) -> dict[str, str]:
        row = self.table.sound_row(self.mark)
        if "currency" in {column.name for column in self.table.columns}:
            row = {"currency": self.currency} | row
        return (
            row | CIRCUMSTANCES.get(self.table.name, {}) | {self.column.name: self.text}
        )

    @property
    def reason(self) -> str | None:
        """Why the row is rejected."""
        precision, scale = self.column.data_type.partition("(")[2][:-1].split(",")
        bound = min(GREATEST, 10 ** (int(precision) - int(scale)))
        meta = self.column.meta
        number = Decimal(self.text)
        if number < meta.get("minimum", meta.get("above", -bound)):
            return f"{self.column.name}: below the minimum"
        if number > meta.get("maximum", bound):
            return f"{self.column.name}: above the maximum"
        return None

    @property
    def converted(self) -> Decimal | None:
        """The number in the reporting currency, where there is room for it."""
        exact = four_places(Decimal(self.text) * Decimal(RATES[self.currency]))
        return exact if abs(exact) < NO_ROOM else None


def given_rows(tables: list[Table]) -> Iterator[Given]:
    """Each number in each column of decimals, in currencies of which one is dear."""
    for table in tables:
        for column in table.columns:
            if column.type_name == "decimal":
                for text in LARGE + ABSURD:
                    for currency in RATES:
                        yield Given(table, column, text, currency)


@dataclass(frozen=True)
class Built:
    """A warehouse, and what it was built of."""

    warehouse: Warehouse
    given: list[Given]
    raw_dir: Path

    def used(self, table: str, column: str) -> list[Given]:
        """The rows that hold a number that a column takes."""
        return [
            row
            for row in self.given
            if (row.table.name, row.column.name) == (table, column) and not row.reason
        ]


@pytest.fixture(scope="module")
def built(
    dbt_project: Project,
    new_warehouse: NewWarehouse,
    tmp_path_factory: pytest.TempPathFactory,
) -> Built:
    raw_dir = tmp_path_factory.mktemp("absurd")
    tables = contract(dbt_project.manifest)
    given = list(given_rows(tables))
    for table in tables:
        rows = [row.row for row in given if row.table == table]
        rows += list(more_rows(table))
        with (raw_dir / f"{table.name}.csv").open("w", encoding="utf-8") as file:
            writer = csv.DictWriter(file, [column.name for column in table.columns])
            writer.writeheader()
            writer.writerows(rows)
    warehouse = new_warehouse()
    warehouse.build(raw_dir)
    return Built(warehouse, given, raw_dir)


def more_rows(table: Table) -> Iterator[dict[str, str]]:
    """The rates, and a deal without an amount, with the dearest orders there can be."""
    if table.name == "exchange_rates":
        for currency, rate in RATES.items():
            row = {"rate_date": DAY, "currency": currency, "rate_to_reporting": rate}
            yield table.sound_row("rate") | row
    elif table.name == "deals":
        row = {"customer_id": "buyer"}
        yield table.sound_row("sum") | CIRCUMSTANCES["deals"] | row
    elif table.name == "orders":
        money = {"amount": LARGE[2], "currency": "EUR", "deal_id": "sum-deals"}
        for number in range(ORDERS_OF_A_DEAL):
            yield table.sound_row(f"sum {number}") | CIRCUMSTANCES["orders"] | money


def test_every_check_passes(built: Built) -> None:
    told = built.warehouse.run(
        built.raw_dir, "--exclude", "test_type:unit", command="test"
    )
    assert told.success, complaint(told)


def test_a_number_beyond_the_bounds_is_rejected_with_its_reason(built: Built) -> None:
    found = built.warehouse.tuples(
        "select table_name, raw_row ->> 'source_system', reasons"
        " from marts.fct_rejected_rows"
    )
    assert sorted(found) == sorted(
        (row.table.name, row.mark, row.reason) for row in built.given if row.reason
    )


def test_no_row_is_lost(built: Built) -> None:
    assert list(unequal_tables(built.warehouse)) == []
    more = {"exchange_rates": 2, "deals": 1, "orders": ORDERS_OF_A_DEAL}
    for table in {row.table.name for row in built.given}:
        rejected = [bool(row.reason) for row in built.given if row.table.name == table]
        assert places(built.warehouse, table) == {
            "rejected": rejected.count(True),
            "used": rejected.count(False) + more.get(table, 0),
        }


@pytest.mark.parametrize(
    ("mart", "key", "table", "column"),
    [
        ("fct_deals", "deal_id", "deals", "amount"),
        ("fct_orders", "order_id", "orders", "discount_amount"),
        ("fct_orders", "order_id", "orders", "cost_of_goods"),
        ("fct_touchpoints", "touchpoint_id", "touchpoints", "value"),
        ("fct_touchpoints", "touchpoint_id", "touchpoints", "cost"),
    ],
)
def test_amounts_are_converted_to_the_last_digit(
    built: Built, mart: str, key: str, table: str, column: str
) -> None:
    found = dict(built.warehouse.tuples(f"select {key}, {column} from marts.{mart}"))
    expected = {row.key: row.converted for row in built.used(table, column)}
    assert None in expected.values()
    assert {key: found[key] for key in expected} == expected


def test_what_has_no_room_is_flagged(built: Built) -> None:
    money = [
        *(("orders", name) for name in ("amount", "discount_amount", "cost_of_goods")),
        *(("deals", "amount"), ("touchpoints", "value"), ("touchpoints", "cost")),
    ]
    expected = {
        (row.table.name, row.key, row.currency)
        for table, column in money
        for row in built.used(table, column)
        if row.converted is None
    }
    found = built.warehouse.tuples(
        "select table_name, row_key, value from marts.fct_flagged_rows"
        " where flag in ('amount_too_great', 'missing_exchange_rate')"
    )
    assert len(found) == len(expected) and set(found) == expected


def test_sums_hold_more_than_an_amount_does(built: Built) -> None:
    one = four_places(Decimal(LARGE[2]) * Decimal(RATES["EUR"]))
    whole = ORDERS_OF_A_DEAL * one
    assert whole > NO_ROOM
    ((value,),) = built.warehouse.tuples(
        "select value from marts.fct_conversions where deal_id = 'sum-deals'"
    )
    journeys = built.warehouse.tuples(
        "select max(conversion_value) from marts.fct_journeys"
    )
    assert (value, journeys) == (whole, [(whole,)])
    won = [row.converted or 0 for row in built.used("deals", "amount")]
    outcomes = built.warehouse.tuples(
        "select sum(won_value) from marts.agg_deal_outcomes where breakdown = 'all'"
    )
    assert outcomes == [(sum(won),)]
