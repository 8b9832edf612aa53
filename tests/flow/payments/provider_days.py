"""What a provider that keeps a fee and pays to the bank writes of its days, and the bank of its."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from tests.builders import done
from tests.flow.payments.paying import TREASURER
from tests.flow.payments.taker import PaidCity
from yeshi.base.money import Money
from yeshi.flow.payments import reconciling
from yeshi.flow.payments.reconciliation_desk import ReconciliationDesk, reconciliation_desk
from yeshi.flow.ports import Store
from yeshi.ledger.accounts import BANK, PROVIDER_FEES, transit
from yeshi.ledger.stated import (
    StatedClosing,
    StatedEntry,
    StatedFile,
    StatedKind,
    StatementForm,
)

ACCOUNT = "provider:taker"
WAY = transit("taker")


@dataclass
class ProviderDays:
    """The papers of both, as their rows come; `holds`: what the provider says that it has."""

    city: PaidCity
    rows: list[StatedEntry] = field(default_factory=list)
    at_bank: list[StatedEntry] = field(default_factory=list)
    holds: int = 0
    files: int = 0

    def take(self, wanted: dict[str, int], fee: int = 0) -> str:
        """Have a customer pay; the provider keeps so much of it."""
        intent = self.city.pay(wanted)
        self.tell(StatedKind.CAME, intent.amount.fen, intent.id, fee)
        return intent.order or ""

    def give_back(self, order: str, fee: int = 0) -> None:
        """Have an order be called off, and its money go back."""
        with self.city.store.read() as work:
            intent = work.payment_intents.of_order(order)
        assert intent is not None
        self.city.call_off(order)
        self.city.go_on()
        for one in self.city.refunds(intent.id):
            self.tell(StatedKind.WENT, -one.amount.fen, one.name, fee)

    def charge(self, fen: int) -> None:
        """Have the provider keep a fee that is of no payment."""
        self.tell(StatedKind.FEE, -fen)

    def pass_on(self, fen: int, reference: str = "") -> None:
        """Have the provider send so much to the bank."""
        self.tell(StatedKind.MOVED, -fen, reference)

    def tell(self, kind: StatedKind, fen: int, reference: str = "", fee: int = 0) -> None:
        """A row of the provider's."""
        at = self.city.clock.now()
        self.rows.append(
            StatedEntry(
                line=len(self.rows) + 2, reference=reference, amount=Money(fen, "CNY"),
                day=self.today, at=at, kind=kind, fee=Money(fee, "CNY"),
                own=f"txn-{len(self.rows)}",
            )
        )  # fmt: skip
        self.holds += fen - fee

    def tell_late(self, day: date) -> None:
        """Have the provider state a fee of a day that is over, in a file of its own."""
        self.rows.append(
            StatedEntry(
                line=2, reference="", amount=Money(-30, "CNY"), day=day,
                kind=StatedKind.FEE, own=f"late-{self.files}",
            )
        )  # fmt: skip
        self.read_in(self.rows[-1], self._foreign(day))

    def _foreign(self, day: date) -> StatedEntry:
        """A payment to another shop of the same account."""
        return StatedEntry(
            line=3, reference="pi_of_another_shop", amount=Money(700, "CNY"), day=day,
            kind=StatedKind.CAME,
        )  # fmt: skip

    def arrive(self, fen: int, text: str = "TAKER PAYMENTS") -> None:
        """A row of the bank's."""
        self.at_bank.append(
            StatedEntry(
                line=len(self.at_bank) + 2, reference="", amount=Money(fen, "CNY"),
                day=self.today, text=text,
                kind=StatedKind.CAME if fen > 0 else StatedKind.WENT,
            )
        )  # fmt: skip

    @property
    def today(self) -> date:
        """By the city's wall."""
        return self.city.engine.terms.calendar.date_at(self.city.clock.now())

    def read_in(self, *rows: StatedEntry, form: StatementForm = StatementForm.WECHAT) -> None:
        """Read these rows of the provider's in, by default all."""
        self._read(ACCOUNT, StatedFile(form, rows or tuple(self.rows)))

    def read_bank(self, *rows: StatedEntry, closing: int | None = None) -> None:
        """Read these rows of the bank's in, by default all, and what it has at this day's end."""
        last = None if closing is None else StatedClosing(Money(closing, "CNY"), self.today)
        told = rows or tuple(self.at_bank)
        self._read(BANK, StatedFile(StatementForm.CAMT, told, last))

    def read_still(self, closing: int) -> None:
        """Read in that the bank had so much at this day's end, and that nothing moved."""
        last = StatedClosing(Money(closing, "CNY"), self.today)
        self._read(BANK, StatedFile(StatementForm.CAMT, (), last))

    def desk(self, account: str = ACCOUNT) -> ReconciliationDesk:
        """What is left of that account."""
        seen = reconciliation_desk(self.city.engine, account)
        assert isinstance(seen, ReconciliationDesk)
        return seen

    def books(self) -> tuple[int, int, int]:
        """What the provider holds by the books, what is on its way, and what it kept."""
        fen = self.city.balance
        return -fen(ACCOUNT), -fen(WAY), -fen(PROVIDER_FEES)

    def _read(self, account: str, read: StatedFile) -> None:
        self.files += 1
        digest = f"{self.files}".rjust(64, "0")
        by = self.city.by(TREASURER)
        done(reconciling.read_in(by, self.city.key(), account, digest, read))


def provider_days(store: Store | None = None) -> ProviderDays:
    """A city in which a provider takes money, and nothing was read in yet."""
    city = PaidCity(store) if store else PaidCity()
    city.open_up().settle_in()
    with city.store.begin() as work:
        work.persons.add(TREASURER)
    return ProviderDays(city)


def stated_again(rows: list[StatedEntry]) -> list[StatedEntry]:
    """The same rows, as another file has them: on other lines."""
    return [replace(one, line=one.line + 100) for one in rows]
