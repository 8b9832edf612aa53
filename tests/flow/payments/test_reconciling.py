"""A file is read in once; what does not agree is open until a file, an entry or a word ends it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.builders import done, refused
from tests.flow.payments.taker import PaidCity, city
from yeshi.base.money import Money
from yeshi.base.refused import Unknown
from yeshi.events.reconciling import DiscrepancyExplained, StatementReadIn
from yeshi.flow.payments import reconciling
from yeshi.flow.payments.reconciliation_desk import ReconciliationDesk, reconciliation_desk
from yeshi.ledger.discrepancy import (
    DISCREPANCIES_MAX,
    DiscrepancyOver,
    DiscrepancyState,
    KeptDiscrepancy,
    StatementOfAnother,
    TooManyDiscrepancies,
)
from yeshi.ledger.likely import Likely
from yeshi.ledger.reconciliation import DiscrepancyKind
from yeshi.ledger.stated import StatedEntry, StatedFile, StatedKind, StatementForm
from yeshi.payments.intent import PaymentIntent
from yeshi.people.person import SignInFirst

__all__ = ["city"]

ACCOUNT = "provider:taker"


def row(
    city: PaidCity, reference: str, fen: int, at: datetime | None = None, line: int = 2
) -> StatedEntry:
    told = at or city.clock.now()
    return StatedEntry(
        line=line, reference=reference, amount=Money(fen, "CNY"),
        day=city.engine.terms.calendar.date_at(told), at=told, text="SUCCESS",
        kind=StatedKind.CAME if fen > 0 else StatedKind.WENT,
    )  # fmt: skip


def stated(city: PaidCity, intent: PaymentIntent) -> StatedEntry:
    return row(city, intent.id, intent.amount.fen, intent.paid_at)


def bring(city: PaidCity, digest: str, *rows: StatedEntry) -> None:
    read = StatedFile(StatementForm.WECHAT, rows)
    done(reconciling.read_in(city.engine, city.key(), ACCOUNT, digest, read))


def desk(city: PaidCity) -> ReconciliationDesk:
    seen = reconciliation_desk(city.engine, ACCOUNT)
    assert isinstance(seen, ReconciliationDesk)
    return seen


def left(city: PaidCity) -> list[tuple[DiscrepancyKind, str]]:
    return [(one.one.kind, one.one.reference) for one in desk(city).open]


def kept(city: PaidCity, id_: str) -> KeptDiscrepancy:
    with city.store.read() as work:
        return work.discrepancies.must(id_)


def told(city: PaidCity, kind: type) -> list[object]:
    with city.store.read() as work:
        return [one.event for one in work.events.after(0, 10_000) if isinstance(one.event, kind)]


def test_what_agrees_leaves_nothing_open_and_is_read_in_once(city: PaidCity) -> None:
    intent = city.pay({"a1": 1})
    city.call_off(intent.order or "")
    city.go_on()
    (refund,) = city.refunds(intent.id)
    rows = (stated(city, intent), row(city, refund.name, -refund.amount.fen, line=3))
    bring(city, "one", *rows)
    bring(city, "one", *rows)
    seen = desk(city)
    assert (seen.account.count, seen.open) == (0, ())
    (file,) = seen.files
    assert (file.rows, file.matched, file.found) == (2, 2, 0)
    assert len(told(city, StatementReadIn)) == 1


def test_what_went_back_may_be_told_by_its_payment_alone(city: PaidCity) -> None:
    intent = city.pay({"a1": 1})
    city.call_off(intent.order or "")
    city.go_on()
    reference = intent.offer.reference if intent.offer else ""
    rows = (stated(city, intent), row(city, reference, -intent.amount.fen, line=3))
    bring(city, "one", *rows)
    assert left(city) == []


def test_a_later_file_settles_what_was_missing(city: PaidCity) -> None:
    """The provider states it a day later than it should; meanwhile it ages."""
    one, other = city.pay({"a1": 1}), city.pay({"b1": 1})
    bring(city, "one", stated(city, one))
    assert left(city) == [(DiscrepancyKind.MISSING, other.id)]
    assert desk(city).account.count == 1
    (seen,) = desk(city).open
    assert (seen.days, seen.likely) == (0, Likely.NOT_STATED_YET)
    city.wait(2 * 24 * 60)
    (seen,) = desk(city).open
    assert seen.days == 2
    late = row(city, other.id, other.amount.fen)
    bring(city, "two", late)
    # It is stated, though on another day: that is what is left to look at.
    assert left(city) == [(DiscrepancyKind.WRONG_DAY, other.id)]
    assert kept(city, seen.one.id).state is DiscrepancyState.SETTLED


def test_an_entry_settles_what_the_books_did_not_know(city: PaidCity) -> None:
    """A payment that the provider told nobody of is noticed by looking."""
    known, payment = city.pay({"a1": 1}), city.begin({"b1": 1})
    city.go_on()
    city.taker.pay(payment)
    paid = row(city, payment, city.taker.came[payment].fen, line=3)
    bring(city, "one", stated(city, known), paid)
    assert left(city) == [(DiscrepancyKind.UNKNOWN, payment)]
    assert desk(city).open[0].likely is Likely.NEVER_TOLD
    assert done(reconciling.look_again(city.engine, city.key(), ACCOUNT))["settled"] == "0"
    city.tell(payment)
    assert done(reconciling.look_again(city.engine, city.key(), ACCOUNT))["settled"] == "1"
    assert left(city) == []
    (over,) = desk(city).over
    assert over.state is DiscrepancyState.SETTLED


def test_files_that_overlap_find_the_same_once(city: PaidCity) -> None:
    one, other = city.pay({"a1": 1}), city.pay({"b1": 1})
    foreign = row(city, "pi_of_another_shop", 700, line=4)
    twice = replace(stated(city, one), line=5)
    bring(city, "one", stated(city, one), foreign, twice)
    found = left(city)
    assert sorted(found) == sorted(
        [
            (DiscrepancyKind.UNKNOWN, "pi_of_another_shop"),
            (DiscrepancyKind.DOUBLED, one.id),
            (DiscrepancyKind.MISSING, other.id),
        ]
    )
    bring(city, "two", replace(twice, line=2), replace(foreign, line=9), stated(city, one))
    assert left(city) == found


def test_what_a_treasurer_explains_is_open_no_more(city: PaidCity) -> None:
    intent = city.pay({"a1": 1})
    bring(city, "one", row(city, intent.id, intent.amount.fen - 5, intent.paid_at))
    (seen,) = desk(city).open
    assert (seen.one.kind, seen.likely) == (DiscrepancyKind.WRONG_AMOUNT, Likely.FEE_KEPT)
    done(reconciling.explain(city.engine, city.key(), seen.one.id, "their fee"))
    assert left(city) == []
    assert kept(city, seen.one.id).why == "their fee"
    assert told(city, DiscrepancyExplained) == [
        DiscrepancyExplained(ACCOUNT, seen.one.id, "their fee")
    ]
    again = reconciling.explain(city.engine, city.key(), seen.one.id, "once more")
    assert refused(again) == DiscrepancyOver("explained")
    # The same difference in another file is explained already.
    bring(city, "two", row(city, intent.id, intent.amount.fen - 5, intent.paid_at),
          row(city, "", -1, line=3))  # fmt: skip
    assert [kind for kind, _ in left(city)] == [DiscrepancyKind.UNKNOWN]


def test_what_no_file_states_is_not_missed(city: PaidCity) -> None:
    """Days before and after it are for other files."""
    early = city.pay({"a1": 1})
    city.wait(3 * 24 * 60)
    bring(city, "one", row(city, "pi_of_another_shop", 700))
    assert left(city) == [(DiscrepancyKind.UNKNOWN, "pi_of_another_shop")]
    assert early.id not in {one.one.reference for one in desk(city).open}


def test_another_accounts_file_is_refused(city: PaidCity) -> None:
    many = tuple(
        row(city, f"foreign-{number}", 100, city.clock.now() - timedelta(seconds=number))
        for number in range(DISCREPANCIES_MAX + 1)
    )
    read = StatedFile(StatementForm.WECHAT, many)
    answer = reconciling.read_in(city.engine, city.key(), ACCOUNT, "one", read)
    assert refused(answer) == TooManyDiscrepancies(DISCREPANCIES_MAX + 1, DISCREPANCIES_MAX)
    short = StatedFile(StatementForm.WECHAT, many[:1])
    bank = reconciling.read_in(city.engine, city.key(), "outside:bank", "one", short)
    assert refused(bank) == StatementOfAnother(StatementForm.WECHAT, "outside:bank")
    assert desk(city).files == ()


@pytest.mark.parametrize("account", ["provider:nobody", "escrow", "outside:donors"])
def test_only_what_somebody_else_keeps_is_reconciled(city: PaidCity, account: str) -> None:
    read = StatedFile(StatementForm.WECHAT, (row(city, "x", 100),))
    answer = reconciling.read_in(city.engine, city.key(), account, "one", read)
    assert refused(answer) == Unknown("account", account)
    assert reconciliation_desk(city.engine, account) == answer
    assert refused(reconciling.explain(city.engine, city.key(), "x", "why")) == Unknown(
        "discrepancy", "x"
    )


def test_nobody_but_a_treasurer_may(city: PaidCity) -> None:
    nobody = city.by("")
    read = StatedFile(StatementForm.WECHAT, (row(city, "x", 100),))
    for answer in (
        reconciling.read_in(nobody, city.key(), ACCOUNT, "one", read),
        reconciling.look_again(nobody, city.key(), ACCOUNT),
        reconciling.explain(nobody, city.key(), "x", "why"),
    ):
        assert isinstance(refused(answer), SignInFirst)
