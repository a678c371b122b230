"""Which files are found, and the sentences where they are missing or there twice."""

import os
from pathlib import Path

import pytest

from orchestration.ingestion import raw_files
from orchestration.ingestion.landing import Form
from orchestration.ingestion.raw_files import (
    MOST_UNREAD_SHOWN,
    unread_files,
    unread_sentence,
)
from tests.unit.ingestion.conftest import RawDirectory

HEADER = "deal_id,stage,amount\n"
ROW = HEADER + "d1,open,5\n"


def test_a_missing_required_table_names_the_file_and_the_directory(
    raw: RawDirectory,
) -> None:
    sentence = raw.sentence()
    assert "deals.csv" in sentence and str(raw.path) in sentence


def test_a_missing_table_in_a_form_that_is_not_read_is_pointed_at(
    raw: RawDirectory,
) -> None:
    raw.write("deals.xlsx", b"PK")
    assert "deals.xlsx is there" in raw.sentence()


def test_an_absent_optional_table_has_all_columns_and_no_rows(
    raw: RawDirectory,
) -> None:
    landing = raw.land(is_required=False)
    assert (landing.error, landing.form) == (None, Form.ABSENT)
    assert raw.rows(is_required=False) == []


def test_a_missing_raw_directory_is_named(raw: RawDirectory) -> None:
    raw.path.rmdir()
    assert f"{raw.path} does not exist" in raw.sentence()


def test_a_raw_directory_that_is_a_file_is_named(raw: RawDirectory) -> None:
    raw.path.rmdir()
    raw.path.touch()
    assert f"{raw.path} is not a directory" in raw.sentence()


def test_two_files_of_one_table_are_both_named(raw: RawDirectory) -> None:
    raw.write("deals.csv", ROW)
    raw.write("deals.jsonl", "{}")
    sentence = raw.sentence()
    assert "deals.csv and deals.jsonl" in sentence


def test_a_file_and_a_folder_of_one_name_are_both_named(raw: RawDirectory) -> None:
    raw.write("deals.csv", ROW)
    raw.write("deals/january.csv", ROW)
    sentence = raw.sentence()
    assert "deals/ and deals.csv" in sentence


def test_a_folder_with_the_name_of_a_file_is_named(raw: RawDirectory) -> None:
    raw.write("deals.csv/part.csv", ROW)
    assert "deals.csv is a folder" in raw.sentence()


@pytest.mark.parametrize("name", ["Deals.CSV", "deals.csv"])
def test_case_of_a_file_name_does_not_matter(raw: RawDirectory, name: str) -> None:
    raw.write(name, ROW)
    assert raw.rows("deal_id, source_file") == [("d1", name)]


def test_a_folder_is_read_with_its_folders_and_the_rest_is_listed(
    raw: RawDirectory,
) -> None:
    raw.write("deals/2024/a.csv", ROW)
    raw.write("deals/b.jsonl", '{"deal_id": "d2", "stage": "won"}')
    raw.write("deals/notes.txt", "not read")
    for hidden in ["_SUCCESS", ".a.csv", "c.csv.tmp", "d.csv.part", "_old/e.csv"]:
        raw.write(f"deals/{hidden}", "broken")
    assert raw.rows("deal_id, source_file") == [
        ("d1", "deals/2024/a.csv"),
        ("d2", "deals/b.jsonl"),
    ]
    assert unread_files(["deals"], raw.path) == ["deals/notes.txt"]


def test_a_linked_folder_is_not_entered_but_listed(
    raw: RawDirectory, tmp_path: Path
) -> None:
    raw.write("deals/a.csv", ROW)
    (raw.path / "deals" / "loop").symlink_to(raw.path / "deals")
    assert unread_files(["deals"], raw.path) == ["deals/loop"]


def test_a_folder_without_files_is_a_missing_table(raw: RawDirectory) -> None:
    raw.write("deals/notes.txt", "not read")
    assert "is missing" in raw.sentence()
    assert raw.land(is_required=False).form is Form.ABSENT


@pytest.mark.parametrize(
    "name",
    ["a [1].csv", "b*.csv", "c?.csv", "it's.csv", 'say "x".csv', "продажи 😀.csv"],
)
@pytest.mark.parametrize("other", ["a 1.csv", "bb.csv", "cc.csv"])
def test_signs_in_a_file_name_are_no_patterns(
    raw: RawDirectory, name: str, other: str
) -> None:
    raw.write(f"deals/{name}", ROW)
    raw.write(f"deals/{other}", HEADER + "d2,open,6\n")
    expected = [("d1", f"deals/{name}"), ("d2", f"deals/{other}")]
    found = raw.rows("deal_id, source_file")
    assert sorted(found) == sorted(expected)


def test_signs_in_directory_names_are_no_patterns(tmp_path: Path) -> None:
    odd = RawDirectory(tmp_path / "r[a]w *?'", tmp_path / "l[a]nd *?'")
    odd.write("deals.csv", ROW)
    assert odd.rows("deal_id") == [("d1",)]


def test_a_file_name_that_is_no_text_is_an_error(raw: RawDirectory) -> None:
    (raw.path / "deals").mkdir()
    name = os.fsencode(raw.path / "deals") + b"/\xff.csv"
    Path(os.fsdecode(name)).write_text(ROW)
    assert "letters of UTF-8" in raw.sentence()


def test_a_pipe_is_not_waited_for(raw: RawDirectory) -> None:
    os.mkfifo(raw.path / "deals.csv")
    assert "deals.csv is not an ordinary file" in raw.sentence()


def test_a_link_that_leads_nowhere_is_an_error(raw: RawDirectory) -> None:
    (raw.path / "deals.csv").symlink_to(raw.path / "gone.csv")
    assert "deals.csv cannot be opened" in raw.sentence()


def test_a_file_that_may_not_be_read_is_an_error(
    raw: RawDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Root, who runs tests in containers, may read everything.
    raw.write("deals.csv", ROW)

    def refuse(path: Path, state: tuple[int, ...]) -> str:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(raw_files, "_sha256", refuse)
    sentence = raw.sentence()
    assert "deals.csv cannot be opened (permission denied)" in sentence


def test_a_landing_directory_that_cannot_be_made_is_an_error(
    raw: RawDirectory,
) -> None:
    raw.write("deals.csv", ROW)
    raw.landing.write_text("a file is in the way")
    assert str(raw.landing) in raw.sentence()


def test_files_of_no_table_are_listed_as_a_name_may_have_a_slip(
    raw: RawDirectory,
) -> None:
    raw.write("deals.csv", ROW)
    for stray in ["deal.csv", "orders.xlsx", "notes/a.csv", ".hidden.csv", "b.csv.tmp"]:
        raw.write(stray, "not read")
    assert unread_files(["deals", "orders"], raw.path) == [
        "deal.csv",
        "notes",
        "orders.xlsx",
    ]
    assert unread_files(["deals"], raw.path / "nowhere") == []


def test_many_files_of_no_table_are_counted(raw: RawDirectory) -> None:
    assert unread_sentence(["deals"], raw.path) == ""
    for number in range(MOST_UNREAD_SHOWN + 2):
        raw.write(f"stray-{number:02d}.csv", "not read")
    sentence = unread_sentence(["deals"], raw.path)
    assert "stray-09.csv, 2 more" in sentence
    assert "stray-10.csv" not in sentence
