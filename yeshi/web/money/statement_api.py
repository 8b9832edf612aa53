"""Statements of stalls and couriers over JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import TypeAdapter

from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Refused
from yeshi.flow.payments.statements import StatementSeen, statement_of
from yeshi.ledger import accounts
from yeshi.ledger.statement import AccountHeld, StatementColumn, StatementLine
from yeshi.web.frame.access import COURIER_OF, PAYMASTERS, STALLHOLDER_OF, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.fields import Day, Id
from yeshi.web.frame.scopes import MONEY

Since = Annotated[Day, Query(alias="from")]
Until = Annotated[Day, Query(alias="to")]

router = APIRouter(prefix="/api", tags=["working"])


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLineTold:
    """What moved for an order on a business day, or one move that is of no order.

    `amounts` by column come to `moved`; `voucher` is what of `sold` a campaign paid.
    """

    day: date
    at: datetime
    order: str | None
    moves: tuple[str, ...]
    amounts: Mapping[StatementColumn, Money]
    moved: Money
    voucher: Money
    voucher_borne_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementTold:
    """A statement of business days, both included: `opening` with the lines is `closing`.

    `owed`: what stands in the account; `against`: what stands against it, below nothing.
    """

    account: str
    name: Name
    since: date
    until: date
    opening: AccountHeld
    closing: AccountHeld
    balance: Money
    totals: Mapping[StatementColumn, Money]
    lines: tuple[StatementLineTold, ...]


_STATEMENT = TypeAdapter(StatementTold)


@router.get(
    "/merchants/{merchant}/statement", summary="What moved in a stall's account over some days",
    dependencies=[*STALLHOLDER_OF, *MONEY], response_model=StatementTold,
)  # fmt: skip
def of_stall(desk: At, reply: Reply, merchant: Id, since: Since, until: Until) -> Response:
    """Each order in a line with what it was sold for, deals, voucher, fee and what went back."""
    found = statement_of(desk.engine, accounts.merchant(merchant), since, until)
    return reply.found(_told(found), _STATEMENT)


@router.get(
    "/couriers/{courier}/statement", summary="What moved in a courier's account over some days",
    dependencies=[*COURIER_OF, *MONEY], response_model=StatementTold,
)  # fmt: skip
def of_courier(desk: At, reply: Reply, courier: Id, since: Since, until: Until) -> Response:
    """Each trip in a line with its pay and tip, then guarantees, cash and payouts."""
    found = statement_of(desk.engine, accounts.courier(courier), since, until)
    return reply.found(_told(found), _STATEMENT)


@router.get(
    "/money/statements/stalls/{merchant}", summary="A stall's statement, for who pays it",
    dependencies=[*PAYMASTERS, *MONEY], response_model=StatementTold,
)  # fmt: skip
def of_any_stall(desk: At, reply: Reply, merchant: Id, since: Since, until: Until) -> Response:
    """The same as the stall reads."""
    found = statement_of(desk.engine, accounts.merchant(merchant), since, until)
    return reply.found(_told(found), _STATEMENT)


@router.get(
    "/money/statements/couriers/{courier}", summary="A courier's statement, for who pays them",
    dependencies=[*PAYMASTERS, *MONEY], response_model=StatementTold,
)  # fmt: skip
def of_any_courier(desk: At, reply: Reply, courier: Id, since: Since, until: Until) -> Response:
    """The same as the courier reads."""
    found = statement_of(desk.engine, accounts.courier(courier), since, until)
    return reply.found(_told(found), _STATEMENT)


def _told(found: StatementSeen | Refused) -> StatementTold | Refused:
    if isinstance(found, Refused):
        return found
    statement = found.statement
    return StatementTold(
        account=statement.account,
        name=found.name,
        since=statement.since,
        until=statement.until,
        opening=statement.opening,
        closing=statement.closing,
        balance=statement.closing.balance,
        totals={column: statement.total(column) for column in statement.columns},
        lines=tuple(_line(one) for one in statement.lines),
    )


def _line(line: StatementLine) -> StatementLineTold:
    return StatementLineTold(
        day=line.day,
        at=line.at,
        order=line.order,
        moves=tuple(dict.fromkeys(line.why)),
        amounts=line.amounts,
        moved=line.balance,
        voucher=line.voucher,
        voucher_borne_by=line.campaign,
    )
