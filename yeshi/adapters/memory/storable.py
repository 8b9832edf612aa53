"""What PostgreSQL does not take is not taken here either: texts with NUL, moments out of bounds."""

from __future__ import annotations

from datetime import datetime

from yeshi.base.errors import InvariantBroken, NotStorable
from yeshi.base.limits import MOMENT_MAX, MOMENT_MIN


def check_text(text: str, what: str) -> None:
    """NotStorable for a text with a NUL or a lone surrogate; `what` names it."""
    if "\0" in text:
        raise NotStorable(f"{what} contains a NUL")
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise NotStorable(f"{what} contains half a character") from None


def check_moment(at: datetime, what: str) -> None:
    """InvariantBroken for a moment out of the bounds that the schema states too."""
    # The year alone answers for nearly all moments, and costs nothing.
    if not MOMENT_MIN.year < at.year < MOMENT_MAX.year - 1 and not MOMENT_MIN <= at < MOMENT_MAX:
        raise InvariantBroken(f"{what} is out of bounds: {at.isoformat()}")
