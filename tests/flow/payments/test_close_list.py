"""Each fault that is planted stands in the list of its day, under its name; nothing else does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.builders import done
from tests.flow.payments.paying import OTHER, TREASURER, approved, owe
from tests.flow.payments.provider_days import ProviderDays, provider_days
from yeshi.base.money import Money
from yeshi.flow.payments import banking, payees
from yeshi.flow.payments.closing import day_at_close
from yeshi.flow.ports import Store
from yeshi.flow.ports.providers import Paid
from yeshi.ledger.closing import CloseItem
from yeshi.ledger.stated import StatementForm
from yeshi.ledger.transfers import Movement, Transfer
from yeshi.payments.payee import PayeeSaid
from yeshi.people.person import Grant, Person, Role

DAY_MINUTES = 24 * 60
HOLDER = Person("ha", "A", (Grant(Role.STALLHOLDER, "a"),), None)


def evening(days: ProviderDays) -> None:
    """Two payments of which one goes back, a fee, and what was passed on; the day has gone by."""
    days.take({"a1": 1}, fee=12)
    days.give_back(days.take({"b2": 1}))
    days.charge(100)
    days.pass_on(days.holds, "po_night")


def read_all(days: ProviderDays) -> None:
    """Both papers, on the next day; what came to the bank is what its balance comes to."""
    days.city.wait(DAY_MINUTES)
    days.arrive(-days.rows[-1].amount.fen)
    days.read_in()
    days.read_bank(closing=sum(one.amount.fen for one in days.at_bank))


def left(days: ProviderDays) -> dict[str, CloseItem]:
    """What of the first day is not at zero."""
    city = days.city
    with city.store.read() as work:
        first, _ = work.ledger.first_and_last()
        day = city.engine.terms.calendar.business_day(first.at)
        of_day = day_at_close(city.engine, work, day)
        return {one.key: one for one in of_day.items(of_day.sums()) if not one.is_zero}


def _items(days: ProviderDays, day: date) -> dict[str, CloseItem]:
    with days.city.store.read() as work:
        of_day = day_at_close(days.city.engine, work, day)
        return {one.key: one for one in of_day.items(of_day.sums())}


def test_a_proved_day_leaves_nothing(store: Store) -> None:
    days = provider_days(store)
    evening(days)
    read_all(days)
    assert left(days) == {}


def nothing_stated(days: ProviderDays) -> None:
    """A payment that the provider does not tell."""
    del days.rows[0]


def stated_twice(days: ProviderDays) -> None:
    """The provider took it twice."""
    days.rows.insert(1, replace(days.rows[0], own="again", line=90))


def stated_less(days: ProviderDays) -> None:
    """Another amount."""
    first = days.rows[0]
    days.rows[0] = replace(first, amount=first.amount - Money(5, "CNY"))


def stated_late(days: ProviderDays) -> None:
    """Two hours later than it was."""
    first = days.rows[0]
    assert first.at is not None
    days.rows[0] = replace(first, at=first.at + timedelta(hours=2), day=first.day)
    days.rows[0] = replace(days.rows[0], day=first.day + timedelta(days=1))


def stated_of_nobody(days: ProviderDays) -> None:
    """What is not ours."""
    days.rows.insert(0, replace(days.rows[0], reference="pi_another", own="other", line=91))


@pytest.mark.parametrize(
    ("fault", "off_by"),
    [
        (nothing_stated, -1950), (stated_twice, 1950), (stated_less, -5), (stated_late, 0),
        (stated_of_nobody, 1950),
    ],
)  # fmt: skip
def test_what_does_not_agree_is_a_difference_of_its_provider(
    fault: Callable[[ProviderDays], None], off_by: int
) -> None:
    days = provider_days()
    evening(days)
    fault(days)
    read_all(days)
    found = left(days)
    assert set(found) == {"differences provider:taker"}
    one = found["differences provider:taker"]
    assert (one.count, one.amount.fen) == (1, off_by)


def test_what_no_file_tells_is_counted() -> None:
    """Three entries of the provider, whose file was not read in."""
    days = provider_days()
    evening(days)
    days.city.wait(DAY_MINUTES)
    found = left(days)
    assert set(found) == {"unstated provider:taker"}
    assert (found["unstated provider:taker"].count, found["unstated provider:taker"].amount.fen) == (
        3, 1950,
    )  # fmt: skip


def test_a_bill_that_tells_no_payments_proves_none() -> None:
    days = provider_days()
    days.take({"a1": 1})
    days.charge(5)
    days.city.wait(DAY_MINUTES)
    days.read_in(days.rows[1], form=StatementForm.WECHAT_FUNDS)
    assert set(left(days)) == {"unstated provider:taker"}
    days.read_in()
    assert left(days) == {}


def test_what_no_bank_shows_is_on_its_way_and_ages() -> None:
    days = provider_days()
    evening(days)
    days.city.wait(DAY_MINUTES)
    days.read_in()
    days.city.wait(DAY_MINUTES)
    found = left(days)
    assert set(found) == {"under_way platform:transit:taker"}
    one = found["under_way platform:transit:taker"]
    assert (one.count, one.amount.fen, one.since) == (1, 1838, days.rows[0].day)


def test_what_comes_to_the_bank_otherwise_is_told_on_all_sides() -> None:
    """It is on its way still, the bank's row is not in the books, and its balance is off."""
    days = provider_days()
    evening(days)
    days.arrive(1830)
    days.city.wait(DAY_MINUTES)
    days.read_in()
    days.read_bank(closing=1830)
    found = left(days)
    assert set(found) == {"under_way platform:transit:taker", "differences outside:bank"}


def test_a_balance_of_the_bank_that_is_off_is_told() -> None:
    days = provider_days()
    evening(days)
    days.arrive(1838)
    days.read_in()
    days.read_bank(closing=1800)
    days.city.wait(DAY_MINUTES)
    found = left(days)
    assert set(found) == {"balance outside:bank"}
    assert found["balance outside:bank"].amount.fen == -38


def test_a_refund_that_was_not_given_is_under_way() -> None:
    days = provider_days()
    order = days.take({"a1": 1})
    days.city.taker.gives = Paid.NOT_YET
    days.city.call_off(order)
    days.city.go_on()
    days.city.wait(DAY_MINUTES)
    days.read_in()
    found = left(days)
    assert set(found) == {"under_way clearing:refunds"}
    assert (found["under_way clearing:refunds"].amount.fen, days.holds) == (1950, 1950)


def test_a_payout_of_which_the_bank_has_not_answered_is_under_way() -> None:
    days = provider_days()
    city = days.city
    with city.store.begin() as work:
        for person in (OTHER, HOLDER):
            work.persons.add(person)
    owe(city, "merchant:a", 400)
    said = PayeeSaid(holder="A B", bank="Bank", number="12345678")
    done(payees.enter_payee(city.by(HOLDER), city.key(), "merchant:a", said))
    approved(city)
    city.wait(DAY_MINUTES)
    found = left(days)
    assert set(found) == {"under_way clearing:payouts"}
    assert found["under_way clearing:payouts"].amount.fen == 400


def test_a_day_on_which_nothing_moved_at_the_bank_is_proved_by_its_balance() -> None:
    """What was paid the day before is entered on the next, of which the bank tells no row."""
    days = provider_days()
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
    days.arrive(-400, f"payout {payout.id}")
    city.wait(DAY_MINUTES)
    done(banking.confirm_run(city.by(TREASURER), city.key(), run))
    days.read_bank()
    day = days.today
    assert _items(days, day)["unstated outside:bank"].count == 1
    days.read_still(-400)
    found = _items(days, day)
    assert found["unstated outside:bank"].is_zero
    assert found["balance outside:bank"].is_zero


def test_a_voucher_that_stays_kept_is_under_way() -> None:
    """Whatever was kept and let go since."""
    days = provider_days()
    for number, (debit, credit, fen) in enumerate(
        [("campaign:v", "clearing:vouchers", 30), ("clearing:vouchers", "campaign:v", 20)]
    ):
        with days.city.store.begin() as work:
            moved = Movement(debit, credit, Money(fen, "CNY"), "voucher")
            at = days.city.clock.now()
            work.ledger.move([Transfer(f"tr-{number}", at, None, moved)])
        days.city.wait(DAY_MINUTES)
    found = left(days)
    assert found["under_way clearing:vouchers"].amount.fen == 10


def test_a_treasurer_sees_each_account_once() -> None:
    """Also of what is at zero."""
    days = provider_days()
    evening(days)
    with days.city.store.read() as work:
        day = days.today
        of_day = day_at_close(days.city.by(TREASURER), work, day)
        keys = [one.key for one in of_day.items(of_day.sums())]
    assert len(keys) == len(set(keys))
    assert {"trial", "differences outside:bank", "unstated outside:bank"} <= set(keys)
