"""What the books say of an account that somebody else keeps, entry by entry, by its names there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from yeshi.base.calendar import Calendar
from yeshi.base.money import Money
from yeshi.flow.ports import Work
from yeshi.ledger.accounts import BANK, provider
from yeshi.ledger.bank_postings import ARRIVED_WHY
from yeshi.ledger.reconciliation import BookedEntry
from yeshi.ledger.transfers import Transfer
from yeshi.payments.intent import PaymentIntent
from yeshi.payments.payout import Payout, PayoutState

PAID_WHY = "payout_paid"


def booked(
    work: Work, account: str, since: datetime, until: datetime, calendar: Calendar
) -> list[BookedEntry]:
    """What came and went from `since` to before `until`: at a provider, or at the bank."""
    if account == BANK:
        return list(_at_bank(work, since, until, calendar))
    return list(_at_provider(work, account.removeprefix(provider("")), since, until, calendar))


def _at_provider(
    work: Work, name: str, since: datetime, until: datetime, calendar: Calendar
) -> Iterator[BookedEntry]:
    for one in work.payment_intents.received_between(name, since, until):
        if one.received is not None and one.paid_at is not None:
            yield _entry(one.id, _called(one), one.received, one.paid_at, calendar)
    done = work.refunds.done_between(name, since, until)
    intents = work.payment_intents.get_many(sorted({one.intent for one in done}))
    for back in done:
        if back.ended_at is not None:
            # Some tell what went back by the payment alone.
            names = (back.name, back.id, *_called(intents[back.intent]))
            yield _entry(back.id, names, back.amount * -1, back.ended_at, calendar)


def _called(intent: PaymentIntent) -> tuple[str, ...]:
    return (intent.id, intent.offer.reference) if intent.offer else (intent.id,)


def _at_bank(
    work: Work, since: datetime, until: datetime, calendar: Calendar
) -> Iterator[BookedEntry]:
    """What was moved at the bank, each with its payout, which the movement does not name."""
    paid: dict[tuple[datetime, Money], list[Payout]] = defaultdict(list)
    back: dict[tuple[datetime, Money], list[Payout]] = defaultdict(list)
    # Those that came back were paid before: when, nothing but their amount tells.
    gone: dict[Money, list[Payout]] = defaultdict(list)
    for one in work.payouts.over_since(since):
        if one.ended_at is not None and one.state is PayoutState.PAID:
            paid[one.ended_at, one.amount].append(one)
        elif one.ended_at is not None:
            back[one.ended_at, one.amount].append(one)
            gone[one.amount].append(one)
    for moved in work.ledger.of_account_since(BANK, since):
        # What came from providers is told by what they passed on, which has the bank's own rows.
        if moved.at >= until or moved.movement.why == ARRIVED_WHY:
            continue
        amount, key = moved.movement.amount, (moved.at, moved.movement.amount)
        if moved.movement.why == PAID_WHY:
            named = _first(paid[key]) or _first(gone[amount])
        else:
            named = _first(back[key])
        yield _moved(moved, named, calendar)


def _first(payouts: list[Payout]) -> Payout | None:
    return payouts.pop(0) if payouts else None


def _moved(moved: Transfer, named: Payout | None, calendar: Calendar) -> BookedEntry:
    # What goes to the bank's account in the books has left the city's at the bank.
    amount = moved.movement.change_of(BANK) * -1
    return _entry(moved.id, (named.id,) if named else (), amount, moved.at, calendar)


def _entry(
    id_: str, names: tuple[str, ...], amount: Money, at: datetime, calendar: Calendar
) -> BookedEntry:
    return BookedEntry(id=id_, names=names, amount=amount, at=at, day=calendar.date_at(at))
