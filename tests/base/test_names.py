"""A name is said in the reader's language."""

from __future__ import annotations

import pytest

from yeshi.base.names import Name


@pytest.mark.parametrize(("language", "said"), [("zh", "夜市"), ("en", "night market")])
def test_a_name_in_each_language(language: str, said: str) -> None:
    """Both are there."""
    assert Name("夜市", "night market").in_language(language) == said
