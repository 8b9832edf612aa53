"""What the app signs Alipay's own program believes, and the other way round."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.adapters.payments.alipay_here import PKCS1, bare, key, private_pem, public_pem, sign
from yeshi.adapters.payments.alipay_signing import (
    is_signed,
    members_of,
    private_key_of,
    public_key_of,
    signature_of,
    text_of,
)
from yeshi.base.errors import PaymentRefused

FIELDS = {"method": "alipay.trade.query", "app_id": "1", "biz_content": '{"subject":"夜市"}'}


@pytest.mark.parametrize(
    "written",
    [
        private_pem("app"), private_pem("app", PKCS1),
        bare(private_pem("app")), bare(private_pem("app", PKCS1)),
    ],
    ids=["pkcs8", "pkcs1", "pkcs8 bare", "pkcs1 bare"],
)  # fmt: skip
def test_a_key_is_read_however_it_is_written(written: str) -> None:
    """As Alipay's tool writes it, or openssl."""
    signed = signature_of(private_key_of(written), "夜市")
    for public in (public_pem("app"), bare(public_pem("app"))):
        assert is_signed(public_key_of(public), "夜市", signed)


def other_keys() -> list[str]:
    """Keys that are none for RSA2."""
    form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    pem = serialization.Encoding.PEM
    curve = ec.generate_private_key(ec.SECP256R1()).private_bytes(pem, *form).decode()
    short = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    return [curve, short.private_bytes(pem, *form).decode()]


def test_what_is_no_such_key_is_refused_without_telling_it() -> None:
    """One of another kind, a short one, and the one for the other."""
    wrong = ["nonsense", "bm9uc2Vuc2U=", "-----BEGIN", *other_keys(), "密"]
    for text in [*wrong, public_pem("app")]:
        with pytest.raises(PaymentRefused, match="private key") as caught:
            private_key_of(text)
        assert text not in str(caught.value)
    for text in [*wrong, private_pem("app")]:
        with pytest.raises(PaymentRefused, match="public key"):
            public_key_of(text)


def test_what_was_changed_or_signed_by_another_is_not_signed() -> None:
    """Nor what is no signature."""
    public, text = public_key_of(public_pem("alipay")), text_of(FIELDS)
    assert is_signed(public, text, sign(text))
    assert not is_signed(public, text + " ", sign(text))
    for wrong in (sign(text, "other"), "", "nonsense", "签名", sign(text)[:-4]):
        assert not is_signed(public, text, wrong)


def test_fields_are_signed_in_the_order_of_their_names() -> None:
    """As they are before they are encoded."""
    assert text_of(FIELDS) == ('app_id=1&biz_content={"subject":"夜市"}&method=alipay.trade.query')


@settings(max_examples=10, deadline=None)
@given(st.dictionaries(st.from_regex(r"\A[a-z_]{1,9}\Z"), st.text(min_size=1), min_size=1))
def test_alipays_own_program_signs_and_verifies_alike(fields: dict[str, str]) -> None:
    """The official SDK, which only tests need."""
    pytest.importorskip("alipay.aop.api", reason="alipay-sdk-python is not installed")
    from alipay.aop.api.util.SignatureUtils import (
        get_sign_content,
        sign_with_rsa2,
        verify_with_rsa,
    )

    text = text_of(fields)
    ours = signature_of(key("app"), text)
    assert ours == sign_with_rsa2(bare(private_pem("app", PKCS1)), text, "utf-8")
    assert verify_with_rsa(bare(public_pem("app")), text.encode(), ours)
    assert get_sign_content(fields) == text_of(fields)
    assert is_signed(public_key_of(public_pem("app")), text, ours)


def test_members_are_as_they_were_written() -> None:
    """To the last blank, as that was signed."""
    text = '{ "a_response" : {"b" :"\\/", "c": 1.10 } ,\n"sign":"x"} '
    assert members_of(text) == {"a_response": '{"b" :"\\/", "c": 1.10 }', "sign": '"x"'}
    assert members_of('{"sign":"x","a":{}}') == {"sign": '"x"', "a": "{}"}


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "{", '{"a":1', '{"a":1,}', '{"a":1}{"a":2}', '{"a":1,"a":2}', '{1:2}',
     '{"a" 1}', "<html>", '{"a":1,"sign":"x"} more'],
)  # fmt: skip
def test_what_names_one_twice_or_is_no_object_is_not_read(text: str) -> None:
    """One might be signed, and the other believed."""
    with pytest.raises(ValueError):
        members_of(text)
