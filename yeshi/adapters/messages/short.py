"""Short messages to phones: handed to a provider's interface, JSON over HTTPS."""

from __future__ import annotations

import json
import ssl
from http.client import HTTPConnection, HTTPSConnection
from urllib.parse import urlsplit

from yeshi.base.errors import MessageNotTaken, MessageRefused
from yeshi.base.outlets import SmsProvider
from yeshi.flow.ports.messages import Message
from yeshi.people.invitation import Sent

WAIT_S = 10.0
# Refusals that may be none the next time: too slow, too early, too many.
_LATER = frozenset({408, 425, 429})


class ShortMessages:
    """Sends messages to phones; what is documented in docs/reference/messages.md is all it says."""

    def __init__(self, provider: SmsProvider, trust: ssl.SSLContext | None = None) -> None:
        """`trust`: whose certificates are believed; those that this machine trusts by default."""
        self._provider, self._trust = provider, trust

    def send(self, message: Message, id_: str) -> Sent:
        """That the provider has it; MessageRefused where it never will, MessageNotTaken for now."""
        body = {"id": id_, "to": message.to.address, "text": message.text}
        if self._provider.sender:
            body["from"] = self._provider.sender
        heads = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Idempotency-Key": id_,
        }
        if self._provider.key:
            heads["Authorization"] = f"Bearer {self._provider.key}"
        status = self._post(json.dumps(body, ensure_ascii=False).encode(), heads)
        if 400 <= status < 500 and status not in _LATER:
            raise MessageRefused(f"the provider answers {status}")
        # It leads nowhere else: who is led on is told the key and the link.
        if not 200 <= status < 300:
            raise MessageNotTaken(f"the provider answers {status}")
        return Sent.PHONE

    def _post(self, body: bytes, heads: dict[str, str]) -> int:
        address = urlsplit(self._provider.url)
        host = address.hostname or ""
        if address.scheme == "https":
            trust = self._trust or ssl.create_default_context()
            connection: HTTPConnection = HTTPSConnection(
                host, address.port, timeout=WAIT_S, context=trust
            )
        else:
            connection = HTTPConnection(host, address.port, timeout=WAIT_S)
        path = (address.path or "/") + (f"?{address.query}" if address.query else "")
        try:
            connection.request("POST", path, body, heads)
            answer = connection.getresponse()
            answer.read(65_536)
            return answer.status
        finally:
            connection.close()
