"""Sessions in pandas: from Parquet to Parquet.

Belongs here: the peer's best form, not a translation of the models. Whole columns are
shifted and filled, because a group per device is many times slower.
"""

from typing import Any

import pandas as pd

from benchmarks.tasks import Report
from benchmarks.tasks.stopwatch import stopwatch

SESSION_GAP = pd.Timedelta(minutes=30)


def sessionise(touchpoints: pd.DataFrame) -> pd.DataFrame:
    """Give every touchpoint the session that begins at or before it."""
    touches = touchpoints.sort_values(
        ["device", "occurred_at", "touchpoint_id"], ignore_index=True
    )
    row, campaign = touches.index.to_series(), touches["visit_campaign"]
    is_cut = (
        (touches["device"] != touches["device"].shift())
        | (touches["occurred_at"].diff() > SESSION_GAP)
        | (touches["customer_id"] != touches["customer_id"].shift())
    )
    # Another campaign than the last one since the cut: the visitor came again.
    last_cut_row = row.where(is_cut).ffill()
    last_campaign_row = row.where(campaign.notna()).ffill().shift()
    is_new_campaign = (
        (last_campaign_row >= last_cut_row)
        & campaign.notna()
        & (campaign != campaign.ffill().shift())
    )
    first_touchpoint_id = touches["touchpoint_id"].where(is_cut | is_new_campaign)
    return pd.DataFrame(
        {
            "touchpoint_id": touches["touchpoint_id"],
            "session_id": "session:" + first_touchpoint_id.ffill(),
        }
    )


def run(arguments: dict[str, Any], report: Report) -> dict[str, Any]:
    """Measure reading, cutting and writing."""
    report(0, None, "sessions in pandas")
    with stopwatch() as reading:
        sessions = sessionise(pd.read_parquet(arguments["touchpoints"]))
        sessions.to_parquet(arguments["path"], index=False)
    return {**reading}
