"""Rules that are edited between two builds, and loaded as `dbt seed` loads them."""

import csv
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from dbt.contracts.graph.nodes import SeedNode

from orchestration.settings import REPO_ROOT
from tests.warehouses import Project, Warehouse, complaint, copied, run_dbt

# Columns whose values two rows of a seed may swap and still make sense.
SWAPPED = {
    "activities": ["journey_stage"],
    "channels": ["channel", "channel_group"],
    "deal_stage_limits": ["valid_from", "sla_hours"],
    "deal_stages": ["stage_order", "journey_stage", "sla_hours"],
    "journey_stages": ["stage_order", "five_stage"],
    "survey_types": ["positive_from", "negative_to"],
    "touchpoint_types": ["journey_stage", "is_automated", "cart_step", "is_lead"],
}
# The shipped funnels leave two kinds of subjects out.
MORE_FUNNELS = """
    insert into rules.funnels by name
    select
        subject || '_again' as funnel, subject, order_mode, window_anchor, attempts,
        60 as window_days
    from (
        values
        ('account', 'ordered', 'first_step', 'all'),
        ('session', 'strict', 'previous_step', 'best')
    ) as funnels(subject, order_mode, window_anchor, attempts);
    insert into rules.funnel_steps by name
    select subject || '_again' as funnel, steps.*, 'step' as step_name
    from (values ('account'), ('session')) as funnels(subject)
    cross join (
        values
        (1, 'ad_click|page_view|order_completed'),
        (2, 'deal_created|order_completed|email_open')
    ) as steps(step_number, activity);
"""
# Rules that may be there or not.
DISPENSABLE = ["breakdowns", "deal_stages", "channels"]


def new_warehouse(project: Project, folder: Path, **settings: str) -> Warehouse:
    """A warehouse with the shipped rules, and funnels of further kinds."""
    warehouse = project.warehouse(folder, **settings)
    warehouse.execute(MORE_FUNNELS)
    return warehouse


@dataclass
class RuleBook:
    """The seeds as a steward has edited them; the folder is not named like theirs."""

    folder: Path
    rng: Random
    edited: set[str] = field(default_factory=set)

    def edit(self) -> str:
        """Change a seed in one place, and tell which."""
        kind = self.rng.choice(["swap", "swap", "switch", "remove", "restore"])
        if kind == "restore" and self.edited:
            seed = self.rng.choice(sorted(self.edited))
            self.file(seed).write_bytes((REPO_ROOT / f"seeds/{seed}.csv").read_bytes())
        elif kind == "switch":
            seed = "conversion_types"
            row = self.rng.choice(rows := self.rows(seed))
            row["is_enabled"] = "true" if row["is_enabled"] == "false" else "false"
            self.write(seed, rows)
        elif kind == "remove":
            seed = self.rng.choice(DISPENSABLE)
            rows = self.rows(seed)
            # Bottlenecks are compared by it: without it nothing would be built.
            free = [row for row in rows if row.get("breakdown") != "segment"]
            rows.remove(self.rng.choice(free))
            self.write(seed, rows)
        else:
            seed = self.rng.choice(sorted(SWAPPED))
            one, other = self.rng.sample(rows := self.rows(seed), 2)
            column = self.rng.choice(SWAPPED[seed])
            one[column], other[column] = other[column], one[column]
            self.write(seed, rows)
        return seed

    def rows(self, seed: str) -> list[dict[str, str]]:
        file = (
            self.file(seed) if seed in self.edited else REPO_ROOT / f"seeds/{seed}.csv"
        )
        with file.open(encoding="utf-8", newline="") as text:
            return list(csv.DictReader(text))

    def write(self, seed: str, rows: list[dict[str, str]]) -> None:
        self.folder.mkdir(exist_ok=True)
        self.edited.add(seed)
        with self.file(seed).open("w", encoding="utf-8", newline="") as text:
            writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def file(self, seed: str) -> Path:
        return self.folder / f"{seed}.csv"

    def load(self, warehouse: Warehouse) -> None:
        """Have dbt load the edited seeds."""
        if not self.edited:
            return
        manifest = copied(warehouse.project.manifest)
        for node in manifest.nodes.values():
            if isinstance(node, SeedNode) and node.name in self.edited:
                # dbt looks there when the project has no such file.
                node.root_path = str(self.folder.parent)
                node.original_file_path = f"{self.folder.name}/{node.name}.csv"
        arguments = ["seed", "--select", *sorted(self.edited)]
        where = {"JOURNEY_DB": warehouse.database}
        result = run_dbt(arguments, warehouse.folder, where, manifest)
        assert result.success, complaint(result)
