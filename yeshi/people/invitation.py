"""An invitation: somebody may come in by a link, once and within a week, to roles somewhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Self

from yeshi.base.personal import Personal
from yeshi.base.refused import Reason, Refused
from yeshi.people.contact import Contact
from yeshi.people.person import Grant

LASTS = timedelta(days=7)
# How often one is sent in all; whoever has not come by then is invited anew.
SENT_MAX = 5
ROLES_MAX = 6
# What is over is of use for a while to whoever asks what became of it.
KEPT_AFTER = timedelta(days=30)


class InvitationState(StrEnum):
    """What became of it; that its time is over is a matter of the clock."""

    OPEN = "open"
    USED = "used"
    WITHDRAWN = "withdrawn"


class Sent(StrEnum):
    """How its last message went: not yet, by mail or phone, or shown to whoever runs the server."""

    NOT_YET = "not_yet"
    MAIL = "mail"
    PHONE = "phone"
    CONSOLE = "console"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """Somebody is invited to `grants`; `digest` is that of the link's token, never the token.

    `number`: how often it was sent; each time it has another link, and the one before is over.
    `by`: the name of who invited, as the record has it. `person`: who came by it; "" before.
    """

    id: str
    digest: str
    number: int = 1
    name: Annotated[str, Personal("name")]
    contact: Contact
    language: str
    grants: tuple[Grant, ...]
    by: str
    made_at: datetime
    ends_at: datetime
    sent: Sent = Sent.NOT_YET
    state: InvitationState = InvitationState.OPEN
    person: str = ""

    @property
    def holds(self) -> bool:
        """Whether this may be kept: it has a time, and somebody where it was used."""
        used = self.state is InvitationState.USED
        return self.made_at < self.ends_at and used == bool(self.person) and self.number >= 1

    def lasts(self, now: datetime) -> bool:
        """Whether somebody may still come by it."""
        return self.state is InvitationState.OPEN and now < self.ends_at

    def sent_again(self, digest: str, now: datetime) -> Self | Refused:
        """It with another link, which has a week again; a used or withdrawn one is over."""
        if self.state is not InvitationState.OPEN:
            return Refused(InvitationOver())
        if self.number >= SENT_MAX:
            return Refused(SentTooOften(SENT_MAX))
        return replace(
            self, digest=digest, number=self.number + 1, ends_at=now + LASTS, sent=Sent.NOT_YET
        )

    def is_old(self, now: datetime) -> bool:
        """Whether it has been over for so long that nobody asks for it."""
        return self.ends_at + KEPT_AFTER <= now


@dataclass(frozen=True, slots=True)
class InvitationOver(Reason):
    """The link leads nowhere: used, withdrawn, past its week, or never made."""


@dataclass(frozen=True, slots=True)
class SentTooOften(Reason):
    """It was sent as often as one may be."""

    times: int
