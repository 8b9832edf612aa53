"""Keys and certificates of WeChat Pay's and of a merchant's, and what is sealed between them."""

from __future__ import annotations

import secrets
import time
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from cryptography.x509.oid import NameOID

MERCHANT, APP, KEY, SERIAL = "1900000109", "wxd678efh567hg6787", "k" * 32, "5E" * 20
PUBLIC_ID = "PUB_KEY_ID_0119000001092026112900000001"


@cache
def key_of(name: str) -> RSAPrivateKey:
    """A key of that name, made once."""
    assert name
    return generate_private_key(65537, 2048)


def private_pem(name: str) -> str:
    """Its file."""
    return (
        key_of(name)
        .private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        .decode()
    )  # fmt: skip


def public_pem(name: str) -> str:
    """The file of what belongs to it and is no secret."""
    return (
        key_of(name)
        .public_key()
        .public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        .decode()
    )


@cache
def certificate(name: str, days: int = 1800) -> x509.Certificate:
    """A certificate of the platform's for that key, which counts so long yet."""
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Tenpay.com {name}")])
    now = datetime.fromtimestamp(time.time(), UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(named).issuer_name(named)
        .public_key(key_of(name).public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=3000))
        .not_valid_after(now + timedelta(days=days))
        .sign(key_of(name), SHA256())
    )  # fmt: skip


def sealed(text: bytes, kind: str, key: str = KEY) -> dict[str, str]:
    """As notices and certificates are."""
    nonce = secrets.token_hex(6)
    secret = AESGCM(key.encode()).encrypt(nonce.encode(), text, kind.encode())
    return {
        "algorithm": "AEAD_AES_256_GCM", "nonce": nonce, "associated_data": kind,
        "ciphertext": b64encode(secret).decode(),
    }  # fmt: skip
