"""What every task is timed with."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

Answer = TypeVar("Answer")


@contextmanager
def stopwatch() -> Iterator[dict[str, float]]:
    """Measure a block: its seconds, and those that all threads spent on processors.

    The second figure says more on a machine that others use at the same time.
    """
    reading: dict[str, float] = {}
    started, used = time.perf_counter(), time.process_time()
    yield reading
    reading["seconds"] = time.perf_counter() - started
    reading["cpu_seconds"] = time.process_time() - used


def quicker(work: Callable[[], Answer]) -> tuple[dict[str, float], Answer]:
    """The reading of the quicker of two runs, and what the second one answered."""
    with stopwatch() as first:
        work()
    with stopwatch() as second:
        answer = work()
    return min(first, second, key=lambda reading: reading["seconds"]), answer
