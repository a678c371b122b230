from dataclasses import replace
from datetime import UTC, datetime

import pytest

from orchestration.publishing.inputs import Inputs
from orchestration.publishing.manifest import BuildManifest, FileEntry
from orchestration.run.news import reasons_to_run, without_times

NOW = datetime(2026, 3, 1, tzinfo=UTC)
BEFORE = Inputs(
    raw_files={"deals.csv": "10 1 1", "touchpoints/a.csv": "20 1 1"},
    project_files={"seeds/channels.csv": "ab", "models/fct_orders.sql": "cd"},
    settings={"JOURNEY_RAW_DIR": "raw"},
    versions={"duckdb": "2.0.0"},
    warehouse="1000 1 1",
)


def build(inputs: Inputs | None = BEFORE, future: str | None = None) -> BuildManifest:
    return BuildManifest(
        build_id="20260301T093000.005Z-0000000a",
        as_of="2026-01-31T00:00:00Z",
        built_at="2026-03-01T09:30:00Z",
        project_version="0.1.0",
        revision=None,
        versions={},
        settings={},
        raw_files={},
        raw_rows={},
        marts={},
        database=FileEntry("journey.duckdb", 1, ""),
        future_until=future,
        inputs=inputs,
    )


def test_equal_inputs_are_no_reason() -> None:
    assert reasons_to_run(build(), BEFORE, NOW) == []


@pytest.mark.parametrize(
    ("now", "reason"),
    [
        (
            replace(BEFORE, raw_files={**BEFORE.raw_files, "orders.csv": "1 1 1"}),
            "1 new raw file: orders.csv",
        ),
        (
            replace(BEFORE, raw_files={**BEFORE.raw_files, "deals.csv": "10 2 2"}),
            "1 changed raw file: deals.csv",
        ),
        (
            replace(BEFORE, raw_files={}),
            "2 missing raw files: deals.csv, touchpoints/a.csv",
        ),
        (
            replace(
                BEFORE,
                project_files={**BEFORE.project_files, "seeds/channels.csv": "zz"},
            ),
            "1 changed project file: seeds/channels.csv",
        ),
        (
            replace(BEFORE, settings={**BEFORE.settings, "JOURNEY_AS_OF": "2026"}),
            "JOURNEY_AS_OF was unset, is 2026",
        ),
        (replace(BEFORE, settings={}), "JOURNEY_RAW_DIR was raw, is unset"),
        (replace(BEFORE, versions={"duckdb": "2.0.1"}), "duckdb was 2.0.0, is 2.0.1"),
        (replace(BEFORE, warehouse=None), "the warehouse is missing"),
        (
            replace(BEFORE, warehouse="1000 2 2"),
            "the warehouse was written since the current build",
        ),
    ],
)
def test_what_differs_is_said_in_words(now: Inputs, reason: str) -> None:
    assert reasons_to_run(build(), now, NOW) == [reason]


def test_whoever_may_not_read_tells_files_of_another_folder_by_their_size() -> None:
    moved = replace(
        BEFORE,
        raw_files={"deals.csv": "10 7 7", "touchpoints/a.csv": "21 7 7"},
        settings={"JOURNEY_RAW_DIR": "copy"},
    )
    assert reasons_to_run(build(), without_times(build(), moved), NOW) == [
        "1 changed raw file: touchpoints/a.csv",
        "JOURNEY_RAW_DIR was raw, is copy",
    ]


def test_in_the_same_folder_a_file_of_another_time_is_another_one() -> None:
    touched = replace(BEFORE, raw_files={**BEFORE.raw_files, "deals.csv": "10 7 7"})
    assert without_times(build(), touched) == touched


def test_many_files_are_counted_rather_than_listed() -> None:
    new = {f"touchpoints/{name}.csv": "1 1 1" for name in "fedcb"}
    now = replace(BEFORE, raw_files={**BEFORE.raw_files, **new})
    assert reasons_to_run(build(), now, NOW) == [
        "5 new raw files: touchpoints/b.csv, touchpoints/c.csv, touchpoints/d.csv "
        "and 2 more"
    ]


def test_all_reasons_are_given() -> None:
    now = replace(BEFORE, raw_files={}, versions={}, warehouse=None)
    assert len(reasons_to_run(build(), now, NOW)) == 3


def test_a_build_that_was_made_in_parts_is_made_again() -> None:
    [reason] = reasons_to_run(build(inputs=None), BEFORE, NOW)
    assert "in parts" in reason


def test_whom_nobody_finished_forgetting_is_reason_enough() -> None:
    [reason] = reasons_to_run(build(), BEFORE, NOW, is_forgetting=True)
    assert "had begun to forget" in reason


@pytest.mark.parametrize(
    ("future", "count"),
    [
        ("2026-02-28T23:59:59Z", 1),
        ("2026-03-01T00:00:00Z", 1),
        ("2026-03-02T00:00Z", 0),
    ],
)
def test_the_clock_is_news_once_a_future_row_may_be_past(
    future: str, count: int
) -> None:
    assert len(reasons_to_run(build(future=future), BEFORE, NOW)) == count


@pytest.mark.parametrize(
    ("last_day", "reasons"),
    [
        (None, []),
        ("2026-03-03", []),
        ("2026-03-01", ["a waiver ended on 2026-03-01"]),
    ],
)
def test_the_clock_is_news_once_a_waiver_has_ended(
    last_day: str | None, reasons: list[str]
) -> None:
    waived = replace(build(), waived_until=last_day)
    now = datetime(2026, 3, 3, 23, 59, tzinfo=UTC)
    assert reasons_to_run(waived, BEFORE, now) == reasons
