"""Personal data leaves the warehouse as somebody decided, in every file of a build."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.progress import Progress
from orchestration.publishing.personal_data import Disguise, PersonalData
from orchestration.publishing.publish import publish
from orchestration.settings import Settings, SettingsError

SALT = "a secret of some length"
ANN, BEN = "ann@example.com", "ben@example.com"


@pytest.fixture
def marts(warehouse: Path) -> list[dict[str, Any]]:
    """Two marts that name the same persons, one with what they wrote."""
    with duckdb.connect(warehouse) as connection:
        connection.execute(
            f"""
            create or replace table marts.fct_orders as from (values
                ('o1', '{ANN}'), ('o2', '{BEN}'), ('o3', null)
            ) as r(order_id, customer_id);
            create table marts.fct_answers as from (values
                ('{ANN}', 'I am Ann', 9)
            ) as r(customer_id, comment, score);
            """
        )
    return [
        mart("fct_orders", order_id=None, customer_id="id"),
        mart("fct_answers", customer_id="id", comment="text", score=None),
    ]


def mart(name: str, **kinds: str | None) -> dict[str, Any]:
    columns = {
        column: {"description": "", "config": {"meta": {"pii": kind} if kind else {}}}
        for column, kind in kinds.items()
    }
    where = {"alias": name, "schema": "marts", "description": "One row per row."}
    return {"name": name, "columns": columns, **where}


def published(
    marts: list[dict[str, Any]], root: Path, **environment: str
) -> tuple[Path, list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """The build's folder, and what its two marts hold."""
    names = {f"JOURNEY_{name}": value for name, value in environment.items()}
    settings = Settings.from_environment(names, root=root)
    build = publish(marts, settings, Progress(), None)
    folder = settings.publish_dir / "builds" / build.build_id
    with duckdb.connect(folder / "journey.duckdb", read_only=True) as opened:
        orders = opened.execute("from fct_orders order by order_id").fetchall()
        answers = opened.execute("from fct_answers").fetchall()
    parquet = duckdb.read_parquet(str(folder / "marts" / "fct_orders.parquet"))
    assert parquet.order("order_id").fetchall() == orders
    return folder, orders, answers


def holds(folder: Path, text: str) -> list[str]:
    """The files below a folder in which a text stands."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [file.name for file in files if text.encode() in file.read_bytes()]


def test_plain_is_as_it_is(marts: list[dict[str, Any]], settings: Settings) -> None:
    folder, orders, answers = published(marts, settings.root)
    assert orders == [("o1", ANN), ("o2", BEN), ("o3", None)]
    assert answers == [(ANN, "I am Ann", 9)]
    # The search finds what is there to be found.
    assert "journey.duckdb" in holds(folder, ANN)


def test_hashed_ids_still_join_and_texts_are_gone(
    marts: list[dict[str, Any]], settings: Settings
) -> None:
    hashed = {"PERSONAL_DATA": "hashed", "SALT": SALT}
    folder, orders, answers = published(marts, settings.root, **hashed)
    (_, ann), (_, ben), (_, nobody) = orders
    assert len({ann, ben, None}) == 3
    assert nobody is None
    assert answers == [(ann, None, 9)]
    for secret in (ANN, BEN, "I am Ann", SALT):
        assert holds(folder, secret) == []
    hashed["SALT"] = "another secret of some length"
    _, others, _ = published(marts, settings.root, **hashed)
    assert others[0][1] != ann


def test_omitted_persons_leave_empty_columns(
    marts: list[dict[str, Any]], settings: Settings
) -> None:
    omitted = {"PERSONAL_DATA": "omitted"}
    folder, orders, answers = published(marts, settings.root, **omitted)
    assert orders == [("o1", None), ("o2", None), ("o3", None)]
    assert answers == [(None, None, 9)]
    for secret in (ANN, BEN, "I am Ann"):
        assert holds(folder, secret) == []


@pytest.mark.parametrize(
    "environment",
    [
        {"JOURNEY_PERSONAL_DATA": "secret"},
        {"JOURNEY_PERSONAL_DATA": "hashed"},
        {"JOURNEY_PERSONAL_DATA": "hashed", "JOURNEY_SALT": "short"},
    ],
)
def test_hashes_without_a_secret_are_refused(environment: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="JOURNEY_PERSONAL_DATA"):
        Settings.from_environment(environment)


@pytest.mark.parametrize("treatment", ["hashed", "omitted"])
def test_a_column_that_names_persons_in_some_rows_is_hidden_there_alone(
    treatment: str,
) -> None:
    condition = {"pii": "id", "pii_if": "subject = 'customer'"}
    attempts = mart("attempts", subject=None)
    attempts["columns"]["subject_id"] = {"config": {"meta": condition}}
    disguise = Disguise(PersonalData(treatment), SALT)
    shown = disguise.replacements(attempts, {"subject_id": "upper(subject_id)"})
    rows = [("customer", ANN), ("deal", "d-1")]
    with duckdb.connect() as connection:
        connection.execute("create table attempts (subject text, subject_id text)")
        connection.executemany("insert into attempts values (?, ?)", rows)
        found = connection.execute(
            f"select subject, {shown['subject_id']} from attempts"
        ).fetchall()
    hidden = disguise.hash_of(ANN) if treatment == "hashed" else None
    assert found == [("customer", hidden), ("deal", "D-1")]
