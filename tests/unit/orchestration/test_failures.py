"""What a failed run says is known to the report, which says it in both languages."""

import ast
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from dbt_common.clients.jinja import parse
from jinja2 import nodes

from orchestration.ingestion.raw_files import missing_table_sentence
from orchestration.publishing.audit import NAMES_SHOWN, _sentence
from orchestration.quality_report.failures import failure_sentences, failures_in
from orchestration.quality_report.page import own_text
from orchestration.run.lock import Holder, held_sentence
from orchestration.run.obstacles import SENTENCES, database_sentence, system_sentence
from orchestration.settings import REPO_ROOT

HELD = "Conflicting lock is held in /usr/bin/python (PID 7)"
# Those of `make forget` are told to whoever called it, and not by the report.
MODULES = [
    path
    for path in sorted((REPO_ROOT / "orchestration").rglob("*.py"))
    if "forgetting" not in path.parts
]
SENTENCE = re.compile(r"[A-Z].*\.")
TOLD = {
    "RawDataError",
    "PublishingError",
    "FolderHeld",
    "AuditFailed",
    "ErasedIdsError",
}


def written(text: ast.expr) -> str | None:
    """A sentence as it stands in the code, with something for each of its values."""
    match text:
        case ast.Constant(value=str(value)):
            return value
        case ast.IfExp(body=body):
            return written(body)
        case ast.FormattedValue(value=ast.IfExp() as chosen):
            return written(chosen)
        # A part of the sentence that depends on how many there are.
        case ast.FormattedValue(value=ast.Name(id="columns")):
            return "columns a, b"
        case ast.FormattedValue(value=ast.Name(id="encoding")):
            return "is not UTF-8"
        case ast.FormattedValue(value=ast.Name(id="unpacked")):
            return ""
        case ast.FormattedValue(value=ast.Name(id="what")):
            return "does not exist"
        case ast.FormattedValue():
            return "x1"
        case ast.JoinedStr(values=parts):
            return "".join(str(written(part)) for part in parts)
    return None


def sentences(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id=name), args=[text]) if name in TOLD:
                sentence = written(text)
                if sentence is not None:
                    yield sentence


# --- sentences that macros make, beside those of a query (`test_rules`)


def said(text: nodes.Node, named: Mapping[str, str]) -> str:
    """A sentence as it stands in a macro, with something for each of its values."""
    match text:
        case nodes.Const(value=str(value)):
            return value
        case nodes.Concat(nodes=parts):
            return "".join(said(part, named) for part in parts)
        # What a var has to be; `test_vars` asks for every form.
        case nodes.Call(node=nodes.Name(name="form_in_words")):
            return "a number from 1"
        case nodes.Name(name=name):
            return named.get(name, "x1")
    return "x1"


def sentences_of_macros() -> Iterator[str]:
    for path in sorted((REPO_ROOT / "macros").rglob("*.sql")):
        for macro in parse(path.read_text(encoding="utf-8")).find_all(nodes.Macro):
            # The beginning that several sentences have in common.
            named = {
                known.target.name: said(known.node, {})
                for known in macro.find_all(nodes.Assign)
                if isinstance(known.target, nodes.Name)
            }
            # What is logged stops nothing.
            logged = [
                call.args[0]
                for call in macro.find_all(nodes.Call)
                if isinstance(call.node, nodes.Name) and call.node.name == "log"
            ]
            for text in macro.find_all(nodes.Concat):
                sentence = said(text, named)
                if text not in logged and SENTENCE.fullmatch(sentence):
                    yield sentence


IN_MACROS = sorted(sentences_of_macros())
IN_CODE = [sentence for path in MODULES for sentence in sentences(path)]
BUILT = [
    missing_table_sentence("deals", REPO_ROOT / "docs"),
    missing_table_sentence("readme", REPO_ROOT),
    *(sentence.format(place="/data/x") for sentence in SENTENCES.values()),
    system_sentence(OSError(5, "Input/output error"), Path("/data/x")),
    str(database_sentence(HELD, Path("w"))),
    held_sentence(None),
    held_sentence(Holder(7, "2026-01-31 12:00:00 UTC", "make run")),
    _sentence(["orders (border:rejected_share: 2 of 3 rows, 60%; at most 50%)"]),
    _sentence(["fct_orders.order_id (unique)"] * (NAMES_SHOWN + 2)),
]


@pytest.mark.parametrize("sentence", [*IN_CODE, *IN_MACROS, *BUILT])
def test_every_sentence_that_a_run_may_end_with_is_a_kind(sentence: str) -> None:
    [found] = failures_in(sentence)
    assert found.get("kind"), sentence


def test_the_sentences_of_the_code_are_found() -> None:
    assert len(IN_CODE) > 20
    assert len(IN_MACROS) > 10


def test_each_sentence_of_dbt_is_told_apart() -> None:
    reason = """\
Failure in test unique_fct_orders_order_id (models/marts/core/fct_orders.yml)
Got 1 result, configured to fail if != 0
Failure in test not_null_a (models/a.yml)
Got 12 results, configured to fail if != 0
Failure in model fct_orders (models/marts/core/fct_orders.sql)
Runtime Error in model fct_orders (models/marts/core/fct_orders.sql)
  Binder Error: no column x
  LINE 1: select x
deals.csv lacks the required columns stage, created_at; add or rename them in the file.
  orders.csv lacks the required column amount; add or rename it in the file."""
    assert failures_in(reason) == [
        {
            "kind": "failing_test",
            "values": {
                "test": "unique_fct_orders_order_id",
                "file": "models/marts/core/fct_orders.yml",
                "n": "1",
                "limit": "!= 0",
            },
        },
        {
            "kind": "failing_test_rows",
            "values": {
                "test": "not_null_a",
                "file": "models/a.yml",
                "n": "12",
                "limit": "!= 0",
            },
        },
        {
            "kind": "broken_model",
            "values": {
                "error": "Runtime",
                "model": "fct_orders",
                "file": "models/marts/core/fct_orders.sql",
            },
            "message": "Binder Error: no column x",
        },
        {
            "kind": "lacks_columns",
            "values": {"file": "deals.csv", "columns": "stage, created_at"},
        },
        {"kind": "lacks_column", "values": {"file": "orders.csv", "column": "amount"}},
    ]


def test_each_problem_of_a_definition_of_funnels_is_told_apart() -> None:
    reason = """\
Runtime Error in model int_funnel_rules (models/a.sql)
  Invalid Input Error: funnels, row own: the order_mode '' is none of any, strict; \
seeds/funnel_steps.csv, row own/3: the row names no activity"""
    model, order, activity = failures_in(reason)
    assert model["kind"] == "broken_model"
    assert order == {
        "kind": "rule_not_accepted",
        "values": {
            "seed": "funnels",
            "row": "own",
            "column": "order_mode",
            "value": "",
            "values": "any, strict",
        },
    }
    assert activity == {
        "kind": "step_without_activity",
        "values": {"seed": "seeds/funnel_steps.csv", "row": "own/3"},
    }


def test_rows_of_a_channel_that_disagree_are_told_in_russian() -> None:
    [found] = failures_in(
        "seeds/channels.csv, channel email: its rows have to agree on channel_group,"
        " and have owned (row e-mail) and paid (row epost)"
    )
    said = json.loads(own_text("texts.json"))["ru"]["failures"][found["kind"]]
    assert said.format(**found["values"]) == (
        "seeds/channels.csv, канал email: в его строках channel_group должно совпадать,"
        " а там owned (строка e-mail) и paid (строка epost)"
    )


def test_only_what_belongs_to_a_model_is_taken_for_its_message() -> None:
    reason = """\
Failure in test a (models/a.yml)
Database Error in test a (models/a.yml)
  Catalog Error: no table a
  Did you mean b?
Nobody foresaw this
  and its second line
Compilation Error in model b (models/b.sql)"""
    test, unforeseen, model = failures_in(reason)
    assert (test["kind"], test["message"]) == (
        "broken_test",
        "Catalog Error: no table a",
    )
    assert unforeseen == {"text": "Nobody foresaw this\nand its second line"}
    assert model["kind"] == "broken_model"
    assert "message" not in model


@pytest.mark.parametrize("reason", ["", "\n"])
def test_no_reason_is_none(reason: str) -> None:
    assert failures_in(reason) == []


def test_a_kind_is_said_in_english_as_it_came() -> None:
    for kind, sentence in failure_sentences().items():
        said = re.sub(r"\{(\w+)\}", r"<\1>", sentence)
        [found] = failures_in(said)
        assert found["kind"] == kind, sentence
        assert sentence.format(**found["values"]) == said
