"""What a bank says that it holds is compared to what the books say of that day's end."""

from __future__ import annotations

from tests.builders import done
from tests.flow.payments.paying import OTHER, TREASURER, approved, owe
from tests.flow.payments.provider_days import ProviderDays, provider_days
from yeshi.base.money import Money
from yeshi.flow.payments import banking, payees, reconciling
from yeshi.ledger.accounts import BANK
from yeshi.ledger.stated import StatedClosing, StatedFile, StatementForm
from yeshi.payments.payee import PayeeSaid
from yeshi.people.person import Grant, Person, Role

DAY_MINUTES = 24 * 60
HOLDER = Person("ha", "A", (Grant(Role.STALLHOLDER, "a"),), None)


def off_by(days: ProviderDays) -> int | None:
    """In fen, of the file that was read in last."""
    last = days.desk(BANK).files[0].off_by
    return None if last is None else last.fen


def paying_out(days: ProviderDays) -> str:
    """The id of the only payout of a run that was approved."""
    city = days.city
    with city.store.begin() as work:
        for person in (OTHER, HOLDER):
            work.persons.add(person)
    owe(city, "merchant:a", 400)
    said = PayeeSaid(holder="A B", bank="Bank", number="12345678")
    done(payees.enter_payee(city.by(HOLDER), city.key(), "merchant:a", said))
    run = approved(city)
    with city.store.read() as work:
        (payout,) = work.payouts.of(run)
    return payout.id


def test_what_was_passed_on_counts_from_the_banks_day_on() -> None:
    """The file is read in days later, and its balance is of that day all the same."""
    days = provider_days()
    days.pass_on(500)
    days.read_in()
    days.city.wait(DAY_MINUTES)
    days.arrive(500)
    days.city.wait(5 * DAY_MINUTES)
    days.arrive(-7, "fee")
    days.read_bank(closing=493)
    assert off_by(days) == -7
    (file,) = days.desk(BANK).files
    assert (file.closing, file.booked) == (Money(493, "CNY"), Money(500, "CNY"))


def test_a_payout_counts_on_the_day_of_its_row() -> None:
    """Though it was entered two days after the bank carried it out."""
    days = provider_days()
    payout = paying_out(days)
    days.arrive(-400, f"payout {payout}")
    closing = StatedClosing(Money(-400, "CNY"), days.today)
    days.city.wait(2 * DAY_MINUTES)
    by, key = days.city.by(TREASURER), days.city.key
    with days.city.store.read() as work:
        run = work.payouts.must(payout).run
    done(banking.confirm_run(by, key(), run))
    read = StatedFile(StatementForm.CAMT, tuple(days.at_bank), closing)
    done(reconciling.read_in(by, key(), BANK, "f" * 64, read))
    assert off_by(days) == 0


def test_what_the_bank_does_not_tell_is_not_compared() -> None:
    """A form without balances, one in another currency; and a provider's file."""
    days = provider_days()
    days.arrive(5)
    days.read_bank()
    assert off_by(days) is None
    foreign = StatedClosing(Money(5, "EUR"), days.today)
    read = StatedFile(StatementForm.CAMT, tuple(days.at_bank), foreign)
    by, key = days.city.by(TREASURER), days.city.key()
    done(reconciling.read_in(by, key, BANK, "f" * 64, read))
    assert off_by(days) is None
    days.charge(1)
    days.read_in()
    assert days.desk().files[0].off_by is None
