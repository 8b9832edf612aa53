"""Where each page leads on: to what is public, and to where whoever is signed in works."""

from __future__ import annotations

from yeshi.people.person import CITY, COUNTER, STEWARDS, Person, Role

# For the city as a whole, and not for who has a zone of it.
SETTINGS, CAMPAIGNS, MONEY = "settings", "campaigns", "money"
OF_CITY = (SETTINGS, CAMPAIGNS, MONEY)
PUBLIC = ("city", "programmes", "accords")
# Where one works, by what one is there; the first is where one lands after signing in.
_WORK: tuple[tuple[str, tuple[Role, ...]], ...] = (
    ("control", (Role.OPERATOR,)),
    ("kitchen", COUNTER),
    ("courier", (Role.COURIER,)),
    (SETTINGS, STEWARDS),
    (MONEY, (Role.TREASURER, Role.OWNER)),
    (CAMPAIGNS, (Role.OFFICIAL, Role.TREASURER)),
)
_LANDS: tuple[tuple[str, tuple[Role, ...]], ...] = (
    *(one for one in _WORK if one[0] != CAMPAIGNS),
    ("programmes", (Role.FOUNDATION, Role.READER, Role.APPROVER)),
    ("accords", (Role.SECRETARY, Role.PARTY)),
    ("city", (Role.OFFICIAL,)),
)


def entrances_of(person: Person | None) -> list[str]:
    """The names of the pages that lead on, the market first."""
    return ["open", *(page for page, roles in _WORK if _works_at(person, page, roles)), *PUBLIC]


def lands_at(person: Person) -> str:
    """Where somebody works who came in by the front door: at their own stall, if it is one."""
    for page, roles in _LANDS:
        scopes = _scopes(person, page, roles)
        if len(scopes) == 1 and page in ("kitchen", "courier"):
            return f"/{page}/{scopes[0]}"
        if scopes:
            return f"/{page}"
    return "/"


def _works_at(person: Person | None, page: str, roles: tuple[Role, ...]) -> bool:
    return person is not None and bool(_scopes(person, page, roles))


def _scopes(person: Person, page: str, roles: tuple[Role, ...]) -> list[str]:
    return [one for one in person.where(*roles) if page not in OF_CITY or one == CITY]
