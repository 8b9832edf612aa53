"""What is on its way to the bank and is not kept so, or was entered twice, is found."""

from __future__ import annotations

from dataclasses import replace

from tests.flow.payments.provider_days import WAY, ProviderDays, provider_days
from yeshi.events.providers import PassedOnArrived, ProviderPassedOn
from yeshi.events.record import Event
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.checks.passed_on import PassedOnCheck
from yeshi.flow.ports import Done
from yeshi.ledger.passed_on import PassedOn, PassedOnState
from yeshi.ledger.transfers import Movement, Transfer


def passed() -> tuple[ProviderDays, PassedOn]:
    """A city in which a provider passed something on."""
    days = provider_days()
    days.pass_on(500)
    days.read_in()
    with days.city.store.read() as work:
        (one,) = work.passed_on.under_way()
    return days, one


def broken(days: ProviderDays) -> set[str]:
    """The rules that do not hold."""
    with days.city.store.begin() as work:
        return {one.rule for one in breaches_of(work, [PassedOnCheck()])}


def say(days: ProviderDays, event: Event) -> None:
    """Have it be told, whatever is kept."""

    def act(turn: object) -> Done:
        turn.emit(event)  # type: ignore[attr-defined]
        return Done()

    days.city.engine.perform(days.city.key(), "say", act)


def test_money_on_its_way_that_nobody_stated_is_found() -> None:
    days, _ = passed()
    assert broken(days) == set()
    with days.city.store.begin() as work:
        moved = Movement(WAY, "outside:bank", days.city.money(1), "x")
        work.ledger.move([Transfer("tr-x", days.city.clock.now(), None, moved)])
    assert broken(days) == {"passed_on.under_way"}


def test_what_is_kept_otherwise_than_told_is_found() -> None:
    days, one = passed()
    with days.city.store.begin() as work:
        undone = replace(one, state=PassedOnState.UNDONE, ended_at=days.city.clock.now())
        work.passed_on.put(undone)
    assert broken(days) == {"passed_on.state", "passed_on.under_way"}


def test_what_was_entered_twice_is_found() -> None:
    days, one = passed()
    zero = days.city.money(0)
    again = ProviderPassedOn(
        account=one.account, day=one.day, amount=zero, statement=one.statement, passed=one.id
    )
    say(days, again)
    assert broken(days) == {"passed_on.entered"}


def test_what_arrived_twice_is_found() -> None:
    days, one = passed()
    days.arrive(500)
    days.read_bank()
    assert broken(days) == set()
    zero = days.city.money(0)
    say(days, PassedOnArrived(account=one.account, day=one.day, amount=zero, passed=one.id))
    assert broken(days) == {"passed_on.arrived"}
