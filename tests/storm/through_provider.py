"""Those who pay through a provider, and the provider, with whom anything may be wrong at any time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tests.storm.city import CUSTOMERS, TAKER, StormCity
from tests.storm.outside import PutOff
from tests.storm.tapping import Act, Draws, Tap, one, pick
from yeshi.flow import errands
from yeshi.flow.checks.broken import BrokenRule, differing
from yeshi.flow.engine import Engine
from yeshi.flow.errand import Errand
from yeshi.flow.orders import paying_online
from yeshi.flow.orders.looks import of_taking_up
from yeshi.flow.orders.paying import Paying
from yeshi.flow.payments import given_back, refunding, standing
from yeshi.flow.payments.carrying import Providers, payment_bearers
from yeshi.flow.payments.opening import OPENING
from yeshi.flow.payments.refunding import GIVING_BACK
from yeshi.flow.payments.standing import CLOSING, LOOKING
from yeshi.flow.ports import Answer, Done, Work
from yeshi.flow.ports.providers import Knocked, Paid
from yeshi.ledger import accounts
from yeshi.orders.notes import OrderNotes
from yeshi.payments.intent import PaymentIntent, TakingUp
from yeshi.payments.refund import ON_ITS_WAY, RefundState

# What is asked of a provider; no official gives it up, as what came of it is somebody's money.
ASKED_OF_PROVIDERS = (OPENING, LOOKING, CLOSING, GIVING_BACK)
RECENT = 6
FATES = ("done", "done", "done", "twice", "late", "day", "silent", "done and failed")


def begin(customer: str, quote: str, notes: OrderNotes, how: Paying) -> Tap:
    """Have a quote paid through the provider."""
    return lambda engine, key: paying_online.begin_payment(
        engine, key, customer, quote, TAKER, notes, how
    )


def at_provider(city: StormCity, work: Work, d: Draws) -> Act | None:
    """A customer pays there what is asked of them; seldom something else, which no city may keep."""
    asked = list(city.taker.asked)[-RECENT:]
    if not asked:
        return None
    payment, amount = pick(asked, d[0]), None if d[1] % 9 else 1234

    def tap(engine: Engine, key: str) -> Answer:
        taker = city.taker
        if payment not in taker.closed and payment not in taker.came:
            taker.pay(payment, amount)
        return Done()

    return one(tap)


def provider_tells(city: StormCity, work: Work, d: Draws) -> Act | None:
    """The provider tells of a payment, once, often or late; seldom another one does, in vain."""
    asked = list(city.taker.asked)[-RECENT:]
    notice = city.taker.read(Knocked({}, pick(asked, d[0]).encode())) if asked else None
    if notice is None:
        return None
    who = TAKER if d[1] % 12 else "other"
    looks = of_taking_up(notice.intent)
    return one(lambda engine, key: standing.hear(engine, key, who, notice, looks))


def stop_paying(city: StormCity, work: Work, d: Draws) -> Act | None:
    """Somebody gives up a payment: mostly its customer, also one that came."""
    intents = _latest(work)
    if not intents:
        return None
    found = pick(intents, d[0])
    customer = found.customer if d[1] % 4 else pick(CUSTOMERS, d[2])
    return one(lambda engine, key: paying_online.give_up_payment(engine, key, customer, found.id))


def provider_turns(city: StormCity, work: Work, d: Draws) -> Act:
    """The provider is well, down, or does what it is asked and is not heard; gives back or not."""

    def tap(engine: Engine, key: str) -> Answer:
        city.taker.is_down, city.taker.is_deaf = d[0] % 5 == 1, d[0] % 5 == 2
        city.taker.gives = pick((Paid.YES, Paid.YES, Paid.NOT_YET, Paid.NEVER), d[1])
        return Done()

    return one(tap)


def mend_refund(city: StormCity, work: Work, d: Draws) -> Act | None:
    """An operator has a refund asked for again, or gives it in cash: one that failed, or any."""
    failed = work.refunds.in_states([RefundState.FAILED], RECENT)
    some = failed or work.refunds.in_states(list(RefundState), 99)
    if not some:
        return None
    refund = pick(some, d[0]).id
    if d[1] % 2:
        return one(lambda engine, key: refunding.refund_again(engine, key, refund))
    return one(lambda engine, key: given_back.pay_otherwise(engine, key, refund, "at the office"))


def is_asked_of_providers(errand: Errand) -> bool:
    """Whether money depends on its answer."""
    return errand.kind in {kind.name for kind in ASKED_OF_PROVIDERS}


def carry(city: StormCity, engine: Engine, draws: Draws, put_off: PutOff) -> None:
    """Ask the provider what is due next; its answer comes, comes twice, late, or never."""
    taken = errands.take(engine, ASKED_OF_PROVIDERS)
    if taken is None:
        return
    done, fault = _asked(city, engine, taken)
    fate = FATES[draws[0] % len(FATES)]
    if fault is not None:
        errands.answer_failed(engine, taken, errands.fault_of(fault))
    elif fate == "late":
        put_off(1 + draws[1] % 40, done)
    elif fate == "day":
        put_off(None, done)
    elif fate != "silent":
        done()
        if fate == "twice":
            put_off(draws[1] % 20, done)
        elif fate == "done and failed":
            errands.answer_failed(engine, taken, errands.fault_of(TimeoutError()))


def finish(city: StormCity, engine: Engine) -> None:
    """Have all that is due asked of a provider that is well."""
    taker = city.taker
    taker.is_down = taker.is_deaf = False
    taker.gives = Paid.YES
    errands.let_go_of_lost(engine, ASKED_OF_PROVIDERS)
    while (taken := errands.take(engine, ASKED_OF_PROVIDERS)) is not None:
        _asked(city, engine, taken)[0]()


def is_between(work: Work) -> bool:
    """Whether a payment may still come, came and is nobody's yet, or is still asked after."""
    intents = work.payment_intents.all()
    waits = any(it.is_received and it.taking is TakingUp.NOT_YET for it in intents)
    asked = any(it.is_open and is_asked_of_providers(it) for it in work.errands.all())
    return waits or asked or any(it.is_open for it in intents)


def disagreeing(city: StormCity, work: Work) -> Iterator[BrokenRule]:
    """Where books and provider do not believe the same when a night has ended."""
    taker = city.taker
    books = -work.ledger.balance(accounts.provider(TAKER)).fen
    yield from differing("provider.holds", TAKER, books, taker.holds())
    for intent in work.payment_intents.all():
        yield from differing("provider.came", intent.id, intent.received, taker.came.get(intent.id))
        waits = intent.is_received and intent.taking is TakingUp.NOT_YET
        yield from differing("stuck", intent.id, intent.is_open or waits, False)
        refunds = work.refunds.of(intent.id)
        told = sum(found.amount.fen for found in refunds if found.state is RefundState.DONE)
        there = taker.returned.values()
        back = sum(asked.amount.fen for asked in there if asked.of.id == intent.id)
        yield from differing("provider.returned", intent.id, told, back)
        open_ = [found.id for found in refunds if found.state in ON_ITS_WAY]
        yield from differing("stuck", "refunds", open_, [])


def _latest(work: Work) -> list[PaymentIntent]:
    intents = sorted(work.payment_intents.all(), key=lambda found: (found.made_at, found.id))
    return intents[-RECENT:]


def _asked(
    city: StormCity, engine: Engine, taken: errands.Taken[Any, Any]
) -> tuple[Callable[[], None], Exception | None]:
    """What enters the provider's answer, or why there is none."""
    providers = Providers({TAKER: city.taker}, "https://yeshi.example")
    bearer = next(
        one for one in payment_bearers(engine, providers) if one.kind.name == taken.kind.name
    )
    try:
        brought = bearer.carry(taken.given, taken.errand.id)
    except (ConnectionError, TimeoutError) as fault:
        return (lambda: None), fault

    def enter() -> None:
        errands.answer_done(engine, taken, brought)

    return enter, None
