"""Which claims a view sees, said twice: as conditions on the indexes, and as a test of a claim itself.

The indexes hold the latest state. A claim that was corrected after the moment asked about is tested as it stood then; the two
say the same of every claim that was not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Final

from sqlalchemy import ColumnElement, and_, exists, not_, or_, select

from dateline.ledger.entries import fold
from dateline.ledger.index import is_private
from dateline.ledger.questions.asked import Asked
from dateline.ledger.questions.tiles import in_box, within
from dateline.ledger.schema import amendments, claims, figures, names
from dateline.records.entry import KeptClaim

SIDES: Final = ("initiator", "target", "ally")  # roles in which an actor takes part
VOICE: Final = ("voice",)
PLACE: Final = ("place",)
MACHINE: Final = "machine:"  # opens the author of what a machine coded
APART: Final[int] = 0  # added to a column, it keeps the engine from walking by that column's index instead of by day
NOTHING: Final = ""  # the same for words

Condition = ColumnElement[bool]


def clocks(asked: Asked) -> Iterator[Condition]:
    """What was published and recorded by then, and not withdrawn by then."""
    view = asked.view
    if view.published_until is not None:
        yield claims.c.known + APART <= view.published_until
    if view.recorded_until is not None:
        yield claims.c.recorded + APART <= view.recorded_until
    if not view.withdrawn:
        still = claims.c.ended.is_(None)
        yield still if view.recorded_until is None else or_(still, claims.c.ended > view.recorded_until)


def chosen(asked: Asked, nested: bool = True) -> Iterator[Condition]:
    """What the claims are about and who makes them. `nested`: look names up claim by claim, best for a walk that soon stops."""
    view = asked.view
    equal = {"type": view.type, "status": view.status, "country": view.country and view.country.upper()}
    yield from (claims.c[name] == value for name, value in {**equal, "report": asked.report, "event": asked.event}.items() if value)
    if view.place is not None:
        yield or_(claims.c.place.in_(asked.places), named(asked, asked.places, PLACE, nested))
    if view.actor is not None:
        yield named(asked, asked.actors, SIDES, nested)
    if view.speaker is not None:
        yield named(asked, asked.speakers, VOICE, nested)
    if view.measure is not None:
        yield _measured(view.measure, nested)
    if view.box is not None:
        yield in_box(view.box)
    if view.days is not None:
        yield and_(claims.c.day_from <= view.days[1], claims.c.day_to >= view.days[0])
    if view.min_score is not None:
        yield or_(claims.c.score >= view.min_score, not_(claims.c.author.startswith(MACHINE)), claims.c.person, _judged(asked))


def _judged(asked: Asked) -> Condition:
    """Claims that a person had judged, in whatever way, by the moment asked about."""
    a, until = amendments.alias().c, asked.changed_since
    then = [a.ended.is_(None)] if until is None else [a.recorded <= until, or_(a.ended.is_(None), a.ended > until)]
    return exists().where(a.subject == claims.c.id, a.kind == "judgement", *then)


def named(asked: Asked, folded: Collection[str], roles: Collection[str], nested: bool) -> Condition:
    """Claims in which one of the names stands in one of the roles; a private person's name finds nothing unless it is shown."""
    n = names.alias().c  # the question around it may read names too
    which = [(n.folded + NOTHING if nested else n.folded).in_(folded), n.role.in_(roles)]
    if not asked.view.private:
        which.append(n.private.is_(False))
    return exists().where(n.seq == claims.c.seq, *which) if nested else claims.c.seq.in_(select(n.seq).where(*which))


def _measured(measure: str, nested: bool) -> Condition:
    f = figures.alias().c
    if nested:
        return exists().where(f.seq == claims.c.seq, f.measure + NOTHING == measure)
    return claims.c.seq.in_(select(f.seq).where(f.measure == measure))


def changed(asked: Asked, nested: bool = True) -> Condition:
    """Claims of which a correction was made, or taken back, after the moment asked about (`recorded_as_of` is set)."""
    after = asked.changed_since
    a = amendments.c
    which = [a.kind == "correction", or_(a.recorded > after, a.ended > after)]
    return exists().where(a.subject == claims.c.id, *which) if nested else claims.c.id.in_(select(a.subject).where(*which))


def holds(asked: Asked, claim: KeptClaim) -> bool:
    """Whether the view sees this claim, which is given as it stood at `recorded_as_of` (`ended` None: it stood)."""
    return all(test(asked, claim) for test in TESTS)


def _published(asked: Asked, claim: KeptClaim) -> bool:
    return asked.view.published_until is None or claim.known <= asked.view.published_until


def _recorded(asked: Asked, claim: KeptClaim) -> bool:
    until = asked.view.recorded_until
    return (until is None or claim.recorded <= until) and (claim.ended is None or asked.view.withdrawn)


def _about(asked: Asked, claim: KeptClaim) -> bool:
    view = asked.view
    pairs = ((view.type, claim.type), (view.status, claim.status), (asked.report, claim.report), (asked.event, claim.event))
    return all(wanted is None or wanted == value for wanted, value in pairs)


def _country(asked: Asked, claim: KeptClaim) -> bool:
    wanted = asked.view.country
    return wanted is None or (bool(claim.places) and claim.places[0].country == wanted.upper())


def _place(asked: Asked, claim: KeptClaim) -> bool:
    return asked.view.place is None or any(s.key in asked.places for s in claim.places)


def _open(asked: Asked, claim: KeptClaim, name: str) -> bool:
    return asked.view.private or not is_private(claim, name)


def _actor(asked: Asked, claim: KeptClaim) -> bool:
    return asked.view.actor is None or any(fold(p.name) in asked.actors and _open(asked, claim, p.name) for p in claim.parties)


def _speaker(asked: Asked, claim: KeptClaim) -> bool:
    return asked.view.speaker is None or any(fold(v.name) in asked.speakers and _open(asked, claim, v.name) for v in claim.voices)


def _measure(asked: Asked, claim: KeptClaim) -> bool:
    return asked.view.measure is None or any(f.measure == asked.view.measure for f in claim.figures)


def _box(asked: Asked, claim: KeptClaim) -> bool:
    return asked.view.box is None or (bool(claim.places) and within(asked.view.box, claim.places[0].lat, claim.places[0].lon))


def _sure(asked: Asked, claim: KeptClaim) -> bool:
    least = asked.view.min_score
    vouched = least is None or not claim.author.startswith(MACHINE) or bool(claim.corrected) or claim.id in asked.judged
    return vouched or (claim.score is not None and least is not None and claim.score >= least)


def _days(asked: Asked, claim: KeptClaim) -> bool:
    wanted = asked.view.days
    return wanted is None or (claim.days is not None and claim.days[0] <= wanted[1] and claim.days[1] >= wanted[0])


TESTS: Final[tuple[Callable[[Asked, KeptClaim], bool], ...]] = (
    _published, _recorded, _about, _country, _place, _actor, _speaker, _measure, _box, _days, _sure,
)  # fmt: skip
