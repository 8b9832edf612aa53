"""Alipay takes each payment once and gives each part back once, however often it is asked."""

from __future__ import annotations

import time
from collections.abc import Iterator
from decimal import Decimal
from itertools import count
from urllib.parse import parse_qsl, urlsplit
from urllib.request import urlopen

import pytest

from tests.adapters.payments.alipay_here import APP, AlipayHere, alipay_here, at
from yeshi.adapters.payments import alipay_gateway
from yeshi.adapters.payments.alipay_trades import AlipayTrades, standing_of
from yeshi.base.alipay_outlet import AlipayWay
from yeshi.base.errors import PaymentRefused, PaymentUnanswered
from yeshi.base.money import Money
from yeshi.flow.ports.providers import (
    AskedToPay,
    Forged,
    Knocked,
    OpenedPayment,
    Paid,
    PaymentNotice,
    PaymentStanding,
    ToReturn,
)
from yeshi.payments.intent import Handing

NUMBERS = count(1)
NOT_YET, NEVER = PaymentStanding(Paid.NOT_YET), PaymentStanding(Paid.NEVER)


def yuan(fen: int) -> Money:
    """So much."""
    return Money(fen, "CNY")


PAID = PaymentStanding(Paid.YES, yuan(2000))


def asked(fen: int = 2000, seconds: int = 890) -> AskedToPay:
    """For another payment each time."""
    id_ = f"pay-{next(NUMBERS)}"
    return AskedToPay(
        id=id_, amount=yuan(fen), told=f"夜市 {id_}", seconds=seconds,
        back="https://y.test/pay/1", notice="https://y.test/api/payments/alipay/notice",
    )  # fmt: skip


@pytest.fixture
def here() -> Iterator[AlipayHere]:
    """The counterpart."""
    with alipay_here() as found:
        yield found


@pytest.fixture
def city(here: AlipayHere) -> AlipayTrades:
    """Alipay, as the city knows it."""
    return AlipayTrades(here.account())


def opened(city: AlipayTrades, fen: int = 2000) -> OpenedPayment:
    """A payment that waits for its customer."""
    wanted = asked(fen)
    return OpenedPayment(wanted.id, city.offer(wanted).reference, wanted.amount)


def paid(city: AlipayTrades, here: AlipayHere, fen: int = 2000) -> OpenedPayment:
    """One that was paid."""
    payment = opened(city, fen)
    here.pay(payment.id)
    return payment


def test_a_payment_is_a_code_to_scan_and_is_opened_once(
    city: AlipayTrades, here: AlipayHere
) -> None:
    """However often it is asked for, and however little time is left by then."""
    wanted = asked()
    offer = city.offer(wanted)
    assert (offer.handing, offer.reference) == (Handing.CODE, wanted.id)
    assert offer.value == f"https://qr.alipay.com/{wanted.id.replace('-', '_')}"
    told = here.told["alipay.trade.precreate"]
    assert told["out_trade_no"] == wanted.id.replace("-", "_")
    assert (told["total_amount"], told["subject"]) == ("20.00", wanted.told)
    assert told["notify_url"] == wanted.notice
    # Not a minute less than the customer was told.
    assert told["timeout_express"] == told["qr_code_timeout_express"] == "15m"
    later = AskedToPay(id=wanted.id, amount=wanted.amount, told="", seconds=3, back="", notice="")
    assert city.offer(later) == offer
    assert here.told["alipay.trade.precreate"]["timeout_express"] == "1m"
    assert len(here.offered) == 1


def test_another_amount_under_the_same_id_is_refused(city: AlipayTrades) -> None:
    """It would be another payment."""
    wanted = asked()
    city.offer(wanted)
    other = AskedToPay(id=wanted.id, amount=yuan(1), told="", seconds=3, back="", notice="")
    with pytest.raises(PaymentRefused, match="CONTEXT_INCONSISTENT"):
        city.offer(other)


@pytest.mark.parametrize(
    ("way", "method", "product"),
    [
        (AlipayWay.PAGE, "alipay.trade.page.pay", "FAST_INSTANT_TRADE_PAY"),
        (AlipayWay.WAP, "alipay.trade.wap.pay", "QUICK_WAP_WAY"),
    ],
)
def test_a_page_of_alipays_is_at_an_address_that_the_app_has_signed(
    here: AlipayHere, way: AlipayWay, method: str, product: str
) -> None:
    """It leads back, and its time is over when ours is; one trade, though the address differs."""
    city, wanted = AlipayTrades(here.account(way)), asked()
    before, offer, after = at(wanted.seconds), city.offer(wanted), at(wanted.seconds)
    assert offer.handing is Handing.ADDRESS
    assert here.asked == []
    urlopen(offer.value, timeout=5).close()
    told = here.told[method]
    assert (told["product_code"], told["return_url"]) == (product, wanted.back)
    assert told["notify_url"] == wanted.notice
    assert before <= told["time_expire"] <= after
    assert told.get("quit_url") == (wanted.back if way is AlipayWay.WAP else None)
    payment = OpenedPayment(wanted.id, offer.reference, wanted.amount)
    assert city.look(payment) == NOT_YET
    urlopen(city.offer(wanted).value, timeout=5).close()
    here.pay(wanted.id)
    assert city.look(payment) == PAID
    assert len(here.trades) == 1


def test_an_address_that_was_changed_is_not_the_apps(here: AlipayHere) -> None:
    """The amount cannot be another one."""
    offer = AlipayTrades(here.account(AlipayWay.PAGE)).offer(asked())
    fields = dict(parse_qsl(urlsplit(offer.value).query))
    fields["biz_content"] = fields["biz_content"].replace("20.00", "0.01")
    assert here.answer(fields)["sub_code"] == "isv.invalid-signature"


def test_what_was_not_begun_waits_and_what_is_paid_is_there(
    city: AlipayTrades, here: AlipayHere
) -> None:
    """Found by our id alone."""
    payment = opened(city)
    assert city.look(payment) == NOT_YET
    here.scan(payment.id.replace("-", "_"))
    assert city.look(payment) == NOT_YET
    here.pay(payment.id)
    assert city.look(payment) == city.look(OpenedPayment(payment.id, "", payment.amount)) == PAID
    here.trades[payment.id.replace("-", "_")].status = "TRADE_FINISHED"
    assert city.look(payment) == PAID


def test_what_is_closed_is_not_paid(city: AlipayTrades, here: AlipayHere) -> None:
    """Closed once more it is closed; what nobody has begun too."""
    payment = opened(city)
    assert city.close(payment) == NEVER
    here.scan(payment.id.replace("-", "_"))
    assert city.close(payment) == city.close(payment) == city.look(payment) == NEVER


def test_what_was_paid_before_it_is_closed_is_told(city: AlipayTrades, here: AlipayHere) -> None:
    """And stays paid: nothing is cancelled, which would give it back."""
    payment = paid(city, here)
    assert city.close(payment) == city.close(payment) == PAID
    assert here.held(payment.id) == 2000
    assert "alipay.trade.cancel" not in here.asked


def test_what_was_paid_and_all_given_back_was_paid(city: AlipayTrades, here: AlipayHere) -> None:
    """Though Alipay says that it is closed."""
    payment = paid(city, here)
    assert city.give_back(ToReturn("rf-all", payment, yuan(2000))) is Paid.YES
    assert here.trades[payment.id.replace("-", "_")].status == "TRADE_CLOSED"
    assert city.look(payment) == city.close(payment) == PAID


def test_parts_go_back_once_each_and_no_more_than_came(
    city: AlipayTrades, here: AlipayHere
) -> None:
    """Also under the same id, after all is gone and the trade is closed."""
    payment = paid(city, here)
    first, rest = ToReturn("rf-1", payment, yuan(705)), ToReturn("rf-2", payment, yuan(1295))
    assert city.give_back(first) is city.give_back(first) is Paid.YES
    assert here.held(payment.id) == 1295
    assert city.give_back(ToReturn("rf-more", payment, yuan(1296))) is Paid.NEVER
    assert city.give_back(rest) is Paid.YES
    assert here.held(payment.id) == 0
    assert city.give_back(first) is city.give_back(rest) is Paid.YES
    with pytest.raises(PaymentRefused, match=r"ACQ\.TRADE_HAS_CLOSE"):
        city.give_back(ToReturn("rf-again", payment, yuan(1)))


def test_what_the_account_has_not_is_not_given_back(city: AlipayTrades, here: AlipayHere) -> None:
    """An operator is told; filled up, it is given back by another id."""
    payment = paid(city, here)
    here.balance = Decimal("19.99")
    assert city.give_back(ToReturn("rf-1", payment, yuan(2000))) is Paid.NEVER
    here.balance = Decimal(20)
    assert city.give_back(ToReturn("rf-1-2", payment, yuan(2000))) is Paid.YES


def test_nothing_goes_back_of_what_was_not_paid(city: AlipayTrades, here: AlipayHere) -> None:
    """Nothing came; or nobody began it."""
    payment = opened(city)
    with pytest.raises(PaymentRefused, match="TRADE_NOT_EXIST"):
        city.give_back(ToReturn("rf-none", payment, yuan(1)))
    here.scan(payment.id.replace("-", "_"))
    with pytest.raises(PaymentRefused, match="TRADE_HAS_CLOSE"):
        city.give_back(ToReturn("rf-none", payment, yuan(1)))


def test_a_refund_whose_money_has_not_moved_is_looked_at_again(
    city: AlipayTrades, here: AlipayHere, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Alipay took it on, and tells neither that money moved nor that it was done."""
    payment = paid(city, here)
    monkeypatch.setattr(
        here, "refund", lambda name, *_: {"code": "10000", "out_trade_no": name, "fund_change": "N"}
    )
    assert city.give_back(ToReturn("rf-1", payment, yuan(5))) is Paid.NOT_YET


def test_what_nobody_heard_is_done_once(city: AlipayTrades, here: AlipayHere) -> None:
    """The answer is lost, and it is asked again."""
    payment = paid(city, here)
    here.fault = "lost"
    back = ToReturn("rf-1", payment, yuan(2000))
    with pytest.raises(PaymentUnanswered):
        city.give_back(back)
    here.fault = ""
    assert city.give_back(back) is Paid.YES
    assert here.held(payment.id) == 0
    assert len(here.trades[payment.id.replace("-", "_")].returned) == 1


@pytest.mark.parametrize(
    "fault",
    ["down", "slow", "wrong_signature", "unsigned", "garbled", "away", "lost",
     "ACQ.SYSTEM_ERROR", "AQC.SYSTEM_ERROR", "isp.unknow-error", "aop.ACQ.SYSTEM_ERROR"],
)  # fmt: skip
def test_what_is_no_answer_is_asked_again(
    city: AlipayTrades, here: AlipayHere, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is made of it, whatever was asked."""
    monkeypatch.setattr(alipay_gateway, "ANSWER_S", 0.2)
    payment = paid(city, here)
    here.fault = fault
    for ask in (
        lambda: city.offer(asked()),
        lambda: city.look(payment),
        lambda: city.close(payment),
        lambda: city.give_back(ToReturn("rf-1", payment, yuan(1))),
        city.greet,
    ):
        with pytest.raises(PaymentUnanswered):
            ask()


def test_what_alipay_refuses_is_told_by_its_word_alone(
    city: AlipayTrades, here: AlipayHere
) -> None:
    """Its sentences may name somebody."""
    payment = paid(city, here)
    here.fault = "ACQ.ACCESS_FORBIDDEN"
    for ask in (
        lambda: city.offer(asked()),
        lambda: city.look(payment),
        lambda: city.close(payment),
        lambda: city.give_back(ToReturn("rf-1", payment, yuan(1))),
        city.greet,
    ):
        with pytest.raises(PaymentRefused, match=r"ACQ\.ACCESS_FORBIDDEN") as caught:
            ask()
        assert "李娜" not in str(caught.value)


def test_other_money_is_not_taken(city: AlipayTrades, here: AlipayHere) -> None:
    """Alipay counts in yuan; nothing is asked."""
    with pytest.raises(PaymentRefused, match="EUR"):
        city.offer(
            AskedToPay(id="p-1", amount=Money(5, "EUR"), told="", seconds=1, back="", notice="")
        )
    assert here.asked == []


def test_the_answer_must_be_of_that_trade_and_name_an_amount() -> None:
    """What else is told is for somebody to look at, or asked again."""
    told = {"out_trade_no": "pay_1", "trade_status": "TRADE_SUCCESS", "total_amount": "20.00"}
    assert standing_of(told, "pay_1") == PAID
    assert standing_of({**told, "trade_status": "NEW"}, "pay_1") == NOT_YET
    with pytest.raises(PaymentUnanswered, match="another"):
        standing_of(told, "pay_2")
    for wrong in (None, "", "0.00", "-1.00", "1.001", "1e3"):
        with pytest.raises(PaymentRefused, match="how much"):
            standing_of({**told, "total_amount": wrong}, "pay_1")


def test_the_keys_are_tried(city: AlipayTrades, here: AlipayHere) -> None:
    """By a trade that nobody has; a public key that is another's is no name."""
    assert city.greet() == f"Alipay · {APP}"
    assert here.told["alipay.trade.query"]["out_trade_no"] == "yeshi_greets"
    with pytest.raises(PaymentUnanswered, match="public key"):
        AlipayTrades(here.account(public="other")).greet()


def test_what_it_tells_is_read(city: AlipayTrades, here: AlipayHere) -> None:
    """By this machine's clock."""
    payment = opened(city)
    knocked = Knocked({}, here.pay(payment.id))
    assert city.read(knocked) == PaymentNotice(payment.id, PAID)
    late = AlipayTrades(here.account(), lambda: time.time() + 27 * 3600)
    with pytest.raises(Forged):
        late.read(knocked)
