"""dbt on a small project of its own, in this process.

Belongs here: running a command. Warehouses of the real project are built by
`tests.warehouses`.
"""

from pathlib import Path

import pytest
from dbt.artifacts.schemas.run import RunExecutionResult
from dbt.cli.main import dbtRunner


def failed_nodes(root: Path, command: str, **settings: str) -> list[str]:
    """Run dbt: the names of nodes that failed. Any other failure fails the test."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in settings.items():
            patch.setenv(name, value)
        where = ["--project-dir", str(root), "--profiles-dir", str(root)]
        target = ["--target-path", str(root / "target"), "--log-path", str(root)]
        run = dbtRunner().invoke([command, "--quiet", *where, *target])
    assert isinstance(run.result, RunExecutionResult), run.exception
    assert run.exception is None
    failed = {"fail", "error"}
    return [r.node.name for r in run.result.results if str(r.status) in failed]
