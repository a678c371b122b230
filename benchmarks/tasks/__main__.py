"""`python -m benchmarks.tasks <task> <arguments>`: the process that is measured.

Belongs here: how a task is found and how it talks to `benchmarks.processes`: one JSON
object per line.
"""

import importlib
import json
import os
import sys
import threading


def main() -> None:
    """Run a task; whatever else is printed goes to standard error."""
    name, arguments = sys.argv[1], json.loads(sys.argv[2])
    answers, sys.stdout = sys.stdout, sys.stderr
    # dbt reports from each of its threads.
    whole_line = threading.Lock()

    def send(message: dict[str, object]) -> None:
        with whole_line:
            print(json.dumps(message), file=answers, flush=True)

    def report(done: int, total: int | None, what: str) -> None:
        send({"done": done, "total": total, "what": what})

    keep_to_cores(int(os.environ["JOURNEY_THREADS"]))
    task = importlib.import_module(f"benchmarks.tasks.{name}")
    send({"answer": task.run(arguments, report)})


def keep_to_cores(count: int) -> None:
    """Use some cores alone: a tool starts as many threads as it sees cores."""
    if sys.platform == "linux":
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:count])


if __name__ == "__main__":
    main()
