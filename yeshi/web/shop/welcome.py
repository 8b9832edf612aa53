"""Test money for who comes for the first time, where a city takes it."""

from __future__ import annotations

from yeshi.base.money import Money
from yeshi.flow.orders import ordering
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.visitor import Visitor

WELCOME_FEN = 20_000


def welcome(desk: Desk, guest: Visitor) -> None:
    """Fill the wallet of a new customer once; a city that takes real money gives none."""
    amount = Money(WELCOME_FEN, desk.engine.terms.currency)
    ordering.top_up(desk.engine, f"welcome:{guest.customer}", guest.customer, amount)
