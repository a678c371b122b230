"""What was measured, and the ratios that follow from it.

Belongs here: dataclasses and arithmetic. Nothing here runs, reads or prints.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
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
    """A build of all models, without tests; the seeds were there before."""

    seconds: float
    cpu_seconds: float
    peak_bytes: int
    file_bytes: int
    models: tuple[Model, ...]
    # Incremental models that had been there and were built whole all the same, and why.
    rebuilt: Mapping[str, str] = field(default_factory=dict)

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
class FunnelPeer:
    """Another tool's step counts of the same log, or why there are none."""

    name: str
    seconds: float = 0.0
    # How many customers came as far as each step, and no farther.
    counts: tuple[int, ...] = ()
    problem: str | None = None
    cpu_seconds: float = 0.0


@dataclass(frozen=True)
class Funnel:
    """An ordered funnel of the warehouse's log: its step counts, and all attempts."""

    event_count: int
    customer_count: int
    counts: tuple[int, ...]
    count_seconds: float
    attempts_seconds: float
    peers: tuple[FunnelPeer, ...]
    count_cpu_seconds: float = 0.0
    attempts_cpu_seconds: float = 0.0

    @property
    def differing(self) -> list[str]:
        """The peers whose counts are other ones.

        >>> peers = (FunnelPeer("a", 1.0, (3, 2)), FunnelPeer("b", 1.0, (3, 1)))
        >>> Funnel(9, 5, (3, 2), 1.0, 1.0, peers).differing
        ['b']
        """
        return [
            peer.name
            for peer in self.peers
            if peer.problem is None and peer.counts != self.counts
        ]


@dataclass(frozen=True)
class Increment:
    """A build of what came since the last one; the touchpoints are those that are new.

    Corrected touchpoints and merged customers come on top, and what a day brings to the
    other tables.
    """

    touchpoints: int
    build: Build


@dataclass(frozen=True)
class Measurement:
    """Everything that was measured on data of one size."""

    touchpoints: int
    floor: Floor
    build: Build
    # The first is a day's; the last is compared with data of another size.
    increments: tuple[Increment, ...]
    # Nothing had come: what dbt and the models that are always built whole cost.
    idle: Build
    sessions: Sessions | None
    funnel: Funnel | None

    @property
    def increment_builds(self) -> tuple[Build, ...]:
        """All builds that follow the full one."""
        return *(increment.build for increment in self.increments), self.idle

    @property
    def rebuilt(self) -> dict[str, str]:
        """Models that a build after the full one built whole, and why; no model should.

        >>> idle = Build(1, 1, 0, 0, (), {"a": "it is new"})
        >>> floor = Floor(1, (1.0,), 1.0, 0)
        >>> Measurement(1, floor, idle, (), idle, None, None).rebuilt
        {'a': 'it is new'}
        """
        builds = self.increment_builds
        return {model: why for each in builds for model, why in each.rebuilt.items()}

    @property
    def ratio(self) -> float:
        """The build in floors."""
        return self.build.seconds / self.floor.seconds

    def share(self, build: Build) -> float:
        """A build's part of the seconds of the full one."""
        return build.seconds / self.build.seconds

    def cpu_share(self, build: Build) -> float:
        """A build's part of the full one's time on processors."""
        return build.cpu_seconds / self.build.cpu_seconds

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
    """How the floor, the builds and the slowest models of the larger build grew.

    The increments that are compared bring as many touchpoints to either history.
    """
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
        Growth("build, CPU", rows, (small.build.cpu_seconds, large.build.cpu_seconds)),
        *models,
        *increment_growth(small, large, rows),
    ]


def increment_growth(
    small: Measurement, large: Measurement, rows: tuple[int, int]
) -> Iterator[Growth]:
    """How increments of one size, and builds of nothing, grew with the history."""
    one, other = small.increments[-1], large.increments[-1]
    name = f"increment of {one.touchpoints:,} and {other.touchpoints:,}"
    yield Growth(name, rows, (one.build.seconds, other.build.seconds))
    yield Growth(f"{name}, CPU", rows, (one.build.cpu_seconds, other.build.cpu_seconds))
    yield Growth("nothing new", rows, (small.idle.seconds, large.idle.seconds))


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
    figures["build"] |= _build_json(measured.build)
    increments = zip(figures["increments"], measured.increments, strict=True)
    for written, increment in increments:
        written["build"] |= _build_json(increment.build)
        written |= _shares_json(measured, increment.build)
    figures["idle"] |= _build_json(measured.idle) | _shares_json(
        measured, measured.idle
    )
    if measured.funnel is not None:
        figures["funnel"]["peers"] = [
            asdict(peer) | _funnel_json(measured.funnel, peer)
            for peer in measured.funnel.peers
        ]
    return figures


def _funnel_json(funnel: Funnel, peer: FunnelPeer) -> dict[str, float]:
    """The warehouse's seconds in those of a peer."""
    if peer.problem is not None:
        return {}
    return {
        "counts_per_peer": funnel.count_seconds / peer.seconds,
        "attempts_per_peer": funnel.attempts_seconds / peer.seconds,
    }


def _build_json(build: Build) -> dict[str, Any]:
    """The models, the slowest first."""
    return {
        "models": [
            asdict(model) | {"share": build.share(model)}
            for model in build.slowest(len(build.models))
        ]
    }


def _shares_json(measured: Measurement, build: Build) -> dict[str, float]:
    """A build beside the full one."""
    return {
        "per_build": measured.share(build),
        "per_build_cpu": measured.cpu_share(build),
    }
