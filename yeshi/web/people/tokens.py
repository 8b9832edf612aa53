"""Where clients are given tokens and give them back, and what is published of that (RFC 8414)."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import JSONResponse

from yeshi.base.refused import Refused
from yeshi.flow.people import tokens
from yeshi.flow.people.tokens import Fresh
from yeshi.people.api_key import digest_of
from yeshi.people.issued import LASTS, GrantRefused, NotByItself, ScopeBeyond, TokenKind
from yeshi.people.oauth_client import OAuthClient
from yeshi.people.scope import Scope
from yeshi.web.frame.access import ANYBODY
from yeshi.web.frame.addresses import address_of
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.fields import IdOrNone, Line, Secret
from yeshi.web.people.oauth import AUTHORIZE, Redirect, Word, fault, new_secret, shown_by, told

TOKEN, REVOKE = "/oauth/token", "/oauth/revoke"
_ERRORS = {
    GrantRefused: "invalid_grant",
    ScopeBeyond: "invalid_scope",
    NotByItself: "unauthorized_client",
}
_CODE, _REFRESH, _BY_ITSELF = "authorization_code", "refresh_token", "client_credentials"
_WAYS = ["client_secret_basic", "client_secret_post", "none"]

# Programs alone come here: they have no cookie and were shown no form, but what they show is known
# to nobody else.
router = APIRouter(include_in_schema=False)


@router.get("/.well-known/oauth-authorization-server", dependencies=ANYBODY)
def metadata(request: Request) -> JSONResponse:
    """What a client has to know to ask for tokens here."""
    address = _desk(request).site.address
    return JSONResponse({
        "issuer": address,
        "authorization_endpoint": f"{address}{AUTHORIZE}",
        "token_endpoint": f"{address}{TOKEN}",
        "revocation_endpoint": f"{address}{REVOKE}",
        "service_documentation": f"{address}/docs",
        "scopes_supported": [scope.value for scope in Scope],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": [_CODE, _REFRESH, _BY_ITSELF],
        "token_endpoint_auth_methods_supported": _WAYS,
        "revocation_endpoint_auth_methods_supported": _WAYS,
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": True,
    })  # fmt: skip


@router.post(TOKEN, dependencies=ANYBODY)
def token(
    request: Request,
    grant_type: Annotated[Word, Form()] = "",
    client_id: Annotated[IdOrNone, Form()] = "",
    client_secret: Annotated[Secret, Form()] = "",
    code: Annotated[Secret, Form()] = "",
    redirect_uri: Annotated[Redirect, Form()] = "",
    code_verifier: Annotated[Secret, Form()] = "",
    refresh_token: Annotated[Secret, Form()] = "",
    scope: Annotated[Line, Form()] = "",
) -> JSONResponse:
    """Tokens for a code or a refresh token, or one for a client that acts by itself."""
    desk = _desk(request)
    client = _client(desk, request, client_id, client_secret)
    if isinstance(client, JSONResponse):
        return client
    access, refresh = (new_secret(kind) for kind in (TokenKind.ACCESS, TokenKind.REFRESH))
    fresh = Fresh(digest_of(access), digest_of(refresh))
    key, at, engine = f"token:{token_urlsafe(12)}", desk.sign_in.wall.now(), desk.engine
    if grant_type == _CODE:
        answer = tokens.exchange(
            engine, key, client, digest_of(code), redirect_uri, code_verifier, fresh, at
        )
    elif grant_type == _REFRESH:
        answer = tokens.refresh(engine, key, client, digest_of(refresh_token), scope, fresh, at)
    elif grant_type == _BY_ITSELF:
        answer = tokens.by_itself(engine, key, client, scope, fresh.access, at)
    else:
        return fault("unsupported_grant_type" if grant_type else "invalid_request")
    if isinstance(answer, Refused):
        return fault(_ERRORS[type(answer.reason)])
    body: dict[str, Any] = {
        "access_token": access,
        "token_type": "Bearer",
        "expires_in": int(LASTS[TokenKind.ACCESS].total_seconds()),
        "scope": answer.data["scope"],
    }
    return told(body if grant_type == _BY_ITSELF else {**body, "refresh_token": refresh})


@router.post(REVOKE, dependencies=ANYBODY)
def revoke(
    request: Request,
    client_id: Annotated[IdOrNone, Form()] = "",
    client_secret: Annotated[Secret, Form()] = "",
    given: Annotated[Secret, Form(alias="token")] = "",
) -> Response:
    """Have nothing done with a token any more; with a refresh token, all of its consent ends."""
    desk = _desk(request)
    client = _client(desk, request, client_id, client_secret)
    if isinstance(client, JSONResponse):
        return client
    if not given:
        return fault("invalid_request")
    tokens.revoke(desk.engine, f"token:{token_urlsafe(12)}", client, digest_of(given))
    return told({})


def _client(
    desk: Desk, request: Request, client_id: str, client_secret: str
) -> OAuthClient | JSONResponse:  # fmt: skip
    """The client that asks, of which each asks so often from each address; or what is wrong."""
    shown = shown_by(request, client_id, client_secret)
    if shown is None:
        return fault("invalid_request")
    client = tokens.client_of(desk.engine, *shown)
    if isinstance(client, Refused):
        return fault("invalid_client", 401, **{"WWW-Authenticate": 'Basic realm="yeshi"'})
    wait_s = desk.allowances.keys.take(f"{client.id} {address_of(request.scope)}")
    if wait_s:
        return fault("temporarily_unavailable", 429, **{"Retry-After": str(wait_s)})
    return client


def _desk(request: Request) -> Desk:
    """The desk of the city, at which nobody acts yet: who does, the command finds out."""
    desk: Desk = request.app.state.desk
    return desk
