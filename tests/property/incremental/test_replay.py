"""Whatever happened in between, a warehouse ends as if it had been built at once."""

import os
from pathlib import Path
from random import Random

import pytest

from .relations import differences
from .sequences import Beginning, Sequence

# `make test-long` sets them.
FIRST = int(os.environ.get("REPLAY_FIRST", "0"))
COUNT = int(os.environ.get("REPLAY_COUNT", "8"))
BATCH_COUNT = int(os.environ.get("REPLAY_BATCHES", "2"))


@pytest.mark.parametrize("seed", range(FIRST, FIRST + COUNT))
def test_replay_equals_rebuild(seed: int, beginning: Beginning, tmp_path: Path) -> None:
    """A failing one alone: `make test-long SEQUENCES=1 FIRST=<seed>`."""
    sequence = Sequence(tmp_path, beginning, Random(seed))
    sequence.play(BATCH_COUNT)
    different = list(differences(sequence.replayed, sequence.rebuild()))
    assert different == [], "\n".join([f"seed {seed}", *sequence.told, *different])
