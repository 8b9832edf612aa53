"""What is written with a tap is said in both languages."""

from __future__ import annotations

import pytest

from yeshi.base.sentences import LANGUAGES, say
from yeshi.orders.phrases import Phrase
from yeshi.orders.thread_writing import PHRASES


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_is_a_sentence_of_its_own(language: str) -> None:
    """No two say the same, and none its code."""
    said = [say(language, f"phrase.{one}") for one in Phrase]
    assert len(set(said)) == len(said)
    assert not set(said) & {one.value for one in Phrase}


def test_each_is_there_for_somebody() -> None:
    """Who writes it, and to whom, says a table."""
    assert {one for phrases in PHRASES.values() for one in phrases} == set(Phrase)
