"""Every defect that was planted into the sample is found, and nothing else is."""

from collections import Counter

import pytest

from orchestration.settings import REPO_ROOT
from tests.detection import row_defects
from tests.detection.row_defects import UNMAPPED, Planted
from tests.integration.raw_rows import places, received_counts, unequal_tables
from tests.warehouses import Warehouse

pytestmark = pytest.mark.integration

TRUTH = REPO_ROOT / "sample" / "truth"


@pytest.fixture(scope="module")
def planted() -> list[Planted]:
    return row_defects.planted_rows(TRUTH)


def test_every_planted_rejection_is_rejected_for_its_reason_and_nothing_else_is(
    sample_warehouse: Warehouse, planted: list[Planted]
) -> None:
    rejections = row_defects.rejections(sample_warehouse, planted)
    assert rejections.surplus == Counter(), "rejected, but not planted"
    assert rejections.missing == Counter(), "planted, but not rejected"


def test_duplicates_and_withdrawn_rows_are_those_that_were_planted(
    sample_warehouse: Warehouse, planted: list[Planted]
) -> None:
    superseded = row_defects.superseded(sample_warehouse, planted)
    assert superseded.surplus == Counter(), "superseded, but not planted"
    assert superseded.missing == Counter(), "planted, but not superseded"


def test_the_counts_of_raw_rows_are_those_of_the_truth(
    sample_warehouse: Warehouse, planted: list[Planted]
) -> None:
    expected = Counter(
        (row.table_name, row.place)
        for row in planted
        if row.place not in ("used", "flagged")
    )
    found = Counter(
        {
            (table, place): count
            for table in received_counts(sample_warehouse)
            for place, count in places(sample_warehouse, table).items()
            if place != "used"
        }
    )
    assert found - expected == Counter(), "more rows than the truth has"
    assert expected - found == Counter(), "fewer rows than the truth has"
    assert list(unequal_tables(sample_warehouse)) == []


def test_the_last_version_of_a_row_is_the_one_that_is_used(
    sample_warehouse: Warehouse, planted: list[Planted]
) -> None:
    later = [row for row in planted if row.kind == "later version"]
    tables = sorted({row.table_name for row in later})
    used = " union all ".join(
        f"select '{table}', source_system from staging.stg_{table}" for table in tables
    )
    found = set(sample_warehouse.tuples(used))
    missing = [row for row in later if (row.table_name, row.token) not in found]
    assert later
    assert missing == []


def test_every_planted_oddity_is_flagged_and_nothing_else_is(
    sample_warehouse: Warehouse, planted: list[Planted]
) -> None:
    flags = row_defects.flags(sample_warehouse, planted)
    assert flags.surplus == Counter(), "flagged, but not planted"
    assert flags.missing == Counter(), "planted, but not flagged"


def test_the_values_that_no_rule_names_are_listed_and_no_others(
    sample_warehouse: Warehouse, planted: list[Planted]
) -> None:
    unmapped = row_defects.unmapped(sample_warehouse, TRUTH)
    assert unmapped.surplus == Counter(), "listed, but not planted"
    assert unmapped.missing == Counter(), "planted, but not listed"
    # Stages and columns are the world's own; the others were planted row by row.
    planted_counts = Counter(
        row.reason.removeprefix(UNMAPPED)
        for row in planted
        if row.reason.startswith(UNMAPPED)
    )
    found_counts: Counter[str] = Counter()
    for kind, row_count in sample_warehouse.tuples(
        "select kind, row_count from marts.agg_unmapped_values"
    ):
        if kind in ("channel", "touchpoint_type"):
            found_counts[kind] += row_count
    assert found_counts == planted_counts


def test_rows_that_are_only_unusual_are_used(
    sample_warehouse: Warehouse, planted: list[Planted]
) -> None:
    long_comments = [row for row in planted if row.kind == "very long comment"]
    used = sample_warehouse.tuples(
        "select response_id from marts.fct_survey_responses"
        " where length(comment) > 10000"
    )
    assert {response_id for (response_id,) in used} == {
        row.row_key for row in long_comments
    }
