"""The gateway is asked as Alipay's own program asks it, and believed by its signature."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qsl, urlencode, urlsplit
from urllib.request import urlopen

import pytest

from tests.adapters.payments.alipay_here import (
    APP,
    PKCS1,
    AlipayHere,
    alipay_here,
    bare,
    private_pem,
    public_pem,
)
from yeshi.adapters.payments.alipay_gateway import AlipayGateway
from yeshi.base.errors import PaymentRefused, PaymentUnanswered

QUERY = "alipay.trade.query"
NOBODY = {"out_trade_no": "nobody"}
PAYS = {"out_trade_no": "pay_1", "total_amount": "20.00", "subject": "夜市"}


@pytest.fixture
def here() -> Iterator[AlipayHere]:
    """The counterpart."""
    with alipay_here() as found:
        yield found


def test_what_is_answered_is_known(here: AlipayHere) -> None:
    """What was done, and what its business forbids, by its word."""
    gateway = AlipayGateway(here.account())
    done = gateway.ask("alipay.trade.precreate", PAYS, notify_url="https://y.test/notice")
    assert (done.is_done, done.why) == (True, "")
    assert done.must()["qr_code"] == "https://qr.alipay.com/pay_1"
    forbidden = gateway.ask(QUERY, NOBODY)
    assert (forbidden.is_done, forbidden.why) == (False, "ACQ.TRADE_NOT_EXIST")
    with pytest.raises(PaymentRefused, match=r"alipay\.trade\.query: 40004 ACQ\.TRADE_NOT_EXIST"):
        forbidden.must()


def test_an_app_or_a_key_that_is_not_known_is_refused(here: AlipayHere) -> None:
    """An app that is not known is answered without a signature, as Alipay does."""
    account = here.account()
    with pytest.raises(PaymentRefused, match=r"40002 isv\.invalid-app-id"):
        AlipayGateway(replace(account, app="2021000000000043")).ask(QUERY, NOBODY)
    with pytest.raises(PaymentRefused, match=r"40002 isv\.invalid-signature"):
        AlipayGateway(replace(account, private_key=private_pem("other"))).ask(QUERY, NOBODY)
    with pytest.raises(PaymentRefused, match="private key"):
        AlipayGateway(replace(account, private_key="none"))


@pytest.mark.parametrize(
    ("code", "sub"),
    [
        ("40001", "isv.missing-signature"), ("40002", "isv.invalid-parameter"),
        ("40003", "isv.insufficient-isv-permissions"), ("40006", "isv.no-permission"),
        ("20001", "aop.invalid-auth-token"), ("10003", "none"),
    ],
)  # fmt: skip
def test_what_the_gateway_itself_refuses_is_given_up(
    here: AlipayHere, monkeypatch: pytest.MonkeyPatch, code: str, sub: str
) -> None:
    """It would be answered once more in the same way."""
    monkeypatch.setattr(here, "answer", lambda _: {"code": code, "sub_code": sub, "msg": "李娜"})
    with pytest.raises(PaymentRefused, match=sub) as caught:
        AlipayGateway(here.account()).ask(QUERY, NOBODY)
    assert "李娜" not in str(caught.value)


def test_who_asks_too_often_asks_later(here: AlipayHere, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the code says."""
    said = {"code": "40005", "sub_code": "isv.app-call-limited"}
    monkeypatch.setattr(here, "answer", lambda _: said)
    with pytest.raises(PaymentUnanswered, match="app-call-limited"):
        AlipayGateway(here.account()).ask(QUERY, NOBODY)


def test_nobody_there_and_a_way_elsewhere_are_no_answer(
    here: AlipayHere, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who is led on would be told what was asked."""
    gone = replace(here.account(), address="http://127.0.0.1:9/gateway.do")
    with pytest.raises(PaymentUnanswered, match="ConnectionRefusedError"):
        AlipayGateway(gone).ask(QUERY, NOBODY)
    # What is to be asked by TLS is asked by nothing else.
    by_tls = replace(here.account(), address=here.url.replace("http:", "https:"))
    with pytest.raises(PaymentUnanswered, match="SSLError"):
        AlipayGateway(by_tls).ask(QUERY, NOBODY)
    assert here.asked == []
    leads: type[BaseHTTPRequestHandler] = here.RequestHandlerClass  # type: ignore[assignment]
    monkeypatch.setattr(leads, "do_POST", lambda self: self.said(302, b""))
    with pytest.raises(PaymentUnanswered, match="302"):
        AlipayGateway(here.account()).ask(QUERY, NOBODY)


def test_nothing_of_a_payment_is_logged(here: AlipayHere, caplog: pytest.LogCaptureFixture) -> None:
    """At no level."""
    with caplog.at_level(logging.DEBUG):
        AlipayGateway(here.account()).ask("alipay.trade.precreate", PAYS)
    assert caplog.text == ""


@pytest.fixture
def of_china(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """A machine whose clock is China's, as the SDK takes for granted."""
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "CST-8")
        time.tzset()
        yield patched
    time.tzset()


def posted(url: str, query: str, _: object, fields: dict[str, str], *__: object) -> bytes:
    """What is answered, where the SDK itself could not ask: it knows no ports."""
    with urlopen(f"{url}?{query}", urlencode(fields).encode(), timeout=5) as answer:
        said: bytes = answer.read()
    return said


def test_alipays_own_program_finds_the_same(here: AlipayHere, of_china: pytest.MonkeyPatch) -> None:
    """The official SDK asks the counterpart and believes it; its addresses are as ours."""
    pytest.importorskip("alipay.aop.api", reason="alipay-sdk-python is not installed")
    of_china.setattr("alipay.aop.api.DefaultAlipayClient.do_post", posted)
    from alipay.aop.api.AlipayClientConfig import AlipayClientConfig
    from alipay.aop.api.DefaultAlipayClient import DefaultAlipayClient
    from alipay.aop.api.domain.AlipayTradePagePayModel import AlipayTradePagePayModel
    from alipay.aop.api.domain.AlipayTradeQueryModel import AlipayTradeQueryModel
    from alipay.aop.api.request.AlipayTradePagePayRequest import AlipayTradePagePayRequest
    from alipay.aop.api.request.AlipayTradeQueryRequest import AlipayTradeQueryRequest

    config = AlipayClientConfig()
    config.server_url, config.app_id = here.url, APP
    config.app_private_key = bare(private_pem("app", PKCS1))
    config.alipay_public_key = bare(public_pem("alipay"))
    client = DefaultAlipayClient(config)
    asked = AlipayTradeQueryModel()
    asked.out_trade_no = "nobody"
    said = client.execute(AlipayTradeQueryRequest(biz_model=asked))
    assert "ACQ.TRADE_NOT_EXIST" in said
    page = AlipayTradePagePayModel()
    page.out_trade_no, page.total_amount, page.subject = "pay_1", "20.00", "夜市"
    theirs = client.page_execute(AlipayTradePagePayRequest(biz_model=page), http_method="GET")
    ours = AlipayGateway(here.account()).address("alipay.trade.page.pay", PAYS)
    told = [dict(parse_qsl(urlsplit(one).query)) for one in (theirs, ours)]
    assert told[0].keys() == told[1].keys()
    assert all(here.answer(one)["code"] == "10000" for one in told)
