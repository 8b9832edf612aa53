"""A file of what has left, as the bank takes it; what it cannot carry is told before it leaves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fastapi import Response

from tests.builders import SmallCity, done
from tests.files.test_bank_layout import IBAN
from tests.flow.payments.paying import OTHER, TREASURER, owing, payouts_of, proposed
from tests.web.programmes.rooms import client_as, send
from tests.web.test_api import desk_of
from yeshi.base.money import Money
from yeshi.base.refused import Refused
from yeshi.files.bank_layout import PLAIN, BankColumn, BankLayout, CsvLayout, SepaLayout
from yeshi.flow.payments import paying_out
from yeshi.flow.payments.desk import RunSeen, run_seen
from yeshi.payments.payout_run import RunNotApproved
from yeshi.web.money.bank_file import NotBySepa, bank_file_of, beyond_layout

SEPA = SepaLayout(payer="Night market", iban=IBAN, bic="COBADEFFXXX")


def seen_of(city: SmallCity, run: str) -> RunSeen:
    """The run as its treasurer sees it."""
    seen = run_seen(city.by(TREASURER), run)
    assert isinstance(seen, RunSeen)
    return seen


def approved_of(city: SmallCity, run: str) -> RunSeen:
    """It, after two people said that it is right."""
    done(paying_out.check_run(city.by(TREASURER), city.key(), run))
    done(paying_out.approve_run(city.by(OTHER), city.key(), run))
    return seen_of(city, run)


def written(city: SmallCity, seen: RunSeen, layout: BankLayout = PLAIN) -> Response | Refused:
    """The run's file in that layout."""
    return bank_file_of(replace(desk_of(city), bank_layout=layout), seen)


def test_nothing_is_written_before_it_is_approved() -> None:
    city = owing()
    run = proposed(city)
    assert written(city, seen_of(city, run)) == Refused(RunNotApproved())
    file = written(city, approved_of(city, run))
    assert isinstance(file, Response)
    (one,) = payouts_of(city, run)
    assert bytes(file.body).decode("utf-8-sig").splitlines() == [
        "reference,holder,account,bank,bank_code,amount,currency,for",
        f"{one.id},A B,12345678,Bank,,{one.amount.plain()},CNY,a",
    ]


def test_it_is_written_as_the_owner_said() -> None:
    city = owing()
    layout = CsvLayout(columns=(BankColumn("账号", "account"),), encoding="gb18030")
    file = written(city, approved_of(city, proposed(city)), layout)
    assert isinstance(file, Response)
    assert bytes(file.body).decode("gb18030") == "账号\r\n12345678\r\n"
    assert file.headers["content-type"] == "text/csv; charset=gb18030"


def test_sepa_carries_euros_to_ibans() -> None:
    pytest.importorskip("sepaxml")
    city = owing()
    seen = approved_of(city, proposed(city))
    assert beyond_layout(seen, PLAIN, "en") is None
    assert beyond_layout(seen, SEPA, "en") == Refused(NotBySepa("a"))
    (one,) = seen.payouts
    payout = replace(
        one.payout,
        amount=Money(one.payout.amount.fen, "EUR"),
        payee=replace(one.payout.payee, number=IBAN),
    )
    euros = replace(seen, payouts=(replace(one, payout=payout),))
    assert beyond_layout(euros, SEPA, "en") is None
    file = written(city, euros, SEPA)
    assert isinstance(file, Response)
    assert file.headers["content-disposition"].endswith('.xml"')
    assert f">{payout.amount.plain()}<".encode() in bytes(file.body)


def test_who_looks_sees_what_the_file_cannot_carry_and_it_is_not_fetched() -> None:
    """Before it leaves; and over JSON too nothing is kept of a file that was none."""
    city = owing()
    one, other = client_as(city, TREASURER), client_as(city, OTHER)
    for client in (one, other):
        desk = client.app.state.desk  # type: ignore[attr-defined]
        client.app.state.desk = replace(desk, bank_layout=SEPA)  # type: ignore[attr-defined]
    run = proposed(city)
    at = f"/money/runs/{run}"
    assert "The file for SEPA cannot carry: a." in one.get(at).text
    send(one, city, f"{at}/check")
    send(other, city, f"{at}/approve")
    assert "File for the bank (SEPA, pain.001)" in one.get(at).text
    page = one.post(f"{at}/file", data={"key": city.key()})
    assert page.status_code == 409
    told = one.post(f"/api/money/runs/{run}/file", headers={"Idempotency-Key": city.key()})
    assert (told.status_code, told.json()["title"]) == (409, "not_by_sepa")
    assert seen_of(city, run).run.fetched_at is None
