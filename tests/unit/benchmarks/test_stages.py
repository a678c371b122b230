"""Drawn deals have all that the measured models read, and come out of them again."""

from pathlib import Path

import duckdb
import pytest

from benchmarks.report import new_console
from benchmarks.stages import stages_table, summed
from benchmarks.tasks import stage_world, stages_own

DEALS = 60
QUIETLY = {"report": lambda done, total, what: None}


def test_every_drawn_visit_is_counted_in_every_breakdown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = tmp_path / "journey.duckdb"
    for name, value in {
        "JOURNEY_DB": database,
        "JOURNEY_LANDING_DIR": tmp_path / "landing",
        "JOURNEY_THREADS": 1,
        "JOURNEY_MEMORY_LIMIT": "1GB",
    }.items():
        monkeypatch.setenv(name, str(value))
    arguments = {
        "database": str(database),
        "path": str(tmp_path / "changes.parquet"),
        "deals": DEALS,
    }
    changes = stage_world.run(arguments, **QUIETLY)["change_count"]
    answer = stages_own.run(arguments, **QUIETLY)
    with duckdb.connect(database) as connection:
        counted = connection.execute(
            "select breakdown, sum(visit_count) from marts.agg_deal_stages group by 1"
        ).fetchall()
        ((spans,),) = connection.execute(
            "select count(*) from intermediate.spans"
        ).fetchall()
    breakdowns = {"all", *stage_world.VALUE_COUNTS}
    assert dict(counted) == dict.fromkeys(breakdowns, changes)
    assert spans == changes == DEALS * stage_world.MOVES_PER_DEAL

    stages = summed(changes, answer)
    assert [part.name for part in stages.parts] == [
        "stages",
        "bottlenecks",
        "calendars",
        "business time",
    ]
    console = new_console()
    with console.capture() as shown:
        console.print(stages_table(stages))
    assert "Stages of 300 changes" in shown.get()
