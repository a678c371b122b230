"""What Great Expectations finds at the borders, and what it keeps from going out.

Belongs here: findings of real figures. Whether a build is published after them, the
audit's tests say.
"""

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import jinja2
import pandas as pd
import pytest

from orchestration.expectations.borders import check_borders
from orchestration.expectations.results import keep_findings
from orchestration.expectations.suites import PUBLISHED_MARTS, RAW_TABLES
from orchestration.expectations.validation import ExpectationError, validate
from orchestration.expectations.words import figures_told
from orchestration.publishing.audit import AuditFailed
from orchestration.publishing.export import ExportedMart
from orchestration.settings import REPO_ROOT, Settings

pytestmark = pytest.mark.integration

RAW = pd.DataFrame(
    [
        ("deals", 0, 9, 0.0, 1.0, 168.0),
        ("orders", 51, 100, 0.51, 168.0, 168.0),
        ("touchpoints", 5, 10, 0.5, 48.5, 48.0),
        ("consents", 0, 1, 0.0, 9000.0, None),
        ("products", 1, 1, 1.0, None, None),
    ],
    columns=[
        "table_name",
        "rejected_row_count",
        "raw_row_count",
        "rejected_share",
        "hours_behind",
        "most_hours_behind",
    ],
)
MARTS = pd.DataFrame(
    [
        ("fct_deals", 2, 2, "a, b", "a, b"),
        ("fct_orders", 2, 3, "a, b", "a"),
    ],
    columns=[
        "table_name",
        "warehouse_rows",
        "published_rows",
        "published_columns",
        "contract_columns",
    ],
)


def unmet(figures: pd.DataFrame, rules: Any) -> set[tuple[str, str]]:
    findings = validate(figures, rules)
    assert len(findings) == len(figures) * len(rules)
    return {(f.expected.rule, f.table) for f in findings if not f.is_met}


def test_each_table_is_judged_by_its_own_figures() -> None:
    assert unmet(RAW, RAW_TABLES) == {
        ("border:rejected_share", "orders"),
        ("border:rejected_share", "products"),
        ("border:freshness", "touchpoints"),
    }
    assert unmet(MARTS, PUBLISHED_MARTS) == {
        ("border:all_rows", "fct_orders"),
        ("border:columns", "fct_orders"),
    }


def test_what_decided_is_told() -> None:
    raw = validate(RAW, RAW_TABLES)
    assert [f.seen for f in raw if not f.is_met] == [
        "51 of 100 rows are rejected, 51.0%; at most 50% may be",
        "1 of 1 rows are rejected, 100.0%; at most 50% may be",
        "the newest row is 48.5 hours older than the newest of all tables; 48 are"
        " allowed",
    ]
    marts = validate(MARTS, PUBLISHED_MARTS)
    assert [f.seen for f in marts if not f.is_met] == [
        "3 rows are in the file, 2 in the warehouse",
        "the file has a, b; the contract has a",
    ]
    assert {f.seen for f in (*raw, *marts) if f.is_met} == {None}
    # The report finds in the words what it says in two languages.
    told = [figures_told(f.expected.rule, f.seen) for f in (*raw, *marts) if f.seen]
    assert told[0] == {
        "rejected_row_count": "51",
        "raw_row_count": "100",
        "rejected_share": "51.0%",
        "max_value": "50%",
    }
    assert told[2:] == [
        {"hours_behind": "48.5", "most_hours_behind": "48"},
        {"published_rows": "3", "warehouse_rows": "2"},
        {"published_columns": "a, b", "contract_columns": "a"},
    ]


def test_an_expectation_that_cannot_be_checked_is_no_success() -> None:
    with pytest.raises(ExpectationError, match="border:rejected_share"):
        validate(RAW.drop(columns="rejected_share"), RAW_TABLES)


def test_every_expectation_has_its_name_and_dimension() -> None:
    file = REPO_ROOT / "seeds" / "quality_rules.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        described = {row["rule"] for row in csv.DictReader(lines)}
    expected = {expected.rule for expected in (*RAW_TABLES, *PUBLISHED_MARTS)}
    assert expected == {rule for rule in described if rule.startswith("border:")}


# --- in a warehouse

# As dbt makes them when a run begins.
WAIVER_FUNCTIONS = jinja2.Template(
    (REPO_ROOT / "macros/quality/waiver_covers.sql").read_text("utf-8")
    + (REPO_ROOT / "macros/quality/create_waiver_functions.sql").read_text("utf-8")
    + "{{ duckdb__create_waiver_functions() }}"
).render()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A warehouse of two raw tables and a mart, after a run of dbt."""
    settings = Settings.from_environment({"JOURNEY_DB": "w.duckdb"}, root=tmp_path)
    with duckdb.connect(settings.database) as connection:
        connection.execute(
            """
            create schema marts; create schema quality;
            create table marts.agg_raw_rows as from (values
                ('deals', 'used', 9, 10), ('deals', 'rejected', 1, 10),
                ('orders', 'used', 1, 4), ('orders', 'rejected', 3, 4),
                ('consents', 'used', 0, 0)
            ) as r(table_name, place, row_count, raw_row_count);
            create table marts.fct_rejected_rows as from (values
                ('orders', 'b.csv', 1), ('orders', 'a.csv', 10), ('orders', 'a.csv', 9),
                ('deals', 'deals.csv', 1)
            ) as r(table_name, source_file, source_row_number);
            create table marts.agg_raw_arrivals as from (values
                ('deals', 48::double, 24::double), ('orders', 0, null)
            ) as r(table_name, hours_behind, most_hours_behind);
            create table quality.waivers (rule text, table_name text, column_name text);
            create table quality.runs (
                run_id text, run_at timestamp, is_sound boolean,
                check_count bigint, problem_count bigint
            );
            create table quality.results (
                run_id text, run_at timestamp, check_id text, kind text, rule text,
                table_name text, column_name text, severity text, status text,
                failing_row_count bigint, example_keys text, first_seen_at timestamp
            );
            """
        )
        connection.execute(WAIVER_FUNCTIONS)
    run(settings, day=1)
    return settings


def run(settings: Settings, day: int) -> None:
    """A run of dbt began."""
    with duckdb.connect(settings.database) as connection:
        connection.execute(
            "insert into quality.runs values (?, ?, true, 0, 0)",
            [f"r{day}", f"2026-02-0{day}"],
        )


def problems(settings: Settings) -> list[tuple[Any, ...]]:
    with duckdb.connect(settings.database) as connection:
        return connection.execute(
            """
            select run_id, rule, table_name, status, example_keys, first_seen_at::date
            from quality.results where status != 'passed' order by all
            """
        ).fetchall()


@pytest.fixture
def mart(tmp_path: Path) -> ExportedMart:
    file = tmp_path / "fct_deals.parquet"
    with duckdb.connect() as connection:
        rows = connection.sql("select 1 as deal_id, 2 as amount")
        rows.write_parquet(str(file))
    types = {"deal_id": "INTEGER", "amount": "INTEGER"}
    return ExportedMart("fct_deals", 1, types, file)


NODES = [{"name": "fct_deals", "columns": {"amount": {}, "deal_id": {}}}]


def test_a_table_of_which_most_is_rejected_keeps_the_build_back(
    settings: Settings, mart: ExportedMart
) -> None:
    told = r"orders \(border:rejected_share: 3 of 4 rows are rejected, 75.0%; "
    with pytest.raises(AuditFailed, match=told):
        check_borders([mart], NODES, settings)
    assert [row[:5] for row in problems(settings)] == [
        (
            "r1",
            "border:freshness",
            "deals",
            "failed",
            '["the newest row is 48 hours older than the newest of all tables; '
            '24 are allowed"]',
        ),
        (
            "r1",
            "border:rejected_share",
            "orders",
            "failed",
            '["3 of 4 rows are rejected, 75.0%; at most 50% may be", '
            '"a.csv:9", "a.csv:10", "b.csv:1"]',
        ),
    ]


def test_of_many_rejected_rows_the_first_five_are_examples(
    settings: Settings, mart: ExportedMart
) -> None:
    with duckdb.connect(settings.database) as connection:
        connection.execute(
            "insert into marts.fct_rejected_rows "
            "select 'orders', 'заказы.csv', range from range(9)"
        )
    with pytest.raises(AuditFailed):
        check_borders([mart], NODES, settings)
    [examples] = [row[4] for row in problems(settings) if row[2] == "orders"]
    assert examples.endswith('"b.csv:1", "заказы.csv:0", "заказы.csv:1"]')


def test_a_table_without_a_sound_row_has_no_age(
    settings: Settings, mart: ExportedMart
) -> None:
    with duckdb.connect(settings.database) as connection:
        connection.execute("delete from marts.agg_raw_arrivals")
    with pytest.raises(AuditFailed):
        check_borders([mart], NODES, settings)
    assert [row[1] for row in problems(settings)] == ["border:rejected_share"]


def test_a_table_that_is_no_more_is_no_trouble(
    settings: Settings, mart: ExportedMart
) -> None:
    with pytest.raises(AuditFailed):
        check_borders([mart], NODES, settings)
    with duckdb.connect(settings.database) as connection:
        connection.execute("delete from marts.agg_raw_rows where table_name = 'orders'")
    check_borders([mart], NODES, settings)
    assert [row[1] for row in problems(settings)] == ["border:freshness"]


def test_a_file_that_lost_rows_or_columns_keeps_the_build_back(
    settings: Settings, mart: ExportedMart
) -> None:
    with duckdb.connect(settings.database) as connection:
        connection.execute("delete from marts.agg_raw_rows where table_name = 'orders'")
    check_borders([mart], NODES, settings)
    with pytest.raises(AuditFailed, match=r"fct_deals \(border:all_rows: 1 rows"):
        check_borders([replace(mart, row_count=2)], NODES, settings)
    other = [{"name": "fct_deals", "columns": {"deal_id": {}, "owner": {}}}]
    with pytest.raises(AuditFailed, match=r"fct_deals \(border:columns: the file"):
        check_borders([mart], other, settings)
    # Publishing again is the same run: one result each.
    check_borders([mart], NODES, settings)
    assert [row[1] for row in problems(settings)] == ["border:freshness"]


def test_a_finding_keeps_its_first_sight_and_can_be_waived(settings: Settings) -> None:
    findings = [f for f in validate(RAW, RAW_TABLES) if f.table == "orders"]
    keep_findings(settings.database, findings)
    for day, waiver in ((2, "'orders', 'order_id'"), (3, "'orders', null")):
        run(settings, day)
        with duckdb.connect(settings.database) as connection:
            connection.execute(
                "insert into quality.waivers values"
                f" ('border:rejected_share', {waiver})"
            )
        keep_findings(settings.database, findings)
    assert [(*row[:1], row[3], str(row[5])) for row in problems(settings)] == [
        ("r1", "failed", "2026-02-01"),
        # A waiver of a column is none of the table.
        ("r2", "failed", "2026-02-01"),
        ("r3", "waived", "2026-02-01"),
    ]
