"""What is signed by WeChat Pay, and of now, is its own; what is sealed otherwise is not opened."""

from __future__ import annotations

import pytest

from tests.adapters.payments.wechat_here import SCHEME, WechatHere, wechat_here
from tests.adapters.payments.wechat_keys import KEY, key_of, private_pem, public_pem, sealed
from yeshi.adapters.payments.wechat_signing import (
    authorization,
    is_signed,
    merchant_key,
    platform_key,
    serial_of,
    unsealed,
)
from yeshi.base.errors import PaymentRefused


def signed(here: WechatHere, body: bytes = b"{}", age_s: float = 0) -> dict[str, str]:
    """The heads of an answer, in small letters."""
    return {name.lower(): one for name, one in here.heads(body, age_s=age_s).items()}


def test_what_the_merchant_signs_is_taken_for_this_request_alone() -> None:
    """Another body, path or method is another request."""
    with wechat_here() as here:
        head = authorization(here.account(), key_of("merchant"), "POST", "/v3/x?a=1", b'{"a":1}')
        assert here.is_signed(head, "POST", "/v3/x?a=1", b'{"a":1}')
        assert not here.is_signed(head, "GET", "/v3/x?a=1", b'{"a":1}')
        assert not here.is_signed(head, "POST", "/v3/x", b'{"a":1}')
        assert not here.is_signed(head, "POST", "/v3/x?a=1", b"")


def test_an_answer_is_its_own_by_key_time_and_each_letter() -> None:
    """Also one without a body."""
    platform = key_of("platform").public_key()
    with wechat_here() as here:
        heads = signed(here)
        assert is_signed(platform, heads, b"{}")
        assert is_signed(platform, signed(here, b"", age_s=290), b"")
        assert not is_signed(platform, heads, b"{ }")
        assert not is_signed(key_of("another").public_key(), heads, b"{}")
        for age_s in (301, -301):
            assert not is_signed(platform, signed(here, age_s=age_s), b"{}")
        for name, wrong in (
            ("signature", ""), ("signature", "签名"), ("signature", "AAAA"),
            ("timestamp", ""), ("timestamp", "9" * 5000), ("timestamp", "-1"),
            ("nonce", "another"), ("signature-type", "WECHATPAY2-SM2-WITH-SM3"),
        ):  # fmt: skip
            assert not is_signed(platform, {**heads, f"wechatpay-{name}": wrong}, b"{}")
    assert heads["wechatpay-signature-type"] == SCHEME


def test_a_serial_number_is_the_same_with_zeros_and_in_small_letters() -> None:
    """As certificates are listed by some."""
    assert serial_of({"wechatpay-serial": "00ab1"}) == "AB1"
    assert serial_of({}) == ""


@pytest.mark.parametrize("wrong", [
    None, [], "text", {}, {"algorithm": "AEAD_AES_256_GCM"},
    {**sealed(b"x", "kind"), "algorithm": "AEAD_SM4_GCM"},
    {**sealed(b"x", "kind"), "associated_data": "another"},
    {**sealed(b"x", "kind"), "nonce": "anotherone12"},
    {**sealed(b"x", "kind"), "nonce": ""},
    {**sealed(b"x", "kind"), "nonce": 12},
    {**sealed(b"x", "kind"), "ciphertext": "nonsense!"},
    {**sealed(b"x", "kind"), "ciphertext": ""},
    sealed(b"x", "kind", "n" * 32),
])  # fmt: skip
def test_what_is_not_sealed_so_is_not_opened(wrong: object) -> None:
    """Whatever is wrong about it."""
    with pytest.raises(ValueError, match=r".*"):
        unsealed(wrong, KEY)


def test_what_is_sealed_is_opened() -> None:
    """With what stands beside it, or nothing."""
    assert unsealed(sealed("麻婆".encode(), "certificate"), KEY).decode() == "麻婆"
    assert unsealed({**sealed(b"x", ""), "associated_data": None}, KEY) == b"x"


def test_keys_that_are_none_are_told_without_them() -> None:
    """One is not the other."""
    assert merchant_key(private_pem("merchant"))
    assert platform_key(public_pem("public"))
    for wrong in (public_pem("public"), "-----BEGIN PRIVATE KEY-----\nnone", ""):
        with pytest.raises(PaymentRefused, match="apiclient_key") as told:
            merchant_key(wrong)
        assert "none\n" not in str(told.value)
    for wrong in (private_pem("merchant"), "nonsense"):
        with pytest.raises(PaymentRefused, match="pub_key"):
            platform_key(wrong)
