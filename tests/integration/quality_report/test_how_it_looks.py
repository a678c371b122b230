"""The page in use: filters, languages, screens of two sizes, paper, light and dark."""

import re
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import ViewportSize

from tests.integration.browser import DESKTOP, PHONE, browsing
from tests.integration.quality_report.pages import (
    BROKEN_PARTS,
    assert_well_behaved,
    opened,
    rendered,
)

pytestmark = pytest.mark.integration


def test_filters_narrow_and_the_language_switches(report: Path) -> None:
    with browsing() as visit:
        page = opened(visit, report)
        rows = page.locator("#problems tbody tr")
        every = page.locator("#problems .more").first.inner_text()
        page.locator("#owner").select_option("service@example.com")
        owners = set(page.locator("#problems td[data-label=Owner]").all_inner_texts())
        assert owners == {"Service"}
        page.locator("#dimension").select_option("timeliness")
        kept = page.locator("#problems td[data-label=Dimension]").all_inner_texts()
        assert set(kept) == {"timeliness"}
        page.locator("#search").fill("no such thing")
        assert rows.count() == 0
        page.locator("#search").fill("")
        page.locator("#owner").select_option("")
        page.locator("#dimension").select_option("")
        assert page.locator("#problems .more").first.inner_text() == every
        page.locator("#language").click()
        assert page.get_by_role("heading", level=1).inner_text() == "Качество данных"
        assert page.locator("html").get_attribute("lang") == "ru"
        assert "отклонено" in page.locator("#problems").inner_text()
        assert_well_behaved(visit, report)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_is_wider_than_the_screen(
    bad_week: dict[str, Any], viewport: Any, tmp_path: Path
) -> None:
    with browsing(viewport) as visit:
        # A file's path may be the longest word of all.
        told = [{"text": f"Cannot read {'/folder' * 40}"}]
        failed = {"is_published": False, "failures": told}
        outcome = {**bad_week["outcome"], **failed}
        content = {**bad_week, "outcome": outcome}
        page = opened(visit, rendered(content, tmp_path / "report.html"))
        for _language in range(2):
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= viewport["width"]
            page.locator("#language").click()


# As many as the oldest screens of an office have.
NARROW: ViewportSize = {"width": 1200, "height": 900}


def test_no_table_is_cut_off_and_no_name_broken_within_a_word(
    bad_week: dict[str, Any], tmp_path: Path
) -> None:
    with browsing(NARROW) as visit:
        page = opened(visit, rendered(bad_week, tmp_path / "report.html"))
        for _language in range(2):
            page.locator("#show").select_option("all")
            tables = page.locator("#main table:visible")
            assert tables.count() > 5
            assert tables.evaluate_all(WIDER_THAN_THEIR_BOX) == []
            names = page.locator("#main code.name:visible")
            assert names.count() > 20
            assert names.evaluate_all(BROKEN_PARTS) == []
            page.locator("#language").click()


def test_filters_offer_what_there_is_to_show(report: Path) -> None:
    with browsing() as visit:
        page = opened(visit, report)
        shows = page.locator("#show option").all_inner_texts()
        assert [label for label in shows if not label[0].isupper()] == []
        for show in ("open", "all"):
            page.locator("#show").select_option(show)
            _all, *tables = page.locator("#table option").all_inner_texts()
            inner = [re.match("(base|stg|int)_", name) is not None for name in tables]
            # Those that a steward need not know come last, and without a problem not.
            assert inner == sorted(inner)
            assert any(inner) is (show == "all")
        page.locator("#show").select_option("open")
        page.locator("#owner").select_option("service@example.com")
        _all, *tables = page.locator("#table option").all_inner_texts()
        for table in tables:
            page.locator("#table").select_option(table)
            assert page.locator("#problems tbody tr").count() > 0


def test_no_card_is_cut_off_on_a_phone(
    bad_week: dict[str, Any], tmp_path: Path
) -> None:
    waiver = {
        "rule": "flagged:closed_before_created",
        "table_name": "deal_stage_changes",
        "column_name": "entered_at",
        "reason": "known",
        "granted_by": "ann",
        "expires_on": "2026-11-01",
        "check_ids": [],
        "failing_places": ["deal_stage_changes.entered_at"],
        "owners": ["sales@example.com"],
    }
    states = ["fails_again", "matches_nothing", "expired", "in_force"]
    waivers = [{**waiver, "state": state} for state in states]
    with browsing(PHONE) as visit:
        told = {**bad_week, "waivers": waivers}
        page = opened(visit, rendered(told, tmp_path / "report.html"))
        for _language in range(2):
            cards = page.locator("#main table.cards:visible")
            assert cards.count() > 5
            assert cards.evaluate_all(WIDER_THAN_THEIR_BOX) == []
            names = page.locator("#main code.name:visible")
            assert names.count() > 20
            assert names.evaluate_all(BROKEN_PARTS) == []
            page.locator("#language").click()


WIDER_THAN_THEIR_BOX = """tables => tables
    .filter(table => table.scrollWidth > table.parentElement.clientWidth)
    .map(table => table.closest("section").id)"""


def test_no_label_breaks_within_a_word_on_a_phone(
    bad_week: dict[str, Any], tmp_path: Path
) -> None:
    with browsing(PHONE) as visit:
        page = opened(visit, rendered(bad_week, tmp_path / "report.html"))
        for _language in range(2):
            labels = page.locator("#main table.cards td[data-label]")
            broken = labels.evaluate_all(TOO_LONG_WORDS)
            assert labels.count() > 100
            assert broken == []
            page.locator("#language").click()


# Words of labels that are wider than the room that labels have.
TOO_LONG_WORDS = """cells => {
    const pen = document.createElement("canvas").getContext("2d");
    return cells.filter(cell => cell.offsetParent).flatMap(cell => {
        const style = getComputedStyle(cell, "::before");
        pen.font = style.font;
        return cell.dataset.label.split(/\\s/).filter(
            word => pen.measureText(word).width > parseFloat(style.width));
    });
}"""


def test_nothing_is_cut_off_on_paper(bad_week: dict[str, Any], tmp_path: Path) -> None:
    with browsing({"width": 740, "height": 1050}) as visit:
        page = opened(visit, rendered(bad_week, tmp_path / "report.html"))
        page.emulate_media(media="print")
        for button in page.locator("button, nav, .filters").all():
            assert not button.is_visible()
        # Nothing can be scrolled there.
        for part in page.locator(".scroll").all():
            assert part.evaluate("part => part.scrollWidth <= part.clientWidth")
        assert page.evaluate("document.documentElement.scrollWidth") <= 740


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read(
    bad_week: dict[str, Any], scheme: Literal["light", "dark"], tmp_path: Path
) -> None:
    """By the contrast that WCAG asks of text, 4.5 to 1."""
    with browsing() as visit:
        page = opened(visit, rendered(bad_week, tmp_path / "report.html"))
        page.emulate_media(color_scheme=scheme)
        pairs = page.locator("body *:visible").evaluate_all(COLOURS)
    contrasts = {
        (text, ground): contrast(rgb(text), rgb(ground)) for text, ground in pairs
    }
    assert len(contrasts) > 6
    assert {pair: value for pair, value in contrasts.items() if value < 4.5} == {}


# Of each element with a text of its own: its colour, and that of what is behind it.
COLOURS = """elements => elements
    .filter(element => [...element.childNodes].some(
        node => node.nodeType === 3 && node.textContent.trim()))
    .map(element => {
        let behind = element;
        const ground = () => getComputedStyle(behind).backgroundColor;
        while (ground() === "rgba(0, 0, 0, 0)" && behind.parentElement) {
            behind = behind.parentElement;
        }
        return [getComputedStyle(element).color, ground()];
    })"""


def rgb(colour: str) -> tuple[float, ...]:
    return tuple(float(part) for part in re.findall(r"[\d.]+", colour)[:3])


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    lighter, darker = sorted(map(luminance, (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: tuple[float, ...]) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
