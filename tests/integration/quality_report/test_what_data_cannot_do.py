"""Whatever data hold stays text, on the page and in what is downloaded from it."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from orchestration.quality_report.content import _with_seed_line
from orchestration.quality_report.page import render
from tests.integration.browser import browsing
from tests.integration.hostile_values import ANY_TEXT
from tests.integration.quality_report.bad_week import (
    AROUND_IT,
    GONE_COLUMN,
    GONE_FILE,
    LATE,
    LOST_DAY,
)
from tests.integration.quality_report.pages import (
    assert_well_behaved,
    downloaded,
    opened,
    rendered,
)

pytestmark = pytest.mark.integration

HOSTILE_COUNT = 5000
HOSTILE_PARTS = (
    *(text for text in ANY_TEXT if len(text) < 1000),
    "<script>document.title = 'owned'</script>",
    "</script><script>document.title = 'owned'</script>",
    "<img src=x onerror=\"document.title = 'owned'\">",
    "<!--",
    "]]>",
    "javascript:document.title='owned'",
    "&lt;b&gt;",
    "\u2028",
    '=HYPERLINK("http://example.com")',
    "\t=1+1",
    "\r\n-2+3",
    "@SUM(A1:A9)",
    "9" * 400,
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def test_rejected_rows_are_downloaded_as_they_are_filtered(
    report: Path, content: dict[str, Any]
) -> None:
    with browsing() as visit:
        page = opened(visit, report)
        header, *rows = downloaded(page)
        assert header[0] == "table_name"
        assert len(rows) == content["rejected_count"]
        page.locator("#rejected-table").select_option("orders")
        _, *rows = downloaded(page)
        assert {row[0] for row in rows} == {"orders"}


def test_a_value_that_is_written_backwards_turns_nothing_but_itself(
    content: dict[str, Any], tmp_path: Path
) -> None:
    value = "sms\u202e"
    row = {**content["unmapped"][0], "kind": "channel", "value": value}
    check = {**content["checks"][0], "status": "error", "severity": "error"}
    odd = {
        **content,
        "unmapped": [_with_seed_line(row)],
        "checks": [{**check, "table_name": value, "name_en": "must be filled"}],
    }
    with browsing() as visit:
        page = opened(visit, rendered(odd, tmp_path / "report.html"))
        for selector, text in (
            ("#unmapped td:nth-child(4) code", "<channel>"),
            ("#todo li a", "must be"),
        ):
            first, last = page.locator(selector).first.evaluate(EDGES, text)
            assert first < last, selector


# How far from the left the first and the last character of a text stand.
EDGES = """(element, text) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let found; (found = walker.nextNode());) {
        const start = found.data.indexOf(text);
        if (start >= 0) return [start, start + text.length - 1].map(at => {
            const range = document.createRange();
            range.setStart(found, at);
            range.setEnd(found, at + 1);
            return range.getBoundingClientRect().left;
        });
    }
}"""


@pytest.fixture(scope="module")
def hostile_rows() -> list[dict[str, Any]]:
    draws = random.Random(11)
    values = [
        draws.choice(HOSTILE_PARTS) + draws.choice(("", draws.choice(HOSTILE_PARTS)))
        for _ in range(HOSTILE_COUNT)
    ]
    return [
        {
            "table_name": "touchpoints",
            "source_file": value,
            "source_row_number": number,
            "reasons": value,
            "raw_row": json.dumps({"comment": value}),
        }
        for number, value in enumerate(values)
    ]


def test_what_data_hold_stays_text(
    content: dict[str, Any], hostile_rows: list[dict[str, Any]], tmp_path: Path
) -> None:
    checks = [
        {
            **content["checks"][0],
            "column_name": part,
            "rule": part,
            "name_en": part,
            "example_keys": json.dumps([part]),
            "owner": part,
        }
        for part in HOSTILE_PARTS
    ]
    unmapped = [{**content["unmapped"][0], "value": part} for part in HOSTILE_PARTS]
    waiver = {"rule": "r", "table_name": "t", "column_name": None, "expires_on": "d"}
    waiver |= {"state": "expired", "check_ids": None}
    hostile = {
        **content,
        "checks": checks,
        "anomalies": [
            {**LOST_DAY, "part": part, "owner": part, "name_en": part}
            for part in HOSTILE_PARTS
        ],
        "places": [{**AROUND_IT, "source_file": part} for part in HOSTILE_PARTS],
        "arrivals": [{**LATE, "table_name": part} for part in HOSTILE_PARTS],
        "file_changes": [
            {**GONE_COLUMN, "column_name": part, "source_file": part}
            for part in HOSTILE_PARTS
        ],
        "raw_files": [
            {**GONE_FILE, "source_file": part, "change": part} for part in HOSTILE_PARTS
        ],
        "waivers": [
            {**waiver, "reason": part, "granted_by": part} for part in HOSTILE_PARTS
        ],
        "totals": {**content["totals"], "raw_files": len(HOSTILE_PARTS)},
        "unmapped": unmapped,
        "rejected": hostile_rows,
        "rejected_count": len(hostile_rows),
        "outcome": {
            **content["outcome"],
            "is_published": False,
            "failures": [{"text": "<b>no</b>"}],
        },
    }
    file = tmp_path / "report.html"
    file.write_text(render(hostile), encoding="utf-8")
    with browsing() as visit:
        page = opened(visit, file)
        assert "<b>no</b>" in page.locator("#front").inner_text()
        while (more := page.locator("#rejected button:not(#download)")).count():
            more.click()
        assert page.locator("#rejected tbody tr").count() == HOSTILE_COUNT
        assert page.title() == "Data quality"
        assert page.locator("main script, main img, main b:not(.tile b)").count() == 0
        _, *rows = downloaded(page)
        assert_well_behaved(visit, file)
    # Nothing is lost, and nothing is a formula: a quote in front keeps it from that.
    assert len(rows) == HOSTILE_COUNT
    for row, cells in zip(hostile_rows, rows, strict=True):
        assert not cells[1].lstrip().startswith(FORMULA_STARTS) or cells[1][0] == "'"
        assert cells[1].removeprefix("'") == row["source_file"].removeprefix("'")
        assert json.loads(cells[4]) == json.loads(row["raw_row"])
