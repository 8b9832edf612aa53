"""WeChat Pay is asked as it publishes, and an answer counts that it has signed."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from wechatpayv3 import WeChatPay, WeChatPayType, core

from tests.adapters.payments.wechat_books import refuses
from tests.adapters.payments.wechat_here import WechatHere, wechat_here
from tests.adapters.payments.wechat_keys import (
    APP,
    KEY,
    MERCHANT,
    PUBLIC_ID,
    SERIAL,
    private_pem,
    public_pem,
)
from yeshi.adapters.payments import wechat_asking
from yeshi.adapters.payments.wechat_asking import CERTIFICATES, WechatAsking, plain
from yeshi.base.errors import PaymentRefused, PaymentUnanswered

ORDER = f"/v3/pay/transactions/out-trade-no/no-order?mchid={MERCHANT}"
NONE = ("ORDERNOTEXIST",)


@pytest.fixture
def here() -> Iterator[WechatHere]:
    """WeChat Pay, in which nothing was asked for yet."""
    with wechat_here() as found:
        yield found


def asked(asking: WechatAsking) -> str:
    """What an order is that there is not."""
    return asking.ask("GET", ORDER, known=NONE).code


def fetched(here: WechatHere) -> int:
    """How often the certificates were."""
    return here.asked.count(f"GET {CERTIFICATES}")


def test_what_is_signed_by_its_certificate_counts(here: WechatHere) -> None:
    """Which is fetched once; nothing is asked before something is wanted."""
    asking = WechatAsking(here.account())
    assert here.asked == []
    assert asked(asking) == asked(asking) == "ORDERNOTEXIST"
    assert fetched(here) == 1


def test_what_is_signed_by_its_public_key_counts(here: WechatHere) -> None:
    """Then no certificate is asked for, and there is none."""
    here.use_public_key()
    account = here.account(public_key=public_pem("public"), public_key_id=PUBLIC_ID)
    assert asked(WechatAsking(account)) == "ORDERNOTEXIST"
    assert fetched(here) == 0
    with pytest.raises(PaymentUnanswered, match="signed"):
        asked(WechatAsking(here.account()))
    other = replace(account, public_key=public_pem("platform"))
    with pytest.raises(PaymentUnanswered, match="signed"):
        asked(WechatAsking(other))


def test_certificates_that_change_are_fetched_again(
    here: WechatHere, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not by everybody who knocks with a serial number that nobody knows."""
    asking = WechatAsking(here.account())
    assert asked(asking)
    here.change_certificate("next")
    assert not asking.is_its_own(here.knocked(b"{}").headers, b"{}")
    with pytest.raises(PaymentUnanswered):
        asked(asking)
    assert fetched(here) == 1
    later = time.monotonic() + wechat_asking.FETCHED_S
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert asked(asking) == "ORDERNOTEXIST"
    assert fetched(here) == 2
    for _ in range(9):
        assert not asking.is_its_own(here.knocked(b"{}", "serial").headers, b"{}")
    assert fetched(here) == 2
    assert asked(asking) == "ORDERNOTEXIST"


def test_those_known_stay_while_others_cannot_be_had(
    here: WechatHere, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who knocks with another serial number makes the city forget none."""
    asking = WechatAsking(here.account())
    assert asked(asking)
    later = time.monotonic() + wechat_asking.FETCHED_S
    monkeypatch.setattr(time, "monotonic", lambda: later)
    listed, here.certified = here.certified, []
    with pytest.raises(PaymentRefused, match="RESOURCE_NOT_EXISTS"):
        asking.is_its_own(here.knocked(b"{}", "serial").headers, b"{}")
    here.certified = listed
    assert asked(asking) == "ORDERNOTEXIST"


def test_a_certificate_that_is_over_counts_no_more(here: WechatHere) -> None:
    """Though it is still listed."""
    here.change_certificate("old", days=-1)
    with pytest.raises(PaymentUnanswered, match="signed"):
        asked(WechatAsking(here.account()))


def test_a_wrong_key_of_apiv3_is_told(here: WechatHere) -> None:
    """Without telling it."""
    with pytest.raises(PaymentRefused, match="APIv3") as told:
        asked(WechatAsking(here.account(key="n" * 32)))
    assert "nnn" not in str(told.value)


@pytest.mark.parametrize("fault", [
    "deaf", "signature", "serial", "old", "unsigned", "garbled",
    refuses(500, "SYSTEM_ERROR"), refuses(502, ""), refuses(429, "FREQUENCY_LIMITED"),
    refuses(403, "FREQUENCY_LIMITED"), refuses(403, "NOT_ENOUGH"), refuses(403, "SYSTEMERROR"),
    (302, {}), (200, ["no object"]),
])  # fmt: skip
def test_what_is_no_answer_is_asked_for_again(here: WechatHere, fault: Any) -> None:
    """It tells nothing of what was asked, and the next one does."""
    asking = WechatAsking(here.account())
    assert asked(asking)
    here.faults.append(fault)
    with pytest.raises(PaymentUnanswered) as told:
        asked(asking)
    assert "李娜" not in str(told.value)
    assert asked(asking) == "ORDERNOTEXIST"


def test_a_known_reason_counts_only_where_it_is_signed(here: WechatHere) -> None:
    """That there is no such order closes a payment for good."""
    asking = WechatAsking(here.account())
    here.faults.append("unsigned")
    with pytest.raises(PaymentUnanswered, match="signed"):
        asked(asking)


def test_who_is_slow_is_not_waited_for(here: WechatHere, monkeypatch: pytest.MonkeyPatch) -> None:
    """An errand has its time."""
    monkeypatch.setattr(wechat_asking, "WAIT_S", 0.2)
    here.faults.append("slow")
    with pytest.raises(PaymentUnanswered, match="TimeoutError"):
        asked(WechatAsking(here.account()))


def test_where_nobody_listens_it_is_asked_later() -> None:
    """As where the network is down."""
    with wechat_here() as gone:
        account = gone.account()
    with pytest.raises(PaymentUnanswered, match="ConnectionRefusedError"):
        asked(WechatAsking(account))


@pytest.mark.parametrize(("status", "code"), [
    (400, "PARAM_ERROR"), (403, "NO_AUTH"), (404, "MCH_NOT_EXISTS"), (400, "APPID_MCHID_NOT_MATCH"),
])  # fmt: skip
def test_what_is_refused_for_good_is_told_by_its_code(
    here: WechatHere, status: int, code: str
) -> None:
    """And the number of the request, by which it is found there; none of its words."""
    here.faults.append(refuses(status, code))
    with pytest.raises(PaymentRefused) as told:
        asked(WechatAsking(here.account()))
    assert str(told.value) == f"WeChat Pay refuses it: {code}, {status}, 08F5B8C2B506-0"


def test_who_signs_by_another_key_is_not_known(here: WechatHere) -> None:
    """Or by another certificate."""
    for other in ({"private_key": private_pem("another")}, {"serial": "6F" * 20}):
        with pytest.raises(PaymentRefused, match=r"keys.*SIGN_ERROR"):
            asked(WechatAsking(here.account(**other)))


def test_codes_are_the_same_with_lines_and_without() -> None:
    """WeChat Pay writes both."""
    assert plain("ORDER_PAID") == plain("ORDERPAID")


def test_the_usual_client_takes_this_for_wechat_pay(
    here: WechatHere, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What these tests ask speaks as is published: by orders, refunds, certificates, notices."""
    for name in ("get", "post"):
        there = getattr(core.requests, name)

        def led(url: str, there: Any = there, **more: Any) -> Any:
            return there(url=url.replace("https://api.mch.weixin.qq.com", here.url), **more)

        monkeypatch.setattr(core.requests, name, led)
    client = WeChatPay(
        wechatpay_type=WeChatPayType.NATIVE, mchid=MERCHANT, private_key=private_pem("merchant"),
        cert_serial_no=SERIAL, appid=APP, apiv3_key=KEY, notify_url="https://y.test/notice",
    )  # fmt: skip
    status, said = client.pay("a bowl", "order-1", {"total": 900, "currency": "CNY"})
    assert (status, json.loads(said)) == (
        200, {"code_url": "weixin://wxpay/bizpayurl?pr=order-1"},
    )  # fmt: skip
    here.books.pay("order-1")
    status, said = client.query(out_trade_no="order-1")
    assert json.loads(said)["trade_state"] == "SUCCESS"
    body = here.notice("order-1")
    told = client.callback(here.heads(body), body)
    assert told["resource"]["amount"]["total"] == 900
    status, said = client.refund(
        "refund-1", {"refund": 400, "total": 900, "currency": "CNY"}, out_trade_no="order-1"
    )
    assert (status, json.loads(said)["status"]) == (200, "SUCCESS")
    assert client.close("order-1")[0] == 400
    assert here.books.returned("order-1") == 400
