"""`python -m orchestration.run`: from raw tables to published marts.

Belongs here: the order of a run and its exit code. The steps themselves are assets; see
`orchestration.definitions`.
"""

import os
import sys
from contextlib import redirect_stdout

from orchestration.dbt_manifest import ManifestError
from orchestration.run.console import Console
from orchestration.settings import Settings, SettingsError

INTERRUPTED = 130


def main() -> int:
    """Run the job: 0 when a build was published, 1 when something stands in the way."""
    os.environ.setdefault("DAGSTER_DISABLE_TELEMETRY", "yes")
    try:
        settings = Settings.from_environment(os.environ)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 1
    console = Console(sys.stdout, settings)
    try:
        console.start()
        execute(settings, console)
    except (RunError, ManifestError) as error:
        console.fail(str(error))
        return 1
    except KeyboardInterrupt:
        console.fail("Interrupted.")
        return INTERRUPTED
    console.finish()
    return 0


class RunError(RuntimeError):
    """The run stopped at a problem that its user can solve; the message says which."""


def execute(settings: Settings, console: Console) -> None:
    """Execute the job in this process."""
    # Imported here: Dagster takes seconds, and something should be on the screen first.
    import dagster as dg
    from dagster._core.errors import DagsterExecutionInterruptedError
    from dagster_dbt.errors import DagsterDbtCliRuntimeError

    from orchestration.definitions import JOB_NAME, build_defs
    from orchestration.publishing.folder import PublishingError

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
    except DagsterDbtCliRuntimeError as error:
        # The console has shown dbt's own sentences.
        raise RunError(f"See {settings.root / 'target' / 'dbt.log'}") from error
    except PublishingError as error:
        raise RunError(str(error)) from error
    except DagsterExecutionInterruptedError as error:
        raise KeyboardInterrupt from error


if __name__ == "__main__":
    sys.exit(main())
