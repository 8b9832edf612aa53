"""The books over JSON, for a treasurer's programs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from yeshi.flow.payments.books import journal_of, trial_balance
from yeshi.ledger.transfers import Transfer
from yeshi.web.frame.access import PAYMASTERS, At
from yeshi.web.frame.fields import Day
from yeshi.web.frame.scopes import MONEY
from yeshi.web.money.books_told import BooksTold, books_told

router = APIRouter(prefix="/api/money", tags=["operating"])


@router.get(
    "/books", summary="What each line of the books comes to", dependencies=[*PAYMASTERS, *MONEY]
)
def books(desk: At) -> BooksTold:
    """By lines of the chart of accounts, as of now."""
    return books_told(trial_balance(desk.engine))


@router.get(
    "/journal", summary="The transfers of a business day", dependencies=[*PAYMASTERS, *MONEY]
)
def journal(desk: At, day: Annotated[Day, Query()]) -> list[Transfer]:
    """In the order of their entry; customers' wallets are `wallet:somebody`."""
    return list(journal_of(desk.engine, day))
