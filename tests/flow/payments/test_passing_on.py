"""What a provider states that it kept and passed on is in the books, once, until the bank has it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.builders import refused
from tests.flow.payments.paying import TREASURER, well
from tests.flow.payments.provider_days import ACCOUNT, ProviderDays, provider_days, stated_again
from yeshi.base.money import Money
from yeshi.events.providers import PassedOnArrived, ProviderKeptFees
from yeshi.flow.payments import reconciling
from yeshi.flow.ports import Store
from yeshi.ledger.accounts import BANK
from yeshi.ledger.discrepancy import DISCREPANCIES_MAX, DiscrepancyState, TooManyDiscrepancies
from yeshi.ledger.passed_on import PassedOnState
from yeshi.ledger.reconciliation import DiscrepancyKind
from yeshi.ledger.stated import StatedFile, StatedKind, StatementForm

DAY_MINUTES = 24 * 60


@pytest.fixture
def days(store: Store) -> ProviderDays:
    """On each store in turn."""
    return provider_days(store)


def told(days: ProviderDays, kind: type) -> list[object]:
    with days.city.store.read() as work:
        return [one.event for one in work.events.after(0, 10_000) if isinstance(one.event, kind)]


def left(days: ProviderDays, account: str = ACCOUNT) -> list[tuple[DiscrepancyKind, int]]:
    return [(one.one.kind, one.one.amount.fen) for one in days.desk(account).open]


def test_what_was_kept_and_passed_on_leaves_nothing_with_the_provider(days: ProviderDays) -> None:
    """16.50 and 30.00 and 3.00 for each way; 0.24 kept, 0.10 given back, a fee of 1.00."""
    days.take({"a1": 1}, fee=12)
    back = days.take({"b2": 1}, fee=12)
    days.give_back(back, fee=-10)
    days.charge(100)
    held = days.holds
    days.pass_on(held, "po_night")
    days.read_in()
    assert (days.holds, days.books()) == (0, (0, held, 114))
    assert left(days) == []
    (event,) = told(days, ProviderKeptFees)
    assert isinstance(event, ProviderKeptFees)
    assert (event.amount.fen, event.rows, event.day) == (114, 4, days.today)
    days.city.wait(DAY_MINUTES)
    days.arrive(held)
    days.read_bank(closing=held)
    assert days.books() == (0, 0, 114)
    assert -days.city.balance(BANK) == held
    assert left(days, BANK) == []
    (file,) = days.desk(BANK).files
    assert (file.matched, file.off_by) == (1, Money(0, "CNY"))
    well(days.city)


def test_files_that_come_twice_or_overlap_enter_nothing_twice(days: ProviderDays) -> None:
    days.take({"a1": 1}, fee=12)
    days.charge(100)
    days.pass_on(500)
    days.read_in()
    once = days.books()
    days.read_in(*stated_again(days.rows))
    days.charge(30)
    days.read_in(*stated_again(days.rows[1:]))
    assert days.books() == (once[0] - 30, once[1], once[2] + 30)
    days.arrive(500)
    days.read_bank()
    days.arrive(-7, "bank fee")
    days.read_bank(*stated_again(days.at_bank))
    assert len(told(days, PassedOnArrived)) == 1
    assert left(days, BANK) == [(DiscrepancyKind.UNKNOWN, -7)]
    well(days.city)


def test_a_file_that_is_refused_enters_nothing(days: ProviderDays) -> None:
    days.charge(100)
    days.pass_on(500)
    foreign = replace(days.rows[0], kind=StatedKind.CAME, amount=Money(700, "CNY"))
    many = [replace(foreign, reference=f"f{number}") for number in range(DISCREPANCIES_MAX + 1)]
    read = StatedFile(StatementForm.WECHAT, (*days.rows, *many))
    by = days.city.by(TREASURER)
    answer = reconciling.read_in(by, days.city.key(), ACCOUNT, "one", read)
    assert isinstance(refused(answer), TooManyDiscrepancies)
    assert days.books() == (0, 0, 0)
    days.read_in()
    assert days.books() == (-600, 500, 100)


def test_the_bank_may_state_it_first(days: ProviderDays) -> None:
    """It is open as not in the books, until the provider's file is read in."""
    days.pass_on(500)
    days.arrive(500)
    days.read_bank()
    assert left(days, BANK) == [(DiscrepancyKind.UNKNOWN, 500)]
    days.read_in()
    assert left(days, BANK) == []
    (over,) = days.desk(BANK).over
    assert over.state is DiscrepancyState.SETTLED
    assert days.books() == (-500, 0, 0)
    well(days.city)


def test_another_amount_at_the_bank_leaves_both_open(days: ProviderDays) -> None:
    """What is missing on its way is not taken for what came."""
    days.pass_on(500)
    days.read_in()
    days.arrive(499)
    days.read_bank(closing=499)
    assert left(days, BANK) == [(DiscrepancyKind.UNKNOWN, 499)]
    assert days.books()[1] == 500
    assert days.desk(BANK).files[0].off_by == Money(499, "CNY")


def test_what_came_back_to_the_provider_is_under_way_no_more(days: ProviderDays) -> None:
    days.pass_on(500, "po_wrong_iban")
    days.tell(StatedKind.MOVED, 500, "po_wrong_iban")
    days.read_in()
    assert days.books() == (0, 0, 0)
    with days.city.store.read() as work:
        assert {one.state for one in work.passed_on.all()} == {PassedOnState.UNDONE}
    well(days.city)


def test_what_is_drawn_from_the_bank_goes_the_other_way(days: ProviderDays) -> None:
    """A provider that has too little for what is given back."""
    days.tell(StatedKind.MOVED, 500, "po_top_up")
    days.read_in()
    assert days.books() == (500, -500, 0)
    days.arrive(-500)
    days.read_bank()
    assert days.books() == (500, 0, 0)
    assert days.city.balance(BANK) == 500
    well(days.city)


def test_another_currency_stays_to_be_looked_at(days: ProviderDays) -> None:
    days.pass_on(500)
    foreign = replace(days.rows[0], amount=Money(-500, "EUR"), own="other")
    fee = replace(foreign, kind=StatedKind.FEE, own="fee", fee=None)
    days.read_in(foreign, fee)
    assert days.books() == (0, 0, 0)
    assert [kind for kind, _ in left(days)] == [DiscrepancyKind.UNKNOWN] * 2


def test_a_row_is_looked_at_again_once_the_books_have_it(days: ProviderDays) -> None:
    """Look again settles it, and enters it once."""
    days.pass_on(500)
    days.arrive(500)
    days.read_bank()
    days.read_in()
    by = days.city.by(TREASURER)
    reconciling.look_again(by, days.city.key(), BANK)
    assert len(told(days, PassedOnArrived)) == 1


def test_a_bill_that_tells_no_payments_misses_none_and_covers_none(days: ProviderDays) -> None:
    """WeChat Pay tells what it passed on in a bill of its own; the other one is read in later."""
    days.take({"a1": 1})
    days.pass_on(500)
    days.read_in(days.rows[1], form=StatementForm.WECHAT_FUNDS)
    assert left(days) == []
    assert days.books()[1] == 500
    foreign = replace(days.rows[0], reference="pi_of_another_shop", own="other")
    days.read_in(foreign)
    assert sorted(kind for kind, _ in left(days)) == [
        DiscrepancyKind.MISSING,
        DiscrepancyKind.UNKNOWN,
    ]


STEPS = some.lists(
    some.tuples(
        some.sampled_from(["take", "back", "charge", "pass_on", "bank", "read", "night"]),
        some.integers(1, 40),
    ),
    min_size=3, max_size=12,
)  # fmt: skip


@dataclass
class Play:
    """Days as drawn: orders that may be called off, and what is on its way to the bank."""

    days: ProviderDays
    orders: list[str] = field(default_factory=list)
    going: list[int] = field(default_factory=list)

    def take(self, fen: int) -> None:
        """A customer pays."""
        self.orders.append(self.days.take({"a1": 1}, fee=fen))

    def back(self, fen: int) -> None:
        """One is called off; of the fee some comes back."""
        if self.orders:
            self.days.give_back(self.orders.pop(), fee=-fen % 3)

    def charge(self, fen: int) -> None:
        """A fee of no payment."""
        self.days.charge(fen)

    def pass_on(self, fen: int) -> None:
        """All but so much goes to the bank."""
        if self.days.holds > fen:
            self.going.append(self.days.holds - fen)
            self.days.pass_on(self.going[-1])

    def bank(self, _: int) -> None:
        """What was passed on first arrives."""
        if self.going:
            self.days.arrive(self.going.pop(0))

    def read(self, _: int) -> None:
        """Both are read in, as far as they are written."""
        if self.days.rows:
            self.days.read_in(*stated_again(self.days.rows))
        if self.days.at_bank:
            self.days.read_bank(*stated_again(self.days.at_bank))

    def night(self, _: int) -> None:
        """A day goes by."""
        self.days.city.wait(DAY_MINUTES)

    def end(self) -> None:
        """All arrives, and both are read in to their end."""
        while self.going:
            self.bank(0)
        if self.days.rows:
            self.days.read_in()
        if self.days.at_bank:
            self.days.read_bank(closing=sum(one.amount.fen for one in self.days.at_bank))


def play(days: ProviderDays, steps: list[tuple[str, int]]) -> None:
    """The days as drawn, all files read in at the end, whatever was before."""
    drawn = Play(days)
    for step, fen in steps:
        getattr(drawn, step)(fen)
    drawn.end()


@settings(max_examples=30, deadline=None)
@given(STEPS)
def test_after_any_days_the_difference_is_nothing(steps: list[tuple[str, int]]) -> None:
    """What the provider says it holds is what the books say, and nothing is on its way."""
    days = provider_days()
    play(days, steps)
    held, on_the_way, _ = days.books()
    assert (held, on_the_way) == (days.holds, 0)
    assert left(days) == []
    if days.at_bank:
        assert left(days, BANK) == []
        assert days.desk(BANK).files[0].off_by == Money(0, "CNY")
    well(days.city)


def test_after_some_days_on_each_store(store: Store) -> None:
    """The same, with all kinds of step."""
    days = provider_days(store)
    drawn = "take take read back charge pass_on night read take pass_on bank night bank read take"
    play(days, [(step, 7) for step in drawn.split()])
    assert days.books()[:2] == (days.holds, 0)
    assert left(days) == left(days, BANK) == []
    well(days.city)
