"""A treasurer follows a line of the books to an account, and to each transfer in it."""

from __future__ import annotations

import csv
import re
from io import BytesIO, StringIO

import pytest
from pyarrow import parquet

from tests.builders import SmallCity
from tests.flow.payments.months import Month
from tests.flow.payments.paying import HOLDER, OWNER, TREASURER, owe, owing
from tests.web.programmes.rooms import client_as
from yeshi.flow.payments import account_seen as reading
from yeshi.flow.payments.account_seen import AccountSeen, account_whole
from yeshi.web.frame.amounts import money

PAGE = "/money/books/account"


@pytest.fixture(scope="module")
def month() -> Month:
    """A month with all that can move."""
    return Month(3, nights=9).play()


@pytest.fixture
def city() -> SmallCity:
    """In which an order of stall a was delivered today."""
    return owing()


def figure(page: str, id_: str) -> str:
    """The figure of that id on a page."""
    return re.findall(rf'<b id="{id_}">([^<]*)</b>', page)[0]


@pytest.mark.parametrize("account", ["merchant:a", "courier:x", "platform:due", "escrow"])
def test_page_and_files_say_what_the_books_say(month: Month, account: str) -> None:
    """Before, in between and after; each transfer, and what is held once it is entered."""
    client = client_as(month.city, TREASURER)
    told = account_whole(month.city.engine, account, month.first, month.last)
    assert isinstance(told, AccountSeen)
    query = f"?account={account}&from={month.first}&to={month.last}"
    page = client.get(PAGE + query).text
    assert figure(page, "opening") == money(told.opening)
    assert figure(page, "moved") == money(told.moved)
    assert figure(page, "closing") == money(told.closing)
    file = client.get(f"{PAGE}/csv{query}")
    name = f"account-{account.replace(':', '-')}-{month.first}-{month.last}.csv"
    assert name in file.headers["content-disposition"]
    rows = list(csv.DictReader(StringIO(file.text.removeprefix("\ufeff"))))
    assert len(rows) == len(told.moves) + 2
    assert rows[-1]["balance"] == rows[-2]["balance"] == told.closing.plain()
    typed = parquet.read_table(BytesIO(client.get(f"{PAGE}/parquet{query}").content)).to_pylist()
    assert sum(one["change_fen"] for one in typed) == told.moved.fen
    assert typed[-1]["balance_fen"] == told.closing.fen


def test_lines_lead_to_accounts_and_those_to_each_other(city: SmallCity) -> None:
    """From the trial balance to a stall, and from its sale to what was held for the order."""
    client = client_as(city, OWNER)
    books = client.get("/money/books").text
    assert 'href="/money/books/accounts?chart_line=merchant"' in books
    assert 'href="/money/books/account?account=outside%3Atest-money"' in books
    assert "chart_line=wallet" not in books
    stalls = client.get("/money/books/accounts?chart_line=merchant").text
    assert f'href="{PAGE}?account=merchant%3Aa"' in stalls
    assert money(city.money(city.balance("merchant:a"))) in stalls
    stall = client.get(f"{PAGE}?account=merchant%3Aa").text
    assert f'href="{PAGE}?account=escrow"' in stall
    assert "Sale" in stall
    kept = client.get(f"{PAGE}?account=escrow").text
    assert "Customers&#39; wallets" in kept or "Customers' wallets" in kept
    assert "wallet%3A" not in kept


def test_long_accounts_and_lists_go_on(city: SmallCity, monkeypatch: pytest.MonkeyPatch) -> None:
    """Page after page, each within the days that were asked for."""
    monkeypatch.setattr(reading, "PAGE_MOVES", 1)
    monkeypatch.setattr(reading, "PAGE_ACCOUNTS", 1)
    client, address, seen = client_as(city, TREASURER), f"{PAGE}?account=merchant:a", 0
    while address:
        page = client.get(address).text
        assert page.count('data-head="Other account"') == 1
        seen += 1
        further = re.findall(r'href="([^"]*after=\d+)"', page)
        address = further[0].replace("&amp;", "&") if further else ""
    with city.store.read() as work:
        assert seen == len(work.ledger.of_account("merchant:a", 99)) > 1
    owe(city, "courier:gone", 90_000)
    first = client.get("/money/books/accounts?chart_line=courier").text
    assert "gone" in first
    assert "chart_line=courier&amp;start=1" in first or "chart_line=courier&start=1" in first


def test_an_odd_id_is_no_obstacle(city: SmallCity) -> None:
    """Its colons, slashes and signs stand in links and names of files as they may."""
    owe(city, "courier:odd:na/me&more", 100)
    client = client_as(city, TREASURER)
    listed = client.get("/money/books/accounts?chart_line=courier").text
    (way,) = re.findall(r'href="(/money/books/account[^"]*odd[^"]*)"', listed)
    page = client.get(way).text
    assert figure(page, "closing") == money(city.money(100))
    (to,) = re.findall(r'href="(/money/books/account/csv[^"]*)"', page)
    file = client.get(to.replace("&amp;", "&"))
    assert file.headers["content-disposition"].count('"') == 2
    assert "account-courier-odd-na-me-more-" in file.headers["content-disposition"]


def test_days_that_cannot_be_told_stay_in_their_fields(city: SmallCity) -> None:
    """With why not beside them."""
    client = client_as(city, TREASURER)
    page = client.get(f"{PAGE}?account=merchant:a&from=2026-01-01&to=2026-09-01")
    assert page.status_code == 422
    assert "31 days at most" in page.text
    assert 'value="2026-01-01"' in page.text
    for path in (
        f"{PAGE}?account=merchant:a&from=never",
        f"{PAGE}/csv?account=merchant:a&to=never",
    ):
        assert client.get(path).status_code in (409, 422)
    assert "Nothing moved" in client.get(f"{PAGE}?account=merchant:a&from=2026-01-01").text


def test_what_is_no_account_is_said(city: SmallCity) -> None:
    """In a sentence; also of a wallet, which is somebody's."""
    client = client_as(city, TREASURER)
    for path in (
        f"{PAGE}?account=merchant:none", f"{PAGE}/csv?account=merchant:none",
        f"{PAGE}?account=wallet:c", "/money/books/accounts?chart_line=none",
        "/money/books/accounts?chart_line=wallet",
    ):  # fmt: skip
        answer = client.get(path)
        assert answer.status_code == 404, path
        assert "There is no" in answer.text
    for path in (PAGE, f"{PAGE}/csv", "/money/books/accounts"):
        assert client.get(path).url.path == "/money/books"


def test_others_have_no_accounts(city: SmallCity) -> None:
    """Not even their own: it stands on their statement."""
    client = client_as(city, HOLDER)
    for path in (
        f"{PAGE}?account=merchant:a", f"{PAGE}/csv?account=merchant:a",
        "/money/books/accounts?chart_line=merchant",
    ):  # fmt: skip
        assert client.get(path).status_code in (403, 404)
