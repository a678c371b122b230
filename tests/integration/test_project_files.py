"""An edited macro or setting is heard of, wherever dbt is told the project is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from orchestration.settings import REPO_ROOT

pytestmark = pytest.mark.integration

HASH = "{% if execute %}{{ project_files_hash() }}{% endif %}"


@pytest.mark.parametrize("where", [(), ("--project-dir", str(REPO_ROOT))])
def test_the_project_is_read_where_dbt_finds_it(
    where: tuple[str, ...], tmp_path: Path
) -> None:
    result = subprocess.run(
        [
            *(sys.executable, "-m", "dbt.cli.main", "--quiet", "compile", *where),
            *("--inline", HASH, "--log-path", str(tmp_path)),
            *("--target-path", str(tmp_path / "target")),
        ],
        cwd=REPO_ROOT,
        env=os.environ | {"JOURNEY_DB": str(tmp_path / "journey.duckdb")},
        capture_output=True,
        text=True,
        check=True,
    )
    hashes = [word for word in result.stdout.split() if len(word) == 32]
    assert len(hashes) == 1, result.stdout
