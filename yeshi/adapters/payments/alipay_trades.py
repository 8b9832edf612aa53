"""Alipay takes money for the city: a trade for each payment, by a code or on its page."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from typing import Any

from yeshi.adapters.payments.alipay_amounts import of_yuan, yuan
from yeshi.adapters.payments.alipay_gateway import AlipayGateway
from yeshi.adapters.payments.alipay_names import named
from yeshi.adapters.payments.alipay_notices import PAID, notice_of
from yeshi.base.alipay_outlet import AlipayAccount, AlipayWay
from yeshi.base.errors import PaymentUnanswered
from yeshi.flow.ports.providers import (
    AskedToPay,
    Knocked,
    OpenedPayment,
    Paid,
    PaymentNotice,
    PaymentStanding,
    ProviderForm,
    ToReturn,
)
from yeshi.payments.intent import Handing, PaymentOffer

PAGES = {
    AlipayWay.PAGE: ("alipay.trade.page.pay", "FAST_INSTANT_TRADE_PAY"),
    AlipayWay.WAP: ("alipay.trade.wap.pay", "QUICK_WAP_WAY"),
}
UNKNOWN = "ACQ.TRADE_NOT_EXIST"
# What can be closed no more: it is paid, or closed.
_OUT_OF_TURN = frozenset(
    {"ACQ.TRADE_STATUS_ERROR", "ACQ.REASON_TRADE_STATUS_INVALID", "ACQ.REASON_ILLEGAL_STATUS"}
)
_GIVES_NOTHING = frozenset({"ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", "ACQ.SELLER_BALANCE_NOT_ENOUGH"})
# A trade that nobody has: by its answer keys are tried.
_NOBODYS = "yeshi_greets"
_NOT_IN_SUBJECTS = re.compile(r"[/=&\s]+")


class AlipayTrades:
    """Alipay, by the keys of the city's app; each trade and each refund is found by our id."""

    thanks = "success"
    form: ProviderForm | None = None

    def __init__(self, account: AlipayAccount, now: Callable[[], float] = time.time) -> None:
        """PaymentRefused for keys that are none."""
        self._account, self._now = account, now
        self._gateway = AlipayGateway(account, now)

    def offer(self, asked: AskedToPay) -> PaymentOffer:
        """The code that a customer scans, or the address of Alipay's page.

        A trade begins only when somebody scans it or signs in there; the same id is one trade.
        """
        content = {
            "out_trade_no": named(asked.id),
            "total_amount": yuan(asked.amount),
            "subject": _NOT_IN_SUBJECTS.sub(" ", asked.told).strip()[:128] or asked.id,
        }
        if self._account.way is AlipayWay.CODE:
            return self._code(asked, content)
        method, content["product_code"] = PAGES[self._account.way]
        content["time_expire"] = self._gateway.at(asked.seconds)
        if self._account.way is AlipayWay.WAP:
            content["quit_url"] = asked.back
        address = self._gateway.address(
            method, content, notify_url=asked.notice, return_url=asked.back
        )
        return PaymentOffer(asked.id, Handing.ADDRESS, address)

    def look(self, opened: OpenedPayment) -> PaymentStanding:
        """Where the trade stands; one that nobody has begun may still be."""
        name = named(opened.id)
        answer = self._gateway.ask("alipay.trade.query", {"out_trade_no": name})
        if answer.why == UNKNOWN:
            return PaymentStanding(Paid.NOT_YET)
        return standing_of(answer.must(), name)

    def close(self, opened: OpenedPayment) -> PaymentStanding:
        """Have it closed; where it stands, where it can be closed no more.

        It is never cancelled (alipay.trade.cancel): that would give back what was just paid.
        """
        asked = {"out_trade_no": named(opened.id)}
        answer = self._gateway.ask("alipay.trade.close", asked)
        if answer.why in _OUT_OF_TURN:
            return self.look(opened)
        if answer.why != UNKNOWN:
            answer.must()
        return PaymentStanding(Paid.NEVER)

    def give_back(self, asked: ToReturn) -> Paid:
        """Where the refund stands, which Alipay makes once by our id."""
        of = {"out_trade_no": named(asked.of.id), "out_request_no": named(asked.id)}
        answer = self._gateway.ask(
            "alipay.trade.refund", {**of, "refund_amount": yuan(asked.amount)}
        )
        if answer.told.get("fund_change") == "Y" and answer.is_done:
            return Paid.YES
        # What was given back before may be refused as if it were asked anew.
        found = self._gateway.ask("alipay.trade.fastpay.refund.query", of)
        if found.is_done and found.told.get("refund_status") == "REFUND_SUCCESS":
            return Paid.YES
        if answer.why in _GIVES_NOTHING:
            return Paid.NEVER
        answer.must()
        return Paid.NOT_YET

    def read(self, knocked: Knocked) -> PaymentNotice | None:
        """What the address of notices was told, once its signature and its time are right."""
        return notice_of(knocked, self._gateway.public, self._account.app, self._now())

    def greet(self) -> str:
        """The app, once Alipay has answered it: that it has no trade of a name that nobody has."""
        answer = self._gateway.ask("alipay.trade.query", {"out_trade_no": _NOBODYS})
        if answer.why != UNKNOWN:
            answer.must()
        return f"Alipay · {self._account.app}"

    def _code(self, asked: AskedToPay, content: Mapping[str, str]) -> PaymentOffer:
        # In whole minutes, and no fewer than the customer was told.
        minutes = f"{max(1, -(-asked.seconds // 60))}m"
        until = {"timeout_express": minutes, "qr_code_timeout_express": minutes}
        made = self._gateway.ask(
            "alipay.trade.precreate", {**content, **until}, notify_url=asked.notice
        ).must()
        code = made.get("qr_code")
        if not isinstance(code, str) or not code:
            raise PaymentUnanswered("Alipay tells no code")
        return PaymentOffer(asked.id, Handing.CODE, code)


def standing_of(told: Mapping[str, Any], name: str) -> PaymentStanding:
    """Where a trade stands by what Alipay tells of it; PaymentRefused where it tells no amount."""
    if told.get("out_trade_no") != name:
        raise PaymentUnanswered("Alipay tells of another trade")
    status = told.get("trade_status")
    # One that was paid and all given back is closed too.
    if status in PAID or (status == "TRADE_CLOSED" and told.get("send_pay_date")):
        return PaymentStanding(Paid.YES, of_yuan(told.get("total_amount")))
    return PaymentStanding(Paid.NEVER if status == "TRADE_CLOSED" else Paid.NOT_YET)
