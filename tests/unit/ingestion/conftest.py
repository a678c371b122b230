"""Raw directories to land from, and the rows that come out."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.ingestion.landing import Landing, LandingZone, Request
from orchestration.ingestion.written_files import RECORD
from orchestration.quality_report.failures import failures_in

TABLE = "deals"
COLUMNS = ("deal_id", "stage", "amount")


def query(sql: str) -> list[tuple[Any, ...]]:
    """The rows of a query, on a connection of its own."""
    with duckdb.connect() as connection:
        return connection.execute(sql).fetchall()


@dataclass(frozen=True)
class RawDirectory:
    """A raw directory of a test, with the twins beside it."""

    path: Path
    landing: Path

    def write(self, name: str, content: str | bytes) -> Path:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def landed(self) -> list[Path]:
        """The files of the landing folder, but for the record of them."""
        return [path for path in self.landing.iterdir() if path.name != RECORD]

    def land(
        self,
        required: tuple[str, ...] = ("deal_id", "stage"),
        is_required: bool = True,
        passthrough: tuple[str, ...] = (),
    ) -> Landing:
        request = Request(TABLE, COLUMNS, required, is_required, passthrough)
        return LandingZone(self.path, self.landing).land(request)

    def sentence(self, **request: Any) -> str:
        """The error of a landing that must fail."""
        error = self.land(**request).error
        assert error is not None
        assert error.endswith(".") and "\n" not in error
        assert ["kind" in found for found in failures_in(error)] == [True], error
        return error

    def rows(self, select: str = "*", **request: Any) -> list[tuple[Any, ...]]:
        """What a landing that must work is scanned as, in file order."""
        landing = self.land(**request)
        assert landing.error is None
        return query(
            f"select {select} from ({landing.scan})"
            " order by source_file, source_row_number"
        )


@pytest.fixture
def raw(tmp_path: Path) -> RawDirectory:
    directory = RawDirectory(tmp_path / "raw", tmp_path / "landing")
    directory.path.mkdir()
    return directory


@pytest.fixture
def deals(raw: RawDirectory) -> Callable[[str | bytes], list[tuple[Any, ...]]]:
    """The rows of `deals.csv` with some content: columns, unparsed line and error."""

    def rows(content: str | bytes) -> list[tuple[Any, ...]]:
        raw.write("deals.csv", content)
        return raw.rows("deal_id, stage, amount, unparsed_line, parse_error")

    return rows
