"""Lets pytest pass by the peers that are not installed; see the group `bench`."""

from importlib.util import find_spec

from benchmarks.bench import PEERS

collect_ignore = [
    f"tasks/sessions_{peer}.py" for peer in PEERS if find_spec(peer) is None
]
