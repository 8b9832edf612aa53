"""A stall is held, let go and acted for over JSON."""

from __future__ import annotations

from tests.web.control.rooms import HOLDER, OPERATOR, SAYS, WHY, room


def test_who_may_and_who_may_not() -> None:
    """A reason is always asked for; the stall's own people are not let in."""
    with room() as there:
        to, key = f"/api/control/orders/{there.order}/act-for/a", {"Idempotency-Key": "k"}
        said = {"step": "accept", "why": "phoned"}
        assert there.be(HOLDER).post(to, json=said, headers=key).status_code == 403
        client = there.be(OPERATOR)
        assert client.post(to, json={"step": "accept"}, headers=key).status_code == 422
        assert client.post(to, json=said, headers=key).status_code == 200
        let = client.post("/api/control/stalls/a/release", json={"why": "w"}, headers=key)
        assert let.status_code == 200
        assert client.get("/api/merchants/a").json()["merchant"]["held"] is None


def test_the_public_reads_the_words_alone() -> None:
    """Neither the reason nor who owns the stall; an order is refused with the words."""
    with room() as there:
        merchant = there.be(None).get("/api/merchants/a").json()["merchant"]
        assert (merchant["held"]["says"], merchant["held"]["why"]) == (SAYS, "")
        assert WHY not in there.client.get("/api/merchants").text


ROWS = [
    {
        "name": {"zh": "牛肉粉", "en": "Beef noodles"},
        "price_fen": 1800,
        "size": {"zh": "小份", "en": "Small"},
    },
    {
        "name": {"zh": "牛肉粉", "en": "Beef noodles"},
        "price_fen": 2300,
        "size": {"zh": "大份", "en": "Large"},
    },
]


def test_an_operator_puts_a_menu_online_for_a_stall() -> None:
    """With a reason, once for a key; the stall's own people have their own way."""
    with room() as there:
        to, key = "/api/control/stalls/a/menu", {"Idempotency-Key": "k"}
        said = {"rows": ROWS, "why": "read to me by phone"}
        assert there.be(HOLDER).post(to, json=said, headers=key).status_code == 403
        client = there.be(OPERATOR)
        assert client.post(to, json={"rows": ROWS}, headers=key).status_code == 422
        assert client.post(to, json={**said, "rows": []}, headers=key).status_code == 422
        for _ in range(2):
            answer = client.post(to, json=said, headers=key)
            assert answer.json() == {"new": "1", "changed": "0", "same": "0"}
        there_is_none = client.post(
            "/api/control/stalls/none/menu", json=said, headers={"Idempotency-Key": "k2"}
        )
        assert there_is_none.status_code == 404
        record = client.get("/api/control/record").text
        assert "read to me by phone" in record
