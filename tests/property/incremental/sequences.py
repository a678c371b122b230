"""Random sequences of deliveries, changes and builds, each from its seed alone."""

from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from shutil import copyfile

from dbt.contracts.graph.nodes import ModelNode

from tests.warehouses import Project, Warehouse, complaint

from .histories import Delivery, history, instants
from .killed_builds import build_and_kill
from .landing_zone import LandingZone
from .rule_changes import RuleBook, new_warehouse

WORLD_COUNT = 12
SHARE_FROM_NOTHING = 0.2
VARS: dict[str, list[object]] = {
    "session_gap_minutes": [15, 29, 45],
    "session_cuts_on_campaign_change": [False],
    "journey_gap_days": [45, 89],
    "cart_abandonment_hours": [1],
    "exchange_rate_max_age_days": [0, 30],
    "reporting_timezone": ["Asia/Tokyo"],
}


@dataclass(frozen=True)
class Beginning:
    """A warehouse of the first rows of some worlds, and the rows that are to come."""

    warehouse: Warehouse
    zone: LandingZone
    to_come: list[Delivery]

    @classmethod
    def build(cls, project: Project, folder: Path) -> "Beginning":
        """Build the warehouse in which most sequences begin."""
        rng = Random("beginning")
        zone = LandingZone(folder / "raw", rng)
        first: list[Delivery] = []
        to_come: list[Delivery] = []
        for delivery in history(rng, WORLD_COUNT):
            (first if rng.random() < 0.5 else to_come).append(delivery)
        zone.deliver_all(first)
        warehouse = new_warehouse(project, folder / "warehouse")
        warehouse.build(zone.folder)
        # What dbt wrote may still be in the log beside the file, which is copied alone.
        warehouse.execute("checkpoint")
        return cls(warehouse, zone, to_come)


@dataclass
class Sequence:
    """A warehouse to which things happen; `told` says which, for a failing test."""

    folder: Path
    beginning: Beginning
    rng: Random
    told: list[str] = field(default_factory=list)
    vars: dict[str, object] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    # Whether every relation is there, so that a part can be built alone.
    is_whole: bool = False

    def __post_init__(self) -> None:
        self.project = self.beginning.warehouse.project
        self.rules = RuleBook(self.folder / "edited_seeds", self.rng)
        self.replayed = new_warehouse(self.project, self.folder / "replayed")
        if self.rng.random() < SHARE_FROM_NOTHING:
            self.zone = LandingZone(self.folder / "raw", self.rng)
            self.to_come = history(self.rng, WORLD_COUNT)
            self.told.append("began with nothing")
        else:
            self.zone = self.beginning.zone.copy(self.folder / "raw", self.rng)
            self.to_come = list(self.beginning.to_come)
            copyfile(self.beginning.warehouse.database, self.replayed.database)
            self.is_whole = True

    def play(self, batch_count: int) -> None:
        """Deliver what is to come bit by bit, and end with a whole build."""
        batches: list[list[Delivery]] = [[] for _ in range(batch_count)]
        # Batches of all sizes: in a small one, less can be brought along by chance.
        weights = [self.rng.choice([0, 1, 5, 100]) for _ in batches]
        weights.append(1)
        self.rng.shuffle(self.to_come)
        for delivery in self.to_come:
            self.rng.choices([*batches, []], weights=weights)[0].append(delivery)
        for number, batch in enumerate(batches):
            self.zone.deliver_all(batch)
            self.told.append(f"{len(batch)} rows came")
            self.disturb()
            is_last = number == batch_count - 1
            self.build("whole" if is_last else self.kind_of_build())

    def kind_of_build(self) -> str:
        kinds = {"whole": 4, "killed": 4}
        if self.is_whole:
            kinds |= {"part": 3, "refreshed": 1}
        return self.rng.choices(list(kinds), weights=[*kinds.values()])[0]

    def disturb(self) -> None:
        """Let happen, or not, what happens besides new rows."""
        happenings = {
            self.rearrange: 0.3,
            self.withdraw_file: 0.2,
            self.change_rule: 0.25,
            self.change_var: 0.15,
            self.change_horizon: 0.2,
            self.damage: 0.1,
        }
        for happening, probability in happenings.items():
            if self.rng.random() < probability:
                happening()

    def rearrange(self) -> None:
        if tables := self.zone.tables():
            self.told.append(self.zone.rearrange(self.rng.choice(tables)))

    def withdraw_file(self) -> None:
        if files := sorted(self.zone.files):
            table, name = self.rng.choice(files)
            self.zone.remove(table, name)
            self.told.append(f"{table}/{name} was removed")

    def change_rule(self) -> None:
        seed = self.rules.edit()
        self.rules.load(self.replayed)
        self.told.append(f"the rule {seed} changed")

    def change_var(self) -> None:
        name = self.rng.choice(sorted(VARS))
        if name in self.vars:
            del self.vars[name]
        else:
            self.vars[name] = self.rng.choice(VARS[name])
        self.project = self.beginning.warehouse.project.under(self.vars)
        self.told.append(f"vars became {self.vars}")

    def change_horizon(self) -> None:
        chosen = self.rng.choice([None, *instants()])
        self.settings.clear()
        if chosen:
            self.settings["JOURNEY_AS_OF"] = chosen.isoformat()
        self.told.append(f"as_of became {chosen}")

    def damage(self) -> None:
        """Drop a stored relation by hand, or put another one in its place."""
        if not self.is_whole:
            return
        self.is_whole = False
        node = self.rng.choice(
            [m for m in self.models() if m.config.materialized != "view"]
        )
        relation = f"{node.schema}.{node.name}"
        statements = [f"drop table {relation}"]
        if self.rng.random() < 0.5:
            statements.append(f"create view {relation} as select 1 as one")
        for statement in statements:
            self.replayed.execute(statement)
        self.told += statements

    def models(self) -> list[ModelNode]:
        """The models that are in the warehouse, by name."""
        nodes = self.project.manifest.nodes.values()
        models = [node for node in nodes if isinstance(node, ModelNode)]
        stored = [m for m in models if m.config.materialized != "ephemeral"]
        return sorted(stored, key=lambda model: model.name)

    def build(self, kind: str) -> None:
        """Build, in one of the ways in which a build can go."""
        arguments = self.selection() if kind in {"part", "refreshed"} else []
        if kind == "refreshed":
            arguments.append("--full-refresh")
        arguments += ["--vars", str(self.vars)]
        if kind == "killed":
            count, seconds = self.rng.randint(1, 125), self.rng.choice([0, 0.01, 0.1])
            was_killed = build_and_kill(
                self.warehouse(), self.zone.folder, arguments, count, seconds
            )
            self.told.append(f"killed {seconds} s after {count} models: {was_killed}")
            self.is_whole = self.is_whole or not was_killed
            return
        self.told.append(f"built: {' '.join(arguments)}")
        self.run(self.warehouse(), arguments)
        self.is_whole = self.is_whole or kind == "whole"

    def selection(self) -> list[str]:
        """A part of the models, with or without what it reads and what reads it."""
        chosen = self.rng.sample(self.models(), self.rng.choice([1, 1, 2, 5]))
        signs = ["{}", "+{}", "{}+", "1+{}+1"]
        return ["--select", *(self.rng.choice(signs).format(m.name) for m in chosen)]

    def warehouse(self) -> Warehouse:
        """The warehouse under the present settings."""
        return Warehouse(self.replayed.folder, self.project, self.settings)

    def rebuild(self) -> Warehouse:
        """A new warehouse of the same raw files, rules and settings, built at once."""
        rebuilt = new_warehouse(self.project, self.folder / "rebuilt", **self.settings)
        self.rules.load(rebuilt)
        self.run(rebuilt, ["--full-refresh", "--vars", str(self.vars)])
        return rebuilt

    def run(self, warehouse: Warehouse, arguments: list[str]) -> None:
        result = warehouse.run(self.zone.folder, *arguments)
        assert result.success, "\n".join([*self.told, complaint(result)])
