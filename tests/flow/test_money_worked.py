"""The worked example of docs/algorithms/money.md is what the books say of it, to the fen."""

from __future__ import annotations

import re

from tests.builders import done
from tests.flow.payments.paying import HOLDER, OTHER, OWNER, SAID, TREASURER, approved
from tests.flow.payments.taker import PaidCity
from tests.house.sources import ROOT
from yeshi.flow.orders import cooking
from yeshi.flow.payments import banking, payees
from yeshi.flow.payments.books import transfers_of

TOLD = ROOT / "docs" / "algorithms" / "money.md"
_ROW = re.compile(r"^\| (\S+) \| `(\S+)` \| `(\S+)` \| (\d+) \|$", re.MULTILINE)


def worked() -> PaidCity:
    """Two stalls are paid through a provider, one declines, the other is paid out."""
    city = PaidCity()
    city.open_up().settle_in()
    with city.store.begin() as work:
        for person in (TREASURER, OTHER, OWNER, HOLDER):
            work.persons.add(person)
    paid = city.pay({"a1": 1, "b2": 1})
    order = str(paid.order)
    done(cooking.reject(city.engine, city.key(), "b", order, "sold_out"))
    city.go_on()
    done(cooking.accept(city.engine, city.key(), "a", order, city.clock.now()))
    done(cooking.ready(city.engine, city.key(), "a", order))
    city.bring(order)
    done(payees.enter_payee(city.by(HOLDER), city.key(), "merchant:a", SAID))
    run = approved(city)
    done(banking.fetch_file(city.by(TREASURER), city.key(), run))
    done(banking.confirm_run(city.by(TREASURER), city.key(), run))
    return city


def test_each_row_is_a_transfer_in_its_turn() -> None:
    """Why, from where, where to and how much; and nothing else is moved."""
    with worked().store.read() as work:
        moved = [one.movement for one in transfers_of(work) if one.movement.why != "budget"]
    there = [(one.why, one.debit, one.credit, str(one.amount.fen)) for one in moved]
    assert _ROW.findall(TOLD.read_text(encoding="utf-8")) == there
