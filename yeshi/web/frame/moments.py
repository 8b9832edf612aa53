"""How a moment is written on a page: with its date, or as one says it today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from yeshi.base.calendar import Calendar
from yeshi.base.sentences import say

# Days ahead that are named by the day of the week.
_WEEK = 7


def written(calendar: Calendar, at: datetime) -> str:
    """The moment with its date, by the city's clocks."""
    return calendar.local(at).strftime("%Y-%m-%d %H:%M")


def said_at(calendar: Calendar, language: str, now: datetime, at: datetime) -> str:
    """The moment as one says it now: today's by its time alone, one of the next days by its day."""
    local = calendar.local(at)
    ahead = (local.date() - calendar.local(now).date()).days
    if ahead == 0:
        return f"{local:%H:%M}"
    if ahead == 1:
        return f"{say(language, 'later.tomorrow')} {local:%H:%M}"
    if 1 < ahead <= _WEEK:
        return f"{say(language, f'weekday.{local.weekday()}')} {local:%m-%d %H:%M}"
    return written(calendar, at)


def moment_filters(calendar: Callable[[], Calendar]) -> dict[str, Callable[..., Any]]:
    """What templates write a moment with."""

    @pass_context
    def soon(context: Context, at: datetime) -> str:
        return said_at(calendar(), context["language"], context["now"], at)

    return {
        "moment": lambda at: written(calendar(), at),
        "day": lambda at: calendar().local(at).strftime("%Y-%m-%d"),
        "soon": soon,
    }
