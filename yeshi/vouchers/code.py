"""Voucher codes: how they are read, how they are made, and whose they are."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from yeshi.base.refused import Invalid, Reason, Refused

LENGTH_MIN, LENGTH_MAX = 4, 24
# What one may type, with spaces and dashes.
WRITTEN_LENGTH_MAX = 60
# Without those that are read for each other: 0 and O, 1 and I.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
# Sixty bits, of which nobody guesses one among ten thousand.
MADE_LENGTH, GROUP_LENGTH = 12, 4
# Made at once, and of one campaign.
MADE_MAX, CODES_MAX = 1_000, 10_000


@dataclass(frozen=True, slots=True)
class CodeUnknown(Reason):
    """No campaign has this code."""


@dataclass(frozen=True, slots=True)
class CodeUsed(Reason):
    """Somebody has entered this code already; each is entered once."""


@dataclass(frozen=True, slots=True)
class CodeNotYet(Reason):
    """The campaign of this code begins later."""

    campaign: str
    begins: str


@dataclass(frozen=True, slots=True)
class CodeOver(Reason):
    """The campaign of this code is over."""

    campaign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherCode:
    """A code of a campaign; `id` is the code itself, as `plain_code` has it.

    `single`: it is entered once, by the `customer` who did, at `entered_at`; else by anybody.
    """

    id: str
    campaign: str
    single: bool
    made_at: datetime
    customer: str | None = None
    entered_at: datetime | None = None

    @property
    def holds(self) -> bool:
        """Whether this may be kept: it is written as it is read, and one for all is nobody's."""
        whose = (self.customer is None) == (self.entered_at is None)
        return self.id == plain_code(self.id) and whose and (self.single or self.customer is None)

    @property
    def printed(self) -> str:
        """As it stands on paper: one of many in groups, a word as it is."""
        if not self.single:
            return self.id
        starts = range(0, len(self.id), GROUP_LENGTH)
        return "-".join(self.id[first : first + GROUP_LENGTH] for first in starts)


def plain_code(typed: str) -> str:
    """What was typed, without what is forgiven: case, width, spaces and signs."""
    wide = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", typed).upper())
    return "".join(one for one in wide if one.isalnum())


def word_for_all(typed: str) -> str | Refused:
    """The code that is the same for all, as it is kept; Invalid for one too short or too long."""
    found = plain_code(typed)
    if not LENGTH_MIN <= len(found) <= LENGTH_MAX:
        return Refused(Invalid("code", f"{LENGTH_MIN}…{LENGTH_MAX}"))
    return found


def made_of(secret: str) -> str:
    """A code that follows from a secret of which nobody knows anything."""
    number = int.from_bytes(sha256(f"voucher {secret}".encode()).digest())
    found = []
    for _ in range(MADE_LENGTH):
        number, place = divmod(number, len(ALPHABET))
        found.append(ALPHABET[place])
    return "".join(found)
