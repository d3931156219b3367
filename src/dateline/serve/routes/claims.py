"""/api/claims: who says what, and what people made of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final

from fastapi import APIRouter, Query

from dateline.ledger.questions.counts import outlets_of
from dateline.records.entry import KeptClaim
from dateline.serve.asked import ClockAsked, PageAsked
from dateline.serve.desk import Asking, AtDesk, Desk
from dateline.serve.faults import MISSING
from dateline.serve.freshness import KeptRoute
from dateline.serve.shapes.claim import Claim, ClaimPage
from dateline.serve.shapes.given import Id

router: Final = APIRouter(tags=["claims"], route_class=KeptRoute)


@router.get("/claims", operation_id="list_claims", summary="Claims, by the days they tell of")
def claims(desk: AtDesk, viewer: Asking, asked: Annotated[PageAsked, Query()]) -> ClaimPage:
    """Who says what: the claims that the view sees."""
    found = desk.ledger.claims(asked.view(viewer), asked.limit, asked.cursor)
    return ClaimPage(items=shaped(desk, found), next=found.next)


@router.get("/claims/{id}", operation_id="get_claim", summary="A claim", responses=MISSING)
def claim(desk: AtDesk, viewer: Asking, id: Id, asked: Annotated[ClockAsked, Query()]) -> Claim:
    """The claim of an id or its beginning; a superseded one answers with its successor."""
    return shaped(desk, [desk.ledger.claim(id, asked.view(viewer))])[0]


def shaped(desk: Desk, found: Sequence[KeptClaim]) -> list[Claim]:
    """The claims of records, each with the outlet of its report."""
    with desk.ledger.store.reading() as connection:
        outlets = outlets_of(connection, sorted({c.report for c in found}))
    return [Claim.of(c, outlets.get(c.report)) for c in found]
