"""A payee: whom a stall or a courier is paid out to, at a bank, and what cannot be one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from yeshi.base.personal import Personal
from yeshi.base.refused import Invalid, Refused

HOLDER_LENGTH_MAX, BANK_LENGTH_MAX = 70, 70
NUMBER_LENGTH_MIN, NUMBER_LENGTH_MAX = 8, 34
WRITTEN_LENGTH_MAX = 60
SHOWN_DIGITS = 4
# Whom one pays for the first time, or elsewhere than before, is looked at twice.
NEW_FOR = timedelta(days=14)
_NUMBER = re.compile(rf"[0-9A-Z]{{{NUMBER_LENGTH_MIN},{NUMBER_LENGTH_MAX}}}")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}")
# Cards of UnionPay, by which most people in China are paid.
_CARD = re.compile(r"62[0-9]{14,17}")
# ISO 9362, or the twelve digits by which banks in China know each other (联行号).
_BANK_CODE = re.compile(r"[A-Z]{6}[0-9A-Z]{2}([0-9A-Z]{3})?|[0-9]{12}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Payee:
    """Whom an account of the books, by its id, is paid out to since a moment.

    `bank_code`: a BIC or a 联行号, "" where none is known. `number`: of an account or a card, or an
    IBAN, without spaces.
    """

    id: str
    holder: Annotated[str, Personal("payee")]
    bank: str
    bank_code: str
    number: Annotated[str, Personal("payee")]
    since: datetime

    @property
    def holds(self) -> bool:
        """Whether it names somebody at a bank, and a number that may be one."""
        return bool(self.holder and self.bank and _NUMBER.fullmatch(self.number))

    def is_new(self, at: datetime) -> bool:
        """Whether it was said so shortly before that who pays looks twice."""
        return at - self.since < NEW_FOR

    @property
    def masked(self) -> str:
        """The number as it is shown: its last digits."""
        return f"•••• {self.number[-SHOWN_DIGITS:]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PayeeSaid:
    """What was typed of a payee."""

    holder: str
    bank: str
    bank_code: str = ""
    number: str


def entered(account: str, said: PayeeSaid, now: datetime) -> Payee | Refused:
    """The payee of that account from now on, or what is wrong with what was typed."""
    holder, bank = said.holder.strip(), said.bank.strip()
    number, code = _compact(said.number), _compact(said.bank_code)
    refused = (
        _beyond_letters("holder", holder, HOLDER_LENGTH_MAX)
        or _beyond_letters("bank", bank, BANK_LENGTH_MAX)
        or _beyond_number(number)
        or _beyond_code(code)
    )
    if refused:
        return refused
    return Payee(id=account, holder=holder, bank=bank, bank_code=code, number=number, since=now)


def _beyond_letters(name: str, said: str, most: int) -> Refused | None:
    return None if 0 < len(said) <= most else Refused(Invalid(name, f"1…{most}"))


def _beyond_code(code: str) -> Refused | None:
    fits = not code or _BANK_CODE.fullmatch(code)
    return None if fits else Refused(Invalid("bank_code", "bank_code"))


def _beyond_number(number: str) -> Refused | None:
    # Read where they are needed: they know the rules of all countries.
    from stdnum import iban, luhn

    if not _NUMBER.fullmatch(number):
        return Refused(Invalid("account_number", "account_number"))
    if _IBAN.fullmatch(number):
        return None if iban.is_valid(number) else Refused(Invalid("account_number", "check_digits"))
    if _CARD.fullmatch(number) and not luhn.is_valid(number):
        return Refused(Invalid("account_number", "check_digits"))
    return None


def _compact(written: str) -> str:
    """What was typed without the gaps that help to read it."""
    return re.sub(r"[\s-]", "", written[:WRITTEN_LENGTH_MAX]).upper()
