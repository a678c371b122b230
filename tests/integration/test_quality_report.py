"""The quality report in a browser: what it tells, and what data cannot do in it.

Belongs here: the page as a steward meets it. What the checks find is tested with them.
"""

import csv
import io
import json
import random
import re
from dataclasses import replace
from pathlib import Path
from shutil import copyfile
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

from orchestration.publishing.personal_data import Disguise, PersonalData
from orchestration.quality_report.content import (
    MOST_CHARACTERS,
    MOST_CHARACTERS_OF_ROW,
    Outcome,
    take_content,
)
from orchestration.quality_report.lists import LISTS
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

# What a bad week looks like: one row of each list that the sample has nothing in.
LATE = {
    "table_name": "orders",
    "raw_row_count": 900,
    "sound_row_count": 890,
    "newest_at": "2026-09-17 08:00",
    "hours_behind": 329.0,
    "most_hours_behind": 168.0,
    "is_late": True,
    "within_day_share": 0.98,
    "within_week_share": 1.0,
    "usual_days": 1.0,
    "gap_days": 13,
    "gap_start": "2026-09-18",
    "gap_end": "2026-09-30",
}
REJECTED_ALL = {
    **dict.fromkeys(LATE),
    "table_name": "consents",
    "raw_row_count": 7,
    "sound_row_count": 0,
}
UNDATED = {**REJECTED_ALL, "table_name": "customers", "sound_row_count": 7}
LOST_DAY = {
    "anomaly_id": "lost",
    "table_name": "touchpoints",
    "column_name": "occurred_at",
    "part": None,
    "grain": "day",
    "period_start": "2026-09-13",
    "statistic": "count",
    "side": "low",
    "actual": 0.0,
    "expected": 71.2,
    "low": 33.4,
    "high": 119.0,
    "standard_errors": -9.1,
    "row_count": 0,
    "is_metric": False,
    "is_recent": True,
    "name_en": "touchpoints",
    "name_ru": "касания",
    "owner": "growth@example.com",
    "date_column": "occurred_at",
}
AROUND_IT = {
    "anomaly_id": "lost",
    "kind": "neighbours",
    "source_file": "touchpoints/a.parquet",
    "row_count": None,
    "first_row": 512,
    "last_row": 512,
}
DIFFERENCE = {
    "table_name": "orders",
    "mart_name": "fct_orders",
    "figure": "amount",
    "raw_sum": 1200.5,
    "mart_sum": 1100.25,
    "difference": -100.25,
}
GONE_COLUMN = {
    "table_name": "deals",
    "column_name": "lost_reason",
    "change_kind": "column_vanished",
    "source_file": "deals/newest.csv",
    "file_format": "csv",
    "previous_format": "csv",
    "is_latest": True,
    "file_number": 9,
}
GONE_FILE = {
    "source_file": "orders/2026-q3.csv",
    "change": "gone",
    "bytes": None,
    "earlier_bytes": 123456,
}


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


@pytest.fixture
def changed(database: Path, tmp_path: Path) -> Path:
    """A copy of the warehouse that a test may change."""
    return Path(copyfile(database, tmp_path / "changed.duckdb"))


@pytest.fixture(scope="module")
def bad_week(content: dict[str, Any]) -> dict[str, Any]:
    """The sample's content, with what it has nothing of."""
    runs = [
        {**content["runs"][0], "run_id": "r2", "problem_count": 9, "is_sound": False},
        {**content["runs"][0], "run_id": "r1", "run_at": "2026-01-01 00:00"},
    ]
    return {
        **content,
        "runs": runs,
        "arrivals": [LATE, REJECTED_ALL, UNDATED, *content["arrivals"]],
        "anomalies": [LOST_DAY, *content["anomalies"]],
        "places": [AROUND_IT],
        "reconciliation": [DIFFERENCE, *content["reconciliation"]],
        "file_changes": [GONE_COLUMN],
        "raw_files": [GONE_FILE],
        "totals": {**content["totals"], "raw_files": 1},
    }


@pytest.fixture(scope="module")
def nothing(content: dict[str, Any]) -> dict[str, Any]:
    """The content of a run of headers alone: every check passed, no list has a row."""
    lists: dict[str, Any] = {name: [] for name in content["totals"]}
    passed = [check for check in content["checks"] if check["status"] == "passed"]
    return {
        **content,
        **lists,
        "checks": passed,
        "runs": content["runs"][:1],
        "owners": content["owners"],
        "watched": [{"figure_count": 0}],
        "figures": {**content["figures"], "open_count": 0},
        "totals": {**dict.fromkeys(content["totals"], 0), "runs": 1},
        "left_out": {},
        "rejected_count": 0,
    }


def rendered(content: dict[str, Any], file: Path) -> Path:
    file.write_text(render(content), encoding="utf-8")
    return file


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


def test_what_persons_wrote_can_stay_in_the_warehouse(
    database: Path, content: dict[str, Any], tmp_path: Path
) -> None:
    hidden = take_content(database, PUBLISHED, Disguise(PersonalData.OMITTED))
    assert hidden is not None
    assert {row["raw_row"] for row in hidden["rejected"]} == {None}
    assert {row["example_keys"] for row in hidden["checks"]} == {None}
    # Nor does any other list hold a row, or a key of one.
    page = render(hidden)
    keys = {
        word
        for check in content["checks"]
        if check["kind"] == "raw rows" and not check["rule"].startswith("unmapped:")
        for key in json.loads(check["example_keys"])
        for word in re.findall(r"[\w-]{12,}", key)
        if any(sign.isdigit() for sign in word)
    }
    assert len(keys) > 20
    assert [key for key in keys if key in page] == []
    with browsing() as visit:
        shown = opened(visit, rendered(hidden, tmp_path / "report.html"))
        assert "they may name persons" in shown.locator("#rejected").inner_text()


# --- what to do, and where


def test_the_first_lines_say_what_to_do_and_lead_there(
    bad_week: dict[str, Any], tmp_path: Path
) -> None:
    file = rendered(bad_week, tmp_path / "report.html")
    with browsing() as visit:
        page = opened(visit, file)
        tasks = page.locator("#todo li").all_inner_texts()
        assert tasks[0].startswith("1 figure of a mart differs from the raw rows")
        assert tasks[1] == (
            "Ask for new data of orders: its newest row is 14 d behind the others, "
            "7 d are allowed"
        )
        assert tasks[2] == (
            "Look into touchpoints, 2026-09-13: 0, usual is 33 to 119 · Marketing"
        )
        assert len(tasks) <= 10
        # All of it on the first screen.
        box = page.locator("#todo").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < DESKTOP["height"]
        targets = page.locator("#todo a, nav a").evaluate_all(
            "links => links.map(link => link.getAttribute('href'))"
        )
        assert len(targets) > 10
        for target in set(targets):
            assert page.locator(target).count() == 1, target
        assert_well_behaved(visit, file)


def test_what_is_out_of_the_usual_is_told_with_its_range_and_where_to_look(
    bad_week: dict[str, Any], tmp_path: Path
) -> None:
    file = rendered(bad_week, tmp_path / "report.html")
    with browsing() as visit:
        page = opened(visit, file)
        first = page.locator("#anomalies tbody tr").first
        assert first.locator("td").all_inner_texts()[1:5] == [
            "2026-09-13",
            "0",
            "33 to 119",
            "−100\u00a0%",
        ]
        told = first.inner_text()
        assert "No row there. Next to it: touchpoints/a.parquet, row 512" in told
        # What was is drawn outside of what is usual.
        label = first.locator("svg").get_attribute("aria-label")
        assert label == "0; usual is 33 to 119"
        circle = float(first.locator("circle").get_attribute("cx") or "nan")
        usual = float(first.locator("rect").get_attribute("x") or "nan")
        assert circle < usual
        recent = page.locator("#anomalies tbody tr").count()
        page.locator("#anomaly-show").select_option("all")
        assert page.locator("#anomalies tbody tr").count() > recent
        page.locator("#anomaly-table").select_option("campaign_costs")
        where = page.locator("#anomalies tbody code").all_inner_texts()
        assert {name.partition(".")[0] for name in where} == {"campaign_costs"}


def test_rows_that_moved_a_figure_of_the_sample_are_named(changed: Path) -> None:
    # The sample's own are months old, and only recent ones are looked into.
    with connection(changed) as opened:
        opened.execute(
            "update marts.agg_quality_anomalies set is_recent = true"
            " where measure = 'campaign_costs_cost'"
        )
    content = take_content(changed, PUBLISHED)
    assert content is not None
    recent = [row for row in content["anomalies"] if row["is_recent"]]
    traced = [row for row in recent if not row["is_metric"]]
    assert traced
    assert {row["anomaly_id"] for row in content["places"]} == {
        row["anomaly_id"] for row in traced
    }
    files = {row["source_file"] for row in content["places"]}
    assert files == {"campaign_costs.csv.gz"}


def test_late_tables_gaps_files_and_differences_come_first(
    bad_week: dict[str, Any], tmp_path: Path
) -> None:
    file = rendered(bad_week, tmp_path / "report.html")
    with browsing() as visit:
        page = opened(visit, file)
        late = page.locator("#arrivals tbody tr").first.inner_text()
        assert late.startswith("late")
        assert "14 d" in late
        assert "13 d; usual: every 1 d\n2026-09-18 to 2026-09-30" in late
        states = page.locator("#arrivals tbody td:first-child").all_inner_texts()
        assert states[1:3] == ["no sound row", "rows tell no time"]
        assert page.locator("#arrivals svg.strip").count() > 5
        files = page.locator("#files tbody tr").all_inner_texts()
        assert files[0].split("\t")[:2] == ["gone", "orders/2026-q3.csv"]
        assert files[1].split("\t")[:3] == [
            "newest",
            "deals.lost_reason",
            "column is missing",
        ]
        differs = page.locator("#reconciliation tbody tr").first.inner_text()
        assert differs.split("\t")[2:] == ["amount", "1,200.5", "1,100.25", "-100.25"]
        # One bar for each run; the one that published nothing is another colour.
        colours = page.locator("#history rect").evaluate_all(
            "bars => bars.map(bar => bar.getAttribute('fill'))"
        )
        assert colours == ["var(--blue)", "var(--bad)"]
        assert page.locator("#score svg.trend").count() > 5


def test_where_nothing_is_the_page_says_so_in_words(
    nothing: dict[str, Any], tmp_path: Path
) -> None:
    file = rendered(nothing, tmp_path / "report.html")
    said = {
        "#todo": ("Bring data: no raw table", "Передайте данные: ни в одной"),
        "#problems": ("Every check passed.", "Все проверки пройдены."),
        "#anomalies": ("No figure has a history yet", "Истории пока слишком мало"),
        "#arrivals": ("No table has brought a row.", "Ни одна таблица не принесла"),
        "#files": ("No raw file has changed", "исходные файлы не менялись"),
        "#reconciliation": ("nothing to compare", "Сверять было нечего"),
        "#score": ("No table has a problem.", "Таблиц с проблемами нет."),
        "#history": ("One run so far", "Пока один запуск"),
        "#rejected": ("No row was rejected.", "Отклонённых строк нет."),
        "#unmapped": ("Every value has its rule.", "Все значения есть в правилах."),
        "#contacts": ("No contact has come in.", "Контактов ещё не было."),
        "#raw-rows": ("No raw row came in.", "Исходных строк не было."),
    }
    with browsing() as visit:
        page = opened(visit, file)
        for language in range(2):
            for section, sentences in said.items():
                assert sentences[language] in page.locator(section).inner_text()
            assert page.locator("main table, main svg").count() == 0
            page.locator("#language").click()
        assert_well_behaved(visit, file)
    in_order = {**LATE, "is_late": False}
    rendered({**nothing, "arrivals": [in_order]}, file)
    with browsing() as visit:
        todo = opened(visit, file).locator("#todo").inner_text()
        assert "Nothing. Every check passed, every table is on time" in todo


def test_what_a_run_did_not_come_to_is_not_known(changed: Path, tmp_path: Path) -> None:
    with connection(changed) as warehouse:
        warehouse.execute("drop table marts.agg_raw_arrivals")
        warehouse.execute("drop table marts.agg_reconciliation")
    failed = Outcome(False, None, None, "No space left")
    content = take_content(changed, failed)
    assert content is not None
    file = rendered(content, tmp_path / "report.html")
    with browsing() as visit:
        page = opened(visit, file)
        assert "readers see no build yet" in page.locator("#front").inner_text()
        for section in ("#arrivals", "#reconciliation"):
            assert "the run did not come so far" in page.locator(section).inner_text()
        assert "no earlier build" in page.locator("#files").inner_text()
        assert page.locator("#problems tbody tr").count() > 0
        assert_well_behaved(visit, file)


@pytest.mark.parametrize("kind", ["sample", "bad week", "nothing"])
def test_every_word_is_said_in_both_languages(
    content: dict[str, Any],
    bad_week: dict[str, Any],
    nothing: dict[str, Any],
    kind: str,
    tmp_path: Path,
) -> None:
    told = {"sample": content, "bad week": bad_week, "nothing": nothing}[kind]
    with browsing() as visit:
        page = opened(visit, rendered(told, tmp_path / "report.html"))
        for _language in range(2):
            text = page.locator("body").inner_text()
            assert re.findall(r"\{\w+\}|undefined|NaN|Infinity|\[object", text) == []
            page.locator("#language").click()
        page.locator("#language").click()
        labels = page.locator("main h2, main h3, main th, main .tile span, main .note")
        russian = [text for text in labels.all_inner_texts() if text.strip()]
        assert len(russian) > 20
        # Dates and names of tables may stand by themselves.
        assert [text for text in russian if not re.search("[а-яё]", text, re.I)] == []


# --- how much of it


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
        page = opened(visit, rendered(bad_week, tmp_path / "report.html"))
        for _language in range(2):
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= viewport["width"]
            page.locator("#language").click()


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
    waiver = {"rule": "r", "table_name": "t", "column_name": None, "expires_on": "d"}
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
