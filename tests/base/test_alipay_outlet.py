"""The app at Alipay is taken whole or not at all, and its keys are told to nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from yeshi.base.alipay_outlet import GATEWAY, AlipayWay, alipay_account
from yeshi.base.errors import SettingError

GIVEN = {
    "YESHI_ALIPAY_APPID": "2021000000000042",
    "YESHI_ALIPAY_PRIVATE_KEY": "four",
    "YESHI_ALIPAY_PUBLIC_KEY": "bowls",
}


def test_who_names_none_has_none() -> None:
    """A way alone is no account."""
    assert alipay_account({}) is None
    assert alipay_account({"YESHI_ALIPAY_WAY": "page"}) is None


def test_an_account_is_read_and_its_key_is_in_no_picture_of_it(tmp_path: Path) -> None:
    """By a code, at Alipay, where nothing else is said; keys may be files."""
    account = alipay_account(GIVEN)
    assert account is not None
    assert (account.app, account.way) == ("2021000000000042", AlipayWay.CODE)
    assert account.address == GATEWAY
    assert "four" not in repr(account)
    file = tmp_path / "key.pem"
    file.write_text("-----BEGIN\nof a file\n")
    named = {one: said for one, said in GIVEN.items() if "PRIVATE" not in one}
    read = alipay_account({**named, "YESHI_ALIPAY_PRIVATE_KEY_FILE": str(file)})
    assert read is not None
    assert read.private_key == "-----BEGIN\nof a file"


def test_a_way_and_an_address_are_taken() -> None:
    """To practise with, on this machine or by TLS."""
    here = {"YESHI_ALIPAY_ADDRESS": "http://127.0.0.1:8420/gateway.do", "YESHI_ALIPAY_WAY": "wap"}
    account = alipay_account({**GIVEN, **here})
    assert account is not None
    assert (account.way, account.address) == (AlipayWay.WAP, here["YESHI_ALIPAY_ADDRESS"])


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("YESHI_ALIPAY_APPID", "", "all three"),
        ("YESHI_ALIPAY_PRIVATE_KEY", "", "all three"),
        ("YESHI_ALIPAY_PUBLIC_KEY", "", "all three"),
        ("YESHI_ALIPAY_APPID", "wx2021", "no number"),
        ("YESHI_ALIPAY_WAY", "app", "neither code nor page nor wap"),
        ("YESHI_ALIPAY_ADDRESS", "http://pay.example.org/gateway.do", "gateway.do"),
        ("YESHI_ALIPAY_ADDRESS", "https://pay.example.org/?a=b", "gateway.do"),
        ("YESHI_ALIPAY_ADDRESS", "https://me@pay.example.org/", "gateway.do"),
        ("YESHI_ALIPAY_PRIVATE_KEY_FILE", "/none", "cannot be read"),
    ],
)
def test_what_cannot_be_used_is_said_with_its_name(name: str, wrong: str, said: str) -> None:
    """And no secret is in what is said."""
    with pytest.raises(SettingError, match=said) as told:
        alipay_account({**GIVEN, name: wrong})
    assert name in str(told.value)
    assert "four" not in str(told.value)
