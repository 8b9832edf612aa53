"""Signing in at an organisation's provider: OpenID Connect by the code, with PKCE."""

from __future__ import annotations

import json
import ssl
import time
from base64 import b64encode
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from authlib.common.errors import AuthlibBaseError
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from yeshi.base.outlets import OpenIdIssuer
from yeshi.base.refused import Refused
from yeshi.people.provided import ProviderFailed, ProviderFault, ProviderTold

# Somebody waits for each step.
WAIT_S = 5.0
# So long what the provider publishes of itself is believed.
KNOWN_S = 3600.0
# By how much two clocks may differ.
LEEWAY_S = 60
BYTES_MAX = 1_000_000
# Signed by a key of the provider's, which nobody else has: never by the secret, never not at all.
_ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")
_UNFIT = (JoseError, AuthlibBaseError, ValueError, KeyError, TypeError)


class _Refuses(Exception):
    """The provider answers that it will not."""


class OpenIdProvider:
    """An organisation's provider, found by what it publishes of itself."""

    def __init__(self, issuer: OpenIdIssuer, trust: ssl.SSLContext | None = None) -> None:
        """`trust`: whose certificates are believed; those that this machine trusts by default."""
        self.name = issuer.name
        self._issuer, self._trust = issuer, trust
        self._published: dict[str, tuple[float, dict[str, Any]]] = {}

    def address(self, back: str, state: str, nonce: str, verifier: str) -> str | Refused:
        """Where somebody shows who they are, and comes `back` from with `state` and a code."""
        try:
            page = str(self._about()["authorization_endpoint"])
        except (OSError, HTTPException, _Refuses):
            return _failed(ProviderFault.AWAY)
        except _UNFIT:
            return _failed(ProviderFault.UNFIT)
        asked = {
            "response_type": "code",
            "client_id": self._issuer.client,
            "redirect_uri": back,
            "scope": "openid email",
            "state": state,
            "nonce": nonce,
            "code_challenge": create_s256_code_challenge(verifier),
            "code_challenge_method": "S256",
        }
        return f"{page}{'&' if urlsplit(page).query else '?'}{urlencode(asked)}"

    def told(self, code: str, back: str, nonce: str, verifier: str) -> ProviderTold | Refused:
        """What the provider says of whoever came back with that code."""
        try:
            return self._read(self._token(code, back, verifier), nonce)
        except _Refuses:
            return _failed(ProviderFault.REFUSED)
        except (OSError, HTTPException):
            return _failed(ProviderFault.AWAY)
        except _UNFIT:
            return _failed(ProviderFault.UNFIT)

    def is_of(self, issuer: str) -> bool:
        """Whether an answer that names that issuer is this provider's."""
        return issuer == self._issuer.url

    def _token(self, code: str, back: str, verifier: str) -> str:
        given = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": back,
            "code_verifier": verifier,
        }
        who = f"{quote(self._issuer.client, safe='')}:{quote(self._issuer.secret, safe='')}"
        heads = {
            "Authorization": f"Basic {b64encode(who.encode()).decode()}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        url = str(self._about()["token_endpoint"])
        return str(self._ask("POST", url, urlencode(given).encode(), heads)["id_token"])

    def _read(self, token: str, nonce: str) -> ProviderTold:
        """What a token says; raises what is wrong with it."""
        try:
            found = jwt.decode(token, self._keys(), algorithms=_ALGORITHMS)
        except (JoseError, ValueError):
            # Its keys may have changed since they were read.
            self._published.pop(self._keys_at(), None)
            found = jwt.decode(token, self._keys(), algorithms=_ALGORITHMS)
        own = self._issuer
        claims = CodeIDToken(
            found.claims,
            found.header,
            options={
                "iss": {"essential": True, "value": own.url},
                "aud": {"essential": True, "value": own.client},
                "nonce": {"essential": True, "value": nonce},
            },
            params={"nonce": nonce, "client_id": own.client},
        )
        claims.validate(now=int(time.time()), leeway=LEEWAY_S)
        methods = claims.get("amr")
        return ProviderTold(
            issuer=own.url,
            subject=str(claims["sub"]),
            mail=str(claims.get("email") or ""),
            is_verified=claims.get("email_verified") is True,
            methods=tuple(map(str, methods)) if isinstance(methods, list) else (),
            level=str(claims.get("acr") or ""),
        )

    def _about(self) -> dict[str, Any]:
        found = self._known(f"{self._issuer.url.rstrip('/')}/.well-known/openid-configuration")
        if found["issuer"] != self._issuer.url:
            raise ValueError("another issuer answers")
        return found

    def _keys_at(self) -> str:
        return str(self._about()["jwks_uri"])

    def _keys(self) -> KeySet:
        return KeySet.import_key_set(self._known(self._keys_at()))  # type: ignore[arg-type]

    def _known(self, url: str) -> dict[str, Any]:
        at, found = self._published.get(url, (0.0, {}))
        if not found or time.monotonic() - at > KNOWN_S:
            found = self._ask("GET", url, None, {})
            self._published[url] = time.monotonic(), found
        return found

    def _ask(
        self, method: str, url: str, body: bytes | None, heads: dict[str, str]
    ) -> dict[str, Any]:
        """What is answered, of an address that is as safe as the issuer's own."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme == "https":
            trust = self._trust or ssl.create_default_context()
            connection: HTTPConnection = HTTPSConnection(
                host, parts.port, timeout=WAIT_S, context=trust
            )
        elif parts.scheme == urlsplit(self._issuer.url).scheme:
            connection = HTTPConnection(host, parts.port, timeout=WAIT_S)
        else:
            raise ValueError("in the clear")
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            connection.request(method, path, body, {**heads, "Accept": "application/json"})
            answer = connection.getresponse()
            said = answer.read(BYTES_MAX)
        finally:
            connection.close()
        if answer.status != 200:
            raise _Refuses(str(answer.status))
        found = json.loads(said)
        if not isinstance(found, dict):
            raise ValueError("no object")
        return found


def _failed(fault: ProviderFault) -> Refused:
    return Refused(ProviderFailed(fault.value))
