"""A provider of OpenID Connect on this machine: small, and strict about what it is asked."""

from __future__ import annotations

import json
import threading
import time
from base64 import b64decode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT, SECRET = "yeshi", "s3cret"


class TestedProvider(ThreadingHTTPServer):
    """Serves at a port of 127.0.0.1 until it is closed; `says` what its tokens say besides."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.key = RSAKey.generate_key(2048, {"kid": "1", "alg": "RS256", "use": "sig"})
        self.says: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def entered(self, address: str) -> str:
        """Where a browser is sent back to from that page, once somebody has shown who they are."""
        asked = {name: value for name, (value,) in parse_qs(urlsplit(address).query).items()}
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT
        assert "openid" in asked["scope"].split()
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        back = urlencode({"code": code, "state": asked["state"], "iss": self.issuer})
        return f"{asked['redirect_uri']}?{back}"

    def token(self, asked: dict[str, str]) -> str:
        """The token of whoever asked, with what is said besides in place of the usual."""
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 300,
            "nonce": asked["nonce"], "email": "li@example.org", "email_verified": True,
            **self.says,
        }  # fmt: skip
        return jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.key)


class _Handler(BaseHTTPRequestHandler):
    server: TestedProvider

    def do_GET(self) -> None:
        """What the provider publishes of itself."""
        issuer = self.server.issuer
        if self.path == "/.well-known/openid-configuration":
            self._say({
                "issuer": issuer, "authorization_endpoint": f"{issuer}/authorize",
                "token_endpoint": f"{issuer}/token", "jwks_uri": f"{issuer}/keys",
            })  # fmt: skip
        else:
            self._say(KeySet([self.server.key]).as_dict(private=False))

    def do_POST(self) -> None:
        """A token for a code: once, to the client that has the verifier."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        given = {name: value for name, (value,) in parse_qs(body).items()}
        who = b64decode(self.headers["Authorization"].removeprefix("Basic ")).decode()
        asked = self.server.codes.pop(given["code"], None)
        fits = (
            asked is not None
            and who == f"{CLIENT}:{SECRET}"
            and given["redirect_uri"] == asked["redirect_uri"]
            and create_s256_code_challenge(given["code_verifier"]) == asked["code_challenge"]
        )
        if asked is None or not fits:
            self._say({"error": "invalid_grant"}, 400)
        else:
            self._say({"id_token": self.server.token(asked), "token_type": "Bearer"})

    def _say(self, said: Any, status: int = 200) -> None:
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""
