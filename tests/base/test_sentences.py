"""Texts are said in the reader's language, with their facts, or not at all."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from tests.house.sources import modules
from yeshi.base.sentences import LANGUAGES, say, sentences


@pytest.mark.parametrize("language", LANGUAGES)
def test_facts_stand_in_the_sentence(language: str) -> None:
    """In every language."""
    text = say(language, "refused.sold_out", item="a1", left=2)
    assert "2" in text
    assert "{" not in text


def test_the_languages_are_different() -> None:
    """Neither was copied from the other."""
    zh, en = (sentences(language) for language in LANGUAGES)
    assert zh["refused.empty_basket"] != en["refused.empty_basket"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_stands_twice(language: str) -> None:
    """Which of two was told would hang on the order of files in a folder."""
    rooms = (files("yeshi.texts") / language).iterdir()
    keys = Counter(
        f"{topic}.{key}"
        for room in rooms
        for topic, texts in tomllib.loads(room.read_text(encoding="utf-8")).items()
        for key in texts
    )
    assert [key for key, times in keys.items() if times > 1] == []


def test_a_text_that_is_not_there_is_not_made_up() -> None:
    """Its key is a mistake in the code."""
    with pytest.raises(KeyError):
        say("en", "refused.never_heard_of")


def test_what_may_not_be_there_has_its_word_in_every_language() -> None:
    """Whatever the code names as unknown, or as another's: no name of a field is told to people."""
    code = "\n".join(one.text for one in modules())
    kinds = set(re.findall(r"(?:Unknown|NotYours)\(\s*\"([a-z_]+)\"", code))
    assert len(kinds) > 15
    for language in LANGUAGES:
        assert [one for one in sorted(kinds) if f"word.{one}" not in sentences(language)] == []
