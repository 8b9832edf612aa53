"""Why something of an earlier order cannot be had again, in a sentence."""

from __future__ import annotations

from dataclasses import replace

from fastapi import Request

from yeshi.base.refused import Refused
from yeshi.orders.again import AgainLine, ChoicesGone, NoLongerSold, NoneLeft
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.language import language_of


def why_gone(desk: Desk, request: Request, line: AgainLine) -> str:
    """Why the line is gone; "" of what can be had."""
    if line.gone is None:
        return ""
    reason = line.gone.reason
    if isinstance(reason, NoLongerSold | ChoicesGone | NoneLeft):
        # As it was called when it was ordered, which it may be no more.
        said = Refused(replace(reason, item=line.was.name.in_language(language_of(request))))
    else:
        said = desk.named(line.gone, request)
    return desk.render.sentence(request, said)
