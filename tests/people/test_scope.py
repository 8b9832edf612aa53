"""Scopes stand in their order."""

from __future__ import annotations

from yeshi.people.scope import Scope, in_order


def test_scopes_stand_in_their_order_and_once() -> None:
    """However they were given."""
    given = (Scope.MONEY, Scope.READ, Scope.MONEY)
    assert in_order(given) == (Scope.READ, Scope.MONEY)
