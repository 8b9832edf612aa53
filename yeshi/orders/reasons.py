"""Why a stall does not make what was ordered, or makes it later, where one tap says it."""

from __future__ import annotations

from yeshi.orders.lifecycle import NO_ANSWER, NOT_COLLECTED, NOT_MADE

TOO_BUSY = "too_busy"
SOLD_OUT = "sold_out"
# Beside `sold_out`, which names the dish.
WHY_NOT = (TOO_BUSY, "closing")
WHY_LATER = (TOO_BUSY, "fetching", "made_anew")
# What the clock says where nobody did.
OF_THE_CLOCK = (NO_ANSWER, NOT_MADE, NOT_COLLECTED)
REASONS = frozenset({SOLD_OUT, *WHY_NOT, *WHY_LATER, *OF_THE_CLOCK})
