"""The SQL function that dbt calls, on real connections."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import duckdb

from orchestration.ingestion.dbt_plugin import Plugin, register
from tests.unit.ingestion.conftest import COLUMNS, TABLE, RawDirectory


def ask(connection: duckdb.DuckDBPyConnection, **changes: Any) -> dict[str, Any]:
    request = {
        "table": TABLE,
        "columns": COLUMNS,
        "required": ["deal_id"],
        "is_required": True,
        "passthrough": [],
        **changes,
    }
    ((answer,),) = connection.execute(
        "select land_raw_table(?)", [json.dumps(request)]
    ).fetchall()
    parsed: dict[str, Any] = json.loads(answer)
    return parsed


def test_two_cursors_in_two_threads_get_the_same_answer(raw: RawDirectory) -> None:
    lines = "".join(f"d{n},open,{n}\n" for n in range(20_000))
    raw.write("deals.csv", "deal_id,stage,amount\n" + lines + "bad\n")
    connection = duckdb.connect()
    register(connection, raw.path, raw.landing)

    def count(_: int) -> tuple[int, int]:
        cursor = connection.cursor()
        scan = ask(cursor)["scan"]
        query = f"select count(*), count(parse_error) from ({scan})"
        ((rows, unparsed),) = cursor.execute(query).fetchall()
        return rows, unparsed

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(count, range(4))) == [(20_001, 1)] * 4


def test_the_answer_has_what_the_macro_reads(raw: RawDirectory) -> None:
    raw.write("deals.csv", "deal_id,сверх\nd1,x\n")
    connection = duckdb.connect()
    register(connection, raw.path, raw.landing)
    answer = ask(connection)
    (file,) = answer["files"]
    assert (answer["error"], answer["form"]) == (None, "files")
    assert answer["unknown_columns"] == ["сверх"]
    assert len(file.pop("sha256")) == len(file.pop("content")) == 64
    assert file == {
        "path": "deals.csv",
        "format": "csv",
        "columns": ["deal_id", "сверх"],
        "rows": 1,
        "unparsed_rows": 0,
    }


def test_trouble_is_an_answer_and_not_an_exception(raw: RawDirectory) -> None:
    connection = duckdb.connect()
    register(connection, raw.path, raw.landing)
    answer = ask(connection)
    assert "deals is missing" in answer["error"]
    assert connection.execute(answer["scan"]).fetchall() == []


def test_each_call_sees_the_files_as_they_are(raw: RawDirectory) -> None:
    connection = duckdb.connect()
    register(connection, raw.path, raw.landing)
    assert ask(connection, is_required=False)["form"] == "absent"
    raw.write("deals.csv", "deal_id\nd1\n")
    assert ask(connection, is_required=False)["form"] == "files"


def test_what_is_not_read_is_a_sentence(raw: RawDirectory) -> None:
    raw.write("deal.csv", "deal_id\nd1\n")
    connection = duckdb.connect()
    register(connection, raw.path, raw.landing)
    ask_unread = "select unread_raw_files('[\"deals\"]')"
    ((sentence,),) = connection.execute(ask_unread).fetchall()
    assert sentence.endswith(": deal.csv")


def test_registering_twice_does_no_harm(raw: RawDirectory) -> None:
    connection = duckdb.connect()
    settings = {
        "raw_dir": str(raw.path),
        "landing_dir": str(raw.landing),
        "erased_ids": str(raw.path / "nobody.json"),
    }
    for name in ("one", "two"):
        Plugin(name, settings).configure_connection(connection.cursor())
    assert ask(connection.cursor(), is_required=False)["form"] == "absent"
