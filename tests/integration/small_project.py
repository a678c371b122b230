"""A small project that runs in seconds: this orchestration around five models.

Belongs here: what a run needs to be tried many times over. What the real models give is
checked elsewhere.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile, copytree, ignore_patterns

from orchestration.settings import REPO_ROOT

FILES = {
    "dbt_project.yml": """\
name: small
config-version: 2
profile: journey_warehouse
models:
  small:
    +materialized: table
    intermediate: {+schema: intermediate}
    marts: {+schema: marts}
seeds:
  small: {+schema: rules}
""",
    "macros/generate_schema_name.sql": """\
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ custom_schema_name or target.schema }}
{%- endmacro %}
""",
    "seeds/channels.csv": "channel\nemail\n",
    "models/staging/_sources.yml": """\
sources:
  - name: raw
    tables: [{name: touchpoints, description: One row per contact.}]
""",
    "models/intermediate/int_horizon.sql": """\
select timestamp '2026-01-31' as as_of
""",
    "models/marts/fct_touchpoints.sql": """\
-- depends_on: {{ source('raw', 'touchpoints') }}
-- depends_on: {{ ref('channels') }}
select * from read_csv('{{ env_var("JOURNEY_RAW_DIR") }}/touchpoints.csv')
""",
    # Large enough for a disk to fill up.
    "models/marts/fct_pages.sql": """\
select
    page_number,
    md5(page_number::varchar || touchpoints.touchpoint_id) as page
from {{ ref('fct_touchpoints') }} as touchpoints
cross join range(2000) as pages(page_number)
""",
    "models/marts/agg_raw_rows.sql": """\
select 'touchpoints' as table_name, 'used' as place, count(*) as row_count
from {{ ref('fct_touchpoints') }}
""",
    "models/marts/fct_rejected_rows.sql": """\
select
    'occurred_at: in the future' as reasons,
    '{"occurred_at": "' || occurred_at || '"}' as raw_row
from {{ ref('fct_touchpoints') }}
where occurred_at > timestamptz '2999-01-01'
""",
    "tests/data/assert_touchpoints_are_sound.sql": """\
-- A row is a touchpoint that must not be.
select * from {{ ref('fct_touchpoints') }} where touchpoint_id = 'rotten'
""",
    "uv.lock": "",
    "raw/touchpoints.csv": "touchpoint_id,occurred_at\nt1,2026-01-30T00:00:00Z\n",
}
DESCRIPTIONS = "\n".join(
    [
        "models:",
        *(
            f"  - {{name: {Path(path).stem}, description: One row per row.}}"
            for path in FILES
            if path.startswith("models/marts/")
        ),
    ]
)


@dataclass(frozen=True)
class SmallProject:
    """A copy of the orchestration with models, raw files and a warehouse of its own."""

    root: Path

    @classmethod
    def create(cls, root: Path) -> "SmallProject":
        """Write the project's files."""
        skipped = ignore_patterns("__pycache__")
        copytree(REPO_ROOT / "orchestration", root / "orchestration", ignore=skipped)
        copyfile(REPO_ROOT / "profiles.yml", root / "profiles.yml")
        project = cls(root)
        for path, text in {**FILES, "models/marts/_marts.yml": DESCRIPTIONS}.items():
            project.write(path, text)
        return project

    @property
    def database(self) -> Path:
        """The warehouse, unless a run is told otherwise."""
        return self.root / "warehouse" / "journey.duckdb"

    @property
    def published(self) -> Path:
        """The published folder, unless a run is told otherwise."""
        return self.root / "published"

    @property
    def current(self) -> Path:
        """The link to the current build."""
        return self.published / "current"

    def environment(self) -> dict[str, str]:
        """The settings of a run, unless it is told otherwise."""
        return {
            "JOURNEY_RAW_DIR": str(self.root / "raw"),
            "JOURNEY_DB": str(self.database),
            "JOURNEY_LANDING_DIR": str(self.root / "warehouse" / "landing"),
            "JOURNEY_PUBLISH_DIR": str(self.published),
        }

    def write(self, path: str, text: str) -> None:
        """Write a file of the project."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def start(
        self, *arguments: str, environment: Mapping[str, str | Path] | None = None
    ) -> subprocess.Popen[str]:
        """Start what `make run` runs."""
        settings = {name: str(value) for name, value in (environment or {}).items()}
        return subprocess.Popen(
            [sys.executable, "-m", "orchestration.run", *arguments],
            cwd=self.root,
            env={**os.environ, **self.environment(), **settings},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(
        self, *arguments: str, environment: Mapping[str, str | Path] | None = None
    ) -> tuple[int, str]:
        """Run to the end: exit code, and what was shown."""
        with self.start(*arguments, environment=environment) as process:
            output, _ = process.communicate()
            return process.returncode, output
