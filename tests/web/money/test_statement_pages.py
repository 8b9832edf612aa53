"""Whoever has an account reads its statement on a page, and takes the same figures along."""

from __future__ import annotations

import csv
import re
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from pypdf import PdfReader

from tests.builders import SmallCity
from tests.flow.payments.months import RIDER, Month
from tests.flow.payments.paying import HOLDER, OWNER, TREASURER, owing
from tests.web.programmes.rooms import client_as
from yeshi.flow.payments.statements import StatementSeen, statement_of
from yeshi.ledger.statement import AccountStatement, StatementColumn
from yeshi.web.frame.amounts import money
from yeshi.web.money import statement_told

PAGE = "/kitchen/a/statement"


@pytest.fixture(scope="module")
def month() -> Month:
    """A month with all that can move."""
    return Month(3, nights=14).play()


@pytest.fixture
def city() -> SmallCity:
    """In which an order of stall a was delivered today."""
    return owing()


def today_of(city: SmallCity) -> date:
    """The business day."""
    return city.calendar.business_day(city.clock.now())


def statement(month: Month, account: str) -> AccountStatement:
    """The account's statement of the whole month."""
    seen = statement_of(month.city.by(TREASURER), account, month.first, month.last)
    assert isinstance(seen, StatementSeen)
    return seen.statement


def query_of(month: Month) -> str:
    """Which asks for the whole month."""
    return f"?from={month.first}&to={month.last}"


def figure(page: str, id_: str) -> str:
    """The figure of that id on a page."""
    return re.findall(rf'<b id="{id_}">([^<]*)</b>', page)[0]


@pytest.mark.parametrize(
    ("person", "path", "account"),
    [
        (HOLDER, PAGE, "merchant:a"),
        (RIDER, "/courier/x/statement", "courier:x"),
        (TREASURER, "/money/statements/stalls/b", "merchant:b"),
        (OWNER, "/money/statements/couriers/y", "courier:y"),
    ],
)
def test_page_and_file_say_what_the_books_say(
    month: Month, person: object, path: str, account: str
) -> None:
    """Before, in between and after; and each column's sum, of stall and courier alike."""
    told, query = statement(month, account), query_of(month)
    client = client_as(month.city, person)  # type: ignore[arg-type]
    page = client.get(path + query).text
    assert figure(page, "opening") == money(told.opening.balance)
    assert figure(page, "moved") == money(told.moved)
    assert figure(page, "closing") == money(told.closing.balance)
    total = page.split('<tr class="total">')[1]
    file = client.get(f"{path}/csv{query}")
    assert "statement-" in file.headers["content-disposition"]
    rows = list(csv.DictReader(StringIO(file.text.removeprefix("\ufeff"))))
    assert len(rows) == len(told.lines) + 2
    assert rows[-1]["balance"] == told.closing.balance.plain()
    for column in StatementColumn:
        in_file = sum(round(float(one[column]) * 100) for one in rows)
        assert in_file == told.total(column).fen
        if column in told.columns:
            assert f">{money(told.total(column))}</td>" in total
    assert sum(round(float(one["moved"]) * 100) for one in rows) == told.moved.fen


def test_it_is_printed(month: Month) -> None:
    """With the same sums on paper."""
    told = statement(month, "merchant:a")
    made = client_as(month.city, HOLDER).get(f"{PAGE}/pdf{query_of(month)}")
    assert made.headers["content-type"] == "application/pdf"
    paper = "".join(one.extract_text() for one in PdfReader(BytesIO(made.content)).pages)
    assert money(told.closing.balance) in paper
    assert "Statement of a" in paper


def test_many_lines_are_told_by_day(month: Month, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each day leads to its own lines; the sums are the same."""
    client, query = client_as(month.city, HOLDER), query_of(month)
    whole = client.get(PAGE + query).text
    monkeypatch.setattr(statement_told, "LINES_SHOWN", 2)
    page = client.get(PAGE + query).text
    told = statement(month, "merchant:a")
    assert f"These days have {len(told.lines)} lines." in page
    for day in told.days:
        assert f"{PAGE}?from={day.since}&amp;to={day.since}" in page or (
            f"{PAGE}?from={day.since}&to={day.since}" in page
        )
    assert page.split('<tr class="total">')[1] == whole.split('<tr class="total">')[1]


def test_it_is_of_today_where_no_day_is_said(city: SmallCity) -> None:
    """And leads to the days that are asked for most."""
    page = client_as(city, HOLDER).get(PAGE).text
    today = today_of(city)
    assert f'<h2 id="period">{today}</h2>' in page
    assert "Sold" in page
    assert f"from={today.replace(day=1)}" in page
    empty = client_as(city, HOLDER).get(f"{PAGE}?from=2026-01-01").text
    assert "Nothing moved in these days." in empty
    assert '<h2 id="period">2026-01-01</h2>' in empty
    assert client_as(city, HOLDER).get(f"{PAGE}/pdf?from=2026-01-01").status_code == 200


def test_one_comes_there_from_ones_money_and_from_the_treasurers(city: SmallCity) -> None:
    """And the treasurer to everybody's."""
    assert PAGE in client_as(city, HOLDER).get("/kitchen/a/money").text
    assert "/courier/x/statement" in client_as(city, RIDER).get("/courier/x/money").text
    treasurer = client_as(city, TREASURER)
    assert "/money/statements" in treasurer.get("/money").text
    listed = treasurer.get("/money/statements").text
    assert "/money/statements/stalls/a" in listed
    assert money(city.money(city.balance("merchant:a"))) in listed
    assert "/money/statements/stalls/a" not in treasurer.get("/money/statements?after=z").text


def test_days_that_cannot_be_told_are_said_beside_their_field(city: SmallCity) -> None:
    """With what was asked for still there; a file leads back to the page."""
    client, today = client_as(city, HOLDER), today_of(city)
    for asked, says in (
        (f"?from={today}&to={today - timedelta(days=1)}", "The first day is after the last one."),
        (f"?from=2025-01-01&to={today}", "A statement has 366 days at most"),
        (f"?from={today}&to=2027-01-01", f"choose {today} at the latest"),
        ("?from=soon&to=", "it must be a day such as"),
    ):
        answer = client.get(PAGE + asked)
        assert answer.status_code in (409, 422), asked
        assert says in answer.text
        assert answer.text.count('id="said"') == 1
        assert client.get(f"{PAGE}/csv{asked}").status_code in (409, 422)
    kept = client.get(f"{PAGE}?from=2025-01-01&to={today}").text
    assert 'value="2025-01-01"' in kept
    chinese = client.get(
        f"{PAGE}?from={today}&to={today - timedelta(days=1)}", headers={"accept-language": "zh"}
    )
    assert "开始日期晚于结束日期" in chinese.text


def test_nobody_reads_anothers(city: SmallCity) -> None:
    """It is as if it did not exist; the treasurer's pages are the treasurer's."""
    for person, paths in (
        (HOLDER, ("/kitchen/b/statement", "/kitchen/b/statement/csv", "/courier/x/statement")),
        (RIDER, ("/courier/y/statement", "/courier/y/statement/pdf", PAGE)),
        (TREASURER, (PAGE, "/courier/x/statement", "/money/statements/stalls/none")),
    ):
        for path in paths:
            assert client_as(city, person).get(path).status_code == 404, path
    for path in (
        "/money/statements",
        "/money/statements/stalls/a",
        "/money/statements/stalls/a/csv",
    ):
        assert client_as(city, HOLDER).get(path).status_code in (403, 404)
