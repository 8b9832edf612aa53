"""What a client asks and is let do: its scopes, the roles that were lent, and until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import EVENING
from yeshi.people.consent import BY_ITSELF_LASTS, LASTS, LASTS_MAX, AskFault, ClientAsks, Consent
from yeshi.people.oauth_client import OAuthClient
from yeshi.people.person import CITY, Grant, Person, Role
from yeshi.people.scope import Scope

COOK, OWNER = Grant(Role.COOK, "a"), Grant(Role.OWNER, CITY)
CLIENT = OAuthClient(
    id="c", name="App", redirects=(), digest="", scopes=(Scope.READ, Scope.KITCHEN), by="li",
    made_at=EVENING,
)  # fmt: skip
ASKS = ClientAsks(response_type="code", scope="kitchen", challenge="x" * 43, method="S256")
GIVEN = Consent(
    id="g", client="c", person="li", scopes=(Scope.READ,), grants=(COOK,), customer="", session="s",
    strong=False, by_itself=False, given_at=EVENING, ends_at=EVENING + LASTS,
)  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({}, None),
        ({"scope": ""}, None),
        ({"scope": "kitchen read kitchen"}, None),
        ({"scope": "kitchen money"}, AskFault.SCOPE),
        ({"scope": "KITCHEN"}, AskFault.SCOPE),
        ({"response_type": "token"}, AskFault.RESPONSE_TYPE),
        ({"response_type": ""}, AskFault.RESPONSE_TYPE),
        ({"method": "plain"}, AskFault.REQUEST),
        ({"method": ""}, AskFault.REQUEST),
        ({"challenge": ""}, AskFault.REQUEST),
        ({"challenge": "x" * 42 + "+"}, AskFault.REQUEST),
    ],
)
def test_a_client_asks_for_what_it_may_with_a_proof(
    changed: dict[str, str], fault: AskFault | None
) -> None:
    """By S256 alone, within its own scopes."""
    assert replace(ASKS, **changed).fault_for(CLIENT) is fault


def test_without_a_scope_it_asks_for_all_of_its_own() -> None:
    """In one order, each once."""
    assert replace(ASKS, scope="").scopes_of(CLIENT) == (Scope.READ, Scope.KITCHEN)
    assert replace(ASKS, scope="kitchen read").scopes_of(CLIENT) == (Scope.READ, Scope.KITCHEN)


def test_a_client_acts_as_what_was_lent_and_is_still_there() -> None:
    """Neither as what was given later, nor as what was taken."""
    for grants, acts in (((COOK, OWNER), (COOK,)), ((OWNER,), ()), ((COOK,), (COOK,))):
        assert GIVEN.lent(Person("li", "Li", grants, None)).grants == acts


def test_a_consent_ends_unless_it_is_used_and_after_a_year_anyhow() -> None:
    """But for a client that acts by itself, whose secret is renewed."""
    assert GIVEN.lasts(EVENING + LASTS - timedelta(seconds=1))
    assert not GIVEN.lasts(EVENING + LASTS)
    assert not GIVEN.over().lasts(EVENING)
    month, year = timedelta(days=30), timedelta(days=365)
    assert GIVEN.prolonged(EVENING + month).ends_at == EVENING + month + LASTS
    assert GIVEN.prolonged(EVENING + year).ends_at == EVENING + LASTS_MAX
    own = replace(GIVEN, by_itself=True)
    assert own.prolonged(EVENING + year).ends_at == EVENING + year + BY_ITSELF_LASTS
