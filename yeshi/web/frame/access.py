"""What a route reaches through its request: the desk, who asks, and in which language."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from yeshi.people.person import Person
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.language import language_of
from yeshi.web.frame.visitor import Visitor


# What takes no time is a coroutine: a plain function would be handed to a thread and back.
async def desk_of(request: Request) -> Desk:
    """The desk of the city that the application serves."""
    desk: Desk = request.app.state.desk
    return desk


At = Annotated[Desk, Depends(desk_of)]


def person_of(request: Request, desk: At) -> Person | None:
    """Who is signed in, with the roles they have now; None for the public."""
    person = desk.sign_in.person(request)
    if person is not None:
        # For who watches the request, and must not know who it is.
        request.state.by = "person"
    return person


async def guest_of(request: Request, desk: At) -> Visitor:
    """The visitor with their basket, a new one without a cookie of ours."""
    return desk.visitors.of(request)


async def customer_of(request: Request, desk: At) -> str:
    """The visitor's id as a customer."""
    return desk.visitors.of(request).customer


async def reads_in(request: Request) -> str:
    """The language in which the answer is read."""
    return language_of(request)


Signed = Annotated[Person | None, Depends(person_of)]
Guest = Annotated[Visitor, Depends(guest_of)]
Customer = Annotated[str, Depends(customer_of)]
Language = Annotated[str, Depends(reads_in)]


def whose(person: Person | None) -> str:
    """What makes an idempotency key that of one person alone.

    An answer is given again to who was given it, never to somebody who sends their key.
    """
    return person.id if person else ""
