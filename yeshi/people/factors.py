"""What somebody shows beside their password: a code of their authenticator, or a recovery code."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

import pyotp

from yeshi.base.refused import Reason, Refused
from yeshi.people.person import Person, Role

# RFC 6238 as all authenticators have it: six digits, of half a minute each.
DIGITS, STEP_S = 6, 30
# So many steps may a telephone's clock be before or behind, and the code be read and typed.
STEPS_AROUND = 1
# Who decides for the city, its money or its figures shows more than a password.
BOUND = (Role.OWNER, Role.OPERATOR, Role.TREASURER, Role.OFFICIAL)
RECOVERY_CODES = 10
# Letters and digits that are not taken for one another (Crockford), five bits each.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": ""})
_RECOVERY_LENGTH, _GROUP = 12, 4
# Of randomness, for one recovery code: 60 bits of these are used.
RECOVERY_BYTES = 8


@dataclass(frozen=True, slots=True)
class WrongCode(Reason):
    """The code is wrong, too old, or was used before."""


@dataclass(frozen=True, slots=True)
class FactorNeeded(Reason):
    """The person's roles ask for a second factor: the last one is not turned off."""


@dataclass(frozen=True, slots=True)
class ShownOnce(Reason):
    """These codes were made and shown already; others can be made in their place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Factors:
    """What is known of somebody's second factor; `id` is the person's.

    `sealed`: the authenticator's secret, which is read with the installation's own; "" for none.
    `counter`: the step of time whose code was accepted last. `recovery`: keyed digests of the codes
    that were not used yet.
    """

    id: str
    person: str
    sealed: str = ""
    counter: int = 0
    since: datetime | None = None
    recovery: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether it is one person's, and tells since when there is an authenticator."""
        has_since = self.since is not None
        return self.id == self.person and self.counter >= 0 and bool(self.sealed) == has_since

    @property
    def has_authenticator(self) -> bool:
        """Whether codes of an authenticator are asked for."""
        return bool(self.sealed)

    def enrolled(self, sealed: str, step: int, digests: Iterable[str], at: datetime) -> Self:
        """With another authenticator, which has shown the code of that step, and other codes."""
        return replace(self, sealed=sealed, counter=step, since=at, recovery=tuple(digests))

    def with_codes(self, digests: Iterable[str]) -> Self:
        """With other recovery codes in place of those there were."""
        return replace(self, recovery=tuple(digests))

    def turned_off(self, keeps_codes: bool) -> Self:
        """Without authenticator; recovery codes stay where there is something else to recover."""
        left = self.recovery if keeps_codes else ()
        return replace(self, sealed="", counter=0, since=None, recovery=left)

    def after_code(self, secret: str, code: str, at: datetime) -> Self | Refused:
        """As it is once the authenticator's code was accepted: it and all before are used."""
        step = step_of(secret, code, at) if self.sealed else None
        if step is None or step <= self.counter:
            return Refused(WrongCode())
        return replace(self, counter=step)

    def after_recovery(self, digest: str) -> Self | Refused:
        """As it is once the recovery code with that digest was used."""
        left = tuple(one for one in self.recovery if not hmac.compare_digest(one, digest))
        if len(left) == len(self.recovery):
            return Refused(WrongCode())
        return replace(self, recovery=left)


def none_yet(person: str) -> Factors:
    """Of somebody who has shown nothing but a password so far."""
    return Factors(id=person, person=person)


def must_have_one(person: Person, is_demo: bool) -> bool:
    """Whether the person has to show a second factor; in a made-up city nobody has to."""
    return not is_demo and any(grant.role in BOUND for grant in person.grants)


def step_of(secret: str, code: str, at: datetime) -> int | None:
    """The step of time, now or the one before or after, whose code that is; None for no such."""
    now = int(at.timestamp()) // STEP_S
    codes = pyotp.HOTP(secret, digits=DIGITS)
    given, found = code.encode("utf-8", "replace"), None
    # All are compared, each in the same time, so that no answer tells which was near.
    for step in range(max(0, now - STEPS_AROUND), now + STEPS_AROUND + 1):
        if hmac.compare_digest(codes.at(step).encode(), given):
            found = step
    return found


def is_recovery(typed: str) -> bool:
    """Whether what was typed has the length of a recovery code, not of an authenticator's."""
    return len(plain(typed)) > DIGITS


def plain(typed: str) -> str:
    """A code as it is compared, however it was typed."""
    return typed.upper().translate(_ALIKE)


def recovery_code(random: bytes) -> str:
    """A recovery code, such as `7Q4M-0ZKD-X1RB`: 60 bits of the eight random bytes."""
    number = int.from_bytes(random[:RECOVERY_BYTES], "big")
    letters = [_LETTERS[number >> (5 * place) & 31] for place in range(_RECOVERY_LENGTH)]
    return "-".join(
        "".join(letters[first : first + _GROUP]) for first in range(0, _RECOVERY_LENGTH, _GROUP)
    )
