"""The form of a deal: what stands in it at first, and what is read of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time

from yeshi.base.calendar import Calendar
from yeshi.base.limits import NAME_LENGTH_MAX
from yeshi.base.money import Money, unit_fen
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Refused
from yeshi.base.sentences import say
from yeshi.flow.stalls.menus import Stall
from yeshi.market.deal import AT_ONCE, OFF_BP_MAX, STEPS_MAX, Deal, DealKind, DealStep
from yeshi.market.hours import Hours
from yeshi.market.serving import WEEK, Serving
from yeshi.web.frame.typed import TypedForm

STEPS = "steps"
# What comes off at first, in percent, and for how long where nobody says until when.
FIRST_PERCENT = {DealKind.SECOND: 50, DealKind.HOURS: 20}


def first_filled(kind: DealKind) -> dict[str, str]:
    """What stands in the form of a new deal of that kind: what is usual."""
    days = {f"day-{day}": "true" for day in WEEK}
    if kind is DealKind.THRESHOLD:
        return {"kind": kind.value, "steps-0-least": "30", "steps-0-off": "5", **days}
    said = {"kind": kind.value, "off_percent": str(FIRST_PERCENT[kind]), **days}
    return {**said, "from": "21:00", "until": "23:00"} if kind is DealKind.HOURS else said


def kind_said(said: Mapping[str, str]) -> DealKind:
    """The kind of deal that a form is of; the usual one where it names none."""
    told = said.get("kind", "")
    return DealKind(told) if told in list(DealKind) else DealKind.THRESHOLD


def read_deal(typed: TypedForm, stall: Stall, calendar: Calendar) -> Deal:
    """The deal that is typed; what cannot be stands in `typed.faults`."""
    kind = DealKind(typed.one_of("kind", list(DealKind)) or DealKind.THRESHOLD)
    steps = _steps(typed) if kind is DealKind.THRESHOLD else ()
    percent = 0 if kind is DealKind.THRESHOLD else typed.number("off_percent", 1, OFF_BP_MAX // 100)
    on_dishes = kind is not DealKind.THRESHOLD
    categories = [one.zh for one in categories_of(stall)]
    ends_at = _until(typed, calendar)
    deal = Deal(
        id="",
        kind=kind,
        name=Name("", ""),
        begins_at=AT_ONCE,
        ends_at=ends_at,
        steps=steps,
        off_bp=percent * 100,
        items=_ticked(typed, "item-", [one.id for one in stall.menu]) if on_dishes else (),
        categories=_ticked(typed, "category-", categories) if on_dishes else (),
        when=_when(typed, kind),
        limit=typed.amount("limit") or None,
    )
    return _named(typed, deal, stall)


def categories_of(stall: Stall) -> list[Name]:
    """The categories of the menu."""
    return [name for name, _ in stall.by_category if name]


def says_of(deal: Deal, language: str) -> str:
    """What a deal that has no name is called."""
    if deal.kind is not DealKind.THRESHOLD:
        return say(language, f"deal.{deal.word}", percent=deal.off_percent)
    first = [
        say(language, "deal.step", least=_short(one.least), off=_short(one.off))
        for one in deal.steps
    ]
    return say(language, "deal.step_and").join(first)


def _short(amount: Money) -> str:
    """The amount without decimals where it has none to say."""
    whole = amount.fen % unit_fen(amount.currency) == 0
    return str(amount.fen // unit_fen(amount.currency)) if whole else amount.plain()


def _named(typed: TypedForm, deal: Deal, stall: Stall) -> Deal:
    if typed.plain("name_zh") or typed.plain("name_en"):
        return replace(deal, name=typed.name("name"))
    one = stall.items.get(deal.items[0]) if len(deal.items) == 1 else None
    zh, en = (
        f"{one.name.in_language(of)} {says_of(deal, of)}" if one else says_of(deal, of)
        for of in ("zh", "en")
    )
    return replace(deal, name=Name(zh[:NAME_LENGTH_MAX], en[:NAME_LENGTH_MAX]))


def _steps(typed: TypedForm) -> tuple[DealStep, ...]:
    rows = typed.rows(STEPS, "least", "off")[:STEPS_MAX]
    if not rows:
        typed.faults[STEPS] = Refused(Invalid("least", "some"))
    return tuple(
        DealStep(_amount(typed, f"{row}least"), _amount(typed, f"{row}off")) for row in rows
    )


def _amount(typed: TypedForm, field: str) -> Money:
    amount = typed.amount(field)
    if amount.fen <= 0:
        typed.faults.setdefault(field, Refused(Invalid("amount", "empty")))
    return amount


def _ticked(typed: TypedForm, part: str, known: list[str]) -> tuple[str, ...]:
    return tuple(one for number, one in enumerate(known) if typed.plain(f"{part}{number}") == one)


def _when(typed: TypedForm, kind: DealKind) -> Serving | None:
    """On which days and hours; None: always."""
    days = tuple(day for day in WEEK if typed.ticked(f"day-{day}"))
    if not days:
        typed.faults["days"] = Refused(Invalid("days", "none"))
    hours = Hours(_clock(typed, "from"), _clock(typed, "until")) if kind is DealKind.HOURS else None
    return None if days == WEEK and hours is None else Serving(days or WEEK, hours)


def _clock(typed: TypedForm, field: str) -> time:
    try:
        return time.fromisoformat(typed.plain(field)).replace(tzinfo=None)
    except ValueError:
        typed.faults[field] = Refused(Invalid("time", "time"))
        return time(0)


def _until(typed: TypedForm, calendar: Calendar) -> datetime | None:
    """When the night of the last day ends; None: until it is ended."""
    return calendar.day_ends(typed.day("last_day")) if typed.plain("last_day") else None
