"""Values that raw data should not hold, and some that it should.

Belongs here: what may stand in a field. How fields become rows and files stands in
`hostile_files`.
"""

import random
from dataclasses import dataclass, field
from typing import Any

from dbt.contracts.graph.manifest import Manifest

ANY_TEXT = (
    "",
    " ",
    "\t",
    "\u00a0",
    "null",
    "NULL",
    "None",
    "n/a",
    "undefined",
    "0",
    "0000-0000",
    "-",
    "'",
    "''",
    '"',
    '""',
    "'; drop table marts.fct_deals; --",
    "') or 1=1 --",
    "{{ var('reporting_currency') }}",
    "{% raw %}",
    "=cmd|'/c calc'!A1",
    "@sum(1+1)",
    "+7 (900) 000-00-00",
    "\\",
    "\\N",
    "a\\",
    "%s%d%n",
    "${HOME}",
    "../../etc/passwd",
    "line\nbreak",
    "line\r\nbreak",
    "a,b;c\td|e",
    "bell\a and escape\x1b[31m",
    "\u202eright to left",
    "zero\u200bwidth",
    "e\u0301 or \u00e9",
    "\ufeffmark",
    "😀👨‍👩‍👧",
    "Щербак, Анна",
    "漢字",
    "x" * 10_000,
    "Ж😀" * 3_000,
    "[1, 2]",
    '{"a": "b"}',
)
TEXT_BY_TYPE = {
    "timestamp": (
        "2024-02-29",
        "2023-02-29",
        "2024-13-01",
        "2024-01-01 24:00:00",
        "2024-01-01 23:59:60",
        "2024-06-30T23:59:59Z",
        "2024-01-01T10:00:00+03:00",
        "2024-01-01 10:00:00.123456789",
        "2024-01-01 10:00:00 +0530",
        "2024-01-01T10:00:00+99:99",
        "2024-03-31 02:30:00",
        "0000-00-00 00:00:00",
        "0001-01-01",
        "0001-01-01 00:00:00+14",
        "9999-12-31 23:59:59",
        "9999-12-31 23:59:59-14",
        "99999-01-01",
        "-2024-01-01",
        "-024-01-01 10:00:00",
        "2999-01-01",
        "01.02.2024",
        "1/2/24",
        "Jan 1, 2024",
        "1704067200",
        "45292",
        "infinity",
        "epoch",
        "now",
        "today",
        "2024-01-01 10:00:00 Europe/Moscow",
    ),
    "date": (
        *("2024-02-30", "0001-01-01", "9999-12-31", "infinity", "-infinity", "epoch"),
        *("2024-01-01 10:00", "2024/1/5", "-024-01-01"),
    ),
    "boolean": ("yes", "Y", "1", "2", "TRUE", "f", "да", "on", "-1"),
    "bigint": (
        "3.7",
        "1e3",
        "1e400",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "0x10",
        "1_000",
        "٣",
    ),
    "decimal": (
        "1,50",
        "1.000,50",
        "12.34567",
        "1e13",
        "99999999999999.9999",
        "-99999999999999.9999",
        "9999999999.99999999",
        "1e308",
        "1e-308",
        "NaN",
        "inf",
        "-inf",
        "-0",
        "$5",
        "5 USD",
        "½",
    ),
}
SOUND_TEXT_BY_TYPE = {
    "timestamp": ("2024-03-01 10:00:00", "2024-05-05 05:05:05", "2024-03-01"),
    "date": ("2024-03-01", "2024-03-02"),
    # The first is the usual one: most rows are not deleted.
    "boolean": ("false", "false", "false", "false", "true"),
    "bigint": ("1", "2", "3"),
    "decimal": ("1", "9", "250.50"),
}
# Few ids, so that rows meet: versions, references, merges and their cycles.
IDS = tuple(f"h{number}" for number in range(12))
NAMES = (
    *("nps", "email", "Почта", "carrier pigeon", "csat", "lead", "won", "lost"),
    *("b2b_sales", "USD", "EUR", "XYZ", "form_submit", "cart_add", "join"),
)


@dataclass(frozen=True)
class Column:
    """A column of the raw contract."""

    name: str
    data_type: str
    meta: dict[str, Any] = field(hash=False)

    @property
    def type_name(self) -> str:
        """The type without its size."""
        return self.data_type.partition("(")[0]

    @property
    def is_id(self) -> bool:
        return self.name.endswith("_id")

    def sound_texts(self) -> tuple[str, ...]:
        """Texts that the contract takes."""
        if "accepted_values" in self.meta:
            return tuple(self.meta["accepted_values"])
        if self.type_name in SOUND_TEXT_BY_TYPE:
            return SOUND_TEXT_BY_TYPE[self.type_name]
        return IDS if self.is_id else NAMES

    def good_text(self, chance: random.Random) -> str:
        """A text that is sound, or nothing where that will do."""
        is_left_out = chance.random() < 0.3 and not self.meta.get("is_filled")
        return "" if is_left_out else chance.choice(self.sound_texts())

    def odd_text(self, chance: random.Random) -> str:
        """A text that nobody expects, in this column or in any."""
        odd = TEXT_BY_TYPE.get(self.type_name, ())
        return chance.choice(odd if odd and chance.random() < 0.7 else ANY_TEXT)


@dataclass(frozen=True)
class Table:
    """A raw table of the contract."""

    name: str
    columns: tuple[Column, ...]
    meta: dict[str, Any]

    def random_row(self, chance: random.Random) -> dict[str, str]:
        """A row of which no field is odd, a few are, or all are.

        With many odd fields a row is rejected, and no model behind sees any of them.
        """
        odd_share = chance.choice([0, 0, 0.02, 0.05, 1])
        return {
            column.name: column.odd_text(chance)
            if chance.random() < odd_share
            else column.good_text(chance)
            for column in self.columns
        }

    def sound_row(self, mark: str) -> dict[str, str]:
        """A row that must be used, and that `mark` tells from all others."""
        filled = [column for column in self.columns if column.meta.get("is_filled")]
        row = {column.name: column.sound_texts()[0] for column in filled}
        # Nobody else's key: ids, and the names that are part of one.
        own = [name for name in row if name.endswith("_id")]
        own += [name for name in ("currency", "experiment") if name in row]
        own += self.meta.get("one_of", [])[:1]
        marked = {name: f"{mark}-{self.name}" for name in own}
        return row | marked | {"source_system": mark}


def contract(manifest: Manifest) -> list[Table]:
    """The raw tables as the dbt project declares them."""
    return [
        Table(
            source.name,
            tuple(
                Column(column.name, str(column.data_type), column.config.meta)
                for column in source.columns.values()
            ),
            source.config.meta,
        )
        for source in manifest.sources.values()
    ]
