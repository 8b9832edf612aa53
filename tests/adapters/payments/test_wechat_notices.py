"""A notice is believed by its signature, of now, and tells of the city's payments alone."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.adapters.payments.wechat_here import WechatHere, wechat_here
from tests.adapters.payments.wechat_keys import MERCHANT
from yeshi.adapters.payments.wechat_asking import CERTIFICATES, WechatAsking
from yeshi.adapters.payments.wechat_notices import wechat_notice
from yeshi.base.errors import PaymentUnanswered
from yeshi.base.money import Money
from yeshi.flow.ports.providers import Forged, Knocked, Paid, PaymentNotice, PaymentStanding

ORDER = "pi-told"
TOLD = PaymentNotice(ORDER, PaymentStanding(Paid.YES, Money(900, "CNY")))


@pytest.fixture
def here() -> Iterator[WechatHere]:
    """WeChat Pay, with an order that is paid."""
    with wechat_here() as found:
        found.books.orders[ORDER] = {
            "mchid": MERCHANT, "out_trade_no": ORDER, "trade_state": "SUCCESS",
            "amount": {"total": 900, "currency": "CNY"},
        }  # fmt: skip
        yield found


@pytest.fixture
def asking(here: WechatHere) -> WechatAsking:
    """The city, which was asked nothing yet."""
    return WechatAsking(here.account())


def test_it_tells_what_came_each_time_the_same(here: WechatHere, asking: WechatAsking) -> None:
    """It may be told often, and some minutes late; the certificate is fetched once."""
    for age_s in (0, 0, 290):
        assert wechat_notice(here.knocked(here.notice(ORDER), age_s=age_s), asking) == TOLD
    assert here.asked == [f"GET {CERTIFICATES}"]


def test_what_is_anothers_or_old_or_changed_is_forged(
    here: WechatHere, asking: WechatAsking
) -> None:
    """Nothing of it is read."""
    right = here.knocked(here.notice(ORDER))
    assert wechat_notice(right, asking)
    for came in (
        here.knocked(right.body, "signature"),
        here.knocked(right.body, "serial"),
        here.knocked(right.body, age_s=301),
        Knocked({}, right.body),
        Knocked(right.headers, right.body + b" "),
        Knocked(right.headers, b"\xff\xfe"),
        Knocked({**right.headers, "wechatpay-signature": "WECHATPAY/SIGNTEST/AAAA"}, right.body),
        # Signed by WeChat Pay, and sealed for somebody else, or not at all.
        here.knocked(here.notice(ORDER, key="n" * 32)),
        here.knocked(json.dumps({"event_type": "TRANSACTION.SUCCESS"}).encode()),
        here.knocked(b"[]"), here.knocked(b"no json"), here.knocked(b"\xff"),
    ):  # fmt: skip
        with pytest.raises(Forged):
            wechat_notice(came, asking)


def test_what_else_is_told_is_nothing_to_us(here: WechatHere, asking: WechatAsking) -> None:
    """Of refunds, of another merchant, or of nothing that was ordered."""
    for body in (
        here.notice(ORDER, "REFUND.SUCCESS"), here.notice(ORDER, "REFUND.ABNORMAL"),
        here.notice(ORDER, mchid="1900000999"), here.notice(ORDER, out_trade_no=""),
        here.notice(ORDER, out_trade_no=None),
    ):  # fmt: skip
        assert wechat_notice(here.knocked(body), asking) is None


def test_money_that_pays_no_order_is_looked_up(here: WechatHere, asking: WechatAsking) -> None:
    """Whoever looks stumbles over it; here nothing is believed."""
    body = here.notice(ORDER, amount={"total": 900, "currency": "HKD"})
    told = wechat_notice(here.knocked(body), asking)
    assert told == PaymentNotice(ORDER, PaymentStanding(Paid.NOT_YET))


def test_where_no_certificate_can_be_had_it_is_told_again() -> None:
    """The answer says that it was not heard; where there is none, it is forged."""
    with wechat_here() as gone:
        asking, came = WechatAsking(gone.account()), gone.knocked(b"{}")
    with pytest.raises(PaymentUnanswered):
        wechat_notice(came, asking)
    with wechat_here() as here:
        came, here.certified = here.knocked(b"{}"), []
        with pytest.raises(Forged):
            wechat_notice(came, WechatAsking(here.account()))
