"""Rows of the seeds that make no sense are said in a sentence before any model runs."""

from pathlib import Path
from shutil import copytree

import pytest

from orchestration.settings import REPO_ROOT
from tests.warehouses import Project, run_dbt

pytestmark = pytest.mark.integration

# A line at the end of a seed, and what is said about it.
SENSELESS = {
    "alias of two channels": (
        "channels",
        "email,social,owned,Social,Соцсети",
        "channels, row email: 2 rows have this channel_alias",
    ),
    "touchpoint type twice": (
        "touchpoint_types",
        "page_view,research,marketing,inbound,false,false,,Page,Страница",
        "touchpoint_types, row page_view: 2 rows have this touchpoint_type",
    ),
    "stage twice": (
        "deal_stages",
        "b2b_sales,demo,99,open,evaluation,,sales,Demo,Демо",
        "deal_stages, row b2b_sales/demo: 2 rows have this pipeline and stage",
    ),
    "pipeline that cannot be won": (
        "deal_stages",
        "odd,first,1,open,research,,sales,First,Первая",
        "deal_stages, pipeline odd: no stage is won, so that no deal can be won",
    ),
    "pipeline that cannot be entered": (
        "deal_stages",
        "odd,signed,1,won,purchase,,sales,Signed,Подписан",
        "deal_stages, pipeline odd: no stage is open, so that no deal can be entered",
    ),
    "limit of an unknown stage": (
        "deal_stage_limits",
        "b2b_sales,demos,2026-01-01,24",
        "deal_stage_limits, row b2b_sales/demos/2026-01-01: deal_stages has no open"
        " stage of this pipeline and name",
    ),
    "limit of an outcome": (
        "deal_stage_limits",
        "b2b_sales,won,2026-01-01,24",
        "row b2b_sales/won/2026-01-01: deal_stages has no open stage of this pipeline",
    ),
    "two limits from one day": (
        "deal_stage_limits",
        "b2b_sales,lead,2026-01-01,48",
        "deal_stage_limits, row b2b_sales/lead/2026-01-01: 2 rows have this pipeline"
        " and stage and valid_from",
    ),
    "figure of nothing": (
        "quality_measures",
        "typo,fct_order,ordered_at,week,count,,,,,both,Orders,Заказы",
        "quality_measures, row typo: the source 'fct_order' is none of fct_sessions,",
    ),
    "funnel without steps": (
        "funnels",
        "webinar,customer,ordered,21,first_step,all,Webinar,Вебинар",
        "funnels, row webinar: the funnel has no step",
    ),
    "excluded step": (
        "funnel_steps",
        "trial,9,no,trial_started,,false,true,,No,Нет",
        "funnel_steps, row trial/9: the exclusion trial_started is also step 2",
    ),
}


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


def test_every_build_begins_with_it(dbt_project: Project) -> None:
    hooks = [
        node.raw_code
        for node in dbt_project.manifest.nodes.values()
        if "on-run-start" in node.tags
    ]
    assert "{{ assert_rules() }}" in hooks


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
    return "" if result.success else "\n".join(said)
