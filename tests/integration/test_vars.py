"""Vars that cannot be meant are said in a sentence before anything is built."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from orchestration.quality_report.failures import failures_in
from orchestration.run.dbt_errors import error_text
from orchestration.settings import REPO_ROOT
from tests.warehouses import Project, run_dbt

pytestmark = pytest.mark.integration

# The value of a var, and what is said about it.
WRONG = {
    "reporting_currency": (
        "",
        "'', and has to be a currency of ISO 4217, such as USD.",
    ),
    "reporting_timezone": (
        "Europe/Moskow",
        "'Europe/Moskow', which is no IANA time zone; the closest is Europe/Moscow.",
    ),
    "raw_timezone": (None, "'', and has to be an IANA time zone, such as UTC."),
    "raw_schema": (
        "my raw",
        "'my raw', and has to be the name of a schema, of letters,",
    ),
    "default_pipeline": (
        "b2b ",
        "'b2b ', and has to be the name of a pipeline, without blanks around it.",
    ),
    "session_gap_minutes": (-5, "'-5', and has to be a number above 0."),
    "cart_abandonment_hours": ("a day", "'a day', and has to be a number above 0."),
    "session_cuts_on_campaign_change": ("maybe", "'maybe', and has to be one of true,"),
    "exchange_rate_max_age_days": (-1, "'-1', and has to be a number from 0."),
    "bottleneck_waiting_share": (10, "'10', and has to be a number from 0 up to 1."),
    "anomaly_seasons": (7.5, "'7.5', and has to be a whole number from 1."),
    "slow_page_ms": (True, "'True', and has to be a number above 0."),
    "deal_size_band_edges": (
        [1000, 100],
        "'[1000, 100]', and has to be a list of rising numbers above 0.",
    ),
    "breakdowns_optional": (
        "customers.loyalty_tier",
        "'customers.loyalty_tier', and has to be a list of <raw table>.<column>.",
    ),
    "survey_window": (
        "fortnight",
        "'fortnight', and has to be one of day, week, month, quarter, year.",
    ),
}
# What differs from the defaults and can be meant, numbers as texts among it.
SOUND = {
    "reporting_currency": "RUB",
    "reporting_timezone": "Asia/Tokyo",
    "default_pipeline": "Прямые продажи B2B",
    "session_gap_minutes": "0.5",
    "session_cuts_on_campaign_change": False,
    "exchange_rate_max_age_days": 0,
    "breakdowns_optional": [],
    "deal_size_band_edges": [0.5, "1000"],
    "bottleneck_waiting_share": 1,
}


def test_every_value_that_cannot_be_meant_is_named(
    dbt_project: Project, tmp_path: Path
) -> None:
    values = {name: value for name, (value, _sentence) in WRONG.items()}
    said = what_is_said(values | {"sesion_gap_minutes": 5}, dbt_project, tmp_path)
    told = [
        f"The var {name} is {sentence}" for name, (_value, sentence) in WRONG.items()
    ]
    told.append(
        "The var sesion_gap_minutes is unknown; the closest is session_gap_minutes."
    )
    assert [sentence for sentence in told if sentence not in said] == []
    # Nothing else is said, and nothing twice.
    assert said.count("The var ") == len(told)


def test_what_every_var_has_to_be_is_told(dbt_project: Project, tmp_path: Path) -> None:
    project = yaml.safe_load((REPO_ROOT / "dbt_project.yml").read_text("utf-8"))
    said = what_is_said(dict.fromkeys(project["vars"], ""), dbt_project, tmp_path)
    found = failures_in(said)
    assert [one["values"]["var"] for one in found] == list(project["vars"])
    assert {one["values"]["value"] for one in found} == {""}


def test_other_values_are_taken(dbt_project: Project, tmp_path: Path) -> None:
    assert what_is_said(SOUND, dbt_project, tmp_path) == ""


def test_every_var_has_a_form() -> None:
    project = yaml.safe_load((REPO_ROOT / "dbt_project.yml").read_text("utf-8"))
    file = REPO_ROOT / "macros/settings/setting_forms.sql"
    forms = re.findall(r"^        '(\w+)': ", file.read_text("utf-8"), re.MULTILINE)
    assert forms == list(project["vars"])


def test_every_build_begins_with_it(dbt_project: Project) -> None:
    nodes = dbt_project.manifest.nodes
    [first] = [
        node.raw_code
        for node in nodes.values()
        if "on-run-start" in node.tags and node.index == 0  # type: ignore[union-attr]
    ]
    assert first == "{{ assert_settings() }}"


def what_is_said(values: Mapping[str, object], project: Project, folder: Path) -> str:
    """What dbt says of the vars; nothing when they are accepted."""
    said: list[str] = []
    result = run_dbt(
        ["run-operation", "assert_settings", "--vars", yaml.safe_dump(dict(values))],
        folder,
        {"JOURNEY_DB": folder / "journey.duckdb"},
        project.manifest,
        [lambda event: said.append(event.info.msg)],  # type: ignore[attr-defined]
    )
    if result.success:
        return ""
    [told] = [text for text in said if text.startswith("Encountered")]
    _operation, _, sentences = error_text(told).partition("\n")
    assert [found for found in failures_in(sentences) if "text" in found] == []
    return sentences
