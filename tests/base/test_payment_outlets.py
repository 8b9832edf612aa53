"""Stripe's keys are taken all three or none, as they are written there, and told to nobody."""

from __future__ import annotations

import pytest

from yeshi.base.errors import SettingError
from yeshi.base.payment_outlets import stripe_account

GIVEN = {
    "YESHI_STRIPE_KEY": "rk_test_four1234",
    "YESHI_STRIPE_PUBLIC_KEY": "pk_test_bowls1234",
    "YESHI_STRIPE_SIGNING": "whsec_tofu1234",
}


def test_who_names_none_has_none() -> None:
    """The city takes cash alone."""
    assert stripe_account({}) is None


def test_an_account_is_read_and_its_secrets_are_in_no_picture_of_it() -> None:
    """Its form is Stripe's own, and a page may take from Stripe alone what it needs."""
    account = stripe_account(GIVEN)
    assert account is not None
    assert (account.key, account.public_key) == ("rk_test_four1234", "pk_test_bowls1234")
    assert "four" not in repr(account)
    assert "tofu" not in repr(account)
    assert account.script.startswith("https://js.stripe.com/")
    assert all("stripe.com" in sources for sources in account.allows.values())


def test_what_speaks_as_stripe_does_shows_its_own_form() -> None:
    """To practise with, on this machine or by TLS."""
    account = stripe_account({**GIVEN, "YESHI_STRIPE_ADDRESS": "http://127.0.0.1:8420/"})
    assert account is not None
    assert account.address == "http://127.0.0.1:8420"
    assert account.script == "http://127.0.0.1:8420/js.stripe.com/v3/"
    assert set(account.allows.values()) == {"http://127.0.0.1:8420"}


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("YESHI_STRIPE_KEY", "", "all three"),
        ("YESHI_STRIPE_PUBLIC_KEY", "", "all three"),
        ("YESHI_STRIPE_SIGNING", "", "all three"),
        ("YESHI_STRIPE_KEY", "pk_test_four1234", "rk_live"),
        ("YESHI_STRIPE_KEY", "rk_test four", "rk_live"),
        ("YESHI_STRIPE_PUBLIC_KEY", "rk_test_1234", "pk_"),
        ("YESHI_STRIPE_SIGNING", "tofu", "whsec_"),
        ("YESHI_STRIPE_ADDRESS", "http://pay.example.org", "https://api.stripe.com"),
        ("YESHI_STRIPE_ADDRESS", "https://pay.example.org/path", "https://api.stripe.com"),
    ],
)
def test_what_cannot_be_used_is_said_with_its_name(name: str, wrong: str, said: str) -> None:
    """And no secret is in what is said."""
    with pytest.raises(SettingError, match=said) as told:
        stripe_account({**GIVEN, name: wrong})
    assert name in str(told.value)
    assert "four" not in str(told.value)
