"""A build that is published though a blocking check fails says by whose leave."""

from pathlib import Path
from unittest.mock import Mock

import dagster as dg
import duckdb
import jinja2
import pytest

from orchestration.patience import NONE
from orchestration.progress import Progress
from orchestration.publishing import assets
from orchestration.publishing.inputs import Inputs
from orchestration.publishing.waived_checks import waived_sentences
from orchestration.settings import REPO_ROOT, Settings

# As dbt makes it when a run begins.
WAIVER_COVERS = jinja2.Template(
    (REPO_ROOT / "macros/quality/waiver_covers.sql").read_text("utf-8")
    + "{{ waiver_covers() }}"
).render()
UNIQUE = (
    "fct_orders.order_id (unique) fails, but keeps no build back until 2026-03-01, "
    "by a waiver of ann"
)


@pytest.fixture
def database(settings: Settings) -> Path:
    """A run of which waived checks failed, blocking and not, and one before it."""
    settings.database.parent.mkdir()
    with duckdb.connect(settings.database) as connection:
        connection.execute(
            f"""
            create schema quality; create schema rules;
            create macro {WAIVER_COVERS};
            create table quality.results as from (values
                ('c1', 'r1', 'unique', 'fct_orders', 'order_id', 'error', 'failed'),
                ('c1', 'r2', 'unique', 'fct_orders', 'order_id', 'error', 'waived'),
                ('c2', 'r1', 'unique', 'fct_deals', 'deal_id', 'error', 'waived'),
                ('c2', 'r2', 'unique', 'fct_deals', 'deal_id', 'error', 'passed'),
                ('c3', 'r2', 'flagged:x', 'orders', null, 'warn', 'waived'),
                ('c4', 'r2', 'border:rejected_share', 'deals', null, 'error', 'waived')
            ) as results(
                check_id, run_id, rule, table_name, column_name, severity, status
            );
            alter table quality.results add column run_at timestamp;
            update quality.results
            set run_at = if(run_id = 'r1', '2026-01-30', '2026-01-31')::timestamp;
            create table rules.quality_waivers as from (values
                ('unique', 'fct_orders', null, 'ann', date '2026-03-01'),
                ('unique', 'fct_orders', 'order_id', 'ben', date '2026-02-01'),
                ('unique', 'fct_orders', 'amount', 'eva', date '2026-04-01'),
                ('border:rejected_share', null, null, 'old', date '2026-01-30'),
                ('border:rejected_share', null, null, 'eva', date '2026-01-31')
            ) as waivers(rule, table_name, column_name, granted_by, expires_on);
            """
        )
    return settings.database


def test_each_blocking_check_is_told_with_the_waiver_that_holds_longest(
    database: Path,
) -> None:
    assert waived_sentences(database) == [
        "deals (border:rejected_share) fails, but keeps no build back until "
        "2026-01-31, by a waiver of eva",
        UNIQUE,
    ]


def test_a_warehouse_that_keeps_no_results_has_nothing_to_tell(warehouse: Path) -> None:
    assert waived_sentences(warehouse) == []


def test_dagster_logs_it_and_whoever_listens_is_told(
    settings: Settings, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = Mock(build_id="b1", as_of="2026-01-31", marts={}, reports={})
    build.database.file = "journey.duckdb"
    monkeypatch.setattr(assets, "publish", lambda *_of: build)
    monkeypatch.setattr(assets, "previews", lambda *_of: {})
    monkeypatch.setattr(Inputs, "kept", lambda *_of: None)
    monkeypatch.setattr(assets, "expired_sentences", lambda _of: ["it fails again"])
    published_build = assets.build_published_build(
        Mock(marts=[], raw_tables=[]), Mock(), fresh_hours=26
    )
    progress = Mock(Progress)
    with dg.DagsterInstance.ephemeral() as instance:
        result = dg.materialize(
            [published_build],
            instance=instance,
            resources={"settings": settings, "progress": progress, "patience": NONE},
        )
        logged = [entry.user_message for entry in instance.all_logs(result.run_id)]
    assert {UNIQUE, "it fails again"} <= {*logged}
    progress.waiver_expired.assert_called_once_with("it fails again")
    progress.check_waived.assert_any_call(UNIQUE)
