"""Programmes over JSON: their public account, their forecast and their exports."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, TypeAdapter

from yeshi.base.money import Money
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.programmes import accounting
from yeshi.flow.programmes.accounting import ProgrammeView
from yeshi.ledger import accounts
from yeshi.ledger.transfers import Transfer
from yeshi.programmes.forecast import Chances, Forecast
from yeshi.web.frame.access import ANYBODY, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.fields import Id, Share
from yeshi.web.frame.scopes import ANY_KEY
from yeshi.web.programmes.outlook import look_ahead

_VIEW, _FORECAST = TypeAdapter(ProgrammeView), TypeAdapter(Forecast)

router = APIRouter(prefix="/api", tags=["programmes"])


class Statement(BaseModel):
    """A fund's balance and its latest transfers."""

    balance: Money
    transfers: list[Transfer]


@router.get("/programmes", dependencies=[*ANYBODY, *ANY_KEY])
def programmes(desk: At) -> Any:
    """All programmes, as anybody may know them."""
    return JSONResponse([_public(view) for view in accounting.programmes(desk.engine)])


@router.get("/programmes/{programme}", dependencies=[*ANYBODY, *ANY_KEY])
def one(desk: At, reply: Reply, programme: Id) -> Any:
    """A programme: its fund by year and purpose, its plan, and its people in numbers."""
    found = accounting.programme(desk.engine, programme)
    return reply.refused(found) if isinstance(found, Refused) else JSONResponse(_public(found))


@router.get(
    "/programmes/{programme}/forecast", response_model=Forecast, dependencies=[*ANYBODY, *ANY_KEY]
)
def forecast(
    desk: At,
    reply: Reply,
    programme: Id,
    goes_on: Annotated[Share, Query()] = 0.97,
    kept: Annotated[Share, Query()] = 0.95,
) -> Any:
    """Will each year be paid? By chance, from where the fund stands today."""
    return reply.found(look_ahead(desk, programme, Chances(goes_on, kept)), _FORECAST)


@router.get(
    "/programmes/{programme}/account", response_model=Statement, dependencies=[*ANYBODY, *ANY_KEY]
)
def account(desk: At, reply: Reply, programme: Id) -> Statement | JSONResponse:
    """The public account of a programme's fund: the latest transfers."""
    with desk.engine.store.read() as work:
        known = work.programmes.get(programme)
    if known is None:
        return reply.refused(Refused(Unknown("programme", programme)))
    balance, transfers = accounting.account(desk.engine, accounts.programme(programme))
    return Statement(balance=balance, transfers=transfers)


def _public(view: ProgrammeView) -> Any:
    """The view without what students who agreed to be named did not agree to."""
    said = _VIEW.dump_python(view, mode="json")
    named = ("name", "year", "school")
    said["people"]["named"] = [{k: one[k] for k in named} for one in said["people"]["named"]]
    return said
