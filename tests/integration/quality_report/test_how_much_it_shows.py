"""A page stays small: lists are bounded and texts shortened, and both are said."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from orchestration.quality_report.content import (
    MOST_CHARACTERS,
    MOST_CHARACTERS_OF_ROW,
    take_content,
)
from orchestration.quality_report.lists import LISTS
from tests.integration.browser import browsing
from tests.integration.quality_report.pages import (
    PUBLISHED,
    downloaded,
    opened,
    rendered,
)
from tests.warehouses import connection

pytestmark = pytest.mark.integration


def test_each_list_is_bounded_and_says_where_the_rest_is(
    database: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, listing in LISTS.items():
        monkeypatch.setitem(LISTS, name, replace(listing, most=1))
    content = take_content(database, PUBLISHED)
    whole = {
        "problems": "checks",
        "anomalies": "anomalies",
        "arrivals": "arrivals",
        "reconciliation": "reconciliation",
        "score": "scorecard",
        "rejected": "rejected",
        "unmapped": "unmapped",
        "contacts": "contacts",
        "raw-rows": "raw_rows",
    }
    assert content is not None
    assert {len(content[name]) for name in whole.values()} == {1}
    with browsing() as visit:
        page = opened(visit, rendered(content, tmp_path / "report.html"))
        for section, name in whole.items():
            rest = content["totals"][name] - 1
            assert rest > 0
            line = page.locator(f"#{section} .left-out").inner_text()
            verb = "is" if rest == 1 else "are"
            assert line == (
                f"{rest:,} more {verb} not on this page; all are in {LISTS[name].home}."
            )
        # Figures of the whole do not shrink with the lists.
        tiles = page.locator(".tile").all_inner_texts()
        assert f"{content['totals']['rejected']}\nrejected rows" in tiles


def test_totals_are_those_of_the_warehouse(
    database: Path, content: dict[str, Any]
) -> None:
    with connection(database) as warehouse:
        for name, mart in {
            "rejected": "fct_rejected_rows",
            "unmapped": "agg_unmapped_values",
            "anomalies": "agg_quality_anomalies",
            "reconciliation": "agg_reconciliation",
        }.items():
            [(count,)] = warehouse.execute(
                f"select count(*) from marts.{mart}"
            ).fetchall()
            assert content["totals"][name] == count > 0


def test_long_texts_are_shortened_and_it_is_said(changed: Path, tmp_path: Path) -> None:
    with connection(changed) as warehouse:
        warehouse.execute(
            """
            update marts.fct_rejected_rows set
                raw_row = '{"comment": "' || repeat('long ', 20000) || '"}',
                reasons = 'comment: ' || repeat('bad ', 1000)
            where source_row_number = (
                select min(source_row_number) from marts.fct_rejected_rows
                where table_name = 'orders'
            ) and table_name = 'orders';
            update quality.results set example_keys = to_json([repeat('key ', 5000)])
            where rule = 'rejected:all empty';
            update marts.agg_unmapped_values set value = repeat('v', 5000)
            where kind = 'channel'
            """
        )
    content = take_content(changed, PUBLISHED)
    assert content is not None
    longest = {
        "raw_row": max(len(row["raw_row"]) for row in content["rejected"]),
        "keys": max(len(row["example_keys"] or "") for row in content["checks"]),
        "value": max(len(row["value"]) for row in content["unmapped"]),
    }
    assert longest == {
        "raw_row": MOST_CHARACTERS_OF_ROW + 1,
        "keys": MOST_CHARACTERS + len('["…"]'),
        "value": MOST_CHARACTERS + 1,
    }
    # Half a value would give another one its place.
    assert [row["line"] for row in content["unmapped"] if row["kind"] == "channel"] == [
        None
    ] * sum(row["kind"] == "channel" for row in content["unmapped"])
    with browsing() as visit:
        page = opened(visit, rendered(content, tmp_path / "report.html"))
        page.locator("#rejected-table").select_option("orders")
        page.locator("#rejected-search").fill("comment: bad")
        row = page.locator("#rejected tbody tr")
        row.locator("summary").click()
        told = row.inner_text()
        assert (
            "shortened; 100,015 characters in all, whole in fct_rejected_rows" in told
        )
        assert "shortened; 4,009 characters in all" in told
        header, cells = downloaded(page)
    assert header[-1] == "shortened_from_characters"
    assert cells[-1] == "100015"


def test_a_page_does_not_grow_with_the_rows_as_they_came(
    changed: Path,
) -> None:
    with connection(changed) as warehouse:
        warehouse.execute(
            "insert into marts.fct_rejected_rows select rejected.* replace "
            "(repeat('x', 3000) as raw_row) "
            "from marts.fct_rejected_rows as rejected, range(4)"
        )
    content = take_content(changed, PUBLISHED)
    assert content is not None
    assert len(content["rejected"]) < content["totals"]["rejected"]
    assert sum(len(row["raw_row"]) for row in content["rejected"]) < 4_100_000
