"""WeChat Pay's keys are taken all or none, as they are written there, and told to nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from yeshi.base.errors import SettingError
from yeshi.base.wechat_outlet import WECHAT_ADDRESS, WECHAT_VARIABLES, wechat_account

PEM = "-----BEGIN PRIVATE KEY-----\nfourbowls\n-----END PRIVATE KEY-----"
GIVEN = {
    "YESHI_WECHAT_MCHID": "1900000109",
    "YESHI_WECHAT_APPID": "wxd678efh567hg6787",
    "YESHI_WECHAT_KEY": "tofu" * 8,
    "YESHI_WECHAT_PRIVATE_KEY": PEM,
    "YESHI_WECHAT_SERIAL": "5E" * 20,
}
PUBLIC = {
    "YESHI_WECHAT_PUBLIC_KEY": "-----BEGIN PUBLIC KEY-----\nx",
    "YESHI_WECHAT_PUBLIC_KEY_ID": "PUB_KEY_ID_0119",
}


def test_who_names_none_has_none() -> None:
    """The city takes cash alone."""
    assert wechat_account({}) is None


def test_an_account_is_read_and_its_secrets_are_in_no_picture_of_it(tmp_path: Path) -> None:
    """From files too; asked is WeChat Pay itself."""
    file = tmp_path / "apiclient_key.pem"
    file.write_text(PEM)
    given = {name: one for name, one in GIVEN.items() if "PRIVATE" not in name}
    account = wechat_account({**given, "YESHI_WECHAT_PRIVATE_KEY_FILE": str(file)})
    assert account == wechat_account(GIVEN)
    assert account is not None
    assert (account.merchant, account.app) == ("1900000109", "wxd678efh567hg6787")
    assert account.private_key == PEM
    assert account.address == WECHAT_ADDRESS
    assert "four" not in repr(account)
    assert "tofu" not in repr(account)
    known = wechat_account({**GIVEN, **PUBLIC})
    assert known is not None
    assert known.public_key_id == "PUB_KEY_ID_0119"


def test_what_speaks_as_wechat_pay_does_is_asked_instead() -> None:
    """To practise with, on this machine or by TLS."""
    account = wechat_account({**GIVEN, "YESHI_WECHAT_ADDRESS": "http://127.0.0.1:8420/"})
    assert account is not None
    assert account.address == "http://127.0.0.1:8420"


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        *((name, "", "all five") for name in GIVEN),
        ("YESHI_WECHAT_MCHID", "nineteen", "19000"),
        ("YESHI_WECHAT_APPID", "wx/../", "wxd678"),
        ("YESHI_WECHAT_KEY", "tofu", "32"),
        ("YESHI_WECHAT_KEY", "豆" * 32, "32"),
        ("YESHI_WECHAT_SERIAL", "none", "40"),
        ("YESHI_WECHAT_PRIVATE_KEY", "fourbowls", "apiclient_key"),
        ("YESHI_WECHAT_PUBLIC_KEY", "x", "both"),
        ("YESHI_WECHAT_PUBLIC_KEY_ID", "PUB_KEY_ID_1", "both"),
        ("YESHI_WECHAT_ADDRESS", "http://pay.example.org", WECHAT_ADDRESS),
        ("YESHI_WECHAT_ADDRESS", "https://pay.example.org/path", WECHAT_ADDRESS),
    ],
)
def test_what_cannot_be_used_is_said_with_its_name(name: str, wrong: str, said: str) -> None:
    """And no secret is in what is said."""
    with pytest.raises(SettingError, match=said) as told:
        wechat_account({**GIVEN, name: wrong})
    assert name in str(told.value)
    assert "four" not in str(told.value)
    assert "tofu" not in str(told.value)


def test_a_public_key_is_named_by_its_id() -> None:
    """Which is none of a certificate's."""
    for name, wrong in (("PUBLIC_KEY_ID", "5E5E"), ("PUBLIC_KEY", "nonsense")):
        with pytest.raises(SettingError, match=name):
            wechat_account({**GIVEN, **PUBLIC, f"YESHI_WECHAT_{name}": wrong})


def test_each_setting_is_told_of() -> None:
    """Beside the ones of the city."""
    from yeshi.settings import VARIABLES

    assert WECHAT_VARIABLES.items() <= VARIABLES.items()
