"""What a bad week looks like: a row of each list that the sample has nothing in."""

LATE = {
    "table_name": "orders",
    "raw_row_count": 900,
    "sound_row_count": 890,
    "newest_at": "2026-09-17 08:00",
    "hours_behind": 329.0,
    "most_hours_behind": 168.0,
    "is_late": True,
    "within_day_share": 0.98,
    "within_week_share": 1.0,
    "usual_days": 1.0,
    "gap_days": 13,
    "gap_start": "2026-09-18",
    "gap_end": "2026-09-30",
}
REJECTED_ALL = {
    **dict.fromkeys(LATE),
    "table_name": "consents",
    "raw_row_count": 7,
    "sound_row_count": 0,
}
UNDATED = {**REJECTED_ALL, "table_name": "customers", "sound_row_count": 7}
LOST_DAY = {
    "anomaly_id": "lost",
    "table_name": "touchpoints",
    "column_name": "occurred_at",
    "part": None,
    "grain": "day",
    "period_start": "2026-09-13",
    "statistic": "count",
    "side": "low",
    "actual": 0.0,
    "expected": 71.2,
    "low": 33.4,
    "high": 119.0,
    "standard_errors": -9.1,
    "row_count": 0,
    "is_metric": False,
    "is_recent": True,
    "name_en": "touchpoints",
    "name_ru": "касания",
    "owner": "growth@example.com",
    "date_column": "occurred_at",
}
AROUND_IT = {
    "anomaly_id": "lost",
    "kind": "neighbours",
    "source_file": "touchpoints/a.parquet",
    "row_count": None,
    "first_row": 512,
    "last_row": 512,
}
DIFFERENCE = {
    "table_name": "orders",
    "mart_name": "fct_orders",
    "figure": "amount",
    "raw_sum": 1200.5,
    "mart_sum": 1100.25,
    "difference": -100.25,
}
GONE_COLUMN = {
    "table_name": "deals",
    "column_name": "lost_reason",
    "change_kind": "column_vanished",
    "source_file": "deals/newest.csv",
    "file_format": "csv",
    "previous_format": "csv",
    "is_latest": True,
    "file_number": 9,
}
GONE_FILE = {
    "source_file": "orders/2026-q3.csv",
    "change": "gone",
    "bytes": None,
    "earlier_bytes": 123456,
}
