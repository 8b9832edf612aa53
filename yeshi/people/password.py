"""What a password has to be: long, and nothing that is known of whoever has it."""

from __future__ import annotations

from dataclasses import dataclass

from yeshi.base.refused import Reason, Refused
from yeshi.people.person import Person

# NIST SP 800-63B asks for 15 where it is all there is, and 8 beside a second factor; what it does
# not ask for is a mixture of kinds of letters.
LENGTH_MIN, LENGTH_MAX = 12, 200
LETTERS_MIN = 5


@dataclass(frozen=True, slots=True)
class PasswordTooShort(Reason):
    """The password has too few letters."""

    letters_min: int


@dataclass(frozen=True, slots=True)
class PasswordTooPlain(Reason):
    """The password is a few letters over and over, or the account's name."""


def fault_of(password: str, person: Person) -> Refused | None:
    """What is wrong with a new password of that person; None where it will do."""
    if not LENGTH_MIN <= len(password) <= LENGTH_MAX:
        return Refused(PasswordTooShort(LENGTH_MIN))
    said = password.casefold()
    known = {person.id.casefold(), person.name.casefold().replace(" ", ""), "yeshi", "password"}
    for one in known:
        said = said.replace(one, "") if len(one) > 2 else said
    if len(set(said)) < LETTERS_MIN or said in "0123456789012345678901234567890":
        return Refused(PasswordTooPlain())
    return None
