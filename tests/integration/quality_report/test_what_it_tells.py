"""The quality report in a browser: what it tells a steward.

Belongs here: the page as it is read. What the checks find is tested with them.
"""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.publishing.personal_data import Disguise, PersonalData
from orchestration.quality_report.content import Outcome, take_content
from orchestration.quality_report.failures import failures_in
from orchestration.quality_report.page import render
from orchestration.quality_report.whereabouts import with_whereabouts
from orchestration.quality_report.write import REPORT, write_report
from orchestration.settings import Settings
from tests.integration.browser import DESKTOP, browsing
from tests.integration.quality_report.bad_week import LATE
from tests.integration.quality_report.pages import (
    BUILD_ID,
    PUBLISHED,
    assert_well_behaved,
    opened,
    rendered,
)
from tests.warehouses import connection

pytestmark = pytest.mark.integration


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


@pytest.mark.parametrize("treatment", [PersonalData.HASHED, PersonalData.OMITTED])
def test_a_value_that_names_a_person_has_no_line_for_a_seed(
    changed: Path, treatment: PersonalData
) -> None:
    with connection(changed) as warehouse:
        [(id_,)] = warehouse.execute(
            "select max(raw_id) from marts.dim_customer_ids "
            "where length(raw_id) > 7 and raw_id similar to '[A-Z]+[0-9]+'"
        ).fetchall()
        for pipeline in (f"pipe {id_}", "pipe"):
            warehouse.execute(
                "insert into marts.agg_unmapped_values "
                "select * replace ('deal_stage' as kind, 'demo' as value, "
                "$1 as pipeline) from marts.agg_unmapped_values limit 1",
                [pipeline],
            )
    content = take_content(changed, PUBLISHED, Disguise(treatment, "salt"))
    assert content is not None
    [hidden, plain] = sorted(
        (row for row in content["unmapped"] if row["value"] == "demo"),
        key=lambda row: row["pipeline"] == "pipe",
    )
    assert id_ not in hidden["pipeline"]
    assert hidden["line"] is None
    assert plain["line"][:2] == ["pipe", "demo"]
    shown = take_content(changed, PUBLISHED)
    assert shown is not None
    lines = [row["line"] for row in shown["unmapped"] if row["value"] == "demo"]
    assert [f"pipe {id_}", "demo"] in [line[:2] for line in lines]


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


CHANGES_OF_FORM = {
    ("orders", None, "gone"): (
        "Ask whoever delivers orders why this table is gone, which an earlier run had",
        "Спросите поставщика orders, почему этой таблицы больше нет: в прежнем запуске"
        " она была",
    ),
    ("orders", "channel", "gone"): (
        "Ask whoever delivers orders.channel why this column is gone, which an earlier"
        " run had",
        "Спросите поставщика orders.channel, почему этого столбца больше нет: в прежнем"
        " запуске он был",
    ),
    ("deals", "lost_reason", "column_vanished"): (
        "Ask whoever delivers deals.lost_reason why the newest file lacks this column,"
        " which the one before it had",
        "Спросите поставщика deals.lost_reason, почему в новейшем файле нет этого"
        " столбца: в предыдущем он был",
    ),
    ("deals", None, "format_changed"): (
        "Ask whoever delivers deals why the newest file has another format than the one"
        " before it",
        "Спросите поставщика deals, почему у новейшего файла другой формат, чем у"
        " предыдущего",
    ),
}


def test_whom_to_ask_about_a_change_of_form_is_told_in_a_whole_sentence(
    nothing: dict[str, Any], tmp_path: Path
) -> None:
    changes = [
        {
            **nothing["checks"][0],
            "rule": f"schema:{kind}",
            "table_name": table,
            "column_name": column,
            "severity": "warn",
            "status": "failed",
            "owner": None,
        }
        for table, column, kind in CHANGES_OF_FORM
    ]
    sentences = list(CHANGES_OF_FORM.values())
    with browsing() as visit:
        # The page has room for two of them.
        for start in (0, 2):
            told = {**nothing, "checks": changes[start : start + 2]}
            page = opened(visit, rendered(told, tmp_path / f"{start}.html"))
            for language in range(2):
                assert page.locator("#todo li a").all_inner_texts()[-2:] == [
                    sentence[language] for sentence in sentences[start : start + 2]
                ]
                page.locator("#language").click()


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


def test_whom_to_ask_for_new_data_is_known_without_a_check(
    changed: Path, tmp_path: Path
) -> None:
    with connection(changed) as warehouse:
        warehouse.execute(
            "delete from quality.results where rule = 'border:freshness'; "
            "update marts.agg_raw_arrivals set hours_behind = 999, "
            "most_hours_behind = 24 where table_name = 'orders'"
        )
    settings = Settings.from_environment({"JOURNEY_DB": str(changed)})
    assert write_report(settings, tmp_path, PUBLISHED)
    with browsing() as visit:
        page = opened(visit, tmp_path / REPORT)
        tasks = page.locator("#todo li").filter(has_text="new data of orders")
        assert tasks.inner_text().endswith(" · Sales operations")
        page.locator("#language").click()
        tasks = page.locator("#todo li").filter(has_text="orders:")
        assert tasks.first.inner_text().endswith(" · Отдел продаж")


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
        # One bar for each run that was checked; one that was kept back is red.
        assert "Runs that came to no check" in page.locator("#history").inner_text()
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


def test_what_is_waived_is_told_as_such_and_is_no_work(
    changed: Path, tmp_path: Path
) -> None:
    with connection(changed) as warehouse:
        [(check_id,)] = warehouse.execute(
            "select min(check_id) from quality.results where rule = 'not_null'"
        ).fetchall()
        warehouse.execute(
            f"""
            insert into rules.quality_waivers values
                ('not_null', null, null, 'known', 'ann', '2999-12-31'),
                ('unmapped:channel', null, null, 'known', 'bob', '2999-12-31'),
                ('unmapped:column', null, null, 'read soon', 'cid', '2001-12-31'),
                ('not_negative', null, null, 'known', 'cid', '2001-12-31'),
                ('unique', 'no_table', null, 'known', 'dan', '2999-12-31');
            update quality.results set status = 'waived', severity = 'error'
            where check_id = '{check_id}';
            update quality.results set status = 'waived'
            where rule = 'unmapped:channel'
            """
        )
        [(values, rows)] = warehouse.execute(
            """
            select count(*), sum(row_count) from marts.agg_unmapped_values
            where kind != 'channel'
            """
        ).fetchall()
    content = take_content(changed, PUBLISHED)
    assert content is not None
    assert 0 < values < content["totals"]["unmapped"]
    names = {owner["owner"]: owner["name_en"] for owner in content["owners"]}
    owners_of_unread_columns = [
        names[owner]
        for owner in sorted(
            {
                check["owner"]
                for check in content["checks"]
                if check["rule"] == "unmapped:column" and check["status"] == "failed"
            }
        )
    ]
    assert owners_of_unread_columns
    with browsing() as visit:
        page = opened(visit, rendered(content, tmp_path / "report.html"))
        assert "The checks passed but for 1 that is waived" in (
            page.locator("#front").inner_text()
        )
        assert f"for {values} values that no rule names; {rows:,} rows have them" in (
            page.locator("#todo").inner_text()
        )
        assert "1 waiver has ended, and its problem is still there" in (
            page.locator("#front").inner_text()
        )
        tasks = page.locator("#todo li").all_inner_texts()
        # What fails again is decided by its owner; what is over is deleted last.
        [decide] = [task for task in tasks if task.startswith("Decide on ")]
        assert "The waiver of cid ended on 2001-12-31: repair it, or" in decide
        assert decide.endswith(" · " + ", ".join(owners_of_unread_columns))
        assert tasks[-1].startswith(
            "Delete 1 waiver from seeds/quality_waivers.csv: it has ended"
        )
        waived = page.locator("#unmapped tr", has_text="waived").all_inner_texts()
        assert {row.partition("\t")[0] for row in waived} == {"channel"}
        table = page.locator("#waivers tbody tr")
        states = dict(row.split("\t")[:2][::-1] for row in table.all_inner_texts())
        assert states == {
            "not_null": "in force",
            "unmapped:channel": "in force",
            "unmapped:column": "expired, fails again",
            "not_negative": "expired",
            "unique": "matches no problem",
        }
        # A waiver is written with the rule, as it stands beside the problem.
        page.locator("#show").select_option("waived")
        rules = page.locator("#problems tbody .rule").all_inner_texts()
        assert set(rules) == {"not_null", "unmapped:channel"}
        notes = {
            "not_null": "Waived until 2999-12-31, granted by ann: known",
            "unmapped:channel": "Waived until 2999-12-31, granted by bob: known",
            "unmapped:column": (
                "The waiver until 2001-12-31, granted by cid, has expired: read soon"
            ),
        }
        page.locator("#show").select_option("open")
        for rule, told in notes.items():
            page.locator("#search").fill(rule)
            problems = page.locator("#problems tbody tr").all_inner_texts()
            assert [problem for problem in problems if told not in problem] == []
        # Of a rule that no waiver names, nothing is told.
        page.locator("#search").fill("rejected:")
        assert "waiver" not in page.locator("#problems tbody").inner_text().lower()
        page.locator("#search").fill("unmapped:column")
        page.locator("#language").click()
        assert "Отсрочка до 2001-12-31 истекла, решение: cid. Причина: read soon" in (
            page.locator("#problems").inner_text()
        )
        assert "1 отсрочка истекла, а проблема осталась" in (
            page.locator("#front").inner_text()
        )
        assert "Отсрочка (cid) истекла 2001-12-31: исправьте" in (
            page.locator("#todo").inner_text()
        )
        assert "кроме 1 отложенной" in page.locator("#front").inner_text()
        assert "срок истёк, проблема осталась" in (
            page.locator("#waivers").inner_text()
        )


def test_a_problem_is_told_with_when_it_was_seen_first_and_last(
    changed: Path, tmp_path: Path
) -> None:
    with connection(changed) as warehouse:
        warehouse.execute(
            """
            create temporary table earlier as
            select * replace (
                'earlier' as run_id, run_at - interval 3 day as run_at,
                'failed' as status, run_at - interval 5 day as first_seen_at
            )
            from quality.results
            where (rule, table_name) in (
                ('rejected:all empty', 'touchpoints'),
                ('rejected:off its scale', 'survey_responses')
            );
            insert into quality.results from earlier;
            -- One is fixed, the other was not met by the newest run.
            update quality.results set status = 'passed', first_seen_at = null
            where
                rule = 'rejected:all empty' and table_name = 'touchpoints'
                and run_id != 'earlier';
            delete from quality.results
            where
                rule = 'rejected:off its scale' and table_name = 'survey_responses'
                and run_id != 'earlier'
            """
        )
        [(first, last)] = warehouse.execute(
            "select distinct first_seen_at::date::text, run_at::date::text from earlier"
        ).fetchall()
    content = take_content(changed, PUBLISHED)
    assert content is not None
    with browsing() as visit:
        page = opened(visit, rendered(content, tmp_path / "report.html"))
        [fixed] = page.locator("#fixed tbody tr").all_inner_texts()
        assert fixed.split("\t")[2:] == [first, last]
        page.locator("#search").fill("off its scale")
        seen = page.locator("#problems tbody td[data-label=Since]").inner_text()
        assert seen.split("\n") == [first, "2 d", f"Last seen {last}"]
        page.locator("#search").fill("all empty")
        page.locator("#show").select_option("all")
        page.locator("#table").select_option("touchpoints")
        seen = page.locator("#problems tbody td[data-label=Since]").inner_text()
        assert seen.split("\n")[-1] == f"Last seen {last}"
        page.locator("#language").click()
        assert "В последний раз" in page.locator("#problems tbody").inner_text()


def test_what_is_nearly_so_is_not_told_as_such(
    content: dict[str, Any], tmp_path: Path
) -> None:
    # Of two runs within a minute, the first one met a problem, the second a new one.
    failed = {**content["checks"][0], "status": "failed"}
    failed["first_seen_at"] = content["runs"][0]["run_at"]
    told = {
        **content,
        "checks": [
            {**failed, "table_name": "known", "is_new": False},
            {**failed, "table_name": "new", "is_new": True},
            {**failed, "table_name": "left", "is_new": True, "status": "waived"},
        ],
        "contacts": [
            {
                **content["contacts"][0],
                "contact_count": 10_000,
                "filled_counts": [9_999] * len(content["contact_fields"]),
            }
        ],
    }
    with browsing() as visit:
        page = opened(visit, rendered(told, tmp_path / "report.html"))
        page.locator("#show").select_option("new")
        assert page.locator("#problems tbody tr").count() == 1
        assert "new" in page.locator("#problems tbody tr").inner_text()
        page.locator("#contacts summary").click()
        assert "raw_customer_id 99.9\u00a0%" in page.locator("#contacts").inner_text()


@pytest.mark.parametrize("is_checked", [True, False])
def test_checks_of_an_earlier_run_are_not_told_as_those_of_this_one(
    changed: Path, is_checked: bool, tmp_path: Path
) -> None:
    with connection(changed) as warehouse:
        warehouse.execute(
            """
            update quality.results set status = 'failed', severity = 'error'
            where rule = 'rejected:all empty'
            """
        )
        run_at = newest_run(warehouse)
    begun_before = timedelta(minutes=1 if is_checked else -1)
    started_at = run_at.replace(tzinfo=UTC) - begun_before
    outcome = Outcome(False, BUILD_ID, None, "deals.csv lacks stage", started_at)
    content = take_content(changed, outcome)
    assert content is not None
    time = run_at.isoformat(sep=" ", timespec="minutes")
    with browsing() as visit:
        page = opened(visit, rendered(content, tmp_path / "report.html"))
        front = page.locator("#front").inner_text()
        task = page.locator("#todo li").nth(1).inner_text()
        assert "deals.csv lacks stage" in front
        assert (f"Checked at {time} UTC" in front) is is_checked
        assert ("keeps the build from being published" in task) is is_checked
        page.locator("#language").click()
        russian = page.locator("#front").inner_text()
    if is_checked:
        assert "did not come" not in front
    else:
        assert "This run did not come to its checks. The checks on this page" in front
        assert f"of the run at {time} UTC" in front
        assert f"kept the run at {time} UTC from publishing" in task
        assert f"не дошёл до проверок. Проверки на этой странице — запуска {time}" in (
            russian
        )


def newest_run(warehouse: duckdb.DuckDBPyConnection) -> datetime:
    [(run_at,)] = warehouse.execute("select max(run_at) from quality.runs").fetchall()
    assert isinstance(run_at, datetime)
    return run_at


# A section of the page, and what of it may be of an earlier run.
SECTIONS = [
    "problems",
    "anomalies",
    "arrivals",
    "files",
    "reconciliation",
    "score",
    "history",
    "rejected",
    "unmapped",
    "contacts",
    "raw-rows",
]


def test_what_is_of_an_earlier_run_is_marked_as_such(
    changed: Path, tmp_path: Path
) -> None:
    with connection(changed) as warehouse:
        run_at = newest_run(warehouse)
        warehouse.execute("update quality.built_models set built_at = ?", [run_at])
    time = run_at.isoformat(sep=" ", timespec="minutes")
    started_at = run_at.replace(tzinfo=UTC) + timedelta(minutes=1)
    failed = Outcome(False, BUILD_ID, None, "deals.csv lacks stage", started_at, [])
    content = take_content(changed, failed)
    assert content is not None
    with browsing() as visit:
        page = opened(visit, rendered(content, tmp_path / "report.html"))
        for mark, found_earlier in (
            (f"as of the run at {time} UTC", "Found earlier, and not checked again"),
            (f"по запуску {time} UTC", "Найдено прежде; этот запуск этого не проверил"),
        ):
            for section in [*SECTIONS, "tiles", "todo"]:
                told = page.locator(f"#{section} .earlier").all_inner_texts()
                assert [text for text in told if mark in text] != [], section
            # What stopped the run is of this one, and the files as they lie there.
            tiles = page.locator(".tile").all_inner_texts()
            assert [mark in tile for tile in tiles] == [False, *[True] * 3]
            own, old = page.locator("#todo ol").all()
            assert own.locator("li").count() == 1
            assert old.locator("li").count() > 1
            assert found_earlier in page.locator("#todo h3").inner_text()
            assert page.locator("#files > p").first.get_attribute("class") == "note"
            main = page.locator("main").inner_text()
            assert "no earlier run" not in main
            assert "прошлых запусков нет" not in main
            page.locator("#language").click()
    rendered(take_content(changed, PUBLISHED) or {}, tmp_path / "report.html")
    with browsing() as visit:
        page = opened(visit, tmp_path / "report.html")
        assert page.locator(".earlier").count() == 0


def test_a_run_that_stopped_half_way_marks_what_it_did_not_come_to(
    changed: Path, tmp_path: Path
) -> None:
    with connection(changed) as warehouse:
        run_at = newest_run(warehouse)
        earlier = run_at - timedelta(days=1)
        warehouse.execute(
            "update quality.built_models set built_at = if(model_name in "
            "('agg_reconciliation', 'int_raw_problems'), $1, $2)",
            [earlier, run_at],
        )
        warehouse.execute(
            "update quality.results set run_at = $1 where check_id = "
            "(select min(check_id) from quality.results where rule = 'not_null')",
            [earlier],
        )
    started_at = run_at.replace(tzinfo=UTC)
    failed = Outcome(False, BUILD_ID, None, "Out of memory", started_at, [])
    content = take_content(changed, failed)
    assert content is not None
    mark = f"as of the run at {earlier.isoformat(sep=' ', timespec='minutes')} UTC"
    with browsing() as visit:
        page = opened(visit, rendered(content, tmp_path / "report.html"))
        marked = page.locator("section:has(.earlier)").evaluate_all(
            "sections => sections.map(section => section.id)"
        )
        assert marked == ["problems", "reconciliation"]
        assert mark in page.locator("#reconciliation").inner_text()
        # What was kept of raw rows is older than the run that kept it.
        page.locator("#search").fill("rejected:all empty")
        assert mark in page.locator("#problems tbody tr").first.inner_text()
        page.locator("#show").select_option("all")
        page.locator("#search").fill("not_null")
        checks = page.locator("#problems tbody tr").all_inner_texts()
        assert len(checks) > 1
        assert [mark in check for check in checks].count(True) == 1
        page.locator("#language").click()
        assert "этот запуск не повторил" in page.locator("#problems").inner_text()


def test_what_most_rejected_rows_lack_is_told_of_the_run_that_rejected_them(
    changed: Path, tmp_path: Path
) -> None:
    with connection(changed) as warehouse:
        # A check stopped the run between the rows and what is kept of their problems.
        run_at = newest_run(warehouse)
        warehouse.execute(
            "update quality.built_models set built_at = if(model_name = "
            "'int_raw_problems', $1, $2)",
            [run_at - timedelta(days=1), run_at],
        )
        warehouse.execute(
            "insert into marts.fct_rejected_rows select one.* replace "
            "('orders' as table_name, 'amount: not a number; order_id: empty' as "
            "reasons) from (from marts.fct_rejected_rows limit 1) as one "
            "cross join range(2000)"
        )
        [(number,)] = warehouse.execute(
            "select count(*) from marts.fct_rejected_rows"
        ).fetchall()
    failed = Outcome(False, None, None, "x", run_at.replace(tzinfo=UTC))
    settings = Settings.from_environment({"JOURNEY_DB": str(changed)})
    assert write_report(settings, tmp_path, failed)
    with browsing() as visit:
        page = opened(visit, tmp_path / REPORT)
        own = page.locator("#todo ol").first.locator("li")
        assert own.filter(has_text="rejected rows").inner_text() == (
            f"Have {number:,} rejected rows corrected; most of them: orders.amount, "
            "rejected: not a number · Sales operations"
        )
        page.locator("#language").click()
        assert own.filter(has_text="orders.amount, отклонено: не число").count() == 1


def test_before_any_check_nothing_is_said_to_be_well(
    changed: Path, tmp_path: Path
) -> None:
    with connection(changed) as warehouse:
        warehouse.execute("delete from quality.runs; delete from quality.results")
    failed = Outcome(False, None, None, None, datetime(2999, 1, 1, tzinfo=UTC))
    content = take_content(changed, failed)
    assert content is not None
    lists: dict[str, Any] = {"rejected": [], "rejected_work": [], "unmapped_work": []}
    with browsing() as visit:
        page = opened(visit, rendered({**content, **lists}, tmp_path / "report.html"))
        for todo, problems, history in (
            ("run did not come to its checks", "Problems are not known", "Not known"),
            ("запуск не дошёл до проверок", "Проблемы неизвестны", "Неизвестно"),
        ):
            assert todo in page.locator("#todo").inner_text()
            assert problems in page.locator("#tiles").inner_text()
            for section in ("#problems", "#history"):
                assert history in page.locator(section).inner_text()
            assert "0\n" not in page.locator("#tiles").inner_text()
            page.locator("#language").click()


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


@pytest.mark.parametrize(
    ("reason", "tasks", "tile"),
    [
        (
            "Out of memory",
            ["Remove 1 obstacle that stopped the run", "Устраните 1 препятствие"],
            ["1\nobstacle stopped the run", "1\nпрепятствие остановило запуск"],
        ),
        (
            "Runtime Error in model fct_deals (a.sql)\n  Binder Error: no x",
            ["Have fct_deals mended, the table", "Поручите исправить fct_deals:"],
            ["1\nobstacle stopped the run", "1\nпрепятствие остановило запуск"],
        ),
        # The table is well, the rule that stopped it is not.
        (
            "Runtime Error in model int_funnel_rules (a.sql)\n"
            "  funnels, row a: the funnel has no name",
            ["Remove 1 obstacle that stopped the run", "Устраните 1 препятствие"],
            ["1\nobstacle stopped the run", "1\nпрепятствие остановило запуск"],
        ),
    ],
)
def test_what_stopped_a_run_besides_checks_is_the_first_thing_to_do(
    nothing: dict[str, Any],
    tmp_path: Path,
    reason: str,
    tasks: list[str],
    tile: list[str],
) -> None:
    failed = {"is_published": False, "failures": failures_in(reason)}
    content = {**nothing, "outcome": {**nothing["outcome"], **failed}}
    assert content["figures"]["blocking_count"] == 0
    with browsing() as visit:
        page = opened(visit, rendered(content, tmp_path / "report.html"))
        for language in range(2):
            first = page.locator("#todo li").first
            assert first.inner_text().startswith(tasks[language])
            assert first.locator("a").get_attribute("href") == "#front"
            tiles = page.locator(".tile").all_inner_texts()
            assert tiles[0] == tile[language]
            assert [told for told in tiles if told.startswith("0\nblocking")] == []
            page.locator("#language").click()


def test_what_stopped_a_run_names_its_file_and_owner(
    nothing: dict[str, Any], tmp_path: Path
) -> None:
    reason = (
        "deals.csv lacks the required column stage; add or rename it in the file.\n"
        "seeds/deal_stages.csv, row a: stage is empty\n"
        "seeds/deal_stages.csv, row b: stage is empty\n"
        "Runtime Error in model fct_orders (a.sql)\n  Binder Error: no x"
    )
    settings = Settings.from_environment({"JOURNEY_RAW_DIR": "/data/raw"})
    failures = with_whereabouts(failures_in(reason), settings)
    failed = {"is_published": False, "failures": failures}
    content = {**nothing, "outcome": {**nothing["outcome"], **failed}}
    mended = "They keep the build from being published"
    with browsing() as visit:
        page = opened(visit, rendered(content, tmp_path / "report.html"))
        assert page.locator("#front .why .soft").all_inner_texts() == [
            "File: /data/raw/deals.csv · Owner: Sales operations",
            *["File: seeds/deal_stages.csv · Owner: Data stewards"] * 2,
            "File: a.sql · Owner: Data stewards",
        ]
        tasks = page.locator("#todo li").all_inner_texts()
        assert tasks[0].endswith(" · Data stewards")
        assert tasks[1].startswith("Mend /data/raw/deals.csv: 1 obstacle in it")
        assert tasks[1].endswith(" · Sales operations")
        assert tasks[2] == (
            "Mend seeds/deal_stages.csv: 2 obstacles in it, told above, stopped the "
            f"run. {mended} · Data stewards"
        )
        page.locator("#language").click()
        assert page.locator("#front .why .soft").first.inner_text() == (
            "Файл: /data/raw/deals.csv · Ответственный: Отдел продаж"
        )
        tasks = page.locator("#todo li").all_inner_texts()
        assert tasks[1].startswith("Исправьте /data/raw/deals.csv: 1 препятствие")
        assert tasks[1].endswith(" · Отдел продаж")


def test_a_check_that_stopped_a_run_is_told_once(changed: Path, tmp_path: Path) -> None:
    with connection(changed) as warehouse:
        warehouse.execute(
            """
            update quality.results set status = 'failed', severity = 'error'
            where rule = 'rejected:all empty'
            """
        )
    failed = Outcome(
        False,
        None,
        None,
        "Checks fail: x (rejected:all empty). Nothing is published until they pass.",
    )
    content = take_content(changed, failed)
    assert content is not None
    with browsing() as visit:
        page = opened(visit, rendered(content, tmp_path / "report.html"))
        assert page.locator("#todo li").first.inner_text().startswith("Repair ")
        blocking = f"{content['figures']['blocking_count']}\nblocking check"
        assert page.locator(".tile").first.inner_text().startswith(blocking)
        assert "obstacle" not in page.locator("main").inner_text()
