"""The peers cut sessions by the warehouse's rules: `docs/semantics.md`, Sessions."""

from pathlib import Path

import duckdb
import pytest

from benchmarks.bench import PEERS
from benchmarks.tasks import session_check

# touchpoint, time, device, customer, campaign and the session worked out by hand.
TOUCHPOINTS = [
    ("t01", "10:00:00", "phone", "ann", None, "t01"),
    # Exactly the gap does not cut.
    ("t02", "10:30:00", "phone", "ann", "spring", "t01"),
    # A touch without a campaign between two of the same one changes nothing.
    ("t03", "10:31:00", "phone", "ann", None, "t01"),
    ("t04", "10:32:00", "phone", "ann", "spring", "t01"),
    # Another campaign.
    ("t05", "10:33:00", "phone", "ann", "summer", "t05"),
    # More than the gap; the campaign before it is forgotten.
    ("t06", "11:03:01", "phone", "ann", None, "t06"),
    ("t07", "11:04:00", "phone", "ann", "spring", "t06"),
    # Another customer on the same device, with no campaign to remember.
    ("t08", "11:05:00", "phone", "bob", None, "t08"),
    ("t09", "11:06:00", "phone", "bob", "summer", "t08"),
    # Another device at the same time.
    ("t10", "11:06:00", "tablet", "bob", "spring", "t10"),
    # Two touches at once: the smaller id comes first, and is cut by its campaign.
    ("t12", "11:07:00", "tablet", "bob", None, "t11"),
    ("t11", "11:07:00", "tablet", "bob", "summer", "t11"),
]


@pytest.fixture
def touchpoints(tmp_path: Path) -> Path:
    """The touchpoints in a file, in an order that helps nobody."""
    path = tmp_path / "touchpoints.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            "create table rows (touchpoint_id varchar, occurred_at timestamp,"
            " device varchar, customer_id varchar, visit_campaign varchar)"
        )
        for touchpoint, time, device, customer, campaign, _ in reversed(TOUCHPOINTS):
            values = [touchpoint, f"2026-01-01 {time}", device, customer, campaign]
            connection.execute("insert into rows values (?, ?, ?, ?, ?)", values)
        connection.table("rows").write_parquet(str(path))
    return path


@pytest.mark.parametrize("peer", PEERS)
def test_a_peer_cuts_as_the_warehouse_does(
    peer: str, touchpoints: Path, tmp_path: Path
) -> None:
    pytest.importorskip(peer)
    task = pytest.importorskip(f"benchmarks.tasks.sessions_{peer}")
    path = tmp_path / "sessions.parquet"
    arguments = {"touchpoints": str(touchpoints), "path": str(path)}
    assert task.run(arguments, lambda done, total, what: None)["seconds"] > 0
    with duckdb.connect() as connection:
        rows = connection.read_parquet(str(path)).fetchall()
    expected = {touchpoint: f"session:{first}" for touchpoint, *_, first in TOUCHPOINTS}
    assert dict(rows) == expected


def test_the_check_finds_other_missing_and_surplus_touchpoints(tmp_path: Path) -> None:
    database, path = tmp_path / "journey.duckdb", tmp_path / "peer.parquet"
    with duckdb.connect(database) as connection:
        connection.execute("create schema intermediate")
        connection.execute(
            "create table intermediate.int_touchpoints__sessionised as"
            " select * from (values ('t1', 's1'), ('t2', 's1'), ('t3', 's3'))"
            " as rows (touchpoint_id, session_id)"
        )
        connection.sql(
            "select * from (values ('t1', 's1'), ('t2', 's2'), ('t4', 's4'))"
            " as rows (touchpoint_id, session_id)"
        ).write_parquet(str(path))
    arguments = {"database": str(database), "path": str(path)}
    answer = session_check.run(arguments, lambda done, total, what: None)
    assert answer == {"session_count": 3, "differing_count": 3}
