"""What Alipay tells unasked, once its signature shows that it is its own, and of these hours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import parse_qsl

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from yeshi.adapters.payments.alipay_amounts import of_yuan
from yeshi.adapters.payments.alipay_names import unnamed
from yeshi.adapters.payments.alipay_signing import SIGN_TYPE, is_signed, text_of
from yeshi.base.errors import PaymentRefused
from yeshi.flow.ports.providers import Forged, Knocked, Paid, PaymentNotice, PaymentStanding

# Alipay tells the same for 25 hours until it is thanked, and clocks differ.
TOLERANCE_S = 26 * 3600
FIELDS_MAX = 200
PAID = frozenset({"TRADE_SUCCESS", "TRADE_FINISHED"})
# What it tells of refunds has these besides, with the state and the amount of the whole trade.
_OF_REFUNDS = ("refund_fee", "gmt_refund", "out_biz_no")


def notice_of(knocked: Knocked, public: RSAPublicKey, app: str, now: float) -> PaymentNotice | None:
    """The notice, of a payment of ours; None for another. Forged for what is not Alipay's, or old.

    What is told with an amount that is none is not believed: whoever looks finds out.
    """
    fields = _fields(knocked.body)
    if not _is_alipays(fields, public):
        raise Forged
    if fields.get("app_id") != app or abs(now - _told_at(fields)) > TOLERANCE_S:
        raise Forged
    ours = unnamed(fields.get("out_trade_no"))
    if ours is None or any(fields.get(one) for one in _OF_REFUNDS):
        return None
    return PaymentNotice(ours, _standing(fields))


def _standing(fields: Mapping[str, str]) -> PaymentStanding:
    if fields.get("trade_status") in PAID:
        try:
            return PaymentStanding(Paid.YES, of_yuan(fields.get("total_amount")))
        except PaymentRefused:
            return PaymentStanding(Paid.NOT_YET)
    # That it was closed is looked up: it may have been paid and given back.
    return PaymentStanding(Paid.NOT_YET)


def _fields(body: bytes) -> dict[str, str]:
    """The fields of the form; Forged for what is none, or names one twice."""
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, strict_parsing=True,
            errors="strict", max_num_fields=FIELDS_MAX,
        )  # fmt: skip
    except ValueError:
        raise Forged from None
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise Forged
    return fields


def _is_alipays(fields: Mapping[str, str], public: RSAPublicKey) -> bool:
    """Whether Alipay has signed all fields but the two of the signature itself."""
    if fields.get("sign_type") != SIGN_TYPE:
        return False
    signed = {name: said for name, said in fields.items() if name not in ("sign", "sign_type")}
    said_only = {name: said for name, said in signed.items() if said}
    # Of fields that say nothing its own programs differ: some sign them, some do not.
    return any(
        is_signed(public, text_of(one), fields.get("sign", "")) for one in (signed, said_only)
    )


def _told_at(fields: Mapping[str, str]) -> float:
    try:
        told = datetime.strptime(f"{fields.get('notify_time')} +0800", "%Y-%m-%d %H:%M:%S %z")
    except ValueError:
        raise Forged from None
    return told.timestamp()
