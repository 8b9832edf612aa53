"""Who comes for the first time has test money, once."""

from __future__ import annotations

from tests.builders import SmallCity
from tests.web.test_api import client_of
from yeshi.ledger import accounts
from yeshi.web.frame.visitor import Visitor
from yeshi.web.shop.welcome import WELCOME_FEN, welcome


def test_it_is_given_once() -> None:
    """However often they come."""
    city = SmallCity().settle_in()
    desk = client_of(city).app.state.desk  # type: ignore[attr-defined]
    guest = Visitor("customer-new")
    welcome(desk, guest)
    welcome(desk, guest)
    assert city.balance(accounts.wallet("customer-new")) == WELCOME_FEN
