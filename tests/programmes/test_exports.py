"""Exports are valid against the published schemas, and name only who agreed."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.validators import validator_for
from lxml import etree

from tests.programmes.programmes import NOW, programme, student
from yeshi.base.money import Money
from yeshi.programmes.export_360giving import Publisher, grants
from yeshi.programmes.export_iati import activity, organisation
from yeshi.programmes.payment import Payment, PaymentState
from yeshi.programmes.public_account import YearSum

SCHEMAS = Path(__file__).parents[3] / "shared" / "data" / "schemas"
FORMATS = FormatChecker(formats=())


@FORMATS.checks("date-time", raises=ValueError)
def is_moment(text: object) -> bool:
    """Whether it is a date with its time and zone, as RFC 3339 wants it."""
    return "T" in str(text) and datetime.fromisoformat(str(text)).tzinfo is not None


HERE = Publisher("360G-test", "https://example.org")
SUMS = (
    YearSum(2025, "gift", Money(1_000_050, "CNY"), Money(0, "CNY")),
    YearSum(2026, "donation", Money(70, "CNY"), Money(0, "CNY")),
    YearSum(2026, "stipend", Money(0, "CNY"), Money(10_000, "CNY")),
)


def folder(name: str) -> Path:
    """The folder of the schemas; the test is skipped where there is none."""
    found = SCHEMAS / name
    if not found.is_dir():
        pytest.skip(f"the published schemas are not at {found}")
    return found


def test_grants_are_valid_and_name_only_who_agreed() -> None:
    """Each student once, with what was paid of what was awarded."""
    schema = json.loads((folder("360giving") / "360-giving-schema.json").read_text())
    paid = Payment(
        id="pay",
        programme="p",
        student="a",
        milestone="enrolled",
        amount=Money(10_000, "CNY"),
        year=2026,
        proposed_by="f",
        approved_by=("x", "y"),
        state=PaymentState.PAID,
    )
    students = [student("a", named=True), student("b")]
    package = grants(programme(), students, [paid], HERE, NOW)
    checker = validator_for(schema, Draft202012Validator)(schema, format_checker=FORMATS)
    for grant in package["grants"]:
        assert list(checker.iter_errors(grant)) == []
    shown = json.dumps(package)
    assert "name a" in shown
    assert "name b" not in shown
    first = package["grants"][0]
    assert (first["amountAwarded"], first["amountDisbursed"]) == (150.0, 100.0)


def test_a_package_is_one_of_the_standard() -> None:
    """Its own fields too, apart from the grants."""
    schema = json.loads((folder("360giving") / "360-giving-package-schema.json").read_text())
    package = grants(programme(), [], [], HERE, NOW)
    assert set(package) <= set(schema["properties"])
    assert set(schema["required"]) <= set(package)


@pytest.mark.parametrize("when", [NOW, NOW + timedelta(days=365 * 20)])
def test_iati_files_are_valid(when: datetime) -> None:
    """The activity and the organisation, while the programme lasts and after it."""
    for write, xsd in (
        (activity, "iati-activities-schema.xsd"),
        (organisation, "iati-organisations-schema.xsd"),
    ):
        schema = etree.XMLSchema(etree.parse(folder("iati") / xsd))
        written = etree.fromstring(write(programme(), SUMS, "CN-TEST", when))
        assert schema.validate(written), schema.error_log
    values = [
        node.text for node in etree.fromstring(
            activity(programme(), SUMS, "CN-TEST", NOW)
        ).iterfind(".//transaction/value")
    ]  # fmt: skip
    assert values == ["10000.50", "0.70", "100.00"]
