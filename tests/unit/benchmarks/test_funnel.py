"""The funnel of the warehouse and of its peer, on a log worked out by hand."""

from pathlib import Path

import duckdb
import pytest

from benchmarks.tasks import funnel_log, funnel_own

VIEW, CART, CHECKOUT, ORDER = funnel_own.STEPS
# Customer, day, place among the events of that instant, and activity.
LOG = [
    # To the end, exactly when the window ends.
    ("ann", 1, 0, VIEW),
    ("ann", 2, 0, CART),
    ("ann", 3, 0, CHECKOUT),
    ("ann", 31, 0, ORDER),
    # A second too late from the first view, in time from the second.
    ("bea", 1, 0, VIEW),
    ("bea", 2, 0, VIEW),
    ("bea", 3, 0, CART),
    ("bea", 4, 0, CHECKOUT),
    ("bea", 31.5, 0, ORDER),
    # All at once, in the order of their places.
    ("cem", 1, 0, VIEW),
    ("cem", 1, 1, CART),
    ("cem", 1, 2, CHECKOUT),
    ("cem", 1, 3, ORDER),
    # At once, but the other way round.
    ("dan", 1, 0, CART),
    ("dan", 1, 1, VIEW),
    # The window's last instant, and a place in it that is behind the entry's.
    ("eva", 1, 0, VIEW),
    ("eva", 31, 0, "page_view"),
    ("eva", 31, 1, CART),
    # A day too late.
    ("fay", 1, 0, VIEW),
    ("fay", 32, 0, CART),
    # No entry.
    ("gil", 1, 0, ORDER),
]
# dan and fay, eva, nobody, the others.
COUNTS = [2, 1, 0, 3]
QUIETLY = {"report": lambda done, total, what: None}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A warehouse of the log alone, below a folder with a quote in its name."""
    path = tmp_path / "o'hara" / "journey.duckdb"
    path.parent.mkdir()
    arguments = {"database": str(path), "events": 0, "customers": 1, "shoppers": 100}
    funnel_log.run(arguments, **QUIETLY)
    with duckdb.connect(path) as connection:
        connection.execute(
            "create table drawn (customer_id text, day double, place int, name text)"
        )
        connection.executemany("insert into drawn values (?, ?, ?, ?)", LOG)
        connection.execute(
            """
            insert into marts.fct_customer_events by name
            select
                customer_id,
                name as activity,
                timestamp '2026-01-01' + to_hours(cast(24 * day as int)) as occurred_at,
                row_number() over (
                    partition by customer_id order by day, place
                ) as event_number
            from drawn
            """
        )
    return path


@pytest.mark.integration
def test_the_warehouse_counts_steps_as_the_peer_does(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOURNEY_THREADS", "1")
    monkeypatch.setenv("JOURNEY_MEMORY_LIMIT", "1GB")
    arguments = {
        "database": str(database),
        "path": str(database.with_name("log.parquet")),
    }
    own = funnel_own.run(arguments, **QUIETLY)
    assert own["counts"] == COUNTS
    assert (own["event_count"], own["customer_count"]) == (len(LOG), 7)
    assert own["count_seconds"] > 0 < own["attempts_seconds"]
    with duckdb.connect(database.with_name("attempts.duckdb")) as connection:
        assert connection.table("attempts").filter("ended_by = 'completed'").shape[0]

    pytest.importorskip("chdb")
    task = pytest.importorskip("benchmarks.tasks.funnel_chdb")
    for source in ("parquet", "merge_tree"):
        answer = task.run({**arguments, "source": source}, **QUIETLY)
        assert (source, answer["counts"]) == (source, COUNTS)
        assert answer["seconds"] > 0


def test_the_drawn_log_has_all_steps_and_numbers_each_customers_events(
    tmp_path: Path,
) -> None:
    path = tmp_path / "journey.duckdb"
    sizes = {"events": 2_000, "customers": 20, "shoppers": 50}
    arguments = {"database": str(path), **sizes}
    funnel_log.run(arguments, **QUIETLY)
    with duckdb.connect(path) as connection:
        log = connection.table("marts.fct_customer_events")
        ((events, customers),) = log.aggregate(
            "count(*), count(distinct customer_id)"
        ).fetchall()
        activities = {name for (name,) in log.project("activity").fetchall()}
        ((gaps,),) = connection.sql(
            "select count(*) from (select max(event_number) != count(*) as has_gap"
            " from marts.fct_customer_events group by customer_id) where has_gap"
        ).fetchall()
    assert (events, customers, gaps) == (2_000, 20, 0)
    assert {*funnel_own.STEPS} < activities
