"""What a user reads of dbt's messages."""

from pathlib import Path

import pytest

from orchestration.quality_report.failures import failures_in
from orchestration.run.dbt_errors import DbtErrors, error_text


def test_a_raw_contract_error_keeps_its_sentence_alone() -> None:
    message = (
        "Encountered an error:\n"
        "Compilation Error in operation journey-on-run-start-0 (./dbt_project.yml)\n"
        "  touchpoints.csv lacks the column channel\n"
        "  \n"
        "  > in macro assert_raw_contract (macros/raw/assert_raw_contract.sql)\n"
        "  > called by operation journey-on-run-start-0 (./dbt_project.yml)"
    )
    assert error_text(message) == "touchpoints.csv lacks the column channel"


def test_sentences_of_one_message_begin_below_each_other() -> None:
    message = (
        "Encountered an error:\n"
        "Compilation Error in operation journey-on-run-start-2 (./dbt_project.yml)\n"
        "  the first sentence\n"
        "  the second one\n"
        "  \n"
        "  > in macro assert_rules (macros/rules/assert_rules.sql)"
    )
    assert error_text(message) == "the first sentence\nthe second one"


def test_colours_are_removed() -> None:
    assert error_text("\x1b[31mFailure in model a\x1b[0m") == "Failure in model a"


def test_what_a_check_found_is_told_later_in_the_words_of_its_rule() -> None:
    errors = DbtErrors(Path("journey.duckdb"))
    messages = [
        "Failure in test a (tests/a.sql)",
        "  Got 15 results, configured to fail if != 0",
        "Failure in test b (tests/b.sql)",
        "Database Error in test b (tests/b.sql)\n  Catalog Error: no table c",
    ]
    told = [
        errors.add({"info": {"level": "error", "name": "Test", "msg": message}})
        for message in messages
    ]
    assert told == [None, None, None, messages[-1]]
    found, broken = failures_in(errors.reason(otherwise="See dbt.log"))
    assert (found["kind"], broken["kind"]) == ("failing_test_rows", "broken_test")


@pytest.mark.parametrize(
    ("kind", "named"), [("node", "nothing_there"), ("source", "raw.nothing_there")]
)
@pytest.mark.parametrize("where", ["", "in package or project 'journey' "])
def test_a_name_that_dbt_does_not_know_is_a_sentence_of_its_kind(
    kind: str, named: str, where: str
) -> None:
    said = (
        "09:44:37  Encountered an error:\n"
        "Compilation Error\n"
        "  Model 'model.journey.agg_carts' (models/marts/agg_carts.sql) depends on a "
        f"{kind} named '{named}' {where}which was not found"
    )
    # What stops a run before dbt builds is told by whoever called it.
    told = DbtErrors(Path("journey.duckdb")).reason(otherwise=said)
    assert failures_in(told) == [
        {
            "kind": "unknown_name",
            "values": {"file": "models/marts/agg_carts.sql", "name": named},
        }
    ]


def test_no_sentence_begins_with_the_clock_of_dbt() -> None:
    said = "09:44:37  Encountered an error:\nParsing Error\n  Nobody foresaw this"
    told = DbtErrors(Path("journey.duckdb")).reason(otherwise=said)
    assert told == "Parsing Error\n  Nobody foresaw this"
