"""A programme in the International Aid Transparency Initiative's format, version 2.03."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.programmes.programme import Field, Programme
from yeshi.programmes.public_account import YearSum

VERSION = "2.03"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Codes of IATI's codelists.
PRIVATE_FOUNDATION, FOUNDATION_TYPE, ACADEMIC_TYPE = "60", "60", "80"
FUNDING, IMPLEMENTING = "1", "4"
INCOMING_FUNDS, DISBURSEMENT = "1", "3"
UNDER_WAY, CLOSED = "2", "4"
STARTED, PLANNED_END = "2", "3"
SECTORS = {
    Field.EDUCATION: "11130",  # teacher training
    Field.ENTREPRENEURSHIP: "32130",  # small and medium-sized enterprise development
    Field.WOMENS_LEADERSHIP: "15170",  # women's rights organisations and movements
    Field.MEDICAL_CARE: "12220",  # basic health care
    Field.ENVIRONMENT: "41010",  # environmental policy and administrative management
}


def activity(programme: Programme, sums: Sequence[YearSum], prefix: str, now: datetime) -> bytes:
    """The programme as one activity: its plan as budgets, its account as transactions by year.

    Source: IATI Standard 2.03, iatistandard.org.
    """
    root = Element("iati-activities", {"version": VERSION, "generated-datetime": _moment(now)})
    one = SubElement(root, "iati-activity", {
        "default-currency": programme.pledged.currency, LANG: "en",
        "last-updated-datetime": _moment(now),
    })  # fmt: skip
    SubElement(one, "iati-identifier").text = f"{prefix}-{programme.id}"
    reporting = SubElement(one, "reporting-org", {"ref": prefix, "type": PRIVATE_FOUNDATION})
    _narratives(reporting, programme.foundation)
    _narratives(SubElement(one, "title"), programme.name)
    _narratives(SubElement(one, "description"), programme.purpose)
    funder = {"role": FUNDING, "type": FOUNDATION_TYPE}
    _narratives(SubElement(one, "participating-org", funder), programme.foundation)
    partner = {"role": IMPLEMENTING, "type": ACADEMIC_TYPE}
    _narratives(SubElement(one, "participating-org", partner), programme.partner)
    last = max(programme.signed_on.year + programme.pledged_years - 1,
               *(plan.year for plan in programme.plan), programme.signed_on.year)  # fmt: skip
    over = programme.ended_at is not None or now.year > last
    status = CLOSED if over else UNDER_WAY
    SubElement(one, "activity-status", {"code": status})
    started = {"type": STARTED, "iso-date": programme.signed_on.isoformat()}
    SubElement(one, "activity-date", started)
    SubElement(one, "activity-date", {"type": PLANNED_END, "iso-date": f"{last}-12-31"})
    SubElement(one, "recipient-country", {"code": "CN"})
    SubElement(one, "sector", {"code": SECTORS[programme.field], "vocabulary": "1"})
    for plan in programme.plan:
        budget = SubElement(one, "budget", {"type": "1", "status": "1"})
        _period(budget, plan.year, plan.budget)
    for line in sums:
        _transactions(one, line, now.date())
    return _written(root)


def organisation(
    programme: Programme, sums: Sequence[YearSum], prefix: str, now: datetime
) -> bytes:
    """The foundation's file: what the programme plans for each year, and what it spent."""
    root = Element("iati-organisations", {"version": VERSION, "generated-datetime": _moment(now)})
    one = SubElement(root, "iati-organisation", {
        "default-currency": programme.pledged.currency, LANG: "en",
        "last-updated-datetime": _moment(now),
    })  # fmt: skip
    SubElement(one, "organisation-identifier").text = prefix
    _narratives(SubElement(one, "name"), programme.foundation)
    reporting = SubElement(one, "reporting-org", {"ref": prefix, "type": PRIVATE_FOUNDATION})
    _narratives(reporting, programme.foundation)
    for plan in programme.plan:
        _period(SubElement(one, "total-budget", {"status": "1"}), plan.year, plan.budget)
    spent: dict[int, Money] = {}
    for line in sums:
        if line.out:
            spent[line.year] = spent.get(line.year, Money(0, line.out.currency)) + line.out
    for year, amount in sorted(spent.items()):
        _period(SubElement(one, "total-expenditure"), year, amount)
    return _written(root)


def _transactions(one: Element, line: YearSum, today: date) -> None:
    """Money in and out of the year, dated at its end, or today while it lasts."""
    day = min(date(line.year, 12, 31), today).isoformat()
    for code, amount in ((INCOMING_FUNDS, line.into), (DISBURSEMENT, line.out)):
        if not amount:
            continue
        entry = SubElement(one, "transaction")
        SubElement(entry, "transaction-type", {"code": code})
        SubElement(entry, "transaction-date", {"iso-date": day})
        SubElement(entry, "value", {"value-date": day}).text = _amount(amount)
        SubElement(SubElement(entry, "description"), "narrative").text = f"{line.why}, {line.year}"


def _period(parent: Element, year: int, amount: Money) -> None:
    SubElement(parent, "period-start", {"iso-date": f"{year}-01-01"})
    SubElement(parent, "period-end", {"iso-date": f"{year}-12-31"})
    SubElement(parent, "value", {"value-date": f"{year}-01-01"}).text = _amount(amount)


def _narratives(parent: Element, name: Name) -> None:
    SubElement(parent, "narrative").text = name.en
    SubElement(parent, "narrative", {LANG: "zh"}).text = name.zh


def _amount(amount: Money) -> str:
    return amount.plain()


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _written(root: Element) -> bytes:
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))
