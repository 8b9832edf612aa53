"""Alipay's gateway: the app signs what it asks, and believes what Alipay has signed."""

from __future__ import annotations

import json
import re
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

from yeshi.adapters.payments.alipay_signing import (
    SIGN_TYPE,
    is_signed,
    members_of,
    private_key_of,
    public_key_of,
    signature_of,
    text_of,
)
from yeshi.base.alipay_outlet import AlipayAccount
from yeshi.base.errors import PaymentRefused, PaymentUnanswered

# By this clock Alipay tells all times.
ALIPAY_TIME = timezone(timedelta(hours=8))
# To connect, and to be answered: two requests of an errand take less than its time.
CONNECT_S, ANSWER_S = 3.0, 6.0
BYTES_MAX = 1_000_000
DONE, NO_BUSINESS = "10000", "40004"
# The service is away, or was asked too often.
_LATER = frozenset({"20000", "40005"})
_AWAY = re.compile(r".*\bSYSTEM_ERROR|isp\..*|aop\.unknow-error")
# Alipay's codes; its sentences may name somebody.
_WORD = re.compile(r"[A-Za-z0-9_.-]{1,80}")


@dataclass(frozen=True, slots=True)
class AlipayAnswer:
    """What Alipay has answered and signed: that it was done, or why its business forbids it."""

    method: str
    told: Mapping[str, Any]

    @property
    def is_done(self) -> bool:
        """Whether it was done."""
        return self.told.get("code") == DONE

    @property
    def why(self) -> str:
        """By which word it was not done; "" where it was."""
        return "" if self.is_done else _word(self.told.get("sub_code"))

    def must(self) -> Mapping[str, Any]:
        """What is told of what was done; PaymentRefused with the word where it was not."""
        if not self.is_done:
            raise PaymentRefused(
                f"Alipay refuses {self.method}: {_word(self.told.get('code'))} {self.why}"
            )
        return self.told


class AlipayGateway:
    """What speaks with the gateway for the city's app; of what is said nothing is logged."""

    def __init__(self, account: AlipayAccount, now: Callable[[], float] = time.time) -> None:
        """PaymentRefused for keys that are none."""
        self._account, self._now = account, now
        self._private = private_key_of(account.private_key)
        self.public = public_key_of(account.public_key)

    def at(self, seconds: float = 0) -> str:
        """The time in so many seconds, as Alipay writes it."""
        moment = datetime.fromtimestamp(self._now() + seconds, ALIPAY_TIME)
        return moment.strftime("%Y-%m-%d %H:%M:%S")

    def address(self, method: str, content: Mapping[str, str], **more: str) -> str:
        """An address at which the gateway shows a page for that."""
        return f"{self._account.address}?{urlencode(self._signed(method, content, more))}"

    def ask(self, method: str, content: Mapping[str, str], **more: str) -> AlipayAnswer:
        """What is answered; PaymentUnanswered where it is to be asked again, or not Alipay answers.

        PaymentRefused where the gateway itself will not: the app, its key or its rights are wrong.
        """
        fields = self._signed(method, content, more)
        body = urlencode({"biz_content": fields.pop("biz_content")}).encode()
        answer = AlipayAnswer(method, self._read(method, self._post(urlencode(fields), body)))
        code, sub = str(answer.told.get("code")), _word(answer.told.get("sub_code"))
        if code in _LATER or _AWAY.fullmatch(sub):
            raise PaymentUnanswered(f"Alipay cannot now: {_word(code)} {sub}")
        if code not in (DONE, NO_BUSINESS):
            answer.must()
        return answer

    def _signed(
        self, method: str, content: Mapping[str, str], more: Mapping[str, str]
    ) -> dict[str, str]:
        fields = {
            "app_id": self._account.app,
            "method": method,
            "format": "JSON",
            "charset": "utf-8",
            "sign_type": SIGN_TYPE,
            "timestamp": self.at(),
            "version": "1.0",
            # What says nothing is neither sent nor signed.
            **{name: said for name, said in more.items() if said},
            "biz_content": json.dumps(content, ensure_ascii=False, separators=(",", ":")),
        }
        return {**fields, "sign": signature_of(self._private, text_of(fields))}

    def _read(self, method: str, said: bytes) -> Mapping[str, Any]:
        """What was answered, once its signature is right."""
        try:
            members = members_of(said.decode())
            name = f"{method.replace('.', '_')}_response"
            node = members.get(name) or members["error_response"]
            told = json.loads(node, parse_float=str)
            signature = json.loads(members.get("sign", '""'))
        except (ValueError, KeyError, RecursionError):
            raise PaymentUnanswered("Alipay's answer cannot be read") from None
        if not isinstance(told, dict) or not isinstance(signature, str):
            raise PaymentUnanswered("Alipay's answer cannot be read")
        # An app that it does not know it answers without one: it says no, and is believed in that.
        if not signature and str(told.get("code")) not in (DONE, NO_BUSINESS):
            return told
        if not is_signed(self.public, node, signature):
            raise PaymentUnanswered("what answers does not sign as Alipay: look at its public key")
        return told

    def _post(self, query: str, body: bytes) -> bytes:
        parts = urlsplit(self._account.address)
        host = parts.hostname or ""
        if parts.scheme == "https":
            connection: HTTPConnection = HTTPSConnection(
                host, parts.port, timeout=CONNECT_S, context=ssl.create_default_context()
            )
        else:
            connection = HTTPConnection(host, parts.port, timeout=CONNECT_S)
        heads = {"Content-Type": "application/x-www-form-urlencoded;charset=utf-8"}
        try:
            connection.connect()
            connection.sock.settimeout(ANSWER_S)
            connection.request("POST", f"{parts.path or '/'}?{query}", body, heads)
            answer = connection.getresponse()
            said = answer.read(BYTES_MAX)
        except (OSError, HTTPException) as fault:
            raise PaymentUnanswered(f"Alipay is not reached: {type(fault).__name__}") from None
        finally:
            connection.close()
        # It leads nowhere else.
        if answer.status != 200:
            raise PaymentUnanswered(f"Alipay answers {answer.status}")
        return said


def _word(told: object) -> str:
    """A code of Alipay's; "" for what is none."""
    return str(told) if told is not None and _WORD.fullmatch(str(told)) else ""
