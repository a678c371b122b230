"""`python -m orchestration.rollback`: sends readers back to an earlier build.

Belongs here: which build they are sent to, and what is said of it. How the link is
moved belongs in `orchestration.publishing.folder`.
"""

import hashlib
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path

from orchestration.publishing.current import NoCurrentBuild, checked_build
from orchestration.publishing.folder import PublishedFolder, PublishingError
from orchestration.quality_report.page import content_of, with_content
from orchestration.quality_report.write import REPORT
from orchestration.run.obstacles import system_sentence
from orchestration.settings import Settings, SettingsError


class RollbackError(RuntimeError):
    """Readers cannot be sent there; the message says why."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Roll back: 0 when readers see the build that was asked for, else 1."""
    parser = ArgumentParser(
        prog="make rollback",
        description="Send readers back to an earlier build, or forth again.",
    )
    parser.add_argument(
        "--to", metavar="BUILD", help="its id; else the build before the current one"
    )
    parser.add_argument(
        "--list", action="store_true", help="only list the builds that are kept"
    )
    options = parser.parse_args(arguments)
    try:
        settings = Settings.from_environment(os.environ)
        folder = PublishedFolder(settings.publish_dir, settings.readers)
        if not folder.current.is_symlink():
            raise NoCurrentBuild("Nothing is published yet.")
        if not options.list:
            roll_back(folder, options.to)
        print("\n".join(listing(folder)))
    except (SettingsError, PublishingError, RollbackError, NoCurrentBuild) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(system_sentence(error, settings.publish_dir), file=sys.stderr)
        return 1
    return 0


def roll_back(folder: PublishedFolder, build_id: str | None) -> None:
    """Make another build the current one, once all its checksums are found right."""
    with folder.held():
        target = build_id
        if target is None:
            target = build_before(folder.build_ids(), folder.current_id())
        if target not in folder.build_ids():
            kept = ", ".join(folder.build_ids())
            raise RollbackError(f"'{target}' is not kept; there are {kept}.")
        check_content(folder.builds / target)
        folder.roll_back(target)
        mend_report(folder)


def mend_report(folder: PublishedFolder) -> None:
    """Have the newest run's report say which build readers see."""
    report = folder.root / REPORT
    if report.exists():
        page = report.read_text(encoding="utf-8")
        content = content_of(page)
        content["outcome"]["build_id"] = folder.current_id()
        folder.write_beside(report, with_content(page, content))


def build_before(build_ids: Sequence[str], current: str) -> str:
    """The newest build that is older than the current one.

    >>> build_before(["a", "b", "c"], "b")
    'a'
    """
    earlier = [build_id for build_id in build_ids if build_id < current]
    if not earlier:
        raise RollbackError(
            "No build before the current one is kept (JOURNEY_KEEP_BUILDS says how "
            "many are)."
        )
    return earlier[-1]


def check_content(directory: Path) -> None:
    """Read all of a build: what decayed on the disk must not become current."""
    build = checked_build(directory)
    for entry in build.files:
        with (directory / entry.file).open("rb") as stream:
            content = hashlib.file_digest(stream, "sha256").hexdigest()
        if content != entry.sha256:
            raise RollbackError(
                f"{entry.file} of build {build.build_id} is not what was written; "
                "readers stay where they are."
            )


def listing(folder: PublishedFolder) -> Iterator[str]:
    """A line for each build, the current one marked."""
    for build_id in folder.build_ids():
        mark = "*" if build_id == folder.current_id() else " "
        try:
            build = checked_build(folder.builds / build_id)
        except NoCurrentBuild as error:
            yield f"{mark} {build_id}  {error}"
        else:
            yield f"{mark} {build_id}  built {build.built_at}, as of {build.as_of}"


if __name__ == "__main__":
    sys.exit(main())
