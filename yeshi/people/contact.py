"""Where somebody is reached by messages: a mail address, or a phone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from yeshi.base.personal import Personal
from yeshi.base.phones import phone_of
from yeshi.base.refused import Invalid, Refused

MAIL_LENGTH_MAX = 254
# What every server takes: of ASCII, with a host that has a dot. Whether it is somebody's, only a
# message that arrives can tell.
_MAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+"
    r"[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]"
)


class By(StrEnum):
    """By what a message goes."""

    MAIL = "mail"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Contact:
    """A mail address, or the number of a phone as all the world dials it: `+8613912345678`."""

    by: By
    address: Annotated[str, Personal("contact")]


def contact_of(written: str, country: str | None) -> Contact | Refused:
    """The contact that is written; `country`: of a number that is written without one."""
    said = written.strip()
    if "@" in said:
        fits = len(said) <= MAIL_LENGTH_MAX and _MAIL.fullmatch(said)
        return Contact(By.MAIL, said) if fits else Refused(Invalid("contact", "mail_address"))
    number = phone_of(said, country)
    if isinstance(number, Refused):
        return Refused(Invalid("contact", "phone_number"))
    return Contact(By.PHONE, number)
