"""A warehouse is published only if its checks passed when they were made last."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb
import pytest

from orchestration.publishing.audit import OF_ALL, OF_DBT, AuditFailed, audit
from orchestration.settings import Settings

Found = Callable[..., None]


@pytest.fixture
def found(settings: Settings, warehouse: Path) -> Found:
    """Tells the warehouse of a run that made a check."""
    with duckdb.connect(warehouse) as connection:
        connection.execute(
            """
            create schema quality;
            create table quality.results (
                run_id text, run_at timestamp, check_id text, kind text, rule text,
                table_name text, column_name text, severity text, status text,
                example_keys text
            );
            create table quality.runs (run_id text, run_at timestamp, is_sound boolean);
            """
        )

    def write(
        day: int,
        status: str,
        severity: str = "error",
        kind: str = "test",
        is_sound: bool = True,
        rule: str = "unique",
        examples: Sequence[str] = ("order-17",),
    ) -> None:
        at = f"2026-01-0{day}"
        with duckdb.connect(warehouse) as connection:
            connection.execute(
                "insert into quality.results values "
                "(?, ?, 'key', ?, ?, 'fct_orders', 'order_id', ?, ?, ?)",
                [at, at, kind, rule, severity, status, json.dumps(examples)],
            )
            connection.execute(
                "insert into quality.runs values (?, ?, ?)", [at, at, is_sound]
            )

    return write


def test_a_check_that_failed_last_keeps_the_build_back(
    settings: Settings, found: Found
) -> None:
    found(1, "passed")
    found(2, "failed")
    with pytest.raises(AuditFailed, match=r"fct_orders\.order_id \(unique\)"):
        audit(settings, OF_DBT)


def test_what_decided_at_a_border_is_told(settings: Settings, found: Found) -> None:
    rule, kind = "border:rejected_share", "expectation"
    share = "3 of 4 rows are rejected, 75.0%; at most 50% may be"
    found(1, "failed", kind=kind, rule=rule, examples=(share, "order-17"))
    with pytest.raises(AuditFailed) as failed:
        audit(settings, OF_ALL)
    assert f"fct_orders.order_id ({rule}: {share})." in str(failed.value)
    # What could be taken for the end of it is left out, and so is a key.
    found(2, "failed", kind=kind, rule=rule, examples=("a (b)", "order-17"))
    with pytest.raises(AuditFailed, match=rf"order_id \({rule}\)\."):
        audit(settings, OF_ALL)


@pytest.mark.parametrize(
    ("status", "severity"),
    [("passed", "error"), ("waived", "error"), ("failed", "warn")],
)
def test_what_is_mended_or_waived_or_work_for_later_does_not(
    settings: Settings, found: Found, status: str, severity: str
) -> None:
    found(1, "failed")
    found(2, status, severity)
    audit(settings, OF_DBT)


def test_a_check_that_could_not_be_made_did_not_pass(
    settings: Settings, found: Found
) -> None:
    found(1, "error")
    with pytest.raises(AuditFailed):
        audit(settings, OF_DBT)


def test_a_run_that_left_models_unbuilt_keeps_the_build_back(
    settings: Settings, found: Found
) -> None:
    found(1, "passed", is_sound=False)
    with pytest.raises(AuditFailed, match="run again"):
        audit(settings, OF_DBT)
    found(2, "passed")
    audit(settings, OF_DBT)


def test_a_warehouse_without_results_has_nothing_against_it(
    settings: Settings, warehouse: Path
) -> None:
    assert warehouse.exists()
    audit(settings, OF_DBT)


def test_what_the_borders_found_last_time_says_nothing_of_this_run(
    settings: Settings, found: Found
) -> None:
    found(1, "failed", kind="expectation")
    # Else they could never be looked at again.
    audit(settings, OF_DBT)
    with pytest.raises(AuditFailed):
        audit(settings, OF_ALL)
