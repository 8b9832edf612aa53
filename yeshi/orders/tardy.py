"""That an order comes later than was promised: when it is there instead, and what it waits for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class LateWhy(StrEnum):
    """What an order that is late waits for."""

    ANSWER = "answer"
    KITCHEN = "kitchen"
    COURIER = "courier"
    WAY = "way"


@dataclass(frozen=True, slots=True)
class Tardy:
    """When it is expected instead, why, and through which merchant where it is one's; `times`: how
    often its customer was told."""

    by: datetime
    why: LateWhy
    merchant: str | None
    times: int = 1
