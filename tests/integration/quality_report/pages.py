"""The report as a page in a browser."""

import csv
import io
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from orchestration.quality_report.content import Outcome
from orchestration.quality_report.page import render
from tests.integration.browser import Visit

BUILD_ID = "20260131T040012.345Z-1a2b3c4d"
PUBLISHED = Outcome(is_published=True, build_id=BUILD_ID, as_of="2026-10-01T00:00:00Z")
# Parts of names, between the places where they may break, on more than one line.
BROKEN_PARTS = """names => names.flatMap(name => [...name.childNodes])
    .filter(part => part.nodeType === Node.TEXT_NODE)
    .filter(part => {
        const range = document.createRange();
        range.selectNodeContents(part);
        return range.getClientRects().length > 1;
    })
    .map(part => part.textContent)"""


def rendered(content: dict[str, Any], file: Path) -> Path:
    file.write_text(render(content), encoding="utf-8")
    return file


def opened(visit: Visit, file: Path) -> Page:
    visit.page.goto(file.as_uri())
    visit.page.get_by_role("heading", level=1).wait_for()
    return visit.page


def assert_well_behaved(visit: Visit, file: Path) -> None:
    assert visit.errors == []
    assert {url for url in visit.requests if not url.startswith("blob:")} == {
        file.as_uri()
    }


def downloaded(page: Page) -> list[list[str]]:
    """The rows that a click on the button saves."""
    with page.expect_download() as download:
        page.locator("#download").click()
    text = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))
