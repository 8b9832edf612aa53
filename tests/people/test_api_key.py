"""A key lasts until its end, is kept as a digest, and was used on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.records import EVENING
from yeshi.people.api_key import PREFIX, ApiKey, digest_of, used_more_than_password
from yeshi.people.person import Person
from yeshi.people.scope import Scope
from yeshi.people.session import WayIn, opened

KEY = ApiKey(
    id="key", digest=digest_of("secret"), person="li", name="till", scopes=(Scope.READ,),
    customer="c", strong=False, made_at=EVENING, ends_at=EVENING + timedelta(days=1),
)  # fmt: skip


def test_it_lasts_until_its_end_or_until_it_is_revoked() -> None:
    """And not a moment longer."""
    assert KEY.lasts(EVENING)
    assert not KEY.lasts(KEY.ends_at)
    assert not KEY.revoked().lasts(EVENING)


def test_it_holds_with_a_name_and_a_scope_alone() -> None:
    """And with an end after its beginning."""
    assert KEY.holds
    for changes in ({"name": ""}, {"name": "x" * 61}, {"scopes": ()}, {"ends_at": EVENING}):
        assert not replace(KEY, **changes).holds  # type: ignore[arg-type]


def test_its_use_is_a_day() -> None:
    """The same day changes nothing."""
    used = KEY.used(EVENING.date())
    assert used.used_on == EVENING.date()
    assert used.used(EVENING.date()) is used


def test_nothing_of_it_is_in_its_digest() -> None:
    """Two that differ by a letter have two, and any text has one."""
    assert len({digest_of(f"{PREFIX}{one}") for one in ("a", "b", "\ud800")}) == 3
    assert PREFIX not in digest_of(PREFIX)


def test_a_passkey_or_a_code_is_more_than_a_password() -> None:
    """A password alone is not, nor is being made up."""
    person = Person("li", "Li", (), None)
    more = [one for one in WayIn if used_more_than_password(opened("s", person, "", one, EVENING))]
    assert more == [WayIn.CODE, WayIn.RECOVERY, WayIn.PASSKEY]
