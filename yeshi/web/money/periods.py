"""The business days that a page of the money is asked for: written in two fields, or by name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated

from fastapi import Query
from pydantic import TypeAdapter, ValidationError

from yeshi.base.refused import Invalid, Refused
from yeshi.base.sentences import say
from yeshi.flow.engine import Engine
from yeshi.web.frame.fields import Day, Line

Written = Annotated[Line, Query(max_length=40)]
Since = Annotated[Written, Query(alias="from")]
Until = Annotated[Written, Query(alias="to")]
_DAY = TypeAdapter[date](Day)


def today_of(engine: Engine) -> date:
    """The business day that it is."""
    return engine.terms.calendar.business_day(engine.clock.now())


def days_asked(language: str, written: tuple[str, str], today: date) -> tuple[date, date] | Refused:
    """The first and the last day that were written; today where none was, one where one was."""
    days = []
    for field, text in zip(("from", "to"), written, strict=True):
        try:
            days.append(_DAY.validate_python(text) if text else None)
        except ValidationError:
            return Refused(Invalid(field, say(language, "fault.date")))
    since, until = days
    return since or until or today, until or since or today


def periods_of(today: date) -> Mapping[str, str]:
    """What is asked for most, by its name: what an address asks for it."""
    yesterday, first = today - timedelta(days=1), today.replace(day=1)
    last = first - timedelta(days=1)
    periods = {
        "today": (today, today),
        "yesterday": (yesterday, yesterday),
        "week": (today - timedelta(days=today.weekday()), today),
        "month": (first, today),
        "last_month": (last.replace(day=1), last),
    }
    return {name: f"from={since}&to={until}" for name, (since, until) in periods.items()}
