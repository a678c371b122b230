"""The words of the quality report: both languages say everything."""

import ast
import csv
import inspect
import json
import re
from types import ModuleType
from typing import Any

import pytest

from orchestration.ingestion import csv_records, json_records
from orchestration.quality_report.page import HERE
from orchestration.settings import REPO_ROOT

TEXTS = json.loads((HERE / "texts.json").read_text(encoding="utf-8"))
SCRIPT = (HERE / "page.js").read_text(encoding="utf-8")
# What a number asks for, by the plural rules of the language.
FORMS = {"en": {"one", "other"}, "ru": {"one", "few", "many", "other"}}


def forms(text: Any) -> list[str]:
    return [text] if isinstance(text, str) else list(text.values())


def places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def counted(language: str) -> dict[str, dict[str, str]]:
    return {
        key: text
        for key, text in TEXTS[language].items()
        if isinstance(text, dict) and "other" in text
    }


def test_both_languages_have_the_same_words() -> None:
    assert list(TEXTS["en"]) == list(TEXTS["ru"])
    for key, text in TEXTS["en"].items():
        if isinstance(text, dict) and "other" not in text:
            assert list(text) == list(TEXTS["ru"][key]), key


@pytest.mark.parametrize("language", FORMS)
def test_numbers_have_every_form_of_the_language(language: str) -> None:
    found = counted(language)
    assert len(found) > 10
    assert {key: set(text) for key, text in found.items()} == dict.fromkeys(
        found, FORMS[language]
    )


def test_both_languages_fill_in_the_same() -> None:
    for key, text in TEXTS["en"].items():
        # "One run" may say its number in words.
        filled = {frozenset(places(form)) for form in forms(text)}
        filled |= {frozenset(places(form)) for form in forms(TEXTS["ru"][key])}
        assert len(filled) == 1 or key == "failures", key


def test_every_failure_is_said_in_russian_with_the_same_values() -> None:
    assert len(TEXTS["en"]["failures"]) > 40
    for kind, sentence in TEXTS["en"]["failures"].items():
        russian = TEXTS["ru"]["failures"][kind]
        assert re.search("[а-яё]", russian), kind
        # A limit of dbt's is no news to a steward.
        assert places(sentence) - {"limit"} == places(russian), kind


def test_every_word_is_used_and_every_word_used_is_there() -> None:
    # Words are asked for by name, or by a name that another list holds.
    asked = set(re.findall(r'"(\w+)"', SCRIPT)) | set(re.findall(r"\b(\w+):", SCRIPT))
    assert set(TEXTS["en"]) - asked == set()
    said = re.findall(r'\b(?:say|many|word)\("(\w+)"', SCRIPT)
    assert len(said) > 100
    assert set(said) - set(TEXTS["en"]) == set()


def messages(module: ModuleType) -> set[str]:
    """What a parser of records says of a line that is none, its numbers as `#`."""
    said = []
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        match node:
            case ast.Call(func=ast.Name(id="Rejected" | "_BadRecordError")):
                said.append(node.args[-1])
            case ast.Assign(targets=[ast.Name(id="reason")]):
                said.append(node.value)
    texts = [text for text in said if isinstance(text, ast.Constant | ast.JoinedStr)]
    return {
        re.sub(r"{.*?}|\d+(,\d{3})*", "#", ast.literal_eval(written.lstrip("f")))
        for written in map(ast.unparse, texts)
    }


def test_every_message_of_a_parser_is_said_in_both_languages() -> None:
    said = messages(csv_records) | messages(json_records)
    assert len(said) > 8
    # Constants that Python's reader knows and JSON does not.
    said |= {f"{name} is not JSON" for name in ("NaN", "Infinity", "-Infinity")}
    assert set(TEXTS["en"]["parserMessages"]) == said
    for message, russian in TEXTS["ru"]["parserMessages"].items():
        assert TEXTS["en"]["parserMessages"][message] == message
        assert russian.count("#") == message.count("#")
        assert re.search("[а-яё]|JSON", russian)


def test_reasons_of_rejected_rows_are_named_by_the_word_and_what_is_wrong() -> None:
    file = REPO_ROOT / "seeds" / "quality_rules.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        rules = [r for r in csv.DictReader(lines) if r["rule"].startswith("rejected:")]
    assert len(rules) > 10
    for rule in rules:
        # The report leaves the word before the colon out.
        assert re.fullmatch("rejected: .+", rule["name_en"])
        assert re.fullmatch("отклонено: .*[а-яё].*", rule["name_ru"])
