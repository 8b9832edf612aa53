"""The worked example of docs/algorithms/money.md is what the books say of it, to the fen."""

from __future__ import annotations

import re
from datetime import date

from tests.builders import done
from tests.flow.payments.paying import HOLDER, OTHER, OWNER, SAID, TREASURER, approved, well
from tests.flow.payments.provider_days import ProviderDays
from tests.flow.payments.taker import PaidCity
from tests.house.sources import ROOT
from yeshi.flow.orders import cooking
from yeshi.flow.payments import banking, payees
from yeshi.flow.payments.books import transfers_of
from yeshi.flow.payments.closing import close_day, day_at_close
from yeshi.ledger.stated import StatedEntry, StatedKind

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


def test_the_day_closes_at_zero() -> None:
    """The rows of the second table, and what is left between the two files."""
    days = ProviderDays(worked())
    city = days.city
    (paid,) = city.taker.came
    (back,) = city.refunds(paid)
    day = city.engine.terms.calendar.business_day(city.clock.now())
    days.tell(StatedKind.CAME, 4150, paid, fee=25)
    days.tell(StatedKind.WENT, -2484, back.name, fee=-10)
    days.pass_on(1651)
    days.read_in()
    assert (days.holds, days.books()) == (0, (0, 1651, 15))
    left = _left(days, day)
    # Its payout was confirmed, and the bank's own file tells it two days later.
    assert left == {"under_way platform:transit:taker": 1651, "unstated outside:bank": -1551}
    city.wait(2 * 24 * 60)
    with city.store.read() as work:
        (payout,) = work.payouts.of(work.payout_runs.latest(1)[0].id)
    days.at_bank.append(
        StatedEntry(
            line=9, reference=payout.id, amount=payout.amount * -1, day=day, kind=StatedKind.WENT
        )
    )
    days.arrive(1651)
    days.read_bank(closing=100)
    assert days.books() == (0, 0, 15)
    assert _left(days, day) == {}
    done(close_day(city.by(TREASURER), city.key(), day, {}))
    well(city)


def _left(days: ProviderDays, day: date) -> dict[str, int]:
    with days.city.store.read() as work:
        of_day = day_at_close(days.city.engine, work, day)
        items = of_day.items(of_day.sums())
    return {one.key: one.amount.fen for one in items if not one.is_zero}
