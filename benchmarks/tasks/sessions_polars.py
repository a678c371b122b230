"""Sessions in polars: from Parquet to Parquet.

Belongs here: the peer's best form, not a translation of the models. Whole columns are
shifted and filled, because a window per device is several times slower.
"""

from typing import Any

import polars as pl

from benchmarks.tasks import Report
from benchmarks.tasks.stopwatch import stopwatch

SESSION_GAP = pl.duration(minutes=30)


def sessionise(touchpoints: pl.LazyFrame) -> pl.LazyFrame:
    """Give every touchpoint the session that begins at or before it."""
    row, campaign = pl.col("row"), pl.col("visit_campaign")
    is_cut = (
        (pl.col("device") != pl.col("device").shift())
        | (pl.col("occurred_at") - pl.col("occurred_at").shift() > SESSION_GAP)
        | (pl.col("customer_id") != pl.col("customer_id").shift())
    ).fill_null(True)
    # Another campaign than the last one since the cut: the visitor came again.
    last_cut_row = pl.when(pl.col("is_cut")).then(row).forward_fill()
    last_campaign_row = pl.when(campaign.is_not_null()).then(row).forward_fill().shift()
    is_new_campaign = (last_campaign_row >= last_cut_row) & (
        campaign != campaign.forward_fill().shift()
    )
    is_start = pl.col("is_cut") | is_new_campaign.fill_null(False)
    first_touchpoint_id = pl.when(is_start).then(pl.col("touchpoint_id")).forward_fill()
    return (
        touchpoints.sort("device", "occurred_at", "touchpoint_id")
        .with_row_index("row")
        .with_columns(is_cut=is_cut)
        .select("touchpoint_id", session_id="session:" + first_touchpoint_id)
    )


def run(arguments: dict[str, Any], report: Report) -> dict[str, Any]:
    """Measure reading, cutting and writing."""
    report(0, None, "sessions in polars")
    with stopwatch() as reading:
        sessions = sessionise(pl.scan_parquet(arguments["touchpoints"]))
        sessions.collect().write_parquet(arguments["path"])
    return {**reading}
