"""The select over files of several forms: types, provenance, what passes through."""

import json
from datetime import date
from typing import Any

import pytest

from tests.unit.ingestion.conftest import COLUMNS, RawDirectory, query

CSV = "deal_id,stage,amount\nd1,open,5\n"
PROVENANCE = [
    ("custom_attributes", "VARCHAR"),
    ("source_file", "VARCHAR"),
    ("source_row_number", "BIGINT"),
    ("unparsed_line", "VARCHAR"),
    ("parse_error", "VARCHAR"),
]


def write_parquet(raw: RawDirectory, name: str, select: str) -> None:
    path = raw.write(name, b"")
    query(f"copy ({select}) to '{path}' (format parquet)")


def types(raw: RawDirectory, **request: Any) -> dict[str, str]:
    scan = raw.land(**request).scan
    described = query(f"describe {scan}")
    assert [row[:2] for row in described[-5:]] == PROVENANCE
    assert tuple(row[0] for row in described[:-5]) == COLUMNS
    return {name: data_type for name, data_type, *_ in described}


def test_an_absent_table_has_the_columns_of_a_present_one(raw: RawDirectory) -> None:
    assert types(raw, is_required=False)["amount"] == "VARCHAR"


def test_a_parquet_file_keeps_its_types(raw: RawDirectory) -> None:
    write_parquet(
        raw, "deals.parquet", "select 1 as Deal_ID, date '2024-01-02' stage, 2.5 amount"
    )
    assert raw.rows("deal_id, stage, source_row_number") == [(1, date(2024, 1, 2), 1)]
    assert types(raw)["amount"] == "DECIMAL(2,1)"


def test_a_type_on_which_files_differ_becomes_text(raw: RawDirectory) -> None:
    write_parquet(raw, "deals/a.parquet", "select 'a' deal_id, 'x' stage, 1 amount")
    write_parquet(
        raw, "deals/b.parquet", "select 'b' deal_id, 'x' stage, 1.5::double amount"
    )
    raw.write("deals/c.csv", CSV)
    assert raw.rows("amount") == [("1",), ("1.5",), ("5",)]


def test_a_column_that_only_some_files_have_keeps_its_type(raw: RawDirectory) -> None:
    write_parquet(raw, "deals/a.parquet", "select 'a' deal_id, 'x' stage, 1 amount")
    write_parquet(raw, "deals/b.parquet", "select 'b' deal_id, 'x' stage")
    assert types(raw)["amount"] == "INTEGER"
    assert raw.rows("amount") == [(1,), (None,)]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("{'a': 1}", '{"a":1}'),
        ("[1, 2]", "[1,2]"),
        ("map {'k': 'v'}", '{"k":"v"}'),
        ("[{'a': null}]", '[{"a":null}]'),
        ("encode('сделка')", "сделка"),
        ("'\\xFFa'::blob", "\\xFFa"),
    ],
)
def test_nested_values_and_bytes_become_text(
    raw: RawDirectory, value: str, text: str
) -> None:
    write_parquet(raw, "deals.parquet", f"select 'd1' deal_id, {value} stage")
    assert raw.rows("stage") == [(text,)]


def test_named_columns_pass_through_as_json_and_others_are_listed(
    raw: RawDirectory,
) -> None:
    raw.write(
        "deals.csv",
        'deal_id,stage,Region,team,other\nd1,a,"Ю ""x""",t,1\nd2,a, ,,2\nd3,a,,t,3\n',
    )
    passthrough = ("team", "region", "absent")
    found = [row[0] for row in raw.rows("custom_attributes", passthrough=passthrough)]
    assert [json.loads(text) if text else None for text in found] == [
        {"region": 'Ю "x"', "team": "t"},
        None,
        {"team": "t"},
    ]
    assert list(json.loads(found[0])) == ["region", "team"]
    assert raw.land(passthrough=passthrough).unknown_columns == ("other",)


def test_files_of_the_same_bytes_are_both_read(raw: RawDirectory) -> None:
    for name in ["a", "b", "c"]:
        raw.write(f"deals/{name}.csv", CSV)
    assert [row[0] for row in raw.rows("source_file")] == [
        "deals/a.csv",
        "deals/b.csv",
        "deals/c.csv",
    ]


def test_rejected_lines_of_one_file_stand_beside_rows_of_others(
    raw: RawDirectory,
) -> None:
    raw.write("deals/a.csv", CSV)
    raw.write("deals/b.csv", CSV + "too,few\n")
    assert raw.rows("source_file, source_row_number, unparsed_line") == [
        ("deals/a.csv", 1, None),
        ("deals/b.csv", 1, None),
        ("deals/b.csv", 2, "too,few"),
    ]


def test_folders_that_look_like_partitions_add_no_columns(raw: RawDirectory) -> None:
    write_parquet(raw, "deals/amount=7/a.parquet", "select 'd1' deal_id, 'x' stage")
    assert raw.rows("deal_id, amount") == [("d1", None)]


def test_columns_called_like_duckdbs_own_are_no_trouble(raw: RawDirectory) -> None:
    raw.write(
        "deals.csv", "deal_id,stage,filename,parse_error,unparsed_line\nd,s,f,p,u\n"
    )
    assert raw.rows("deal_id, source_file, parse_error, unparsed_line") == [
        ("d", "deals.csv", None, None)
    ]


def test_the_one_reserved_name_is_said(raw: RawDirectory) -> None:
    raw.write("deals.csv", "deal_id,stage,file_row_number\nd,s,1\n")
    assert "deals.csv has a column file_row_number, a reserved name" in raw.sentence()


def test_a_parquet_column_there_twice_is_named(raw: RawDirectory) -> None:
    path = raw.write("deals.parquet", b"")
    columns = "'d' deal_id, 's' stage, 1 as \" stage\""
    query(f"copy (select {columns}) to '{path}' (format parquet)")
    assert "deals.parquet has the column stage twice" in raw.sentence()


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1 no parquet PAR1"])
def test_a_file_that_is_no_parquet_is_named(raw: RawDirectory, content: bytes) -> None:
    raw.write("deals.parquet", content)
    assert "deals.parquet cannot be read as Parquet" in raw.sentence()


def test_a_parquet_file_damaged_inside_is_found_before_any_scan(
    raw: RawDirectory,
) -> None:
    write_parquet(
        raw,
        "deals.parquet",
        "select md5(i::varchar) deal_id, md5(i::varchar) stage from range(5000) t(i)",
    )
    path = raw.path / "deals.parquet"
    content = bytearray(path.read_bytes())
    content[2_000:2_400] = b"\xff" * 400
    path.write_bytes(content)
    assert "deals.parquet cannot be read as Parquet" in raw.sentence()
