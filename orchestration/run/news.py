"""Whether a run has anything to do, and why.

Belongs here: comparing what the current build was made of with what there is now, for
runs, sensors and the quality report alike. No file is touched here; taking stock
belongs in `publishing.inputs`, reading what is in raw files in `publishing.lineage`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from operator import eq
from typing import TypeVar

from orchestration.publishing.inputs import Inputs, size_of
from orchestration.publishing.manifest import BuildManifest

# So many names are a help; more of them are a list that nobody reads.
NAMES_SHOWN = 3
RAW_DIR = "JOURNEY_RAW_DIR"
MADE_IN_PARTS = "the current build was made in parts, so that nobody knows what of"

File = TypeVar("File")


def changed_names(
    before: Mapping[str, File],
    now: Mapping[str, File],
    is_same: Callable[[File, File], bool] = eq,
) -> dict[str, list[str]]:
    """The names of files by what became of them: what is gone breaks most, so first.

    >>> changed_names({"a": 1, "b": 2}, {"b": 3, "c": 4})
    {'gone': ['a'], 'changed': ['b'], 'new': ['c']}
    """
    both = [name for name in before if name in now]
    return {
        "gone": sorted({*before} - {*now}),
        "changed": sorted(n for n in both if not is_same(before[n], now[n])),
        "new": sorted({*now} - {*before}),
    }


def without_times(build: BuildManifest, now: Inputs) -> Inputs:
    """The inputs for a look that has no time to read: another folder has other times.

    There a raw file of the same size is taken to be the same. Whoever has the time asks
    `settled_states` of `publishing.lineage`.
    """
    before = build.inputs
    if before is None or before.settings.get(RAW_DIR) == now.settings.get(RAW_DIR):
        return now
    known = before.raw_files
    states = {
        name: known[name]
        if name in known and size_of(known[name]) == size_of(state)
        else state
        for name, state in now.raw_files.items()
    }
    return replace(now, raw_files=states)


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
        *_files("raw file", before.raw_files, now.raw_files),
        *_files("project file", before.project_files, now.project_files),
        *_values(before.settings, now.settings),
        *_values(before.versions, now.versions),
        *_warehouse(before.warehouse, now.warehouse),
        *_clock(build, at),
    ]


def _files(
    kind: str, before: Mapping[str, str], now: Mapping[str, str]
) -> Iterator[str]:
    names_of = changed_names(before, now)
    for state, change in (("new", "new"), ("changed", "changed"), ("missing", "gone")):
        if names := names_of[change]:
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


def _clock(build: BuildManifest, at: datetime) -> Iterator[str]:
    future, waived = build.future_until, build.waived_until
    if future is not None and datetime.fromisoformat(future) <= at:
        yield "a row that was rejected as being in the future may be past by now"
    # The last day counts.
    if waived is not None and date.fromisoformat(waived) < at.date():
        yield f"a waiver ended on {waived}"


def _plural(noun: str, names: Sequence[str]) -> str:
    return noun if len(names) == 1 else f"{noun}s"


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:NAMES_SHOWN])
    rest = len(names) - NAMES_SHOWN
    return f"{shown} and {rest} more" if rest > 0 else shown
