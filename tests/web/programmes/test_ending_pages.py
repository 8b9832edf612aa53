"""A programme's end on its page: what it stops, what is left, and where that goes."""

from __future__ import annotations

from tests.builders import SmallCity
from tests.web.programmes.rooms import FOUNDATION, NEW, OFFICIAL, TREASURER, P, client_as, send


def test_a_programme_ends_and_what_is_left_goes_on() -> None:
    """With a reason; it is shown as ended, and takes no application."""
    city = SmallCity().settle_in()
    official, treasurer = client_as(city, OFFICIAL), client_as(city, TREASURER)
    send(official, city, "/programmes", **NEW | {"field": "education"})
    base = "/programmes/first-harvest"
    assert "has not ended" in treasurer.get(f"{base}/ending").text
    assert "/reopen" not in official.get(f"{base}/ending").text
    assert 'id="mend-why"' in send(official, city, f"{base}/end", why="")
    assert "The programme has ended" in send(official, city, f"{base}/end", why="over")
    public = official.get(base).text
    assert "This programme has ended" in public
    assert f"{base}/apply" not in public
    assert "has ended" in official.get(f"{base}/apply").text
    assert "ended on" in official.get("/programmes").text
    assert f"{base}/pass-on" not in official.get(f"{base}/ending").text
    step = {"to": P, "why": "to go on"}
    page = send(treasurer, city, f"{base}/pass-on", amount="x", **step)
    assert 'id="mend-amount"' in page
    assert 'value="to go on"' in page
    assert "¥250.50 are free" in send(treasurer, city, f"{base}/pass-on", amount="251", **step)
    assert "nothing free" in send(treasurer, city, f"{base}/pass-on", amount="250.50", **step)
    assert "passed on" in official.get(f"/programmes/{P}").text
    assert "the new gift" not in send(official, city, f"{base}/reopen", why="the new gift")
    assert "This programme has ended" not in official.get(base).text


def test_who_sees_what_is_left() -> None:
    """Its foundation may end it; a foundation of another, and nobody else, may not."""
    city = SmallCity().settle_in()
    foundation = client_as(city, FOUNDATION)
    assert "End it" in foundation.get(f"/programmes/{P}/ending").text
    assert "/ending" in foundation.get(f"/programmes/{P}").text
    send(client_as(city, OFFICIAL), city, "/programmes", **NEW)
    assert foundation.get("/programmes/first-harvest/ending").status_code == 403
    assert "/ending" not in foundation.get("/programmes/first-harvest").text
