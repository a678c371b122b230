import io
from typing import Any
from unittest.mock import Mock

import pytest

from orchestration.run.console import Console, node_line
from orchestration.settings import Settings


def event(name: str, level: str = "info", message: str = "", **data: Any) -> Any:
    return {"info": {"name": name, "level": level, "msg": message}, "data": data}


def result_of_test(status: str) -> Any:
    node = {"node_name": "unique_fct_orders"}
    return event(
        "LogTestResult", status=status, num_models=9, execution_time=1, node_info=node
    )


@pytest.mark.parametrize("status", ["fail", "warn", "error"])
def test_a_test_that_does_not_pass_has_a_line(status: str) -> None:
    line = node_line(3, result_of_test(status))
    assert line == f"[3/9] unique_fct_orders  1.0 s  {status.upper()}"


def test_a_test_that_passes_has_none() -> None:
    assert node_line(3, result_of_test("pass")) is None


def test_a_skipped_node_has_none() -> None:
    skipped = event("SkippingDetails", index=4, total=9, node_info={})
    assert node_line(4, skipped) is None


def test_every_node_counts_and_errors_are_shown(settings: Settings) -> None:
    stream = io.StringIO()
    console = Console(stream, settings)
    node = {"node_name": "fct_orders"}
    console.dbt_event(result_of_test("pass"))
    console.dbt_event(
        event(
            "LogModelResult", status="OK", total=9, execution_time=0.26, node_info=node
        )
    )
    console.dbt_event(event("MainEncounteredError", "error", "No such file"))
    console.dbt_event(event("LogStartLine", index=1, total=9))
    assert stream.getvalue() == "[2/9] fct_orders  0.3 s\nNo such file\n"


def test_a_failed_run_says_that_nothing_was_published(settings: Settings) -> None:
    stream = io.StringIO()
    Console(stream, settings).fail("The disk is full.")
    assert stream.getvalue() == "The disk is full.\nNothing was published.\n"


def test_a_failed_run_says_what_readers_still_see(settings: Settings) -> None:
    settings.publish_dir.mkdir(parents=True)
    (settings.publish_dir / "current").symlink_to("builds/one")
    stream = io.StringIO()
    Console(stream, settings).fail("The disk is full.")
    assert stream.getvalue().endswith(
        "Nothing was published; the build before this one stays current.\n"
    )


def test_what_was_left_out_because_of_a_failure_is_no_news(settings: Settings) -> None:
    stream = io.StringIO()
    Console(stream, settings).dbt_event(
        event("LogSkipBecauseError", "error", "3 of 9 SKIP relation marts.fct_orders")
    )
    assert stream.getvalue() == ""


def test_a_full_disk_is_said_once_and_not_by_its_echoes(settings: Settings) -> None:
    stream = io.StringIO()
    console = Console(stream, settings)
    for message in (
        'IO Error: Could not write file "/data/w.duckdb": No space left on device',
        "FATAL Error: database has been invalidated",
    ):
        console.dbt_event(event("RunResultError", "error", message))
    assert stream.getvalue() == ""
    assert console.errors.obstacle == (
        "The disk of /data/w.duckdb is full; make room, then run again."
    )


def test_a_run_says_why_it_runs(settings: Settings) -> None:
    stream = io.StringIO()
    console = Console(stream, settings)
    console.start(["1 new raw file: deals.csv", "JOURNEY_AS_OF was unset, is 2026"])
    console.finish()
    assert stream.getvalue().splitlines()[2:] == [
        "Runs for    1 new raw file: deals.csv",
        "Runs for    JOURNEY_AS_OF was unset, is 2026",
    ]


def test_what_fails_after_the_swap_does_not_deny_the_build(settings: Settings) -> None:
    stream = io.StringIO()
    console = Console(stream, settings)
    console.build_published(Mock(build_id="20260301T093000.005Z-0000000a"))
    console.fail("An old build cannot be removed.")
    assert "20260301T093000.005Z-0000000a is published" in stream.getvalue()
    assert "Nothing was published" not in stream.getvalue()


def test_a_build_that_is_published_by_a_waiver_says_so_last(settings: Settings) -> None:
    stream = io.StringIO()
    console = Console(stream, settings)
    console.check_waived("orders (border:rejected_share) fails")
    assert stream.getvalue() == ""
    console.build_published(
        Mock(build_id="b1", as_of="2026-01-31", marts={}, reports={}, raw_rows={})
    )
    console.finish()
    last = stream.getvalue().splitlines()[-1]
    assert last == "Waived      orders (border:rejected_share) fails"


@pytest.mark.parametrize("is_published", [True, False])
def test_a_waiver_that_has_ended_is_told_last_however_the_run_ends(
    settings: Settings, is_published: bool
) -> None:
    stream = io.StringIO()
    console = Console(stream, settings)
    console.waiver_expired("orders (unique) fails again")
    if is_published:
        console.finish()
    else:
        console.fail("A check fails.")
    last = stream.getvalue().splitlines()[-1]
    assert last == "Expired     orders (unique) fails again"
