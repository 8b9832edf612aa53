"""A treasurer reads a bank's file in, sees what does not agree, and says how it comes."""

from __future__ import annotations

import re

from httpx import Response

from tests.builders import SmallCity, done
from tests.flow.payments.paying import HOLDER, OWNER, TREASURER, approved, owing, payouts_of
from tests.web.programmes.rooms import client_as
from yeshi.flow.payments import banking
from yeshi.payments.payout import Payout

BANK = "outside:bank"
PAGE = "/money/reconciliation"


def paid() -> tuple[SmallCity, Payout]:
    """A city that has paid a stall out, and what the bank was to carry out."""
    city = owing()
    payout = payouts_of(city, approved(city))[0]
    done(banking.confirm_run(city.by(TREASURER), city.key(), payout.run))
    return city, payout


def bill(city: SmallCity, payout: Payout, *more: str) -> bytes:
    day = city.calendar.date_at(city.clock.now())
    rows = [f"{day},-{payout.amount.plain()},{payout.id},payout", *(f"{day},{one}" for one in more)]
    return "\n".join(["date,amount,reference,text", *rows]).encode()


def bring(city: SmallCity, data: bytes, account: str = BANK) -> Response:
    client = client_as(city, TREASURER)
    return client.post(
        f"{PAGE}/file",
        data={"account": account, "key": city.key()},
        files={"file": ("bank.csv", data, "text/csv")},
    )


def test_a_file_is_read_in_and_what_is_left_is_explained() -> None:
    city, payout = paid()
    client = client_as(city, TREASURER)
    assert PAGE in client.get("/money").text
    assert "No statement of this account" in client.get(PAGE).text
    page = bring(city, bill(city, payout, "12.00,,<b>interest</b>")).text
    assert "2 rows: 1 agree" in page
    assert "not in the books" in page
    assert "&lt;b&gt;interest" in page
    assert "payment of what it took" in page
    (found,) = re.findall(rf'action="{PAGE}/([\w-]+)/explain"', page)
    said = {"account": BANK, "key": city.key(), "why": "interest of the year"}
    page = client.post(f"{PAGE}/{found}/explain", data=said).text
    assert "agrees with the books" in page
    assert "interest of the year" in page


def test_a_file_that_cannot_be_read_is_refused_beside_its_field_with_its_line() -> None:
    city, payout = paid()
    answer = bring(city, bill(city, payout, "12.005,,x"))
    assert answer.status_code == 422
    assert 'aria-describedby="fault"' in answer.text
    assert "on line 3, “12.005” is no amount" in answer.text
    assert "No statement of this account" in client_as(city, TREASURER).get(PAGE).text


def test_what_is_another_accounts_is_refused() -> None:
    city, payout = paid()
    assert bring(city, bill(city, payout), "provider:none").status_code == 404
    client = client_as(city, TREASURER)
    assert client.get(f"{PAGE}?account=escrow").status_code == 404
    assert client.get(f"{PAGE}/file").status_code == 200


def test_what_is_open_is_looked_at_again() -> None:
    city, payout = paid()
    bring(city, bill(city, payout, "12.00,,interest"))
    client = client_as(city, TREASURER)
    again = client.post(f"{PAGE}/again", data={"account": BANK, "key": city.key()})
    assert again.status_code == 200
    assert "not in the books" in again.text


def test_an_owner_looks_and_a_stall_does_not() -> None:
    city, payout = paid()
    bring(city, bill(city, payout, "12.00,,interest"))
    page = client_as(city, OWNER).get(PAGE).text
    assert "not in the books" in page
    assert "/explain" not in page
    assert "multipart" not in page
    assert client_as(city, HOLDER).get(PAGE).status_code in (403, 404)
    said = {"account": BANK, "key": city.key(), "why": "x"}
    assert client_as(city, OWNER).post(f"{PAGE}/x/explain", data=said).status_code in (403, 404)


def test_what_the_bank_says_that_it_holds_stands_beside_the_books() -> None:
    city, payout = paid()
    paper = (
        ":20:S\n:25:X\n:28C:1\n:60F:C261124CNY100,00\n"
        f":61:2611241124D{payout.amount.plain().replace('.', ',')}NTRFNONREF\n:86:{payout.id}\n"
        f":62F:C261124CNY{(city.money(10000) - payout.amount).plain().replace('.', ',')}\n-\n"
    )
    page = bring(city, paper.encode()).text
    assert "Balance of 2026-11-24:" in page
    assert "difference ¥100.00" in page
