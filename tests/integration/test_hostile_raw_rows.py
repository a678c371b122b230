"""Random and malformed rows of every raw table: nothing breaks, and no row is lost."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.integration.hostile_files import (
    SOUND,
    HostileFile,
    write_folders,
    write_native,
)
from tests.integration.hostile_values import Table, contract
from tests.integration.raw_rows import received_counts, unequal_tables
from tests.warehouses import NewWarehouse, Project, Warehouse

pytestmark = pytest.mark.integration

FEWEST_ROWS = 2_000
ELSEWHERE = {"raw_timezone": "Asia/Kolkata", "reporting_timezone": "America/New_York"}


@dataclass(frozen=True)
class Build:
    """A hostile raw directory, and how a warehouse is built of it."""

    seed: int
    write: Callable[[Sequence[Table], Path, random.Random], list[HostileFile]]
    settings: dict[str, str] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)


BUILDS = {
    "files_of_every_form": Build(1, write_folders),
    "in_other_zones": Build(2, write_folders, variables=ELSEWHERE),
    "native_types": Build(3, write_native),
    "native_types_in_other_zones": Build(
        4, write_native, {"JOURNEY_AS_OF": "2024-04-01"}, ELSEWHERE
    ),
}


@dataclass(frozen=True)
class Fed:
    """A warehouse, and the files that it was fed."""

    warehouse: Warehouse
    files: list[HostileFile]

    def row_counts(self) -> dict[str, int]:
        """The rows that came of each file."""
        tables = sorted({file.table for file in self.files})
        counts = " union all ".join(
            f"select source_file, count(*) from staging.base_{table} group by all"
            for table in tables
        )
        return dict(self.warehouse.tuples(counts))


@pytest.fixture(scope="module", params=BUILDS)
def fed(
    request: pytest.FixtureRequest,
    dbt_project: Project,
    new_warehouse: NewWarehouse,
    tmp_path_factory: pytest.TempPathFactory,
) -> Fed:
    build = BUILDS[request.param]
    raw_dir = tmp_path_factory.mktemp("hostile") / "raw"
    tables = contract(dbt_project.manifest)
    files = build.write(tables, raw_dir, random.Random(build.seed))
    warehouse = new_warehouse(**build.settings)
    warehouse.build(raw_dir, variables=build.variables)
    return Fed(warehouse, files)


def test_every_row_that_was_written_is_counted(fed: Fed) -> None:
    counts = fed.row_counts()
    wrong = [
        (file, counts.get(file.name, 0))
        for file in fed.files
        if not file.fewest <= counts.get(file.name, 0) <= file.most
    ]
    assert wrong == []


def test_every_row_ends_in_one_place(fed: Fed) -> None:
    assert list(unequal_tables(fed.warehouse)) == []
    assert sum(received_counts(fed.warehouse).values()) == sum(
        fed.row_counts().values()
    )


def test_a_sound_row_is_used_whatever_stands_around_it(fed: Fed) -> None:
    assert list(lost_sound_rows(fed)) == []


def lost_sound_rows(fed: Fed) -> Iterator[str]:
    """Files whose sound row was rejected, or is not there as it was written."""
    for file in fed.files:
        mark = SOUND + Path(file.name).name
        found = fed.warehouse.tuples(
            "select rejection_reasons, source_row_number"
            f" from staging.base_{file.table}"
            f" where source_file = '{file.name}' and source_system = '{mark}'"
        )
        if [reasons for reasons, _ in found] != [None]:
            yield f"{file.name}: {found}"


def test_the_builds_are_fed_enough(dbt_project: Project, tmp_path: Path) -> None:
    tables = contract(dbt_project.manifest)
    files = [
        file
        for name, build in BUILDS.items()
        for file in build.write(tables, tmp_path / name, random.Random(build.seed))
    ]
    assert {file.table for file in files} == {table.name for table in tables}
    assert sum(file.fewest for file in files) >= FEWEST_ROWS
