"""Codes and tokens: until when, and by what a client proves that it asked for one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from tests.builders import EVENING
from yeshi.people.issued import LASTS, TokenKind, challenge_of, issued
from yeshi.people.scope import Scope

# That of RFC 7636, appendix B.
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_a_challenge_is_made_as_the_standard_says() -> None:
    """And as others make it; of what is no verifier nothing is made that fits."""
    assert challenge_of(VERIFIER) == CHALLENGE == create_s256_code_challenge(VERIFIER)
    assert {challenge_of(one) for one in ("", "short", "x" * 129, "?" * 43, "é" * 43)} == {"-"}


@pytest.mark.parametrize(
    ("redirect", "verifier", "fits"),
    [
        ("https://app/", VERIFIER, True),
        ("https://app", VERIFIER, False),
        ("https://app/", VERIFIER[:-1] + "x", False),
        ("https://app/", "", False),
    ],
)
def test_who_asked_for_a_code_proves_it(redirect: str, verifier: str, fits: bool) -> None:
    """By where it went, letter by letter, and by the verifier."""
    code = issued(TokenKind.CODE, "d", "consent", (Scope.READ,), EVENING, "https://app/", CHALLENGE)
    assert code.proven(redirect, verifier) is fits


@pytest.mark.parametrize("kind", TokenKind)
def test_each_ends(kind: TokenKind) -> None:
    """By its time, by being changed for others, and by being taken back."""
    token = issued(kind, "d", "consent", (Scope.READ,), EVENING)
    assert token.holds
    assert token.lasts(EVENING + LASTS[kind] - timedelta(seconds=1))
    assert not token.lasts(EVENING + LASTS[kind])
    assert not token.exchanged().lasts(EVENING)
    assert not token.revoked().lasts(EVENING)
