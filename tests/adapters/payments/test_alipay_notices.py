"""A notice is believed by its signature, of these hours, and tells of payments of ours alone."""

from __future__ import annotations

import time
from urllib.parse import quote_plus

import pytest

from tests.adapters.payments.alipay_here import APP, at, notice, public_pem
from yeshi.adapters.payments.alipay_notices import notice_of
from yeshi.adapters.payments.alipay_signing import public_key_of
from yeshi.base.money import Money
from yeshi.flow.ports.providers import Forged, Knocked, Paid, PaymentNotice
from yeshi.flow.ports.providers import PaymentStanding as Standing

PUBLIC = public_key_of(public_pem("alipay"))
HOUR = 3600.0


def read(body: bytes) -> PaymentNotice | None:
    """What the city reads of it."""
    return notice_of(Knocked({}, body), PUBLIC, APP, time.time())


@pytest.mark.parametrize(
    ("status", "standing"),
    [
        ("TRADE_SUCCESS", Standing(Paid.YES, Money(2000, "CNY"))),
        ("TRADE_FINISHED", Standing(Paid.YES, Money(2000, "CNY"))),
        ("WAIT_BUYER_PAY", Standing(Paid.NOT_YET)), ("SOMETHING_NEW", Standing(Paid.NOT_YET)),
        # Looked up, as it may have been paid and given back.
        ("TRADE_CLOSED", Standing(Paid.NOT_YET)),
    ],
)  # fmt: skip
def test_it_tells_where_a_payment_of_ours_stands(status: str, standing: Standing) -> None:
    """By our id."""
    assert read(notice(trade_status=status)) == PaymentNotice("pay-1", standing)


def test_another_amount_is_told_as_it_is() -> None:
    """Whether it is what was asked is not the adapter's to say."""
    told = read(notice(total_amount="0.01", receipt_amount="0.01"))
    assert told == PaymentNotice("pay-1", Standing(Paid.YES, Money(1, "CNY")))


def test_told_three_times_it_says_the_same() -> None:
    """Each is signed for itself."""
    body = notice()
    assert read(body) == read(body) == read(notice(notify_time=at(-60)))


@pytest.mark.parametrize("amount", ["", "0.00", "-1", "20.001", "twenty"])
def test_an_amount_that_is_none_is_looked_up(amount: str) -> None:
    """Whoever looks stumbles over it; here nothing is believed."""
    assert read(notice(total_amount=amount)) == PaymentNotice("pay-1", Standing(Paid.NOT_YET))


@pytest.mark.parametrize(
    "refunded",
    [
        {"refund_fee": "7.05", "gmt_refund": at(), "out_biz_no": "rf_1"},
        {"refund_fee": "20.00", "gmt_refund": at(), "trade_status": "TRADE_CLOSED"},
        {"gmt_refund": at()},
    ],
)
def test_a_refund_is_no_payment(refunded: dict[str, str]) -> None:
    """It tells the state and the amount of the whole trade besides."""
    assert read(notice(**refunded)) is None


@pytest.mark.parametrize("name", ["shop-7", "", "订单7"])
def test_what_is_told_of_anothers_order_is_nothing_to_us(name: str) -> None:
    """Another shop may have the same account."""
    assert read(notice(out_trade_no=name)) is None


def test_fields_that_say_nothing_do_not_matter() -> None:
    """Signed with the others, or left out by who signs."""
    told = PaymentNotice("pay-1", Standing(Paid.YES, Money(2000, "CNY")))
    assert read(notice(body="", refund_fee="")) == told
    assert read(notice() + b"&body=") == told


RIGHT = notice()


@pytest.mark.parametrize(
    "body",
    [
        notice("other"),
        notice(app_id="2021000000000043"),
        RIGHT.replace(b"total_amount=20.00", b"total_amount=20.01"),
        RIGHT.replace(b"pay_1", b"pay_2"),
        RIGHT.replace(b"sign_type=RSA2", b"sign_type=RSA"),
        RIGHT.replace(b"&sign_type=RSA2", b""),
        RIGHT.partition(b"&sign=")[0],
        RIGHT.partition(b"&sign=")[0] + b"&sign=",
        RIGHT + b"&trade_status=TRADE_SUCCESS",
        RIGHT + b"&sign=x",
        RIGHT + b"&more=1",
        RIGHT + f"&body={quote_plus('李娜')}".encode(),
        RIGHT + "&body=李娜".encode(),
        RIGHT + b"&body=%ff",
        b"", b"nonsense", b"\xff\xfe", b"{}", b"&".join(b"a%d=1" % one for one in range(300)),
        notice(notify_time=""), notice(notify_time="yesterday"),
    ],
)  # fmt: skip
def test_what_is_anothers_or_changed_or_garbled_is_forged(body: bytes) -> None:
    """Nothing of it is read."""
    assert read(RIGHT) is not None
    with pytest.raises(Forged):
        read(body)


def test_what_is_told_for_a_day_is_taken_and_what_is_older_is_not() -> None:
    """Alipay tells for 25 hours what it is not thanked for; clocks differ."""
    assert read(notice(notify_time=at(-25.5 * HOUR))) is not None
    for old in (-26.5 * HOUR, 26.5 * HOUR):
        with pytest.raises(Forged):
            read(notice(notify_time=at(old)))
