"""Bounds on what one request may ask; the edge and the deciders share them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from yeshi.base.refused import Invalid, Refused

LINES_MAX = 40
QUANTITY_MAX = 50
STOCK_MAX = 100_000
STALLS_MAX = 8
NAME_LENGTH_MAX = 60
ADDRESS_LENGTH_MAX = 120
NOTE_LENGTH_MAX = 200
# Of what is told in a sentence or two: a purpose, a question, a reader's guide.
SAYING_LENGTH_MAX = 300
PRICE_FEN_MAX = 1_000_000
# Ten hours of the highest pay there is.
CASH_FEN_MAX = 10 * PRICE_FEN_MAX
TOP_UP_FEN_MAX = 100_000
TIP_FEN_MAX = 10_000
CUTLERY_MAX = 20
KEY_LENGTH_MAX = 200
# A hundred billion in the unit: more than any budget, and far from the end of a bigint.
FEN_MAX = 10**13
# Whoever names a moment beyond these has mistyped it; and past them calendars end.
MOMENT_MIN, MOMENT_MAX = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
TEXT_LENGTH_MAX = 30_000
# An association may be older than the platform; nothing is planned for after its moments end.
DAY_MIN, DAY_MAX = date(1900, 1, 1), date(2200, 1, 1)


def beyond_moments(**moments: datetime | None) -> Refused | None:
    """The refusal of the first of these in which no city lives; None where each is within."""
    for name, at in moments.items():
        if at is not None and not MOMENT_MIN <= at < MOMENT_MAX:
            return Refused(Invalid(name, f"{MOMENT_MIN:%Y-%m-%d} … {MOMENT_MAX:%Y-%m-%d}"))
    return None


def beyond_days(**days: date | None) -> Refused | None:
    """The refusal of the first of these that is out of bounds; None where each is within."""
    for name, day in days.items():
        if day is not None and not DAY_MIN <= day < DAY_MAX:
            return Refused(Invalid(name, f"{DAY_MIN} … {DAY_MAX}"))
    return None


def of_other_zones(**times: time) -> Refused | None:
    """The refusal of the first of these times of day that names a zone; the city's own does not."""
    for name, at in times.items():
        if at.tzinfo is not None:
            return Refused(Invalid(name, "time_zone"))
    return None


def beyond_reason(why: str) -> Refused | None:
    """The refusal of a reason that is none, or too long."""
    fits = 0 < len(why) <= NOTE_LENGTH_MAX
    return None if fits else Refused(Invalid("why", f"1…{NOTE_LENGTH_MAX}"))
