"""A stall is held, let go and acted for from the control room's pages."""

from __future__ import annotations

from tests.web.control.rooms import HOLDER, OPERATOR, SAYS, WHY, room


def test_a_held_stall_says_so_to_each_who_asks() -> None:
    """Customers read the operator's words and never the reason; the stall reads both."""
    with room() as there:
        public = there.be(None).get("/stalls/a").text
        assert SAYS in public
        assert WHY not in public
        board = there.be(HOLDER).get("/kitchen/a").text
        assert SAYS in board
        assert WHY in board


def test_an_operator_lets_it_go_and_holds_it_again() -> None:
    """The page has the form for the one that can be done."""
    with room() as there:
        client, page = there.be(OPERATOR), "/control/stalls/a"
        assert f"{page}/hold" not in client.get(page).text
        client.post(f"{page}/release", data={"key": "k1", "why": "all is well"})
        assert SAYS not in client.get("/stalls/a").text
        said = {"key": "k2", "minutes": "5", "says": "back soon", "why": "once more"}
        client.post(f"{page}/hold", data=said)
        assert "back soon" in client.get("/stalls/a").text


def test_an_operator_answers_for_a_stall() -> None:
    """On the page of who brings the order; afterwards the next step is offered."""
    with room() as there:
        client, page = there.be(OPERATOR), f"/control/orders/{there.order}"
        assert 'value="reject"' in client.get(page).text
        said = {"key": "k3", "step": "accept", "why": "phoned", "minutes": "5"}
        client.post(f"{page}/act-for/a", data=said)
        shown = client.get(page).text
        assert 'value="ready"' in shown
        assert 'value="reject"' not in shown


def test_an_operator_brings_a_menu_for_a_stall() -> None:
    """From the stall's page: a table that asks for a reason; without one nothing is lost."""
    with room() as there:
        client, page = there.be(OPERATOR), "/kitchen/a/menu"
        assert f'href="{page}"' in client.get("/control/stalls/a").text
        assert 'href="/control/stalls/a"' in client.get(page).text
        row = {"name-0": "酸辣粉", "size-0": "", "price-0": "12", "part-0": "0"}
        refused = client.post(page, data={"key": "k", **row})
        assert refused.status_code == 409
        assert 'value="酸辣粉"' in refused.text
        assert 'name="why"' in refused.text
        answer = client.post(page, data={"key": "k2", **row, "why": "phoned"})
        assert answer.status_code == 200
        assert 'id="beginning"' not in answer.text
        assert "酸辣粉" in client.get("/stalls/a").text
        assert "phoned" in client.get("/control/record").text
