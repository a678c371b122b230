"""What the pages say of the project is so: links, commands, marts, settings.

Belongs here: what can be compared without a warehouse. Pages that show the output of a
query are checked in `tests/integration/test_documentation.py`.
"""

import re
from pathlib import Path

import pytest
import yaml

from orchestration.dbt_manifest import DbtManifest
from orchestration.settings import REPO_ROOT, Settings
from tests.conftest import TEST_DATA_SETTING

PAGES = sorted([*REPO_ROOT.glob("*.md"), *(REPO_ROOT / "docs").rglob("*.md")])
SETTINGS = (REPO_ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
README = (REPO_ROOT / "README.md").read_text(encoding="utf-8")

CODE_BLOCK = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
MAKE_COMMAND = re.compile(r"(?:^|[`;&] ?|=\S+ )make ([a-z-]+)", re.MULTILINE)
MAKE_TARGET = re.compile(r"^([a-z-]+):.*## ", re.MULTILINE)
SETTING = re.compile(r"JOURNEY_[A-Z]+(?:_[A-Z]+)*")
PROFILE_DEFAULT = re.compile(r"env_var\('(JOURNEY_\w+)', '([^']*)'\)")
MART = re.compile(r"`((?:fct|dim|agg)_\w+)`")


def page_name(page: Path) -> str:
    return str(page.relative_to(REPO_ROOT))


def rows_of_tables(text: str) -> dict[str, list[str]]:
    """The other cells of each table row that begins with a name in backticks."""
    rows: dict[str, list[str]] = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("| ").split(" | ")]
        if line.startswith("| `"):
            assert cells[0] not in rows, f"{cells[0]} stands there twice"
            rows[cells[0].strip("`")] = cells[1:]
    return rows


def section(text: str, title: str) -> str:
    """The text below a heading of the second level."""
    return text.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


# --- every page


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_links_lead_somewhere(page: Path) -> None:
    text = CODE_BLOCK.sub("", page.read_text(encoding="utf-8"))
    targets = [
        link.partition("#")[0] for link in LINK.findall(text) if "://" not in link
    ]
    assert [t for t in targets if t and not (page.parent / t).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_commands_are_targets_of_the_makefile(page: Path) -> None:
    makefile = (REPO_ROOT / "Makefile").read_text(encoding="utf-8")
    used = set(MAKE_COMMAND.findall(page.read_text(encoding="utf-8")))
    assert used - set(MAKE_TARGET.findall(makefile)) == set()


def test_the_readme_shows_commands() -> None:
    assert {"run", "test", "build", "docs"} <= set(MAKE_COMMAND.findall(README))


# --- README


def test_the_readme_lists_every_mart(manifest: DbtManifest) -> None:
    listed = MART.findall(section(README, "What you get").partition("Every column")[0])
    assert sorted(listed) == [mart["name"] for mart in manifest.marts]


def test_the_readme_lists_every_raw_table(manifest: DbtManifest) -> None:
    table = re.findall(
        r"^\| (`.*?) \|", section(README, "Bring your own data"), re.MULTILINE
    )
    listed = [name for row in table for name in re.findall(r"`(\w+)`", row)]
    assert sorted(listed) == [source["name"] for source in manifest.raw_tables]


# --- settings


def settings_in_code() -> set[str]:
    """The variables that dbt, Dagster or the tests read."""
    files = [
        REPO_ROOT / "profiles.yml",
        *(REPO_ROOT / "macros").rglob("*.sql"),
        *(REPO_ROOT / "models").rglob("*.sql"),
        *(REPO_ROOT / "orchestration").rglob("*.py"),
    ]
    texts = [file.read_text(encoding="utf-8") for file in files]
    return {name for text in texts for name in SETTING.findall(text)} | {
        TEST_DATA_SETTING
    }


def test_every_variable_of_the_environment_is_described() -> None:
    assert set(rows_of_tables(section(SETTINGS, "Environment"))) == settings_in_code()


def test_defaults_of_the_environment_are_those_of_the_code() -> None:
    described = {
        name: cells[0].strip("`")
        for name, cells in rows_of_tables(section(SETTINGS, "Environment")).items()
    }
    profile = (REPO_ROOT / "profiles.yml").read_text(encoding="utf-8")
    defaults = Settings.from_environment({}, root=Path())
    in_python = {
        "JOURNEY_RAW_DIR": str(defaults.raw_dir),
        "JOURNEY_DB": str(defaults.database),
        "JOURNEY_ERASED_IDS": str(defaults.erased_ids),
        "JOURNEY_LANDING_DIR": str(defaults.landing_dir),
        "JOURNEY_PUBLISH_DIR": str(defaults.publish_dir),
        "JOURNEY_AS_OF": defaults.as_of or "unset",
        "JOURNEY_KEEP_BUILDS": str(defaults.keep_builds),
        "JOURNEY_KEEP_COPIES_DAYS": str(defaults.keep_copies_days),
        "JOURNEY_READERS": defaults.readers.name.lower(),
        "JOURNEY_PERSONAL_DATA": defaults.disguise.treatment.value,
        "JOURNEY_SALT": defaults.disguise.salt or "unset",
        "JOURNEY_THREADS": str(defaults.threads),
        "JOURNEY_AUTOMATION": "on" if defaults.is_automated else "off",
        "JOURNEY_SCHEDULE": defaults.schedule,
        "JOURNEY_FRESH_HOURS": str(defaults.fresh_hours),
        "JOURNEY_ALERTS": " ".join(defaults.alerts) or "unset",
    }
    in_profile = dict(PROFILE_DEFAULT.findall(profile))
    assert in_profile.items() <= described.items()
    assert in_python.items() <= described.items()
    assert (
        in_profile.keys() | in_python.keys() | {TEST_DATA_SETTING} == described.keys()
    )


def test_every_dbt_var_is_described_with_its_default() -> None:
    project = yaml.safe_load(
        (REPO_ROOT / "dbt_project.yml").read_text(encoding="utf-8")
    )
    described = {
        name: yaml.safe_load(cells[0].strip("`"))
        for name, cells in rows_of_tables(section(SETTINGS, "dbt vars")).items()
    }
    assert described == project["vars"]
