"""What was measured, and the ratios that follow from it.

Belongs here: dataclasses and arithmetic. Nothing here runs, reads or prints.
"""

import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Floor:
    """DuckDB reads the raw touchpoints and writes them sorted: less is hardly possible.

    The readings are taken before and after the build. The quicker one counts: what
    disturbs a reading makes it longer, and a long floor would flatter the build.
    """

    row_count: int
    readings: tuple[float, ...]
    cpu_seconds: float
    peak_bytes: int

    @property
    def seconds(self) -> float:
        """The floor."""
        return min(self.readings)


@dataclass(frozen=True)
class Model:
    """A model and the seconds from its start to its end."""

    name: str
    seconds: float


@dataclass(frozen=True)
class Build:
    """A full build of all models, without tests; the seeds were there before."""

    seconds: float
    cpu_seconds: float
    peak_bytes: int
    file_bytes: int
    models: tuple[Model, ...]

    @property
    def model_seconds(self) -> float:
        """The models' seconds together; those of models that run at once count twice.

        >>> Build(3, 3, 0, 0, (Model("a", 2.0), Model("b", 2.0))).model_seconds
        4.0
        """
        return sum(model.seconds for model in self.models)

    def share(self, model: Model) -> float:
        """A model's part of the seconds of all models.

        >>> build = Build(3, 3, 0, 0, (Model("a", 3.0), Model("b", 1.0)))
        >>> build.share(build.models[0])
        0.75
        """
        return model.seconds / self.model_seconds if self.model_seconds else 0.0

    def slowest(self, count: int) -> list[Model]:
        """The models that take longest; of equals the first name comes first."""
        ranked = sorted(self.models, key=lambda model: (-model.seconds, model.name))
        return ranked[:count]

    def seconds_of(self, names: Iterable[str]) -> float:
        """The seconds of some models."""
        wanted = set(names)
        return sum(model.seconds for model in self.models if model.name in wanted)


@dataclass(frozen=True)
class Peer:
    """Another tool's sessions of the same touchpoints, or why there are none."""

    name: str
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_bytes: int = 0
    session_count: int = 0
    # Touchpoints that are in another session than in the warehouse, or in none.
    differing_count: int = 0
    problem: str | None = None


@dataclass(frozen=True)
class Sessions:
    """The warehouse's two session models, and what others need for the same answer."""

    seconds: float
    session_count: int
    peers: tuple[Peer, ...]


@dataclass(frozen=True)
class Measurement:
    """Everything that was measured on data of one size."""

    touchpoints: int
    floor: Floor
    build: Build
    sessions: Sessions | None

    @property
    def ratio(self) -> float:
        """The build in floors."""
        return self.build.seconds / self.floor.seconds

    @property
    def cpu_ratio(self) -> float:
        """The build in floors, by the time on processors: others disturb it less."""
        return self.build.cpu_seconds / self.floor.cpu_seconds


@dataclass(frozen=True)
class Growth:
    """How a time grew with the rows.

    >>> twice = Growth("build", rows=(1_000, 2_000), seconds=(3.0, 6.0))
    >>> twice.exponent
    1.0
    """

    name: str
    rows: tuple[int, int]
    seconds: tuple[float, float]

    @property
    def factor(self) -> float:
        """How many times longer the larger one took."""
        return self.seconds[1] / self.seconds[0]

    @property
    def exponent(self) -> float:
        """The power of the rows with which the time grew: 1 is linear, 2 quadratic."""
        return math.log(self.factor) / math.log(self.rows[1] / self.rows[0])

    @property
    def n_log_n(self) -> float:
        """The factor by which sorting would have grown.

        >>> round(Growth("sort", rows=(10, 100), seconds=(1.0, 20.0)).n_log_n, 6)
        20.0
        """
        few, many = self.rows
        return many * math.log(many) / (few * math.log(few))

    @property
    def against_n_log_n(self) -> float:
        """How the time grew beside sorting: above 1, it grew faster."""
        return self.factor / self.n_log_n


# Below it, a model's time is dbt's and says nothing about the rows.
SHORTEST_SECONDS = 0.2


def growth_between(
    small: Measurement, large: Measurement, model_count: int
) -> list[Growth]:
    """How the floor, the build and the slowest models of the larger build grew."""
    rows = (small.floor.row_count, large.floor.row_count)
    before = {model.name: model.seconds for model in small.build.models}
    models = [
        Growth(model.name, rows, (before[model.name], model.seconds))
        for model in large.build.slowest(model_count)
        if before.get(model.name, 0.0) >= SHORTEST_SECONDS
    ]
    return [
        Growth("floor", rows, (small.floor.seconds, large.floor.seconds)),
        Growth("build", rows, (small.build.seconds, large.build.seconds)),
        *models,
    ]


def as_json(
    measurements: Iterable[Measurement], growth: Iterable[Growth]
) -> dict[str, Any]:
    """All figures with the ratios beside them, ready for `json.dumps`."""
    return {
        "measurements": [_measurement_json(each) for each in measurements],
        "growth": [
            asdict(each)
            | {
                "factor": each.factor,
                "exponent": each.exponent,
                "n_log_n": each.n_log_n,
                "against_n_log_n": each.against_n_log_n,
            }
            for each in growth
        ],
    }


def _measurement_json(measured: Measurement) -> dict[str, Any]:
    figures = asdict(measured) | {
        "build_per_floor": measured.ratio,
        "build_per_floor_cpu": measured.cpu_ratio,
    }
    figures["floor"]["seconds"] = measured.floor.seconds
    figures["build"]["models"] = [
        asdict(model) | {"share": measured.build.share(model)}
        for model in measured.build.slowest(len(measured.build.models))
    ]
    return figures
