"""The seeds as the specification reads them.

The worlds use one pipeline, `b2b_sales`; the conversion types that the seed carries but
does not enable are switched on, here and in the warehouse, so that they are tested.
"""

import csv
from pathlib import Path

from .specification.inputs import DealStage, Rules

PIPELINE = "b2b_sales"


def seed(seeds_dir: Path, name: str) -> list[dict[str, str | None]]:
    """The rows of a seed; an empty text is none."""
    with (seeds_dir / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return [
            {column: text or None for column, text in row.items()}
            for row in csv.DictReader(lines)
        ]


def filled(text: str | None) -> str:
    """A value that a seed must have."""
    assert text is not None
    return text


def rules_of(seeds_dir: Path) -> Rules:
    """Read the rules of the project."""
    return Rules(
        channels={
            filled(row["channel_alias"]): (
                filled(row["channel"]),
                filled(row["channel_group"]),
            )
            for row in seed(seeds_dir, "channels")
        },
        touchpoint_stages={
            filled(row["touchpoint_type"]): row["journey_stage"]
            for row in seed(seeds_dir, "touchpoint_types")
        },
        cart_steps={
            filled(row["touchpoint_type"]): row["cart_step"]
            for row in seed(seeds_dir, "touchpoint_types")
            if row["cart_step"] is not None
        },
        activity_stages={
            filled(row["activity"]): row["journey_stage"]
            for row in seed(seeds_dir, "activities")
        },
        journey_stages={
            filled(row["stage"]): int(filled(row["stage_order"]))
            for row in seed(seeds_dir, "journey_stages")
        },
        deal_stages={
            filled(row["stage"]): DealStage(
                stage_order=int(filled(row["stage_order"])),
                status=filled(row["status"]),
                journey_stage=row["journey_stage"],
            )
            for row in seed(seeds_dir, "deal_stages")
            if row["pipeline"] == PIPELINE
        },
        conversion_types={
            filled(row["activity"]): filled(row["conversion_type"])
            for row in seed(seeds_dir, "conversion_types")
        },
    )
