"""Why rows were rejected and runs failed, in the language of the page."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from dbt.artifacts.schemas.run import RunExecutionResult
from dbt.contracts.graph.nodes import ModelNode

from orchestration.publishing.personal_data import PLAIN, Disguise, PersonalData
from orchestration.quality_report.content import Outcome, take_content
from orchestration.quality_report.failures import failures_in
from orchestration.quality_report.lists import REASON_NAMES
from tests.integration.browser import PHONE, browsing
from tests.integration.quality_report.pages import (
    BROKEN_PARTS,
    downloaded,
    opened,
    rendered,
)
from tests.warehouses import Warehouse, connection

pytestmark = pytest.mark.integration

# As `rejection_reasons` writes them into a base model.
REASON = re.compile(r"'(?:[\w, ]+): ([^':]+)(?:: )?'")


def test_every_reason_that_staging_gives_has_its_name_in_both_languages(
    sample_warehouse: Warehouse, sample_dir: Path
) -> None:
    arguments = ["--select", "path:models/staging/base"]
    told = sample_warehouse.run(sample_dir, *arguments, command="compile")
    assert isinstance(told.result, RunExecutionResult)
    models = [node.node for node in told.result.results]
    queries = [str(m.compiled_code) for m in models if isinstance(m, ModelNode)]
    given = {reason for query in queries for reason in REASON.findall(query)}
    assert {"empty", "off its scale", "cannot be parsed"} < given
    rules = REASON_NAMES.replace("warehouse.", "")
    named = dict(sample_warehouse.tuples(rules))
    assert given == set(named)
    assert [name for name in named.values() if not re.search("[а-яё]", name)] == []


REASONS = {
    "amount: not a number; stage: empty": "amount: не число; stage: пусто",
    "customer_id, anonymous_id: all empty": "customer_id, anonymous_id: все пусты",
    "line: cannot be parsed: has 5 fields, the header 7": (
        "строку не удалось разобрать: полей 5, в заголовке 7"
    ),
    "line: cannot be parsed: is longer than 1,000 characters; the first 500 are kept": (
        "строку не удалось разобрать: длиннее 1,000 символов; оставлены первые 500"
    ),
    # What nobody has a word for stays as it is.
    "stage: constructor; a: toString": "stage: constructor; a: toString",
    "line: cannot be parsed: #1 of 2": "строку не удалось разобрать: #1 of 2",
    "no reason at all": "no reason at all",
}


def test_reasons_are_told_and_downloaded_in_the_language_of_the_page(
    content: dict[str, Any], tmp_path: Path
) -> None:
    rows = [{**content["rejected"][0], "reasons": reasons} for reasons in REASONS]
    told = {**content, "rejected": rows}
    with browsing() as visit:
        page = opened(visit, rendered(told, tmp_path / "report.html"))
        for expected in (REASONS.keys(), REASONS.values()):
            cells = page.locator("#rejected tbody td:nth-child(4)").all_inner_texts()
            assert cells == list(expected)
            header, *saved = downloaded(page)
            assert [row[header.index("reasons")] for row in saved] == list(expected)
            page.locator("#language").click()
        page.locator("#language").click()
        # Whoever has the words of the mart finds them, too.
        for sought in ("не число", "not a number"):
            page.locator("#rejected-search").fill(sought)
            assert page.locator("#rejected tbody tr").count() == 1


LACKS_STAGE = (
    "deals.csv.gz lacks the required column stage; add or rename it in the file."
)
BROKEN_HEADER = (
    "orders.csv has a header that cannot be read (has text after the closing quote of "
    "field 2); correct its first line."
)
UNFORESEEN = "Out of Memory Error: could not allocate"


def test_why_a_run_failed_is_told_in_the_language_of_the_page(
    content: dict[str, Any], tmp_path: Path
) -> None:
    failures = failures_in("\n".join([LACKS_STAGE, BROKEN_HEADER, UNFORESEEN]))
    outcome = {**content["outcome"], "is_published": False, "failures": failures}
    told = {**content, "outcome": outcome}
    with browsing() as visit:
        page = opened(visit, rendered(told, tmp_path / "report.html"))
        front = page.locator("#front")
        for sentence in (LACKS_STAGE, BROKEN_HEADER, UNFORESEEN):
            assert sentence in front.inner_text()
        page.locator("#language").click()
        assert front.locator(".why p").all_inner_texts() == [
            "В deals.csv.gz нет обязательного столбца stage: добавьте или переименуйте "
            "его в файле.",
            "Заголовок orders.csv не читается (после закрывающей кавычки поля 2 есть "
            "текст): исправьте первую строку.",
            f"Техническое сообщение программы, по-английски: {UNFORESEEN}",
        ]
        assert front.locator("[lang=en]").all_inner_texts() == [UNFORESEEN]


FAILED_CHECKS = "\n".join(
    [
        "Failure in test assert_every_touchpoint_has_a_customer_and_a_session (a.sql)",
        "Got 3 results, configured to fail if != 0",
        "Checks fail: touchpoints (border:rejected_share), fct_orders.order_id (unique)"
        " and 2 more. Nothing is published until they pass.",
    ]
)
IN_ENGLISH = [
    "A check fails: fct_touchpoints: every touchpoint has a customer and a session "
    "(3 rows).",
    "Checks fail: touchpoints: too many rows of a raw table are rejected; "
    "fct_orders.order_id: must not repeat and 2 more. Nothing is published until they "
    "pass.",
]
IN_RUSSIAN = [
    "Не пройдена проверка: fct_touchpoints: у каждого касания есть клиент и сессия "
    "(3 строки).",
    "Не пройдены проверки: touchpoints: отклонено слишком много строк исходной "
    "таблицы; fct_orders.order_id: не должно повторяться; всего ещё 2. Пока они не "
    "пройдены, ничего не публикуется.",
]


def test_checks_that_keep_a_build_back_are_told_in_the_words_of_their_rules(
    changed: Path, tmp_path: Path
) -> None:
    test = "assert_every_touchpoint_has_a_customer_and_a_session"
    with connection(changed) as warehouse:
        warehouse.execute(
            "insert into quality.results by name select 'test.x.' || $1 as check_id, "
            "'test' as kind, $1 as rule, 'fct_touchpoints' as table_name",
            [test],
        )
    failed = Outcome(False, None, None, FAILED_CHECKS)
    content = take_content(changed, failed)
    assert content is not None
    with browsing(PHONE) as visit:
        page = opened(visit, rendered(content, tmp_path / "report.html"))
        for told in (IN_ENGLISH, IN_RUSSIAN):
            assert page.locator("#front .why p").all_inner_texts() == told
            names = page.locator("#front code.name")
            assert names.count() == 3
            assert names.evaluate_all(BROKEN_PARTS) == []
            page.locator("#language").click()


# What the run that was recorded last found at its borders, and how the page says it.
AT_THE_BORDERS = {
    ("touchpoints", "border:rejected_share", "error"): [
        "1200 of 2000 rows are rejected, 60.0%; at most 50% may be",
        "a.csv:7",
    ],
    ("deals", "border:freshness", "warn"): [
        "the newest row is 48.02 hours older than the newest of all tables; "
        "48 are allowed"
    ],
    ("fct_orders", "border:all_rows", "error"): [
        "2 rows are in the file, 3 in the warehouse"
    ],
    ("fct_deals", "border:columns", "error"): [
        "the file has deal_id; the contract has deal_id, owner"
    ],
    # As an earlier version kept it.
    ("orders", "border:freshness", "warn"): ["most_hours_behind=24, hours_behind=48"],
}
EXAMPLES = ["a.csv:7", "most_hours_behind=24, hours_behind=48"]
TOLD_OF_BORDERS = [
    {
        "touchpoints": "too many rows of a raw table are rejected (1,200 of 2,000, "
        "60\u00a0%; at most 50\u00a0% may be)",
        "deals": "a raw table lags behind the others (its newest row is 48.1 h older "
        "than the newest of all tables; 48 h are allowed)",
        "fct_orders": "the published file holds every row (2 in the file, 3 in the "
        "warehouse)",
        "fct_deals": "the published file has the columns of the contract (in the file: "
        "deal_id; by the contract: deal_id, owner)",
        "orders": "a raw table lags behind the others",
    },
    {
        "touchpoints": "отклонено слишком много строк исходной таблицы (1\u00a0200 из "
        "2\u00a0000, 60\u00a0%; допустимо не более 50\u00a0%)",
        "deals": "исходная таблица отстаёт от остальных (её последняя строка старше "
        "самой новой строки всех таблиц на 48,1 ч, допустимо 48 ч)",
        "fct_orders": "опубликованный файл содержит все строки (в файле 2, в хранилище "
        "3)",
        "fct_deals": "столбцы опубликованного файла — по контракту (в файле: deal_id; "
        "по контракту: deal_id, owner)",
        "orders": "исходная таблица отстаёт от остальных",
    },
]


@pytest.mark.parametrize("shows_texts", [True, False])
def test_what_decided_at_a_border_is_told_with_its_figures(
    changed: Path, tmp_path: Path, shows_texts: bool
) -> None:
    with connection(changed) as warehouse:
        for (table, rule, severity), examples in AT_THE_BORDERS.items():
            warehouse.execute(
                """
                insert into quality.results by name
                select
                    run_id, run_at, $1 || $2 as check_id, 'expectation' as kind,
                    $2 as rule, $1 as table_name, $3 as severity, 'failed' as status,
                    $4 as example_keys, run_at as first_seen_at
                from quality.runs order by run_at desc limit 1
                """,
                [table, rule, severity, json.dumps(examples)],
            )
    reason = (
        "Checks fail: touchpoints (border:rejected_share). Nothing is published until"
        " they pass."
    )
    disguise = PLAIN if shows_texts else Disguise(PersonalData.OMITTED)
    content = take_content(changed, Outcome(False, None, None, reason), disguise)
    assert content is not None
    with browsing() as visit:
        page = opened(visit, rendered(content, tmp_path / "report.html"))
        for told in TOLD_OF_BORDERS:
            first = told["touchpoints"]
            assert f"touchpoints: {first}." in page.locator("#front").inner_text()
            assert f"touchpoints: {first}." in page.locator("#todo").inner_text()
            page.locator("#search").fill("border:")
            rows = page.locator("#problems tbody tr")
            assert {
                row.locator("td").nth(1).inner_text(): (
                    row.locator("td").nth(2).inner_text().partition("\n")[0]
                )
                for row in rows.all()
            } == told
            examples = page.locator("#problems details code").all_text_contents()
            assert sorted(examples) == (EXAMPLES if shows_texts else [])
            page.locator("#search").fill("")
            page.locator("#language").click()


BROKEN_MODEL = """\
Failure in model fct_orders (models/marts/core/fct_orders.sql)
Runtime Error in model fct_orders (models/marts/core/fct_orders.sql)
  Conversion Error: Could not convert string 'x' to INT64
  LINE 7: cast(amount as bigint)
Compilation Error in model fct_deals (models/marts/core/fct_deals.sql)
  This model has an enforced contract that failed."""
MESSAGES = [
    "Conversion Error: Could not convert string 'x' to INT64",
    "This model has an enforced contract that failed.",
]


def test_a_table_that_could_not_be_built_is_told_with_the_message_of_the_database(
    content: dict[str, Any], tmp_path: Path
) -> None:
    failed = {"is_published": False, "failures": failures_in(BROKEN_MODEL)}
    outcome = {**content["outcome"], **failed}
    told = {**content, "outcome": outcome}
    orders, deals = (
        f"models/marts/core/{name}.sql" for name in ("fct_orders", "fct_deals")
    )
    with browsing(PHONE) as visit:
        page = opened(visit, rendered(told, tmp_path / "report.html"))
        why = page.locator("#front .why p")
        assert why.all_inner_texts() == [
            f"The table fct_orders could not be built ({orders}).",
            f"The database says: {MESSAGES[0]}",
            f"The table fct_deals could not be built ({deals}).",
            f"dbt says: {MESSAGES[1]}",
        ]
        page.locator("#language").click()
        assert why.all_inner_texts() == [
            f"Таблицу fct_orders построить не удалось ({orders}).",
            f"Сообщение базы данных, по-английски: {MESSAGES[0]}",
            f"Таблицу fct_deals построить не удалось ({deals}).",
            f"Сообщение dbt, по-английски: {MESSAGES[1]}",
        ]
        assert page.locator("#front [lang=en]").all_inner_texts() == MESSAGES
