"""dbt as the child of a run."""

import io
import json

import pytest
from dbt.events.types import MainReportVersion, NodeFinished
from dbt_common.events import logger as events
from dbt_common.events.base_types import (
    BaseEvent,
    EventLevel,
    EventMsg,
    msg_from_base_event,
)

from orchestration.dbt_process import drop_debug_events

DEBUG_EVENT = NodeFinished()
INFO_EVENT = MainReportVersion(version="1")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the events of which a line was made, with debug events dropped."""
    names: list[str] = []
    create_line = events._JsonLogger.create_line

    def note(self: events._JsonLogger, msg: EventMsg) -> str:
        names.append(msg.info.name)
        return create_line(self, msg)

    monkeypatch.setattr(events._JsonLogger, "create_line", note)
    # Set to what it is, it comes back after the test.
    monkeypatch.setattr(events._Logger, "write_line", events._Logger.write_line)
    drop_debug_events()
    return names


def written(level: EventLevel, *fired: BaseEvent) -> list[str]:
    """Names of the events that a log of a level holds."""
    stream = io.StringIO()
    log = events._JsonLogger(
        events.LoggerConfig(
            name=f"test_{level.value}",
            line_format=events.LineFormat.Json,
            level=level,
            output_stream=stream,
        )
    )
    for event in fired:
        log.write_line(msg_from_base_event(event))
    return [json.loads(line)["info"]["name"] for line in stream.getvalue().splitlines()]


def test_no_line_is_made_of_a_debug_event_that_nobody_reads(made: list[str]) -> None:
    log = written(EventLevel.INFO, DEBUG_EVENT, INFO_EVENT)
    assert log == made == ["MainReportVersion"]


def test_a_log_of_debug_events_has_them(made: list[str]) -> None:
    log = written(EventLevel.DEBUG, DEBUG_EVENT, INFO_EVENT)
    assert log == made == ["NodeFinished", "MainReportVersion"]
