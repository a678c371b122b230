"""The settings that a user gives in the environment.

Belongs here: names, defaults and checks of `JOURNEY_*` variables that Python reads.
What only models read stands in `profiles.yml` and as vars in `dbt_project.yml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from orchestration.alerts import AlertTargetError, sender_to
from orchestration.publishing.folder import Readers
from orchestration.publishing.personal_data import Disguise, PersonalData

# So many random letters and digits nobody tries out.
SHORTEST_SALT = 16

REPO_ROOT = Path(__file__).resolve().parents[1]


class SettingsError(ValueError):
    """A setting that cannot be used; the message names it."""


@dataclass(frozen=True)
class Settings:
    """Where things lie and how much is kept.

    >>> Settings.from_environment({"JOURNEY_KEEP_BUILDS": "5"}).keep_builds
    5
    """

    root: Path
    raw_dir: Path
    database: Path
    erased_ids: Path
    landing_dir: Path
    publish_dir: Path
    as_of: str | None
    keep_builds: int
    keep_copies_days: int
    readers: Readers
    disguise: Disguise
    threads: int
    memory_limit: str | None
    is_automated: bool
    schedule: str
    fresh_hours: int
    # URLs may hold a password, and what holds settings may be printed.
    alerts: tuple[str, ...] = field(repr=False)

    @classmethod
    def from_environment(
        cls, environment: Mapping[str, str], root: Path = REPO_ROOT
    ) -> "Settings":
        """Read the settings; a relative path starts at the project's root."""
        _check_not_empty(environment)
        database = _database(environment, root)
        return cls(
            root=root,
            raw_dir=root / environment.get("JOURNEY_RAW_DIR", "sample/raw"),
            database=database,
            erased_ids=root
            / environment.get("JOURNEY_ERASED_IDS", f"{database}.erased.json"),
            landing_dir=root
            / environment.get("JOURNEY_LANDING_DIR", "warehouse/landing"),
            publish_dir=root / environment.get("JOURNEY_PUBLISH_DIR", "published"),
            as_of=_instant(environment, "JOURNEY_AS_OF"),
            # The newest, the one before it to compare with, and one for a reader who
            # still has it open.
            keep_builds=_whole_number(environment, "JOURNEY_KEEP_BUILDS", 3),
            # Another warehouse of the same landing folder may be built each week.
            keep_copies_days=_whole_number(environment, "JOURNEY_KEEP_COPIES_DAYS", 7),
            # Persons stand in the marts: nobody reads them who was not let in.
            readers=_readers(environment, "JOURNEY_READERS"),
            disguise=_disguise(environment),
            threads=_whole_number(environment, "JOURNEY_THREADS", 2),
            memory_limit=environment.get("JOURNEY_MEMORY_LIMIT"),
            is_automated=_switch(environment, "JOURNEY_AUTOMATION"),
            # Before the first office opens.
            schedule=environment.get("JOURNEY_SCHEDULE", "0 4 * * *"),
            # A day, and two hours for the run itself.
            fresh_hours=_whole_number(environment, "JOURNEY_FRESH_HOURS", 26),
            alerts=_alert_targets(environment, "JOURNEY_ALERTS"),
        )

    @property
    def lock_file(self) -> Path:
        """Held by the run that builds the warehouse; says who it is."""
        return Path(f"{self.database}.lock")

    @property
    def intent_file(self) -> Path:
        """Whom a run has begun to forget, until it is done; see `forgetting`."""
        return Path(f"{self.database}.forgetting.json")

    @property
    def alert_file(self) -> Path:
        """What the last alert was sent for, while its trouble lasts."""
        return Path(f"{self.database}.alert.json")

    @property
    def target_dir(self) -> Path:
        """What dbt writes besides: each warehouse has its own, for runs side by side.

        A target that is shared would also be parsed anew at each change of warehouse.
        """
        return Path(f"{self.database}.target")


def _check_not_empty(environment: Mapping[str, str]) -> None:
    """Refuse what dbt would take by its word: an empty path is the current folder."""
    for name, text in environment.items():
        # The models themselves read an empty JOURNEY_AS_OF as unset.
        is_checked = name.startswith("JOURNEY_") and name != "JOURNEY_AS_OF"
        if is_checked and not text.strip():
            raise SettingsError(f"{name} is empty: give it a value or unset it.")


def _database(environment: Mapping[str, str], root: Path) -> Path:
    """The warehouse's file; its name is the catalog's, which dbt puts in quotes."""
    database = root / environment.get("JOURNEY_DB", "warehouse/journey.duckdb")
    if any(quote in database.name for quote in "'\""):
        raise SettingsError(
            f"JOURNEY_DB must have no quotation mark in its name, not {database.name}."
        )
    return database


def _instant(environment: Mapping[str, str], name: str) -> str | None:
    text = environment.get(name, "").strip()
    try:
        datetime.fromisoformat(text or "2000-01-01")
    except ValueError as error:
        raise SettingsError(
            f"{name} must be a date or a time in ISO 8601, such as 2026-01-31 or "
            f"2026-01-31T18:00:00Z, not {text!r}."
        ) from error
    return text or None


def _readers(environment: Mapping[str, str], name: str) -> Readers:
    text = environment.get(name, Readers.GROUP.name.lower())
    names = [readers.name.lower() for readers in Readers]
    if text not in names:
        raise SettingsError(f"{name} must be one of {', '.join(names)}, not {text!r}.")
    return Readers[text.upper()]


def _disguise(environment: Mapping[str, str]) -> Disguise:
    text = environment.get("JOURNEY_PERSONAL_DATA", PersonalData.PLAIN.value)
    kinds = [kind.value for kind in PersonalData]
    if text not in kinds:
        raise SettingsError(
            f"JOURNEY_PERSONAL_DATA must be one of {', '.join(kinds)}, not {text!r}."
        )
    salt = environment.get("JOURNEY_SALT", "")
    if text == PersonalData.HASHED.value and len(salt) < SHORTEST_SALT:
        raise SettingsError(
            "JOURNEY_PERSONAL_DATA=hashed needs JOURNEY_SALT, a secret of at least "
            f"{SHORTEST_SALT} characters: without it hashes are found by trying ids."
        )
    return Disguise(PersonalData(text), salt)


def _switch(environment: Mapping[str, str], name: str) -> bool:
    text = environment.get(name, "off")
    if text not in ("on", "off"):
        raise SettingsError(f"{name} must be on or off, not {text!r}.")
    return text == "on"


def _alert_targets(environment: Mapping[str, str], name: str) -> tuple[str, ...]:
    targets = tuple(environment.get(name, "").split())
    for target in targets:
        try:
            sender_to(target)
        except AlertTargetError as error:
            raise SettingsError(f"{name}: {error}") from error
    return targets


def _whole_number(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name, str(default))
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise SettingsError(f"{name} must be a whole number from 1, not {text!r}.")
    return int(text)
