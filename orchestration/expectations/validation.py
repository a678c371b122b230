"""Figures compared with what is expected of them, by Great Expectations.

Belongs here: the one place that knows its API. Importing it takes seconds: only whoever
validates does.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType

import pandas as pd

from orchestration.expectations.suites import Expected
from orchestration.expectations.words import told

KEY = "table_name"


class ExpectationError(RuntimeError):
    """An expectation that could not be checked; that is no result."""


@dataclass(frozen=True)
class Finding:
    """What was found about one table."""

    expected: Expected
    table: str
    is_met: bool
    seen: str | None = None
    """The figures that decided, in words, for whoever must repair it."""
    row_keys: tuple[str, ...] = ()
    """A few of the rows that they count."""


def load_library() -> ModuleType:
    """Import Great Expectations; whoever knows that it comes can do so meanwhile."""
    # It would send statistics otherwise.
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations

    return great_expectations


def validate(figures: pd.DataFrame, expectations: Sequence[Expected]) -> list[Finding]:
    """Check every expectation on every table: one finding each, in their order."""
    gx = load_library()
    from great_expectations.data_context.types.base import ProgressBarsConfig
    from great_expectations.expectations.expectation_configuration import (
        ExpectationConfiguration,
    )

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    batches = (
        context.data_sources.add_pandas("borders")
        .add_dataframe_asset("figures")
        .add_batch_definition_whole_dataframe("all")
    )
    batch = batches.get_batch({"dataframe": figures})
    findings: list[Finding] = []
    for expected in expectations:
        configuration = ExpectationConfiguration(
            type=expected.type, kwargs=dict(expected.arguments)
        )
        result = batch.validate(
            configuration.to_domain_obj(),
            result_format={
                "result_format": "COMPLETE",
                "unexpected_index_column_names": [KEY],
            },
        )
        # Errors stand there as failures like any other.
        if result.exception_info.get("raised_exception", True):
            raise ExpectationError(f"{expected.rule}: {result.exception_info}")
        unmet = {row[KEY] for row in result.result.get("unexpected_index_list") or ()}
        findings += [
            Finding(expected, row[KEY], is_met=False, seen=told(expected, row))
            if row[KEY] in unmet
            else Finding(expected, row[KEY], is_met=True)
            for row in figures.to_dict("records")
        ]
    return findings
