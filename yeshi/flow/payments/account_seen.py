"""An account of the books by itself: what it held, and each transfer of some business days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.engine import Engine
from yeshi.flow.payments.statements import no_period
from yeshi.flow.ports import Work
from yeshi.ledger import accounts
from yeshi.ledger.chart import STEM_OF_LINE, line_of, sign_of, stem_of
from yeshi.ledger.transfers import Transfer, is_somebodys, unnamed

# A month at most, so many transfers on a page and so many accounts in a list; a file has its
# transfers read so many at once.
DAYS_MAX = 31
PAGE_MOVES = 100
PAGE_ACCOUNTS = 50
PART = 5000


@dataclass(frozen=True, slots=True)
class AccountNamed:
    """An account, its line of the chart, and whose it is: None where it is the only one there."""

    id: str
    line: str
    name: Name | None

    @property
    def is_told(self) -> bool:
        """Whether its transfers are told: of wallets and groups they are not."""
        return not is_somebodys(self.id)


@dataclass(frozen=True, slots=True)
class AccountMove:
    """A transfer as one of its two accounts has it: what it changed, and the other account."""

    transfer: Transfer
    change: Money
    other: AccountNamed


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSeen:
    """What an account held before and after the business days from `since` to `until`, both
    included, and the transfers in between, or so many of them.

    All amounts are positive where there is of it what its sort says: had, owed, earned, spent.
    `mark`: the number after which others follow; None where none do.
    """

    account: AccountNamed
    since: date
    until: date
    opening: Money
    closing: Money
    moves: tuple[AccountMove, ...]
    mark: int | None

    @property
    def moved(self) -> Money:
        """What all transfers of these days come to."""
        return self.closing - self.opening


@dataclass(frozen=True, slots=True, kw_only=True)
class LineAccounts:
    """The accounts of a line of the chart with what each comes to, from the `start`th on.

    `before` and `after`: where those before and after begin; None for none.
    """

    line: str
    accounts: tuple[tuple[AccountNamed, Money], ...]
    before: int | None
    after: int | None


def accounts_of_line(engine: Engine, line: str, start: int = 0) -> LineAccounts | Refused:
    """Those that stand furthest from nothing first; none of wallets and groups."""
    stem = STEM_OF_LINE.get(line)
    if stem is None or is_somebodys(stem):
        return Refused(Unknown("chart_line", line))
    with engine.store.read() as work:
        found = work.ledger.largest(stem, start, PAGE_ACCOUNTS + 1)
        shown = found[:PAGE_ACCOUNTS]
        named = _named(work, [account for account, _ in shown])
    return LineAccounts(
        line=line,
        accounts=tuple((named[account], held * sign_of(account)) for account, held in shown),
        before=max(0, start - PAGE_ACCOUNTS) if start else None,
        after=start + PAGE_ACCOUNTS if len(found) > PAGE_ACCOUNTS else None,
    )


def account_seen(
    engine: Engine, account: str, since: date, until: date, after: int = 0
) -> AccountSeen | Refused:
    """So many of the account's transfers on those days, in the order of their entry, after that
    number."""
    return _seen(engine, account, (since, until), after, PAGE_MOVES)


def account_whole(engine: Engine, account: str, since: date, until: date) -> AccountSeen | Refused:
    """The same with every transfer of those days."""
    return _seen(engine, account, (since, until), 0, None)


def _seen(
    engine: Engine, account: str, days: tuple[date, date], after: int, limit: int | None
) -> AccountSeen | Refused:
    refused = no_period(engine, *days, DAYS_MAX)
    if refused:
        return refused
    calendar = engine.terms.calendar
    begins, ends = calendar.day_begins(days[0]), calendar.day_ends(days[1])
    # At one moment: what is held is what was moved.
    with engine.store.look() as work:
        if is_somebodys(account) or not work.ledger.of_account(account, 1):
            return Refused(Unknown("account", account))
        found: list[tuple[int, Transfer]] = []
        mark, part = after, limit + 1 if limit else PART
        while True:
            some = work.ledger.of_accounts((account,), begins, ends, mark, part)
            found += some
            if limit or len(some) < part:
                break
            mark = some[-1][0]
        shown = found[:limit]
        sign = sign_of(account)
        opening, closing = (work.ledger.held_before(account, one) * sign for one in (begins, ends))
        return AccountSeen(
            account=_named(work, [account])[account], since=days[0], until=days[1],
            opening=opening, closing=closing,
            moves=_moves(work, account, [one for _, one in shown]),
            mark=shown[-1][0] if len(found) > len(shown) else None,
        )  # fmt: skip


def _moves(work: Work, account: str, transfers: Sequence[Transfer]) -> tuple[AccountMove, ...]:
    told = unnamed(transfers)
    others = [_other(one, account) for one in told]
    named, sign = _named(work, others), sign_of(account)
    return tuple(
        AccountMove(one, one.movement.change_of(account) * sign, named[other])
        for one, other in zip(told, others, strict=True)
    )


def _other(transfer: Transfer, account: str) -> str:
    movement = transfer.movement
    return movement.credit if movement.debit == account else movement.debit


def _named(work: Work, ids: Sequence[str]) -> dict[str, AccountNamed]:
    """Each as it is called, by account: whoever is not there any more by their id."""
    owners = {one: _owner(one) for one in dict.fromkeys(ids)}
    known: dict[tuple[str, str], Name] = {}
    for stem, records in (
        (accounts.merchant(""), work.merchants), (accounts.courier(""), work.couriers),
        (accounts.campaign(""), work.campaigns), (accounts.programme(""), work.programmes),
    ):  # fmt: skip
        wanted = sorted({id_ for kind, id_ in owners.values() if kind == stem})
        if wanted:
            known |= {(stem, id_): one.name for id_, one in records.get_many(wanted).items()}
    return {
        one: AccountNamed(
            one, line_of(stem_of(one)),
            known.get((kind, id_), Name(id_, id_)) if id_ and not is_somebodys(one) else None,
        )
        for one, (kind, id_) in owners.items()
    }  # fmt: skip


def _owner(account: str) -> tuple[str, str]:
    """As what, and by which id, whoever it is of is known; no id where it is the only one."""
    stem = stem_of(account)
    kinds = {accounts.CASH: accounts.courier(""), accounts.TILL: accounts.merchant("")}
    return kinds.get(stem, stem), account.removeprefix(stem)
