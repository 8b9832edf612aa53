"""Statements are read in beside the books; what does not agree stays open until it does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from yeshi.base.ids import make_id
from yeshi.base.limits import beyond_reason
from yeshi.base.refused import Refused, Unknown
from yeshi.base.sure import allowed
from yeshi.events.reconciling import (
    DiscrepanciesSettled,
    DiscrepancyExplained,
    StatementReadIn,
)
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.payments.booked import booked
from yeshi.flow.payments.passing_on import (
    Arrivals,
    arriving,
    enter_arrivals,
    enter_stated,
    entry_of,
    in_the_books,
)
from yeshi.flow.payments.paying_out import PAYMASTER
from yeshi.flow.payments.reconciled_accounts import account_names, forms_of, leeway_of
from yeshi.flow.payments.stated_balance import booked_at_bank
from yeshi.flow.ports import Answer, Done
from yeshi.ledger.accounts import BANK
from yeshi.ledger.discrepancy import (
    DISCREPANCIES_MAX,
    DiscrepancyState,
    KeptDiscrepancy,
    StatementOfAnother,
    StatementRead,
    TooManyDiscrepancies,
    kept,
    over,
    sides,
)
from yeshi.ledger.reconciliation import BookedEntry, Matching, match
from yeshi.ledger.stated import StatedEntry, StatedFile, StatementForm
from yeshi.people.actor import admit
from yeshi.people.person import CITY

# What is told of one payment lies so far apart at most, and what is older is explained by hand.
AROUND, OLDEST = timedelta(days=10), timedelta(days=92)
STATEMENTS_COMPARED = 400


def read_in(engine: Engine, key: str, account: str, digest: str, read: StatedFile) -> Answer:
    """Match a file to the books of the account; the same file, read in again, changes nothing."""

    def act(turn: Turn) -> Answer:
        refused = _refuses(engine, turn, account)
        if refused:
            return refused
        if read.form not in forms_of(account):
            return Refused(StatementOfAnother(read.form, account))
        id_ = make_id("stm", account, digest)
        if turn.work.statements_read.get(id_) is not None:
            return Done({"statement": id_})
        open_ = turn.work.discrepancies.open_of(account)
        rows = in_the_books(read.entries, turn.terms.currency)
        covers = read.covers(turn.terms.calendar)
        beside = _matched(
            turn, account, rows, open_, _missed(turn, account, read.form, covers), covers
        )
        matching = beside.matching
        if len(matching.findings) > DISCREPANCIES_MAX:
            return Refused(TooManyDiscrepancies(len(matching.findings), DISCREPANCIES_MAX))
        found = _new(turn, account, id_, matching)
        of_file = sum(stated.line > 0 for _, stated in matching.matched)
        turn.work.statements_read.add(
            StatementRead(
                id=id_, account=account, digest=digest, form=read.form, begins=covers[0],
                ends=covers[1], rows=len(read.entries), matched=of_file, aside=matching.aside,
                found=len(found), read_at=turn.now, by=turn.by.id,
                **_balance(turn, account, read, beside),
            )
        )  # fmt: skip
        for one in found:
            turn.work.discrepancies.add(one)
        if account == BANK:
            enter_arrivals(turn, beside.arrivals)
        else:
            enter_stated(turn, account, id_, rows)
            _settle_at_bank(turn)
        turn.emit(
            StatementReadIn(
                account, statement=id_, rows=len(read.entries), matched=of_file,
                found=len(found), settled=_settle(turn, open_, matching),
            )
        )  # fmt: skip
        return Done({"statement": id_})

    return engine.perform(key, "read_statement", act, asked=(account, digest))


def look_again(engine: Engine, key: str, account: str) -> Answer:
    """Match what is open to what the books say by now; the answer tells how much agrees."""

    def act(turn: Turn) -> Answer:
        refused = _refuses(engine, turn, account)
        if refused:
            return refused
        open_ = turn.work.discrepancies.open_of(account)
        beside = _matched(turn, account, (), open_, lambda _: False, (turn.now, turn.now))
        enter_arrivals(turn, beside.arrivals)
        settled = _settle(turn, open_, beside.matching)
        if settled:
            turn.emit(DiscrepanciesSettled(account, settled))
        return Done({"settled": str(settled)})

    return engine.perform(key, "look_over_discrepancies", act, asked=(account,))


def explain(engine: Engine, key: str, discrepancy: str, why: str) -> Answer:
    """Say how a discrepancy comes: it is open no more."""

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, *PAYMASTER) or beyond_reason(why)
        if refused:
            return refused
        known = turn.work.discrepancies.lock(discrepancy)
        if known is None:
            return Refused(Unknown("discrepancy", discrepancy))
        explained = over(known, DiscrepancyState.EXPLAINED, turn.now, why)
        if isinstance(explained, Refused):
            return explained
        turn.work.discrepancies.put(explained)
        turn.emit(DiscrepancyExplained(known.account, discrepancy, why))
        return Done({"discrepancy": discrepancy})

    return engine.perform(key, "explain_discrepancy", act, asked=(discrepancy, why))


def _refuses(engine: Engine, turn: Turn, account: str) -> Refused | None:
    refused = admit(turn.by, CITY, *PAYMASTER)
    if refused:
        return refused
    if account not in account_names(turn.work, engine.payments.providers):
        return Refused(Unknown("account", account))
    # Two files that are read in at once would both find what the other one settles.
    turn.work.charters.lock(CITY)
    return None


@dataclass(frozen=True, slots=True)
class _Beside:
    """What agrees and what does not, and which rows of the bank show what providers passed on."""

    matching: Matching
    arrivals: Arrivals


def _matched(
    turn: Turn, account: str, rows: Sequence[StatedEntry], open_: Sequence[KeptDiscrepancy],
    missed: Callable[[BookedEntry], bool], covers: tuple[datetime, datetime],
) -> _Beside:  # fmt: skip
    """The rows, and what is still open, beside what the books say around them."""
    calendar, (begins, ends) = turn.terms.calendar, covers
    days = [calendar.at(one.since, calendar.turns_at) for one in open_]
    since = max(min([begins, *days]) - AROUND, begins - OLDEST)
    ours = booked(turn.work, account, since, max(ends + AROUND, turn.now), calendar)
    told = {_row(one) for one in rows}
    waiting = [row for one in open_ if (row := one.row) and _row(row) not in told]
    matching = match(ours, [*rows, *waiting], leeway_of(account), missed)
    return _with_arrivals(turn, matching, since) if account == BANK else _Beside(matching, [])


def _with_arrivals(turn: Turn, matching: Matching, since: datetime) -> _Beside:
    """What nothing at the bank answers to may be what a provider passed on."""
    lone = [one.stated for one in matching.findings if one.stated and one.booked is None]
    found = arriving(turn.work, lone, since)
    shown = {id(row) for _, row in found}
    pairs = [(entry_of(one, turn.terms.calendar), row) for one, row in found]
    rest = tuple(one for one in matching.findings if id(one.stated) not in shown)
    both = replace(matching, matched=(*matching.matched, *pairs), findings=rest)
    return _Beside(both, found)


def _missed(
    turn: Turn, account: str, form: StatementForm, covers: tuple[datetime, datetime]
) -> Callable[[BookedEntry], bool]:
    """Whether what the books say should be stated in a file of these days."""
    begins, ends = covers
    files = turn.work.statements_read.of_account(account, STATEMENTS_COMPARED)
    before = [one for one in files if one.form.tells_payments]

    def missed(one: BookedEntry) -> bool:
        # What another file has stated was matched then, or is open since.
        return (
            form.tells_payments
            and begins <= one.at < ends
            and not any(other.begins <= one.at < other.ends for other in before)
        )

    return missed


def _settle_at_bank(turn: Turn) -> None:
    """What the bank stated before its provider did is open no more."""
    open_ = turn.work.discrepancies.open_of(BANK)
    rows = [row for one in open_ if (row := one.row)]
    found = arriving(turn.work, rows, turn.now - OLDEST)
    enter_arrivals(turn, found)
    pairs = tuple((entry_of(one, turn.terms.calendar), row) for one, row in found)
    settled = _settle(turn, open_, Matching(pairs, (), 0))
    if settled:
        turn.emit(DiscrepanciesSettled(BANK, settled))


def _balance(turn: Turn, account: str, read: StatedFile, beside: _Beside) -> dict[str, Any]:
    """What the bank says that it holds, and the books, as they are kept with the file."""
    closing = read.closing
    if account != BANK or closing is None or closing.amount.currency != turn.terms.currency:
        return {}
    books = booked_at_bank(
        turn.work, closing, beside.matching.matched, beside.arrivals, turn.terms.calendar
    )
    return {"closing": closing.amount, "closing_on": closing.day, "booked": books}


def _new(turn: Turn, account: str, statement: str, matching: Matching) -> list[KeptDiscrepancy]:
    alike: Counter[tuple[object, ...]] = Counter()
    found: dict[str, KeptDiscrepancy] = {}
    for one in matching.findings:
        if one.stated is not None and one.stated.line == 0 and one.booked is None:
            continue
        nth = alike[sides(one)]
        alike[sides(one)] += 1
        made = kept(one, account, statement, nth, turn.now)
        found[made.id] = made
    known = turn.work.discrepancies.get_many(sorted(found))
    return [one for id_, one in found.items() if id_ not in known]


def _settle(turn: Turn, open_: Sequence[KeptDiscrepancy], matching: Matching) -> int:
    """How many of those that were one-sided have their other side now; they are open no more."""
    both = [*matching.matched]
    both += [(one.booked, one.stated) for one in matching.findings if one.booked and one.stated]
    entries = {ours.id for ours, _ in both}
    rows = {_row(stated) for _, stated in both}
    settled = 0
    for one in open_:
        row = one.row
        if (row and _row(row) in rows) or (one.is_missing and one.booked in entries):
            turn.work.discrepancies.put(
                allowed(over(one, DiscrepancyState.SETTLED, turn.now), "a discrepancy")
            )
            settled += 1
    return settled


def _row(one: StatedEntry) -> tuple[object, ...]:
    return (one.reference, one.amount, one.day, one.at)
