"""Writes raw tables as files, in the forms that the contract allows.

Belongs here: file names, formats and the mixed layout of the committed sample. What the
rows are stands in `world/*.sql`.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import duckdb

Format = Literal["csv", "parquet", "mixed"]


@dataclass(frozen=True)
class Form:
    """A file form: how its name ends and what DuckDB's COPY must be told."""

    extension: str
    options: str
    # As spreadsheets on Windows write text: byte order mark, two-character line ends.
    is_from_windows: bool = False


PARQUET = Form("parquet", "format parquet, compression snappy")
SMALL_PARQUET = Form("parquet", "format parquet, compression zstd")
CSV = Form("csv", "format csv, header")
CSV_GZ = Form("csv.gz", "format csv, header, compression gzip")
SEMICOLON = Form("csv", "format csv, header, delimiter ';'")
WINDOWS = Form("csv", SEMICOLON.options, is_from_windows=True)
JSON_LINES = Form("jsonl", "format json")

# A real landing zone is never of one form.
SAMPLE_FORMS = {
    "deals": CSV_GZ,
    "customers": CSV_GZ,
    "survey_responses": CSV_GZ,
    "deal_stage_changes": CSV_GZ,
    "deal_owner_changes": CSV,
    "deal_contacts": WINDOWS,
    "deal_tasks": CSV_GZ,
    "support_cases": JSON_LINES,
    "orders": CSV_GZ,
    "order_items": CSV_GZ,
    "products": SEMICOLON,
    "campaign_costs": CSV_GZ,
    "experiment_assignments": CSV_GZ,
    "scenario_actions": CSV_GZ,
    "consents": CSV_GZ,
    "loyalty_events": CSV_GZ,
    "exchange_rates": CSV_GZ,
}


def write_file(
    connection: duckdb.DuckDBPyConnection, query: str, path: Path, form: Form
) -> None:
    """Write the rows of a query into one file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection.execute(f"copy ({query}) to '{path}' ({form.options})")
    if form.is_from_windows:
        text = path.read_text(encoding="utf-8")
        path.write_text(text, encoding="utf-8-sig", newline="\r\n")


# Lines that no CSV reader can read: too few fields, too many, a quote in the wrong
# place, and one that never closes (which must stand last).
BROKEN_LINES = (
    "planted-line-1,2026-09-11 10:00:00",
    "planted-line-2",
    "planted-line-3,2026-09-11 10:20:00,C10000001",
    "planted-line-4,{commas}",
    "planted-line-5,2026-09-12 08:00:00,{commas},,,,",
    "planted-line-6,2026-09-12 09:00:00,{commas},too,many",
    'planted-line-7,"2026-09-13" 10:00:00",{rest}',
    'planted-line-8,"2026-09-13 11:00:00"x,{rest}',
    'planted-line-9,"2026-09-14 10:00:00,{rest}',
)


def write_broken_lines(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write an export with lines that cannot be parsed, and list them in the truth."""
    described = connection.execute("describe full_touchpoints").fetchall()
    columns = [str(row[0]) for row in described]
    commas, rest = "," * len(columns), "," * (len(columns) - 3)
    lines = [line.format(commas=commas, rest=rest) for line in BROKEN_LINES]
    text = "\n".join([",".join(columns), *lines]) + "\n"
    (folder / "kiosk_export.csv").write_text(text, encoding="utf-8")
    tokens = [(line.split(",")[0],) for line in lines]
    connection.executemany(
        "insert into truth_planted_defects values ('touchpoints', $1, $1,"
        " 'broken line', 'rejected', 'line: cannot be parsed')",
        tokens,
    )
