"""Why a stall does not make what was ordered, or makes it later, where one tap says it."""

from __future__ import annotations

TOO_BUSY = "too_busy"
SOLD_OUT = "sold_out"
# Beside `sold_out`, which names the dish.
WHY_NOT = (TOO_BUSY, "closing")
WHY_LATER = (TOO_BUSY, "fetching", "made_anew")
REASONS = frozenset({SOLD_OUT, *WHY_NOT, *WHY_LATER})
