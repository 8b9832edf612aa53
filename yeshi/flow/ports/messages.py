"""How messages reach people, and the links in them that nobody can guess."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from yeshi.people.contact import Contact
from yeshi.people.invitation import Sent


@dataclass(frozen=True, slots=True)
class Message:
    """What is said to somebody; `subject` stands above a mail, and is left out by phone."""

    to: Contact
    subject: str
    text: str


class Messages(Protocol):
    """By what messages go out."""

    def send(self, message: Message, id_: str) -> Sent:
        """How it went; raises what kept it from going, InputError where another try would too.

        `id_` is the errand's: a message that is sent once more for the same one has the same name.
        """
        ...


class Links(Protocol):
    """Secrets of links, which are made anew from the installation's whenever one is written.

    So none is kept anywhere: neither in the record or the errand, nor beside its digest.
    """

    def token(self, purpose: str, id_: str, number: int) -> str:
        """What a link of that purpose carries for that thing, the `number`th time."""
        ...

    def address(self, token: str) -> str:
        """The whole address of the link to come in by."""
        ...
