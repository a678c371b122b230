"""Writes rows of any shape as a raw table."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

Row = Mapping[str, object]

REQUIRED = {
    "touchpoints": ["touchpoint_id", "occurred_at", "channel", "touchpoint_type"],
    "deals": ["deal_id", "created_at", "stage"],
    "survey_responses": ["response_id", "survey_type", "score"],
}


def write_tables(folder: Path, tables: Mapping[str, Sequence[Row]]) -> Path:
    """Write raw tables into a new folder; required ones that lack are empty."""
    folder.mkdir()
    for table in [*REQUIRED, *tables]:
        rows = tables.get(table, [])
        columns = list(rows[0]) if rows else REQUIRED[table]
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)
    return folder
