"""CSV files, well-formed and not, as the rows that come out."""

import gzip
from collections.abc import Callable
from typing import Any

import pytest

from orchestration.ingestion import csv_records, text_files
from tests.unit.ingestion.conftest import RawDirectory

Rows = Callable[[str | bytes], list[tuple[Any, ...]]]

HEADER = "deal_id,stage,amount\n"
GOOD = ("d9", "open", "9", None, None)
LAST = "d9,open,9\n"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_in_the_header(deals: Rows, separator: str) -> None:
    text = (HEADER + LAST).replace(",", separator)
    assert deals(text) == [GOOD]


def test_the_separator_is_the_one_that_makes_known_columns_appear(
    deals: Rows,
) -> None:
    header = "deal_id;stage;amount;a,b,c,d,e,f\n"
    assert deals(header + "d9;open;9;x\n") == [GOOD]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("end", ["", "\n", "\n\n\n"])
def test_line_ends_of_any_system_are_read(deals: Rows, line_end: str, end: str) -> None:
    text = (HEADER + "d1,lost,1\n\n" + LAST.rstrip() + end).replace("\n", line_end)
    assert deals(text) == [("d1", "lost", "1", None, None), GOOD]


def test_mixed_line_ends_are_read(deals: Rows) -> None:
    assert len(deals(HEADER + "d1,a,1\r\nd2,b,2\nd3,c,3\rd4,d,4")) == 4


@pytest.mark.parametrize(
    "header",
    [
        "\ufeffdeal_id,stage,amount",
        ' Deal_ID ,"STAGE",amount',
        "\n\ndeal_id,stage,amount",
    ],
)
def test_header_names_are_normalised(deals: Rows, header: str) -> None:
    assert deals(f"{header}\n{LAST}") == [GOOD]


def test_a_mark_of_utf_8_before_a_quoted_header_is_no_part_of_it(deals: Rows) -> None:
    assert deals(b"\xef\xbb\xbf" + b'"deal_id","stage","amount"\nd9,open,9') == [GOOD]


def test_column_order_is_free_and_absent_columns_are_null(deals: Rows) -> None:
    assert deals("stage,deal_id\nopen,d1\n") == [("d1", "open", None, None, None)]


def test_columns_without_a_name_are_passed_by(raw: RawDirectory) -> None:
    raw.write("deals.csv", "deal_id,stage,amount,,\nd9,open,9,x,y\n")
    assert raw.rows("deal_id, amount") == [("d9", "9")]
    assert raw.land().unknown_columns == ("(unnamed column 4)", "(unnamed column 5)")


def test_the_words_of_the_world_are_read(deals: Rows) -> None:
    assert deals(HEADER + "д1,Сделка 😀,5\n")[0][:2] == ("д1", "Сделка 😀")


@pytest.mark.parametrize("length", [10_000, 3_000_000])
@pytest.mark.parametrize("template", ["{}", '"{}"', '"{},\n""x"""'])
def test_long_comments_are_read(deals: Rows, length: int, template: str) -> None:
    comment = "ж" * length
    ((_, stage, _, _, error),) = deals(HEADER + f"d1,{template.format(comment)},1\n")
    assert stage.startswith(comment) and error is None


def test_quoted_fields_may_hold_anything(deals: Rows) -> None:
    value = 'a, "b"\r\nc\n\nd\re'
    quoted = '"' + value.replace('"', '""') + '"'
    rows = deals(HEADER + f"d1,{quoted},1\n" + LAST)
    assert rows == [("d1", value, "1", None, None), GOOD]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('d1,"open,1', "the quote of field 2 is not closed"),
        ('d1,"open"x,1', "has text after the closing quote of field 2"),
        ('d1,"op"en"",1', "has text after the closing quote of field 2"),
        ("d1,open", "has 2 fields, the header 3"),
        ("d1,open,1,2", "has 4 fields, the header 3"),
        ("d1,open,1,", "has 4 fields, the header 3"),
        ("   x", "has 1 fields, the header 3"),
    ],
)
@pytest.mark.parametrize("end", ["", LAST, LAST * 3])
def test_a_bad_line_is_kept_with_its_reason_and_costs_no_other(
    deals: Rows, line: str, reason: str, end: str
) -> None:
    rows = deals(HEADER + LAST + line + "\n" + end)
    bad = (None, None, None, line, reason)
    assert rows == [GOOD, bad] + [GOOD] * end.count("\n")


def test_nul_bytes_are_rejected_and_shown(deals: Rows) -> None:
    rows = deals(HEADER + "d1,a\0b,1\n" + LAST)
    bad = (None, None, None, f"d1,a{csv_records.NUL_SIGN}b,1", "contains a NUL byte")
    assert rows == [bad, GOOD]


def test_rejected_lines_are_counted_and_numbered(raw: RawDirectory) -> None:
    raw.write("deals.csv", HEADER + LAST + 'd1,"x,1\n' + LAST)
    numbers = raw.rows("source_row_number, parse_error is not null")
    assert numbers == [(1, False), (2, True), (3, False)]
    (report,) = raw.land().files
    assert (report.rows, report.unparsed_rows) == (3, 1)


def test_a_line_too_long_to_hold_is_rejected(
    deals: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = 50_000
    monkeypatch.setattr(text_files.Lines.__init__, "__defaults__", (limit,))
    rows = deals(HEADER + f'd1,{"x" * 3 * limit}"\0,1\n' + LAST)
    assert rows[0][3] == "d1," + "x" * 9_997
    assert "longer than 50,000 characters" in rows[0][4]
    assert rows[1:] == [GOOD]


def test_an_unclosed_quote_is_not_looked_after_for_ever(
    deals: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_files.Lines.__init__, "__defaults__", (1_000,))
    rows = deals(HEADER + 'd1,"open,1\n' + LAST * 500 + 'd2,lo"st,2\n')
    assert rows[0][4] == "the quote of field 2 is not closed"
    assert rows[1:] == [GOOD] * 500 + [("d2", 'lo"st', "2", None, None)]


def test_a_header_alone_is_a_table_without_rows(deals: Rows) -> None:
    assert deals(HEADER) == []
    assert deals(HEADER.rstrip()) == []


def test_a_table_of_one_column_has_no_blank_rows(raw: RawDirectory) -> None:
    raw.write("deals.csv", 'deal_id\nd1\n\n"d2"\n')
    assert raw.rows("deal_id", required=("deal_id",)) == [("d1",), ("d2",)]


@pytest.mark.parametrize("blank", ["", "\n", " \r\n\t\n", "\ufeff"])
def test_a_blank_file_alone_is_said_to_be_empty(raw: RawDirectory, blank: str) -> None:
    raw.write("deals.csv", blank)
    for is_required in (True, False):
        sentence = raw.sentence(is_required=is_required)
        assert "deals.csv is empty" in sentence and "deal_id, stage" in sentence


@pytest.mark.parametrize("name", ["empty.csv", "empty.csv.gz", "empty.jsonl"])
def test_a_blank_file_among_others_has_no_rows(raw: RawDirectory, name: str) -> None:
    raw.write("deals/good.csv", HEADER + LAST)
    raw.write(f"deals/{name}", gzip.compress(b"") if name.endswith("gz") else "")
    assert raw.rows("deal_id") == [("d9",)]
    reports = {file.path: file.rows for file in raw.land().files}
    assert reports == {"deals/good.csv": 1, f"deals/{name}": 0}


def test_missing_columns_are_named_with_the_file(raw: RawDirectory) -> None:
    raw.write("deals/a.csv", HEADER)
    raw.write("deals/b.csv", "deal_id\nd1\n")
    sentence = raw.sentence()
    assert sentence.startswith("deals/b.csv lacks the required column stage;")


def test_a_column_there_twice_is_named(raw: RawDirectory) -> None:
    raw.write("deals.csv", "deal_id,stage,Stage \nd1,a,b\n")
    assert "deals.csv has the column stage twice" in raw.sentence()


def test_a_header_with_an_open_quote_is_an_error(raw: RawDirectory) -> None:
    raw.write("deals.csv", '"deal_id,stage\nd1,a\n')
    assert "deals.csv has a header that cannot be read" in raw.sentence()


@pytest.mark.parametrize(
    ("content", "encoding", "offset"),
    [
        ((HEADER + "d1,сделка,1").encode("cp1251"), "is not UTF-8", 24),
        ((HEADER + LAST * 9_000).encode() + b"\xff", "is not UTF-8", 90_021),
        ((HEADER + "d1,ж").encode()[:-1], "is not UTF-8", 24),
        (HEADER.encode("utf-16"), "is UTF-16, not UTF-8", 0),
        (
            HEADER.encode("utf-16-be").join([b"\xfe\xff", b""]),
            "is UTF-16, not UTF-8",
            0,
        ),
        ((HEADER + "d1,").encode() + b"\xed\xa0\x80,1\n", "is not UTF-8", 24),
        ((HEADER + "d1,").encode() + b"\xc0\xaf,1\n", "is not UTF-8", 24),
    ],
)
def test_another_encoding_is_named_with_its_first_byte(
    raw: RawDirectory, content: bytes, encoding: str, offset: int
) -> None:
    raw.write("deals.csv", content)
    assert f"deals.csv {encoding} (byte {offset});" in raw.sentence()


def test_a_bad_byte_across_two_reads_is_found(raw: RawDirectory) -> None:
    padding = HEADER + "d1," + "x" * (1024 * 1024 - len(HEADER) - 4)
    raw.write("deals.csv", padding.encode() + "ж".encode()[:1] + b"!,1\n")
    assert f"(byte {1024 * 1024 - 1})" in raw.sentence()


def test_utf_16_without_a_mark_is_recognised(raw: RawDirectory) -> None:
    raw.write("deals.csv", HEADER.encode("utf-16-le"))
    assert "NUL bytes in its header" in raw.sentence()


def test_gzip_is_read_with_all_its_parts(raw: RawDirectory) -> None:
    parts = [gzip.compress(part.encode()) for part in (HEADER, "d1,a,1\n", LAST)]
    raw.write("deals.csv.gz", b"".join(parts))
    assert raw.rows("deal_id") == [("d1",), ("d9",)]


@pytest.mark.parametrize(
    "damage",
    [
        lambda packed: packed[:-12],
        lambda packed: packed[:60] + b"\0\0\0\0" + packed[64:],
        lambda packed: b"no gzip at all",
        lambda packed: packed + b"rubbish",
    ],
)
def test_a_damaged_gzip_file_is_named(
    raw: RawDirectory, damage: Callable[[bytes], bytes]
) -> None:
    text = HEADER + "".join(f"d{n},{n * n},{n}\n" for n in range(2_000))
    raw.write("deals.csv.gz", damage(gzip.compress(text.encode())))
    assert "deals.csv.gz is not a whole gzip file" in raw.sentence()
    assert raw.landed() == []


def test_the_offset_in_a_gzip_file_is_that_in_its_text(raw: RawDirectory) -> None:
    raw.write("deals.csv.gz", gzip.compress(HEADER.encode() + b"d1,\xff,1\n"))
    assert "is not UTF-8 (byte 24 of the unpacked text)" in raw.sentence()
