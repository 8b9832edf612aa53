"""What flow needs of time."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The city's clock."""

    def now(self) -> datetime:
        """The moment, aware; it never goes back."""
        ...
