"""A campaign's lot: who has claimed a voucher, who wins one by chance, and whether it is spent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b

from yeshi.base.refused import Reason


@dataclass(frozen=True, slots=True)
class Lot:
    """So many vouchers, one a customer, drawn among those who claim one until a moment."""

    vouchers: int
    claims_until: datetime
    drawn_at: datetime | None = None

    def takes_claims(self, now: datetime) -> bool:
        """Whether a customer may claim a voucher now."""
        return self.drawn_at is None and now < self.claims_until

    def is_to_be_drawn(self, now: datetime) -> bool:
        """Whether claims are closed and the lot is not drawn yet."""
        return self.drawn_at is None and self.claims_until <= now


class Outcome(StrEnum):
    """What came of a claim: not drawn yet, won, won and spent, or lost."""

    CLAIMED = "claimed"
    WON = "won"
    SPENT = "spent"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A customer's claim; `won` is None until the draw, `order` is where it was spent."""

    id: str
    campaign: str
    customer: str
    claimed_at: datetime
    won: bool | None = None
    order: str | None = None

    @property
    def holds(self) -> bool:
        """Whether this may be kept: only a winner spends."""
        return self.order is None or self.won is True

    @property
    def can_be_spent(self) -> bool:
        """Whether it won and was not spent yet."""
        return self.won is True and self.order is None

    @property
    def outcome(self) -> Outcome:
        """What came of it so far."""
        if self.won is None:
            return Outcome.CLAIMED
        if self.order is not None:
            return Outcome.SPENT
        return Outcome.WON if self.won else Outcome.LOST


@dataclass(frozen=True, slots=True)
class ClaimsClosed(Reason):
    """The campaign takes no claims: it draws no lots, or the draw is over."""

    campaign: str


def claim_id(campaign: str, customer: str) -> str:
    """The one claim that a customer may have in a campaign."""
    return f"{campaign}:{customer}"


def draw(lot: Lot, claims: Sequence[Claim]) -> tuple[str, frozenset[str]]:
    """The seed of the draw, and the ids of the claims that win.

    The seed is the digest of all claims, so that nobody knows it before the last has come and
    anybody may draw again: claims win by the order of the digests of seed and id. All win where
    there are vouchers for all.
    """
    ids = sorted(claim.id for claim in claims)
    seed = blake2b("\n".join(ids).encode(), digest_size=16).hexdigest()
    ranked = sorted(ids, key=lambda id_: blake2b(f"{seed}{id_}".encode(), digest_size=16).digest())
    return seed, frozenset(ranked[: lot.vouchers])
