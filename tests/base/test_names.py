"""A name is said in the reader's language."""

from __future__ import annotations

import pytest

from yeshi.base.names import Name, beyond_name


@pytest.mark.parametrize(("language", "said"), [("zh", "夜市"), ("en", "night market")])
def test_a_name_in_each_language(language: str, said: str) -> None:
    """Both are there."""
    assert Name("夜市", "night market").in_language(language) == said


def test_a_name_is_of_peoples_length() -> None:
    """In both languages."""
    assert beyond_name(Name("a", " "))
    assert beyond_name(Name("a" * 61, "b"))
    assert beyond_name(Name("a", "b")) is None
