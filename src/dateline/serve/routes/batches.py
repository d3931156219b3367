"""/api/batches: blind double coding. Nobody sees what another coded until all have handed in."""

from __future__ import annotations

from itertools import combinations
from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import DatelineError
from dateline.ledger import View
from dateline.ledger.by_hand import hand_claims
from dateline.ledger.entries import PERSON, document_of
from dateline.records.entry import Draft
from dateline.review.agreement import agreement
from dateline.serve.book import accounts
from dateline.serve.book import batches as book
from dateline.serve.book.batches import Batch
from dateline.serve.desk import Asking, AtDesk, Desk
from dateline.serve.faults import MISSING
from dateline.serve.lending import book_of
from dateline.serve.routes import coding
from dateline.serve.routes.changes import is_reviewer
from dateline.serve.shapes import batch as shapes
from dateline.serve.shapes.coding import Added, Coding
from dateline.serve.shapes.event import Event
from dateline.serve.shapes.given import Id
from dateline.serve.shapes.report import Section
from dateline.serve.viewer import Viewer

router: Final = APIRouter(tags=["batches"])
REPORT: Final = "report"


@router.get("/batches", operation_id="list_batches", summary="Batches")
def list_batches(request: Request, viewer: Asking) -> shapes.BatchList:
    """The batches that one codes in; a reviewer sees all."""
    found = book.every(book_of(request))
    return shapes.BatchList(items=[shapes.Batch.of(b, viewer.name) for b in found if is_reviewer(viewer) or b.coder(viewer.name)])


@router.post("/batches", operation_id="make_batch", summary="Make a batch", status_code=201, responses=MISSING)
def make_batch(request: Request, desk: AtDesk, viewer: Asking, given: shapes.BatchGiven) -> shapes.Batch:
    """Gives reports to coders, each of whom codes all of them without seeing the others' work."""
    own = book_of(request)
    if desk.serving.team:
        known = {name: accounts.find(own, name) for name in given.coders}
        absent = [n for n, a in known.items() if a is None or not a.active]
        if absent:
            raise DatelineError("serve.batch", f"There is no account {absent[0]!r}.")
        coders = [a.name for a in known.values() if a is not None]
    else:
        coders = list(given.coders)
    reports = [desk.ledger.report(id, View()).id for id in dict.fromkeys(given.reports)]
    return shapes.Batch.of(book.make(own, given.name, viewer.name, reports, coders, given.shows_machine), viewer.name)


@router.get("/batches/{id}", operation_id="get_batch", summary="A batch", responses=MISSING)
def get_batch(request: Request, viewer: Asking, id: Id) -> shapes.Batch:
    """How far its coders are."""
    return shapes.Batch.of(_mine(request, viewer, id), viewer.name)


@router.get("/batches/{id}/next", operation_id="get_batch_next", summary="My next report of a batch", responses=MISSING)
def get_batch_next(request: Request, desk: AtDesk, viewer: Asking, id: Id) -> shapes.Next:
    """The next report that I have not handed in: its text, my draft, nobody's coding; the machine's only where the batch shows it."""
    batch, me = _coder(request, viewer, id)
    made = {c.report: c for c in book.codings_of(book_of(request), batch.id, me)}
    count = {"done": sum(c.handed is not None for c in made.values()), "reports": len(batch.reports)}
    for report in batch.reports:
        draft = made.get(report)
        entry = _entry(desk, report)
        if (draft is None or draft.handed is None) and entry is not None:
            shown = Coding.model_validate(draft.body) if draft is not None else None
            view = View(report=report, private=True)
            machine = [Event.of(e) for e in desk.ledger.events(view, None)] if batch.shows_machine else None
            return shapes.Next(report=_blind(report, entry), draft=shown, machine=machine, **count)
    return shapes.Next(report=None, draft=None, machine=None, **count)


@router.put(
    "/batches/{id}/reports/{report}/draft",
    operation_id="save_draft",
    summary="Keep a draft",
    status_code=204,
    response_class=Response,
    responses=MISSING,
)
def save_draft(request: Request, viewer: Asking, id: Id, report: Id, given: Coding) -> Response:
    """Keeps what I have coded so far."""
    batch, me = _coder(request, viewer, id)
    book.save(book_of(request), batch, book.Coding(_in(batch, report), me, given.record(), None))
    return Response(status_code=204)


@router.post(
    "/batches/{id}/reports/{report}", operation_id="hand_in", summary="Hand a report in", status_code=201, responses=MISSING
)
def hand_in(request: Request, desk: AtDesk, viewer: Asking, id: Id, report: Id, given: Coding) -> shapes.Done:
    """Hands my coding of a report in, for good. It is held to the codebook, as what is coded by hand is."""
    batch, me = _coder(request, viewer, id)
    own, whole = book_of(request), _in(batch, report)
    drafted(desk, whole, given.record(), me)
    book.save(own, batch, book.Coding(whole, me, given.record(), own.clock()))
    return shapes.Done(done=book.find(own, batch.id).done.get(me, 0), reports=len(batch.reports))


@router.get("/batches/{id}/agreement", operation_id="get_agreement", summary="How far the coders agree", responses=MISSING)
def get_agreement(request: Request, desk: AtDesk, viewer: Asking, id: Id) -> shapes.Agreement:
    """F1 and Krippendorff's alpha for each field, pair by pair, once all coders have handed all in."""
    batch = _closed(request, id)
    told: dict[str, dict[str, dict[str, Any]]] = {coder: {} for coder in batch.coders}
    for c in book.codings_of(book_of(request), batch.id):
        if c.handed is not None and c.coder in told and _entry(desk, c.report) is not None:
            told[c.coder][c.report] = record_of(desk, c.report, drafted(desk, c.report, c.body, c.coder))
    pairs = []
    for left, right in combinations(batch.coders, 2):
        shared = [r for r in batch.reports if r in told[left] and r in told[right]]
        found = agreement((told[left][r], told[right][r]) for r in shared)
        pairs.append(
            shapes.PairAgreed(left=left, right=right, reports=len(shared), fields=[shapes.FieldAgreed.of(f) for f in found])
        )
    return shapes.Agreement(pairs=pairs)


@router.post(
    "/batches/{id}/reports/{report}/adopt",
    operation_id="adopt_coding",
    summary="Put a coding into the ledger",
    status_code=201,
    responses=MISSING,
)
def adopt_coding(request: Request, desk: AtDesk, id: Id, report: Id, given: shapes.Adopted) -> Added:
    """Records what a coder handed in as claims coded by hand, under the coder's name."""
    batch = _closed(request, id)
    whole, coder = _in(batch, report), batch.coder(given.coder)
    found = next((c for c in book.codings_of(book_of(request), batch.id, coder or "") if c.report == whole and c.handed), None)
    if coder is None or found is None:
        raise DatelineError("serve.batch", "That coder has handed in no coding of it.")
    return coding.record(desk, {**found.body, REPORT: whole}, f"{PERSON}{coder}")


def _mine(request: Request, viewer: Viewer, id: str) -> Batch:
    """A batch that somebody may see. Raises DatelineError `ledger.unknown`, `serve.role`."""
    batch = book.find(book_of(request), id)
    if not is_reviewer(viewer) and batch.coder(viewer.name) is None:
        raise DatelineError("serve.role", "It is others' to code.")
    return batch


def _coder(request: Request, viewer: Viewer, id: str) -> tuple[Batch, str]:
    """A batch that somebody codes in, and the name it has them under. Raises DatelineError `ledger.unknown`, `serve.role`."""
    batch = book.find(book_of(request), id)
    me = batch.coder(viewer.name)
    if me is None:
        raise DatelineError("serve.role", "It is others' to code.")
    return batch, me


def _closed(request: Request, id: str) -> Batch:
    """A batch that all have handed in. Raises DatelineError `ledger.unknown`, `serve.batch`."""
    batch = book.find(book_of(request), id)
    if not batch.is_closed or len(batch.coders) < 1:
        raise DatelineError("serve.batch", "Not all of its coders have handed all in.")
    return batch


def _in(batch: Batch, report: str) -> str:
    """The whole id of a report of the batch. Raises DatelineError `ledger.unknown`."""
    found = [r for r in batch.reports if r.startswith(report)]
    if len(found) != 1:
        raise DatelineError("ledger.unknown", "The batch holds no such report.")
    return found[0]


def _entry(desk: Desk, report: str) -> dict[str, Any] | None:
    """The payload of a report; None for one that was redacted."""
    entry = next((e for e in desk.ledger.store.about([report]) if e.kind == REPORT), None)
    return None if entry is None or entry.payload is None else dict(entry.payload)


def _blind(report: str, payload: dict[str, Any]) -> shapes.BlindReport:
    d = payload["document"]
    return shapes.BlindReport(
        id=report, title=d["title"], text=d["text"], published=d["published"], outlet=d["outlet"], language=d.get("language"),
        url=d.get("url"), sections=[Section(kind=kind, start=start, end=end) for kind, start, end in d["sections"]],
    )  # fmt: skip


def drafted(desk: Desk, report: str, body: Any, coder: str) -> list[Draft]:
    """A coding as the entries it would be. Raises DatelineError `ledger.record`, `ledger.redacted`."""
    payload = _entry(desk, report)
    if payload is None:
        raise DatelineError("ledger.redacted")
    return hand_claims(document_of(payload, report), body, f"{PERSON}{coder}", report)


def record_of(desk: Desk, report: str, made: list[Draft]) -> dict[str, Any]:
    """A coding as a record of the codebook's JSON, short forms written out, for comparing."""
    events: dict[str, dict[str, Any]] = {}
    for draft in made:
        p = draft.payload
        events.setdefault(p["event"], {**p["act"], "claims": []})["claims"].append(p["claim"])
    payload = _entry(desk, report) or {"document": {"text": ""}}
    return {"id": report, "text": payload["document"]["text"], "events": list(events.values())}
