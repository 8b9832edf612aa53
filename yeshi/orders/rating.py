"""A rating: what who bought it thinks of a line of their order, or of how it was brought."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Annotated

from yeshi.base.limits import SAYING_LENGTH_MAX
from yeshi.base.personal import Personal
from yeshi.base.refused import Invalid, Reason, Refused
from yeshi.orders.lifecycle import TicketState
from yeshi.orders.lines import Line
from yeshi.orders.order import Order
from yeshi.orders.stars import (
    ALL_BROUGHT,
    ALL_DISHES,
    STARS_MAX,
    STARS_MIN,
    brought_in,
    of_dish,
    of_stall,
)

# A week: as long as one remembers how one dish tasted, and until one has eaten it again.
RATED_WITHIN = timedelta(days=7)
WORD_LENGTH_MAX = SAYING_LENGTH_MAX
# What stands for a line where it is rated how the order was brought.
BROUGHT = ""


@dataclass(frozen=True, slots=True)
class NotDelivered(Reason):
    """It was not delivered, or not yet, so that there is nothing to rate."""

    order: str


@dataclass(frozen=True, slots=True)
class TooLateToRate(Reason):
    """It was delivered longer ago than anything is rated."""

    order: str
    days: int


@dataclass(frozen=True, slots=True)
class RatedBefore(Reason):
    """The line, or how it was brought, was rated before: once means once."""

    order: str


@dataclass(frozen=True, slots=True)
class NothingRated(Reason):
    """No stars were given to anything."""


@dataclass(frozen=True, slots=True)
class AnsweredBefore(Reason):
    """The stall has answered the rating before."""

    rating: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What somebody gives a line, named by its selection as it is written, or how it was brought.

    `word`: why, "" for nothing.
    """

    line: str
    stars: int
    word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """What who bought it gave a line of an order; of how it was brought `line` is empty.

    `night`: the business day on which it was given. `hidden_why`: why nobody is shown what was
    written, "" where everybody is; the stars count all the same.
    """

    id: str
    order: str
    line: str
    merchant: str | None
    item: str | None
    stars: int
    word: Annotated[str, Personal("word")]
    rated_at: datetime
    night: date
    answer: Annotated[str, Personal("word")] = ""
    answered_at: datetime | None = None
    hidden_why: str = ""

    @property
    def holds(self) -> bool:
        """Whether this may be kept: a line is a dish of a stall, and an answer has its moment."""
        return (
            STARS_MIN <= self.stars <= STARS_MAX
            and (self.line == BROUGHT) == (self.merchant is None) == (self.item is None)
            and (self.answer == "") == (self.answered_at is None)
        )

    @property
    def is_hidden(self) -> bool:
        """Whether nobody is shown what was written."""
        return self.hidden_why != ""


def lines_to_rate(order: Order) -> list[tuple[str, Line]]:
    """What was delivered, each selection once with its merchant; nothing before that."""
    if not order.is_settled:
        return []
    lines = {
        line.selection.written: (ticket.merchant, line)
        for ticket in order.live_tickets
        # Who did not come for it cannot say how it was.
        if ticket.state is not TicketState.LEFT
        for line in ticket.lines
    }
    return list(lines.values())


def rated_until(order: Order) -> datetime | None:
    """Until when it may be rated; None for what was not delivered."""
    return order.ended_at + RATED_WITHIN if order.is_settled and order.ended_at else None


def rate(
    order: Order, given: Sequence[Judged], before: Collection[str], now: datetime
) -> Refused | None:
    """Why that cannot be given to the order, of which the lines `before` were rated; else None."""
    until = rated_until(order)
    if until is None:
        return Refused(NotDelivered(order.id))
    if now >= until:
        return Refused(TooLateToRate(order.id, RATED_WITHIN.days))
    if not given:
        return Refused(NothingRated())
    may = {line.selection.written for _, line in lines_to_rate(order)}
    if order.courier is not None:
        may.add(BROUGHT)
    asked = [one.line for one in given]
    if not may.issuperset(asked) or len(set(asked)) < len(asked):
        return Refused(Invalid("line", "choice"))
    if not set(asked).isdisjoint(before):
        return Refused(RatedBefore(order.id))
    if not all(STARS_MIN <= one.stars <= STARS_MAX for one in given):
        return Refused(Invalid("stars", f"{STARS_MIN}…{STARS_MAX}"))
    if any(len(one.word) > WORD_LENGTH_MAX for one in given):
        return Refused(Invalid("word", f"0…{WORD_LENGTH_MAX}"))
    return None


def answer_to(rating: Rating, answer: str, now: datetime) -> Rating | Refused:
    """The rating with what its stall says to it, once."""
    if not 0 < len(answer) <= WORD_LENGTH_MAX:
        return Refused(Invalid("reply", f"1…{WORD_LENGTH_MAX}"))
    if rating.answer:
        return Refused(AnsweredBefore(rating.id))
    return replace(rating, answer=answer, answered_at=now)


def wordless(rating: Rating) -> Rating:
    """The rating as it is kept when its writer is forgotten: the stars, and nothing written."""
    return replace(rating, word="", answer="", answered_at=None)


def counted_under(rating: Rating, zone: str) -> tuple[str, ...]:
    """Under what its stars are counted; what more ratings share comes later."""
    if rating.merchant is None or rating.item is None:
        return (brought_in(zone), ALL_BROUGHT)
    return (of_dish(rating.item), of_stall(rating.merchant), ALL_DISHES)
