"""Why a run failed, as kinds with values: the page says each in its own language.

Belongs here: recognising sentences. They come as text from dbt, which is a process of
its own, and alerts and the console tell them as they are. How each kind is said in both
languages, `failures` of `texts.json` holds.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from itertools import islice
from typing import Any

from orchestration.quality_report.page import own_text

PLACE = re.compile(r"\\\{(\w+)\\\}")
# Where a sentence may end: with its line, or before the next problem of a definition of
# funnels, which the engine tells all at once. Any other "; " is a part of a sentence.
END = re.compile(r"\n|; (?=[\w/.]+, row )|\Z")
LINES_OF_A_SENTENCE = 2
# What DuckDB puts before a sentence of `error()`.
REFUSED_BY_ENGINE = "(?:Invalid Input Error: )?"
# dbt says of a node first that it failed, and then, for most of them, how.
HEADING = re.compile(r"^Failure in (\w+) (\S+) \(.*\)\n(?=\w+ Error in \1 \2 )", re.M)
# After these, the lines of the engine's message, indented: the first says what is
# wrong, the others where in the SQL, which is no news to a steward.
WITH_MESSAGE = frozenset({"broken_model", "broken_test"})


def failures_in(reason: str) -> list[dict[str, Any]]:
    r"""The sentences of a reason: kind and values, or the text of one that is unknown.

    >>> failures_in("The required raw table raw.deals is missing.")
    [{'kind': 'loaded_table_missing', 'values': {'table': 'raw.deals'}}]
    >>> failures_in("Out of memory")
    [{'text': 'Out of memory'}]
    >>> told = "Database Error in model a (a.sql)\n  Binder Error: no b\n  LINE 1: b"
    >>> failures_in(told)[0]["message"]
    'Binder Error: no b'
    """
    found: list[dict[str, Any]] = []
    rest = HEADING.sub("", reason.strip())
    while rest:
        is_indented = rest.startswith(" ")
        rest = rest.lstrip()
        failure, length = _first_of(rest)
        is_text = "text" in failure and bool(found)
        if is_text and is_indented and found[-1].get("kind") in WITH_MESSAGE:
            found[-1].setdefault("message", failure["text"])
        elif is_text and "text" in found[-1]:
            found[-1]["text"] += "\n" + failure["text"]
        else:
            found.append(failure)
        rest = rest[length:].removeprefix("; ").lstrip("\n")
    return found


def failure_sentences() -> dict[str, str]:
    """The English sentence of each kind, as programs say it."""
    sentences: dict[str, str] = json.loads(own_text("texts.json"))["en"]["failures"]
    return sentences


def _first_of(text: str) -> tuple[dict[str, Any], int]:
    for end in islice(END.finditer(text), LINES_OF_A_SENTENCE):
        for kind, pattern in _patterns().items():
            if match := pattern.fullmatch(text, 0, end.start()):
                return {"kind": kind, "values": match.groupdict()}, end.start()
    line = text.partition("\n")[0]
    return {"text": line}, len(line)


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    """What each kind looks like: its English sentence."""
    return {kind: _pattern(said) for kind, said in failure_sentences().items()}


def _pattern(sentence: str) -> re.Pattern[str]:
    known: set[str] = set()

    def value(place: re.Match[str]) -> str:
        name = place[1]
        is_again = name in known
        known.add(name)
        return f"(?P={name})" if is_again else f"(?P<{name}>.*?)"

    return re.compile(REFUSED_BY_ENGINE + PLACE.sub(value, re.escape(sentence)))
