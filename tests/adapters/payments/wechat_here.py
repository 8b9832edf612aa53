"""WeChat Pay on this machine, as pay.weixin.qq.com/doc/v3/merchant publishes it: orders by code,
refunds, certificates and notices.

It takes what the merchant has signed and nothing else, signs what it answers by its own key, and
seals certificates and notices by the APIv3 key; the client wechatpayv3 takes it for WeChat Pay.
`faults`: what goes wrong with its next answers, one after the other.
"""

from __future__ import annotations

import json
import re
import secrets
import time
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

from tests.adapters.payments.listening import listening
from tests.adapters.payments.wechat_books import Said, WechatBooks, refuses
from tests.adapters.payments.wechat_keys import (
    APP,
    KEY,
    MERCHANT,
    PUBLIC_ID,
    SERIAL,
    certificate,
    key_of,
    private_pem,
    sealed,
)
from yeshi.base.wechat_outlet import WechatAccount
from yeshi.flow.ports.providers import Knocked

SCHEME = "WECHATPAY2-SHA256-RSA2048"
_HEAD = re.compile(
    SCHEME + r' mchid="(\w+)",nonce_str="(\w+)",signature="([^"]+)",'
    r'timestamp="(\d+)",serial_no="(\w+)"'
)


class WechatHere(ThreadingHTTPServer):
    """Where WeChat Pay is asked; `signer`: by which of its keys it signs."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), WechatHandler)
        self.books, self.lock = WechatBooks(), Lock()
        self.signer, self.serial = "", ""
        self.certified: list[x509.Certificate] = []
        self.faults: list[str | Said] = []
        self.asked: list[str] = []
        self.change_certificate("platform")

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}"

    def account(self, **other: Any) -> WechatAccount:
        """The city's, by which this is asked."""
        parts = {
            "merchant": MERCHANT, "app": APP, "key": KEY, "private_key": private_pem("merchant"),
            "serial": SERIAL, "address": self.url,
        }  # fmt: skip
        return WechatAccount(**{**parts, **other})

    def change_certificate(self, name: str, days: int = 1800) -> None:
        """Sign by another one from now on, and list it beside the one before."""
        found = certificate(name, days)
        self.certified = [*self.certified[-1:], found]
        self.signer, self.serial = name, f"{found.serial_number:040X}"

    def use_public_key(self) -> None:
        """Sign as for merchants without certificates."""
        self.signer, self.serial, self.certified = "public", PUBLIC_ID, []

    def heads(self, body: bytes, lie: str = "", age_s: float = 0) -> dict[str, str]:
        """Those that sign the body; `lie`: what is wrong about them."""
        at, nonce = str(int(time.time() - age_s)), secrets.token_hex(16)
        signer = key_of("another" if lie == "signature" else self.signer)
        said = f"{at}\n{nonce}\n".encode() + body + b"\n"
        signature = b64encode(signer.sign(said, PKCS1v15(), SHA256())).decode()
        serial = "7A" * 20 if lie == "serial" else self.serial
        return {
            "Wechatpay-Timestamp": at, "Wechatpay-Nonce": nonce, "Wechatpay-Serial": serial,
            "Wechatpay-Signature": signature, "Wechatpay-Signature-Type": SCHEME,
        }  # fmt: skip

    def certificates(self) -> Said:
        """All that count, sealed."""
        if not self.certified:
            return refuses(404, "RESOURCE_NOT_EXISTS")
        return 200, {"data": [
            {
                "serial_no": f"{one.serial_number:040X}",
                "effective_time": one.not_valid_before_utc.isoformat(),
                "expire_time": one.not_valid_after_utc.isoformat(),
                "encrypt_certificate": sealed(one.public_bytes(Encoding.PEM), "certificate"),
            }
            for one in self.certified
        ]}  # fmt: skip

    def is_signed(self, head: str, method: str, path: str, body: bytes) -> bool:
        """Whether the merchant asks, and now."""
        found = _HEAD.fullmatch(head)
        if not found:
            return False
        merchant, nonce, signature, at, serial = found.groups()
        said = f"{method}\n{path}\n{at}\n{nonce}\n".encode() + body + b"\n"
        key = key_of("merchant").public_key()
        try:
            key.verify(b64decode(signature), said, PKCS1v15(), SHA256())
        except InvalidSignature:
            return False
        return (merchant, serial) == (MERCHANT, SERIAL) and abs(time.time() - int(at)) < 300

    def notice(
        self, order: str, kind: str = "TRANSACTION.SUCCESS", key: str = KEY, **other: Any
    ) -> bytes:
        """The body of what is told of an order; `other`: what is told otherwise."""
        told = {**self.books.orders[order], **other}
        told.pop("asked", None)
        resource = sealed(json.dumps(told).encode(), "transaction", key)
        return json.dumps({
            "id": secrets.token_hex(16), "create_time": "2026-11-29T20:00:00+08:00",
            "resource_type": "encrypt-resource", "event_type": kind, "summary": "支付成功",
            "resource": {"original_type": "transaction", **resource},
        }).encode()  # fmt: skip

    def knocked(self, body: bytes, lie: str = "", age_s: float = 0) -> Knocked:
        """What comes to the city of it."""
        heads = self.heads(body, lie, age_s)
        return Knocked({name.lower(): value for name, value in heads.items()}, body)


class WechatHandler(BaseHTTPRequestHandler):
    """Takes requests, one after the other."""

    protocol_version = "HTTP/1.1"
    server: WechatHere

    def do_GET(self) -> None:
        """Answer what is signed, but for what is to go wrong."""
        body, here = self.rfile.read(int(self.headers.get("Content-Length") or 0)), self.server
        fault: str | Said = ""
        with here.lock:
            here.asked.append(f"{self.command} {self.path}")
            head = self.headers.get("Authorization") or ""
            if not self.headers.get("Accept") or not self.headers.get("User-Agent"):
                said: Said = refuses(400, "PARAM_ERROR")
            elif not here.is_signed(head, self.command, self.path, body):
                said = refuses(401, "SIGN_ERROR")
            elif self.path == "/v3/certificates":
                said = here.certificates()
            else:
                said = here.books.answer(self.command, self.path, json.loads(body or b"{}"))
                fault = here.faults.pop(0) if here.faults else ""
        if fault == "deaf":
            self.close_connection = True
            return
        if fault == "slow":
            time.sleep(0.6)
        self._tell(fault if isinstance(fault, tuple) else said, fault)

    def _tell(self, said: Said, fault: str | Said) -> None:
        status, told = said
        raw = b"" if told is None else json.dumps(told, ensure_ascii=False).encode()
        if fault == "garbled":
            raw = b"<html>"
        heads = self.server.heads(raw, str(fault), 301 if fault == "old" else 0)
        self.send_response(status)
        for name, value in heads.items() if fault != "unsigned" else ():
            self.send_header(name, value)
        self.send_header("Request-ID", "08F5B8C2B506-0")
        self.send_header("Content-Type", "application/json; charset=utf-8")
        if status != 204:
            self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def do_POST(self) -> None:
        """The same."""
        self.do_GET()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def wechat_here() -> Iterator[WechatHere]:
    """One that listens."""
    with listening(WechatHere()) as server:
        yield server
