"""Whom one may be paid out to: accounts, cards and IBANs whose check digits are right."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.builders import EVENING
from yeshi.base.refused import Invalid, Refused
from yeshi.payments.payee import Payee, PayeeSaid, entered

# Made up; their check digits are right.
CARD, IBAN, ACCOUNT = "6222021234567890128", "GB82WEST12345698765432", "4301 0000-1234 567"
SAID = PayeeSaid(holder=" 李 春 ", bank="演示银行", bank_code="", number=ACCOUNT)


def test_whom_one_pays_for_the_first_time_is_new_for_two_weeks() -> None:
    """Also where it is said anew."""
    one = made(SAID)
    assert one.is_new(EVENING)
    assert one.is_new(EVENING + timedelta(days=14, seconds=-1))
    assert not one.is_new(EVENING + timedelta(days=14))


def made(said: PayeeSaid) -> Payee:
    """The payee of what was typed."""
    found = entered("merchant:a", said, EVENING)
    assert isinstance(found, Payee)
    return found


def refused(said: PayeeSaid) -> Refused:
    """Why it is none."""
    found = entered("merchant:a", said, EVENING)
    assert isinstance(found, Refused)
    return found


def test_a_number_is_kept_without_its_gaps_and_shown_by_its_end() -> None:
    """As people read it off a card."""
    payee = made(SAID)
    assert (payee.number, payee.holder) == ("430100001234567", "李 春")
    assert payee.masked == "•••• 4567"
    assert payee.holds
    assert made(replace(SAID, number="gb82 west 1234 5698 7654 32")).number == IBAN
    assert made(replace(SAID, number=CARD)).number == CARD


@pytest.mark.parametrize("number", [CARD, IBAN])
def test_a_digit_mistyped_is_told(number: str) -> None:
    """Wherever it stands after the letters that say what it is."""
    for place in range(4, len(number)):
        if number[place].isdigit():
            wrong = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
            assert refused(replace(SAID, number=wrong)) == Refused(
                Invalid("account_number", "check_digits")
            )


@pytest.mark.parametrize("number", ["", "1234567", "1" * 35, "1234567é", "1234;5678"])
def test_what_is_no_number_is_told(number: str) -> None:
    """Too short, too long, or of other signs."""
    assert refused(replace(SAID, number=number)) == Refused(
        Invalid("account_number", "account_number")
    )


@pytest.mark.parametrize("code", ["DEUTDEFF", "deut de ff 500", "102551023456"])
def test_a_bank_may_be_named_by_its_code(code: str) -> None:
    """A BIC, or twelve digits."""
    assert made(replace(SAID, bank_code=code)).bank_code == code.replace(" ", "").upper()


def test_every_field_that_is_wrong_is_named() -> None:
    """No holder, no bank, a code that is none."""
    assert refused(replace(SAID, holder=" ")) == Refused(Invalid("holder", "1…70"))
    assert refused(replace(SAID, holder="x" * 71)) == Refused(Invalid("holder", "1…70"))
    assert refused(replace(SAID, bank="")) == Refused(Invalid("bank", "1…70"))
    assert refused(replace(SAID, bank_code="12345")) == Refused(Invalid("bank_code", "bank_code"))


@given(some.text(max_size=60), some.text(max_size=80), some.text(max_size=60))
def test_whatever_is_typed_is_kept_whole_or_refused(number: str, holder: str, code: str) -> None:
    """Never anything in between."""
    found = entered(
        "courier:x", PayeeSaid(holder=holder, bank="B", bank_code=code, number=number), EVENING
    )
    if isinstance(found, Payee):
        assert found.holds
