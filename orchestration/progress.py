"""What a run tells while it runs.

Belongs here: the notifications that assets send. How they look on a screen belongs in
`run.console`. Under Dagster's own UI nobody listens: it shows the same by itself.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from orchestration.publishing.manifest import BuildManifest


class Progress:
    """Listens to a run and stays silent."""

    def said(self, sentence: str) -> None:
        """Something went on beside models and marts."""

    def dbt_event(self, event: Mapping[str, Any]) -> None:
        """Dbt logged a structured event."""

    def mart_published(self, name: str, row_count: int) -> None:
        """A mart's files are written."""

    def check_waived(self, sentence: str) -> None:
        """A blocking check fails, and the build is published, for it is waived."""

    def waiver_expired(self, sentence: str) -> None:
        """A problem is there that was waived, and the waiver has ended."""

    def build_published(self, build: "BuildManifest") -> None:
        """A build is complete, and the current one."""
