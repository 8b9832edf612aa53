"""Who does the errands of a live city: one line a kind."""

from __future__ import annotations

from typing import Any

from yeshi.adapters.apart import Apart
from yeshi.adapters.clocks import WallClock
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.adapters.slips.network import NetworkPrinters
from yeshi.flow.accords.reminding import TELLING, on_the_page
from yeshi.flow.city.printing import REPORT
from yeshi.flow.city.rehearsing import REHEARSAL
from yeshi.flow.city.sheets.asking import SHEETS
from yeshi.flow.engine import Engine
from yeshi.flow.errands import Bearer, ErrandKind
from yeshi.flow.payments.carrying import payment_bearers
from yeshi.flow.stalls.rehearsing_deals import DEAL_REHEARSAL
from yeshi.settings import Settings
from yeshi.wiring.hands import LongTask
from yeshi.wiring.messages import (
    Outgoing,
    asker,
    called_out,
    caller,
    code_sender,
    complaint_teller,
    group_teller,
    inviter,
    late_teller,
    menu_teller,
    noticer,
    payee_teller,
    return_teller,
    thread_teller,
    visit_teller,
)
from yeshi.wiring.pictures import letting_go, shelf_of
from yeshi.wiring.printers import networks_of, slip_printing
from yeshi.wiring.providers import providers_of

# A process apart is killed so many seconds before its try would be left to itself.
SOONER_S = 5.0


def bearers(
    settings: Settings, store: PostgresStore, engine: Engine, apart: Apart, out: Outgoing,
    made_up: bool,
) -> tuple[Bearer[Any, Any], ...]:  # fmt: skip
    """All kinds of errand with what does them; what takes long is done by a process apart."""

    def by_hands(kind: ErrandKind[Any, Any]) -> Bearer[Any, Any]:
        def carry(given: Any, _: str) -> Any:
            asked = LongTask(given, engine.clock.now())
            return apart.ask(asked, kind.terms.limit_s - SOONER_S)

        return Bearer(kind, carry)

    return (
        Bearer(TELLING, on_the_page),
        by_hands(REPORT),
        by_hands(SHEETS),
        by_hands(REHEARSAL),
        by_hands(DEAL_REHEARSAL),
        inviter(engine, out),
        code_sender(engine, out, WallClock()),
        noticer(engine, out),
        menu_teller(engine, out),
        caller(engine, out),
        asker(engine, out),
        late_teller(engine, out),
        called_out(engine, out),
        complaint_teller(engine, out),
        thread_teller(engine, out),
        payee_teller(engine, out),
        return_teller(engine, out),
        visit_teller(engine, out),
        group_teller(engine, out),
        letting_go(engine, shelf_of(settings, store)),
        slip_printing(engine, NetworkPrinters(networks_of(settings, made_up))),
        *payment_bearers(
            engine, providers_of(settings, engine.terms.currency, out.address, made_up)
        ),
    )
