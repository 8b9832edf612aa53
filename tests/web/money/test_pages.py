"""A treasurer pays out on pages: a list, two people, a file for the bank, and what came back."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO

from tests.builders import done
from tests.flow.payments.paying import (
    HOLDER,
    OTHER,
    OWNER,
    SAID,
    TREASURER,
    approved,
    owing,
    payouts_of,
    proposed,
)
from tests.web.programmes.rooms import client_as, send
from yeshi.flow.payments import payees, paying_out


def test_from_what_is_owed_to_a_file_for_the_bank() -> None:
    """Proposed and looked at by one, approved by another, fetched, and confirmed."""
    city = owing()
    owed = city.money(city.balance("merchant:a")).plain()
    one, other = client_as(city, TREASURER), client_as(city, OTHER)
    assert "It is not said yet whom to pay." in one.get("/money").text
    page = send(one, city, "/money/runs")
    assert owed in page
    assert "A B" in page
    assert "•••• 5678" in page
    assert "12345678" not in page
    assert "new since 2026-11-24" in page
    with city.store.read() as work:
        (run,) = work.payout_runs.waiting()
    at = f"/money/runs/{run.id}"
    assert "cannot approve it too" in send(one, city, f"{at}/check") + send(
        one, city, f"{at}/approve"
    )
    assert "looked at by Treasurer" in other.get(at).text
    assert "File for the bank" not in other.get(at).text
    assert "approved by Another treasurer" in send(other, city, f"{at}/approve")
    file = one.post(f"{at}/file", data={"key": city.key()})
    assert file.headers["content-disposition"].startswith(
        f'attachment; filename="payouts-{run.day}'
    )
    (line,) = csv.DictReader(StringIO(file.text.removeprefix("\ufeff")))
    assert (line["holder"], line["account"], line["amount"]) == ("A B", "12345678", owed)
    assert line["reference"] == payouts_of(city, run.id)[0].id
    assert "The file was first fetched" in one.get(at).text
    assert "All the rest is there" in one.get(at).text
    assert "All the rest is there" not in send(one, city, f"{at}/confirm")
    assert "Nothing can be paid out now." in one.get("/money").text


def test_what_has_changed_is_told_by_whose_it_is() -> None:
    """The stall by its name; whoever holds the account at the bank stands in no answer."""
    city = owing()
    run = proposed(city)
    one, other = client_as(city, TREASURER), client_as(city, OTHER)
    send(one, city, f"/money/runs/{run}/check")
    anew = replace(SAID, number="87654321")
    done(payees.enter_payee(city.by(HOLDER), city.key(), "merchant:a", anew))
    told = send(other, city, f"/money/runs/{run}/approve")
    assert "It was said anew whom to pay for a." in told
    answer = paying_out.approve_run(city.by(OTHER), city.key(), run)
    assert "merchant:a" in str(answer)
    assert "A B" not in str(answer)


def test_one_that_is_held_back_or_came_back_says_why() -> None:
    """On the list, and on the page of whoever is owed it."""
    city = owing()
    one = client_as(city, TREASURER)
    run = approved(city)
    payout = payouts_of(city, run)[0].id
    at = f"/money/runs/{run}/payouts/{payout}"
    assert "already" in send(one, city, f"{at}/hold", why="x")
    assert "no such account" in send(one, city, f"{at}/return", why="no such account")
    stall = client_as(city, HOLDER).get("/kitchen/a/money").text
    assert "no such account" in stall
    assert "The last payout came back" in stall


def test_whoever_is_not_of_it_finds_nothing() -> None:
    """An owner approves and fetches no file; a stall's owner sees no list."""
    city = owing()
    run = approved(city)
    owner, stall = client_as(city, OWNER), client_as(city, HOLDER)
    assert owner.get(f"/money/runs/{run}").status_code == 200
    assert owner.post(f"/money/runs/{run}/file", data={"key": "k"}).status_code == 403
    for path in ("/money", f"/money/runs/{run}"):
        assert stall.get(path).status_code == 403
    assert client_as(city, TREASURER).get("/money/runs/none").status_code == 404


def test_a_list_is_called_off_with_a_reason() -> None:
    """Without one it stays as it is, and says what is missing."""
    city = owing()
    one = client_as(city, TREASURER)
    send(one, city, "/money/runs")
    with city.store.read() as work:
        (run,) = work.payout_runs.waiting()
    at = f"/money/runs/{run.id}/call-off"
    assert one.post(at, data={"key": city.key(), "why": " "}).status_code == 409
    assert "called off" in send(one, city, at, why="a mistake")
