"""/api/links: whether two events tell of one act, as people decide it."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from dateline.errors import DatelineError
from dateline.ledger.linking.judging import judgements_of
from dateline.serve.desk import Asking, AtDesk, Desk
from dateline.serve.faults import MISSING
from dateline.serve.routes.changes import author_of, entry_at, may_undo
from dateline.serve.shapes import changes as shapes

router: Final = APIRouter(tags=["changes"])


@router.post(
    "/links", operation_id="judge_link", summary="Say whether two events are of one act", status_code=201, responses=MISSING
)
def judge_link(desk: AtDesk, viewer: Asking, given: shapes.LinkJudgement) -> shapes.LinkRecorded:
    """Records that two events are of one act, or of two, or that it cannot be told. It holds over what the machine says."""
    made = desk.ledger.judge(given.left, given.right, given.verdict, author_of(viewer), given.reason)
    return shapes.LinkRecorded(**shapes.told(made), incidents=_incidents(desk, given.left, given.right))


@router.post(
    "/links/undo", operation_id="unjudge_link", summary="Take back what was said of two events", status_code=201, responses=MISSING
)
def unjudge_link(desk: AtDesk, viewer: Asking, given: shapes.LinkUndone) -> shapes.RecordedList:
    """Takes back every judgement in force of two events: one's own; reviewers anybody's. The machine's word holds again."""
    author = author_of(viewer)
    desk.ledger.link()
    numbers = judgements_of(desk.ledger.store, given.left, given.right)
    if not all(may_undo(viewer, entry_at(desk, n).author) for n in numbers):
        raise DatelineError("serve.role", "It takes a reviewer to take back what others recorded.")
    return shapes.RecordedList(items=[shapes.Recorded.of(desk.ledger.undo(n, author, given.reason)) for n in numbers])


def _incidents(desk: Desk, *events: str) -> list[str]:
    return list(dict.fromkeys(desk.ledger.incident(event).id for event in events))
