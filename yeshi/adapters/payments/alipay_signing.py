"""RSA2, which is RSA with SHA-256: by it Alipay and the city know what the other has said."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    load_der_private_key,
    load_der_public_key,
    load_pem_private_key,
    load_pem_public_key,
)

from yeshi.base.errors import PaymentRefused

SIGN_TYPE = "RSA2"
# What Alipay asks of keys for RSA2.
BITS_LEAST = 2048
_PEM = "-----BEGIN"
_UNFIT = (ValueError, TypeError)


def private_key_of(text: str) -> RSAPrivateKey:
    """The app's key, in PEM or as its base64, PKCS#8 or PKCS#1; PaymentRefused for none such."""
    key: object = None
    try:
        if text.startswith(_PEM):
            key = load_pem_private_key(text.encode(), None)
        else:
            key = load_der_private_key(b64decode("".join(text.split()), validate=True), None)
    except _UNFIT:
        pass
    if not isinstance(key, RSAPrivateKey) or key.key_size < BITS_LEAST:
        raise PaymentRefused(f"the app's private key for Alipay is no RSA key of {BITS_LEAST} bits")
    return key


def public_key_of(text: str) -> RSAPublicKey:
    """Alipay's key, in PEM or as its base64; PaymentRefused for none such."""
    key: object = None
    try:
        if text.startswith(_PEM):
            key = load_pem_public_key(text.encode())
        else:
            key = load_der_public_key(b64decode("".join(text.split()), validate=True))
    except _UNFIT:
        pass
    if not isinstance(key, RSAPublicKey) or key.key_size < BITS_LEAST:
        raise PaymentRefused(f"Alipay's public key is no RSA key of {BITS_LEAST} bits")
    return key


def text_of(fields: Mapping[str, str]) -> str:
    """What is signed of fields: in the order of their names, and not yet encoded."""
    return "&".join(f"{name}={said}" for name, said in sorted(fields.items()))


def signature_of(key: RSAPrivateKey, text: str) -> str:
    """The app's signature of the text."""
    return b64encode(key.sign(text.encode(), PKCS1v15(), SHA256())).decode()


def is_signed(key: RSAPublicKey, text: str, signature: str) -> bool:
    """Whether whoever has the key's other half has signed the text so."""
    try:
        key.verify(b64decode(signature, validate=True), text.encode(), PKCS1v15(), SHA256())
    except (InvalidSignature, ValueError):
        return False
    return True


def members_of(text: str) -> dict[str, str]:
    """The members of a JSON object, each as it was written: what was signed is not written anew.

    ValueError for what is no such object, or names one twice.
    """
    reads, found = json.JSONDecoder(), dict[str, str]()
    at = _past(text, 0, "{")
    while True:
        name, at = reads.raw_decode(text, _blank(text, at))
        begins = _blank(text, _past(text, at, ":"))
        _, at = reads.raw_decode(text, begins)
        if not isinstance(name, str) or name in found:
            raise ValueError("a member has no name of its own")
        found[name] = text[begins:at]
        at = _blank(text, at)
        if text[at : at + 1] != ",":
            break
        at += 1
    if _blank(text, _past(text, at, "}")) != len(text):
        raise ValueError("more than an object")
    return found


def _blank(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n":
        at += 1
    return at


def _past(text: str, at: int, mark: str) -> int:
    at = _blank(text, at)
    if text[at : at + 1] != mark:
        raise ValueError(f"no {mark}")
    return at + 1
