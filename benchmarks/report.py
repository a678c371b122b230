"""What a benchmark shows: a bar while it runs, tables at its end.

Belongs here: words and columns. Ratios belong in `figures`.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console, RenderableType
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from benchmarks.figures import Funnel, Growth, Measurement, Sessions
from benchmarks.processes import Listener

SLOWEST_SHOWN = 10
# Where nobody watches a bar, a log is wide enough for any table.
LOG_WIDTH = 100


def new_console() -> Console:
    """The console that all of this is written to."""
    console = Console(highlight=False, soft_wrap=False)
    if not console.is_terminal:
        console.width = LOG_WIDTH
    return console


@contextmanager
def progress(console: Console, title: str) -> Iterator[Listener]:
    """Show one task: a bar on a terminal, elsewhere a line per step."""
    if not console.is_terminal:
        shown = ""

        def print_step(done: int, total: int | None, what: str) -> None:
            nonlocal shown
            if what != shown:
                console.print(f"{title}: {step(done, total)}{what}", markup=False)
                shown = what

        yield print_step
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(title, total=None)

        def move_bar(done: int, total: int | None, what: str) -> None:
            text = f"{title}: {what}"
            bar.update(task, completed=done, total=total, description=text)

        yield move_bar


def step(done: int, total: int | None) -> str:
    """The place of a step among all, where that is known.

    >>> step(6, 120), step(0, None)
    ('[  7/120] ', '')
    """
    return "" if total is None else f"[{done + 1:>{len(str(total))}}/{total}] "


def measurement_tables(measured: Measurement) -> Iterator[RenderableType]:
    """The build beside its floor, its slowest models, increments, and peers."""
    yield summary_table(measured)
    yield models_table(measured)
    yield increments_table(measured)
    yield increment_models_table(measured)
    if measured.sessions is not None:
        yield sessions_table(measured.sessions)
    if measured.funnel is not None:
        yield funnel_table(measured.funnel)


def summary_table(measured: Measurement) -> Table:
    """The floor and the build."""
    floor, build = measured.floor, measured.build
    table = _table(
        f"{floor.row_count:,} touchpoints",
        "",
        ("seconds", "floors", "CPU s", "floors", "peak MB", "file MB"),
    )
    readings = ", ".join(f"{reading:.2f}" for reading in floor.readings)
    table.add_row(
        f"floor, the quicker of {readings} s",
        f"{floor.seconds:.2f}",
        "1.0",
        f"{floor.cpu_seconds:.2f}",
        "1.0",
        megabytes(floor.peak_bytes),
        "",
    )
    table.add_row(
        f"full build of {len(build.models)} models",
        f"{build.seconds:.2f}",
        f"{measured.ratio:.1f}",
        f"{build.cpu_seconds:.2f}",
        f"{measured.cpu_ratio:.1f}",
        megabytes(build.peak_bytes),
        megabytes(build.file_bytes),
    )
    return table


def models_table(measured: Measurement) -> Table:
    """The models that take longest."""
    floor, build = measured.floor, measured.build
    slowest = build.slowest(SLOWEST_SHOWN)
    table = _table(
        f"Where the build goes: the slowest {len(slowest)} of {len(build.models)}",
        "model",
        ("seconds", "share", "floors"),
    )
    for model in slowest:
        table.add_row(
            model.name,
            f"{model.seconds:.2f}",
            f"{build.share(model):.1%}",
            f"{model.seconds / floor.seconds:.2f}",
        )
    rest = build.model_seconds - sum(model.seconds for model in slowest)
    table.add_row("all others", f"{rest:.2f}", _share(rest, build.model_seconds), "")
    return table


def increments_table(measured: Measurement) -> Table:
    """The increments beside the full build and beside a build of nothing."""
    idle = measured.idle
    table = _table(
        "Increments",
        "",
        ("seconds", "of full", "for the rows", "CPU s", "of full", "peak MB"),
    )
    rows = [
        (f"{each.touchpoints:,} touchpoints", each.build)
        for each in measured.increments
    ]
    for name, build in [
        ("full build", measured.build),
        *rows,
        ("nothing new, dbt all the same", idle),
    ]:
        is_increment = build is not measured.build and build is not idle
        table.add_row(
            name,
            f"{build.seconds:.2f}",
            f"{measured.share(build):.1%}",
            f"{build.seconds - idle.seconds:.2f}" if is_increment else "",
            f"{build.cpu_seconds:.2f}",
            f"{measured.cpu_share(build):.1%}",
            megabytes(build.peak_bytes),
        )
    return table


def increment_models_table(measured: Measurement) -> Table:
    """The models that take longest in the day's increment."""
    build = measured.increments[0].build
    slowest = build.slowest(SLOWEST_SHOWN)
    table = _table(
        f"Where the day's increment goes: the slowest {len(slowest)}"
        f" of {len(build.models)}",
        "model",
        ("seconds", "share", "nothing new", "full build"),
    )
    for model in slowest:
        table.add_row(
            model.name,
            f"{model.seconds:.2f}",
            f"{build.share(model):.1%}",
            f"{measured.idle.seconds_of([model.name]):.2f}",
            f"{measured.build.seconds_of([model.name]):.2f}",
        )
    return table


def sessions_table(sessions: Sessions) -> Table:
    """Sessions by the warehouse and by its peers."""
    table = _table(
        "Sessions of the same touchpoints",
        "",
        ("seconds", "times ours", "CPU s", "peak MB", "sessions", "other session"),
    )
    table.add_row(
        "warehouse, with identity",
        f"{sessions.seconds:.2f}",
        "1.0",
        "",
        "",
        f"{sessions.session_count:,}",
        "",
    )
    for peer in sessions.peers:
        if peer.problem is not None:
            table.add_row(f"{peer.name}: {peer.problem}", "", "", "", "", "", "")
            continue
        table.add_row(
            peer.name,
            f"{peer.seconds:.2f}",
            f"{peer.seconds / sessions.seconds:.1f}" if sessions.seconds else "",
            f"{peer.cpu_seconds:.2f}",
            megabytes(peer.peak_bytes),
            f"{peer.session_count:,}",
            f"{peer.differing_count:,}",
        )
    return table


def funnel_table(funnel: Funnel) -> Table:
    """A funnel by the warehouse and by its peers."""
    table = _table(
        f"Ordered funnel of {len(funnel.counts)} steps,"
        f" {funnel.event_count:,} events of {funnel.customer_count:,} customers",
        "",
        ("seconds", "CPU s", "counting", "attempts", "counts"),
    )
    table.add_row(
        "warehouse, step counts",
        f"{funnel.count_seconds:.2f}",
        f"{funnel.count_cpu_seconds:.2f}",
        "",
        "",
        ", ".join(f"{count:,}" for count in funnel.counts),
    )
    table.add_row(
        "warehouse, all attempts",
        f"{funnel.attempts_seconds:.2f}",
        f"{funnel.attempts_cpu_seconds:.2f}",
        *[""] * 3,
    )
    for peer in funnel.peers:
        if peer.problem is not None:
            table.add_row(f"{peer.name}: {peer.problem}", *[""] * 5)
            continue
        table.add_row(
            peer.name,
            f"{peer.seconds:.2f}",
            f"{peer.cpu_seconds:.2f}",
            f"{funnel.count_seconds / peer.seconds:.2f} times",
            f"{funnel.attempts_seconds / peer.seconds:.2f} times",
            "differ" if peer.name in funnel.differing else "agree",
        )
    return table


def growth_table(growths: Iterable[Growth]) -> Table:
    """How times grew from the smaller data to the larger."""
    growths = list(growths)
    few, many = growths[0].rows
    table = _table(
        f"From {few:,} to {many:,} touchpoints; n log n grows"
        f" {growths[0].n_log_n:.2f} times",
        "",
        ("seconds", "times", "exponent", "beside n log n"),
    )
    for growth in growths:
        before, after = growth.seconds
        table.add_row(
            growth.name,
            f"{before:.2f} → {after:.2f}",
            f"{growth.factor:.2f}",
            f"{growth.exponent:.2f}",
            f"{growth.against_n_log_n:.2f}",
        )
    return table


def megabytes(size_bytes: int) -> str:
    """A size as it is shown.

    >>> megabytes(1_234_567_890)
    '1,235'
    """
    return f"{size_bytes / 1_000_000:,.0f}"


def _share(part: float, whole: float) -> str:
    return f"{part / whole:.1%}" if whole else ""


def _table(title: str, first: str, others: Iterable[str]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None)
    table.add_column(first, no_wrap=True)
    for name in others:
        table.add_column(name, justify="right", no_wrap=True)
    return table
