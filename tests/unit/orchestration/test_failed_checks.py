"""Checks that kept a build back are told by the words of their rules."""

from collections.abc import Iterator

import duckdb
import pytest

from orchestration.publishing.audit import _sentence
from orchestration.quality_report.failed_checks import with_checks
from orchestration.quality_report.failures import failures_in

TEST = "assert_every_touchpoint_has_a_session"
NO_NAME = {"name_en": None, "name_ru": None}
UNIQUE = {
    "rule": "unique",
    "name_en": "must not repeat",
    "name_ru": "не должно повторяться",
}


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(
            f"""
            attach ':memory:' as warehouse;
            create schema warehouse.quality; create schema warehouse.rules;
            create table warehouse.rules.quality_rules as from (values
                ('unique', 'must not repeat', 'не должно повторяться')
            ) as rules(rule, name_en, name_ru);
            create table warehouse.quality.results as from (values
                ('test.x.unique_a_id.4f2', 'test', 'unique', 'a', 'id'),
                ('test.x.unique_a_id.4f2', 'test', 'unique', 'a', 'id'),
                ('test.x.{TEST}', 'test', '{TEST}', 'fct_touchpoints', null),
                ('border.unique.a', 'expectation', 'unique', 'a', null)
            ) as results(check_id, kind, rule, table_name, column_name);
            """
        )
        yield connection


def test_a_test_of_dbt_is_known_by_where_it_is_and_what_its_rule_says(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    failures = failures_in(
        "Failure in test unique_a_id (models/a.yml)\n"
        "Got 3 results, configured to fail if != 0\n"
        f"Runtime Error in test {TEST} (tests/a.sql)\n"
        "Failure in test of_an_older_version (tests/b.sql)\n"
        "Got 1 result, configured to fail if != 0"
    )
    unique, broken, unknown = with_checks(failures, connection)
    assert unique["checks"] == [{"place": "a.id", **UNIQUE}]
    assert broken["checks"] == [{"place": "fct_touchpoints", "rule": TEST, **NO_NAME}]
    assert "checks" not in unknown


def test_checks_of_the_audit_are_told_apart(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    named = ["a.id, status (unique)", "orders (border:rejected_share)", "a.id (unique)"]
    [failure] = with_checks(failures_in(_sentence([*named, "b (x)"])), connection)
    assert failure["checks"] == [
        {"place": "a.id, status", **UNIQUE},
        {"place": "orders", "rule": "border:rejected_share", **NO_NAME},
        {"place": "a.id", **UNIQUE},
    ]
    assert failure["values"]["n"] == "1"


def test_what_decided_at_a_border_is_no_part_of_its_rule(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    connection.execute(
        """
        create schema warehouse.marts;
        create table warehouse.marts.fct_rejected_rows as from (values
            ('orders', 'a.csv'), ('orders', 'b/2.csv'), ('orders', 'b/2.csv'),
            ('deals', 'deals.csv'), ('deals', 'deals.csv'), ('deals', 'deals.csv')
        ) as rejected_rows(table_name, source_file)
        """
    )
    share = "63 of 72 rows are rejected, 87.5%; at most 50% may be"
    rule = "border:rejected_share"
    named = [f"orders ({rule}: {share})", "a.id (unique)", f"b ({rule}: {share})"]
    [failure] = with_checks(failures_in(_sentence(named)), connection)
    assert failure["checks"] == [
        {"place": "orders", "rule": rule, "source_file": "b/2.csv", **NO_NAME},
        {"place": "a.id", **UNIQUE},
        {"place": "b", "rule": rule, **NO_NAME},
    ]


def test_what_was_not_built_is_called_as_the_program_did() -> None:
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as warehouse")
        failures = failures_in("Failure in test x (a.yml)\nGot 1 result, configured")
        failures += failures_in(_sentence(["a.id (unique)"]))
        test, checks = with_checks(failures, connection)[-2:]
    assert "checks" not in test
    assert checks["checks"] == [{"place": "a.id", "rule": "unique", **NO_NAME}]
