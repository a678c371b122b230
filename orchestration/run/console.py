"""What `make run` shows while it runs, and at its end.

Belongs here: lines on a screen. What the closing lines say belongs in `summary`, which
events there are in `orchestration.progress`.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from rich.console import Console as RichConsole
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as RichProgress

from orchestration.progress import Progress
from orchestration.publishing.folder import PublishedFolder
from orchestration.publishing.manifest import BuildManifest
from orchestration.run.dbt_errors import NODE_EVENTS, DbtErrors, error_text
from orchestration.run.summary import nothing_new_sentence, shown, summarise
from orchestration.settings import Settings

# A thousand tests that pass are no news.
NEWS_OF_TESTS = frozenset({"error", "fail", "warn"})


def node_line(number: int, event: Mapping[str, Any]) -> str | None:
    """The line of a node that is done with, or None where there is no news.

    >>> node_line(7, {
    ...     "info": {"name": "LogModelResult"},
    ...     "data": {"total": 120, "execution_time": 0.41, "status": "OK",
    ...              "node_info": {"node_name": "fct_orders"}},
    ... })
    '[  7/120] fct_orders  0.4 s'
    """
    data = event["data"]
    status = str(data.get("status", "skip")).lower()
    is_test = event["info"]["name"] == "LogTestResult"
    if status.startswith("skip") or (is_test and status not in NEWS_OF_TESTS):
        return None
    total = data.get("total") or data.get("num_models")
    name = data["node_info"]["node_name"]
    seconds = f"{data['execution_time']:.1f} s"
    note = f"  {status.upper()}" if status in NEWS_OF_TESTS else ""
    return f"[{number:>{len(str(total))}}/{total}] {name}  {seconds}{note}"


class Console(Progress):
    """Shows a run: a line per model, and on a terminal a bar below them."""

    def __init__(self, stream: TextIO, settings: Settings) -> None:
        """Write to `stream`, also while `sys.stdout` is another one."""
        self._settings = settings
        self._console = RichConsole(
            file=stream, highlight=False, markup=False, soft_wrap=True
        )
        self._bar = RichProgress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=self._console,
            transient=True,
            disable=not self._console.is_terminal,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = self._bar.add_task("dbt build", total=None)
        self._node_count = 0
        self._started_at = time.monotonic()
        self._build: BuildManifest | None = None
        self._waived: list[str] = []
        self._expired: list[str] = []
        self.errors = DbtErrors(settings.database)

    def nothing_new(self, build: BuildManifest) -> None:
        """Say that the current build is what a run would give."""
        self._print(nothing_new_sentence(build, self._settings))

    def builds_dropped(self, build_ids: Sequence[str]) -> None:
        """Say which older builds are there no more."""
        if build_ids:
            self._print(
                f"Dropped, for JOURNEY_KEEP_BUILDS is {self._settings.keep_builds}: "
                f"{', '.join(build_ids)}"
            )

    def start(self, reasons: Iterable[str]) -> None:
        """Say what is run and why, before anything slow begins."""
        self._print(f"Raw tables  {shown(self._settings.raw_dir)}")
        self._print(f"Warehouse   {shown(self._settings.database)}")
        for reason in reasons:
            self._print(f"Runs for    {reason}")
        self._bar.start()

    def said(self, sentence: str) -> None:
        """Show a sentence."""
        self._print(sentence)

    def dbt_event(self, event: Mapping[str, Any]) -> None:
        """Show a node that is done with, or an error."""
        if event["info"]["name"] in NODE_EVENTS:
            self._node_count += 1
            data = event["data"]
            self._bar.update(
                self._task,
                completed=self._node_count,
                total=data.get("total") or data.get("num_models"),
            )
            if line := node_line(self._node_count, event):
                self._print(line)
        elif problem := self.errors.add(event):
            self._print(problem)

    def mart_published(self, name: str, row_count: int) -> None:
        """Show which mart is being copied."""
        self._bar.update(self._task, description=f"published {name}")

    def build_published(self, build: BuildManifest) -> None:
        """Keep the build for the closing lines."""
        self._build = build

    def check_waived(self, sentence: str) -> None:
        """Keep it for the closing lines: above, nobody would look for it."""
        self._waived.append(sentence)

    def waiver_expired(self, sentence: str) -> None:
        """Keep it for the closing lines, of a run that fails as well."""
        self._expired.append(sentence)

    def finish(self) -> None:
        """Say what came out."""
        self._bar.stop()
        if self._build is not None:
            seconds = time.monotonic() - self._started_at
            for line in summarise(self._build, self._settings, seconds):
                self._print(line)
            for sentence in self._waived:
                self._print(f"Waived      {sentence}")
        self._print_expired()

    def fail(self, reason: str) -> None:
        """Say why nothing came out."""
        self._bar.stop()
        self._print(error_text(reason))
        if self._build is None:
            has_current = PublishedFolder(
                self._settings.publish_dir
            ).current.is_symlink()
            stays = "; the build before this one stays current" if has_current else ""
            self._print(f"Nothing was published{stays}.")
        else:
            self._print(f"Build {self._build.build_id} is published and current.")
        self._print_expired()

    def _print_expired(self) -> None:
        for sentence in self._expired:
            self._print(f"Expired     {sentence}")

    def _print(self, line: str) -> None:
        self._console.print(line)
