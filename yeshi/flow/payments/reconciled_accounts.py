"""Which accounts somebody else keeps, what they write, and how far apart their days may lie."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from yeshi.flow.ports import Work
from yeshi.ledger.accounts import BANK, provider
from yeshi.ledger.stated import StatementForm

_OF_BANKS = frozenset({StatementForm.CAMT, StatementForm.MT940, StatementForm.BANK_CSV})
_OWN = {
    provider("stripe"): frozenset({StatementForm.STRIPE}),
    provider("wechat"): frozenset({StatementForm.WECHAT, StatementForm.WECHAT_FUNDS}),
    provider("alipay"): frozenset({StatementForm.ALIPAY}),
    BANK: _OF_BANKS,
}


def forms_of(account: str) -> frozenset[StatementForm]:
    """In what whoever keeps the account states it; any, of a provider that is not known here."""
    return _OWN.get(account, frozenset(StatementForm))


def account_of(form: StatementForm) -> str:
    """Whose account is stated in files of that form."""
    return next(account for account, forms in _OWN.items() if form in forms)


def leeway_of(account: str) -> timedelta:
    """A payment is noticed within the hour; that a bank has paid is entered days after."""
    return timedelta(days=5) if account == BANK else timedelta(hours=1)


def account_names(work: Work, providers: Iterable[str]) -> tuple[str, ...]:
    """The providers' accounts, those first that are set up, and the bank's."""
    held = sorted(work.ledger.balances_of(provider("")))
    return (*dict.fromkeys((*map(provider, providers), *held)), BANK)
