"""What is kept so that it cannot be read, or made, without the installation's secret."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from secrets import token_bytes

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from yeshi.base.errors import InvariantBroken

_NONCE_BYTES = 12
_SECRET_BYTES = 20


class KeyedSeals:
    """Closes secrets with a key made from the installation's secret, each for one person alone.

    Who reads the database without that secret learns nothing of them; who has both reads them, as
    the server does.
    """

    def __init__(self, secret: str) -> None:
        self._closing = AESGCM(_key(secret, b"seal"))
        self._digests = _key(secret, b"recovery code")
        self._offers = _key(secret, b"authenticator")

    def sealed(self, text: str, of: str) -> str:
        """The text, closed for that person."""
        nonce = token_bytes(_NONCE_BYTES)
        closed = self._closing.encrypt(nonce, text.encode(), of.encode())
        return urlsafe_b64encode(nonce + closed).decode()

    def opened(self, sealed: str, of: str) -> str:
        """The text again; InvariantBroken where it was closed for another, or elsewhere."""
        data = urlsafe_b64decode(sealed)
        nonce, closed = data[:_NONCE_BYTES], data[_NONCE_BYTES:]
        try:
            return self._closing.decrypt(nonce, closed, of.encode()).decode()
        except InvalidTag as fault:
            raise InvariantBroken(f"what is sealed of {of} is of another secret") from fault

    def digest(self, code: str, of: str) -> str:
        """As what a code of that person is kept."""
        said = f"{len(of)}:{of}:{code}".encode("utf-8", "replace")
        return hmac.digest(self._digests, said, "sha256").hex()

    def offered(self, session: str) -> bytes:
        """The secret that is offered to an authenticator in that session.

        It is kept nowhere before it has shown its first code, and is the same however often the
        page is read; another session, of 256 random bits itself, has another one.
        """
        return hmac.digest(self._offers, session.encode(), "sha256")[:_SECRET_BYTES]


def _key(secret: str, purpose: bytes) -> bytes:
    """A key of 256 bits for one purpose."""
    return hmac.digest(secret.encode(), b"yeshi " + purpose, "sha256")
