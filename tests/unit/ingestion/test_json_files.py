"""JSON files as the rows that come out."""

import gzip
import json
from typing import Any

import pytest

from orchestration.ingestion import json_records, landed_files
from tests.unit.ingestion.conftest import RawDirectory

OBJECT = '{"deal_id": "d9", "stage": "open", "amount": 9}'
GOOD = ("d9", "open", "9", None, None)


def rows(raw: RawDirectory, content: str, name: str = "deals.jsonl") -> list[Any]:
    raw.write(name, content)
    return raw.rows("deal_id, stage, amount, unparsed_line, parse_error")


@pytest.mark.parametrize("name", ["deals.json", "deals.jsonl"])
@pytest.mark.parametrize(
    "content",
    [
        f"{OBJECT}\n\n{OBJECT}",
        f"\ufeff{OBJECT}\r\n{OBJECT}\r\n",
        f"[{OBJECT}, {OBJECT}]",
        f" \n[\n{OBJECT}\n,{OBJECT}\n]\n\n",
    ],
)
def test_lines_and_arrays_are_told_by_their_content(
    raw: RawDirectory, name: str, content: str
) -> None:
    assert rows(raw, content, name) == [GOOD, GOOD]


@pytest.mark.parametrize("name", ["deals.json.gz", "deals.jsonl.gz"])
def test_packed_json_is_read(raw: RawDirectory, name: str) -> None:
    raw.write(name, gzip.compress(OBJECT.encode()))
    assert raw.rows("deal_id") == [("d9",)]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("null", None),
        ("true", "true"),
        ("1.10", "1.10"),
        ("12345678901234567890.123456789", "12345678901234567890.123456789"),
        ("1e400", "1e400"),
        ('"Сделка \\ud83d\\ude00"', "Сделка 😀"),
        ('{"b": [1.10, null, "\\"ж\\""]}', '{"b":[1.10,null,"\\"ж\\""]}'),
        ("[]", "[]"),
    ],
)
def test_values_become_text_as_they_were_written(
    raw: RawDirectory, value: str, text: str | None
) -> None:
    line = f'{{"deal_id": "d1", "stage": {value}}}'
    assert rows(raw, line)[0][1] == text


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"deal_id": "d1"', "is not JSON (character 17)"),
        ("[1]", "is JSON, but not an object"),
        ("7", "is JSON, but not an object"),
        ('{"amount": NaN}', "NaN is not JSON"),
        ('{"amount": "\0"}', "is not JSON (character 13)"),
        ('{"stage": "\\u0000"}', "contains a NUL or half of a character (\\u escape)"),
        ('{"stage": "\\ud83d"}', "contains a NUL or half of a character (\\u escape)"),
        ('{"deal_id": "d1", "stage": "a", "stage": "b"}', "gives one column twice"),
        ('{"deal_id": "d1", "stage": "a", " STAGE ": "b"}', "gives one column twice"),
        ('{"a": ' + "[" * 100_000 + "]" * 100_000 + "}", "is nested too deeply"),
    ],
)
def test_a_bad_line_is_kept_with_its_reason_and_costs_no_other(
    raw: RawDirectory, line: str, reason: str
) -> None:
    bad = (None, None, None, line.replace("\0", "\u2400"), reason)
    assert rows(raw, f"{OBJECT}\n{line}\n{OBJECT}") == [GOOD, bad, GOOD]


def test_elements_that_are_no_objects_are_rejected_one_by_one(
    raw: RawDirectory,
) -> None:
    found = rows(raw, f"[{OBJECT}, 7, {OBJECT}]")
    bad = (None, None, None, "7", "is JSON, but not an object")
    assert found == [GOOD, bad, GOOD]


@pytest.mark.parametrize(
    "content",
    [f"[{OBJECT}", f"[{OBJECT},]", f"[{OBJECT} {OBJECT}]", "[", f"[{OBJECT}] x", "[}"],
)
def test_an_array_that_is_not_whole_is_an_error(
    raw: RawDirectory, content: str
) -> None:
    raw.write("deals.json", content)
    assert "deals.json is not a whole JSON array (character" in raw.sentence()
    assert list(raw.landing.glob("*.tmp")) == []


def test_an_array_is_read_in_pieces(
    raw: RawDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_records, "_CHUNK_CHARACTERS", 7)
    records = [
        {"deal_id": f"d{n}", "stage": "x" * n, "amount": n * 1000} for n in range(50)
    ]
    found = rows(raw, json.dumps([*records, 12345], indent=1))
    expected = [(r["deal_id"], r["stage"], str(r["amount"])) for r in records]
    assert [row[:3] for row in found[:-1]] == expected
    assert found[-1][3] == "12345"


def test_an_empty_array_is_a_table_without_rows(raw: RawDirectory) -> None:
    assert rows(raw, "[]", "deals.json") == []


def test_an_element_of_an_array_may_not_give_a_column_twice(raw: RawDirectory) -> None:
    doubled = '{"deal_id": "d1", "deal_id": "d2"}'
    bad = (None, None, None, doubled, "gives one column twice")
    assert rows(raw, f"[{OBJECT}, {doubled}]") == [GOOD, bad]


def test_the_last_of_several_keys_inside_a_value_counts(raw: RawDirectory) -> None:
    line = '{"deal_id": "d1", "stage": {"a": 1, "a": 2}}'
    assert rows(raw, line)[0][1] == '{"a":2}'


def test_objects_may_have_different_keys(raw: RawDirectory) -> None:
    found = rows(raw, '{"deal_id": "d1", "stage": "a"}\n' + OBJECT)
    assert found == [("d1", "a", None, None, None), GOOD]


def test_a_file_without_an_object_lacks_the_columns(raw: RawDirectory) -> None:
    raw.write("deals.jsonl", "not json\n")
    assert "lacks the required columns deal_id, stage" in raw.sentence()


def test_ids_as_keys_are_refused(
    raw: RawDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(landed_files, "_MAX_JSON_COLUMNS", 10)
    raw.write("deals.jsonl", json.dumps({f"id{n}": 1 for n in range(11)}))
    assert "more than 10 different keys" in raw.sentence()


def test_another_encoding_is_named(raw: RawDirectory) -> None:
    raw.write("deals.jsonl", OBJECT.replace("open", "сделка").encode("cp1251"))
    assert "deals.jsonl is not UTF-8 (byte 28)" in raw.sentence()
