"""On which day is paid out, and from which sum on."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from yeshi.base.money import Money
from yeshi.base.refused import Invalid, Refused
from yeshi.payments.rules import PayoutRules, beyond_payouts

WEEKDAYS = some.lists(some.integers(0, 6), unique=True).map(tuple)
DAYS = some.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(WEEKDAYS, DAYS)
def test_the_next_day_is_the_first_that_is_one(weekdays: tuple[int, ...], day: date) -> None:
    """After the day itself, within a week; none where no day is."""
    rules = PayoutRules(weekdays)
    found = rules.next_after(day)
    if found is None:
        assert weekdays == ()
        return
    assert day < found <= day + timedelta(days=7)
    assert rules.is_day(found)
    between = (day + timedelta(days=one) for one in range(1, (found - day).days))
    assert not any(rules.is_day(one) for one in between)


def test_it_is_there_so_many_days_later() -> None:
    """A transfer takes its time."""
    assert PayoutRules(arrives_days=2).arrives_on(date(2026, 11, 30)) == date(2026, 12, 2)


def test_less_than_the_least_waits() -> None:
    """Exactly the least does not."""
    rules = PayoutRules(least=Money(5000, "CNY"))
    assert rules.is_little(Money(4999, "CNY"))
    assert not rules.is_little(Money(5000, "CNY"))
    assert not PayoutRules().is_little(Money(1, "CNY"))


def test_rules_that_cannot_be_followed_are_refused() -> None:
    """Days that no week has, one twice, money of another country."""
    assert beyond_payouts(PayoutRules((0, 4)), "CNY") is None
    for days in ((7,), (-1,), (1, 1)):
        assert beyond_payouts(PayoutRules(days), "CNY") == Refused(Invalid("payouts.days", "0…6"))
    euros = PayoutRules(least=Money(100, "EUR"))
    assert beyond_payouts(euros, "CNY") == Refused(Invalid("currency", "CNY"))
