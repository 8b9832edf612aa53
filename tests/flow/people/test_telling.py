"""What is said to who is invited: in their language, with the link that leads somewhere."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import SmallCity, done
from tests.flow.people.test_giving import CHEF, settled
from tests.flow.people.test_inviting import LINKS, WU
from yeshi.adapters.memory.store import MemoryStore
from yeshi.base.errors import SecretElsewhere
from yeshi.flow.people import inviting
from yeshi.flow.people.inviting import Invited, ToInvite
from yeshi.flow.people.telling import invitation_message
from yeshi.people.contact import By, Contact
from yeshi.people.invitation import LASTS
from yeshi.people.person import Grant, Role
from yeshi.web.frame.links import LinkMaker
from yeshi.web.frame.site import Site

BOTH = (Grant(Role.COOK, "a"), Grant(Role.CASHIER, "a"))
BY_PHONE = Invited(name="吴", contact="13912345678", language="zh", grants=BOTH, why="新人")


@pytest.fixture
def city() -> SmallCity:
    """The small city, open, with a stall's owner."""
    return settled(MemoryStore("CNY")).open_up()


def invite(city: SmallCity, invited: Invited) -> ToInvite:
    """What the errand is given."""
    answer = inviting.invite(city.by(CHEF), city.key(), invited, LINKS)
    return ToInvite(done(answer)["invitation"], 1)


def test_a_mail_says_who_is_invited_to_what_and_where(city: SmallCity) -> None:
    """With the link of the public address, and until when it holds on the city's clock."""
    given = invite(city, WU)
    message = invitation_message(city.engine, LINKS, given)
    assert message is not None
    assert message.to == Contact(By.MAIL, "wu@example.org")
    assert message.subject == "city: your invitation"
    link = LINKS.address(LINKS.token(inviting.PURPOSE, given.invitation, 1))
    assert link.startswith("https://market.example.org/come-in/iv-")
    for said in ("Wu,", "cook", link, "2026-12-01 20:00"):
        assert said in message.text


def test_a_phone_is_told_in_one_paragraph(city: SmallCity) -> None:
    """In the language that was chosen, whatever the inviter reads."""
    message = invitation_message(city.engine, LINKS, invite(city, BY_PHONE))
    assert message is not None
    assert message.to == Contact(By.PHONE, "+8613912345678")
    assert "厨师" in message.text
    assert "\n" not in message.text


def test_nothing_is_said_of_what_is_over(city: SmallCity) -> None:
    """Withdrawn, sent again meanwhile, or too late."""
    given = invite(city, WU)
    done(inviting.send_again(city.by(CHEF), city.key(), given.invitation, LINKS))
    assert invitation_message(city.engine, LINKS, given) is None
    second = ToInvite(given.invitation, 2)
    assert invitation_message(city.engine, LINKS, second) is not None
    city.wait(LASTS / timedelta(minutes=1))
    assert invitation_message(city.engine, LINKS, second) is None
    other = invite(city, WU)
    done(inviting.withdraw(city.by(CHEF), city.key(), other.invitation))
    assert invitation_message(city.engine, LINKS, other) is None
    assert invitation_message(city.engine, LINKS, ToInvite("none", 1)) is None


def test_a_process_with_another_secret_sends_no_link_that_leads_nowhere(city: SmallCity) -> None:
    """Somebody has to look: it shares the database, and not the data folder."""
    other = LinkMaker("another", Site("https://market.example.org"))
    with pytest.raises(SecretElsewhere):
        invitation_message(city.engine, other, invite(city, WU))
