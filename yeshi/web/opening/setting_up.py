"""What the pages of the set-up have at hand, and who may call them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Protocol

from fastapi import Depends, Request

from yeshi.base.refused import Refused
from yeshi.flow.city.opening import Opening
from yeshi.people.person import CodeFirst
from yeshi.web.frame.access import Access, Denied, says
from yeshi.web.frame.desk import FrontDesk
from yeshi.web.opening.code import COOKIE, OneTimeCode
from yeshi.web.opening.owner_form import NewOwner


class Draft(Protocol):
    """What has been said of the city so far, kept from step to step and over a restart."""

    def so_far(self) -> Opening | None:
        """None before the first step."""
        ...

    def note_down(self, said: Opening) -> None:
        """Keep it in place of what was said before."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningDesk(FrontDesk):
    """The desk of a city that is being set up; `open_it` opens it with its owner."""

    code: OneTimeCode
    draft: Draft
    open_it: Callable[[Opening, NewOwner], Refused | None]


async def opening_desk_of(request: Request) -> OpeningDesk:
    """The desk of the city that is being set up here."""
    desk: OpeningDesk = request.app.state.desk
    return desk


SetUp = Annotated[OpeningDesk, Depends(opening_desk_of)]


def has_code(desk: OpeningDesk, request: Request) -> bool:
    """Whether the browser was let in by the code."""
    return desk.code.holds(request.cookies.get(COOKIE, ""))


async def _check(request: Request, desk: SetUp) -> None:
    if not has_code(desk, request):
        raise Denied(Refused(CodeFirst()))


# Whoever holds the code that the server was started with.
CODE_HOLDER = says(Access(code=True), _check)
