"""What may pass is tried again; what stays as it is, is not."""

from collections.abc import Callable

import dagster as dg
import duckdb
import pytest

from orchestration.patience import NONE, Patience
from orchestration.publishing.folder import FolderHeld, PublishingError
from orchestration.run.lock import WarehouseHeld

PATIENCE = Patience(retries=2, seconds=0.01)
HELD = 'Could not set lock on file "w": Conflicting lock is held in /usr/bin/x (PID 7)'


def tries_of(patience: Patience, fail: Callable[[int], None]) -> tuple[int, bool]:
    """How often a step is tried, and whether it succeeds in the end."""
    tries: list[int] = []

    @dg.asset
    def step(context: dg.AssetExecutionContext) -> None:
        tries.append(context.retry_number)
        with patience.within(context):
            fail(context.retry_number)

    result = dg.materialize([step], raise_on_error=False)
    assert tries == list(range(len(tries)))
    return len(tries), result.success


@pytest.mark.parametrize(
    "error",
    [WarehouseHeld("held"), FolderHeld("held"), duckdb.IOException(HELD)],
    ids=repr,
)
def test_what_somebody_holds_is_tried_again(error: Exception) -> None:
    def held_at_first(tries: int) -> None:
        if tries == 0:
            raise error

    def held_for_ever(tries: int) -> None:
        raise error

    assert tries_of(PATIENCE, held_at_first) == (2, True)
    assert tries_of(PATIENCE, held_for_ever) == (3, False)
    assert tries_of(NONE, held_at_first) == (1, False)


@pytest.mark.parametrize(
    "error",
    [
        PublishingError("current is not a link"),
        duckdb.IOException("No space left on device"),
        ValueError("wrong data"),
    ],
    ids=repr,
)
def test_what_stays_as_it_is_is_not_tried_again(error: Exception) -> None:
    def fail(tries: int) -> None:
        raise error

    assert tries_of(PATIENCE, fail) == (1, False)
