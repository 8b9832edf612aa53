"""A programme's grants in the 360Giving Data Standard: one a student, nobody named unasked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yeshi.base.money import total
from yeshi.programmes.payment import Payment, PaymentState
from yeshi.programmes.programme import Field, Programme
from yeshi.programmes.student import Student

VERSION = "1.3"
# Codes of the standard's codelists of grants to individuals: the reason, and the purpose.
CODES = {
    Field.EDUCATION: ("GTIR110", "GTIP130"),  # development opportunity; education and training
    Field.ENTREPRENEURSHIP: ("GTIR110", "GTIP140"),  # the same; employment and work
    Field.WOMENS_LEADERSHIP: ("GTIR110", "GTIP130"),
    Field.MEDICAL_CARE: ("GTIR030", "GTIP120"),  # health; health, care and wellbeing services
    Field.ENVIRONMENT: ("GTIR120", "GTIP160"),  # social action; community projects
}


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes: the prefix of all ids, and where the data may be read."""

    prefix: str
    address: str


def grants(
    programme: Programme, students: Sequence[Student], payments: Sequence[Payment],
    publisher: Publisher, now: datetime,
) -> dict[str, Any]:  # fmt: skip
    """The package: awarded is all that was promised, disbursed those that were paid.

    Source: 360Giving Data Standard 1.3, standard.threesixtygiving.org.
    """
    listed = [_grant(programme, one, payments, publisher, now) for one in students]
    return {
        "version": VERSION,
        "title": f"{programme.name.en} · {programme.name.zh}",
        "issued": now.date().isoformat(),
        "publisher": {"name": programme.foundation.en},
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "downloadURL": f"{publisher.address}/programmes/{programme.id}/360giving.json",
        "grants": listed,
    }


def _grant(
    programme: Programme, student: Student, payments: Sequence[Payment], publisher: Publisher,
    now: datetime,
) -> dict[str, Any]:  # fmt: skip
    currency = programme.pledged.currency
    awarded = total((one.amount for one in student.promised), currency)
    paid = [p for p in payments if p.student == student.id and p.state is PaymentState.PAID]
    name = student.name if student.named else f"Student {student.id[-5:].upper()}"
    host = programme.host(student.host)
    grant: dict[str, Any] = {
        "id": f"{publisher.prefix}-{student.id}",
        "title": f"{programme.name.en}, cohort of {student.year}",
        "description": f"{programme.purpose.en}. Paid as milestones are confirmed.",
        "currency": currency,
        "amountAwarded": awarded.units,
        "amountDisbursed": total((one.amount for one in paid), currency).units,
        "awardDate": student.selected_on.isoformat(),
        "recipientIndividual": {"id": f"{publisher.prefix}-person-{student.id}", "name": name},
        "fundingOrganization": [
            {"id": f"{publisher.prefix}-org-{programme.id}", "name": programme.foundation.en}
        ],
        "grantProgramme": [
            {
                "code": programme.id,
                "title": programme.name.en,
                "url": f"{publisher.address}/programmes/{programme.id}",
            }
        ],
        "fromOpenCall": "Yes",
        "dateModified": now.isoformat(),
        "dataSource": f"{publisher.address}/programmes/{programme.id}",
    }
    reason, purpose = CODES[programme.field]
    grant["toIndividualsDetails"] = {"primaryGrantReason": reason, "grantPurpose": [purpose]}
    if host is not None:
        grant["beneficiaryLocation"] = [{"name": host.name.en}]
    return grant
