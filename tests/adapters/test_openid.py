"""What a provider publishes of itself is looked at before anybody is sent there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.web.openid import CLIENT, SECRET, TestedProvider
from yeshi.adapters.openid import OpenIdProvider
from yeshi.base.outlets import OpenIdIssuer
from yeshi.base.refused import Refused
from yeshi.people.provided import ProviderFailed, ProviderFault, ProviderTold

BACK = "https://market.example.org/back"


@pytest.fixture
def served() -> Iterator[TestedProvider]:
    """A provider on this machine."""
    with TestedProvider() as provider:
        yield provider
        provider.shutdown()


def failed(fault: ProviderFault) -> Refused:
    """The refusal that names this."""
    return Refused(ProviderFailed(fault.value))


def test_somebody_is_sent_there_and_told_of(served: TestedProvider) -> None:
    """With what has to come back, and no secret in the address."""
    found = OpenIdProvider(OpenIdIssuer(served.issuer, CLIENT, SECRET, "Office"))
    address = found.address(BACK, "state", "nonce", "v" * 43)
    assert isinstance(address, str)
    assert SECRET not in address
    code = parse_qs(urlsplit(served.entered(address)).query)["code"][0]
    assert found.told(code, BACK, "nonce", "x" * 43) == failed(ProviderFault.REFUSED)
    code = parse_qs(urlsplit(served.entered(address)).query)["code"][0]
    assert found.told(code, BACK, "nonce", "v" * 43) == ProviderTold(
        issuer=served.issuer, subject="1", mail="li@example.org", is_verified=True
    )
    assert found.told(code, BACK, "nonce", "v" * 43) == failed(ProviderFault.REFUSED)


def test_another_issuer_than_the_one_that_is_set_is_not_believed(served: TestedProvider) -> None:
    """Whatever answers at its address."""
    own = OpenIdIssuer(served.issuer, CLIENT, SECRET, "Office")
    other = replace(own, url=f"{served.issuer}/")
    found = OpenIdProvider(other).address(BACK, "state", "nonce", "v" * 43)
    assert found == failed(ProviderFault.UNFIT)
    assert not OpenIdProvider(own).is_of("https://other.example.org")


def test_nothing_is_asked_in_the_clear_where_the_issuer_is_not(served: TestedProvider) -> None:
    """Its keys least of all."""
    clear = served.issuer
    served.issuer = "https://127.0.0.1"
    found = OpenIdProvider(OpenIdIssuer(clear, CLIENT, SECRET, "Office"))
    assert found.address(BACK, "state", "nonce", "v" * 43) == failed(ProviderFault.UNFIT)
