"""The one-time code lets one browser in, once."""

from __future__ import annotations

from yeshi.web.opening.code import OneTimeCode


def test_it_is_exchanged_once() -> None:
    """Whoever comes second has nothing of it, though they know it."""
    code = OneTimeCode()
    assert code.exchange("x" + code.code) is None
    assert not code.is_used
    token = code.exchange(code.code)
    assert token is not None
    assert code.holds(token)
    assert code.exchange(code.code) is None
    assert not code.holds(code.code)
    assert not code.holds("")


def test_each_start_has_another() -> None:
    """And no token of another's holds."""
    first, second = OneTimeCode(), OneTimeCode()
    assert first.code != second.code
    assert not second.holds(first.exchange(first.code) or "")
