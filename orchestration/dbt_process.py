"""`python -m orchestration.dbt_process`: dbt as the child of a run.

Belongs here: what ties dbt's process to the one that started it, and what it need not
do there. Which commands are run belongs in `warehouse` and `dbt_manifest`.
"""

import ctypes
import logging
import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dbt_common.events.base_types import EventMsg

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


def drop_debug_events() -> None:
    """Have dbt ask whether anybody reads debug events before it makes lines of them.

    It makes JSON of each event and then drops those below the level: a tenth of what a
    build of small tables takes. The method is not public; a unit test says when dbt has
    changed it.
    """
    from dbt_common.events import logger as events

    write_line = events._Logger.write_line

    def write_read_line(self: events._Logger, msg: "EventMsg") -> None:
        log = self._python_logger
        if msg.info.level != "debug" or log is None or log.isEnabledFor(logging.DEBUG):
            write_line(self, msg)

    events._Logger.write_line = write_read_line  # type: ignore[method-assign]


if __name__ == "__main__":
    end_with_parent()
    drop_debug_events()
    from dbt.cli.main import cli

    cli()
