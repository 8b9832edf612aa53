"""What somebody types is answered on a page, which keeps it."""

from __future__ import annotations

from tests.builders import SmallCity
from tests.flow.stalls.test_finding import named
from tests.web.test_api import client_of
from yeshi.adapters.memory.store import MemoryStore
from yeshi.market.finding import TYPED_LENGTH_MAX


def test_what_is_typed_is_found_from_the_first_page() -> None:
    """The stall that sells it, with the dish; what was typed stays in its field."""
    with client_of(named(MemoryStore("CNY")), signed_in=False) as client:
        assert 'action="/search"' in client.get("/").text
        page = client.get("/search", params={"q": "choudoufu"}).text
        assert 'value="choudoufu"' in page
        assert 'href="/stalls/b"' in page
        assert "臭豆腐煲" in client.get("/search?q=cdf", headers={"Accept-Language": "zh"}).text
        assert 'href="/stalls/r"' not in page


def test_what_nothing_is_called_is_said_as_it_was_typed() -> None:
    """In one sentence, whatever signs are in it; what is too long is refused."""
    with client_of(SmallCity().settle_in(), signed_in=False) as client:
        page = client.get("/search", params={"q": "<b>榴莲"}).text
        assert "Nothing is called like “&lt;b&gt;榴莲”" in page
        assert "Nothing is called" not in client.get("/search").text
        long = client.get("/search", params={"q": "x" * (TYPED_LENGTH_MAX + 1)})
        assert long.status_code == 422
        assert "What is looked for cannot be used: it may have 40 letters" in long.text
