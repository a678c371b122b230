"""`python -m orchestration.run`: from raw tables to published marts.

Belongs here: the order of a run and its exit code. The steps themselves are assets; see
`orchestration.definitions`.
"""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout, suppress
from dataclasses import replace
from datetime import UTC, datetime

from orchestration.alerts import Alerts
from orchestration.dbt_manifest import ManifestError, ensure_manifest
from orchestration.publishing.current import NoCurrentBuild, latest_build
from orchestration.publishing.folder import FolderHeld, PublishedFolder, PublishingError
from orchestration.publishing.inputs import take_inputs
from orchestration.publishing.lineage import settled_states
from orchestration.run.console import Console
from orchestration.run.dbt_errors import DbtFailed
from orchestration.run.lock import WarehouseHeld, hold
from orchestration.run.news import reasons_to_run
from orchestration.run.obstacles import (
    check_writable,
    database_sentence,
    system_sentence,
)
from orchestration.run.summary import shown
from orchestration.settings import Settings, SettingsError

INTERRUPTED = 130


class RunError(RuntimeError):
    """The run stopped at a problem that its user can solve; the message says which."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is new: 0 when the current build holds it all, 1 when it cannot."""
    os.environ.setdefault("DAGSTER_DISABLE_TELEMETRY", "yes")
    is_forced = _parser().parse_args(arguments).force
    try:
        settings = Settings.from_environment(os.environ)
    except SettingsError as error:
        return _refuse(str(error))
    console = Console(sys.stdout, settings)
    try:
        settings.database.parent.mkdir(parents=True, exist_ok=True)
        with hold(settings.lock_file):
            return run(settings, console, is_forced=is_forced)
    except WarehouseHeld as error:
        return _refuse(str(error))
    except OSError as error:
        return _refuse(system_sentence(error, settings.database))
    except KeyboardInterrupt:
        console.fail("Interrupted.")
        return INTERRUPTED


def run(settings: Settings, console: Console, *, is_forced: bool) -> int:
    """Build and publish, unless the current build is what would come of it."""
    started_at = datetime.now(UTC)
    inputs = take_inputs(settings, os.environ)
    try:
        build = latest_build(PublishedFolder(settings.publish_dir))
        states = settled_states(build, inputs.raw_files, settings)
        reasons = reasons_to_run(
            build,
            replace(inputs, raw_files=states),
            datetime.now(UTC),
            is_forgetting=settings.intent_file.exists(),
        )
    except NoCurrentBuild as error:
        reasons = [str(error)]
    else:
        if not reasons and not is_forced:
            console.nothing_new(build)
            console.builds_dropped(_drop_older_builds(settings))
            return 0
    try:
        console.start(reasons or ["--force"])
        check_ground(settings)
        execute(settings, console)
    except (RunError, ManifestError, PublishingError, WarehouseHeld) as error:
        return _fail(str(error), settings, console, started_at)
    except OSError as error:
        sentence = system_sentence(error, settings.publish_dir)
        return _fail(sentence, settings, console, started_at)
    console.finish()
    _alerts(settings).succeeded(PublishedFolder(settings.publish_dir).current_id())
    return 0


def _drop_older_builds(settings: Settings) -> list[str]:
    """Keep as many builds as are asked for now: that may be fewer than before."""
    folder = PublishedFolder(settings.publish_dir, settings.readers)
    if len(folder.build_ids()) > settings.keep_builds:
        # Who publishes to the folder at this moment does the same.
        with suppress(FolderHeld), folder.held():
            return folder.prune(settings.keep_builds)
    return []


def check_ground(settings: Settings) -> None:
    """Find out now what would otherwise stop the run after minutes of work."""
    import duckdb

    from orchestration.ingestion.rule_files import undecoded_rule_files

    published = PublishedFolder(settings.publish_dir, settings.readers)
    published.check()
    # Before anything else does, with wider rights.
    with suppress(OSError):
        published.make()
    for folder in (
        settings.database.parent,
        settings.target_dir,
        settings.publish_dir,
    ):
        check_writable(folder)
    if undecoded := list(undecoded_rule_files(settings.root / "seeds")):
        raise RunError("\n".join(undecoded))
    if settings.database.exists():
        try:
            duckdb.connect(settings.database).close()
        except duckdb.Error as error:
            raise _database_error(error, settings) from error


def execute(settings: Settings, console: Console) -> None:
    """Execute the job in this process."""
    # Imported here: Dagster takes seconds, and something should be on the screen first.
    # A parse, where one is due, takes longer, in a process of its own.
    with ThreadPoolExecutor() as parsing:
        manifest = parsing.submit(ensure_manifest, settings.root)
        import dagster as dg
        import duckdb
        from dagster._core.errors import DagsterExecutionInterruptedError

        from orchestration.definitions import JOB_NAME, build_defs
        from orchestration.erased_ids import ErasedIdsError
        from orchestration.forgetting.warehouse import NotErased

        manifest.result()

    job = build_defs(settings, console).resolve_job_def(JOB_NAME)
    try:
        # dagster-dbt prints every line of dbt; the console shows what matters of them.
        with (
            open(os.devnull, "w") as nowhere,
            redirect_stdout(nowhere),
            dg.DagsterInstance.ephemeral() as instance,
        ):
            job.execute_in_process(
                instance=instance,
                run_config={
                    "loggers": {"console": {"config": {"log_level": "CRITICAL"}}}
                },
            )
    except DbtFailed as error:
        # The console has shown dbt's own sentences, or knows a better one.
        log = settings.target_dir / "dbt.log"
        raise RunError(console.errors.obstacle or f"See {log}") from error
    except (ErasedIdsError, NotErased) as error:
        raise RunError(str(error)) from error
    except duckdb.Error as error:
        raise _database_error(error, settings) from error
    except DagsterExecutionInterruptedError as error:
        raise KeyboardInterrupt from error


def _fail(
    reason: str, settings: Settings, console: Console, started_at: datetime
) -> int:
    # Imported here: a run that finds nothing new has no time for DuckDB.
    from orchestration.quality_report.expired_waivers import expired_sentences
    from orchestration.quality_report.sentences import found_sentences
    from orchestration.quality_report.whereabouts import failures_of, whose_lines
    from orchestration.quality_report.write import report_failure

    # What failed may have been let be until its waiver ended.
    for sentence in expired_sentences(settings.database, started_at):
        console.waiver_expired(sentence)
    problems = console.errors.reason(otherwise=reason)
    failures = failures_of(problems, settings)
    for sentence in found_sentences(failures):
        console.said(sentence)
    console.fail(reason)
    for line in whose_lines(failures):
        console.said(f"To mend     {line}")
    report = report_failure(settings, problems, started_at)
    if report is not None:
        console.said(f"Report      {shown(report)} (of this run)")
    _alerts(settings).failed(problems, report)
    return 1


def _alerts(settings: Settings) -> Alerts:
    return Alerts(settings.alerts, settings.alert_file)


def _database_error(error: Exception, settings: Settings) -> RunError:
    message = str(error)
    return RunError(database_sentence(message, settings.database) or message)


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="make run",
        description="Build and publish, if data, rules, models or settings are new.",
    )
    parser.add_argument(
        "--force", action="store_true", help="run even if nothing is new"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
