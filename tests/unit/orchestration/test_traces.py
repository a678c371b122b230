"""Files that name a person are told from those that only look so."""

from pathlib import Path

import duckdb
import pytest

from orchestration.forgetting import traces
from orchestration.forgetting.foreign_files import foreign_files_with
from orchestration.forgetting.person import Person
from orchestration.forgetting.raw_ids import CUSTOMERS
from orchestration.forgetting.traces import names, remove_traces
from orchestration.forgetting.warehouse import forget_examples, raw_files_with_mentions
from orchestration.ingestion.written_files import note_written
from orchestration.settings import Settings

ANN = "ann-7f3a"


def person(*ids: str) -> Person:
    return Person({CUSTOMERS: list(ids)})


@pytest.mark.parametrize(
    ("id_", "text", "is_named"),
    [
        (ANN, "customer ann-7f3a was", True),
        (ANN, "customer ann-7f3ab was", False),
        ("o'hara-77", "where customer_id = 'o''hara-77'", True),
        ('x"y-77', r'{"customer_id": "x\"y-77"}', True),
        # Of any file: only a value is taken for an id.
        ("42", "select 42 from x limit 42", False),
        ("42", "where customer_id in ('42')", True),
        ("email", "the email of", False),
        ("%", "{% if x %} 100 % like '%'", False),
        ("_", "a _ b", False),
    ],
)
def test_a_file_names_somebody_by_a_word_or_by_a_value(
    tmp_path: Path, id_: str, text: str, is_named: bool
) -> None:
    file = tmp_path / "dbt.log"
    file.write_text(text)
    assert names(file, [id_]) is is_named


def test_an_id_across_two_parts_of_a_file_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "dbt.log"
    file.write_text("x" * 12 + " ann-7f3a " + "x" * 12)
    for size in range(1, 30):
        monkeypatch.setattr(traces, "CHUNK", size)
        assert names(file, [ANN])


def test_only_what_names_the_person_is_deleted(settings: Settings) -> None:
    settings.target_dir.mkdir(parents=True)
    hers, other = (settings.target_dir / name for name in ("a.sql", "b.sql"))
    hers.write_text(f"where customer_id = '{ANN}'")
    other.write_text("{% if x %} where y like '%' {% endif %}")
    assert remove_traces(settings, person(ANN, "%")) == [hers]
    assert other.exists()


def test_files_of_others_are_told_and_stay(tmp_path: Path) -> None:
    own, letter = tmp_path / f"{'a1' * 32}.checked", tmp_path / "letter.txt"
    packed, others = tmp_path / "packed.parquet", tmp_path / "others.parquet"
    note_written(own)
    for file in (own, letter):
        file.write_text(f"Dear {ANN}")
    for file, name in ((packed, ANN), (others, f"{ANN}b")):
        text = f"repeat('x ', 99) || '{name}' as text"
        duckdb.execute(f"copy (select {text}) to '{file}' (format parquet)")
    broken = tmp_path / "broken.parquet"
    broken.write_text("none")
    found = foreign_files_with(tmp_path, person(ANN))
    assert found == [letter, packed]
    assert broken.exists() and letter.exists()


def test_examples_of_others_stay(tmp_path: Path) -> None:
    database = tmp_path / "w.duckdb"
    rows = [f'["customer_id={id_}"]' for id_ in (ANN, f"{ANN}b", "100%")]
    with duckdb.connect(database) as connection:
        connection.execute("create schema quality")
        connection.execute(
            "create table quality.results as select unnest(?) as example_keys", [rows]
        )
    forget_examples(database, person(ANN, "%"))
    with duckdb.connect(database) as connection:
        kept = connection.execute("from quality.results").fetchall()
    assert kept == [(None,), (rows[1],), (rows[2],)]


def test_texts_of_others_that_name_the_person_are_told(tmp_path: Path) -> None:
    database = tmp_path / "w.duckdb"
    with duckdb.connect(database) as connection:
        connection.execute("create schema staging")
        connection.execute(
            """
            create table staging.base_touchpoints as from (values
                ('a.csv', null, 'ben', '/friends/ann-7f3a', 1),
                ('a.csv', null, 'ben', '/friends/ann-7f3ab', 1),
                ('a.csv', null, 'ben', '/page/42', 1),
                ('b.csv', 'hash', null, null, 1),
                ('c.csv', null, null, 'ann-7f3a', 1),
                ('c.csv', null, 'ann-7f3a said', null, 1)
            ) as r(source_file, erased_by, campaign, page, cost)
            """
        )
        connection.execute(
            "create table staging.base_orders as "
            "select null::varchar as source_file, null::varchar as erased_by limit 0"
        )
    tables = ["orders", "touchpoints"]
    found = raw_files_with_mentions(database, tables, person(ANN, "42"))
    assert found == [("a.csv", 1), ("c.csv", 2)]
    assert raw_files_with_mentions(database, tables, person("42")) == []
