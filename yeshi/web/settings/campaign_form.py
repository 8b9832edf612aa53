"""The form of a campaign: how what is typed in it becomes an entry, with its rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from yeshi.base.calendar import Calendar
from yeshi.base.money import Money
from yeshi.base.refused import Invalid, Refused
from yeshi.flow.engine import Engine
from yeshi.flow.vouchers.launching import CampaignEntry
from yeshi.flow.vouchers.places import stalls_named
from yeshi.vouchers.rules import (
    AWAY_DAYS_MAX,
    TIMES_MAX,
    CodeKind,
    CustomerGroup,
    Rules,
    VoucherLimits,
    Where,
)
from yeshi.web.frame.naming import name_typed
from yeshi.web.frame.typed import TypedForm
from yeshi.web.settings.stall_form import sectors

# Of the boxes of markets and of kinds of stall, each of which has its id behind it.
MARKET, SECTOR = "market:", "sector:"


def campaign_typed(fields: Mapping[str, str], engine: Engine) -> CampaignEntry | Refused:
    """The campaign that was typed; or what of it cannot be read, by its field."""
    name = name_typed(fields)
    if isinstance(name, Refused):
        return name
    typed = TypedForm(fields, engine.terms.currency)
    threshold, off = _amount(typed, "threshold"), _amount(typed, "off")
    where = _where(fields, engine)
    if isinstance(where, Refused):
        return where
    rules = _rules(typed, where)
    for field, fault in typed.faults.items():
        reason = fault.reason
        return Refused(Invalid(field, reason.fault if isinstance(reason, Invalid) else "decimal"))
    begins_at = _moment(typed, "begins_at", engine.terms.calendar)
    if isinstance(begins_at, Refused):
        return begins_at
    ends_at = _moment(typed, "ends_at", engine.terms.calendar)
    if isinstance(ends_at, Refused):
        return ends_at
    return CampaignEntry(
        name=name, threshold=threshold, off=off, begins_at=begins_at, ends_at=ends_at,
        rules=rules, code=typed.plain("code"),
    )  # fmt: skip


def _amount(typed: TypedForm, field: str) -> Money:
    """An amount, which has to be there."""
    if not typed.plain(field):
        typed.faults[field] = Refused(Invalid(field, "decimal"))
    return typed.amount(field)


def _rules(typed: TypedForm, where: Where) -> Rules:
    group = typed.one_of("group", tuple(CustomerGroup)) if typed.plain("group") else "everybody"
    code = typed.one_of("by_code", tuple(CodeKind)) if typed.plain("by_code") else "none"
    away = group == CustomerGroup.AWAY
    if typed.faults.keys() & {"group", "by_code"}:
        return Rules()
    money = typed.amount("day_money") if typed.plain("day_money") else None
    return Rules(
        group=CustomerGroup(group),
        away_days=typed.number("away_days", 1, AWAY_DAYS_MAX) if away else None,
        signed_in=typed.ticked("signed_in"),
        code=CodeKind(code),
        where=where,
        beside_deals=not typed.ticked("no_deals"),
        limits=VoucherLimits(
            own=_times(typed, "own_times"),
            own_day=_times(typed, "own_day_times"),
            day=_times(typed, "day_times"),
            day_off=money,
        ),
    )


def _times(typed: TypedForm, field: str) -> int | None:
    """How often; None where nothing is typed."""
    return typed.number(field, 1, TIMES_MAX) if typed.plain(field) else None


def _where(fields: Mapping[str, str], engine: Engine) -> Where | Refused:
    with engine.store.read() as work:
        stalls = stalls_named(work, fields.get("merchants", ""))
    if isinstance(stalls, Refused):
        return stalls
    chosen = [name for name, value in fields.items() if value]
    kinds = [one.removeprefix(SECTOR) for one in chosen if one.startswith(SECTOR)]
    if not set(kinds) <= set(sectors()):
        return Refused(Invalid("sector", "choice"))
    return Where(
        markets=tuple(one.removeprefix(MARKET) for one in chosen if one.startswith(MARKET)),
        sectors=tuple(kinds),
        merchants=stalls,
    )


def _moment(typed: TypedForm, field: str, calendar: Calendar) -> datetime | Refused:
    """The moment of the city's clock that is typed."""
    try:
        at = datetime.fromisoformat(typed.plain(field)).replace(tzinfo=None)
    except ValueError:
        return Refused(Invalid(field, "unreadable"))
    if not 2000 <= at.year < 2200:
        return Refused(Invalid(field, "out_of_time"))
    return calendar.at(at.date(), at.time())
