"""/api/origins, /api/speakers, /api/outlets: who speaks, who prints, and who copies whom."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Final

from fastapi import APIRouter, Query
from pydantic import Field

from dateline.errors import DatelineError
from dateline.knowledge.sources import find_outlet
from dateline.ledger import View
from dateline.ledger.entries import fold
from dateline.ledger.questions.tally import UNKNOWN, Count
from dateline.ledger.speakers import MEANINGS, POLICY
from dateline.serve.asked import MOST, Asked, ClockAsked, PageAsked
from dateline.serve.desk import Asking, AtDesk
from dateline.serve.faults import MISSING
from dateline.serve.freshness import KeptRoute
from dateline.serve.parts import part
from dateline.serve.routes.claims import shaped
from dateline.serve.shapes import sources as shapes
from dateline.serve.shapes.given import Id
from dateline.serve.tallies import quoted, tally

router: Final = APIRouter(tags=["sources"], route_class=KeptRoute)


@router.get("/origins", operation_id="list_origins", summary="What several reports go back to")
def origins(desk: AtDesk, viewer: Asking, asked: Annotated[PageAsked, Query()]) -> shapes.OriginPage:
    """The stories and statements that claims of several reports go back to, the most often printed first."""
    found = desk.lineages.origins(asked.view(viewer), asked.limit, asked.cursor)
    return shapes.OriginPage(items=[shapes.Origin.of(o) for o in found], next=found.next)


@router.get("/origins/{id}", operation_id="get_origin", summary="Where a report or a claim comes from", responses=MISSING)
def origin(desk: AtDesk, viewer: Asking, id: Id, asked: Annotated[ClockAsked, Query()]) -> shapes.LineageAnswer:
    """The lineage of a report, or of a claim's report: its original, the copies, the partial reprints, what they tell as one."""
    return shapes.LineageAnswer.of(desk.ledger.origin(id, asked.view(viewer)), partial(shaped, desk))


class NamesAsked(Asked):
    """Which of the names."""

    q: str | None = Field(None, description="Names that hold this, in any case and without accents.", examples=["observatory"])
    limit: int = Field(100, ge=1, le=MOST)
    cursor: str | None = None


@router.get("/speakers", operation_id="list_speakers", summary="Who is quoted")
def speakers(desk: AtDesk, viewer: Asking, asked: Annotated[NamesAsked, Query()]) -> shapes.SpeakerPage:
    """Everybody who is quoted and is no private person, those of most claims first."""
    wanted = fold(asked.q or "")
    found = [s for s in desk.kept("speakers", lambda: quoted(desk.board)) if wanted in s.folded]
    some, after = part(found, asked.limit, asked.cursor)
    return shapes.SpeakerPage(items=[shapes.Speaker(name=s.name, kinds=list(s.kinds), claims=s.claims) for s in some], next=after)


class RecordAsked(ClockAsked):
    """From which moment, of which time, and whose figure stands beside."""

    during: str | None = Field(None, description="What is said to have happened then (EDTF).")
    place: str | None = None
    country: str | None = None
    type: str | None = None
    policy: str = Field(POLICY, description="A policy of /api/head.", examples=["ucdp"])


@router.get(
    "/speakers/{name:path}", operation_id="get_speaker", summary="What an organisation claimed, and what later stood",
    responses=MISSING,
)  # fmt: skip
def speaker(desk: AtDesk, viewer: Asking, name: str, asked: Annotated[RecordAsked, Query()]) -> shapes.SpeakerRecord:
    """Its claims beside its own later ones, those of others, and a policy's figure. No record is shown of a private person."""
    if not fold(name):
        raise DatelineError("ledger.unknown", repr(name))
    found = desk.ledger.speaker(name, asked.view(viewer), asked.policy)
    if not found and not any(s.folded in found.names for s in desk.kept("speakers", lambda: quoted(desk.board))):
        raise DatelineError("ledger.unknown", f"{name!r}: nobody of that name is quoted.")
    counts = [
        shapes.OutcomeCount(section=section, about=about, outcome=outcome, claims=number)
        for (section, about, outcome), number in found.counts.items()
    ]
    lines = [shapes.SpeakerLine.of(line) for line in found]
    meanings: dict[str, str] = {str(name): words for name, words in MEANINGS.items()}
    return shapes.SpeakerRecord(
        name=name, names=list(found.names), policy=asked.policy, lines=lines, counts=counts, meanings=meanings
    )


@router.get("/outlets", operation_id="list_outlets", summary="Who prints")
def outlets(desk: AtDesk, viewer: Asking, asked: Annotated[NamesAsked, Query()]) -> shapes.OutletPage:
    """The outlets of the ledger's reports, with what is known of them."""
    wanted = fold(asked.q or "")
    counts = desk.kept("outlets", lambda: tally(desk.board, "outlet", View()) or [])
    found = [c for c in counts if c.key != UNKNOWN and wanted in fold(c.label)]
    some, after = part(found, asked.limit, asked.cursor)
    return shapes.OutletPage(items=[_outlet(c) for c in some], next=after)


def _outlet(c: Count) -> shapes.Outlet:
    known = find_outlet(c.label)
    told = (known.kind, known.country, known.speaks_for, known.agency) if known else (None, None, None, False)
    kind, country, speaks_for, agency = told
    return shapes.Outlet(
        name=c.label, kind=kind, country=country, speaks_for=speaks_for, agency=agency, events=c.events, claims=c.claims
    )
