"""A provider's word is a second factor where it says that there was one."""

from __future__ import annotations

import pytest

from yeshi.people.provided import ProviderTold, subject_id


@pytest.mark.parametrize(
    ("methods", "level", "second"),
    [
        ((), "", False),
        (("pwd",), "1", False),
        (("pwd", "otp"), "", False),
        (("pwd", "mfa"), "", True),
        ((), "phrh", True),
    ],
)
def test_more_than_a_password_is_believed_where_it_is_said(
    methods: tuple[str, ...], level: str, second: bool
) -> None:
    """And guessed from nothing."""
    told = ProviderTold(
        issuer="i",
        subject="s",
        mail="li@example.org",
        is_verified=True,
        methods=methods,
        level=level,
    )
    assert told.has_second is second


def test_an_account_is_kept_by_its_digest() -> None:
    """Which no other issuer and subject have, however they are put together."""
    pairs = [("a", "bc"), ("ab", "c"), ("a:", "bc"), ("a", ":bc"), ("A", "bc")]
    assert len({subject_id(*pair) for pair in pairs}) == len(pairs)
