"""Transfers of SEPA: valid against the schema, the same each time, and none that it cannot carry."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.files.test_bank_layout import IBAN
from tests.files.test_transfers import of, transfer
from yeshi.base.money import Money
from yeshi.files.bank_layout import SepaLayout
from yeshi.files.sepa import SCHEMA, as_sepa, beyond_sepa

sepaxml = pytest.importorskip("sepaxml")
LAYOUT = SepaLayout(payer="Nachtmarkt & Söhne", iban=IBAN, bic="COBADEFFXXX")
AT = f"{{urn:iso:std:iso:20022:tech:xsd:{SCHEMA}}}"


def told(xml: bytes, name: str) -> list[str]:
    """What stands in all elements of that name."""
    return [one.text or "" for one in ElementTree.fromstring(xml).iter(AT + name)]


def holds(xml: bytes) -> bool:
    """Whether it holds against the schema that ISO published."""
    xmlschema = pytest.importorskip("xmlschema")
    path = Path(sepaxml.__file__).parent / "schemas" / f"{SCHEMA}.xsd"
    return bool(xmlschema.XMLSchema(str(path)).is_valid(xml.decode()))


def test_each_transfer_is_there_with_its_name_in_letters_that_banks_know() -> None:
    xml = as_sepa(of(transfer("po-1"), transfer("po-2", 5, bank_code="COBADEFF")), LAYOUT)
    assert holds(xml)
    assert told(xml, "InstdAmt") == ["1234.50", "0.05"]
    assert told(xml, "CtrlSum") == ["1234.55", "1234.55"]
    assert told(xml, "Nm") == ["Nachtmarkt Sohne", "Nachtmarkt Sohne", "Li Si", "Li Si"]
    assert told(xml, "EndToEndId") == ["po-1", "po-2"]
    assert told(xml, "BICFI") == ["COBADEFFXXX", "COBADEFF"]
    assert told(xml, "Dt") == ["2026-11-30"]


def test_a_bank_knows_the_same_file_again() -> None:
    all_ = of(transfer())
    xml = as_sepa(all_, LAYOUT)
    assert as_sepa(all_, LAYOUT) == xml
    assert (told(xml, "MsgId"), told(xml, "PmtInfId")) == (["run-1"], ["run-1-1"])
    assert told(xml, "CreDtTm") == ["2026-11-29T22:05:00"]


def test_what_sepa_does_not_carry_is_named() -> None:
    card = transfer("po-2", account="6222021234567890128")
    yuan = replace(transfer("po-3"), amount=Money(5, "CNY"))
    assert beyond_sepa(of(transfer(), card, yuan).each) == (card, yuan)


@settings(max_examples=20, deadline=None)
@given(
    st.text(min_size=1, max_size=70), st.text(max_size=60), st.integers(1, 99_999_999_999),
)  # fmt: skip
def test_whatever_people_are_called_it_holds(holder: str, purpose: str, fen: int) -> None:
    xml = as_sepa(of(transfer(fen=fen, holder=holder, purpose=purpose)), LAYOUT)
    assert holds(xml)
    assert told(xml, "InstdAmt") == [Money(fen, "EUR").plain()]
