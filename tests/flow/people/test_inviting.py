"""Invitations in both stores: sent, used once, withdrawn, forgotten; the link is kept nowhere."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import SmallCity, done
from tests.flow.test_races import at_once
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.flow import errands
from yeshi.flow.engine import Engine
from yeshi.flow.people import entering, inviting, sessions
from yeshi.flow.people.inviting import INVITING, OPEN_MAX, PURPOSE, Invited, TooManyInvited
from yeshi.flow.ports import Done, Store
from yeshi.people.actor import NOBODY, signed_in
from yeshi.people.invitation import KEPT_AFTER, LASTS, InvitationOver, InvitationState, Sent
from yeshi.people.person import CITY, Grant, NotAllowed, Person, Role, SignInFirst
from yeshi.people.session import WayIn, opened
from yeshi.web.frame.links import LinkMaker
from yeshi.web.frame.site import Site

COOK = Grant(Role.COOK, "a")
CHEF = Person("chen", "Chen", (Grant(Role.STALLHOLDER, "a"),), "hash")
OWNER = Person("ou", "Ou", (Grant(Role.OWNER, CITY),), "hash")
WU = Invited(name="Wu", contact="wu@example.org", language="en", grants=(COOK,), why="new cook")
LINKS = LinkMaker("secret", Site("https://market.example.org"))


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city with a stall's owner and the city's, on each store in turn."""
    return settled(store)


def settled(store: Store) -> SmallCity:
    """The small city with those two."""
    city = SmallCity(store).settle_in()
    for person in (CHEF, OWNER):
        done(entering.enter_person(city.engine, city.key(), person))
    return city


def invite(city: SmallCity, invited: Invited = WU, by: Person = CHEF) -> tuple[str, str]:
    """The invitation's id, and what its link carries."""
    id_ = done(inviting.invite(city.by(by), city.key(), invited, LINKS))["invitation"]
    return id_, LINKS.token(PURPOSE, id_, 1)


def nobody(city: SmallCity) -> Engine:
    """The engine of somebody who has not signed in."""
    return city.engine.acting(NOBODY)


def reason(answer: object) -> object:
    """Why it was refused."""
    assert isinstance(answer, Refused)
    return answer.reason


def test_by_the_link_somebody_comes_in_once(city: SmallCity) -> None:
    """To the roles it says, under the name and the password they choose."""
    id_, token = invite(city)
    found = inviting.by_token(nobody(city), token)
    assert not isinstance(found, Refused)
    assert (found.name, found.grants, found.by) == ("Wu", (COOK,), "person:chen")
    done(inviting.accept(nobody(city), city.key(), token, "wu", "hash"))
    with city.store.read() as work:
        assert work.persons.must("wu") == Person("wu", "Wu", (COOK,), "hash")
        assert work.invitations.must(id_).state is InvitationState.USED
    again = inviting.accept(nobody(city), city.key(), token, "other", "hash")
    assert reason(again) == InvitationOver()
    assert reason(inviting.by_token(nobody(city), token)) == InvitationOver()


def test_used_twice_at_once_it_lets_one_in(postgres: PostgresStore) -> None:
    """Whoever comes second finds it over."""
    city = settled(postgres)
    _, token = invite(city)
    with ThreadPoolExecutor(8) as threads:
        answers = list(
            threads.map(
                lambda n: inviting.accept(nobody(city), f"at-once-{n}", token, f"wu-{n}", "hash"),
                range(8),
            )
        )
    assert sum(isinstance(one, Done) for one in answers) == 1
    assert {reason(one) for one in answers if isinstance(one, Refused)} == {InvitationOver()}
    with city.store.read() as work:
        assert sum(one.id.startswith("wu-") for one in work.persons.all()) == 1


def test_of_two_who_choose_a_name_at_once_one_is_told(postgres: PostgresStore) -> None:
    """In a sentence, by two transactions: the other one has it, and each has one link's roles."""
    city = settled(postgres)
    tokens = [invite(city)[1] for _ in range(4)]
    found = at_once([
        lambda token=token: inviting.accept(nobody(city), f"in:{token}"[:99], token, "wu", "hash")
        for token in tokens
    ])  # fmt: skip
    assert sum(isinstance(one, Done) for one in found) == 1
    assert found.count(Refused(Invalid("id", "wu exists"))) == 3


def test_a_name_that_is_taken_is_chosen_anew(city: SmallCity) -> None:
    """The link is not used up by it, and nobody becomes somebody else."""
    _, token = invite(city)
    taken = inviting.accept(nobody(city), city.key(), token, "ou", "hash")
    assert reason(taken) == Invalid("id", "ou exists")
    with city.store.read() as work:
        assert work.persons.must("ou") == OWNER
    done(inviting.accept(nobody(city), city.key(), token, "wu", "hash"))


def test_who_is_there_already_takes_the_roles_on(city: SmallCity) -> None:
    """Besides those they have; their devices sign in anew, as at any change of roles."""
    session = opened("s", OWNER, "", WayIn.PASSWORD, city.clock.now())
    done(sessions.open_session(city.engine, city.key(), OWNER, session))
    _, token = invite(city)
    assert reason(inviting.take_on(nobody(city), city.key(), token)) == SignInFirst()
    done(inviting.take_on(city.by(OWNER), city.key(), token))
    with city.store.read() as work:
        assert work.persons.must("ou").grants == (*OWNER.grants, COOK)
    assert sessions.known(city.engine, "s", city.clock.now()) is None


def test_a_link_ends_after_a_week_by_withdrawal_or_another(city: SmallCity) -> None:
    """And one that was never made leads nowhere."""
    id_, first = invite(city)
    done(inviting.send_again(city.by(CHEF), city.key(), id_, LINKS))
    second = LINKS.token(PURPOSE, id_, 2)
    assert reason(inviting.by_token(nobody(city), first)) == InvitationOver()
    assert not isinstance(inviting.by_token(nobody(city), second), Refused)
    city.wait(LASTS / timedelta(minutes=1))
    assert reason(inviting.by_token(nobody(city), second)) == InvitationOver()
    done(inviting.send_again(city.by(CHEF), city.key(), id_, LINKS))
    third = LINKS.token(PURPOSE, id_, 3)
    assert not isinstance(inviting.by_token(nobody(city), third), Refused)
    done(inviting.withdraw(city.by(CHEF), city.key(), id_))
    for token in (third, f"{id_}.x", "x", ""):
        answer = inviting.accept(nobody(city), city.key(), token, "wu", "hash")
        assert reason(answer) == InvitationOver()


def test_who_was_sent_away_invites_nobody_any_more(city: SmallCity) -> None:
    """A link of theirs is worth what they could give today."""
    _, token = invite(city)
    done(entering.enter_person(city.engine, city.key(), replace(CHEF, grants=())))
    assert reason(inviting.by_token(nobody(city), token)) == InvitationOver()
    answer = inviting.accept(nobody(city), city.key(), token, "wu", "hash")
    assert reason(answer) == InvitationOver()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": " "}, "name"), ({"contact": "nobody"}, "contact"), ({"why": ""}, "why"),
        ({"grants": ()}, "role"), ({"language": "fr"}, "language"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named(city: SmallCity, changed: dict[str, object], field: str) -> None:
    """And nothing is sent."""
    asked = replace(WU, **changed)  # type: ignore[arg-type]
    answer = reason(inviting.invite(city.by(CHEF), city.key(), asked, LINKS))
    assert isinstance(answer, Invalid)
    assert answer.field == field
    assert errands.take(city.engine, [INVITING]) is None


def test_nobody_invites_to_what_they_may_not_give(city: SmallCity) -> None:
    """To others a stall's invitation is not there."""
    elsewhere = replace(WU, grants=(COOK, Grant(Role.COOK, "b")))
    refused = inviting.invite(city.by(CHEF), city.key(), elsewhere, LINKS)
    assert reason(refused) == Unknown("role", "cook@b")
    nowhere = replace(WU, grants=(Grant(Role.COOK, "none"),))
    refused = inviting.invite(city.by(OWNER), city.key(), nowhere, LINKS)
    assert reason(refused) == Unknown("role", "cook@none")
    assert reason(inviting.invite(nobody(city), city.key(), WU, LINKS)) == SignInFirst()
    id_, _ = invite(city)
    cook = city.engine.acting(signed_in(Person("c", "C", (COOK,), None)))
    other = city.engine.acting(signed_in(replace(CHEF, grants=(Grant(Role.STALLHOLDER, "b"),))))
    for by, why in ((cook, NotAllowed("owner", CITY)), (other, Unknown("invitation", id_))):
        assert reason(inviting.withdraw(by, city.key(), id_)) == why
        assert reason(inviting.send_again(by, city.key(), id_, LINKS)) == why
        assert reason(inviting.link_of(by, id_, LINKS)) == why


def test_nobody_has_no_end_of_invitations_open(city: SmallCity) -> None:
    """Each is a message that somebody pays for; what is withdrawn makes room."""
    ids = [invite(city)[0] for _ in range(OPEN_MAX)]
    refused = inviting.invite(city.by(CHEF), city.key(), WU, LINKS)
    assert reason(refused) == TooManyInvited(OPEN_MAX)
    done(inviting.withdraw(city.by(CHEF), city.key(), ids[0]))
    invite(city)


def test_it_is_told_how_it_went_but_not_of_a_link_before(city: SmallCity) -> None:
    """By the answer of the errand, which names the invitation alone."""
    id_, _ = invite(city)
    first = errands.take(city.engine, [INVITING])
    assert first is not None
    done(inviting.send_again(city.by(CHEF), city.key(), id_, LINKS))
    done(errands.answer_done(city.engine, first, Sent.MAIL))
    with city.store.read() as work:
        assert work.invitations.must(id_).sent is Sent.NOT_YET
    second = errands.take(city.engine, [INVITING])
    assert second is not None
    done(errands.answer_done(city.engine, second, Sent.PHONE))
    with city.store.read() as work:
        assert work.invitations.must(id_).sent is Sent.PHONE


def test_no_secret_is_kept_and_nobody_is_named_in_the_record(city: SmallCity) -> None:
    """Neither the link, nor who is invited, nor where they are reached."""
    _, token = invite(city)
    with city.store.read() as work:
        record = repr(work.events.after(0, 10_000)) + repr(work.errands.open_of("invitation"))
        kept = repr(work.invitations.all())
    assert "PersonInvited" in record
    for secret in (token, token.partition(".")[2], "wu@example.org", "'Wu'"):
        assert secret not in record
    assert token.partition(".")[2] not in kept


def test_long_after_their_end_they_are_forgotten(city: SmallCity) -> None:
    """With whom they named; what is open stays."""
    old, _ = invite(city)
    city.wait((LASTS + KEPT_AFTER) / timedelta(minutes=1))
    fresh, _ = invite(city)

    def act(turn: inviting.Turn) -> Done:
        return Done({"count": str(inviting.forget_old(turn))})

    assert done(city.engine.perform(city.key(), "forget", act)) == {"count": "1"}
    with city.store.read() as work:
        assert [one.id for one in work.invitations.all()] == [fresh]
    assert old != fresh
