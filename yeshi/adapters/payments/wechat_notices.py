"""What WeChat Pay tells unasked, once its signature and its seal show that it is its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from yeshi.adapters.payments.wechat_asking import WechatAsking
from yeshi.adapters.payments.wechat_signing import unsealed
from yeshi.adapters.payments.wechat_standing import wechat_standing
from yeshi.base.errors import PaymentRefused
from yeshi.flow.ports.providers import Forged, Knocked, Paid, PaymentNotice, PaymentStanding

PAID_KIND = "TRANSACTION.SUCCESS"


def wechat_notice(knocked: Knocked, asking: WechatAsking) -> PaymentNotice | None:
    """The notice, of a payment of the city's; None for what else is told.

    Forged for what is not WeChat Pay's, is old, or cannot be unsealed. PaymentUnanswered where its
    certificate cannot be had now: it is told again. What is told of another currency is not
    believed: whoever looks the payment up finds out.
    """
    try:
        is_its_own = asking.is_its_own(knocked.headers, knocked.body)
    except PaymentRefused:
        raise Forged from None
    if not is_its_own:
        raise Forged
    told = _told(knocked.body)
    if told.get("event_type") != PAID_KIND:
        return None
    order = _order(told, asking.account.key)
    ours = order.get("out_trade_no")
    if order.get("mchid") != asking.account.merchant or not isinstance(ours, str) or not ours:
        return None
    try:
        return PaymentNotice(ours, wechat_standing(order))
    except PaymentRefused:
        return PaymentNotice(ours, PaymentStanding(Paid.NOT_YET))


def _order(told: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    try:
        return _told(unsealed(told.get("resource"), key))
    except ValueError:
        raise Forged from None


def _told(body: bytes) -> Mapping[str, Any]:
    try:
        told = json.loads(body)
    except ValueError:
        raise Forged from None
    if not isinstance(told, dict):
        raise Forged
    return told
