"""/api/victims: records of persons. What may tell who they are is shown to reviewers who ask for it."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query
from pydantic import Field

from dateline.errors import DatelineError
from dateline.ledger import View
from dateline.ledger.privacy import withhold
from dateline.ledger.victims import VICTIM
from dateline.records.entry import Entry
from dateline.serve.asked import ClockAsked
from dateline.serve.desk import Asking, AtDesk, Desk
from dateline.serve.faults import MISSING
from dateline.serve.freshness import FreshRoute
from dateline.serve.routes.changes import author_of, is_reviewer
from dateline.serve.shapes import victim as shapes
from dateline.serve.shapes.changes import told
from dateline.serve.shapes.given import Id
from dateline.serve.viewer import Viewer

router: Final = APIRouter(tags=["victims"])
asking: Final = APIRouter(tags=["victims"], route_class=FreshRoute)


class VictimsAsked(ClockAsked):
    """Of which incident, and from which moment."""

    incident: str | None = Field(None, description="Only persons of this incident.")


@asking.get("/victims", operation_id="list_victims", summary="Records of persons", responses=MISSING)
def victims(desk: AtDesk, viewer: Asking, asked: Annotated[VictimsAsked, Query()]) -> shapes.VictimList:
    """The records of persons; what may tell who they are is left out unless a reviewer asks for it (`private`)."""
    found = desk.ledger.victims(_view(asked, viewer), asked.incident)
    return shapes.VictimList(items=[shapes.Victim.of(v) for v in found])


@asking.get("/victims/{id}", operation_id="get_victim", summary="A person's record", responses=MISSING)
def victim(desk: AtDesk, viewer: Asking, id: Id, asked: Annotated[ClockAsked, Query()]) -> shapes.Victim:
    """The record of a person with every account of them."""
    return shapes.Victim.of(desk.ledger.victim(id, _view(asked, viewer)))


@router.post("/victims", operation_id="add_victim", summary="Record a person of an incident", status_code=201, responses=MISSING)
def add_victim(desk: AtDesk, viewer: Asking, given: shapes.VictimGiven) -> shapes.VictimRecorded:
    """Records a person by one source's account. The name stays out of every index and export."""
    made = desk.ledger.add_victim(given.incident, given.person.record(), given.word("report"), author_of(viewer))
    return _recorded(made, _unguarded(desk, given.incident, given.person.name))


@router.post(
    "/victims/{id}/accounts",
    operation_id="correct_victim",
    summary="Record another account of a person",
    status_code=201,
    responses=MISSING,
)
def correct_victim(desk: AtDesk, viewer: Asking, id: Id, given: shapes.VictimAccountGiven) -> shapes.VictimRecorded:
    """Records what a family or another source says otherwise. It stands beside what was told before."""
    made = desk.ledger.correct_victim(id, given.person.record(), given.word("family"), author_of(viewer))
    return _recorded(made, [])


def _view(asked: ClockAsked, viewer: Viewer) -> View:
    if asked.private and not is_reviewer(viewer):
        raise DatelineError("serve.role", "Who a person is, is shown to reviewers.")
    return View(asked.as_of, asked.recorded_as_of, private=asked.private)


def _recorded(made: Entry, unguarded: list[str]) -> shapes.VictimRecorded:
    id = made.subject.removeprefix(VICTIM).partition("|")[0]
    return shapes.VictimRecorded(**{**told(made), "subject": id}, victim=id, unguarded=unguarded)


def _unguarded(desk: Desk, incident: str, name: str | None) -> list[str]:
    """The claims of the incident that print the name to everybody."""
    if not name:
        return []
    return [c.id for c in desk.ledger.incident(incident).claims if withhold(c.words, (name,)) != c.words]
