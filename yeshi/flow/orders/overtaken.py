"""What was decided on a snapshot may be overtaken before it is done."""

from __future__ import annotations

from dataclasses import dataclass

from yeshi.base.refused import Reason


@dataclass(frozen=True, slots=True)
class Overtaken(Reason):
    """The order or the courier changed after the snapshot; the next tick decides anew."""

    order: str
    courier: str
