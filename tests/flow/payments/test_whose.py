"""Whose an account is: its name, its page, and who may say where it goes."""

from __future__ import annotations

from tests.builders import SmallCity
from yeshi.base.names import Name
from yeshi.flow.payments.whose import keepers_of, names_of, page_of
from yeshi.people.person import Role


def test_a_stalls_and_a_couriers() -> None:
    """And of one that is not there any more, the id."""
    assert keepers_of("merchant:a") == (Role.STALLHOLDER, "a")
    assert keepers_of("courier:x") == (Role.COURIER, "x")
    assert page_of("merchant:a") == "/kitchen/a/money"
    assert page_of("courier:x") == "/courier/x/money"
    city = SmallCity().settle_in()
    with city.store.read() as work:
        found = names_of(work, ["merchant:a", "courier:x", "courier:gone"])
    assert found == {
        "merchant:a": Name("a", "a"),
        "courier:x": Name("x", "x"),
        "courier:gone": Name("gone", "gone"),
    }
