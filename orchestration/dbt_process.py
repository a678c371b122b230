"""`python -m orchestration.dbt_process`: dbt as the child of a run.

Belongs here: what ties dbt's process to the one that started it. Which commands are run
belongs in `warehouse` and `dbt_manifest`.
"""

import ctypes
import os
import signal
import sys

# <sys/prctl.h>
PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Have the system kill this process when its parent dies, however that dies.

    A dbt whose run was killed would go on for minutes and shut the warehouse to the
    next run. Other systems than Linux have no such order: there the next run says which
    process still has the warehouse.
    """
    if sys.platform != "linux":
        return
    parent = os.getppid()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit(1)


if __name__ == "__main__":
    end_with_parent()
    from dbt.cli.main import cli

    cli()
