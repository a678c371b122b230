"""Which raw files a steward is told of after a build, and after a run that failed."""

from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from orchestration.progress import Progress
from orchestration.publishing.inputs import Inputs, raw_file_states, raw_table_names
from orchestration.publishing.lineage import describe_raw_files
from orchestration.publishing.publish import publish
from orchestration.quality_report.raw_files import changed_raw_files
from orchestration.settings import Settings

CONTRACT = "sources: [{name: raw, tables: [{name: deals}, {name: orders}]}]"


@pytest.fixture
def raw_dir(settings: Settings) -> Path:
    contract = settings.root / "models" / "staging" / "_sources.yml"
    contract.parent.mkdir(parents=True)
    contract.write_text(CONTRACT)
    (settings.raw_dir / "orders").mkdir(parents=True)
    (settings.raw_dir / "deals.csv").write_text("deal_id\nd1\n")
    (settings.raw_dir / "orders" / "1.csv").write_text("order_id\no1\n")
    (settings.raw_dir / "orders" / "2.csv").write_text("order_id\no2\n")
    return settings.raw_dir


def inputs(settings: Settings) -> Inputs:
    names = raw_table_names(settings.root)
    return Inputs(raw_file_states(names, settings.raw_dir), {}, {}, {}, None)


@pytest.fixture
def published(
    settings: Settings, warehouse: Path, marts: list[dict[str, Any]], raw_dir: Path
) -> Settings:
    """After a build of three raw files."""
    assert warehouse.exists()
    assert raw_dir.exists()
    publish(marts, settings, Progress(), inputs(settings))
    return settings


def change(raw_dir: Path) -> None:
    (raw_dir / "orders" / "1.csv").unlink()
    (raw_dir / "orders" / "2.csv").write_text("order_id\no3\n")
    (raw_dir / "orders" / "3.csv").write_text("order_id\no4\no5\n")


CHANGED = [
    ("orders/1.csv", "gone", None, 12),
    ("orders/2.csv", "changed", 12, 12),
    ("orders/3.csv", "new", 15, None),
]


def told(changes: Any) -> list[tuple[Any, ...]]:
    assert changes is not None
    return [tuple(row.values()) for row in changes]


def test_files_of_a_build_are_told_by_their_content(
    published: Settings, raw_dir: Path
) -> None:
    change(raw_dir)
    # Written again as it was: nothing a steward has to look at.
    (raw_dir / "deals.csv").write_text("deal_id\nd1\n")
    now = describe_raw_files(inputs(published), published)
    assert told(changed_raw_files(published, now)) == CHANGED


def test_files_of_a_run_that_failed_are_told_as_they_lie_there(
    published: Settings, raw_dir: Path
) -> None:
    assert changed_raw_files(published) == []
    change(raw_dir)
    assert told(changed_raw_files(published)) == CHANGED


@pytest.mark.parametrize("folder", ["sample/raw", "copy"])
def test_a_copy_of_the_files_is_told_by_what_they_hold(
    published: Settings, raw_dir: Path, folder: str
) -> None:
    raw_dir.rename(published.root / "away")
    copy = published.root / folder
    copytree(published.root / "away", copy)
    copied = replace(published, raw_dir=copy)
    assert changed_raw_files(copied) == []
    change(copy)
    assert told(changed_raw_files(copied)) == CHANGED


def test_a_table_that_cannot_be_read_is_told_by_its_name(
    published: Settings, raw_dir: Path
) -> None:
    (raw_dir / "deals").mkdir()
    (raw_dir / "deals" / "1.csv").write_text("deal_id\nd1\n")
    assert told(changed_raw_files(published)) == [
        ("deals.csv", "gone", None, 11),
        ("deals", "new", 0, None),
    ]


def test_without_a_build_nobody_knows(settings: Settings, raw_dir: Path) -> None:
    assert raw_dir.exists()
    assert changed_raw_files(settings) is None


def test_of_a_part_that_was_built_by_itself_nobody_knows(
    settings: Settings, warehouse: Path, marts: list[dict[str, Any]], raw_dir: Path
) -> None:
    assert warehouse.exists()
    publish(marts, settings, Progress(), None)
    assert changed_raw_files(settings) is None
    publish(marts, settings, Progress(), inputs(settings))
    assert changed_raw_files(settings, {}) is None
