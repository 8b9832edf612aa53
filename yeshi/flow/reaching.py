"""Reaching people of whom only a contact is known: who works where, and what a message says."""

from __future__ import annotations

from collections.abc import Callable

from yeshi.base.sentences import LANGUAGES, say
from yeshi.flow.ports import Work
from yeshi.flow.ports.messages import Message
from yeshi.people.contact import Contact
from yeshi.people.person import CITY, Role


def contacts_at(work: Work, scope: str, *roles: Role) -> list[str]:
    """The contacts of all who have one of the roles there, by id, each once."""
    people = (one for one in work.persons.all() if any(one.has(role, scope) for role in roles))
    return sorted({one.id for person in people for one in work.proven_contacts.of(person.id)})


def in_both_languages(
    work: Work, to: Contact, sentence: str, facts: Callable[[str], dict[str, str]]
) -> Message:
    """The message `sentence`, with what `facts` says in each language, and the city's name.

    In which language they read is known of nobody: both, the city's usual one first.
    """
    charter = work.charters.get(CITY)
    told = {
        one: {
            "city": charter.name.in_language(one) if charter else say(one, "site.name"),
            **facts(one),
        }
        for one in LANGUAGES
    }
    subjects = (say(one, f"message.{sentence}_subject", **told[one]) for one in LANGUAGES)
    texts = (say(one, f"message.{sentence}", **told[one]) for one in LANGUAGES)
    return Message(to, " / ".join(subjects), "\n\n".join(texts))
