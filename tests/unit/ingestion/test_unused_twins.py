"""Twins go when nobody needs them, and no sooner."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from orchestration.erased_ids import ErasedIds
from orchestration.ingestion.erasing import sweep_unsearched
from orchestration.ingestion.landing import LandingZone, Request
from orchestration.ingestion.twins import SPILLED
from orchestration.ingestion.unused_twins import no_sweeping, sweep_unused
from orchestration.ingestion.written_files import RECORD, note_written
from tests.unit.ingestion.conftest import COLUMNS, TABLE, RawDirectory, query

CSV = "deal_id,stage,amount\nd1,open,5\n"
DAYS = 7


def age(folder: Path, days: float) -> None:
    """As if all of it had been asked for so many days ago."""
    instant = time.time() - days * 24 * 60 * 60
    for path in [*folder.iterdir(), *folder.glob(f"{SPILLED}/*")]:
        os.utime(path, (instant, instant))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {RECORD}


@pytest.fixture
def twin(raw: RawDirectory) -> Path:
    """The twin of what a file held once."""
    raw.write("deals.csv", CSV)
    raw.land()
    [twin] = raw.landed()
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
    own = twin.name.partition(".")[0]
    other = "0123456789abcdef" * 4
    for name in (
        "deals.csv",
        "letter.tmp",
        "duckdb_temp_letter",
        "README",
        f"{twin.name[:63]}.parquet",
        f"{own}.letter.txt",
        f"{other}.letter.txt",
        twin.name.replace(own, other),
    ):
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
    before = {path: path.stat().st_ino for path in raw.landed()}
    age(raw.landing, DAYS + 1)
    raw.land()
    # Found and not made anew.
    assert {path: path.stat().st_ino for path in raw.landed()} == before
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
    spilled = raw.landing / SPILLED / "duckdb_temp_storage_DEFAULT-0.tmp"
    begun = raw.landing / f"{twin.stem}.4567.tmp"
    note_written(left, spilled.parent, begun)
    left.touch()
    spilled.parent.mkdir()
    spilled.touch()
    age(raw.landing, DAYS + 1)
    begun.touch()
    (raw.landing / "folder").mkdir()
    sha256 = twin.name.partition(".")[0]
    assert sweep_unused(raw.landing, {sha256}, DAYS) == [spilled, left]


def test_what_an_earlier_version_left_without_a_record_goes_once_it_was_read(
    raw: RawDirectory, twin: Path
) -> None:
    (raw.landing / RECORD).unlink()
    age(raw.landing, DAYS + 1)
    assert sweep_unused(raw.landing, (), DAYS) == []
    raw.land()
    age(raw.landing, DAYS + 1)
    assert sweep_unused(raw.landing, (), DAYS) == [twin]


def test_a_record_names_what_is_there(raw: RawDirectory, twin: Path) -> None:
    raw.write("deals.csv", CSV.replace("open", "lost"))
    raw.land()
    [newer] = set(raw.landed()) - {twin}
    age(raw.landing, DAYS + 1)
    newer.touch()
    assert sweep_unused(raw.landing, (), DAYS) == [twin]
    assert (raw.landing / RECORD).read_text() == f"{newer.name}\n"


def test_what_is_to_be_forgotten_goes_when_others_have_landed_their_files(
    raw: RawDirectory, twin: Path
) -> None:
    with ThreadPoolExecutor() as pool:
        with no_sweeping(raw.landing):
            swept = pool.submit(sweep_unsearched, raw.landing, ErasedIds.new())
            with pytest.raises(TimeoutError):
                swept.result(timeout=0.5)
            assert twin.exists()
        assert swept.result(timeout=60) == [twin]


def test_a_folder_that_is_not_there_has_nothing_to_sweep(tmp_path: Path) -> None:
    assert sweep_unused(tmp_path / "landing", (), DAYS) == []
    assert sweep_unsearched(tmp_path / "landing", ErasedIds.new()) == []
