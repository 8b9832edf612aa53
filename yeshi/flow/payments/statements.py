"""Statements of stalls and couriers, read from the books: for whose they are, and the treasurer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Reason, Refused, Unknown
from yeshi.flow.engine import Engine
from yeshi.flow.payments.payees import admit_payee
from yeshi.flow.payments.paying_out import SECOND
from yeshi.flow.payments.whose import keepers_of, kind_word, name_of, names_of
from yeshi.flow.ports import Work
from yeshi.ledger.accounts import CASH, TILL, AccountKind, kind_of
from yeshi.ledger.statement import (
    SALE,
    AccountHeld,
    AccountStatement,
    SoldFacts,
    StatementBook,
    against_of,
)
from yeshi.ledger.transfers import Transfer
from yeshi.people.actor import Actor
from yeshi.people.person import CITY

# A year, whichever; so many transfers are read at once, with their orders.
DAYS_MAX = 366
PART = 1000
_BEGINNINGS = ("merchant:", "courier:")


@dataclass(frozen=True, slots=True)
class StatementBackwards(Reason):
    """A statement would end before it begins."""


@dataclass(frozen=True, slots=True)
class StatementTooLong(Reason):
    """A statement is asked for over more days than are told at once."""

    days_max: int


@dataclass(frozen=True, slots=True)
class StatementToCome(Reason):
    """A statement would tell of days that are still to come."""

    today: date


@dataclass(frozen=True, slots=True)
class StatementSeen:
    """A statement, whose it is, and what the campaigns in it are called."""

    statement: AccountStatement
    name: Name
    campaigns: dict[str, Name]


@dataclass(frozen=True, slots=True)
class StatementOwner:
    """Somebody with an account, and what is theirs by now, less what they owe."""

    account: str
    name: Name
    balance: Money


def statement_of(engine: Engine, account: str, since: date, until: date) -> StatementSeen | Refused:
    """What moved in the account on the business days from `since` to `until`, both included."""
    refused = _not_theirs(engine.actor, account) or no_period(engine, since, until)
    if refused:
        return refused
    with engine.store.read() as work:
        if not _is_known(work, account):
            return Refused(Unknown(kind_word(account), keepers_of(account)[1]))
        statement = _read(engine, work, account, since, until)
        named = sorted({one.campaign for one in statement.lines if one.campaign})
        campaigns = work.campaigns.get_many(named)
        return StatementSeen(
            statement, name_of(work, account), {id_: one.name for id_, one in campaigns.items()}
        )


def statement_owners(engine: Engine, after: str, limit: int) -> tuple[list[StatementOwner], str]:
    """So many of those who have an account, by it, from the one on that follows `after`; and the
    one after which others follow, "" where none do."""
    with engine.store.read() as work:
        held = {
            account: balance
            for beginning in _BEGINNINGS
            for account, balance in work.ledger.balances_of(beginning).items()
        }
        against = work.ledger.balances_of(TILL) | work.ledger.balances_of(CASH)
        following = sorted(one for one in held if one > after)
        shown = following[:limit]
        names = names_of(work, shown)
    nothing = Money(0, engine.terms.currency)
    owners = [
        StatementOwner(one, names[one], held[one] + against.get(against_of(one), nothing))
        for one in shown
    ]
    return owners, shown[-1] if len(following) > limit else ""


def _not_theirs(by: Actor, account: str) -> Refused | None:
    if any(by.has(role, CITY) for role in SECOND):
        return None
    return admit_payee(by, account)


def no_period(engine: Engine, since: date, until: date, days_max: int = DAYS_MAX) -> Refused | None:
    """Why nothing can be told of the business days from the one to the other; None where it can."""
    today = engine.terms.calendar.business_day(engine.clock.now())
    if since > until:
        return Refused(StatementBackwards())
    if until > today:
        return Refused(StatementToCome(today))
    if (until - since).days >= days_max:
        return Refused(StatementTooLong(days_max))
    return None


def _is_known(work: Work, account: str) -> bool:
    found = work.merchants if kind_of(account) is AccountKind.MERCHANT else work.couriers
    return found.get(keepers_of(account)[1]) is not None


def _read(engine: Engine, work: Work, account: str, since: date, until: date) -> AccountStatement:
    calendar, both = engine.terms.calendar, (account, against_of(account))
    begins, ends = calendar.day_begins(since), calendar.day_ends(until)
    opening = AccountHeld(*(work.ledger.held_before(one, begins) for one in both))
    book = StatementBook(account, calendar, engine.terms.currency)
    mark, part = 0, PART
    while part == PART:
        found = work.ledger.of_accounts(both, begins, ends, mark, PART)
        transfers = [one for _, one in found]
        book.take(transfers, _facts(work, account, transfers))
        mark, part = found[-1][0] if found else mark, len(found)
    return book.closed(since, until, opening)


def _facts(work: Work, account: str, transfers: Sequence[Transfer]) -> dict[str, SoldFacts]:
    """What is known of the orders in which the stall sold something, by order."""
    sold = {one.order for one in transfers if one.order and one.movement.why == SALE}
    if kind_of(account) is not AccountKind.MERCHANT or not sold:
        return {}
    merchant = keepers_of(account)[1]
    facts = {}
    for order in work.orders.get_many(sorted(sold)).values():
        ticket = order.ticket(merchant)
        if ticket is not None:
            facts[order.id] = SoldFacts(ticket.dealt, ticket.voucher, order.campaign)
    return facts
