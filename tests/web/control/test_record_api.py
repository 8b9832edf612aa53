"""The record over JSON."""

from __future__ import annotations

from tests.web.control.rooms import HOLDER, OPERATOR, WHY, room


def test_acts_come_with_who_what_when_and_why() -> None:
    """And all that happened by number, for who may."""
    with room() as there:
        assert there.be(HOLDER).get("/api/control/record").status_code == 403
        client = there.be(OPERATOR)
        (line,) = client.get("/api/control/record?kind=merchant.held").json()["lines"]
        told = (line["by"], line["who"], line["thing"], line["why"])
        assert told == ("person:op", "Operator Li", "a", WHY)
        lines = client.get("/api/control/record?whole=true").json()["lines"]
        assert "order.placed" in {one["kind"] for one in lines}
        rest = client.get(f"/api/control/record?whole=true&before={lines[3]['seq']}").json()
        assert rest["lines"] == lines[4:]
