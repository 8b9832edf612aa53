"""HEAD tells what GET would, and sends nothing of it."""

from __future__ import annotations

from tests.builders import SmallCity
from tests.web.test_api import client_of


def test_what_may_be_asked_for_may_be_asked_about() -> None:
    """Pages, data, and also a stream without an end; what is only sent to may not."""
    with client_of(SmallCity(), signed_in=False) as client:
        for path in ("/", "/api/now", "/healthz", "/live?of=*"):
            answer = client.head(path)
            assert (answer.status_code, answer.content) == (200, b"")
        assert client.head("/api/now").headers["content-type"] == "application/json"
        assert client.head("/api/quotes").status_code == 405
