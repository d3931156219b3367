"""/api/head: where the log stands, and the words of the codebook."""

from __future__ import annotations

from functools import cache
from typing import Final

from fastapi import APIRouter

from dateline import __version__
from dateline.knowledge.ontology import load
from dateline.ledger import View
from dateline.ledger.questions.counts import Extent, reports_extent
from dateline.ledger.questions.rows import iso_day
from dateline.ledger.reconcile import POLICIES
from dateline.records.edtf import FIRST_DAY, LAST_DAY
from dateline.serve.desk import Asking, AtDesk, Desk
from dateline.serve.freshness import FreshRoute
from dateline.serve.shapes import state as shapes

router: Final = APIRouter(tags=["state"], route_class=FreshRoute)


@router.get("/head", operation_id="get_head", summary="Where the log stands, what it holds, and who asks")
def head(desk: AtDesk, viewer: Asking) -> shapes.Head:
    """The last entry, counts, the codebook's words, the policies, and who you are."""
    now, held = desk.head(), desk.kept("extent", lambda: _extent(desk))
    me = shapes.Me(
        name=viewer.name, role=viewer.role, author=viewer.author, public=viewer.public, may_see_private=viewer.may_see_private
    )
    return shapes.Head(
        seq=now.seq, hash=now.digest, counts=shapes.Counts(reports=held.reports, claims=held.claims, events=held.events),
        first_day=iso_day(held.days and held.days[0]), last_day=iso_day(held.days and held.days[1]),
        first_published=iso_day(held.published and held.published[0]), last_published=iso_day(held.published and held.published[1]),
        version=__version__, mode=desk.serving.mode, tiles=desk.serving.tiles, me=me,
        policies=[shapes.PolicyTerm(name=p.name, title=p.title, rule=p.rule, counts=p.counts) for p in POLICIES.values()],
        words=_words(),
    )  # fmt: skip


def _extent(desk: Desk) -> Extent:
    with desk.ledger.store.reading() as connection:
        reports, published = reports_extent(connection)
    found = desk.board.find(View())
    first, last = found.columns.first[found.rows], found.columns.last[found.rows]
    first, last = first[first > FIRST_DAY], last[(last > FIRST_DAY) & (last < LAST_DAY)]
    days = (int(first.min()), int(last.max(initial=first.min()))) if len(first) else None
    return Extent(reports, len(found.claims), len(found.rows), days, published)


@cache
def _words() -> shapes.Words:
    o = load()
    return shapes.Words(
        types=[shapes.TypeTerm(name=t.name, counts=t.counts, family=t.family) for t in o.types.values()],
        measures=[shapes.MeasureTerm(name=m.name, counts=m.counts, people=m.people) for m in o.measures.values()],
        statuses=[shapes.StatusTerm(name=s.name, counts=s.counts, asserts=s.asserts) for s in o.statuses.values()],
        modes=[shapes.Term(name=m.name, counts=m.counts) for m in o.modes.values()],
        voices=[shapes.Term(name=v.name, counts=v.counts) for v in o.voices.values()],
    )
