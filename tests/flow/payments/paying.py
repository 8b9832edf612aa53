"""A city that owes its stalls and couriers money, and the people who pay it out."""

from __future__ import annotations

from tests.builders import SmallCity, done
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.payments import payees, paying_out
from yeshi.flow.ports import Store
from yeshi.ledger import accounts
from yeshi.ledger.transfers import Movement, Transfer
from yeshi.payments.payee import PayeeSaid
from yeshi.payments.payout import Payout
from yeshi.people.person import CITY, Grant, Person, Role

TREASURER = Person("tr", "Treasurer", (Grant(Role.TREASURER, CITY),), None)
OTHER = Person("tr2", "Another treasurer", (Grant(Role.TREASURER, CITY),), None)
OWNER = Person("ow", "Owner", (Grant(Role.OWNER, CITY),), None)
HOLDER = Person("ha", "A", (Grant(Role.STALLHOLDER, "a"),), None)
SAID = PayeeSaid(holder="A B", bank="Bank", number="12345678")


def owing(store: Store | None = None) -> SmallCity:
    """A city in which an order of the stall `a` was delivered, and the stall said whom to pay."""
    city = (SmallCity(store) if store else SmallCity()).settle_in()
    city.fill()
    for person in (TREASURER, OTHER, OWNER, HOLDER):
        with city.store.begin() as work:
            work.persons.add(person)
    sell(city)
    done(payees.enter_payee(city.by(HOLDER), city.key(), "merchant:a", SAID))
    return city


def sell(city: SmallCity) -> None:
    """Have an order of the stall be delivered."""
    order = city.place({"a1": 1})
    city.cook(order)
    city.bring(order)


def owe(city: SmallCity, account: str, fen: int) -> None:
    """Have the account be owed so much more."""
    tip = Movement(accounts.DUE, account, city.money(fen), "tip")
    with city.store.begin() as work:
        work.ledger.move([Transfer(f"tr-{account}", city.clock.now(), None, tip)])


def proposed(city: SmallCity) -> str:
    """A run that the treasurer has proposed."""
    return done(paying_out.propose_run(city.by(TREASURER), city.key()))["run"]


def approved(city: SmallCity) -> str:
    """A run that two people have looked at."""
    run = proposed(city)
    done(paying_out.check_run(city.by(TREASURER), city.key(), run))
    done(paying_out.approve_run(city.by(OTHER), city.key(), run))
    return run


def payouts_of(city: SmallCity, run: str) -> list[Payout]:
    """Those of the run."""
    with city.store.read() as work:
        return work.payouts.of(run)


def well(city: SmallCity) -> None:
    """Every rule of the books and of the record holds."""
    with city.store.look() as work:
        assert list(breaches_of(work)) == []
