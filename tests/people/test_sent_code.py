"""A code that is sent: good once, for ten minutes, and for five mistakes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import EVENING
from yeshi.people.contact import By, Contact
from yeshi.people.sent_code import DIGITS, LASTS, WRONG_MAX, CodeFor, SentCode, code_in

TOKEN = "token"
CODE = SentCode(
    id="sent",
    purpose=CodeFor.ENTER,
    person="",
    contact=Contact(By.PHONE, "+8613912345678"),
    digest="",
    language="en",
    made_at=EVENING,
    ends_at=EVENING + LASTS,
)


def test_it_has_six_digits_that_follow_from_its_secret() -> None:
    """Of another secret it is another one; and its zeros stand in front."""
    codes = {code_in(str(number)) for number in range(500)}
    assert all(len(code) == DIGITS and code.isdecimal() for code in codes)
    assert len(codes) > 490
    assert any(code.startswith("0") for code in codes)


@pytest.mark.parametrize("typed", [code_in(TOKEN), f" {code_in(TOKEN)[:3]} {code_in(TOKEN)[3:]}"])
def test_it_is_over_once_it_was_typed(typed: str) -> None:
    """However it is grouped."""
    assert CODE.lasts(EVENING)
    after = CODE.typed(TOKEN, typed)
    assert after.used
    assert not after.lasts(EVENING)


@pytest.mark.parametrize("typed", ["", "000000", "１２３４５６", "\ud800", code_in(TOKEN) + "0"])
def test_after_five_mistakes_it_is_over(typed: str) -> None:
    """The right one lets nobody in any more then."""
    code = CODE
    for number in range(WRONG_MAX):
        assert code.lasts(EVENING), number
        code = code.typed(TOKEN, typed)
        assert not code.used
    assert not code.lasts(EVENING)


def test_it_holds_for_ten_minutes_and_for_what_it_was_asked() -> None:
    """For who asked it, alone."""
    last = EVENING + timedelta(minutes=10)
    assert CODE.lasts(last - timedelta(seconds=1))
    assert not CODE.lasts(last)
    assert CODE.fits(CodeFor.ENTER, "", EVENING)
    assert not CODE.fits(CodeFor.PROVE, "", EVENING)
    assert not CODE.fits(CodeFor.ENTER, "wu", EVENING)
