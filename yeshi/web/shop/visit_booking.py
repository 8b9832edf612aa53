"""A service is booked on a page or by a program: so many an hour from one address."""

from __future__ import annotations

from math import ceil

from fastapi import Request

from yeshi.base.refused import Refused
from yeshi.flow.ports import Answer
from yeshi.flow.visits.booking import TooManyVisitsAsked, VisitWanted, book_slot
from yeshi.people.person import TooManyTries
from yeshi.web.frame.desk import Desk

_COUNTED = "bookings"


def book_from(desk: Desk, request: Request, key: str, customer: str, wanted: VisitWanted) -> Answer:
    """Have the customer come then; what is refused does not count, and who books much waits."""
    refused = desk.sign_in.may_ask_for(request, _COUNTED)
    if refused:
        wait = refused.reason
        return (
            Refused(TooManyVisitsAsked(ceil(wait.wait_s / 60)))
            if isinstance(wait, TooManyTries)
            else refused
        )
    answer = book_slot(desk.engine, key, customer, wanted)
    if isinstance(answer, Refused):
        desk.sign_in.give_back(request, _COUNTED)
    return answer
