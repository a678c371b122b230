"""One warehouse of all random worlds and hand-made cases, for every property test."""

import pytest

from orchestration.settings import REPO_ROOT
from tests.warehouses import Project, Warehouse

from .hand_made import hand_made_data
from .rules import rules_of
from .specification.expected import Expected, expect
from .specification.inputs import RawData, Rules, Settings
from .warehouse import MARTS, empty_warehouse, write_raw
from .worlds import AS_OF, make_world

WORLD_COUNT = 500


@pytest.fixture(scope="session")
def rules() -> Rules:
    return rules_of(REPO_ROOT / "seeds")


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings(as_of=AS_OF)


@pytest.fixture(scope="session")
def worlds() -> list[RawData]:
    """The random worlds; no id is in two of them."""
    return [make_world(number) for number in range(WORLD_COUNT)]


@pytest.fixture(scope="session")
def expectations(
    worlds: list[RawData], rules: Rules, settings: Settings
) -> list[Expected]:
    """What the specification says about each world."""
    return [expect(world, rules, settings) for world in worlds]


@pytest.fixture(scope="session")
def expected(
    expectations: list[Expected], rules: Rules, settings: Settings
) -> Expected:
    """What the specification says about everything that the warehouse was built of."""
    together = expect(hand_made_data(), rules, settings)
    for expectation in expectations:
        together.add(expectation)
    return together


@pytest.fixture(scope="session")
def raw(worlds: list[RawData]) -> RawData:
    """All raw rows together."""
    together = hand_made_data()
    for world in worlds:
        together.add(world)
    return together


@pytest.fixture(scope="session")
def warehouse(
    raw: RawData, dbt_project: Project, tmp_path_factory: pytest.TempPathFactory
) -> Warehouse:
    """The warehouse that dbt builds of them."""
    folder = tmp_path_factory.mktemp("property")
    built = empty_warehouse(dbt_project, folder)
    built.build(write_raw(raw, folder / "raw"), MARTS)
    return built
