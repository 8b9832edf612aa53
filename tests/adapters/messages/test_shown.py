"""What nothing sends is shown on the console, where no letter of it does anything."""

from __future__ import annotations

from yeshi.adapters.messages.shown import OnConsole
from yeshi.flow.ports.messages import Message
from yeshi.people.contact import By, Contact
from yeshi.people.invitation import Sent


def test_it_is_said_line_by_line() -> None:
    """To whom, and what; letters that a terminal would obey are left out."""
    said: list[str] = []
    message = Message(Contact(By.MAIL, "wu@example.org"), "夜市", "吴\x1b[2J：\n\nhttps://a/x\x07")
    assert OnConsole(said.append).send(message, "er-1") is Sent.CONSOLE
    (shown,) = said
    assert shown.splitlines() == [
        "", "  wu@example.org: 夜市", "  吴[2J：", "  ", "  https://a/x", "  ",
    ]  # fmt: skip
