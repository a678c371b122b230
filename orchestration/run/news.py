"""Whether a run has anything to do, and why.

Belongs here: comparing what the current build was made of with what there is now. No
file is touched here; taking stock belongs in `publishing.inputs`.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from orchestration.publishing.inputs import Inputs
from orchestration.publishing.manifest import BuildManifest

# So many names are a help; more of them are a list that nobody reads.
NAMES_SHOWN = 3
RAW_DIR = "JOURNEY_RAW_DIR"
MADE_IN_PARTS = "the current build was made in parts, so that nobody knows what of"


def reasons_to_run(
    build: BuildManifest, now: Inputs, at: datetime, *, is_forgetting: bool = False
) -> list[str]:
    """Why the current build is not what a run would give; nothing: it is.

    `is_forgetting`: a `make forget` was killed, which the run completes.
    """
    if is_forgetting:
        return ["a person whom a killed `make forget` had begun to forget"]
    before = build.inputs
    if before is None:
        return [MADE_IN_PARTS]
    return [
        *_raw_files(before, now),
        *_files("project file", before.project_files, now.project_files),
        *_values(before.settings, now.settings),
        *_values(before.versions, now.versions),
        *_warehouse(before.warehouse, now.warehouse),
        *_clock(build.future_until, at),
    ]


def _raw_files(before: Inputs, now: Inputs) -> Iterator[str]:
    known, found = before.raw_files, now.raw_files
    if before.settings.get(RAW_DIR) != now.settings.get(RAW_DIR):
        # A copy has times of its own: by them every file of another folder is changed.
        known, found = _sizes(known), _sizes(found)
    yield from _files("raw file", known, found)


def _sizes(states: Mapping[str, str]) -> dict[str, str]:
    return {name: state.partition(" ")[0] for name, state in states.items()}


def _files(
    kind: str, before: Mapping[str, str], now: Mapping[str, str]
) -> Iterator[str]:
    new = [name for name in now if name not in before]
    gone = [name for name in before if name not in now]
    changed = [name for name in now if name in before and now[name] != before[name]]
    for state, names in (("new", new), ("changed", changed), ("missing", gone)):
        if names:
            yield f"{len(names)} {state} {_plural(kind, names)}: {_listed(names)}"


def _values(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for name in sorted({*before, *now}):
        if before.get(name) != now.get(name):
            was, is_now = (values.get(name, "unset") for values in (before, now))
            yield f"{name} was {was}, is {is_now}"


def _warehouse(before: str | None, now: str | None) -> Iterator[str]:
    if now is None:
        yield "the warehouse is missing"
    elif now != before:
        yield "the warehouse was written since the current build"


def _clock(future_until: str | None, at: datetime) -> Iterator[str]:
    if future_until is not None and datetime.fromisoformat(future_until) <= at:
        yield "a row that was rejected as being in the future may be past by now"


def _plural(noun: str, names: Sequence[str]) -> str:
    return noun if len(names) == 1 else f"{noun}s"


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(sorted(names)[:NAMES_SHOWN])
    rest = len(names) - NAMES_SHOWN
    return f"{shown} and {rest} more" if rest > 0 else shown
