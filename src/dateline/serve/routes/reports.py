"""/api/reports: what was read, and one report as a reader shows it."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Final

from fastapi import APIRouter, Query
from starlette.responses import Response

from dateline.errors import DatelineError
from dateline.ledger import View
from dateline.ledger.questions.counts import of_reports
from dateline.ledger.questions.reports import private_names_of
from dateline.ledger.questions.spans import PARTS, Shift, sections_of, spans_of
from dateline.records.entry import KeptReport
from dateline.serve.asked import ClockAsked, PageAsked
from dateline.serve.desk import Asking, AtDesk, Desk
from dateline.serve.faults import MISSING
from dateline.serve.freshness import KeptRoute
from dateline.serve.routes.events import shaped
from dateline.serve.shapes.given import Id
from dateline.serve.shapes.report import Report, ReportPage, ReportText, Section, Span

router: Final = APIRouter(tags=["reports"], route_class=KeptRoute)
FIELDS: Final = {role: field for _, role, field in PARTS}


@router.get("/reports", operation_id="list_reports", summary="Reports, by publication")
def reports(desk: AtDesk, viewer: Asking, asked: Annotated[PageAsked, Query()]) -> ReportPage:
    """The reports that the view sees; where it asks about claims, those with such a claim."""
    found = desk.ledger.reports(asked.view(viewer), asked.limit, asked.cursor)
    with desk.ledger.store.reading() as connection:
        counts = of_reports(connection, [r.id for r in found])
    return ReportPage(items=[Report.of(r, counts.get(r.id, (0, 0))) for r in found], next=found.next)


@router.get("/reports/{id}", operation_id="get_report", summary="A report with its text, spans and events", responses=MISSING)
def report(desk: AtDesk, viewer: Asking, id: Id, asked: Annotated[ClockAsked, Query()]) -> ReportText:
    """The report of an id, the beginning of it, or the name it came with: text, sections, spans by role, events with claims.

    In the public view there is no text, since it is somebody else's; the words that claims rest on are shown.
    """
    view = asked.view(viewer)
    found = read(desk, desk.ledger.report(id, view), view)
    return found.model_copy(update={"text": "", "sections": [], "spans": []}) if viewer.public else found


def read(desk: Desk, found: KeptReport, view: View) -> ReportText:
    """The report with what stands in it, at the view's moments."""
    told = desk.ledger.events(View(view.as_of, view.recorded_as_of, report=found.id, private=view.private), None)
    corrected = {c.id: c.corrected for e in told for c in e.claims}
    with desk.ledger.store.reading() as connection:
        spans, sections = spans_of(connection, list(corrected), view.recorded_until), sections_of(connection, found.id)
        names = frozenset() if view.private else private_names_of(connection, [found.id]).get(found.id, frozenset())
    raw = desk.ledger.report(found.id, replace(view, private=True, withdrawn=True))
    shift = Shift(raw.text, frozenset() if view.private else names | frozenset(raw.private))
    return ReportText.whole(
        found,
        shaped(desk, told),
        [_section(kind, shift.span(start, end)) for kind, start, end in sections],
        [
            _span(
                s.role, shift.span(s.start, s.end), s.claim, s.event, shift.words(s.about), FIELDS.get(s.role) in corrected[s.claim]
            )
            for s in spans
        ],
    )


def _section(kind: str, at: tuple[int, int]) -> Section:
    return Section(kind=kind, start=at[0], end=at[1])


def _span(role: str, at: tuple[int, int], claim: str, event: str, about: str | None, corrected: bool) -> Span:
    return Span.model_validate(
        {"role": role, "start": at[0], "end": at[1], "claim": claim, "event": event, "about": about, "corrected": corrected}
    )


@router.get(
    "/reports/{id}/original", operation_id="get_original", summary="A report's bytes as received", responses=MISSING,
    response_class=Response,
)  # fmt: skip
def original(desk: AtDesk, viewer: Asking, id: Id) -> Response:
    """The bytes as received, to be saved: never shown by the browser as a page. Coders and up: nothing in it is withheld."""
    viewer.needs("coder")
    found = desk.ledger.report(id, View(private=True))
    kept = None if found.original is None else desk.ledger.store.original(found.original)
    if kept is None:
        raise DatelineError("ledger.unknown", f"{id!r}: no original is kept of it.")
    headers = {
        "Content-Disposition": f'attachment; filename="{found.id}"', "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Media-Type": kept[0].encode("latin-1", "replace").decode("latin-1"),
    }  # fmt: skip
    return Response(kept[1], media_type="application/octet-stream", headers=headers)
