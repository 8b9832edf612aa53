"""What is left stands apart from what is at zero, each under the name of its account."""

from __future__ import annotations

from tests.builders import done
from tests.flow.payments.paying import TREASURER
from tests.flow.payments.provider_days import ProviderDays, provider_days
from yeshi.flow.payments.close_desk import close_desk
from yeshi.flow.payments.closing import close_day
from yeshi.ledger.accounts import BANK
from yeshi.ledger.chart import AccountSort
from yeshi.web.money.close_told import CloseTold, told_close

WAY = "under_way platform:transit:taker"


def on_its_way() -> ProviderDays:
    """A day has gone by since a provider passed something on."""
    days = provider_days()
    days.pass_on(500)
    days.read_in()
    days.city.wait(24 * 60)
    return days


def told(days: ProviderDays) -> CloseTold:
    return told_close(close_desk(days.city.by(TREASURER)))


def test_what_is_left_is_named_by_its_provider_or_its_line() -> None:
    found = told(on_its_way())
    (left,) = found.left
    assert (left.key, left.provider, left.line, left.days) == (WAY, "taker", "transit", 1)
    assert left.reconciled == BANK
    even = {(one.matter, one.provider, one.line) for one in found.even}
    assert {("trial", "", ""), ("differences", "taker", "provider"),
            ("under_way", "", "payouts"), ("unstated", "", "bank")} <= even  # fmt: skip
    assert not {one.key for one in found.even} & {one.key for one in found.left}


def test_a_closed_day_tells_who_and_what_was_said() -> None:
    days = on_its_way()
    seen = told(days)
    assert seen.day is not None
    done(close_day(days.city.by(TREASURER), days.city.key(), seen.day, {WAY: "tomorrow"}))
    found = told(days)
    assert (found.day, found.left, found.is_first) == (None, (), False)
    (closed,) = found.closed
    assert (closed.by, [one.why for one in closed.left]) == ("Treasurer", ["tomorrow"])
    lines = {one.line: one.amount.fen for sort in closed.sums for one in sort.lines}
    # What is on its way is had, and what the provider sent without having it is owed to it.
    assert (lines["transit"], lines["provider"]) == (500, -500)
    totals = {one.sort: one.total.fen for one in closed.sums}
    had, spent = totals[AccountSort.ASSET], totals[AccountSort.EXPENSE]
    assert had + spent == totals[AccountSort.LIABILITY] + totals[AccountSort.INCOME]
