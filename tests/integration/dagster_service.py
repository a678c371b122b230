"""Dagster as `make dagster` starts it, for a small project: daemon, UI and runs.

Belongs here: starting, asking and ending it. What it must do stands in `test_dagster`.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copyfile
from typing import Any
from urllib.request import Request, urlopen

from tests.integration.small_project import SmallProject

MOST_SECONDS = 240
ENDED = frozenset({"SUCCESS", "FAILURE", "CANCELED"})
JOB = {
    "repositoryLocationName": "orchestration.definitions",
    "repositoryName": "__repository__",
    "jobName": "journey",
}
LAUNCH = """
mutation launch($params: ExecutionParams!) {
    launchRun(executionParams: $params) {
        __typename
        ... on LaunchRunSuccess { run { runId } }
        ... on PythonError { message }
    }
}
"""
RUNS = "{ runsOrError { ... on Runs { results { runId status } } } }"


@dataclass
class Service:
    """A Dagster that runs."""

    port: int
    seen: list[Counter[str]] = field(default_factory=list)
    """How many runs were in which state, at each look."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, query: str, **variables: object) -> dict[str, Any]:
        request = Request(
            f"{self.url}/graphql",
            data=json.dumps({"query": query, "variables": variables}).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urlopen(request, timeout=30) as response:
            answer: dict[str, Any] = json.load(response)["data"]
            return answer

    def launch(self) -> str:
        """Have the job run: the run's id."""
        params = {"selector": JOB, "mode": "default"}
        launched = self.ask(LAUNCH, params=params)["launchRun"]
        assert launched["__typename"] == "LaunchRunSuccess", launched
        return str(launched["run"]["runId"])

    def runs(self) -> dict[str, str]:
        """The state of each run, by id."""
        results = self.ask(RUNS)["runsOrError"]["results"]
        states = {run["runId"]: run["status"] for run in results}
        self.seen.append(Counter(states.values()))
        return states

    def ended_runs(self, count: int) -> list[str]:
        """Wait until so many runs have ended: in which state."""

        def have_ended() -> bool:
            states = self.runs().values()
            return len(states) >= count and ENDED.issuperset(states)

        wait_until(have_ended)
        return sorted(self.runs().values())


def wait_until(is_so: Callable[[], bool]) -> None:
    """Look again and again, for a few minutes at most."""
    until = time.monotonic() + MOST_SECONDS
    while not is_so():
        assert time.monotonic() < until, "it takes too long"
        time.sleep(0.3)


@contextmanager
def serving(project: SmallProject, home: Path, **settings: str) -> Iterator[Service]:
    """Start Dagster, and end all that it started."""
    home.mkdir(exist_ok=True)
    copyfile(project.root / "orchestration" / "dagster.yaml", home / "dagster.yaml")
    port = free_port()
    with (home / "output.txt").open("a") as output:
        dagster = subprocess.Popen(
            [
                *(sys.executable, "-m", "dagster", "dev"),
                *("-m", "orchestration.definitions"),
                *("--host", "127.0.0.1", "--port", str(port)),
            ],
            cwd=project.root,
            env={
                **os.environ,
                **project.environment(),
                **settings,
                "DAGSTER_HOME": str(home),
                "DAGSTER_DISABLE_TELEMETRY": "yes",
            },
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    service = Service(port)
    try:
        wait_until(lambda: answers(service))
        yield service
    finally:
        # Asked first: it tells its daemon and the servers of its code.
        dagster.terminate()
        try:
            dagster.wait(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(dagster.pid, signal.SIGKILL)
            dagster.wait()


def answers(service: Service) -> bool:
    try:
        service.runs()
    except OSError:
        return False
    return True


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
