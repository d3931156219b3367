"""/api/tally, /api/contradictions, /api/search, /api/changes: questions about the record as a whole."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from dateline.serve.asked import MOST, Asked, PageAsked, ViewAsked
from dateline.serve.desk import Asking, AtDesk
from dateline.serve.freshness import KeptRoute
from dateline.serve.routes.claims import shaped
from dateline.serve.shapes.incident import Contradiction, ContradictionPage
from dateline.serve.shapes.record import ChangePage, Count, Hit, HitPage, RecordChange, TallyAnswer
from dateline.serve.tallies import tally as counted

router: Final = APIRouter(tags=["record"], route_class=KeptRoute)
Dimension = Literal["month", "year", "type", "place", "country", "actor", "speaker", "status", "outlet"]
Clash = Literal["figures", "control", "denial", "culprit"]


class TallyAsked(ViewAsked):
    """The view, and by what to count."""

    by: Dimension = Field("month", description="What to count by.")
    limit: int = Field(100, ge=1, le=MOST)


class ClashAsked(PageAsked):
    """The view, and which kind of clash."""

    kind: Clash | None = Field(None, description="Only this kind.")


class SearchAsked(PageAsked):
    """The view, and what to look for."""

    q: str = Field(description='Words and "quoted phrases"; endings do not matter.', min_length=1, examples=["ancient ruins"])


class ChangesAsked(Asked):
    """Which stretch of the record."""

    since: str = Field("0001-01-01", description="Recorded from then on (EDTF).", examples=["2026-01-01"])
    until: str | None = Field(None, description="Recorded by then (EDTF).")
    private: bool = False
    limit: int = Field(100, ge=1, le=MOST)
    cursor: str | None = None


@router.get("/tally", operation_id="get_tally", summary="How many events and claims, by month, type, place …")
def tally(desk: AtDesk, viewer: Asking, asked: Annotated[TallyAsked, Query()]) -> TallyAnswer:
    """Counts of what the view sees. A claim with two speakers counts under both; figures are not added up."""
    view = asked.view(viewer)
    made = desk.kept(f"tally {asked.by} {view}", lambda: counted(desk.board, asked.by, view))
    found = made if made is not None else desk.ledger.tally(asked.by, view).items
    items = [Count(key=c.key, label=c.label, events=c.events, claims=c.claims) for c in found[: asked.limit]]
    return TallyAnswer(by=asked.by, items=items)


@router.get("/contradictions", operation_id="list_contradictions", summary="What cannot all be true")
def contradictions(desk: AtDesk, viewer: Asking, asked: Annotated[ClashAsked, Query()]) -> ContradictionPage:
    """Figures that do not meet, rival holders of a place, denials, rival culprits: of what the view sees."""
    found = desk.ledger.contradictions(asked.view(viewer), asked.limit, asked.cursor, asked.kind)
    return ContradictionPage(items=[Contradiction.of(c) for c in found], next=found.next)


@router.get("/search", operation_id="search_claims", summary="Claims that hold words")
def search(desk: AtDesk, viewer: Asking, asked: Annotated[SearchAsked, Query()]) -> HitPage:
    """The claims of the view with all the words and phrases in their words, places or sides."""
    found = desk.ledger.search(asked.q, asked.view(viewer), asked.limit, asked.cursor)
    claims = shaped(desk, [hit.claim for hit in found])
    return HitPage(items=[Hit(claim=c, marks=list(h.marks)) for h, c in zip(found, claims, strict=True)], next=found.next)


@router.get("/changes", operation_id="list_changes", summary="What changed in the record, and by whose hand")
def changes(desk: AtDesk, viewer: Asking, asked: Annotated[ChangesAsked, Query()]) -> ChangePage:
    """The log in words: reports taken in, corrections, judgements, withdrawals, in the order in which they were made."""
    if asked.private:
        viewer.needs("coder")
    found = desk.ledger.diff(asked.since, asked.until, asked.private, asked.limit, asked.cursor)
    return ChangePage(items=[RecordChange.of(c) for c in found], next=found.next, counts=dict(found.counts))
