"""/api/embargoes and /api/redactions: what does not go out yet, and what is taken out for good."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.requests import Request

from dateline.errors import DatelineError
from dateline.ledger import outgoing
from dateline.ledger.redaction import Target, count_names, redact, what_holds, what_names
from dateline.records.edtf import show_instant
from dateline.serve.book.batches import forget
from dateline.serve.desk import Asking, AtDesk, Desk
from dateline.serve.faults import MISSING
from dateline.serve.lending import book_of
from dateline.serve.routes.changes import author_of
from dateline.serve.shapes import outgoing as shapes
from dateline.serve.shapes.changes import Recorded, told

router: Final = APIRouter(tags=["outgoing"])


@router.get("/embargoes", operation_id="list_embargoes", summary="Reports under embargo")
def list_embargoes(desk: AtDesk, viewer: Asking) -> shapes.EmbargoList:
    """The embargoes in force."""
    with desk.ledger.store.reading() as connection:
        entries = outgoing.embargo_entries(connection)
        found = outgoing.reports_of(connection, sorted(entries))
    rows = [
        shapes.Embargoed(
            report=id, name=found[id].name if id in found else "", until=show_instant(until), seq=entry.seq, author=entry.author
        )
        for id, (entry, until) in entries.items()
    ]
    return shapes.EmbargoList(items=rows)


@router.post("/embargoes", operation_id="set_embargo", summary="Put a report under embargo", status_code=201, responses=MISSING)
def set_embargo(desk: AtDesk, viewer: Asking, given: shapes.Embargo) -> Recorded:
    """Keeps what a report says out of exports, releases and the public view until then. The last embargo of a report counts."""
    return Recorded.of(outgoing.embargo(desk.ledger.store, given.report, given.until, author_of(viewer), given.reason))


@router.post("/redactions/preview", operation_id="preview_redaction", summary="What a redaction would take out", responses=MISSING)
def preview_redaction(desk: AtDesk, viewer: Asking, given: shapes.RedactionAsked) -> shapes.RedactionPreview:
    """Counts what would go; nothing is changed."""
    target = _target(desk, given)
    return shapes.RedactionPreview(counts=target.counts, entries=len(target.found), shared=len(target.shared), upto=target.upto)


@router.post(
    "/redactions", operation_id="redact", summary="Take words out of the ledger for good", status_code=201, responses=MISSING
)
def redact_for_good(request: Request, desk: AtDesk, viewer: Asking, given: shapes.Redaction) -> shapes.Redacted:
    """Takes the entries out of the log's payloads, the indexes and the originals. It cannot be undone; the log still verifies."""
    author, target = author_of(viewer), _target(desk, given)
    if len(target.found) != given.entries:
        raise DatelineError("ledger.changed", f"It would take out {len(target.found)} entries, and not {given.entries}.")
    private = {n for e in target.found if e.payload is not None for n in e.payload.get("private", ())}
    made = redact(desk.ledger.store, target, author, given.reason)
    desk.forget()
    forget(book_of(request), [e.subject for e in target.found if e.kind == "report"], target.names)
    left = max(count_names(desk.ledger.store, sorted(private)).values(), default=0)
    return shapes.Redacted(**told(made), scrubbed=_scrubbed(desk), left=left)


def _target(desk: Desk, given: shapes.RedactionAsked) -> Target:
    if given.subject is not None:
        return what_holds(desk.ledger.store, given.subject)
    found = what_names(desk.ledger.store, given.names)
    if not found.found:
        raise DatelineError("ledger.unknown", "No entry holds it.")
    return found


def _scrubbed(desk: Desk) -> bool:
    """Cleans the files of what was taken out; whether that could be done while others read."""
    try:
        desk.ledger.store.scrub()
    except DatelineError as error:
        if error.code not in ("ledger.journal", "ledger.write"):
            raise
        return False
    return True
