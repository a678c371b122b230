"""The closing lines of a run: how many rows went where, and where things lie.

Belongs here: a build told in words. How it gets on the screen belongs in `console`.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from orchestration.ingestion.raw_files import unread_sentence
from orchestration.publishing.folder import PublishedFolder
from orchestration.publishing.manifest import BuildManifest
from orchestration.settings import Settings

# Places where a raw row can end, in the order of the contract. The rare ones have a
# column only where a row ended there.
PLACES = ("used", "rejected", "duplicate", "withdrawn", "erased", "after_as_of")
RARE_PLACES = ("erased", "after_as_of")


def summarise(build: BuildManifest, settings: Settings, seconds: float) -> list[str]:
    """What a run did, as lines for its user."""
    folder = PublishedFolder(settings.publish_dir)
    mart_rows = sum(mart.rows for mart in build.marts.values())
    unread = unread_sentence(build.raw_rows, settings.raw_dir)
    return [
        "",
        *align(raw_row_table(build)),
        "",
        *([unread] if unread else []),
        f"{len(build.marts)} marts with {mart_rows:,} rows, as of {build.as_of}, "
        f"in {seconds:.0f} seconds.",
        f"Warehouse   {shown(settings.database)}",
        f"Published   {shown(folder.current)} (build {build.build_id})",
        *(
            f"Report      {shown(folder.current / r.file)}"
            for r in build.reports.values()
        ),
    ]


def nothing_new_sentence(build: BuildManifest, settings: Settings) -> str:
    """Say that the current build is what a run would give, and where it lies."""
    folder = PublishedFolder(settings.publish_dir)
    if folder.rolled_back_from() is not None:
        return (
            f"Nothing is new since build {build.build_id}, from which readers were "
            f"sent back to {folder.current_id()} (make rollback "
            f"BUILD={build.build_id} sends them forth again)."
        )
    return (
        f"Nothing is new: build {build.build_id}, as of {build.as_of}, is current in "
        f"{shown(folder.current)} (make run ARGS=--force builds all the same)."
    )


def raw_row_table(build: BuildManifest) -> list[tuple[str, ...]]:
    """Rows of each raw table by the place where they ended, and their sum."""
    tables = {
        table: places
        for table, places in build.raw_rows.items()
        if any(places.values())
    }
    total = {
        place: sum(places.get(place, 0) for places in tables.values())
        for place in PLACES
    }
    shown_places = [
        place for place in PLACES if total[place] or place not in RARE_PLACES
    ]
    rows = [("raw rows", "in", *shown_places)]
    for name, places in (*tables.items(), ("all", total)):
        counts = [places.get(place, 0) for place in shown_places]
        figures = (sum(places.values()), *counts)
        rows.append((name, *(f"{figure:,}" for figure in figures)))
    return rows


def align(rows: Sequence[Sequence[str]]) -> Iterable[str]:
    """Lines with the first column to the left and figures to the right.

    >>> list(align([("raw rows", "in"), ("deals", "1,204")]))
    ['raw rows     in', 'deals     1,204']
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *figures in rows:
        cells = [first.ljust(widths[0])]
        cells += [f.rjust(width) for f, width in zip(figures, widths[1:], strict=True)]
        yield "  ".join(cells)


def shown(path: Path) -> str:
    """A path as its user would type it."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
