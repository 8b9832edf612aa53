"""Mutations of payments through a provider: what comes, what is kept meanwhile, and what goes back."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Any
from unittest.mock import PropertyMock, patch

from tests.storm.mutation import all_of, mutation
from yeshi.flow.orders import taking_up
from yeshi.flow.payments import carrying, given_back, opening, standing
from yeshi.flow.ports.providers import ToReturn
from yeshi.payments.intent import IntentState, PaymentIntent


@mutation
def came_each_time_it_is_told() -> Any:
    """What a provider took is entered as often as anybody tells of it."""
    kept = standing.received

    def received(intent: PaymentIntent, amount: Any, now: Any) -> Any:
        opened = replace(intent, state=IntentState.WAITING, received=None, paid_at=None)
        return kept(opened if intent.is_received else intent, amount, now)

    return patch.object(standing, "received", received)


@mutation
def another_amount_is_as_good() -> Any:
    """Whatever came, what was quoted is ordered."""
    return patch.object(PaymentIntent, "is_as_asked", PropertyMock(return_value=True))


@mutation
def late_money_stays() -> Any:
    """What came when it could not be ordered any more stays with the city."""
    return patch.object(taking_up, "_send_all_back", lambda *_: None)


@mutation
def never_let_go() -> Any:
    """Dishes that were kept for a payment which did not come stay kept."""
    return patch.object(taking_up, "let_go_of", lambda *_: None)


@mutation
def taken_after_its_time() -> Any:
    """A provider is not told to take no more, and not asked what it took, when the time is over."""
    return all_of(
        patch.object(standing, "close_intent", lambda *_: None),
        patch.object(opening, "close_intent", lambda *_: None),
    )


@mutation
def given_back_under_new_names() -> Any:
    """Asked again for a refund, a provider takes it for another one."""
    asked = count()

    def to_return(name: str, *given: Any) -> ToReturn:
        return ToReturn(f"{name}-{next(asked)}", *given)

    return patch.object(carrying, "ToReturn", to_return)


@mutation
def done_and_done_again() -> Any:
    """A refund that was given is booked once more when its answer comes twice."""
    return all_of(
        patch.object(given_back, "REFUND_OVER", frozenset()),
        patch.object(given_back, "_stepped", lambda *_: True),
    )


@mutation
def not_all_goes_back() -> Any:
    """Of what came in vain a fen stays with the city."""
    kept = taking_up.send_back

    def send_back(turn: Any, intent: PaymentIntent, amount: Any, order: Any = None) -> Any:
        return kept(turn, intent, amount - replace(amount, fen=1), order)

    return patch.object(taking_up, "send_back", send_back)
