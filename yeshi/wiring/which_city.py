"""Which city somebody asks to be served."""

from __future__ import annotations

from enum import StrEnum


class WhichCity(StrEnum):
    """The demo city, one of their own, or whichever is open."""

    DEMO = "demo"
    OWN = "own"
    EITHER = "either"
