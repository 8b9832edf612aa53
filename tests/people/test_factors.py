"""Codes of authenticators and recovery codes: which fit, when, and that each is used once."""

from __future__ import annotations

from base64 import b32encode
from datetime import timedelta

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import EVENING
from yeshi.base.refused import Refused
from yeshi.people.factors import (
    BOUND,
    STEP_S,
    Factors,
    WrongCode,
    is_recovery,
    must_have_one,
    none_yet,
    plain,
    recovery_code,
    step_of,
)
from yeshi.people.person import CITY, Grant, Person, Role

SECRET = b32encode(b"x" * 20).decode()
# RFC 6238, appendix B: the secret "12345678901234567890", moments and the last six digits.
OF_RFC = b32encode(b"12345678901234567890").decode()
NOW = int(EVENING.timestamp()) // STEP_S


def code_at(step: int) -> str:
    """The authenticator's code of that step."""
    return pyotp.HOTP(SECRET).at(step)


def enrolled(*recovery: str) -> Factors:
    """Somebody's authenticator of a while ago."""
    return none_yet("li").enrolled("sealed", NOW - 10, recovery, EVENING)


@pytest.mark.parametrize(
    ("second", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_are_those_of_the_standard(second: int, code: str) -> None:
    """As RFC 6238 tells them."""
    at = EVENING + timedelta(seconds=second - EVENING.timestamp())
    assert step_of(OF_RFC, code, at) == second // STEP_S


@given(st.integers(-5, 5), st.integers(0, STEP_S - 1))
def test_a_code_fits_one_step_before_and_after(away: int, second: int) -> None:
    """And at no other time."""
    at = EVENING.replace(second=0) + timedelta(seconds=second)
    now = int(at.timestamp()) // STEP_S
    found = step_of(SECRET, code_at(now + away), at)
    assert (found == now + away) if abs(away) <= 1 else found != now + away


@given(st.lists(st.integers(-3, 3), max_size=12))
def test_no_code_is_used_twice(steps: list[int]) -> None:
    """Nor one that is older than one that was used: the accepted steps only ever grow."""
    factors, accepted = enrolled(), [NOW - 10]
    for away in steps:
        step = NOW + away
        after = factors.after_code(SECRET, code_at(step), EVENING)
        fits = abs(away) <= 1 and step > accepted[-1]
        assert isinstance(after, Factors) is fits
        if isinstance(after, Factors):
            factors = after
            accepted.append(step)
    assert accepted == sorted(set(accepted))


@given(st.lists(st.sampled_from("abcdef"), max_size=12))
def test_each_recovery_code_is_used_once(used: list[str]) -> None:
    """In any order; what is none of them is refused."""
    factors, left = enrolled("a", "b", "c", "d"), {"a", "b", "c", "d"}
    for digest in used:
        after = factors.after_recovery(digest)
        assert isinstance(after, Factors) is (digest in left)
        if isinstance(after, Factors):
            factors = after
            left.discard(digest)
        assert set(factors.recovery) == left


def test_who_has_no_authenticator_has_no_code_that_fits() -> None:
    """Also not that of a secret that is empty."""
    assert none_yet("li").after_code("", "755224", EVENING) == Refused(WrongCode())
    off = enrolled("a").turned_off(keeps_codes=False)
    assert off.after_recovery("a") == Refused(WrongCode())
    assert off.holds


@given(st.binary(min_size=8, max_size=8), st.binary(min_size=8, max_size=8))
def test_recovery_codes_have_sixty_bits(one: bytes, other: bytes) -> None:
    """Read back however they are typed, and never taken for an authenticator's."""
    code = recovery_code(one)
    assert is_recovery(code)
    assert plain(code.lower().replace("-", " ").replace("0", "o")) == plain(code)
    low = (1 << 60) - 1
    differ = (int.from_bytes(one, "big") ^ int.from_bytes(other, "big")) & low
    assert (recovery_code(other) != code) is bool(differ)


@pytest.mark.parametrize("code", ["123456", " 123 456 ", "000000"])
def test_codes_of_six_digits_are_an_authenticators(code: str) -> None:
    """With blanks in them or without."""
    assert not is_recovery(code)
    assert len(plain(code)) == 6


@pytest.mark.parametrize("role", list(Role))
def test_who_has_to_have_one(role: Role) -> None:
    """Owners, operators, treasurers and officials of a city that is not made up."""
    person = Person("li", "Li", (Grant(role, CITY),), "hash")
    assert must_have_one(person, is_demo=False) is (role in BOUND)
    assert not must_have_one(person, is_demo=True)
