"""Transfers as SEPA takes them: ISO 20022, pain.001.001.09, with the letters that banks know."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree

from yeshi.files.bank_layout import SepaLayout, is_bic, is_iban
from yeshi.files.transfers import BankTransfer, BankTransfers

SCHEMA = "pain.001.001.09"
SEPA_CURRENCY = "EUR"
NAME_LENGTH_MAX, PURPOSE_LENGTH_MAX = 70, 140
# The letters that each bank in SEPA has to take (EPC217-08).
_OTHER = re.compile(r"[^A-Za-z0-9/\-?:().,'+ ]+")


def beyond_sepa(each: Sequence[BankTransfer]) -> tuple[BankTransfer, ...]:
    """Those that SEPA does not carry: to no IBAN, or in another currency than the euro."""
    return tuple(
        one for one in each if one.amount.currency != SEPA_CURRENCY or not is_iban(one.account)
    )


def as_sepa(all_: BankTransfers, layout: SepaLayout) -> bytes:
    """The transfers as XML that holds against its schema, the same each time.

    ModuleNotFoundError where the extra is missing that writes it.
    """
    from sepaxml import SepaTransfer

    config = {
        "name": _plain(layout.payer, NAME_LENGTH_MAX), "IBAN": layout.iban, "BIC": layout.bic,
        "batch": True, "currency": SEPA_CURRENCY,
    }  # fmt: skip
    written = SepaTransfer(config, schema=SCHEMA, clean=False)
    for one in all_.each:
        written.add_payment(_payment(all_, one))
    return _always_the_same(written.export(validate=True), all_)


def _payment(all_: BankTransfers, one: BankTransfer) -> dict[str, Any]:
    payment = {
        "name": _plain(one.holder, NAME_LENGTH_MAX),
        "IBAN": one.account,
        "amount": one.amount.fen,
        "execution_date": all_.day,
        "description": _plain(f"{one.purpose} {one.reference}", PURPOSE_LENGTH_MAX),
        "endtoend_id": one.reference,
    }
    return payment | ({"BIC": one.bank_code} if is_bic(one.bank_code) else {})


def _plain(text: str, most: int) -> str:
    """The text in letters that each bank takes: pinyin for Chinese."""
    from text_unidecode import unidecode

    return " ".join(_OTHER.sub(" ", unidecode(text)).split())[:most] or "-"


def _always_the_same(xml: bytes, all_: BankTransfers) -> bytes:
    """With the ids and the moment of the run in place of ones by chance: a bank knows it again."""
    space = f"urn:iso:std:iso:20022:tech:xsd:{SCHEMA}"
    ElementTree.register_namespace("", space)
    root = ElementTree.fromstring(xml)
    told = {"MsgId": all_.id, "CreDtTm": all_.at.strftime("%Y-%m-%dT%H:%M:%S")}
    for name, value in told.items():
        for at in root.iter(f"{{{space}}}{name}"):
            at.text = value
    for number, at in enumerate(root.iter(f"{{{space}}}PmtInfId"), 1):
        at.text = f"{all_.id[:30]}-{number}"
    body: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return body
