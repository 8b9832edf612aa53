"""Tokens in both stores: for a code, once, also for two who show it together."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.builders import EVENING, SmallCity, done
from tests.flow.people.test_clients import BACK, OWNER, WANTED, owner, register
from tests.flow.people.test_consents import VERIFIER, give, open_of
from tests.flow.people.test_sessions import WU, city
from tests.flow.test_races import at_once
from yeshi.base.refused import Refused
from yeshi.flow.people import clients, tokens
from yeshi.flow.people.tokens import Fresh
from yeshi.flow.ports import Answer
from yeshi.people.api_key import KeyRefused
from yeshi.people.bearer import KeyBearer
from yeshi.people.issued import LASTS, GrantRefused, NotByItself, ScopeBeyond, TokenKind
from yeshi.people.oauth_client import OAuthClient
from yeshi.people.scope import Scope

__all__ = ["city"]

CODE = "c" * 64


def fresh(number: int) -> Fresh:
    """The digests of tokens that nobody had yet."""
    return Fresh(f"a{number}".ljust(64, "0"), f"r{number}".ljust(64, "0"))


def let(city: SmallCity, code: str = CODE) -> OAuthClient:
    """A client that Wu lets act, and has a code for it."""
    client = register(city)
    assert isinstance(give(city, client.id, digest=code), dict)
    return client


def exchange(
    city: SmallCity, client: OAuthClient, number: int = 1, code: str = CODE, back: str = BACK,
    verifier: str = VERIFIER, after: timedelta = timedelta(),
) -> Answer:  # fmt: skip
    """What the client is given for the code."""
    return tokens.exchange(
        city.engine, city.key(), client, code, back, verifier, fresh(number), EVENING + after
    )


def known(city: SmallCity, number: int, after: timedelta = timedelta()) -> KeyBearer | None:
    """As whom the access token of that number acts."""
    found = tokens.known(city.engine, fresh(number).access, EVENING + after)
    return None if isinstance(found, Refused) else found[0]


def test_a_code_brings_tokens_once_for_who_asked_for_it(city: SmallCity) -> None:
    """By its verifier and address, within a minute, for its own client."""
    client, other = let(city), register(city)
    no = Refused(GrantRefused())
    assert exchange(city, other) == no
    assert exchange(city, client, verifier="w" * 43) == no
    assert exchange(city, client, back=f"{BACK}?") == no
    assert exchange(city, client, code="f" * 64) == no
    assert exchange(city, client, after=LASTS[TokenKind.CODE]) == no
    assert done(exchange(city, client)) == {"scope": "read kitchen"}
    bearer = known(city, 1)
    assert bearer is not None
    assert (bearer.person.id, bearer.scopes) == ("wu", (Scope.READ, Scope.KITCHEN))
    assert bearer.customer == "customer-wu"
    assert known(city, 1, LASTS[TokenKind.ACCESS]) is None
    # Neither a code nor a refresh token acts.
    for digest in (CODE, fresh(1).refresh, "f" * 64):
        assert tokens.known(city.engine, digest, EVENING) == Refused(KeyRefused())
    assert exchange(city, client, 2) == no
    assert known(city, 1) is None
    assert open_of(city) == []


def test_of_two_who_show_a_code_at_once_both_lose_it(city: SmallCity) -> None:
    """One of them had stolen it."""
    client = let(city)
    found = at_once([lambda n=n: exchange(city, client, n) for n in range(4)])
    assert sum(not isinstance(one, Refused) for one in found) == 1
    assert [known(city, number) for number in range(4)] == [None] * 4


def test_a_refresh_token_is_used_once(city: SmallCity) -> None:
    """It may ask for less, and the next one again for all."""
    client = let(city)
    done(exchange(city, client))

    def refresh(of: int, number: int, scope: str = "") -> Answer:
        return tokens.refresh(
            city.engine, city.key(), client, fresh(of).refresh, scope, fresh(number), EVENING
        )

    assert refresh(1, 2, "money") == Refused(ScopeBeyond())
    assert done(refresh(1, 2, "read")) == {"scope": "read"}
    assert done(refresh(2, 3)) == {"scope": "read kitchen"}
    lent = known(city, 2)
    assert lent is not None
    assert lent.scopes == (Scope.READ,)
    # An access token refreshes nothing.
    access = tokens.refresh(city.engine, city.key(), client, fresh(3).access, "", fresh(4), EVENING)
    assert access == Refused(GrantRefused())
    assert known(city, 3)
    assert refresh(1, 5) == Refused(GrantRefused())
    assert [known(city, number) for number in (1, 2, 3)] == [None] * 3
    assert refresh(3, 6) == Refused(GrantRefused())


def test_tokens_are_given_back(city: SmallCity) -> None:
    """By their own client; an access token alone, and all with a refresh token."""
    client, other = let(city), register(city)
    done(exchange(city, client))
    for token in (fresh(1).access, fresh(1).refresh, "f" * 64):
        done(tokens.revoke(city.engine, city.key(), other, token))
    assert known(city, 1)
    done(tokens.revoke(city.engine, city.key(), client, fresh(1).access))
    assert known(city, 1) is None
    assert len(open_of(city)) == 1
    done(tokens.revoke(city.engine, city.key(), client, fresh(1).refresh))
    assert open_of(city) == []


def test_a_client_acts_by_itself_as_its_owner_lent_it(city: SmallCity) -> None:
    """For a year, and a year more with each secret; other clients do not."""
    client = register(city, replace(WANTED, redirects=(), by_itself=OWNER.grants))

    def ask(number: int, scope: str = "", after: timedelta = timedelta()) -> Answer:
        access = fresh(number).access
        return tokens.by_itself(city.engine, city.key(), client, scope, access, EVENING + after)

    assert done(ask(1)) == {"scope": "read kitchen"}
    assert ask(2, "money") == Refused(ScopeBeyond())
    bearer = known(city, 1)
    assert bearer is not None
    assert (bearer.person.id, bearer.person.grants) == ("owner", OWNER.grants)
    year = timedelta(days=366)
    assert ask(3, after=year) == Refused(NotByItself())
    done(clients.renew(owner(city), city.key(), client.id, "1" * 64, EVENING + timedelta(days=9)))
    done(ask(4, after=year))
    plain = register(city)
    refused = tokens.by_itself(city.engine, city.key(), plain, "", fresh(5).access, EVENING)
    assert refused == Refused(NotByItself())


def test_a_client_is_seen_by_the_day_alone(city: SmallCity) -> None:
    """Once a day, whoever looks."""
    done(exchange(city, let(city)))
    [one] = open_of(city)
    assert one.used_on is None
    for _ in range(2):
        tokens.see(city.engine, one.id, EVENING.date())
    [one] = open_of(city)
    assert one.used_on == EVENING.date()
    found = tokens.known(city.engine, fresh(1).access, EVENING)
    assert not isinstance(found, Refused)
    assert found[1] == EVENING.date()
    assert found[0].person.grants == WU.grants
