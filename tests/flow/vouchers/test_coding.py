"""Codes: made by the city, entered by customers, each of many by one alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import SmallCity, done, refused
from tests.flow.vouchers.ruled import join, launch, quoted, taken, wish
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.flow.orders import ordering, quoting
from yeshi.flow.ports import Store
from yeshi.flow.vouchers import coding, launching
from yeshi.flow.vouchers.launching import CampaignEntry
from yeshi.people.person import CITY, Grant, NotAllowed, Person, Role
from yeshi.vouchers.campaign import end
from yeshi.vouchers.code import CodeNotYet, CodeOver, CodeUnknown, CodeUsed, plain_code
from yeshi.vouchers.entitled import (
    CodesEnough,
    VoucherForAccount,
    VoucherForAway,
    VoucherForCode,
    VoucherForNew,
)
from yeshi.vouchers.rules import CodeKind, CustomerGroup, Rules, VoucherLimits
from yeshi.vouchers.worth import VoucherUsedUp

OFFICIAL = Person("of", "Of", (Grant(Role.OFFICIAL, CITY),), None)
OPERATOR = Person("op", "Op", (Grant(Role.OPERATOR, CITY),), None)
WORD, EACH = Rules(code=CodeKind.ONE), Rules(code=CodeKind.EACH)


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city with a campaign by a word for all, and one by codes of which there are two."""
    city = SmallCity(store).settle_in()
    for customer in "cd":
        city.fill(customer)
    launch(city, "word", WORD, word="Night 24")
    launch(city, "each", EACH)
    done(coding.make_codes(city.by(OFFICIAL), city.key(), "each", 2))
    return city


def enter(city: SmallCity, typed: str, customer: str = "c") -> object:
    """The campaign that the code belongs to, or why it is refused."""
    answer = coding.enter_code(city.engine, city.key(), customer, typed)
    return answer.reason if isinstance(answer, Refused) else answer.data["campaign"]


def printed(city: SmallCity) -> list[str]:
    """The codes as they stand on paper."""
    found = coding.codes_of(city.by(OFFICIAL), "each")
    assert not isinstance(found, Refused)
    return [one.printed for one in found.codes]


def code_of(city: SmallCity, id_: str) -> str:
    """One code more of the campaign; of one by a word, that."""
    before = coding.codes_of(city.by(OFFICIAL), id_)
    assert not isinstance(before, Refused)
    if before.campaign.rules and before.campaign.rules.code is CodeKind.EACH:
        done(coding.make_codes(city.by(OFFICIAL), city.key(), id_, 1))
    after = coding.codes_of(city.by(OFFICIAL), id_)
    assert not isinstance(after, Refused)
    known = {one.id for one in before.codes if one.single}
    return next(one.id for one in after.codes if one.id not in known)


def test_who_types_the_word_may_use_it_and_nobody_else(city: SmallCity) -> None:
    """As it is typed on a telephone; once is enough."""
    assert taken(city) is None
    with city.store.read() as work:
        assert refused(quoting.ask_quote(city.engine, city.key(), wish({"a1": 1}, "word"))) == (
            VoucherForCode("word")
        )
        before = len(work.events.of_subject("word"))
    assert enter(city, "ｎｉｇｈｔ ２４") == "word"
    assert enter(city, "NIGHT24") == "word"
    assert taken(city) == "word"
    assert taken(city, "d") is None
    with city.store.read() as work:
        told = work.events.of_subject("word")[before:]
    assert [one.event.kind for one in told] == ["voucher.code_entered"]
    assert "NIGHT24" not in str(told)


def test_each_code_is_one_customers_and_good_for_one_order(city: SmallCity) -> None:
    """Whoever enters two has two; what was paid back may be used again."""
    first, second = printed(city)
    assert enter(city, first.lower()) == "each"
    assert enter(city, first) == "each"
    assert enter(city, first, "d") == CodeUsed()
    quote, again = quoted(city, "each"), quoted(city, "each")
    order = done(ordering.place(city.engine, city.key(), "c", quote))["order"]
    gone = refused(ordering.place(city.engine, city.key(), "c", again))
    assert gone.facts()["changes"] == ("voucher",)
    assert taken(city) is None
    assert enter(city, second) == "each"
    assert taken(city) == "each"
    city.call_off(order)
    with city.store.read() as work:
        kept = work.tallies.must("each:c")
    assert (kept.codes, kept.times) == (2, 0)
    seen = coding.codes_of(city.by(OFFICIAL), "each")
    assert not isinstance(seen, Refused)
    assert seen.entered == 2


def test_a_code_is_the_persons_on_each_of_their_devices(city: SmallCity) -> None:
    """Entered on one, it is used on the other."""
    join(city, "c", "d")
    (first, _) = printed(city)
    assert enter(city, first, "d") == "each"
    assert enter(city, first) == "each"
    assert taken(city) == "each"


@pytest.mark.parametrize("kind", [CodeKind.ONE, CodeKind.EACH])
def test_whoever_may_never_use_it_leaves_the_code_to_others(
    city: SmallCity, kind: CodeKind
) -> None:
    """Who ordered before, of a campaign for first orders; who cannot have been away for so long
    before it ends; who has not signed in."""
    city.place({"a1": 1})
    for_all = Rules(code=kind)
    for id_, rules, why in (
        ("new", replace(for_all, group=CustomerGroup.NEW), VoucherForNew("new")),
        (
            "away",
            replace(for_all, group=CustomerGroup.AWAY, away_days=7),
            VoucherForAway("away", 7),
        ),
        ("account", replace(for_all, signed_in=True), VoucherForAccount("account")),
    ):
        launch(city, id_, rules, word=f"WORD {id_}")
        typed = code_of(city, id_)
        assert enter(city, typed) == why
        if id_ == "account":
            join(city, "d")
        assert enter(city, typed, "d") == (why if id_ == "away" else id_)


def test_who_was_away_long_enough_by_its_end_enters_its_code(city: SmallCity) -> None:
    """It is theirs already; it counts once they were."""
    city.place({"a1": 1})
    launch(city, "away", Rules(code=CodeKind.EACH, group=CustomerGroup.AWAY, away_days=6))
    assert enter(city, code_of(city, "away")) == "away"


def test_nobody_enters_more_codes_than_they_may_use(city: SmallCity) -> None:
    """The next one stays good for somebody else."""
    launch(city, "two", Rules(code=CodeKind.EACH, limits=VoucherLimits(own=2)))
    codes = [code_of(city, "two") for _ in range(3)]
    assert [enter(city, one) for one in codes] == ["two", "two", CodesEnough("two", 2)]
    assert enter(city, codes[0]) == "two"
    assert enter(city, codes[2], "d") == "two"


def test_what_is_wrong_with_a_code_is_said(city: SmallCity) -> None:
    """Unknown, of later, over, or of a campaign that has no money left."""
    assert enter(city, "nothing") == CodeUnknown()
    assert enter(city, "") == CodeUnknown()
    now = city.clock.now()
    entry = CampaignEntry(
        name=Name("后", "later"), threshold=city.money(1000), off=city.money(500),
        begins_at=now + timedelta(days=1), ends_at=now + timedelta(days=2), rules=WORD, code="LATER",
    )  # fmt: skip
    done(launching.enter_campaign(city.by(OFFICIAL), city.key(), entry))
    assert enter(city, "later") == CodeNotYet("later", "2026-11-25 20:00")
    launch(city, "poor", WORD, fund=0, word="POOR")
    assert enter(city, "poor") == VoucherUsedUp("poor")
    with city.store.begin() as work:
        work.campaigns.put(end(work.campaigns.must("word"), now + timedelta(minutes=1)))
    city.wait(2)
    assert enter(city, "night24") == CodeOver("word")


def test_a_word_is_one_campaigns_until_that_is_over(city: SmallCity) -> None:
    """Then another may have it."""

    def again() -> object:
        now = city.clock.now()
        entry = CampaignEntry(
            name=Name("又", "again"), threshold=city.money(1000), off=city.money(500),
            begins_at=now, ends_at=now + timedelta(days=2), rules=WORD, code="night24",
        )  # fmt: skip
        answer = launching.enter_campaign(city.by(OFFICIAL), city.key(), entry)
        return answer.reason if isinstance(answer, Refused) else answer.data["campaign"]

    assert again() == Invalid("code", "taken")
    city.wait(8 * 24 * 60)
    assert again() == "again"
    done(launching.fund_campaign(city.engine, city.key(), "again", city.money(5000)))
    assert enter(city, "night24") == "again"


def test_codes_are_made_and_read_by_who_launches_campaigns(city: SmallCity) -> None:
    """So many at once, of a campaign that has such codes; and the record has how many alone."""
    for count in (0, 1001):
        answer = coding.make_codes(city.by(OFFICIAL), city.key(), "each", count)
        assert refused(answer) == Invalid("count", "1…1000")
    answer = coding.make_codes(city.by(OFFICIAL), city.key(), "word", 1)
    assert refused(answer) == Unknown("campaign", "word")
    answer = coding.make_codes(city.by(OPERATOR), city.key(), "each", 1)
    assert refused(answer) == NotAllowed("official", CITY)
    assert coding.codes_of(city.by(OPERATOR), "each") == Refused(NotAllowed("official", CITY))
    assert coding.codes_of(city.by(OFFICIAL), "v") == Refused(Unknown("campaign", "v"))
    with city.store.read() as work:
        told = [one for one in work.events.of_subject("each") if "codes_made" in one.event.kind]
    assert [one.event.count for one in told] == [2]
    codes = [plain_code(one) for one in printed(city)]
    assert not any(one in str(told) for one in codes)


def test_somebody_elses_customer_enters_nothing(city: SmallCity) -> None:
    """Nobody takes a code for another."""
    answer = coding.enter_code(city.by(OFFICIAL), city.key(), "c", "night24")
    assert refused(answer) == Unknown("customer", "c")
