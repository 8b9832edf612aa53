"""The code by which a courier knows that they hand an order to who ordered it."""

from __future__ import annotations

from dataclasses import dataclass

from yeshi.base.called import code_of
from yeshi.base.refused import Reason


@dataclass(frozen=True, slots=True)
class DoorCode:
    """Four figures that stand on the customer's page alone; `told`: whether the courier was told
    them when they handed it over."""

    code: str
    told: bool = False


@dataclass(frozen=True, slots=True)
class WrongDoorCode(Reason):
    """These are not the figures on the customer's page."""


def door_code(secret: str) -> DoorCode:
    """The code of an order; `secret`: a word that nobody knows."""
    return DoorCode(code_of(secret))
