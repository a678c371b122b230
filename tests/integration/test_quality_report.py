"""The quality report in a browser: what it tells, and what data cannot do in it.

Belongs here: the page as a steward meets it. What the checks find is tested with them.
"""

import csv
import io
import json
import random
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from playwright.sync_api import Page

from orchestration.publishing.personal_data import Disguise, PersonalData
from orchestration.quality_report.content import Outcome, take_content
from orchestration.quality_report.page import render
from orchestration.quality_report.write import REPORT, write_report
from orchestration.settings import Settings
from tests.integration.browser import DESKTOP, PHONE, Visit, browsing
from tests.integration.hostile_values import ANY_TEXT
from tests.warehouses import NewWarehouse, Warehouse, connection, run_dbt

pytestmark = pytest.mark.integration

BUILD_ID = "20260131T040012.345Z-1a2b3c4d"
PUBLISHED = Outcome(is_published=True, build_id=BUILD_ID, as_of="2026-10-01T00:00:00Z")
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


@pytest.fixture(scope="module")
def database(
    sample_warehouse: Warehouse,
    new_warehouse: NewWarehouse,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """The sample's warehouse after a run whose problems were recorded."""
    sample_warehouse.execute("checkpoint")
    copied = new_warehouse()
    copyfile(sample_warehouse.database, copied.database)
    models = "int_raw_problems int_check_results fct_quality_results fct_flagged_rows"
    environment: dict[str, str | Path] = {"JOURNEY_DB": copied.database}
    arguments = ["build", "--select", models]
    result = run_dbt(arguments, copied.folder, environment, copied.project.manifest)
    assert result.success
    with connection(copied.database) as opened:
        opened.execute("checkpoint")
    # dbt keeps its own open in this process.
    file = tmp_path_factory.mktemp("recorded") / "journey.duckdb"
    return Path(copyfile(copied.database, file))


@pytest.fixture(scope="module")
def content(database: Path) -> dict[str, Any]:
    content = take_content(database, PUBLISHED)
    assert content is not None
    return content


@pytest.fixture(scope="module")
def report(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("report")
    settings = Settings.from_environment({"JOURNEY_DB": str(database)})
    assert write_report(settings, directory, PUBLISHED)
    return directory / REPORT


def opened(visit: Visit, file: Path) -> Page:
    visit.page.goto(file.as_uri())
    visit.page.get_by_role("heading", level=1).wait_for()
    return visit.page


def assert_well_behaved(visit: Visit, file: Path) -> None:
    assert visit.errors == []
    assert {url for url in visit.requests if not url.startswith("blob:")} == {
        file.as_uri()
    }


def test_planted_problems_are_on_the_page(
    report: Path, content: dict[str, Any]
) -> None:
    with browsing() as visit:
        page = opened(visit, report)
        assert BUILD_ID in page.locator("#front").inner_text()
        page.locator("#search").fill("touchpoints.customer_id, anonymous_id")
        row = page.locator("#problems tbody tr")
        assert row.count() == 1
        assert "rejected: all of them empty" in row.inner_text()
        assert "56" in row.inner_text()
        assert "Marketing" in row.inner_text()
        unmapped = page.locator("#unmapped").inner_text()
        assert "carrier_pigeon,<channel>,<channel_group>" in unmapped
        assert "голубиная почта" in unmapped
        assert_well_behaved(visit, report)
    # All that was planted and not only what the first rows show.
    assert len(content["rejected"]) == content["rejected_count"] > 0


def test_what_persons_wrote_can_stay_in_the_warehouse(database: Path) -> None:
    content = take_content(database, PUBLISHED, Disguise(PersonalData.OMITTED))
    assert content is not None
    assert {row["raw_row"] for row in content["rejected"]} == {None}
    assert {row["example_keys"] for row in content["checks"]} == {None}


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
def test_nothing_is_wider_than_the_screen(report: Path, viewport: Any) -> None:
    with browsing(viewport) as visit:
        page = opened(visit, report)
        for _language in range(2):
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= viewport["width"]
            page.locator("#language").click()


def downloaded(page: Page) -> list[list[str]]:
    """The rows that a click on the button saves."""
    with page.expect_download() as download:
        page.locator("#download").click()
    text = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


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
    hostile = {
        **content,
        "checks": checks,
        "unmapped": unmapped,
        "rejected": hostile_rows,
        "rejected_count": len(hostile_rows),
        "outcome": {**content["outcome"], "is_published": False, "reason": "<b>no</b>"},
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
