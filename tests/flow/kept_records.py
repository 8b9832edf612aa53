"""One good record of each kind, kept in a small city."""

from __future__ import annotations

from typing import Any

from tests.builders import EVENING, SmallCity
from yeshi.accords.commitment import Commitment, Milestone
from yeshi.accords.meeting import File, Meeting
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.fleet.delivery import Route, Stop, StopKind
from yeshi.flow.kept import kinds
from yeshi.geo.point import Point
from yeshi.observatory.shock import Shock, ShockKind
from yeshi.people.person import Person
from yeshi.programmes.application import Applicant, Application
from yeshi.programmes.donor import Donor, Pledge
from yeshi.programmes.payment import Payment
from yeshi.programmes.student import Student
from yeshi.vouchers.lot import Claim

ON = EVENING.date()
MONEY = Money(100, "CNY")


def keep_one_of_each(city: SmallCity) -> dict[str, Any]:
    """A record of each kind by the name of its collection, kept in the city."""
    city.fill()
    order = city.place({"a1": 1})
    with city.store.begin() as work:
        programme, accord = work.programmes.all()[0].id, work.accords.all()[0].id
        work.contents.keep("digest", b"data")
        stop = Stop(StopKind.COLLECT, order, Point(0, 0), EVENING, EVENING, EVENING)
        applicant = Applicant("Li", "li@example.org", "host", "", None, True)
        made: dict[str, Any] = {
            "routes": Route("route", "x", "city", Point(0, 0), EVENING, (stop,)),
            "claims": Claim("claim", "v", "c", EVENING),
            "shocks": Shock("shock", Name("水", "flood"), ShockKind.FLOOD, ON, None, "", "p", EVENING),
            "persons": Person("person", "Wang", (), None),
            "donors": Donor("donor", programme, "Zhao", True),
            "pledges": Pledge("pledge", programme, "donor", MONEY, ON, Money(0, "CNY")),
            "applications": Application("application", programme, 2026, applicant, (), EVENING),
            "students": Student(
                "student", programme, "application", 2026, "Li", "host", None, True, ON
            ),
            "payments": Payment("payment", programme, "student", "first", MONEY, 2026, "p"),
            "commitments": Commitment("commitment", accord, "area-1", "party-1", "text", ON),
            "milestones": Milestone(
                "milestone", accord, "commitment", "party-1", "text", "owner", ON
            ),
            "meetings": Meeting("meeting", accord, ON, "title", "minutes", (), "p", True),
            "files": File("file", accord, "f.txt", "text/plain", 4, "digest", "p", EVENING, True),
        }  # fmt: skip
        for name, record in made.items():
            getattr(work, name).add(record)
        for kept in kinds():
            if kept.name not in made:
                made[kept.name] = getattr(work, kept.name).all()[0]
    return made
