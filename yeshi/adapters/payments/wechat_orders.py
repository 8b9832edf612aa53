"""WeChat Pay takes money for the city: an order there for each payment, paid by scanning a code."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any
from urllib.parse import urlencode

from yeshi.adapters.payments.wechat_asking import WechatAnswer, WechatAsking
from yeshi.adapters.payments.wechat_notices import wechat_notice
from yeshi.adapters.payments.wechat_standing import YUAN, wechat_standing
from yeshi.base.errors import PaymentRefused, PaymentUnanswered
from yeshi.base.money import Money
from yeshi.base.wechat_outlet import WechatAccount
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

ORDERS, REFUNDS = "/v3/pay/transactions", "/v3/refund/domestic/refunds"
# So long at least an order may be paid at WeChat Pay.
OPEN_S = 61
NO_ORDER = frozenset({"ORDERNOTEXIST"})
# What can be closed no more: it was, is paid, or is being paid.
_OUT_OF_TURN = frozenset({"ORDERCLOSED", "ORDERPAID", "USERPAYING"})
_NO_REFUND = frozenset({"RESOURCENOTEXISTS", "REFUNDNOTEXISTS"})
# Whose account at WeChat is gone gets it otherwise.
_GONE = frozenset({"USERACCOUNTABNORMAL"})
_ORDER = re.compile(r"[0-9A-Za-z_|*-]{6,32}")
_REFUND = re.compile(r"[0-9A-Za-z_|*@-]{1,64}")
_CHINA = timezone(timedelta(hours=8))
_RETURNED: Mapping[object, Paid] = {
    "SUCCESS": Paid.YES, "CLOSED": Paid.NEVER, "ABNORMAL": Paid.NEVER,
}  # fmt: skip


class WechatOrders:
    """WeChat Pay, by the keys of the city's account; it knows orders and refunds by our names."""

    # It expects no more than that it was heard.
    thanks = ""
    form: ProviderForm | None = None

    def __init__(self, account: WechatAccount) -> None:
        """PaymentRefused for keys that are none."""
        self._asking = WechatAsking(account)
        self._account = account

    def offer(self, asked: AskedToPay) -> PaymentOffer:
        """The code by which this order is paid; the same order for the same id."""
        answer = self._asking.ask("POST", f"{ORDERS}/native", {
            "appid": self._account.app,
            "mchid": self._account.merchant,
            "description": asked.told,
            "out_trade_no": _name(asked.id, _ORDER),
            "time_expire": _until(asked.seconds),
            "notify_url": asked.notice,
            "amount": {"total": _fen(asked.amount), "currency": YUAN},
        })  # fmt: skip
        code = answer.told.get("code_url")
        if not isinstance(code, str) or not code:
            raise PaymentUnanswered("WeChat Pay tells no code to pay by")
        return PaymentOffer(asked.id, Handing.CODE, code)

    def look(self, opened: OpenedPayment) -> PaymentStanding:
        """Where the order stands; not paid yet where there is none so far."""
        answer = self._looked(opened.id)
        return PaymentStanding(Paid.NOT_YET) if answer.code else _standing(opened.id, answer)

    def close(self, opened: OpenedPayment) -> PaymentStanding:
        """Have the order closed; where it stands then. What there is not will never be paid."""
        path = f"{ORDERS}/out-trade-no/{_name(opened.id, _ORDER)}/close"
        given = {"mchid": self._account.merchant}
        closed = self._asking.ask("POST", path, given, NO_ORDER | _OUT_OF_TURN)
        if closed.code in NO_ORDER:
            return PaymentStanding(Paid.NEVER)
        answer = self._looked(opened.id)
        return PaymentStanding(Paid.NEVER) if answer.code else _standing(opened.id, answer)

    def give_back(self, asked: ToReturn) -> Paid:
        """Where the refund stands, which is made where there is none by our name."""
        name, fen = _name(asked.id, _REFUND), _fen(asked.amount)
        answer = self._asking.ask("GET", f"{REFUNDS}/{name}", known=_NO_REFUND)
        if answer.code:
            answer = self._asking.ask("POST", REFUNDS, {
                "out_trade_no": _name(asked.of.id, _ORDER),
                "out_refund_no": name,
                "amount": {"refund": fen, "total": _fen(asked.of.amount), "currency": YUAN},
            }, _GONE)  # fmt: skip
        if answer.code:
            return Paid.NEVER
        return _RETURNED.get(answer.told.get("status"), Paid.NOT_YET)

    def read(self, knocked: Knocked) -> PaymentNotice | None:
        """What the address of notices was told, once signature, time and seal are right."""
        return wechat_notice(knocked, self._asking)

    def greet(self) -> str:
        """The merchant's number; asks after an order that there is not, by all keys."""
        self._looked("yeshi-greeting")
        return f"WeChat Pay · {self._account.merchant}"

    def _looked(self, id_: str) -> WechatAnswer:
        query = urlencode({"mchid": self._account.merchant})
        path = f"{ORDERS}/out-trade-no/{_name(id_, _ORDER)}?{query}"
        return self._asking.ask("GET", path, known=NO_ORDER)


def _standing(id_: str, answer: WechatAnswer) -> PaymentStanding:
    told: Mapping[str, Any] = answer.told
    if told.get("out_trade_no") != id_:
        raise PaymentUnanswered("WeChat Pay answers of another order")
    return wechat_standing(told)


def _name(id_: str, shape: re.Pattern[str]) -> str:
    """Our id as WeChat Pay takes it; PaymentRefused where it does not."""
    if not shape.fullmatch(id_):
        raise PaymentRefused(f"WeChat Pay takes no such name as {id_}")
    return id_


def _fen(amount: Money) -> int:
    if amount.currency != YUAN:
        raise PaymentRefused(f"WeChat Pay takes no {amount.currency}")
    return amount.fen


def _until(seconds: int) -> str:
    """Till when it may be paid, to a whole minute: asked again, an order has to say the same."""
    at = math.ceil((time.time() + max(seconds, OPEN_S)) / 60) * 60
    return datetime.fromtimestamp(at, _CHINA).isoformat()
