"""A headless browser, where one is installed.

Belongs here: opening pages, and what is wrong with one whatever it shows.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, Request, ViewportSize, sync_playwright

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
# .ci/run sets it: there nothing is skipped.
REQUIRED = "REQUIRE_BROWSER"
NAMES = ("chromium", "chromium-browser", "google-chrome")


@dataclass
class Visit:
    """A page that is open, and what it did that it should not."""

    page: Page
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@contextmanager
def browsing(viewport: ViewportSize = DESKTOP) -> Iterator[Visit]:
    """Open a browser; where there is none, the test is skipped, or fails in CI."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        assert REQUIRED not in os.environ, "no browser was installed"
        pytest.skip("no browser: install chromium (apt-get install chromium)")
    with sync_playwright() as playwright:
        # As root, which tests in a container are, there is no sandbox.
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox"]
        )
        visit = Visit(browser.new_page(viewport=viewport, accept_downloads=True))

        def note_request(request: Request) -> None:
            visit.requests.append(request.url)

        visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
        visit.page.on(
            "console",
            lambda message: (
                visit.errors.append(message.text) if message.type == "error" else None
            ),
        )
        visit.page.on("request", note_request)
        try:
            yield visit
        finally:
            browser.close()
