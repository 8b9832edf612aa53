"""What must be there is taken as such, or the command stops."""

from __future__ import annotations

import pytest

from yeshi.base.errors import InvariantBroken
from yeshi.base.refused import Refused, Unknown
from yeshi.base.sure import allowed, there


def test_what_is_there_comes_back() -> None:
    """Also what is empty or zero: only None is nothing."""
    assert there(0, "number") == 0
    assert there("", "text") == ""
    with pytest.raises(InvariantBroken, match="there is no order o1"):
        there(None, "order o1")


def test_what_may_not_be_refused_stops_the_command() -> None:
    """With the reason in the error."""
    assert allowed(5, "five") == 5
    with pytest.raises(InvariantBroken, match="settling was refused: Unknown"):
        allowed(Refused(Unknown("order", "o1")), "settling")
