"""Picturing: what a dish or a stall looks like, shown by its owner or by an operator.

A picture is named in the record before its forms are kept (`bring`), and shown once they are: so
no form lies anywhere that the record does not know, and lets go of in its time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.refused import Invalid, NotYours, Refused, Unknown
from yeshi.events.market import PictureChanged, PictureChangedByOperator
from yeshi.flow import errands
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.errand import ErrandTerms
from yeshi.flow.errands import ErrandKind
from yeshi.flow.ports import Answer, Done
from yeshi.flow.terms import Terms
from yeshi.geo.zones import zone_of
from yeshi.market.merchant import Merchant
from yeshi.market.pictured import (
    PICTURES_KEPT,
    KeptPicture,
    ShownPicture,
    of_dish,
    of_front,
    shown,
    unshown,
)
from yeshi.people.actor import Actor, ActorKind, admit_to_zone
from yeshi.people.person import CITY, Role

# So many are let go of in a round; the next one goes on.
A_ROUND = 500


@dataclass(frozen=True, slots=True)
class Sight:
    """What is pictured: a dish of the stall, or its front where `item` is None.

    `why`: with which reason, of an operator.
    """

    merchant: str
    item: str | None = None
    why: str = ""

    @property
    def id(self) -> str:
        """What its picture is kept as."""
        return of_front(self.merchant) if self.item is None else of_dish(self.item)


@dataclass(frozen=True, slots=True)
class Forms:
    """A picture by the digest of its forms, and how wide they are, in points."""

    digest: str
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ToLetGo:
    """A picture that is to be let go of, by its digest."""

    digest: str


def bring(engine: Engine, key: str, sight: Sight, digest: str) -> Answer:
    """Name a picture that is about to be kept; it may be shown as soon as it is."""

    def act(turn: Turn) -> Answer:
        refused = _beyond(turn, sight)
        if refused:
            return refused
        known = turn.work.pictures.lock(digest)
        if known is None:
            turn.work.pictures.add(KeptPicture(digest, turn.now))
        elif known.unshown_since is not None:
            turn.work.pictures.put(unshown(known, turn.now))
        return Done({"picture": digest})

    return engine.perform(key, "bring_picture", act, asked=(sight, digest))


def show(engine: Engine, key: str, sight: Sight, forms: Forms) -> Answer:
    """Have the dish or the stall show a picture that was brought and is kept."""

    def act(turn: Turn) -> Answer:
        refused = _beyond(turn, sight)
        return refused or show_in(turn, sight, forms)

    return engine.perform(key, "show_picture", act, asked=(sight, forms))


def show_in(turn: Turn, sight: Sight, forms: Forms) -> Answer:
    """As `show`, within a command of somebody who may."""
    picture = turn.work.pictures.lock(forms.digest)
    if picture is None:
        return Refused(Unknown("picture", forms.digest))
    before = turn.work.shown_pictures.lock(sight.id)
    now = ShownPicture(
        id=sight.id, merchant=sight.merchant, picture=forms.digest, widths=forms.widths,
        since=turn.now,
    )  # fmt: skip
    if before is not None and before.picture == forms.digest:
        return Done({"picture": forms.digest})
    if before is None:
        turn.work.shown_pictures.add(now)
    else:
        turn.work.shown_pictures.put(now)
        _leave(turn, before)
    turn.work.pictures.put(shown(picture))
    _tell(turn, sight, forms.digest)
    return Done({"picture": forms.digest})


def hang(engine: Engine, key: str, sights: Sequence[tuple[Sight, Forms]]) -> Answer:
    """Have several dishes and stalls show pictures that are kept already, by the city itself."""

    def act(turn: Turn) -> Answer:
        for sight, forms in sights:
            refused = _beyond(turn, sight)
            if refused:
                return refused
            if turn.work.pictures.lock(forms.digest) is None:
                turn.work.pictures.add(KeptPicture(forms.digest, turn.now))
            show_in(turn, sight, forms)
        return Done()

    return engine.perform(key, "hang_pictures", act, asked=tuple(sights))


def take_down(engine: Engine, key: str, sight: Sight) -> Answer:
    """Have the dish or the stall show no picture; it is kept for a while, and then let go of."""

    def act(turn: Turn) -> Answer:
        refused = _beyond(turn, sight)
        if refused:
            return refused
        before = turn.work.shown_pictures.lock(sight.id)
        if before is not None:
            turn.work.shown_pictures.let_go([sight.id])
            _leave(turn, before)
            _tell(turn, sight, None)
        return Done({"merchant": sight.merchant})

    return engine.perform(key, "take_picture_down", act, asked=(sight,))


def seen_by_keeper(engine: Engine, merchant_id: str) -> Merchant | Refused:
    """The stall, for whoever keeps what it shows: its owner, or an operator of where it stands."""
    with engine.store.read() as work:
        merchant = work.merchants.get(merchant_id)
    unknown = Refused(Unknown("merchant", merchant_id))
    return not_keeper(engine.actor, merchant_id, merchant, engine.terms) or merchant or unknown


def not_keeper(by: Actor, id_: str, merchant: Merchant | None, terms: Terms) -> Refused | None:
    """The refusal of who neither owns the stall nor is an operator of where it stands."""
    if by.keeps_house or by.has(Role.STALLHOLDER, id_):
        return None
    unknown = Unknown("merchant", id_)
    zone = zone_of(merchant.place, terms.zones) if merchant else CITY
    refused = admit_to_zone(by, zone, unknown, Role.OPERATOR)
    # Who has signed in is not told what else there is.
    return Refused(unknown) if refused and by.kind is ActorKind.PERSON else refused


def pictures_over(engine: Engine) -> list[KeptPicture]:
    """The pictures that nothing has shown for as long as they are kept."""
    with engine.store.read() as work:
        return work.pictures.unshown_before(engine.clock.now() - PICTURES_KEPT, A_ROUND)


def let_go(engine: Engine, picture: KeptPicture) -> Answer:
    """Have a picture be let go of where it is kept, on an errand."""
    since = picture.unshown_since.isoformat() if picture.unshown_since else ""

    def act(turn: Turn) -> Answer:
        known = turn.work.pictures.lock(picture.id)
        if known is None or not known.is_over(turn.now):
            return Done()
        return Done({"errand": errands.write(turn, LETTING_GO, ToLetGo(picture.id))})

    return engine.perform(f"let_picture_go:{picture.id}:{since}", "let_picture_go", act)


def is_to_go(engine: Engine, given: ToLetGo) -> bool:
    """Whether nothing shows it still: whoever lets go of its forms asks at the last moment."""
    with engine.store.read() as work:
        known = work.pictures.get(given.digest)
    return known is None or known.is_over(engine.clock.now())


def _gone(turn: Turn, given: ToLetGo, let: bool) -> None:
    """Its forms are no more: the record has it no longer either, unless it was brought again."""
    known = turn.work.pictures.lock(given.digest)
    if let and known is not None and known.is_over(turn.now):
        turn.work.pictures.let_go([given.digest])


LETTING_GO: ErrandKind[ToLetGo, bool] = ErrandKind(
    name="picture",
    given=ToLetGo,
    terms=ErrandTerms(tries=10, wait_s_first=60, wait_s_max=6 * 3600, limit_s=30),
    about=lambda given: given.digest[:8],
    on_done=_gone,
)


def _leave(turn: Turn, before: ShownPicture) -> None:
    """Note since when nothing shows the picture, where that was the last to show it."""
    picture = turn.work.pictures.must_lock(before.picture)
    if all(one.id == before.id for one in turn.work.shown_pictures.of(before.picture)):
        turn.work.pictures.put(unshown(picture, turn.now))


def _tell(turn: Turn, sight: Sight, digest: str | None) -> None:
    if sight.why:
        turn.emit(PictureChangedByOperator(sight.merchant, sight.item, digest, sight.why))
    else:
        turn.emit(PictureChanged(sight.merchant, sight.item, digest))


def _beyond(turn: Turn, sight: Sight) -> Refused | None:
    """Why whoever acts may not picture this; an operator says why they do it for the stall."""
    merchant = turn.work.merchants.get(sight.merchant)
    refused = not_keeper(turn.by, sight.merchant, merchant, turn.terms)
    if refused:
        return refused
    owns = turn.by.keeps_house or turn.by.has(Role.STALLHOLDER, sight.merchant)
    if not (0 if owns else 1) <= len(sight.why) <= NOTE_LENGTH_MAX:
        return Refused(Invalid("why", f"1…{NOTE_LENGTH_MAX}"))
    if merchant is None:
        return Refused(Unknown("merchant", sight.merchant))
    return _beyond_dish(turn, sight)


def _beyond_dish(turn: Turn, sight: Sight) -> Refused | None:
    if sight.item is None:
        return None
    item = turn.work.items.get(sight.item)
    if item is None:
        return Refused(Unknown("item", sight.item))
    return None if item.merchant == sight.merchant else Refused(NotYours("item", sight.item))
