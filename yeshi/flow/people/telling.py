"""What messages to people say: in the language of whoever receives them, with their link."""

from __future__ import annotations

from yeshi.base.errors import SecretElsewhere
from yeshi.base.sentences import say
from yeshi.flow.engine import Engine
from yeshi.flow.people.inviting import PURPOSE, ToInvite
from yeshi.flow.ports.messages import Links, Message
from yeshi.people.invitation import Invitation
from yeshi.people.person import CITY
from yeshi.people.session import digest_of


def invitation_message(engine: Engine, links: Links, given: ToInvite) -> Message | None:
    """What somebody who is invited reads; None where that link leads nowhere by now.

    Raises SecretElsewhere where the link that this process would make is not the one that is kept.
    """
    with engine.store.read() as work:
        found, charter = work.invitations.get(given.invitation), work.charters.get(CITY)
    current = found is not None and found.number == given.number
    if found is None or not current or not found.lasts(engine.clock.now()):
        return None
    token = links.token(PURPOSE, found.id, found.number)
    if digest_of(token) != found.digest:
        raise SecretElsewhere("the secret of this data folder is not the one of the pages")
    language = found.language
    facts = {
        "name": found.name,
        "city": charter.name.in_language(language) if charter else say(language, "site.name"),
        "roles": roles_in_words(found, language),
        "link": links.address(token),
        "until": engine.terms.calendar.local(found.ends_at).strftime("%Y-%m-%d %H:%M"),
    }
    subject = say(language, "message.invited_subject", **facts)
    return Message(
        found.contact, subject, say(language, f"message.invited_{found.contact.by}", **facts)
    )


def roles_in_words(invitation: Invitation, language: str) -> str:
    """The roles as people say them, each once."""
    words = [say(language, f"account_role.{grant.role}") for grant in invitation.grants]
    return ("、" if language == "zh" else ", ").join(dict.fromkeys(words))
