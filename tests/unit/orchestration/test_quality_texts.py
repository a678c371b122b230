"""The words of the quality report: both languages say everything."""

import json
import re
from typing import Any

import pytest

from orchestration.quality_report.page import HERE

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
        assert len(filled) == 1, key


def test_every_word_is_used_and_every_word_used_is_there() -> None:
    # Words are asked for by name, or by a name that another list holds.
    asked = set(re.findall(r'"(\w+)"', SCRIPT)) | set(re.findall(r"\b(\w+):", SCRIPT))
    assert set(TEXTS["en"]) - asked == set()
    said = re.findall(r'\b(?:say|many|word)\("(\w+)"', SCRIPT)
    assert len(said) > 100
    assert set(said) - set(TEXTS["en"]) == set()
