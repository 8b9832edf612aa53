"""Bounds on what one request may ask; the edge and the deciders share them."""

from datetime import UTC, datetime

LINES_MAX = 40
QUANTITY_MAX = 50
STALLS_MAX = 8
NAME_LENGTH_MAX = 60
ADDRESS_LENGTH_MAX = 120
NOTE_LENGTH_MAX = 200
PRICE_FEN_MAX = 1_000_000
TOP_UP_FEN_MAX = 100_000
KEY_LENGTH_MAX = 200
# A hundred billion in the unit: more than any budget, and far from the end of a bigint.
FEN_MAX = 10**13
# Whoever names a moment beyond these has mistyped it; and past them calendars end.
MOMENT_MIN, MOMENT_MAX = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
