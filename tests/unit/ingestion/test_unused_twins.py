"""Twins go when nobody needs them, and no sooner."""

import os
import time
from pathlib import Path

import pytest

from orchestration.erased_ids import ErasedIds
from orchestration.ingestion.landing import LandingZone, Request
from orchestration.ingestion.unused_twins import no_sweeping, sweep_unused
from tests.unit.ingestion.conftest import COLUMNS, TABLE, RawDirectory, query

CSV = "deal_id,stage,amount\nd1,open,5\n"
DAYS = 7


def age(folder: Path, days: float) -> None:
    """As if all of it had been asked for so many days ago."""
    instant = time.time() - days * 24 * 60 * 60
    for path in folder.iterdir():
        os.utime(path, (instant, instant))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.fixture
def twin(raw: RawDirectory) -> Path:
    """The twin of what a file held once."""
    raw.write("deals.csv", CSV)
    raw.land()
    [twin] = raw.landing.iterdir()
    return twin


def test_what_nobody_asked_for_and_no_build_holds_goes(
    raw: RawDirectory, twin: Path
) -> None:
    age(raw.landing, DAYS + 1)
    raw.write("deals.csv", CSV.replace("open", "lost"))
    assert raw.rows("stage") == [("lost",)]
    kept = names(raw.landing) - {twin.name}
    assert len(kept) == 1
    assert sweep_unused(raw.landing, (), DAYS) == [twin]
    assert names(raw.landing) == kept
    assert raw.rows("stage") == [("lost",)]


def test_what_a_build_holds_stays_however_old_it_is(
    raw: RawDirectory, twin: Path
) -> None:
    age(raw.landing, 1000)
    sha256 = twin.name.partition(".")[0]
    assert sweep_unused(raw.landing, {sha256}, DAYS) == []
    assert sweep_unused(raw.landing, {sha256[:-1]}, DAYS) == [twin]


def test_what_others_keep_in_the_folder_stays(raw: RawDirectory, twin: Path) -> None:
    for name in ("deals.csv", "letter.tmp", f"{twin.name[:63]}.parquet", "README"):
        (raw.landing / name).write_text("of somebody else")
    others = names(raw.landing) - {twin.name}
    age(raw.landing, 1000)
    assert sweep_unused(raw.landing, (), DAYS) == [twin]
    assert names(raw.landing) == others


@pytest.mark.parametrize("name", ["deals.csv", "deals.jsonl", "deals.parquet"])
def test_what_another_run_asks_for_is_not_old(raw: RawDirectory, name: str) -> None:
    if name.endswith("parquet"):
        query(
            f"copy (select 1 deal_id, 2 stage) to '{raw.path / name}' (format parquet)"
        )
    else:
        raw.write(name, CSV if name.endswith("csv") else '{"deal_id":1,"stage":2}\n')
    raw.land()
    before = {path: path.stat().st_ino for path in raw.landing.iterdir()}
    age(raw.landing, DAYS + 1)
    raw.land()
    # Found and not made anew.
    assert {path: path.stat().st_ino for path in raw.landing.iterdir()} == before
    assert sweep_unused(raw.landing, (), DAYS) == []
    age(raw.landing, DAYS + 1)
    assert set(sweep_unused(raw.landing, (), DAYS)) == set(before)


def test_nothing_is_swept_while_another_run_lands_files(
    raw: RawDirectory, twin: Path
) -> None:
    age(raw.landing, DAYS + 1)
    with no_sweeping(raw.landing), no_sweeping(raw.landing):
        assert sweep_unused(raw.landing, (), DAYS) == []
    assert twin.exists()
    assert sweep_unused(raw.landing, (), DAYS) == [twin]


def test_a_twin_takes_its_marks_along(raw: RawDirectory) -> None:
    raw.write("deals.csv", CSV)
    request = Request(TABLE, COLUMNS, (), True, ())
    LandingZone(raw.path, raw.landing, ErasedIds.new()).land(request)
    assert len(names(raw.landing)) == 2
    age(raw.landing, DAYS + 1)
    [twin] = raw.landing.glob("*.parquet")
    twin.touch()
    assert sweep_unused(raw.landing, (), DAYS) == []
    age(raw.landing, DAYS + 1)
    assert len(sweep_unused(raw.landing, (), DAYS)) == 2


def test_what_a_killed_run_left_goes_and_what_one_writes_does_not(
    raw: RawDirectory, twin: Path
) -> None:
    left = raw.landing / f"{twin.stem}.0123.tmp"
    left.touch()
    age(raw.landing, DAYS + 1)
    (raw.landing / f"{twin.stem}.4567.tmp").touch()
    (raw.landing / "folder").mkdir()
    sha256 = twin.name.partition(".")[0]
    assert sweep_unused(raw.landing, {sha256}, DAYS) == [left]


def test_a_folder_that_is_not_there_has_nothing_to_sweep(tmp_path: Path) -> None:
    assert sweep_unused(tmp_path / "landing", (), DAYS) == []
