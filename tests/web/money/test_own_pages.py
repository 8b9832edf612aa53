"""Whoever is paid says whom to pay on a page, and reads there when it comes."""

from __future__ import annotations

from tests.builders import SmallCity
from tests.flow.payments.paying import HOLDER, TREASURER, owing
from tests.web.programmes.rooms import client_as, send
from yeshi.people.person import Grant, Person, Role

RIDER = Person("ri", "X", (Grant(Role.COURIER, "x"),), None)
PAGE = "/kitchen/a/money"
SAID = {"holder": "李春", "bank": "演示银行", "account_number": "6222 0212 3456 7890 128"}


def test_a_stall_says_whom_to_pay_and_reads_when_it_comes() -> None:
    """Of the number, the end alone is shown."""
    city = owing()
    stall = client_as(city, HOLDER)
    page = send(stall, city, f"{PAGE}/payee", **SAID)
    assert "李春, 演示银行, •••• 0128" in page
    assert "0212" not in page
    assert "It is paid out on 2026-11-30, and should be there on 2026-12-01." in page
    assert "comes 2026-12-01" in stall.get("/kitchen/a").text
    gone = send(stall, city, f"{PAGE}/payee/take-out")
    assert "It is not said yet whom to pay." in gone
    assert "Say whom to pay" in stall.get("/kitchen/a").text


def test_a_digit_that_is_wrong_is_told_and_nothing_is_lost() -> None:
    """The form comes back with what was typed."""
    city = owing()
    stall = client_as(city, HOLDER)
    answer = stall.post(
        f"{PAGE}/payee",
        data={"key": city.key(), **SAID, "account_number": "6222021234567890129"},
        headers={"referer": f"http://testserver{PAGE}"},
    )
    assert answer.status_code == 409
    assert "check digits are wrong" in answer.text
    chinese = stall.post(
        f"{PAGE}/payee",
        data={"key": city.key(), **SAID, "account_number": "6222021234567890129"},
        headers={"referer": f"http://testserver{PAGE}", "accept-language": "zh"},
    )
    assert ">校验位不对：有一位输错，或有两位颠倒。<" in chinese.text
    assert "演示银行" in answer.text
    with city.store.read() as work:
        assert work.payees.must("merchant:a").holder == "A B"


def test_a_courier_has_their_own_and_nobody_elses() -> None:
    """What is another's answers as if it did not exist."""
    city = owing()
    rider = client_as(city, RIDER)
    assert "李春" in send(rider, city, "/courier/x/money/payee", **SAID)
    assert "What comes, and what came" in rider.get("/courier/x").text
    for path in ("/courier/y/money", PAGE):
        assert rider.get(path).status_code in (403, 404, 409)
    assert client_as(city, TREASURER).get(PAGE).status_code == 404


def test_a_new_stall_has_it_among_its_steps() -> None:
    """It can sell before."""
    city = SmallCity().settle_in()
    with city.store.begin() as work:
        for one in work.items.of_merchant("a"):
            work.items.let_go([one.id])
    page = client_as(city, HOLDER).get("/kitchen/a").text
    assert "you can sell before" in page
