"""What WeChat Pay keeps of a merchant's orders and refunds, by pay.weixin.qq.com/doc/v3/merchant."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.adapters.payments.wechat_keys import APP, KEY, MERCHANT

_ASKED = ("appid", "mchid", "description", "out_trade_no", "notify_url", "amount")
Said = tuple[int, Any]


@dataclass
class WechatBooks:
    """What WeChat Pay has of the merchant's; `gives`: what it makes of a new refund."""

    orders: dict[str, dict[str, Any]] = field(default_factory=dict)
    refunds: dict[str, dict[str, Any]] = field(default_factory=dict)
    gives: str = "SUCCESS"

    def pay(self, order: str) -> None:
        """Have the customer pay it by its code."""
        assert self.orders[order]["trade_state"] == "NOTPAY"
        self.orders[order]["trade_state"] = "SUCCESS"
        self.orders[order]["transaction_id"] = f"4200{order}"

    def came(self, order: str) -> int:
        """How much was paid, in fen."""
        told = self.orders[order]
        return int(told["amount"]["total"]) if "transaction_id" in told else 0

    def returned(self, order: str) -> int:
        """How much of it went back, or is on its way."""
        return sum(
            one["amount"]["refund"] for one in self.refunds.values()
            if one["out_trade_no"] == order and one["status"] in ("SUCCESS", "PROCESSING")
        )  # fmt: skip

    def answer(self, method: str, path: str, given: dict[str, Any]) -> Said:
        """What is said to what is signed."""
        at = urlsplit(path)
        if method == "GET" and "mchid" in parse_qs(at.query):
            assert parse_qs(at.query)["mchid"] == [MERCHANT]
        parts = at.path.removeprefix("/v3/").split("/")
        match (method, *parts):
            case ("POST", "pay", "transactions", "native"):
                return self._open(given)
            case ("GET", "pay", "transactions", "out-trade-no", order):
                return self._order(order)
            case ("POST", "pay", "transactions", "out-trade-no", order, "close"):
                assert given == {"mchid": MERCHANT}
                return self._close(order)
            case ("POST", "refund", "domestic", "refunds"):
                return self._refund(given)
            case ("GET", "refund", "domestic", "refunds", refund) if refund in self.refunds:
                return 200, self.refunds[refund]
        return refuses(404, "RESOURCE_NOT_EXISTS")

    def _open(self, given: dict[str, Any]) -> Said:
        if any(name not in given for name in _ASKED) or not given["description"]:
            return refuses(400, "PARAM_ERROR")
        order, told = given["out_trade_no"], self.orders.get(given["out_trade_no"])
        if told is None:
            told = self.orders[order] = {
                "appid": APP, "mchid": MERCHANT, "out_trade_no": order, "trade_state": "NOTPAY",
                "trade_state_desc": "订单未支付", "amount": given["amount"], "asked": given,
            }  # fmt: skip
        # What is asked again has to be the same.
        if told["asked"] != given:
            return refuses(400, "INVALID_REQUEST")
        if told["trade_state"] != "NOTPAY":
            return refuses(400, "ORDER_CLOSED" if told["trade_state"] == "CLOSED" else "ORDERPAID")
        return 200, {"code_url": f"weixin://wxpay/bizpayurl?pr={order}"}

    def _order(self, order: str) -> Said:
        if order not in self.orders:
            return refuses(404, "ORDER_NOT_EXIST")
        return 200, {name: one for name, one in self.orders[order].items() if name != "asked"}

    def _close(self, order: str) -> Said:
        if order not in self.orders:
            return refuses(404, "ORDER_NOT_EXIST")
        told = self.orders[order]
        if told["trade_state"] == "CLOSED":
            return refuses(400, "ORDER_CLOSED")
        if told["trade_state"] != "NOTPAY":
            return refuses(400, "ORDERPAID")
        told["trade_state"] = "CLOSED"
        return 204, None

    def _refund(self, given: dict[str, Any]) -> Said:
        order, name, amount = given["out_trade_no"], given["out_refund_no"], given["amount"]
        if name in self.refunds:
            return 200, self.refunds[name]
        if not self.orders.get(order) or not self.came(order):
            return refuses(404, "RESOURCE_NOT_EXISTS")
        if amount["total"] != self.came(order):
            return refuses(400, "PARAM_ERROR")
        if amount["refund"] > self.came(order) - self.returned(order):
            return refuses(403, "INVALID_REQUEST")
        self.orders[order]["trade_state"] = "REFUND"
        self.refunds[name] = {
            "refund_id": f"5030{name}", "out_refund_no": name, "out_trade_no": order,
            "status": self.gives, "amount": amount,
        }  # fmt: skip
        return 200, self.refunds[name]


def refuses(status: int, code: str) -> Said:
    """As WeChat Pay refuses; its words are not for us."""
    return status, {"code": code, "message": f"李娜 of {KEY}"}
