"""Passwords are kept as Argon2id hashes, never themselves."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError


class Argon2:
    """Makes and checks hashes, by default with the parameters of the library, after RFC 9106."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()

    @cached_property
    def _nobody(self) -> str:
        """Checked where there is no such person, so that the time taken tells nothing."""
        return self._hasher.hash("nobody's password")

    def make(self, password: str) -> str:
        """The hash of a password."""
        return self._hasher.hash(password)

    def fits(self, secret: str | None, password: str) -> bool:
        """Whether the password is that of the hash; False without a hash."""
        # Made before it is known whether it is needed, so that the first try tells nothing either.
        nobody = self._nobody
        try:
            return self._hasher.verify(secret or nobody, password) and bool(secret)
        except (VerificationError, InvalidHashError):
            return False


def hashing() -> Callable[[tuple[Any, ...]], str | bool]:
    """What does the same for whoever sends ("make", …) or ("fits", …): for a process apart."""
    hashes = Argon2()

    def answer(asked: tuple[Any, ...]) -> str | bool:
        what, *given = asked
        return hashes.make(*given) if what == "make" else hashes.fits(*given)

    return answer
