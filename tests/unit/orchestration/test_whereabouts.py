"""What stopped a run is told with its file, and with who has to act."""

import duckdb
import pytest

from orchestration.quality_report.failed_checks import with_checks
from orchestration.quality_report.failures import failures_in
from orchestration.quality_report.whereabouts import (
    Owners,
    failures_of,
    whose_lines,
    with_owners,
    with_whereabouts,
)
from orchestration.settings import Settings

OWNERS = """\
table_name,rule,owner,name_en,name_ru
,,data@example.com,Data stewards,Хранители данных
deals,,sales@example.com,Sales operations,Отдел продаж
deals,unique,keys@example.com,Keys,Ключи
fct_deals,,sales@example.com,Sales operations,Отдел продаж
touchpoints,,growth@example.com,Marketing,Маркетинг
channels,,growth@example.com,Marketing,Маркетинг
"""
STEWARDS, SALES, MARKETING = (
    ["data@example.com"],
    ["sales@example.com"],
    ["growth@example.com"],
)


@pytest.fixture(autouse=True)
def owners_seed(settings: Settings) -> None:
    (settings.root / "seeds").mkdir()
    seed = settings.root / "seeds" / "quality_owners.csv"
    seed.write_text(OWNERS, encoding="utf-8")


def test_a_run_without_owners_is_told_all_the_same(settings: Settings) -> None:
    seed = settings.root / "seeds" / "quality_owners.csv"
    for broken in (b"\xff", b"", b"table_name\ndeals\n"):
        seed.write_bytes(broken)
        [failure] = failures_of("deals.csv has NUL", settings)
        assert failure["owners"] == []
    seed.unlink()
    [failure] = failures_of("The required raw table raw.deals is missing.", settings)
    assert failure["owners"] == []
    assert whose_lines([failure]) == []


@pytest.mark.parametrize(
    ("reason", "file", "owners"),
    [
        (
            "deals.csv.gz lacks the required column stage; add or rename it in the "
            "file.",
            "sample/raw/deals.csv.gz",
            SALES,
        ),
        (
            "touchpoints/2026.csv changed while it was read; run again.",
            "sample/raw/touchpoints/2026.csv",
            MARKETING,
        ),
        (
            "/mnt/raw/x.csv changed while it was read; run again.",
            "/mnt/raw/x.csv",
            STEWARDS,
        ),
        ("The required raw table raw.deals is missing.", None, SALES),
        (
            "The table deals is there twice in raw: a.csv and b.csv; keep one of them.",
            None,
            SALES,
        ),
        (
            "seeds/channels.csv, row email: channel is empty",
            "seeds/channels.csv",
            MARKETING,
        ),
        (
            "seeds/channels.csv, line 1: lacks the column channel",
            "seeds/channels.csv",
            MARKETING,
        ),
        (
            "seeds/channels.csv is not UTF-8 (byte 3); save it as UTF-8.",
            "seeds/channels.csv",
            MARKETING,
        ),
        ("funnels, row a: the funnel has no name", "seeds/funnels.csv", STEWARDS),
        (
            "The var x is unknown; the closest is y.",
            "dbt_project.yml",
            STEWARDS,
        ),
        (
            "Runtime Error in model fct_deals (models/fct_deals.sql)",
            "models/fct_deals.sql",
            SALES,
        ),
        (
            "models/fct_deals.sql cannot be compiled: it names 'b', which is no model, "
            "seed or source; correct the name there.",
            "models/fct_deals.sql",
            SALES,
        ),
        (
            "The disk of /data/x is full; make room, then run again.",
            None,
            STEWARDS,
        ),
        ("Out of memory", None, STEWARDS),
        # Of a test that nobody knows, nobody knows the table either.
        ("Runtime Error in test a (tests/a.sql)", "tests/a.sql", []),
        # What it found is not mended where the test is.
        (
            "Failure in test a (tests/a.sql)\nGot 2 results, configured to fail if x",
            None,
            [],
        ),
        (
            "Checks fail: deals.deal_id (unique), deals.amount (not_null), touchpoints "
            "(x). Nothing is published until they pass.",
            None,
            ["keys@example.com", *SALES, *MARKETING],
        ),
    ],
)
def test_what_stopped_a_run_has_its_file_and_owners(
    settings: Settings, reason: str, file: str | None, owners: list[str]
) -> None:
    settings.database.parent.mkdir()
    duckdb.connect(settings.database).close()
    [failure] = failures_of(reason, settings)
    assert failure["look_at"] == file
    assert [owner["owner"] for owner in failure["owners"]] == owners


def test_a_terminal_names_each_file_once(settings: Settings) -> None:
    failures = failures_of(
        "seeds/channels.csv, row a: channel is empty\n"
        "seeds/channels.csv, row b: channel is empty\n"
        "The required raw table raw.deals is missing.\n"
        "See target/dbt.log",
        settings,
    )
    assert whose_lines(failures) == [
        "seeds/channels.csv: Marketing (growth@example.com)",
        "Sales operations (sales@example.com)",
        "target/dbt.log: Data stewards (data@example.com)",
    ]


def test_what_a_check_found_is_mended_in_its_table(settings: Settings) -> None:
    found, broken, audited = failures_in(
        "Failure in test a (tests/a.sql)\nGot 2 results, configured to fail if != 0\n"
        "Runtime Error in test a (tests/a.sql)\n"
        "Checks fail: deals.deal_id (unique), touchpoints (x). Nothing is published "
        "until they pass."
    )
    check = [{"place": "fct_deals.deal_id", "rule": "a", "name_en": None}]
    of_test = [{**failure, "checks": check} for failure in (found, broken)]
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as warehouse")
        of_audit = with_checks([audited], connection)
    # Of rejected rows, the raw file is known.
    of_audit[0]["checks"][1]["source_file"] = "touchpoints/2.csv"
    told = with_whereabouts([*of_test, *of_audit], settings)
    assert [failure["look_at"] for failure in told] == [
        None,
        "tests/a.sql",
        "sample/raw/touchpoints/2.csv",
    ]
    assert whose_lines(told) == [
        "fct_deals: Sales operations (sales@example.com)",
        "tests/a.sql: Sales operations (sales@example.com)",
        "deals: Keys (keys@example.com)",
        "sample/raw/touchpoints/2.csv: Marketing (growth@example.com)",
    ]


def test_a_row_of_a_table_has_the_owner_of_its_rule(settings: Settings) -> None:
    rows = [
        {"table_name": "deals", "rule": "unique"},
        {"table_name": "deals", "rule": "x"},
        {"table_name": "orders", "rule": "unique"},
    ]
    owners = Owners.read(settings.root)
    told = with_owners(rows, None, owners)
    assert [[row["owner"]["owner"]] for row in told] == [
        ["keys@example.com"],
        SALES,
        STEWARDS,
    ]
    told = with_owners(rows, "border:freshness", owners)
    assert [[row["owner"]["owner"]] for row in told] == [SALES, SALES, STEWARDS]
    (settings.root / "seeds" / "quality_owners.csv").unlink()
    nobody = Owners.read(settings.root)
    assert with_owners(rows[:1], None, nobody) == [{**rows[0], "owner": None}]
