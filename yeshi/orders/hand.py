"""What an operator decides for an order: for one courier alone, or not for some."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hand:
    """For the courier `pinned` alone, or for nobody of `forbidden`; with the reason."""

    why: str
    pinned: str | None = None
    forbidden: tuple[str, ...] = ()

    def allows(self, courier: str) -> bool:
        """Whether the courier may bring the order."""
        return courier not in self.forbidden and self.pinned in (None, courier)


def pinned_to(courier: str, why: str) -> Hand:
    """For `courier` alone; who was barred before is so no longer, as nobody else can come."""
    return Hand(why, courier)


def barred_for(courier: str, before: Hand | None, why: str) -> Hand:
    """Not for `courier` either; a pin to them ends, a pin to another stays."""
    forbidden = before.forbidden if before else ()
    pinned = before.pinned if before else None
    return Hand(why, None if pinned == courier else pinned, tuple(sorted({*forbidden, courier})))
