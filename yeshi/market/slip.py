"""A slip: one paper for one printer, which comes out once, or says that it comes out again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from yeshi.market.printer import SlipKind

# A slip that waited so long is for food that was cooked without it: it comes out only by hand.
STALE_AFTER = timedelta(hours=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A slip of an order's part at a stall, for one of its printers; a trial is of no order.

    `number`: which of the printer's slips it is, from 1, by which they come out. `errand`: on which
    it is printed; None while it waits behind others. `items`: the dishes of its station, none for
    all. `asked_again`: by hand, after there was one.
    `sendings`: how often it was begun to be sent, each of which may have come out.
    """

    id: str
    merchant: str
    printer: str
    kind: SlipKind
    order: str | None
    written_at: datetime
    number: int = 1
    errand: str | None = None
    items: tuple[str, ...] = ()
    asked_again: bool = False
    sendings: int = 0
    printed_at: datetime | None = None
    given_up_at: datetime | None = None

    @property
    def holds(self) -> bool:
        """Whether this may be kept: of an order unless it is a trial, and ended in one way."""
        return (
            (self.order is None) == (self.kind is SlipKind.TRIAL)
            and self.number > 0
            and self.sendings >= 0
            and (self.printed_at is None or self.given_up_at is None)
        )

    @property
    def waits(self) -> bool:
        """Whether it is still to be printed."""
        return self.printed_at is None and self.given_up_at is None

    @property
    def comes_again(self) -> bool:
        """Whether the paper has to say that it may be the second of its kind."""
        return self.asked_again or self.sendings > 0

    def is_stale(self, now: datetime) -> bool:
        """Whether nobody cooks by it any more."""
        return now - self.written_at > STALE_AFTER


def sending(slip: Slip) -> Slip:
    """The slip when its first byte is about to leave: from now on it may have come out."""
    return replace(slip, sendings=slip.sendings + 1)


def printed(slip: Slip, now: datetime) -> Slip:
    """The slip when it has come out: also one that was given up, for what is out is out."""
    return replace(slip, printed_at=now, given_up_at=None)


def given_up(slip: Slip, now: datetime) -> Slip:
    """The slip when it is not tried any more."""
    return replace(slip, given_up_at=now)
