"""Waiting for what may pass by itself: a warehouse or a folder that somebody holds.

Belongs here: which obstacles are worth another try, and after how long. Wrong data and
full disks are none: they stay as they are until somebody acts.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import dagster as dg
import duckdb

from orchestration.publishing.folder import FolderHeld
from orchestration.run.lock import WarehouseHeld
from orchestration.run.obstacles import is_held


@dataclass(frozen=True)
class Patience:
    """How often a step tries again, and how long it waits before it does.

    >>> [Patience(retries=3, seconds=30).wait_after(tries) for tries in range(3)]
    [30, 60, 120]
    """

    retries: int
    seconds: float

    def wait_after(self, tries: int) -> float:
        """Seconds to wait: twice as long each time, for a holder may need minutes."""
        return self.seconds * (1 << tries)

    @contextmanager
    def within(self, context: dg.AssetExecutionContext) -> Iterator[None]:
        """Have Dagster try a step again where its obstacle may pass."""
        try:
            yield
        except (WarehouseHeld, FolderHeld, duckdb.IOException) as error:
            if self.retries == 0 or not _may_pass(error):
                raise
            context.log.warning(str(error))
            raise dg.RetryRequested(
                max_retries=self.retries,
                seconds_to_wait=self.wait_after(context.retry_number),
            ) from error


# Who watches `make run` learns at once what is in the way, and decides.
NONE = Patience(retries=0, seconds=0)

# A quarter of an hour in all: longer than a build of the sample, or than a program that
# looks something up in the warehouse.
OF_DAGSTER = Patience(retries=5, seconds=30)


def _may_pass(error: Exception) -> bool:
    return not isinstance(error, duckdb.IOException) or is_held(str(error))
