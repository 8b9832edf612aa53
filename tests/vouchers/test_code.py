"""A code is read as people type it, and made so that nobody guesses it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.records import EVENING
from yeshi.base.refused import Invalid, Refused
from yeshi.vouchers.code import (
    ALPHABET,
    MADE_LENGTH,
    VoucherCode,
    made_of,
    plain_code,
    word_for_all,
)


@pytest.mark.parametrize(
    "typed",
    ["NIGHT24", "night24", " Night 24 ", "NIGHT-24", "ＮＩＧＨＴ２４", "n i g h t 2 4"],
)
def test_case_width_spaces_and_dashes_are_forgiven(typed: str) -> None:
    """All of them are one code."""
    assert plain_code(typed) == "NIGHT24"


def test_a_word_may_be_chinese() -> None:
    """And has from four to twenty-four signs."""
    assert word_for_all("夜市 2026") == "夜市2026"
    assert word_for_all("a-b") == Refused(Invalid("code", "4…24"))
    assert word_for_all("n" * 25) == Refused(Invalid("code", "4…24"))


@given(st.text(max_size=40))
def test_what_is_read_once_is_read_the_same_again(typed: str) -> None:
    """Whatever is typed."""
    assert plain_code(plain_code(typed)) == plain_code(typed)


def test_codes_differ_and_have_no_letter_that_is_read_for_another() -> None:
    """Of a thousand secrets."""
    made = [made_of(f"vc-{number}") for number in range(1000)]
    assert len(set(made)) == 1000
    assert all(len(one) == MADE_LENGTH and set(one) <= set(ALPHABET) for one in made)
    assert not set("01IO") & set(ALPHABET)


def test_on_paper_it_stands_in_groups() -> None:
    """A word for all stands as it is; neither is entered by nobody at some time."""
    code = VoucherCode(id="ABCD2345EFGH", campaign="v", single=True, made_at=EVENING)
    assert code.printed == "ABCD-2345-EFGH"
    assert plain_code(code.printed) == code.id
    word = replace(code, id="NIGHT24", single=False)
    assert word.printed == "NIGHT24"
    assert code.holds
    assert word.holds
    assert not replace(code, id="abcd").holds
    assert not replace(code, customer="c").holds
    assert not replace(word, customer="c", entered_at=EVENING).holds
