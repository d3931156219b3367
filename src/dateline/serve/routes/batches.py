"""/api/batches: blind double coding. Nobody sees what another coded until all have handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final, Literal

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import DatelineError
from dateline.ledger import View
from dateline.ledger.by_hand import hand_claims
from dateline.ledger.entries import PERSON, document_of
from dateline.ledger.questions.standing import standing
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
from dateline.serve.routes.events import shaped
from dateline.serve.shapes import batch as shapes
from dateline.serve.shapes.coding import Added, Coding
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
            machine = shaped(desk, desk.ledger.events(view, None)) if batch.shows_machine else None
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
    """F1 and Krippendorff's alpha for each field, pair by pair, and the codings themselves, once all coders have handed all in."""
    batch = _closed(request, id)
    handed: dict[str, dict[str, _Handed]] = {report: {} for report in batch.reports}
    for c in book.codings_of(book_of(request), batch.id):
        if c.handed is not None and c.coder in batch.coders and _entry(desk, c.report) is not None:
            drafts = drafted(desk, c.report, c.body, c.coder)
            handed[c.report][c.coder] = _Handed(c.body, drafts, record_of(desk, c.report, drafts))
    pairs = []
    for left, right in combinations(batch.coders, 2):
        shared = [h for h in handed.values() if left in h and right in h]
        found = agreement((h[left].record, h[right].record) for h in shared)
        pairs.append(
            shapes.PairAgreed(left=left, right=right, reports=len(shared), fields=[shapes.FieldAgreed.of(f) for f in found])
        )
    reports = [
        _report(desk, report, {coder: of[coder] for coder in batch.coders if coder in of}) for report, of in handed.items() if of
    ]
    return shapes.Agreement(pairs=pairs, reports=reports)


@dataclass(frozen=True, slots=True)
class _Handed:
    """What somebody handed in of a report: as it came, as the entries it would be, and as a record for comparing."""

    body: Any
    drafts: Sequence[Draft]
    record: dict[str, Any]


def _report(desk: Desk, report: str, codings: Mapping[str, _Handed]) -> shapes.ReportHanded:
    """A report with the codings of it, by their coders."""
    document = (_entry(desk, report) or {})["document"]
    agreed = all(_agree(c.record, d.record) for c, d in combinations(codings.values(), 2))
    told = [
        shapes.Handed(coder=coder, coding=Coding.model_validate(c.body), claims=len(c.drafts), adopted=_adopted(desk, c.drafts))
        for coder, c in codings.items()
    ]
    return shapes.ReportHanded(report=report, title=document["title"], agreed=agreed, codings=told)


def _agree(left: dict[str, Any], right: dict[str, Any]) -> bool:
    """Whether two codings of a report differ in nothing: neither in what agreement is told of, nor in the rest."""
    return _rest(left) == _rest(right) and all(f.only_left == f.only_right == 0 for f in agreement([(left, right)]))


def _rest(record: dict[str, Any]) -> list[Any]:
    """What a coding holds beside what agreement is told of: allies, who loses a place and how far, weapons of which only the words are told."""
    events = record["events"]
    allies = [("ally", a.get("name") or "") for e in events for a in e.get("allies") or []]
    control = [
        ("control", c["place"], c.get("from") or "", c.get("extent") or "whole") for e in events for c in e.get("control") or []
    ]
    weapons = [("weapon", w.get("text") or "") for e in events for w in e.get("weapons") or [] if w.get("start") is None]
    return sorted([*allies, *control, *weapons])


def _adopted(desk: Desk, drafts: Sequence[Draft]) -> Literal["recorded", "withdrawn"] | None:
    """Whether the claims of a coding are in the ledger, or were and are withdrawn."""
    with desk.ledger.store.reading() as connection:
        found = standing(connection, [d.subject for d in drafts])
    return None if not found else "recorded" if any(c.ended is None for c in found.values()) else "withdrawn"


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
