"""What is said about a seed's text before anything reads its rows."""

from pathlib import Path

import pytest

from orchestration.ingestion.rule_files import (
    rule_file_lines,
    rule_file_problems,
    undecoded_rule_files,
)
from orchestration.quality_report.failures import failures_in
from orchestration.settings import REPO_ROOT

HEADER = "stage,name,status\n"


def problems(folder: Path, content: bytes) -> list[str]:
    file = folder / "seeds" / "stages.csv"
    file.parent.mkdir()
    file.write_bytes(content)
    found = list(rule_file_problems(file, ["stage", "status"]))
    # The report knows each; what it takes from a parser, its page has words for.
    assert [known for known in failures_in("\n".join(found)) if "text" in known] == []
    return found


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("demo,Demo,open\n\nlead,Lead,open", []),
        ('demo,"De""mo,\nlive",open\nlead,Lead', ["4: has 2 fields, the header 3"]),
        ("demo,Demo,open\ndemo,De,mo,open\n", ["3: has 4 fields, the header 3"]),
        (
            'demo,"Demo,open\nlead,Lead,open\n',
            ["2: the quote of field 2 is not closed"],
        ),
        (
            'demo,"De"mo,open\r\nlead,Lead,open\r\nbad\r\n',
            [
                "2: has text after the closing quote of field 2",
                "4: has 1 fields, the header 3",
            ],
        ),
    ],
)
def test_each_broken_line_is_named(
    tmp_path: Path, text: str, sentences: list[str]
) -> None:
    found = problems(tmp_path, (HEADER + text).encode())
    assert found == [f"seeds/stages.csv, line {sentence}" for sentence in sentences]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "line 1: lacks the columns stage, status"),
        (b"stage;name;status\n", "line 1: lacks the columns stage, status"),
        (b"\xef\xbb\xbfstage,name\n", "line 1: lacks the column status"),
        (b"stage,status,stage\n", "has the column stage twice"),
        (HEADER.encode() + b"demo,\xc4,open\n", "is not UTF-8"),
    ],
)
def test_a_file_that_is_broken_as_a_whole_is_named(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    (found,) = problems(tmp_path, content)
    assert found.startswith("seeds/stages.csv")
    assert sentence in found
    [known] = failures_in(found)
    assert known["kind"] != "broken_rules_line"


def test_files_that_are_not_utf_8_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "owners.csv").write_bytes("owner\nАнна\n".encode("cp1251"))
    (folder / "channels.csv").write_text("channel\nпочта\n", encoding="utf-8-sig")
    (found,) = undecoded_rule_files(folder)
    assert found == "seeds/owners.csv is not UTF-8 (byte 6); save it as UTF-8."


def test_each_row_has_the_line_on_which_it_begins(tmp_path: Path) -> None:
    file = tmp_path / "stages.csv"
    file.write_bytes(
        b'\xef\xbb\xbfstage,name\r\nlead,"Lead,\r\nnew"\r\n\r\n,\r\ndemo,Demo'
    )
    assert rule_file_lines(file) == [2, 5, 6]
    file.write_bytes(b"")
    assert rule_file_lines(file) == []


def test_the_seeds_that_are_shipped_can_be_read() -> None:
    seeds = sorted((REPO_ROOT / "seeds").glob("*.csv"))
    assert [list(rule_file_problems(seed, [])) for seed in seeds] == [[]] * len(seeds)
    assert seeds
