"""Messages that nothing sends yet: shown to whoever started the server, and to no log."""

from __future__ import annotations

from collections.abc import Callable

from yeshi.flow.ports.messages import Message
from yeshi.people.invitation import Sent


class OnConsole:
    """Says messages on the console."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say

    def send(self, message: Message, id_: str) -> Sent:  # noqa: ARG002
        """That it was shown; what its words would do to a terminal, they do not."""
        lines = [f"{message.to.address}: {message.subject}", *message.text.splitlines()]
        shown = ["".join(one for one in line if one.isprintable()) for line in lines]
        self._say("\n  ".join(["", *shown, ""]))
        return Sent.CONSOLE
