"""What a client asks and is answered, in the words of OAuth 2 (RFC 6749, 7009, 7636, 9207)."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Annotated, Any
from urllib.parse import urlencode, urlsplit

from authlib.oauth2.rfc6749.util import extract_basic_authorization
from fastapi import Form, Query, Request
from fastapi.responses import JSONResponse
from pydantic import StringConstraints

from yeshi.flow.people.consents import ConsentWanted
from yeshi.people.api_key import digest_of
from yeshi.people.consent import ClientAsks
from yeshi.people.issued import PREFIXES, TokenKind
from yeshi.people.oauth_client import REDIRECT_LENGTH_MAX
from yeshi.people.person import Grant, Person
from yeshi.web.frame.fields import ONE_LINE, IdOrNone, Line

AUTHORIZE = "/oauth/authorize"
_BYTES = 32

State = Annotated[str, StringConstraints(max_length=500, pattern=ONE_LINE)]
Redirect = Annotated[str, StringConstraints(max_length=REDIRECT_LENGTH_MAX, pattern=ONE_LINE)]
Word = Annotated[str, StringConstraints(max_length=200, pattern=ONE_LINE)]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedBy:
    """What a client sent somebody here with."""

    client_id: str
    redirect_uri: str
    state: str
    response_type: str
    scope: str
    code_challenge: str
    code_challenge_method: str

    @property
    def asks(self) -> ClientAsks:
        """For what it asks."""
        return ClientAsks(
            response_type=self.response_type,
            scope=self.scope,
            challenge=self.code_challenge,
            method=self.code_challenge_method,
        )

    def wanted(self, grants: tuple[Grant, ...]) -> ConsentWanted:
        """What somebody lets it have, who lends it these of their roles."""
        return ConsentWanted(
            client=self.client_id, redirect=self.redirect_uri, asks=self.asks, grants=grants
        )

    def answered(self, issuer: str, **told: str) -> str:
        """The client's address with what it is told."""
        state = {"state": self.state} if self.state else {}
        said = urlencode({**told, **state, "iss": issuer})
        return f"{self.redirect_uri}{'&' if urlsplit(self.redirect_uri).query else '?'}{said}"


def asked_in_address(
    client_id: Annotated[IdOrNone, Query()] = "",
    redirect_uri: Annotated[Redirect, Query()] = "",
    state: Annotated[State, Query()] = "",
    response_type: Annotated[Word, Query()] = "",
    scope: Annotated[Line, Query()] = "",
    code_challenge: Annotated[Word, Query()] = "",
    code_challenge_method: Annotated[Word, Query()] = "",
) -> AskedBy:
    """What the address has of it."""
    return AskedBy(
        client_id=client_id, redirect_uri=redirect_uri, state=state, response_type=response_type,
        scope=scope, code_challenge=code_challenge, code_challenge_method=code_challenge_method,
    )  # fmt: skip


def asked_in_form(
    client_id: Annotated[IdOrNone, Form()] = "",
    redirect_uri: Annotated[Redirect, Form()] = "",
    state: Annotated[State, Form()] = "",
    response_type: Annotated[Word, Form()] = "",
    scope: Annotated[Line, Form()] = "",
    code_challenge: Annotated[Word, Form()] = "",
    code_challenge_method: Annotated[Word, Form()] = "",
) -> AskedBy:
    """What the form has of it, as the address had it."""
    return AskedBy(
        client_id=client_id, redirect_uri=redirect_uri, state=state, response_type=response_type,
        scope=scope, code_challenge=code_challenge, code_challenge_method=code_challenge_method,
    )  # fmt: skip


def lent(person: Person, chosen: list[str]) -> tuple[Grant, ...]:
    """Those of the person's roles that they chose, as `role@scope`."""
    return tuple(one for one in person.grants if f"{one.role.value}@{one.scope}" in chosen)


def shown_by(request: Request, client_id: str, client_secret: str) -> tuple[str, str] | None:
    """The client's id and the digest of its secret, "" where it shows none; None for two ways."""
    name, secret = extract_basic_authorization(request.headers)
    if name is not None and client_secret:
        return None
    secret = client_secret if name is None else secret
    return name or client_id, digest_of(secret) if secret else ""


def new_secret(kind: TokenKind) -> str:
    """A code or token that nobody can guess."""
    return f"{PREFIXES[kind]}{token_urlsafe(_BYTES)}"


def told(body: dict[str, Any], status: int = 200, **heads: str) -> JSONResponse:
    """An answer to a client, which nobody keeps on the way."""
    return JSONResponse(body, status, {"Cache-Control": "no-store", **heads})


def fault(code: str, status: int = 400, **heads: str) -> JSONResponse:
    """What is wrong, by one of the words of RFC 6749."""
    return told({"error": code}, status, **heads)
