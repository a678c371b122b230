"""When Dagster runs the job by itself, and whom it tells when a run fails.

Belongs here: the sensor of raw files, the schedule, and the alerts of runs. What counts
as news belongs in `orchestration.run.news`, what a run does in the assets.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime

import dagster as dg

from orchestration.alerts import Alerts
from orchestration.publishing.current import NoCurrentBuild, latest_build
from orchestration.publishing.folder import PublishedFolder
from orchestration.publishing.inputs import (
    raw_file_states,
    raw_table_names,
    take_inputs,
)
from orchestration.quality_report.write import report_failure
from orchestration.run.news import (
    MADE_IN_PARTS,
    RAW_DIR,
    reasons_to_run,
    without_times,
)
from orchestration.settings import Settings

SENSOR_SECONDS = 30
REASON_TAG = "journey/reason"
REPORT_TAG = "journey/report"


@dataclass(frozen=True)
class Cursor:
    """What the sensor remembers, also while Dagster is down.

    `seen` is the listing of the look before, `settled` the last one that a run was
    requested for or that needed none, `requests` how many runs were requested so far.
    """

    seen: str = ""
    settled: str = ""
    requests: int = 0

    @classmethod
    def parse(cls, text: str | None) -> "Cursor":
        """Read what Dagster kept; a cursor that nobody can read is a new one."""
        try:
            return cls(**json.loads(text or "{}"))
        except (ValueError, TypeError):
            return cls()

    def write(self) -> str:
        """The cursor as Dagster keeps it."""
        return json.dumps(asdict(self))


def listing_hash(states: Mapping[str, str]) -> str:
    """One text for which raw files there are, of which size and time.

    >>> listing_hash({"a.csv": "1", "b.csv": "2"}) == listing_hash({"a.csv": "1"})
    False
    """
    text = json.dumps(sorted(states.items()))
    return hashlib.sha256(text.encode()).hexdigest()


def look(cursor: Cursor, listing: str, *, is_built: bool) -> tuple[Cursor, str | None]:
    """Decide on a listing: what to remember, and why nothing is run, if so.

    A listing must be met twice before it counts: a file that is still being copied is
    another one at each look.
    """
    if listing == cursor.settled:
        return Cursor(listing, listing, cursor.requests), "No raw file is new."
    if listing != cursor.seen:
        seen = Cursor(listing, cursor.settled, cursor.requests)
        return seen, "Raw files changed; they are built once they stay as they are."
    if is_built:
        settled = Cursor(listing, listing, cursor.requests)
        return settled, "The current build holds all raw files."
    return Cursor(listing, listing, cursor.requests + 1), None


def build_raw_files_sensor(settings: Settings, job: str) -> dg.SensorDefinition:
    """The sensor of the raw files."""

    @dg.sensor(
        name="raw_files",
        job_name=job,
        minimum_interval_seconds=SENSOR_SECONDS,
        default_status=(
            dg.DefaultSensorStatus.RUNNING
            if settings.is_automated
            else dg.DefaultSensorStatus.STOPPED
        ),
        description="Runs the job once for each change of the raw files.",
    )
    def raw_files(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        states = raw_file_states(raw_table_names(settings.root), settings.raw_dir)
        listing = listing_hash(states)
        cursor, reason_to_wait = look(
            Cursor.parse(context.cursor), listing, is_built=_is_built(settings, states)
        )
        if reason_to_wait is not None:
            return dg.SensorResult(
                skip_reason=dg.SkipReason(reason_to_wait), cursor=cursor.write()
            )
        # Dagster runs a key once, even if it dies between the run and the cursor. The
        # number tells a listing from an earlier one that has come back.
        request = dg.RunRequest(
            run_key=f"{cursor.requests}-{listing}",
            tags={REASON_TAG: "; ".join(raw_news(settings, states))},
        )
        return dg.SensorResult(run_requests=[request], cursor=cursor.write())

    return raw_files


def build_schedule(settings: Settings, job: str) -> dg.ScheduleDefinition:
    """The schedule: also rules, models and settings are looked at."""

    @dg.schedule(
        name="regularly",
        job_name=job,
        cron_schedule=settings.schedule,
        execution_timezone="UTC",
        default_status=(
            dg.DefaultScheduleStatus.RUNNING
            if settings.is_automated
            else dg.DefaultScheduleStatus.STOPPED
        ),
        description="Runs the job if anything is new, as `make run` does.",
    )
    def regularly(
        context: dg.ScheduleEvaluationContext,
    ) -> dg.RunRequest | dg.SkipReason:
        if reasons := news(settings):
            return dg.RunRequest(tags={REASON_TAG: "; ".join(reasons)})
        return dg.SkipReason("Nothing is new.")

    return regularly


def news(settings: Settings) -> list[str]:
    """Why a run would not give the current build; nothing: it would."""
    try:
        build = latest_build(PublishedFolder(settings.publish_dir))
    except NoCurrentBuild as error:
        return [str(error)]
    inputs = without_times(build, take_inputs(settings, os.environ))
    return reasons_to_run(
        build, inputs, datetime.now(UTC), is_forgetting=settings.intent_file.exists()
    )


def raw_news(settings: Settings, states: Mapping[str, str]) -> list[str]:
    """What is new of the raw files, which is all that their sensor looks at."""
    try:
        build = latest_build(PublishedFolder(settings.publish_dir))
    except NoCurrentBuild as error:
        return [str(error)]
    before = build.inputs
    if before is None:
        return [MADE_IN_PARTS]
    kept = {name: text for name, text in before.settings.items() if name != RAW_DIR}
    given = {RAW_DIR: os.environ[RAW_DIR]} if RAW_DIR in os.environ else {}
    now = replace(before, raw_files=states, settings={**kept, **given})
    return reasons_to_run(build, without_times(build, now), datetime.now(UTC))


def build_alert_sensors(settings: Settings) -> list[dg.SensorDefinition]:
    """Sensors that tell of runs that failed, and of the first one that did not."""
    alerts = Alerts(settings.alerts, settings.alert_file)

    @dg.run_failure_sensor(
        name="alert_of_failure",
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Sends an alert when a run fails.",
    )
    def alert_of_failure(context: dg.RunFailureSensorContext) -> None:
        reason = failure_text(context)
        report = report_failure(settings, reason, started_at(context))
        if report is not None:
            run_id = context.dagster_run.run_id
            context.instance.add_run_tags(run_id, {REPORT_TAG: str(report)})
        alerts.failed(reason, report)

    @dg.run_status_sensor(
        name="alert_of_recovery",
        run_status=dg.DagsterRunStatus.SUCCESS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Sends word when a run succeeds after one that failed.",
    )
    def alert_of_recovery(context: dg.RunStatusSensorContext) -> None:
        alerts.succeeded(PublishedFolder(settings.publish_dir).current_id())

    return [alert_of_failure, alert_of_recovery]


def failure_text(context: dg.RunFailureSensorContext) -> str:
    """What the first step that failed says of it: its sentence, not its class."""
    for event in context.get_step_failure_events():
        error = event.step_failure_data.error
        if error is not None:
            cause = error.cause or error
            message = cause.message.strip()
            # Python sets the module and the class before it.
            _class, found, sentence = message.partition(f"{cause.cls_name}: ")
            return sentence if found else message
    return context.failure_event.message or "The run failed before any step began."


def started_at(context: dg.RunFailureSensorContext) -> datetime:
    """When the run began that failed; now, if it never did."""
    record = context.instance.get_run_record_by_id(context.dagster_run.run_id)
    if record is None or record.start_time is None:
        return datetime.now(UTC)
    return datetime.fromtimestamp(record.start_time, UTC)


def _is_built(settings: Settings, states: Mapping[str, str]) -> bool:
    try:
        build = latest_build(PublishedFolder(settings.publish_dir))
    except NoCurrentBuild:
        return False
    return build.inputs is not None and dict(build.inputs.raw_files) == dict(states)
