"""A client: where people may be sent back to, and who shows its secret."""

from __future__ import annotations

import pytest

from tests.builders import EVENING
from yeshi.people.api_key import digest_of
from yeshi.people.oauth_client import OAuthClient, is_redirect, origin_of
from yeshi.people.scope import Scope


@pytest.mark.parametrize(
    "address",
    [
        "https://app.example.org/back",
        "https://app.example.org:8443/back?of=yeshi",
        "http://127.0.0.1:8400/back",
        "http://[::1]:8400/",
        "http://localhost/back",
    ],
)
def test_people_are_sent_back_by_https_or_to_their_own_machine(address: str) -> None:
    """Nothing of it is left out of the origin, by which a browser lets them go on."""
    assert is_redirect(address)
    assert address.startswith(origin_of(address) + "/")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/back",
        "app://back",
        "http://app.example.org/back",
        "http://127.0.0.1.example.org/back",
        "http://localhost@example.org/",
        "https://app.example.org/back#part",
        "https://user@app.example.org/",
        "https://*.example.org/",
        "https:///back",
        "https://app.example.org/a b",
        "https://app.example.org/\n",
        "https://app.example.org\\@evil.example.org/",
        "https://[::1/back",
        "https://app.example.org:port/",
        "javascript:alert(1)",
        "https://app.example.org/" + "x" * 300,
    ],
)
def test_people_are_sent_nowhere_else(address: str) -> None:
    """Where others could listen, or what could be read in two ways."""
    assert not is_redirect(address)


def test_a_client_is_known_by_its_secret() -> None:
    """A public one by showing none; one that was revoked by nothing."""
    digest = digest_of("secret")
    own = OAuthClient(
        id="c", name="App", redirects=(), digest=digest, scopes=(Scope.READ,), by="li",
        made_at=EVENING,
    )  # fmt: skip
    assert own.is_confidential
    assert [own.shows(one) for one in (digest, digest_of("other"), "")] == [True, False, False]
    assert not own.revoked().shows(digest)
    renewed = own.renewed(digest_of("other"))
    assert [renewed.shows(one) for one in (digest, digest_of("other"))] == [False, True]
    public = own.renewed("")
    assert not public.is_confidential
    assert [public.shows(one) for one in ("", digest)] == [True, False]
