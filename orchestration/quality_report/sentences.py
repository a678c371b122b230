"""What a check found, said for a terminal in the words of the page.

Belongs here: the English sentences that programs do not say themselves. The page makes
its own, in both languages, of the same texts.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from orchestration.quality_report.failures import failure_sentences
from orchestration.quality_report.page import own_text
from orchestration.quality_report.whereabouts import FOUND_ROWS


def found_sentences(failures: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The sentences of checks that found rows.

    One that nobody knows by its table, such as of an older warehouse, is told as dbt
    did.

    >>> values = {"test": "unique_a", "file": "a.yml", "n": "2", "limit": "!= 0"}
    >>> check = {"place": "a.id", "rule": "unique", "name_en": "must not repeat"}
    >>> failure = {"kind": "failing_test", "values": values, "checks": [check]}
    >>> list(found_sentences([failure, {"text": "Out of memory"}]))
    ['A check fails: a.id: must not repeat (2 rows).']
    """
    texts = json.loads(own_text("texts.json"))["en"]
    for failure in failures:
        kind = failure.get("kind")
        if kind not in FOUND_ROWS:
            continue
        values = failure["values"]
        if "checks" not in failure:
            yield failure_sentences()[kind].format(**values)
            continue
        checks = "; ".join(
            f"{check['place']}: {check['name_en'] or check['rule']}"
            for check in failure["checks"]
        )
        number = int(values["n"])
        rows = texts["rowsOf"]["one" if number == 1 else "other"]
        yield texts["checkFails"].format(
            checks=checks, rows=rows.format(n=f"{number:,}")
        )
