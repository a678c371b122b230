"""Twins: made once, whole or not at all, and deleted when nobody needs them."""

from pathlib import Path

import pytest

from orchestration.ingestion import landed_files, twins
from orchestration.ingestion.twins import sweep, unfinished
from orchestration.ingestion.written_files import RECORD, note_written
from tests.unit.ingestion.conftest import RawDirectory, query

CSV = "deal_id,stage,amount\nd1,open,5\n"


def test_a_file_is_converted_once(
    raw: RawDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw.write("deals.csv", CSV + "too,few\n")
    first = raw.rows()
    for step in ("_copy_whole_lines", "_copy_recovered"):
        monkeypatch.delattr(landed_files, step)
    assert raw.rows() == first


def test_a_changed_file_is_converted_anew(raw: RawDirectory) -> None:
    raw.write("deals.csv", CSV)
    assert raw.rows("stage") == [("open",)]
    raw.write("deals.csv", CSV.replace("open", "lost"))
    assert raw.rows("stage") == [("lost",)]


def test_one_content_read_in_two_ways_has_two_twins(raw: RawDirectory) -> None:
    raw.write("deals/a.csv", '{"deal_id":1}\n')
    raw.write("deals/b.jsonl", '{"deal_id":1}\n')
    raw.land(required=())
    assert len(raw.landed()) == 2


def test_a_run_that_is_killed_leaves_no_twin(tmp_path: Path) -> None:
    twin = tmp_path / "landing" / "x.parquet"
    with pytest.raises(KeyboardInterrupt), unfinished(twin) as target:
        target.write_text("half")
        raise KeyboardInterrupt
    assert [path.name for path in twin.parent.iterdir()] == [RECORD]


def test_a_file_that_changes_while_it_is_read_is_an_error(
    raw: RawDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw.write("deals.csv", CSV + "too,few\n")

    def write_and_change(*arguments: object) -> None:
        twins.write_rows(*arguments)  # type: ignore[arg-type]
        raw.write("deals.csv", CSV + "grown,by,1\n")

    monkeypatch.setattr(landed_files, "write_rows", write_and_change)
    assert "deals.csv changed while it was read" in raw.sentence()
    assert raw.landed() == []


def test_rows_are_the_same_however_they_fall_into_batches(
    raw: RawDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(twins, "_BATCH_ROWS", 7)
    lines = [f"d{n},open,{n}" if n % 5 else f"d{n},bad" for n in range(100)]
    raw.write("deals.csv", "deal_id,stage,amount\n" + "\n".join(lines))
    found = raw.rows(
        "coalesce(deal_id || ',' || stage || ',' || amount, unparsed_line)"
    )
    assert [row[0] for row in found] == lines


def test_big_values_make_small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(twins, "_BATCH_CHARACTERS", 100)
    rows = [["x" * 60]] * 4
    assert [len(batch) for batch in twins._batches(rows, 1)] == [2, 2]


def test_sweeping_keeps_what_is_named(raw: RawDirectory) -> None:
    raw.write("deals.csv", CSV)
    raw.land()
    (twin,) = raw.landed()
    leftover = twin.with_suffix(".tmp")
    note_written(leftover)
    leftover.touch()
    (raw.landing / "letter.tmp").write_text("of somebody else")
    assert sweep(raw.landing, {twin}) == [leftover]
    assert query(f"select count(*) from '{twin}'") == [(1,)]
