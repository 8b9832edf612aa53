"""How WeChat Pay signs and seals: RSA with SHA-256 by either side's key, and AES-GCM by a third."""

from __future__ import annotations

import re
import secrets
import time
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from yeshi.base.errors import PaymentRefused
from yeshi.base.wechat_outlet import WechatAccount

SCHEME = "WECHATPAY2-SHA256-RSA2048"
SEALED_BY = "AEAD_AES_256_GCM"
TOLERANCE_S = 300
_TIME = re.compile(r"[0-9]{1,12}")


def merchant_key(pem: str) -> RSAPrivateKey:
    """The key by which the city signs; PaymentRefused for what is none."""
    try:
        key = load_pem_private_key(pem.encode(), None)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, RSAPrivateKey):
        raise PaymentRefused("the private key for WeChat Pay is none such as apiclient_key.pem")
    return key


def platform_key(pem: str) -> RSAPublicKey:
    """The key by which WeChat Pay is known; PaymentRefused for what is none."""
    try:
        key = load_pem_public_key(pem.encode())
    except ValueError:
        key = None
    if not isinstance(key, RSAPublicKey):
        raise PaymentRefused("the public key of WeChat Pay is none such as pub_key.pem")
    return key


def authorization(
    account: WechatAccount, key: RSAPrivateKey, method: str, path: str, body: bytes
) -> str:
    """The head by which WeChat Pay knows that the city asks this, and now."""
    at, nonce = str(int(time.time())), secrets.token_hex(16).upper()
    said = f"{method}\n{path}\n{at}\n{nonce}\n".encode() + body + b"\n"
    signed = b64encode(key.sign(said, PKCS1v15(), SHA256())).decode()
    return (
        f'{SCHEME} mchid="{account.merchant}",nonce_str="{nonce}",signature="{signed}",'
        f'timestamp="{at}",serial_no="{account.serial}"'
    )


def serial_of(heads: Mapping[str, str]) -> str:
    """By which key it says that it is signed: an id, or a number without zeros before it."""
    return heads.get("wechatpay-serial", "").upper().lstrip("0")


def is_signed(key: RSAPublicKey, heads: Mapping[str, str], body: bytes) -> bool:
    """Whether the heads, named in small letters, sign the body by that key, not long ago."""
    at = heads.get("wechatpay-timestamp", "")
    if not _TIME.fullmatch(at) or abs(time.time() - int(at)) > TOLERANCE_S:
        return False
    if heads.get("wechatpay-signature-type", SCHEME) != SCHEME:
        return False
    said = f"{at}\n{heads.get('wechatpay-nonce', '')}\n".encode() + body + b"\n"
    try:
        signature = b64decode(heads.get("wechatpay-signature", ""), validate=True)
        key.verify(signature, said, PKCS1v15(), SHA256())
    except (ValueError, InvalidSignature):
        return False
    return True


def unsealed(sealed: Any, key: str) -> bytes:
    """What is sealed by the APIv3 key; ValueError for what is not."""
    try:
        if sealed["algorithm"] != SEALED_BY:
            raise ValueError("sealed otherwise")
        secret = b64decode(sealed["ciphertext"], validate=True)
        besides = (sealed.get("associated_data") or "").encode()
        return AESGCM(key.encode()).decrypt(sealed["nonce"].encode(), secret, besides)
    except (KeyError, TypeError, AttributeError, InvalidTag) as fault:
        raise ValueError("not sealed by this key") from fault
