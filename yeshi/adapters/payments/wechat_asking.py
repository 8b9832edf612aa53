"""Asks WeChat Pay by the published protocol itself, and believes what WeChat Pay has signed.

The client wechatpayv3 is not used but to try this in tests: it has one address built in, asks it
for certificates as it is made, forgets those it has once anybody knocks with an unknown serial
number, and takes what was signed at any time.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509 import load_pem_x509_certificate

from yeshi.adapters.payments.wechat_signing import (
    authorization,
    is_signed,
    merchant_key,
    platform_key,
    serial_of,
    unsealed,
)
from yeshi.base.errors import PaymentRefused, PaymentUnanswered
from yeshi.base.wechat_outlet import WechatAccount

# Three requests of an errand take less than its time.
WAIT_S = 5.0
BYTES_MAX = 1_000_000
# Certificates change every few years; who knocks with an unknown one has them fetched this seldom.
FETCHED_S, FAILED_S = 60.0, 5.0
CERTIFICATES = "/v3/certificates"
# Nothing is wrong with what was asked.
_LATER = frozenset({
    "SYSTEMERROR", "FREQUENCYLIMITED", "FREQUENCYLIMITEXCEED", "RATELIMITEXCEEDED", "BANKERROR",
    "NOTENOUGH",
})  # fmt: skip
_LATER_STATUS = frozenset({408, 425, 429})
# Its codes and the numbers of its requests; its sentences may name somebody.
_WORD = re.compile(r"[A-Za-z0-9_-]{1,80}")


@dataclass(frozen=True, slots=True)
class WechatAnswer:
    """What WeChat Pay says; `code`: "" for what was done, else the known reason why not."""

    code: str
    told: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Raw:
    """An answer as it came; its heads are named in small letters."""

    status: int
    heads: Mapping[str, str]
    body: bytes

    @property
    def told(self) -> Mapping[str, Any]:
        """What it says; ValueError for what is no object of JSON, nothing for nothing."""
        if self.status == 204:
            return {}
        told = json.loads(self.body)
        if not isinstance(told, dict):
            raise ValueError("no object")
        return told

    @property
    def code(self) -> str:
        """Why it was not done, as WeChat Pay writes it."""
        try:
            return str(self.told.get("code", ""))
        except ValueError:
            return ""


class WechatAsking:
    """Asks in the name of the city's account."""

    def __init__(self, account: WechatAccount) -> None:
        """PaymentRefused for keys that are none; nothing is asked yet."""
        self.account = account
        self._key = merchant_key(account.private_key)
        self._known: dict[str, RSAPublicKey] = {}
        self._fetched: dict[str, RSAPublicKey] = {}
        self._again_at = 0.0
        if account.public_key:
            self._known[account.public_key_id.upper()] = platform_key(account.public_key)

    def ask(
        self, method: str, path: str, given: Mapping[str, Any] | None = None,
        known: Collection[str] = (),
    ) -> WechatAnswer:  # fmt: skip
        """What is answered, once it is known to be signed; `known`: codes that are answers too.

        PaymentRefused for another code for good, PaymentUnanswered for now.
        """
        raw = self._sent(method, path, given)
        code = plain(raw.code)
        if raw.status >= 300 and code not in known:
            raise _fault(raw)
        if not self.is_its_own(raw.heads, raw.body):
            raise PaymentUnanswered("what answers is not signed by WeChat Pay")
        try:
            return WechatAnswer(code if raw.status >= 300 else "", raw.told)
        except ValueError:
            raise PaymentUnanswered("WeChat Pay answers what is no JSON") from None

    def is_its_own(self, heads: Mapping[str, str], body: bytes) -> bool:
        """Whether WeChat Pay has signed it, and not long ago."""
        serial = serial_of(heads)
        key = self._known.get(serial) or self._fetched.get(serial)
        if key is None and _may_be_certified(serial) and time.monotonic() >= self._again_at:
            self._fetch()
            key = self._fetched.get(serial)
        return key is not None and is_signed(key, heads, body)

    def _fetch(self) -> None:
        """Have the certificates anew; those that were known stay where they cannot be had."""
        self._again_at = time.monotonic() + FAILED_S
        raw = self._sent("GET", CERTIFICATES)
        if raw.status != 200:
            raise _fault(raw)
        found = _certified(raw, self.account.key)
        signer = found.get(serial_of(raw.heads)) or self._known.get(serial_of(raw.heads))
        if signer is None or not is_signed(signer, raw.heads, raw.body):
            raise PaymentUnanswered("the certificates are not signed by WeChat Pay")
        self._fetched, self._again_at = found, time.monotonic() + FETCHED_S

    def _sent(self, method: str, path: str, given: Mapping[str, Any] | None = None) -> _Raw:
        body = b"" if given is None else json.dumps(given, ensure_ascii=False).encode()
        heads = {
            "Authorization": authorization(self.account, self._key, method, path, body),
            "Accept": "application/json",
            "User-Agent": "yeshi",
        }
        if given is not None:
            heads["Content-Type"] = "application/json"
        if self.account.public_key_id:
            heads["Wechatpay-Serial"] = self.account.public_key_id
        connection = _connection(self.account.address)
        try:
            connection.request(method, path, body or None, heads)
            answer = connection.getresponse()
            said = answer.read(BYTES_MAX)
        except (OSError, HTTPException) as fault:
            kind = type(fault).__name__
            raise PaymentUnanswered(f"WeChat Pay does not answer: {kind}") from None
        finally:
            connection.close()
        named = {name.lower(): value for name, value in answer.getheaders()}
        return _Raw(answer.status, named, said)


def plain(code: str) -> str:
    """A code as it is told apart here: the same ones are written with and without lines."""
    return code.replace("_", "").upper()


def _may_be_certified(serial: str) -> bool:
    """Whether a certificate may have it: a public key is none, and is set up."""
    return bool(serial) and not serial.startswith("PUB_KEY_ID_")


def _connection(address: str) -> HTTPConnection:
    parts = urlsplit(address)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    return kind(parts.hostname or "", parts.port, timeout=WAIT_S)


def _certified(raw: _Raw, key: str) -> dict[str, RSAPublicKey]:
    """The keys of the certificates that count now, by serial number."""
    try:
        sealed = [one["encrypt_certificate"] for one in raw.told["data"]]
    except (ValueError, KeyError, TypeError):
        raise PaymentUnanswered("WeChat Pay tells no certificates") from None
    found: dict[str, RSAPublicKey] = {}
    now = time.time()
    for one in sealed:
        try:
            certificate = load_pem_x509_certificate(unsealed(one, key))
        except ValueError:
            raise PaymentRefused(
                "the APIv3 key does not open WeChat Pay's certificates: set up the right one"
            ) from None
        public = certificate.public_key()
        if isinstance(public, RSAPublicKey) and certificate.not_valid_after_utc.timestamp() > now:
            found[f"{certificate.serial_number:X}"] = public
    return found


def _fault(raw: _Raw) -> PaymentRefused | PaymentUnanswered:
    """The error of the platform for an answer that is none; without WeChat Pay's own words."""
    code = raw.code
    words = [code, str(raw.status), raw.heads.get("request-id", "")]
    said = ", ".join(one for one in words if _WORD.fullmatch(one))
    # Where there is no code, something between here and there has answered.
    is_later = raw.status < 400 or raw.status >= 500 or raw.status in _LATER_STATUS
    if is_later or not code or plain(code) in _LATER:
        return PaymentUnanswered(f"WeChat Pay cannot be asked now: {said}")
    if raw.status == 401:
        return PaymentRefused(f"WeChat Pay does not know the keys: set others up ({said})")
    return PaymentRefused(f"WeChat Pay refuses it: {said}")
