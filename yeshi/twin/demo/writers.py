"""What a made-up city's people write to one another of an order, from a seed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from random import Random

from yeshi.events.orders import OrderAccepted, OrderCollected
from yeshi.events.record import Recorded
from yeshi.flow.engine import Engine
from yeshi.flow.orders import thread_acts
from yeshi.orders.order import Order
from yeshi.orders.phrases import Phrase
from yeshi.orders.thread import CONTROL, CUSTOMER, Correspondent, ThreadSide
from yeshi.orders.thread_writing import WhatIsSaid
from yeshi.people.person import Role
from yeshi.twin.actors.agenda import Agenda, Rank
from yeshi.twin.demo import masks
from yeshi.twin.demo.raters import GUEST

# Of those who order: who writes to a stall, to the courier, to the control room; and who answers.
TO_STALL, TO_COURIER, TO_CONTROL, ANSWERS = 0.08, 0.08, 0.01, 0.8
ANSWERS_WITHIN, CONTROL_WITHIN = 6, 40
ASKED = (
    WhatIsSaid(Phrase.NO_CHILLI),
    WhatIsSaid(Phrase.NO_CORIANDER),
    WhatIsSaid(Phrase.HOW_LONG),
    WhatIsSaid(words="麻烦多给一份蒜汁，谢谢"),
    WhatIsSaid(words="Could I have the sauce apart, please?"),
)
ANSWERED = (WhatIsSaid(Phrase.NOTED), WhatIsSaid(Phrase.FIVE_MORE), WhatIsSaid(Phrase.IN_THE_PAN))
AT_DOOR = (
    WhatIsSaid(Phrase.COMING_DOWN),
    WhatIsSaid(Phrase.AT_GATE),
    WhatIsSaid(words="三单元，电梯旁边那个门"),
)
ON_WAY = (WhatIsSaid(Phrase.ON_MY_WAY), WhatIsSaid(Phrase.WHICH_DOOR), WhatIsSaid(Phrase.FIVE_MORE))
LOST = (WhatIsSaid(Phrase.HOW_LONG), WhatIsSaid(Phrase.WRONG_ADDRESS))
SOLVED = (WhatIsSaid(Phrase.LOOKING_INTO_IT), WhatIsSaid(Phrase.SORRY_LATE))

# Who says one of these, as whom.
_Says = tuple[Engine, Correspondent, Sequence[WhatIsSaid]]
_Asks = Callable[[str, Random], None]


@dataclass(frozen=True, slots=True)
class Writers:
    """Guests who write a word with some of their orders, and those who answer them."""

    engine: Engine
    agenda: Agenda
    seed: int

    def hear(self, recorded: Recorded) -> None:
        """Plan whether, and when, something is written."""
        event = recorded.event
        if not isinstance(event, (OrderAccepted, OrderCollected)):
            return
        chance = Random(f"{self.seed}:writes:{event.order}:{event.kind}")
        drawn, at = chance.random(), recorded.at + timedelta(minutes=chance.uniform(0.5, 4))
        if isinstance(event, OrderAccepted):
            if drawn < TO_STALL:
                self._plan(at, self._ask_stall, event.order, chance)
            elif drawn < TO_STALL + TO_CONTROL:
                self._plan(at, self._ask_control, event.order, chance)
        elif drawn < TO_COURIER:
            self._plan(at, self._ask_courier, event.order, chance)

    def _plan(self, at: datetime, act: _Asks, order: str, chance: Random) -> None:
        self.agenda.enter(at, Rank.CUSTOMER, partial(act, order, chance))

    def _ask_stall(self, order_id: str, chance: Random) -> None:
        order = self._of_guest(order_id)
        if order is None or order.at_table:
            return
        stall = Correspondent(ThreadSide.STALL, chance.choice(order.merchants))
        guest, cook = self._guest(order), self._played(Role.STALLHOLDER, stall.id)
        self._exchange(order, chance, (guest, CUSTOMER, ASKED), (cook, stall, ANSWERED))

    def _ask_courier(self, order_id: str, chance: Random) -> None:
        order = self._of_guest(order_id)
        if order is None or order.courier is None:
            return
        rider = Correspondent(ThreadSide.COURIER, order.courier)
        riding, guest = self._played(Role.COURIER, order.courier), self._guest(order)
        self._exchange(order, chance, (riding, rider, ON_WAY), (guest, CUSTOMER, AT_DOOR))

    def _ask_control(self, order_id: str, chance: Random) -> None:
        order = self._of_guest(order_id)
        if order is None or order.at_table:
            return
        asks: _Says = (self._guest(order), CUSTOMER, LOST)
        self._exchange(order, chance, asks, (self.engine, CONTROL, SOLVED), CONTROL_WITHIN)

    def _exchange(
        self, order: Order, chance: Random, first: _Says, second: _Says,
        within: float = ANSWERS_WITHIN,
    ) -> None:  # fmt: skip
        self._say(order.id, chance.choice(first[2]), first, second[1])
        if chance.random() < ANSWERS:
            at = self.engine.clock.now() + timedelta(minutes=chance.uniform(within / 4, within))
            said = chance.choice(second[2])
            answer = partial(self._say, order.id, said, second, first[1])
            self.agenda.enter(at, Rank.KITCHEN, answer)

    def _say(self, order: str, said: WhatIsSaid, who: _Says, to: Correspondent) -> None:
        engine, by, _ = who
        key = f"write:{order}:{by.name}:{to.name}"
        thread_acts.write_message(engine, key, by, order, to, said)

    def _played(self, role: Role, id_: str) -> Engine:
        return masks.played_by(self.engine, role)(id_)

    def _guest(self, order: Order) -> Engine:
        return masks.guests(self.engine)(order.customer)

    def _of_guest(self, order_id: str) -> Order | None:
        """The order, where nobody real placed it."""
        with self.engine.store.read() as work:
            order = work.orders.get(order_id)
        return order if order and order.customer.startswith(GUEST) else None
