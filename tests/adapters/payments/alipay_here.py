"""A counterpart that speaks as Alipay publishes that its gateway does, in yuan, on this machine.

It knows the app by its signature and signs with a key of its own, both by `cryptography` and by
nothing of the adapter's. A trade begins when its customer scans or signs in, as at Alipay.
"""

from __future__ import annotations

import json
import time
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.adapters.payments.listening import listening
from yeshi.base.alipay_outlet import AlipayAccount, AlipayWay

APP = "2021000000000042"
PEM, PKCS1 = serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL
PKCS8 = serialization.PrivateFormat.PKCS8
Said = dict[str, Any]


@cache
def key(whose: str) -> rsa.RSAPrivateKey:
    """The key of the app, of Alipay, or of another; the same for all of a process."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def private_pem(whose: str, form: serialization.PrivateFormat = PKCS8) -> str:
    """The key as a file has it."""
    return key(whose).private_bytes(PEM, form, serialization.NoEncryption()).decode()


def public_pem(whose: str) -> str:
    """Its public half."""
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return key(whose).public_key().public_bytes(PEM, form).decode()


def bare(pem: str) -> str:
    """The base64 of a PEM alone, as Alipay shows keys."""
    return "".join(pem.split("-----")[2].split())


def sign(text: str, whose: str = "alipay") -> str:
    """The signature of a text."""
    return b64encode(key(whose).sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())).decode()


def at(seconds: float = 0) -> str:
    """The time by Alipay's clock."""
    moment = datetime.fromtimestamp(time.time() + seconds, timezone(timedelta(hours=8)))
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def notice(whose: str = "alipay", **fields: str) -> bytes:
    """What is sent unasked, as opendocs.alipay.com shows one, of 20.00 yuan."""
    told = {
        "app_id": APP, "auth_app_id": APP, "charset": "utf-8", "version": "1.0",
        "notify_id": "2026112900222203415000000000000001", "notify_type": "trade_status_sync",
        "notify_time": at(), "trade_no": "2026112922001400000000000001",
        "out_trade_no": "pay_1", "trade_status": "TRADE_SUCCESS", "total_amount": "20.00",
        "receipt_amount": "20.00", "buyer_pay_amount": "20.00", "subject": "夜市 pay_1",
        "gmt_create": at(-60), "gmt_payment": at(-5), "seller_id": "2088000000000001",
        "fund_bill_list": '[{"amount":"20.00","fundChannel":"ALIPAYACCOUNT"}]', **fields,
    }  # fmt: skip
    text = "&".join(f"{name}={told[name]}" for name in sorted(told))
    return urlencode({**told, "sign_type": "RSA2", "sign": sign(text, whose)}).encode()


@dataclass
class TradeHere:
    """A trade: how much, where it stands, and what was given back by which request."""

    total: Decimal
    status: str = "WAIT_BUYER_PAY"
    is_paid: bool = False
    returned: dict[str, Decimal] = field(default_factory=dict)

    @property
    def left(self) -> Decimal:
        """What was not given back."""
        return self.total - sum(self.returned.values(), Decimal(0))


class AlipayHere(ThreadingHTTPServer):
    """Keeps what was offered, and the trades that somebody began.

    `fault`: what goes wrong: down, slow, wrong_signature, unsigned, garbled, away, lost (it is done,
    and not answered), or a word by which all is refused. `balance`: of what it gives back.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), AlipayHandler)
        self.offered: dict[str, dict[str, str]] = {}
        self.told: dict[str, dict[str, str]] = {}
        self.trades: dict[str, TradeHere] = {}
        self.asked: list[str] = []
        self.fault = ""
        self.balance = Decimal(1_000_000)

    def handle_error(self, *_: Any) -> None:
        """Say nothing of who has hung up."""

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}/gateway.do"

    def account(self, way: AlipayWay = AlipayWay.CODE, public: str = "alipay") -> AlipayAccount:
        """The city's app."""
        return AlipayAccount(
            app=APP, private_key=private_pem("app"), public_key=public_pem(public), way=way,
            address=self.url,
        )  # fmt: skip

    def scan(self, name: str) -> TradeHere:
        """Begin the trade, once."""
        return self.trades.setdefault(name, TradeHere(Decimal(self.offered[name]["total_amount"])))

    def pay(self, id_: str) -> bytes:
        """Pay it; what Alipay tells of it."""
        name = id_.replace("-", "_")
        trade = self.scan(name)
        assert trade.status == "WAIT_BUYER_PAY"
        trade.status, trade.is_paid = "TRADE_SUCCESS", True
        return notice(out_trade_no=name, total_amount=str(trade.total))

    def held(self, id_: str) -> int:
        """What it has of it, in fen."""
        trade = self.trades.get(id_.replace("-", "_"))
        return int(trade.left * 100) if trade and trade.is_paid else 0

    def answer(self, fields: dict[str, str]) -> Said:
        """What is answered to what the app has signed."""
        if fields.get("app_id") != APP:
            return no("40002", "isv.invalid-app-id")
        signature = fields.pop("sign", "")
        text = "&".join(f"{name}={fields[name]}" for name in sorted(fields))
        try:
            key("app").public_key().verify(
                b64decode(signature), text.encode(), padding.PKCS1v15(), hashes.SHA256()
            )
        except (InvalidSignature, ValueError):
            return no("40002", "isv.invalid-signature")
        assert (fields["sign_type"], fields["charset"]) == ("RSA2", "utf-8")
        # Alipay takes what was signed some minutes ago; here all is of now.
        assert at(-60) <= fields["timestamp"] <= at(1)
        content = json.loads(fields["biz_content"])
        self.told[fields["method"]] = {**fields, **content}
        self.asked.append(fields["method"])
        return self.business(fields["method"].removeprefix("alipay.trade."), content)

    def business(self, what: str, content: dict[str, str]) -> Said:
        """What is answered to an app that is known."""
        name = content["out_trade_no"]
        assert name.replace("_", "").isalnum()
        if what in ("precreate", "page.pay", "wap.pay"):
            known = self.offered.setdefault(name, content)
            if known["total_amount"] != content["total_amount"]:
                return no("40004", "ACQ.CONTEXT_INCONSISTENT")
            return yes(out_trade_no=name, qr_code=f"https://qr.alipay.com/{name}")
        trade = self.trades.get(name)
        if trade is None:
            return no("40004", "ACQ.TRADE_NOT_EXIST")
        return self.of_trade(what, name, trade, content)

    def of_trade(self, what: str, name: str, trade: TradeHere, content: dict[str, str]) -> Said:
        """What is answered of a trade that was begun."""
        if what == "query":
            paid = {"send_pay_date": at(-5)} if trade.is_paid else {}
            return yes(
                out_trade_no=name, trade_no="2026112922001", trade_status=trade.status,
                total_amount=str(trade.total), buyer_logon_id="li***@example.org", **paid,
            )  # fmt: skip
        if what == "close":
            if trade.status != "WAIT_BUYER_PAY":
                return no("40004", "ACQ.TRADE_STATUS_ERROR")
            trade.status = "TRADE_CLOSED"
            return yes(out_trade_no=name)
        if what == "refund":
            return self.refund(name, trade, content)
        assert what == "fastpay.refund.query"
        done = trade.returned.get(content["out_request_no"])
        told = {"refund_amount": str(done), "refund_status": "REFUND_SUCCESS"} if done else {}
        return yes(out_trade_no=name, out_request_no=content["out_request_no"], **told)

    def refund(self, name: str, trade: TradeHere, content: dict[str, str]) -> Said:
        """Each request once, and no more than is left."""
        request, amount = content["out_request_no"], Decimal(content["refund_amount"])
        if not trade.is_paid or trade.status == "TRADE_CLOSED":
            return no("40004", "ACQ.TRADE_HAS_CLOSE")
        if request in trade.returned:
            return yes(out_trade_no=name, fund_change="N")
        if amount > trade.left:
            return no("40004", "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL")
        if amount > self.balance:
            return no("40004", "ACQ.SELLER_BALANCE_NOT_ENOUGH")
        trade.returned[request] = amount
        if not trade.left:
            trade.status = "TRADE_CLOSED"
        return yes(out_trade_no=name, fund_change="Y", refund_fee=str(amount))


def yes(**told: str) -> Said:
    """That it was done."""
    return {"code": "10000", "msg": "Success", **told}


def no(code: str, sub: str) -> Said:
    """That it was not, with a sentence that names somebody."""
    return {"code": code, "msg": "Business Failed", "sub_code": sub, "sub_msg": "李娜 6228 不可用"}


class AlipayHandler(BaseHTTPRequestHandler):
    """Takes requests."""

    server: AlipayHere

    def do_GET(self) -> None:
        """Show the page at an address that the app has signed."""
        self.answered(dict(parse_qsl(urlsplit(self.path).query)), "")

    def do_POST(self) -> None:
        """Answer what the app asks."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        self.answered(dict(parse_qsl(urlsplit(self.path).query)), body)

    def answered(self, fields: dict[str, str], body: str) -> None:
        """Answer, or as the fault has it."""
        fault, method = self.server.fault, fields.get("method", "")
        if fault == "slow":
            time.sleep(1)
        if fault == "down":
            self.said(502, b"<html>Bad Gateway</html>")
            return
        told = self.server.answer({**fields, **dict(parse_qsl(body))})
        if fault == "lost":
            return
        if fault == "away":
            told = no("20000", "isp.unknow-error")
        if "." in fault:
            told = no("40004", fault)
        # With blanks and signs as no program would write it anew.
        node = json.dumps(told, ensure_ascii=False, separators=(" ,", " : ")).replace("/", "\\/")
        whose = "other" if fault == "wrong_signature" else "alipay"
        name = f"{method.replace('.', '_')}_response"
        signed = (
            f',"sign":"{sign(node, whose)}"' if told.get("sub_code") != "isv.invalid-app-id" else ""
        )
        if fault == "unsigned":
            signed = ""
        text = f'{{"{name}":{node}{signed}}}'
        self.said(200, b"\xff<" if fault == "garbled" else text.encode())

    def said(self, status: int, raw: bytes) -> None:
        """Write it."""
        self.send_response(status)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def alipay_here() -> Iterator[AlipayHere]:
    """One that listens."""
    with listening(AlipayHere()) as server:
        yield server
