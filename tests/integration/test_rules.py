"""Rows of the seeds that make no sense are said in a sentence before any model runs."""

import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from textwrap import dedent
from unicodedata import normalize

import pytest
import sqlglot
from dbt_common.events.base_types import EventMsg
from sqlglot import exp

from orchestration.quality_report.failures import failures_in
from orchestration.run.dbt_errors import error_text
from orchestration.settings import REPO_ROOT
from tests.warehouses import Project, run_dbt

pytestmark = pytest.mark.integration

# A name or a list of names; what is missing is empty.
VALUE = re.compile(r"(\S+(, \S+)*)?")
# A line at the end of a seed, and what is said about it.
SENSELESS = {
    "alias of two channels": (
        "channels",
        "email,social,owned,Social,Соцсети",
        "seeds/channels.csv, row email: 2 rows have the same channel_alias, on the"
        " lines ",
    ),
    "touchpoint type twice": (
        "touchpoint_types",
        "page_view,research,marketing,inbound,false,false,,Page,Страница",
        "seeds/touchpoint_types.csv, row page_view: 2 rows have the same"
        " touchpoint_type",
    ),
    "stage twice": (
        "deal_stages",
        "b2b_sales,demo,99,open,evaluation,,sales,Demo,Демо",
        "seeds/deal_stages.csv, row b2b_sales/demo: 2 rows have the same pipeline,"
        " stage",
    ),
    "pipeline that cannot be won": (
        "deal_stages",
        "odd,first,1,open,research,,sales,First,Первая",
        "seeds/deal_stages.csv, pipeline odd: no stage is won, so that no deal can be"
        " won",
    ),
    "pipeline that cannot be entered": (
        "deal_stages",
        "odd,signed,1,won,purchase,,sales,Signed,Подписан",
        "seeds/deal_stages.csv, pipeline odd: no stage is open, so that no deal can be"
        " entered",
    ),
    "outcome before an open stage": (
        "deal_stages",
        "renewal,closing,6,open,retention,,legal,Closing,Закрытие",
        "seeds/deal_stages.csv, row renewal/lost: the stage is lost and stands before"
        " the open stage closing; give it a stage_order above 6",
    ),
    "limit of an unknown stage": (
        "deal_stage_limits",
        "b2b_sales,demos,2026-01-01,24",
        "seeds/deal_stage_limits.csv, row b2b_sales/demos/2026-01-01: deal_stages has"
        " no open stage of this pipeline and name",
    ),
    "limit of a stage in other letters": (
        "deal_stage_limits",
        "B2B_Sales,Lead,2026-02-01,24",
        "seeds/deal_stage_limits.csv, row B2B_Sales/Lead/2026-02-01: deal_stages has"
        " no open stage of this pipeline and name; did you mean b2b_sales/lead?",
    ),
    "limit of an outcome": (
        "deal_stage_limits",
        "b2b_sales,won,2026-01-01,24",
        "row b2b_sales/won/2026-01-01: deal_stages has no open stage of this pipeline",
    ),
    "two limits from one day": (
        "deal_stage_limits",
        "b2b_sales,lead,2026-01-01,48",
        "seeds/deal_stage_limits.csv, row b2b_sales/lead/2026-01-01: 2 rows have the"
        " same pipeline, stage, valid_from",
    ),
    "stage of the same letters": (
        "deal_stages",
        "b2b_sales,Demo,10,lost,,,sales,Demo,Демо",
        "seeds/deal_stages.csv, row b2b_sales/demo: differs from the row"
        " b2b_sales/Demo in capitals, blanks or the Unicode form of a letter alone;"
        " keep one of them,",
    ),
    "spelling that stands for a channel": (
        "channels",
        "fax,cpc,paid,Fax,Факс",
        "seeds/channels.csv, row fax: the channel 'cpc' is a spelling of the channel"
        " paid_search; write that",
    ),
    "figure of nothing": (
        "quality_measures",
        "typo,fct_order,ordered_at,week,count,,,,,both,Orders,Заказы",
        "seeds/quality_measures.csv, row typo: the source 'fct_order' is none of"
        " fct_sessions,",
    ),
    "funnel without steps": (
        "funnels",
        "webinar,customer,ordered,21,first_step,all,Webinar,Вебинар",
        "seeds/funnels.csv, row webinar: the funnel has no step",
    ),
    "excluded step": (
        "funnel_steps",
        "trial,9,no,trial_started,,false,true,,No,Нет",
        "seeds/funnel_steps.csv, row trial/9: the exclusion trial_started is also step"
        " 2",
    ),
}
# The same, of values that are wrong by themselves; all in one folder, said at once.
WRONG_VALUES = [
    (
        "business_hours",
        "office,8,09:00,18:00,UTC,Office,Офис",
        "seeds/business_hours.csv, row office/8/09:00: the weekday '8' is none of 1,"
        " 2, 3,",
    ),
    (
        "business_hours",
        "office,6,9:00,18h,UTC,Office,Офис",
        "row office/6/9:00: the closes_at '18h' is no time of day; write HH:MM, from"
        " 00:00 to 23:59, and 00:00 for the end of the day\n",
    ),
    (
        "business_hours",
        "office,7,9:00,24:00,UTC,Office,Офис",
        "row office/7/9:00: the opens_at '9:00' is no time of day; write HH:MM, from"
        " 00:00 to 23:59\n",
    ),
    (
        "business_hours",
        "office,7,10:00,24:00,UTC,Office,Офис",
        "row office/7/10:00: the closes_at '24:00' is no time of day; write HH:MM, from"
        " 00:00 to 23:59, and 00:00 for the end of the day\n",
    ),
    (
        "loss_reasons",
        "telex,product,Too few features,Продукт не подошёл",
        "seeds/loss_reasons.csv, loss_reason product: its rows have to agree on"
        " name_en, and have Product does not fit (row missing_feature) and Too few"
        " features (row telex)\n",
    ),
    (
        "loss_reasons",
        "telegram,budget,No budget,Денег нет",
        "seeds/loss_reasons.csv, loss_reason budget: its rows have to agree on name_ru,"
        " and have Денег нет (row telegram) and Нет бюджета (row ",
    ),
    (
        "loss_reasons",
        "pigeon,Timing,Bad timing,Неподходящее время",
        "seeds/loss_reasons.csv, loss_reason timing: differs from the loss_reason"
        " Timing in capitals, blanks or the Unicode form of a letter alone; write both"
        " alike\n",
    ),
    (
        "deal_stages",
        "renewal,zeroth,0,open,research,,sales,Zeroth,Нулевая",
        "seeds/deal_stages.csv, row renewal/zeroth: stage_order is 0, and has to be"
        " above 0\n",
    ),
    (
        "journey_stages",
        "void,-1,top,aware,Void,Пустота",
        "seeds/journey_stages.csv, row void: stage_order is -1, and has to be above"
        " 0\n",
    ),
    (
        "deal_stages",
        "renewal,huge,99999999999,open,research,99999999999,sales,Huge,Огромная",
        "seeds/deal_stages.csv, row renewal/huge: the stage_order '99999999999' is too"
        " large; write at most 2147483647\n",
    ),
    (
        "deal_stages",
        "renewal,vast,33,open,research,9999999.995,sales,Vast,Обширная",
        "seeds/deal_stages.csv, row renewal/vast: the sla_hours '9999999.995' is too"
        " large; write at most 9999999.99\n",
    ),
    (
        "deal_stages",
        "renewal,short,34,open,research,0.001,sales,Short,Короткая",
        "seeds/deal_stages.csv, row renewal/short: the sla_hours '0.001' has too many"
        " decimals; write at most 2\n",
    ),
    (
        "quality_freshness",
        "products,1e999",
        "seeds/quality_freshness.csv, row products: the most_hours_behind '1e999' is"
        " too large; write at most 1.7e308\n",
    ),
    (
        "business_hours",
        "msk,1,09:00,18:00,Europe/Moskow,Moscow,Москва",
        "calendar msk: the timezone 'Europe/Moskow' is no IANA time zone; the closest"
        " is Europe/Moscow",
    ),
    (
        "owners",
        "anna,sales,Berlin ,Anna,Анна",
        "seeds/owners.csv, row anna: the calendar 'Berlin ' is no calendar of"
        " business_hours, and differs from 'berlin' in capitals, blanks or the",
    ),
    (
        "business_hours",
        "рай,1,09:00,18:00,UTC,Heaven,",
        "seeds/business_hours.csv, row рай/1/09:00: name_ru is empty",
    ),
    (
        "owners",
        f"inna,sales,{normalize('NFD', 'рай')},Inna,Инна",
        "row inna: the calendar 'раи\u0306' is no calendar of business_hours, and"
        " differs from 'рай' in capitals, blanks or the Unicode form of a letter",
    ),
    (
        "touchpoint_types",
        "Fax,research,marketing,inbound,false,false,,Fax,Факс",
        "row Fax: the touchpoint_type 'Fax' has to be written 'fax', as raw values are",
    ),
    (
        "task_types",
        "Fax,Fax,Факс",
        "row Fax: the task_type 'Fax' has to be written 'fax', as raw values are",
    ),
    (
        "loss_reasons",
        "Fax ,price,Price too high,Слишком дорого",
        "row Fax : the lost_reason 'Fax ' has to be written 'fax', as raw values are",
    ),
    (
        "survey_types",
        "Stars,review,1,5,4,2,Stars,Звёзды",
        "row Stars: the survey_type 'Stars' has to be written 'stars', as raw values",
    ),
    (
        "business_hours",
        "york,1,09:00,18:00,New York,New York,Нью-Йорк",
        "calendar york: the timezone 'New York' is no IANA time zone; the closest is"
        " America/New_York",
    ),
    (
        "business_hours",
        "berlin,6,09:00,12:00,UTC,Berlin,Берлин",
        "calendar berlin: its rows name the time zones Europe/Berlin and UTC, and have"
        " to name one",
    ),
    (
        "holidays",
        "offise,2026-01-02,Day off,Выходной",
        "seeds/holidays.csv, row offise/2026-01-02: the calendar 'offise' is no"
        " calendar of business_hours, which has berlin, london, moscow, msk, office,"
        " york, рай",
    ),
    (
        "holidays",
        "office,02.01.2026,Day off,Выходной",
        "the holiday_date '02.01.2026' is no date, such as 2026-01-31",
    ),
    (
        "holidays",
        "office,2026-01-02T22:00:00Z,Day off,Выходной",
        "seeds/holidays.csv, row office/2026-01-02T22:00:00Z: the holiday_date"
        " '2026-01-02T22:00:00Z' has a time of day; write the day alone,",
    ),
    (
        "service_levels",
        "deal_task,,2026-02-01 10:00,8,Any step,Любой шаг",
        "the valid_from '2026-02-01 10:00' has a time of day; write the day alone,",
    ),
    (
        "quality_waivers",
        "not_null,deals,,Known,me,infinity",
        "row not_null/deals: the expires_on 'infinity' is no date, such as 2026-01-31",
    ),
    (
        "channels",
        "faks,fax,owned2,Fax,Факс",
        "seeds/channels.csv, row faks: the channel_group 'owned2' is none of paid,"
        " organic,",
    ),
    (
        "channels",
        "telex,telegraph,owned,Telex,Телекс",
        # Of more than a few, none are told.
        "row telex: the channel 'telegraph' is no channel_alias of channels\n",
    ),
    (
        "channels",
        "E-Post,email,paid,Email,Электронная почта",
        "row E-Post: the channel_alias 'E-Post' has to be written 'e-post'",
    ),
    (
        "channels",
        "epost,email,paid,Email,Электронная почта",
        "seeds/channels.csv, channel email: its rows have to agree on channel_group,"
        " and have owned (row e mail) and paid (row epost)",
    ),
    (
        "touchpoint_types",
        "fax,reserch,marketing,inbound,maybe,false,,Fax,Факс",
        "seeds/touchpoint_types.csv, row fax: the journey_stage 'reserch' is no stage"
        " of journey_stages, which has advocacy, awareness,",
    ),
    (
        "touchpoint_types",
        "telex,research,marketing,inbound,maybe,false,,Telex,Телекс",
        "row telex: the is_automated 'maybe' is neither true nor false",
    ),
    (
        "touchpoint_types",
        "order_completed,purchase,sales,inbound,false,false,,Order,Заказ",
        "seeds/touchpoint_types.csv, row order_completed: activities has this name,"
        " too",
    ),
    (
        "deal_stages",
        "b2b_sales,pilot,10,running,research,48,sales,Pilot,Пилот",
        "row b2b_sales/pilot: the status 'running' is none of open, won, lost, disq",
    ),
    (
        "deal_stages",
        "b2b_sales,trial,third,open,research,-1,sales,,Проба",
        "seeds/deal_stages.csv, row b2b_sales/trial: sla_hours is -1, and has to be"
        " above",
    ),
    (
        "deal_stages",
        "renewal,trial,third,open,research,-1,sales,,Проба",
        "seeds/deal_stages.csv, row renewal/trial: the stage_order 'third' is no whole"
        " number",
    ),
    (
        "deal_stage_limits",
        "b2b_sales,demo,2026-01-01,0",
        "seeds/deal_stage_limits.csv, row b2b_sales/demo/2026-01-01: sla_hours is"
        " 0, and has to be above 0, or empty\n",
    ),
    (
        "service_levels",
        "deal_task,invoice,,0,Invoice,Счёт",
        "seeds/service_levels.csv, row deal_task/invoice: limit_business_hours is"
        " 0, and has to be above 0\n",
    ),
    (
        "quality_freshness",
        "loyalty_events,-1",
        "row loyalty_events: most_hours_behind is -1, and may not be below 0\n",
    ),
    (
        "deal_stages",
        "renewal,half,2.5,open,research,,sales,Half,Половина",
        "seeds/deal_stages.csv, row renewal/half: the stage_order '2.5' is no whole"
        " number",
    ),
    (
        "quality_freshness",
        "consents,nan",
        "seeds/quality_freshness.csv, row consents: the most_hours_behind 'nan' is no"
        " number",
    ),
    (
        "deal_stages",
        "renewal,pilot,11,open,research,two days,sales,,Пилот",
        "seeds/deal_stages.csv, row renewal/pilot: the sla_hours 'two days' is no"
        " number",
    ),
    (
        "deal_stages",
        "renewal,signature,12,open,research,,sales,,Подпись",
        "seeds/deal_stages.csv, row renewal/signature: name_en is empty",
    ),
    (
        "service_levels",
        "lead_response,quote,,4,Answer,Ответ",
        "seeds/service_levels.csv, row lead_response/quote: the task_type 'quote' is"
        " one of steps on deals, and leads have none; leave it empty,",
    ),
    (
        "service_levels",
        "deal_task,qoute,2026-03-01,4,Quote,Расчёт",
        "seeds/service_levels.csv, row deal_task/qoute/2026-03-01: the task_type"
        " 'qoute' is no task_type of task_types, which has Fax, approval, contract,",
    ),
    (
        "service_levels",
        "answers,,,8,Answers,Ответы",
        "seeds/service_levels.csv, row answers: the work 'answers' is none of"
        " lead_response,",
    ),
    (
        "conversion_types",
        "fax,fax_sent,true,Fax,Факс",
        "seeds/conversion_types.csv, row fax: the activity 'fax_sent' is none of"
        " activities,",
    ),
    (
        "survey_types",
        "stars,review,1,5,2,4,Stars,Звёзды",
        "seeds/survey_types.csv, row stars: min_score <= negative_to < positive_from"
        " <= max_score has to hold, and they are 1.00, 4.00, 2.00, 5.00",
    ),
    (
        "survey_types",
        "smiles,review,1,5,4,2,Smiles,Смайлики",
        "seeds/survey_types.csv, row smiles: activities has no row survey:smiles",
    ),
    (
        "activities",
        "survey:moods,,Moods,Настроения",
        "seeds/activities.csv, row survey:moods: survey_types has no row moods",
    ),
    (
        "funnel_steps",
        "trial,8,,trial_started,,false,true,,No,Нет",
        "seeds/funnel_steps.csv, row trial/8: step_name is empty",
    ),
    (
        "quality_waivers",
        "not_null,orders,,Known,me,",
        "seeds/quality_waivers.csv, row not_null/orders: expires_on is empty",
    ),
]


def test_the_rules_that_are_shipped_make_sense(
    dbt_project: Project, tmp_path: Path
) -> None:
    assert what_is_said(REPO_ROOT, dbt_project, tmp_path) == ""


@pytest.mark.parametrize(
    ("seed", "line", "sentence"), SENSELESS.values(), ids=list(SENSELESS)
)
def test_a_row_that_makes_no_sense_is_named(
    dbt_project: Project,
    tmp_path: Path,
    seed: str,
    line: str,
    sentence: str,
) -> None:
    copytree(REPO_ROOT / "seeds", tmp_path / "seeds")
    with (tmp_path / "seeds" / f"{seed}.csv").open("a", encoding="utf-8") as rows:
        rows.write(f"{line}\n")
    assert sentence in what_is_said(tmp_path, dbt_project, tmp_path)


def test_every_value_that_is_wrong_is_named(
    dbt_project: Project, tmp_path: Path
) -> None:
    copytree(REPO_ROOT / "seeds", tmp_path / "seeds")
    for seed, line, _sentence in WRONG_VALUES:
        with (tmp_path / "seeds" / f"{seed}.csv").open("a", encoding="utf-8") as rows:
            rows.write(f"{line}\n")
    said = what_is_said(tmp_path, dbt_project, tmp_path)
    assert [told for *_line, told in WRONG_VALUES if told not in said] == []
    # What is rounded is told once, and as it was written.
    assert said.count("row renewal/short:") == 1


def test_a_cause_is_told_before_what_follows_from_it(
    dbt_project: Project, tmp_path: Path
) -> None:
    copytree(REPO_ROOT / "seeds", tmp_path / "seeds")
    file = tmp_path / "seeds" / "deal_stages.csv"
    stages = file.read_text(encoding="utf-8")
    stages = stages.replace("b2b_sales,lead,1,open", "b2b_sales,lead,1,opne")
    stages = stages.replace(",won,purchase", ",wonn,purchase")
    file.write_text(stages, encoding="utf-8")
    accepted = "is none of open, won, lost, disqualified"
    assert what_is_said(tmp_path, dbt_project, tmp_path).splitlines() == [
        f"seeds/deal_stages.csv, row b2b_sales/lead: the status 'opne' {accepted}",
        f"seeds/deal_stages.csv, row b2b_sales/won: the status 'wonn' {accepted}",
        "seeds/deal_stage_limits.csv, row b2b_sales/lead/2026-01-01: deal_stages has no"
        " open stage of this pipeline and name",
        "seeds/deal_stages.csv, pipeline b2b_sales: no stage is won, so that no deal"
        " can be won",
    ]


def test_what_cannot_be_read_is_told_once(dbt_project: Project, tmp_path: Path) -> None:
    copytree(REPO_ROOT / "seeds", tmp_path / "seeds")
    with (tmp_path / "seeds" / "funnels.csv").open("a", encoding="utf-8") as rows:
        rows.writelines(
            f"{name},customer,ordered,{days},first_step,all,Own,Своя\n"
            for name, days in {"long": "1e9", "short": "1e-9", "own": "7"}.items()
        )
    steps = tmp_path / "seeds" / "funnel_steps.csv"
    with steps.open("a", encoding="utf-8") as rows:
        rows.writelines(
            f"{name},{number},view,page_view,,{optional},false,,Viewed,Просмотр\n"
            for name, number, optional in [
                ("long", 1, "false"),
                ("short", 1, "false"),
                ("own", 1, "false"),
                ("own", "1.5", "maybe"),
                ("own", 2, "false"),
            ]
        )
    # A null has no length, is no step that may be left out, and 1.5 is no second 2.
    assert what_is_said(tmp_path, dbt_project, tmp_path).splitlines() == [
        "seeds/funnel_steps.csv, row own/1.5: the is_optional 'maybe' is neither true"
        " nor false",
        "seeds/funnel_steps.csv, row own/1.5: the step_number '1.5' is no whole number",
        "seeds/funnels.csv, row long: the window_days '1e9' is too large; write at most"
        " 999999.999999",
        "seeds/funnels.csv, row short: the window_days '1e-9' has too many decimals;"
        " write at most 6",
    ]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("email,a,b", "seeds/channels.csv, line {line}: has 3 fields, the header 5"),
        (
            'fax,"fax,owned,Fax,Fax',
            "seeds/channels.csv, line {line}: the quote of field 2 is not closed",
        ),
    ],
    ids=["fields", "quote"],
)
def test_a_line_that_cannot_be_read_is_named(
    dbt_project: Project,
    tmp_path: Path,
    line: str,
    sentence: str,
) -> None:
    copytree(REPO_ROOT / "seeds", tmp_path / "seeds")
    file = tmp_path / "seeds" / "channels.csv"
    number = len(file.read_text(encoding="utf-8").splitlines()) + 1
    with file.open("a", encoding="utf-8") as rows:
        rows.write(f"{line}\n")
    assert sentence.format(line=number) in what_is_said(tmp_path, dbt_project, tmp_path)


def test_rows_of_one_key_are_named_by_their_lines(
    dbt_project: Project, tmp_path: Path
) -> None:
    copytree(REPO_ROOT / "seeds", tmp_path / "seeds")
    file = tmp_path / "seeds" / "loss_reasons.csv"
    header, *others = file.read_text(encoding="utf-8").splitlines()
    # No line is a row by its number: one name has two lines, and one line is blank.
    first = ['fax,fax,"Fax,', 'or telex",Факс', "", "goat,goat,Goat,Коза"]
    file.write_text(
        "\n".join([header, *first, *others, "goat,sheep,Sheep,Овца", ""]),
        encoding="utf-8",
    )
    assert (
        "seeds/loss_reasons.csv, row goat: 2 rows have the same lost_reason, on the"
        " lines"
        f" 5, {6 + len(others)}; keep one of them\n"
    ) in what_is_said(tmp_path, dbt_project, tmp_path)


def test_every_build_begins_with_it(dbt_project: Project) -> None:
    hooks = [
        node.raw_code
        for node in dbt_project.manifest.nodes.values()
        if "on-run-start" in node.tags
    ]
    assert "{{ assert_rules() }}" in hooks


# --- the quality report says each sentence in its own language


def test_every_sentence_that_may_be_said_of_a_row_is_a_kind(
    dbt_project: Project, tmp_path: Path
) -> None:
    queries: list[str] = []

    def listen(event: EventMsg) -> None:
        if event.info.name == "SQLQuery":
            queries.append(event.data.sql)

    arguments = ["run-operation", "assert_rules"]
    database = tmp_path / "journey.duckdb"
    run_dbt(
        arguments, tmp_path, {"JOURNEY_DB": database}, dbt_project.manifest, [listen]
    )
    [query] = [query for query in queries if "from problems" in query]
    sentences = set(sentences_of(query))
    assert len(sentences) > 150
    assert [said for said in sentences if not is_one_kind(said)] == []


def is_one_kind(sentence: str) -> bool:
    """Whether the report knows a sentence, and takes no words of it for a value."""
    [found, *others] = failures_in(sentence)
    values = found.get("values", {"text": sentence}).values()
    return not others and all(VALUE.fullmatch(value) for value in values)


def sentences_of(query: str) -> Iterator[str]:
    """What a query may tell as `problem`, with something for each of its values."""
    tree = sqlglot.parse_one(query, dialect="duckdb")
    for told in tree.find_all(exp.Alias):
        if told.alias == "problem":
            yield from texts(told.this, tree)


def texts(sql: exp.Expr, tree: exp.Expr) -> list[str]:
    """The texts that an expression may be."""
    match sql:
        case exp.Literal():
            return [sql.name]
        case exp.DPipe(left=left, right=right):
            ends = texts(right, tree)
            return [begin + end for begin in texts(left, tree) for end in ends]
        case exp.Coalesce(this=first, expressions=others):
            return [text for one in [first, *others] for text in texts(one, tree)]
        case exp.Paren(this=within) | exp.Min(this=within) | exp.Max(this=within):
            return texts(within, tree)
        case exp.Column(name="row_name"):
            named = [one for one in tree.find_all(exp.Alias) if one.alias == "row_name"]
            return [text for one in named for text in texts(one.this, tree)]
    return ["x1"]


def what_is_said(rules: Path, project: Project, folder: Path) -> str:
    """What dbt says of the seeds below a folder; nothing when they are accepted."""
    said: list[str] = []
    result = run_dbt(
        ["run-operation", "assert_rules", "--args", f"{{folder: '{rules}'}}"],
        folder,
        {"JOURNEY_DB": folder / "journey.duckdb"},
        project.manifest,
        [lambda event: said.append(event.info.msg)],  # type: ignore[attr-defined]
    )
    if result.success:
        return ""
    [told] = [text for text in said if text.startswith("Encountered")]
    _operation, _, sentences = error_text(told).partition("\n")
    sentences = dedent(sentences)
    assert [found for found in failures_in(sentences) if "text" in found] == []
    return f"{sentences}\n"
