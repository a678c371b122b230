"""Each change of the raw files is built once, whatever happens to Dagster meanwhile."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import Mock

import dagster as dg
import pytest
from dagster_dbt.errors import DagsterDbtCliRuntimeError

from orchestration import automation
from orchestration.automation import (
    REPORT_TAG,
    Cursor,
    build_alert_sensors,
    build_raw_files_sensor,
    build_schedule,
    failure_text,
    listing_hash,
    look,
    raw_news,
    started_at,
)
from orchestration.publishing.inputs import Inputs
from orchestration.run.dbt_errors import DbtFailed
from orchestration.settings import Settings

SOURCES = "sources: [{name: raw, tables: [{name: deals}, {name: orders}]}]"
JOB = "journey"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    contract = tmp_path / "models" / "staging" / "_sources.yml"
    contract.parent.mkdir(parents=True)
    contract.write_text(SOURCES)
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "deals.csv").write_text("deal_id\n")
    return Settings.from_environment({"JOURNEY_RAW_DIR": "raw"}, root=tmp_path)


class Watch:
    """The sensor and its cursor, which outlives it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.cursor: str | None = None
        self.keys: list[str | None] = []

    def look(self) -> int:
        """Look once, by a sensor that was just made: how many runs it requests."""
        sensor = build_raw_files_sensor(self._settings, JOB)
        with dg.build_sensor_context(cursor=self.cursor) as context:
            result = sensor(context)
        assert isinstance(result, dg.SensorResult)
        self.cursor = result.cursor
        requests = result.run_requests or []
        self.keys += [request.run_key for request in requests]
        return len(requests)


@pytest.fixture
def watch(settings: Settings) -> Iterator[Watch]:
    """A watch that has requested the first run."""
    watch = Watch(settings)
    assert [watch.look() for _ in range(4)] == [0, 1, 0, 0]
    yield watch
    # Dagster would leave out a key that it has met.
    assert len(set(watch.keys)) == len(watch.keys)


def test_a_new_file_is_picked_up_once(watch: Watch, settings: Settings) -> None:
    (settings.raw_dir / "orders.csv").write_text("order_id\n")
    assert [watch.look() for _ in range(4)] == [0, 1, 0, 0]


def test_a_file_that_still_grows_waits(watch: Watch, settings: Settings) -> None:
    file = settings.raw_dir / "orders.csv"
    requests = []
    for rows in range(3):
        file.write_text("order_id\n" + "1\n" * rows)
        requests.append(watch.look())
    assert [*requests, watch.look(), watch.look()] == [0, 0, 0, 1, 0]


def test_a_file_that_changes_or_goes_is_news(watch: Watch, settings: Settings) -> None:
    file = settings.raw_dir / "deals.csv"
    file.write_text("deal_id\nd1\n")
    assert [watch.look(), watch.look(), watch.look()] == [0, 1, 0]
    other = settings.raw_dir / "orders.csv"
    other.write_text("order_id\n")
    assert [watch.look(), watch.look(), watch.look()] == [0, 1, 0]
    # The listing is the one of before, and built once more.
    other.unlink()
    assert [watch.look(), watch.look(), watch.look()] == [0, 1, 0]


def test_a_stranger_in_the_folder_is_no_news(watch: Watch, settings: Settings) -> None:
    (settings.raw_dir / "notes.txt").write_text("hello")
    assert [watch.look(), watch.look()] == [0, 0]


def test_what_is_built_already_is_not_requested() -> None:
    listing = listing_hash({"deals.csv": "1"})
    seen, _ = look(Cursor(), listing, is_built=True)
    settled, reason = look(seen, listing, is_built=True)
    assert reason == "The current build holds all raw files."
    # It stays so, even after the build is gone: `make run` may have been told to.
    assert look(settled, listing, is_built=False)[1] is not None


INPUTS = Inputs(
    raw_files={"deals.csv": "10 1 1", "orders.csv": "20 1 1"},
    project_files={"seeds/channels.csv": "ab"},
    settings={"JOURNEY_RAW_DIR": "raw", "JOURNEY_AS_OF": "2026-01-31"},
    versions={"duckdb": "0.1"},
    warehouse="1000 1 1",
)


@pytest.mark.parametrize(
    ("raw_dir", "states", "reasons"),
    [
        ("raw", {"deals.csv": "11 2 2"}, ["1 changed raw file: deals.csv"]),
        ("copy", {"deals.csv": "10 2 2"}, ["JOURNEY_RAW_DIR was raw, is copy"]),
    ],
)
def test_a_run_of_the_sensor_says_what_changed(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    raw_dir: str,
    states: dict[str, str],
    reasons: list[str],
) -> None:
    build = Mock(inputs=INPUTS, future_until=None, waived_until=None)
    monkeypatch.setattr(automation, "latest_build", lambda _folder: build)
    monkeypatch.setenv("JOURNEY_RAW_DIR", raw_dir)
    assert raw_news(settings, {**INPUTS.raw_files, **states}) == reasons


def test_the_first_run_of_the_sensor_says_that_it_is(settings: Settings) -> None:
    assert raw_news(settings, {}) == ["nothing is published yet"]


@pytest.mark.parametrize("text", [None, "", "{", "[]", "7", '{"other": 1}'])
def test_a_cursor_that_nobody_can_read_is_a_new_one(text: str | None) -> None:
    assert Cursor.parse(text) == Cursor()


def test_a_cursor_is_read_as_it_was_written() -> None:
    cursor = Cursor("a", "b", 3)
    assert Cursor.parse(cursor.write()) == cursor


def test_the_schedule_runs_while_nothing_is_published(settings: Settings) -> None:
    with dg.build_schedule_context() as context:
        request = build_schedule(settings, JOB)(context)
    assert isinstance(request, dg.RunRequest)
    assert request.tags["journey/reason"] == "nothing is published yet"


@pytest.mark.parametrize(("setting", "is_running"), [("on", True), ("off", False)])
def test_one_setting_starts_and_stops_it_all(setting: str, is_running: bool) -> None:
    settings = Settings.from_environment({"JOURNEY_AUTOMATION": setting})
    sensor = build_raw_files_sensor(settings, JOB)
    schedule = build_schedule(settings, JOB)
    assert (sensor.default_status == dg.DefaultSensorStatus.RUNNING) is is_running
    assert (schedule.default_status == dg.DefaultScheduleStatus.RUNNING) is is_running


@dg.op
def fails() -> None:
    try:
        raise DagsterDbtCliRuntimeError("The dbt CLI process with command `dbt build`")
    except DagsterDbtCliRuntimeError as error:
        raise DbtFailed("touchpoints.csv lacks the column channel") from error


@dg.job
def failing() -> None:
    fails()


def failed_run(instance: dg.DagsterInstance) -> dg.RunFailureSensorContext:
    """What a sensor is told of a run that failed."""
    result = failing.execute_in_process(instance=instance, raise_on_error=False)
    return dg.build_run_status_sensor_context(
        sensor_name="alert_of_failure",
        dagster_instance=instance,
        dagster_run=result.dagster_run,
        dagster_event=result.get_run_failure_event(),
    ).for_run_failure()


def test_a_failure_is_told_in_its_own_sentence() -> None:
    before = datetime.now(UTC)
    with dg.DagsterInstance.ephemeral() as instance:
        context = failed_run(instance)
        assert failure_text(context) == "touchpoints.csv lacks the column channel"
        assert before <= started_at(context) <= datetime.now(UTC)


def test_a_failure_is_told_with_the_page_that_tells_more(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    page = settings.publish_dir / "quality" / "index.html"
    monkeypatch.setattr(automation, "report_failure", lambda *_arguments: page)
    alert_of_failure, _of_recovery = build_alert_sensors(
        replace(settings, alerts=("log",))
    )
    with dg.DagsterInstance.ephemeral() as instance:
        context = failed_run(instance)
        alert_of_failure(context)
        run = instance.get_run_by_id(context.dagster_run.run_id)
    assert run is not None
    assert run.tags[REPORT_TAG] == str(page)
    assert str(page) in caplog.text
