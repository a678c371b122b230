"""Forgetting a person, step by step.

Belongs here: the order of the steps, so that one that is killed is completed by the
next. The steps themselves belong in the modules that this one calls.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb

from orchestration.dbt_manifest import DbtManifest
from orchestration.erased_ids import ErasedIds
from orchestration.forgetting.builds import check_salt, forget_in_builds
from orchestration.forgetting.foreign_files import foreign_files_with
from orchestration.forgetting.intent import read_intent, write_intent
from orchestration.forgetting.person import ANONYMOUS, Person, find_person
from orchestration.forgetting.raw_ids import CUSTOMERS, DEVICES, raw_tables_of
from orchestration.forgetting.traces import remove_traces
from orchestration.forgetting.warehouse import (
    compact,
    forget_examples,
    raw_files_with,
    raw_files_with_mentions,
    run_models,
)
from orchestration.ingestion.erasing import sweep_unsearched
from orchestration.publishing.folder import PublishedFolder
from orchestration.publishing.ids_in_texts import (
    SHORTEST_ID,
    SHORTEST_NUMBER,
    telling,
)
from orchestration.settings import Settings
from orchestration.sql_text import literal


class UnknownCustomer(LookupError):
    """Nobody is known by an id; the message says so."""


@dataclass(frozen=True)
class Forgotten:
    """What came of it: raw files that still hold the person, with rows.

    `is_again`: the person was forgotten before, and only looked for by one id.
    """

    person: Person
    raw_files: list[tuple[str, int]] = field(default_factory=list)
    builds: list[str] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    mentions: list[tuple[str, int]] = field(default_factory=list)
    foreign_files: list[Path] = field(default_factory=list)
    is_again: bool = False

    @property
    def line_of_unsearched(self) -> str | None:
        """By which ids texts were not searched, and why; None: by all."""
        ids = [*self.person.ids.get(CUSTOMERS, ()), *self.person.ids.get(DEVICES, ())]
        found = telling(ids)
        others = [id_ for id_ in ids if id_ not in found]
        if not others:
            return None
        return (
            f"Texts were not searched for {', '.join(others)}: an id that looks like "
            f"any other word is looked for in columns of ids alone (in texts, one of "
            f"{SHORTEST_ID} characters or more with a digit or an @, or a number of "
            f"{SHORTEST_NUMBER} digits or more)."
        )

    @property
    def lines_of_others(self) -> list[str]:
        """What is left to do for whoever owns files that still hold the person."""
        lines = []
        if self.raw_files:
            lines = ["Raw files that still hold rows of theirs, for you to mend:"]
            lines += [f"  {file}: {rows} row(s)" for file, rows in self.raw_files]
        if self.mentions:
            lines += [
                "Raw files in which rows of others name them in a text, which builds "
                "hide, for you to mend:"
            ]
            lines += [f"  {file}: {rows} row(s)" for file, rows in self.mentions]
        if self.foreign_files:
            lines += [
                "Files beside the copies, not written by this project, with them:"
            ]
            lines += [f"  {file}" for file in self.foreign_files]
        return lines


def forget(
    settings: Settings,
    manifest: DbtManifest,
    customer: str,
    say: Callable[[str], None] = print,
) -> Forgotten:
    """Forget a customer; whoever was forgotten before is looked for again."""
    done = complete_begun(settings, manifest, say)
    if done is not None and customer in done.person.names:
        return done
    person = _find(settings, manifest, customer)
    is_again = person is None
    if person is None:
        person = _forgotten_before(settings, customer)
    check_salt(_published(settings), settings.disguise)
    # Noted first: a run that is killed from here on is completed by the next one.
    write_intent(settings.intent_file, person)
    return replace(_complete(settings, manifest, person, say), is_again=is_again)


def complete_begun(
    settings: Settings, manifest: DbtManifest, say: Callable[[str], None]
) -> Forgotten | None:
    """Forget whom a run that was killed had begun to forget; None: there is nobody."""
    begun = read_intent(settings.intent_file)
    if begun is None:
        return None
    check_salt(_published(settings), settings.disguise)
    say("Completing what an earlier `make forget` had begun")
    return _complete(settings, manifest, begun, say)


def _forgotten_before(settings: Settings, customer: str) -> Person:
    """Whoever the list knows by an id: by that one alone, for it holds no other."""
    kind, id_ = CUSTOMERS, customer
    if customer.startswith(ANONYMOUS):
        kind, id_ = DEVICES, customer.removeprefix(ANONYMOUS)
    erased = ErasedIds.read(settings.erased_ids)
    if erased is None or not erased.has(kind, id_):
        raise UnknownCustomer(
            f"No customer {customer} is in the warehouse {settings.database}. A device "
            "that belongs to nobody is named anon:<anonymous_id>."
        )
    return Person({kind: [id_]})


def _find(settings: Settings, manifest: DbtManifest, customer: str) -> Person | None:
    if not settings.database.exists():
        return None
    with duckdb.connect() as connection:
        connection.execute(
            f"attach {literal(str(settings.database))} as warehouse (read_only)"
        )
        return find_person(connection, raw_tables_of(manifest.raw_tables), customer)


def _complete(
    settings: Settings,
    manifest: DbtManifest,
    person: Person,
    say: Callable[[str], None],
) -> Forgotten:
    erased = ErasedIds.read(settings.erased_ids) or ErasedIds.new()
    erased = erased.with_ids(person.ids)
    erased.write(settings.erased_ids)
    say("Building the models without them")
    run_models(settings)
    files = sweep_unsearched(settings.landing_dir, erased)
    forget_examples(settings.database, person)
    say("Writing the warehouse file anew")
    compact(settings.database)
    say("Rewriting published builds")
    builds = forget_in_builds(
        _published(settings),
        person,
        manifest.marts,
        raw_tables_of(manifest.raw_tables),
        settings.disguise,
    )
    files += remove_traces(settings, person)
    tables = [str(source["name"]) for source in manifest.raw_tables]
    left = raw_files_with(settings.database, tables, person, erased)
    mentions = raw_files_with_mentions(settings.database, tables, person)
    foreign = foreign_files_with(settings.landing_dir, person)
    settings.intent_file.unlink()
    return Forgotten(person, left, builds, files, mentions, foreign)


def _published(settings: Settings) -> PublishedFolder:
    return PublishedFolder(settings.publish_dir, settings.readers)
