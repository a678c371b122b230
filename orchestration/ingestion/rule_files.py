"""What is wrong with the text of a seed, by file and line.

Belongs here: what a spreadsheet or an editor does to a CSV file of rules. Whether its
rows make sense, the macro `assert_rules` asks.
"""

import csv
from collections.abc import Collection, Iterator
from pathlib import Path

from orchestration.ingestion.csv_records import (
    Rejected,
    check_duplicates,
    column_name,
    read_records,
)
from orchestration.ingestion.raw_files import Format, RawDataError, RawFile
from orchestration.ingestion.text_files import Lines, open_text


class _NumberedLines(Lines):
    """Lines that know how many of them were read."""

    number = 0

    def next(self) -> str:
        line = super().next()
        self.number += bool(line)
        return line

    def give_back(self, lines: list[str]) -> None:
        super().give_back(lines)
        self.number -= sum(map(bool, lines))


def rule_file_problems(path: Path, columns: Collection[str]) -> Iterator[str]:
    """A sentence for each broken line, or for the file if it is broken as a whole."""
    name = f"{path.parent.name}/{path.name}"
    try:
        with open_text(RawFile(path, name, Format.CSV)) as text:
            lines = _NumberedLines(text)
            found = _header(lines)
            check_duplicates(found, name)
            missing = [column for column in columns if column not in found]
            if missing:
                columns_word = "column" if len(missing) == 1 else "columns"
                yield f"{name}, line 1: lacks the {columns_word} {', '.join(missing)}"
                return
            for record in read_records(lines, ",", len(found)):
                if isinstance(record, Rejected):
                    yield f"{name}, line {lines.number}: {record.reason}"
    except RawDataError as error:
        yield str(error)


def undecoded_rule_files(folder: Path) -> Iterator[str]:
    """A sentence for each file that is not UTF-8: dbt ends at one without naming it."""
    for path in sorted(folder.glob("*.csv")):
        name = f"{folder.name}/{path.name}"
        try:
            with open_text(RawFile(path, name, Format.CSV)) as text:
                for _ in text:
                    pass
        except RawDataError as error:
            yield str(error)


def rule_file_lines(path: Path) -> list[int]:
    """The line on which each row of a file begins that has no broken line."""
    with path.open(encoding="utf-8-sig", newline="") as text:
        rows = csv.reader(text)
        next(rows, None)
        found = []
        begins_on = rows.line_num + 1
        for row in rows:
            # A blank line is no row.
            if row:
                found.append(begins_on)
            begins_on = rows.line_num + 1
    return found


def _header(lines: Lines) -> list[str]:
    # The separator is no question here, as it is of raw files.
    header = next(csv.reader([lines.next()]), [])
    return [column_name(field) for field in header]
