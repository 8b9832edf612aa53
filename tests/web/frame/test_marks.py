"""A mark is read as it was written; what is none of ours is none."""

from __future__ import annotations

import pytest

from yeshi.flow.ports import Tidemark
from yeshi.web.frame.marks import read_mark, written


def test_a_mark_is_read_as_written() -> None:
    """Both numbers."""
    assert read_mark(written(Tidemark(12, 3))) == Tidemark(12, 3)


@pytest.mark.parametrize("text", ["", "1", "1.", "-1.2", "1.2.3", "a.b", "٣.٤", "9" * 40 + ".1"])
def test_what_is_no_mark_is_none(text: str) -> None:
    """Whatever a client sends."""
    assert read_mark(text) is None
