"""What people code in reports by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from fastapi import APIRouter

from dateline.errors import DatelineError
from dateline.ingest import add
from dateline.ledger import View
from dateline.records import Rejected
from dateline.serve.desk import Asking, AtDesk, Desk
from dateline.serve.faults import MISSING
from dateline.serve.routes.changes import author_of
from dateline.serve.shapes.coding import Added, Coding, ReportCoded
from dateline.serve.shapes.given import Id

router: Final = APIRouter(tags=["coding"])


@router.post(
    "/reports/{id}/claims",
    operation_id="code_report",
    summary="Code claims of a report by hand",
    status_code=201,
    responses=MISSING,
)
def code_report(desk: AtDesk, viewer: Asking, id: Id, given: Coding) -> Added:
    """Records what a person codes in a report, one in another language, too. What is coded by hand is never superseded."""
    report = desk.ledger.report(id, View(withdrawn=True)).id
    return record(desk, {**given.record(), "report": report}, author_of(viewer))


@router.post("/reports", operation_id="add_report", summary="Add a report that a person coded", status_code=201)
def add_report(desk: AtDesk, viewer: Asking, given: ReportCoded) -> Added:
    """Records a report with its claims under a person's name; the machine does not code it."""
    return record(desk, given.record(), author_of(viewer))


def record(desk: Desk, told: Mapping[str, Any], author: str) -> Added:
    """Records a coding. Raises DatelineError `ledger.record` and others of `ingest.add`."""
    made = add(desk.ledger.store, told, author)
    if isinstance(made, Rejected):
        raise DatelineError(made.code, made.detail)
    desk.ledger.link()
    return Added(report=made.report, claims=list(made.recorded))
