"""What is expected of the raw tables as received and of the marts as published.

Belongs here: expectations and their limits, each with its reason. Rows are not looked
at one by one: SQL counts exactly, and an expectation is about a table's figures, so
that twenty million rows cost no more memory than twenty.
"""

from collections.abc import Mapping
from dataclasses import dataclass

# A delivery with single bad rows is usable, and of a small table they are many. Of a
# broken export nearly all rows are bad, and its marts would tell of no customers.
MOST_REJECTED_SHARE = 0.5


@dataclass(frozen=True)
class Expected:
    """An expectation of Great Expectations about a column of the figures.

    `rule` is its name in the seed `quality_rules`; an `error` keeps the build back.
    `told` is what to say of a table that is not so: a format of its figures.
    """

    rule: str
    kind: str
    severity: str
    type: str
    arguments: Mapping[str, object]
    told: str


REJECTED_SHARE = Expected(
    rule="border:rejected_share",
    kind="expectation",
    severity="error",
    type="expect_column_values_to_be_between",
    arguments={
        "column": "rejected_share",
        "min_value": 0,
        "max_value": MOST_REJECTED_SHARE,
    },
    told=(
        "{rejected_row_count} of {raw_row_count} rows are rejected, "
        "{rejected_share:.1%}; at most {max_value:.0%} may be"
    ),
)

RAW_TABLES = (
    REJECTED_SHARE,
    # A source that stopped delivering while the others go on.
    Expected(
        rule="border:freshness",
        kind="freshness",
        severity="warn",
        type="expect_column_pair_values_a_to_be_greater_than_b",
        arguments={
            "column_A": "most_hours_behind",
            "column_B": "hours_behind",
            "or_equal": True,
            "ignore_row_if": "either_value_is_missing",
        },
        told=(
            "the newest row is {hours_behind:.6g} hours older than the newest of all "
            "tables; {most_hours_behind:.6g} are allowed"
        ),
    ),
)

PUBLISHED_MARTS = (
    # A disk may lose what a program has written.
    Expected(
        rule="border:all_rows",
        kind="expectation",
        severity="error",
        type="expect_column_pair_values_to_be_equal",
        arguments={"column_A": "published_rows", "column_B": "warehouse_rows"},
        told="{published_rows} rows are in the file, {warehouse_rows} in the warehouse",
    ),
    # Dashboards break at a column that is gone.
    Expected(
        rule="border:columns",
        kind="expectation",
        severity="error",
        type="expect_column_pair_values_to_be_equal",
        arguments={"column_A": "published_columns", "column_B": "contract_columns"},
        told="the file has {published_columns}; the contract has {contract_columns}",
    ),
)
