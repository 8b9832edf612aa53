"""The script of a night: what is tapped, when, and what goes wrong, all drawn from one seed.

An action carries numbers, and no thing: whom and what it concerns is found when its turn comes, among
what is there then. So any part of a script is a script too, which is what shrinking needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

ACTIONS = 660
NUMBERS = 8
# How often each is drawn, of all.
VERBS = {
    # What keeps a night going.
    "tick": 24, "order": 13, "answer": 17, "cook": 14, "ride": 28,
    # Half of what keeps it going.
    "clock": 2, "dispatch": 6, "quote": 2, "pay": 4, "top_up": 1,
    # Taps on whatever there is, in turn and out of turn, one's own or not.
    "cancel": 3, "accept": 2, "reject": 2, "ready": 2, "collect": 2, "deliver": 2, "give_up": 2,
    "arrive": 1, "claim": 3, "pin": 2, "forbid": 2, "release": 1, "restock": 2, "reprice": 1,
    "not_paid": 2, "office": 2, "pause": 1, "hours": 1, "give": 1, "fund": 1, "shift": 1, "see": 1,
    # Those who come themselves, to the counter or to a table, and what was wrong afterwards.
    "want": 7, "send": 5, "sit_elsewhere": 1, "pay_part": 5, "at_counter": 3, "hand_over": 9,
    "complain": 3, "redress": 4,
    # Those who order together, and what stalls take off.
    "open_group": 2, "join_group": 6, "pay_in_group": 7, "end_group": 2, "deal": 2,
    # Those who book a service, and the shop that offers it.
    "book": 5, "move_visit": 2, "call_off_visit": 1, "receive": 3, "rest_seats": 1,
    # Those who want an invoice, and the stalls that make it.
    "ask_invoice": 4, "answer_invoice": 6,
    # Those who pay through a provider, and the provider.
    "at_provider": 10, "provider_tells": 4, "stop_paying": 1, "provider_turns": 2, "mend_refund": 1,
    "ask_provider": 24,
    # What is done outside, and by whom it is looked after.
    "errand": 2, "world": 4, "let_go": 1, "override": 1,
    # What becomes of processes and of time.
    "restart": 1, "forget": 1, "jump": 1,
}  # fmt: skip
FATES = {
    "dropped": 3, "twice": 4, "again": 3, "late": 4, "dies": 5, "gone": 2, "met": 2, "fails": 2,
    "between": 6, "together": 4,
}  # fmt: skip
# How often something goes wrong, and how many seconds pass, from night to night.
FATED = (0.1, 0.3, 0.6)
PACE_S = (8, 22, 22, 50)
# What meets a dispatcher, or the clock, between what it saw and what it does of it.
MEETING = (
    "dispatch", "dispatch", "tick", "clock", "forbid", "forbid", "forbid", "pin", "ride", "arrive",
    "give_up", "cancel",
)  # fmt: skip
# What may be carried out in one work with what others ask at once.
TOGETHER = (
    "quote",
    "pay",
    "pay",
    "answer",
    "accept",
    "cook",
    "ride",
    "collect",
    "deliver",
    "hand_over",
)
# So many works a verb begins, about.
WORKS = {"tick": 12, "clock": 8, "dispatch": 4, "jump": 12}


@dataclass(frozen=True, slots=True)
class Fate:
    """What goes wrong with an action: a kind, at which operation, work or later action.

    `others`: what is done in the midst of it.
    """

    kind: str
    at: int
    others: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Action:
    """Something that is done `wait_s` seconds after what came before; `number` names it for ever."""

    number: int
    verb: str
    wait_s: int
    draws: tuple[int, ...]
    fate: Fate | None = None

    def __str__(self) -> str:
        told = (
            f"{self.number:4d}  +{self.wait_s:5d} s  {self.verb} {' '.join(map(str, self.draws))}"
        )
        if self.fate is None:
            return told
        others = "".join(
            f", {one.verb} {' '.join(map(str, one.draws))}" for one in self.fate.others
        )
        return f"{told}  [{self.fate.kind} at {self.fate.at}{others}]"


Script = tuple[Action, ...]


def draw_script(seed: int, actions: int = ACTIONS) -> Script:
    """The script of the seed."""
    chance = Random(f"script:{seed}")
    verbs, weights = list(VERBS), list(VERBS.values())
    fated, pace_s = chance.choice(FATED), chance.choice(PACE_S)
    kinds = chance.choices(verbs, weights, k=actions)
    return tuple(
        _action(chance, number, verb, _wait_s(chance, verb, pace_s), fated)
        for number, verb in enumerate(kinds)
    )


def _action(chance: Random, number: int, verb: str, wait_s: int, fated: float) -> Action:
    action = Action(number, verb, wait_s, _draws(chance))
    if chance.random() >= fated:
        return action
    (kind,) = chance.choices(list(FATES), list(FATES.values()))
    at, others = 1 + int(chance.expovariate(1 / 9)), ()
    if kind == "between":
        # Nought: before the next thing that is done of what was found, in whichever tick that is.
        at = 0 if verb in WORKS and chance.random() < 0.7 else chance.randint(1, WORKS.get(verb, 2))
        others = _meeting(chance, number, verb)
    elif kind == "together":
        verbs = (verb, *TOGETHER) if verb in TOGETHER else TOGETHER
        others = tuple(
            Action(number, chance.choice(verbs), 0, _draws(chance))
            for _ in range(chance.randint(1, 3))
        )
    return replace(action, fate=Fate(kind, at, others))


def _meeting(chance: Random, number: int, verb: str) -> tuple[Action, ...]:
    """What others do meanwhile: anything, or what changes what was just looked at."""
    if verb in WORKS and chance.random() < 0.7:
        verbs = [chance.choice(MEETING) for _ in range(chance.randint(1, 2))]
        # A second dispatcher decides on what is so changed, before the first one does.
        verbs += ["dispatch"] * (chance.random() < 0.6)
    else:
        verbs = chance.choices(list(VERBS), list(VERBS.values()))
    return tuple(Action(number, one, 0, _draws(chance)) for one in verbs)


def _draws(chance: Random) -> tuple[int, ...]:
    return tuple(chance.randrange(1000) for _ in range(NUMBERS))


def _wait_s(chance: Random, verb: str, pace_s: int) -> int:
    """Often none at all, so that a clock is asked twice in the same instant; seldom very long."""
    if verb == "jump":
        return chance.choice((300, 300, 600, 600, 1200, 4000))
    return 0 if chance.random() < 0.4 else int(chance.expovariate(1 / pace_s))


def only(script: Script, numbers: Sequence[str]) -> Script:
    """The actions of those numbers; with a `!` behind its number one goes as it should."""
    wanted = {int(one.rstrip("!")): one.endswith("!") for one in numbers}
    return tuple(
        replace(one, fate=None) if wanted[one.number] else one
        for one in script
        if one.number in wanted
    )


def named(script: Script, whole: Script) -> str:
    """The numbers by which `only` finds this script in the whole one."""
    fated = {one.number for one in whole if one.fate is not None}
    return ",".join(
        f"{one.number}!" if one.number in fated and one.fate is None else str(one.number)
        for one in script
    )
