"""Payments at WeChat Pay are opened, looked at, closed and given back, each once."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from tests.adapters.payments.wechat_books import refuses
from tests.adapters.payments.wechat_here import WechatHere, wechat_here
from tests.adapters.payments.wechat_keys import APP, MERCHANT, private_pem
from yeshi.adapters.payments import wechat_orders
from yeshi.adapters.payments.wechat_orders import WechatOrders
from yeshi.base.errors import PaymentRefused, PaymentUnanswered
from yeshi.base.money import Money
from yeshi.flow.ports.providers import (
    AskedToPay,
    Knocked,
    OpenedPayment,
    Paid,
    PaymentNotice,
    PaymentStanding,
    ToReturn,
)
from yeshi.payments.intent import Handing, PaymentOffer

ID = "pi-abcdefghijklmnop"
NOT_YET, NEVER = PaymentStanding(Paid.NOT_YET), PaymentStanding(Paid.NEVER)
NOON = 1_796_000_400.0


def yuan(fen: int) -> Money:
    """An amount."""
    return Money(fen, "CNY")


ASKED = AskedToPay(
    id=ID, amount=yuan(2000), told=ID, seconds=880, back=f"https://y.test/pay/{ID}",
    notice="https://y.test/api/payments/wechat/notice",
)  # fmt: skip
CAME = PaymentStanding(Paid.YES, yuan(2000))
OPENED = OpenedPayment(ID, ID, yuan(2000))
UNHEARD = OpenedPayment(ID, "", yuan(2000))


@pytest.fixture
def here() -> Iterator[WechatHere]:
    """WeChat Pay, in which nothing was asked for yet."""
    with wechat_here() as found:
        yield found


@pytest.fixture
def city(here: WechatHere) -> WechatOrders:
    """The city's part."""
    return WechatOrders(here.account())


def back(fen: int, id_: str = "rf-one") -> ToReturn:
    """So much of it."""
    return ToReturn(id_, OPENED, yuan(fen))


def test_a_payment_is_opened_once(
    city: WechatOrders, here: WechatHere, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though it is asked again some time later, with less time left: it is told the same till when."""
    monkeypatch.setattr(wechat_orders, "_until", lambda _: "2026-11-29T20:15:00+08:00")
    first = city.offer(ASKED)
    assert first == PaymentOffer(ID, Handing.CODE, f"weixin://wxpay/bizpayurl?pr={ID}")
    assert city.offer(replace(ASKED, seconds=860)) == first
    assert here.books.orders[ID]["asked"] == {
        "appid": APP, "mchid": MERCHANT, "description": ID, "out_trade_no": ID,
        "time_expire": "2026-11-29T20:15:00+08:00",
        "notify_url": "https://y.test/api/payments/wechat/notice",
        "amount": {"total": 2000, "currency": "CNY"},
    }  # fmt: skip
    with pytest.raises(PaymentRefused, match="INVALID_REQUEST"):
        city.offer(replace(ASKED, amount=yuan(2100)))


def test_till_when_is_a_whole_minute_and_never_too_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whenever within it that is asked."""
    for at, seconds, until in (
        (NOON, 880, NOON + 900), (NOON + 12.5, 867, NOON + 900), (NOON + 20.9, 859, NOON + 900),
        (NOON, 900, NOON + 900), (NOON, 1, NOON + 120),
    ):  # fmt: skip
        monkeypatch.setattr(time, "time", lambda at=at: at)
        written = wechat_orders._until(seconds)
        assert written.endswith("+08:00")
        assert datetime.fromisoformat(written).timestamp() == until


def test_what_it_cannot_take_is_not_asked_for(city: WechatOrders, here: WechatHere) -> None:
    """Another currency, or a name that it has not."""
    for other in (
        replace(ASKED, amount=Money(5, "TWD")), replace(ASKED, id="short"),
        replace(ASKED, id="p" * 33), replace(ASKED, id="pi/../../x"),
    ):  # fmt: skip
        with pytest.raises(PaymentRefused):
            city.offer(other)
    with pytest.raises(PaymentRefused, match="TWD"):
        city.give_back(ToReturn("rf-one", OPENED, Money(5, "TWD")))
    with pytest.raises(PaymentRefused):
        city.give_back(back(5, "rf/../one"))
    assert here.asked == []


def test_where_it_stands_is_asked_for(city: WechatOrders, here: WechatHere) -> None:
    """Also of what nobody heard of."""
    assert city.look(UNHEARD) == NOT_YET
    city.offer(ASKED)
    assert city.look(OPENED) == NOT_YET
    here.books.pay(ID)
    assert city.look(OPENED) == city.look(UNHEARD) == CAME


def test_an_answer_of_another_order_is_none(city: WechatOrders, here: WechatHere) -> None:
    """Though it is signed."""
    told = {"out_trade_no": "pi-another", "trade_state": "SUCCESS", "amount": {"total": 2000}}
    here.faults.append((200, told))
    with pytest.raises(PaymentUnanswered, match="another"):
        city.look(OPENED)
    here.faults.append((200, {"prepay_id": "none"}))
    with pytest.raises(PaymentUnanswered, match="code"):
        city.offer(ASKED)


def test_what_is_closed_is_paid_no_more(city: WechatOrders, here: WechatHere) -> None:
    """Closed again, it stays so; what there is not never will be."""
    assert city.close(UNHEARD) == NEVER
    city.offer(ASKED)
    assert city.close(OPENED) == city.close(OPENED) == city.look(OPENED) == NEVER
    assert here.books.orders[ID]["trade_state"] == "CLOSED"


def test_what_was_paid_before_it_is_closed_stays_paid(city: WechatOrders, here: WechatHere) -> None:
    """And is told."""
    city.offer(ASKED)
    here.books.pay(ID)
    assert city.close(OPENED) == city.close(OPENED) == CAME


def test_what_is_being_paid_is_asked_for_again(city: WechatOrders, here: WechatHere) -> None:
    """Somebody types their number in."""
    city.offer(ASKED)
    for fault in ((202, {"code": "USER_PAYING"}), refuses(400, "USERPAYING")):
        here.faults.append(fault)
        here.books.orders[ID]["trade_state"] = "USERPAYING"
        assert city.close(OPENED) == NOT_YET


def test_another_refusal_does_not_count_as_closed(city: WechatOrders, here: WechatHere) -> None:
    """Somebody looks at it."""
    city.offer(ASKED)
    here.faults.append(refuses(400, "PARAM_ERROR"))
    with pytest.raises(PaymentRefused, match="PARAM_ERROR"):
        city.close(OPENED)
    here.faults.append(refuses(500, "SYSTEM_ERROR"))
    with pytest.raises(PaymentUnanswered):
        city.close(OPENED)


def test_parts_go_back_once_each_and_no_more_than_came(
    city: WechatOrders, here: WechatHere
) -> None:
    """Also under the same id, after all is gone."""
    with pytest.raises(PaymentRefused):
        city.give_back(back(1))
    city.offer(ASKED)
    here.books.pay(ID)
    assert city.give_back(back(700)) is city.give_back(back(700)) is Paid.YES
    assert here.books.returned(ID) == 700
    with pytest.raises(PaymentRefused, match="INVALID_REQUEST"):
        city.give_back(back(1301, "rf-more"))
    assert city.give_back(back(1300, "rf-rest")) is Paid.YES
    with pytest.raises(PaymentRefused):
        city.give_back(back(1, "rf-again"))
    assert city.give_back(back(700)) is Paid.YES
    assert here.books.returned(ID) == 2000
    # What goes back was paid.
    assert city.look(OPENED) == city.close(OPENED) == CAME


@pytest.mark.parametrize(
    ("status", "paid"),
    [
        ("SUCCESS", Paid.YES), ("PROCESSING", Paid.NOT_YET), ("CLOSED", Paid.NEVER),
        ("ABNORMAL", Paid.NEVER), ("something new", Paid.NOT_YET),
    ],
)  # fmt: skip
def test_a_refund_is_there_when_wechat_pay_says_so(
    city: WechatOrders, here: WechatHere, status: str, paid: Paid
) -> None:
    """By each state that it publishes, as it is made, and as it is found."""
    city.offer(ASKED)
    here.books.pay(ID)
    here.books.gives = "PROCESSING"
    assert city.give_back(back(700)) is Paid.NOT_YET
    here.books.refunds["rf-one"]["status"] = status
    assert city.give_back(back(700)) is paid
    here.books.gives = status
    assert city.give_back(back(800, "rf-two")) is paid
    made = [one for one in here.asked if one == "POST /v3/refund/domestic/refunds"]
    assert len(made) == 2


def test_whose_account_is_gone_gets_it_otherwise(city: WechatOrders, here: WechatHere) -> None:
    """And where the merchant's balance is too small, it is asked for again."""
    city.offer(ASKED)
    here.books.pay(ID)
    nothing = refuses(404, "RESOURCE_NOT_EXISTS")
    here.faults += [nothing, refuses(403, "USER_ACCOUNT_ABNORMAL")]
    assert city.give_back(back(700)) is Paid.NEVER
    here.faults += [nothing, refuses(403, "NOT_ENOUGH")]
    with pytest.raises(PaymentUnanswered, match="NOT_ENOUGH"):
        city.give_back(back(700))
    assert city.give_back(back(700)) is Paid.YES


def test_an_answer_that_is_lost_is_asked_for_again(city: WechatOrders, here: WechatHere) -> None:
    """What was asked was done, and is done once."""
    here.faults.append("deaf")
    with pytest.raises(PaymentUnanswered):
        city.offer(ASKED)
    assert city.offer(ASKED).value
    here.books.pay(ID)
    here.faults += [refuses(404, "RESOURCE_NOT_EXISTS"), "deaf"]
    with pytest.raises(PaymentUnanswered):
        city.give_back(back(700))
    assert city.give_back(back(700)) is Paid.YES
    assert here.books.returned(ID) == 700


def test_a_notice_is_read(city: WechatOrders, here: WechatHere) -> None:
    """And thanked for by nothing."""
    city.offer(ASKED)
    here.books.pay(ID)
    came: Knocked = here.knocked(here.notice(ID))
    assert city.read(came) == PaymentNotice(ID, CAME)
    assert city.thanks == ""


def test_the_keys_are_tried(city: WechatOrders, here: WechatHere) -> None:
    """The merchant's number is its name; a wrong key is no name."""
    assert city.greet() == f"WeChat Pay · {MERCHANT}"
    for other in ({"private_key": private_pem("another")}, {"key": "n" * 32}):
        with pytest.raises(PaymentRefused, match="key"):
            WechatOrders(here.account(**other)).greet()


def test_a_city_without_wechat_pay_does_not_load_it() -> None:
    """It need not be read there."""
    tried = (
        "import sys, yeshi.wiring.serving, yeshi.wiring.working, yeshi.adapters.payments.by_providers;"
        "sys.exit('yeshi.adapters.payments.wechat_orders' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", tried], timeout=120).returncode == 0
