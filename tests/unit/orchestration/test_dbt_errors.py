"""What a user reads of dbt's messages."""

from pathlib import Path

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
    failed = (
        "Failure in test a (tests/a.sql)\n  Got 15 results, configured to fail if != 0"
    )
    broken = "Database Error in test b (tests/b.sql)\n  Catalog Error: no table c"
    told = [
        errors.add({"info": {"level": "error", "name": "Test", "msg": message}})
        for message in (failed, broken)
    ]
    assert told == [None, broken]
    assert errors.problems == [error_text(failed), broken]
