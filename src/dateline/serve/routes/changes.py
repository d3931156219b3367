"""What people change of claims and reports: corrections, judgements, withdrawals, and taking any of them back."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query

from dateline.errors import DatelineError
from dateline.ledger import View, amending
from dateline.ledger.questions.history import history
from dateline.records.entry import Entry
from dateline.serve.asked import Asked, ClockAsked
from dateline.serve.desk import Asking, AtDesk, Desk
from dateline.serve.faults import MISSING
from dateline.serve.freshness import FreshRoute
from dateline.serve.shapes import changes as shapes
from dateline.serve.shapes.changes import Recorded, RecordedList
from dateline.serve.shapes.given import Id, Number, Reasoned
from dateline.serve.viewer import RANKS, Viewer

router: Final = APIRouter(tags=["changes"])
asking: Final = APIRouter(tags=["changes"], route_class=FreshRoute)
NAMES: Final = frozenset({"initiators", "targets", "allies", "weapons", "private"})  # fields that take one name for a list of names


class PrivateAsked(Asked):
    """Whether the names of private persons are shown."""

    private: bool = ClockAsked.model_fields["private"].default


def author_of(viewer: Viewer) -> str:
    """Under whose name work is recorded. Raises DatelineError `serve.role`."""
    if viewer.author is None:
        raise DatelineError("serve.role", "Nothing is recorded of somebody without a name.")
    return viewer.author


def is_reviewer(viewer: Viewer) -> bool:
    """Whether somebody may change what others recorded."""
    return not viewer.public and RANKS[viewer.role] >= RANKS["reviewer"]


def listed(field: str, value: Any) -> Any:
    """One name for a list of names."""
    return [value] if field in NAMES and isinstance(value, str) else value


@asking.get("/claims/{id}/history", operation_id="claim_history", summary="What was recorded about a claim", responses=MISSING)
def claim_history(desk: AtDesk, viewer: Asking, id: Id, asked: Annotated[PrivateAsked, Query()]) -> shapes.History:
    """Who coded, corrected, judged and withdrew it, when and why, the oldest first; what was said of its report as a whole, too."""
    if asked.private and not viewer.may_see_private:
        raise DatelineError("serve.role", "Names of private persons are shown to coders.")
    with desk.ledger.store.reading() as connection:
        claim, found = history(connection, id, asked.private)

    def can_undo(told_by: str, what: str) -> bool:
        return what in ("corrected", "judged", "report judged", "embargoed") and may_undo(viewer, told_by)

    return shapes.History(claim=claim, items=[shapes.HistoryItem.of(t, can_undo(t.author, t.what)) for t in found])


@router.post(
    "/claims/{id}/corrections",
    operation_id="correct_claim",
    summary="Correct a field of a claim",
    status_code=201,
    responses=MISSING,
)
def correct_claim(desk: AtDesk, viewer: Asking, id: Id, given: shapes.Correction) -> Recorded:
    """Records that a field of a claim is otherwise. The claim as it was coded stays in the log; views show it corrected."""
    value = listed(given.field, given.value)
    return Recorded.of(amending.correct(desk.ledger.store, id, given.field, value, author_of(viewer), given.reason))


@router.post(
    "/claims/{id}/judgements",
    operation_id="judge_claim",
    summary="Say whether a claim is rightly coded",
    status_code=201,
    responses=MISSING,
)
def judge_claim(desk: AtDesk, viewer: Asking, id: Id, given: shapes.Judgement) -> Recorded:
    """Records what you hold of a claim: coded as the report has it (right), not so (wrong), or not to be settled (unsure)."""
    claim = desk.ledger.claim(id, View(withdrawn=True)).id
    return Recorded.of(amending.judge(desk.ledger.store, claim, given.verdict, author_of(viewer), given.reason))


@router.post(
    "/reports/{id}/judgements",
    operation_id="judge_report",
    summary="Say whether a report is rightly coded",
    status_code=201,
    responses=MISSING,
)
def judge_report(desk: AtDesk, viewer: Asking, id: Id, given: shapes.Judgement) -> Recorded:
    """Records what you hold of all claims that the report has by now."""
    report = desk.ledger.report(id, View(withdrawn=True)).id
    return Recorded.of(amending.judge(desk.ledger.store, report, given.verdict, author_of(viewer), given.reason))


@router.post("/claims/{id}/withdraw", operation_id="withdraw_claim", summary="Withdraw a claim", status_code=201, responses=MISSING)
def withdraw_claim(desk: AtDesk, viewer: Asking, id: Id, given: shapes.Withdrawal) -> Recorded:
    """Takes a claim back, for good; views of earlier moments still show it. Coders withdraw claims that they coded themselves."""
    found = desk.ledger.claim(id, View(withdrawn=True))
    if found.author != viewer.author and not is_reviewer(viewer):
        raise DatelineError("serve.role", "It takes a reviewer to withdraw what others, or the machine, coded.")
    made = amending.withdraw(desk.ledger.store, found.id, author_of(viewer), given.reason, given.successor)
    desk.ledger.link()
    return Recorded.of(made)


@router.post(
    "/reports/{id}/withdraw", operation_id="withdraw_report", summary="Withdraw a report", status_code=201, responses=MISSING
)
def withdraw_report(desk: AtDesk, viewer: Asking, id: Id, given: Reasoned) -> Recorded:
    """Takes a report back with all of its claims, for good; views of earlier moments still show them."""
    report = desk.ledger.report(id, View(withdrawn=True)).id
    made = amending.withdraw(desk.ledger.store, report, author_of(viewer), given.reason)
    desk.ledger.link()
    return Recorded.of(made)


@router.post(
    "/incidents/{id}/judgements",
    operation_id="review_incident",
    summary="Judge all claims of an incident",
    status_code=201,
    responses=MISSING,
)
def review_incident(desk: AtDesk, viewer: Asking, id: Id, given: shapes.Judgement) -> RecordedList:
    """Records what you hold of each claim of an incident that stands now."""
    store, author = desk.ledger.store, author_of(viewer)
    found = desk.ledger.incident(id).claims
    return RecordedList(items=[Recorded.of(amending.judge(store, c.id, given.verdict, author, given.reason)) for c in found])


@router.post(
    "/entries/{seq}/undo",
    operation_id="undo_entry",
    summary="Take back a correction or a judgement",
    status_code=201,
    responses=MISSING,
)
def undo_entry(desk: AtDesk, viewer: Asking, seq: Number, given: Reasoned) -> Recorded:
    """Takes back a correction, a judgement, an embargo or an account of a person, by the number of its entry: one's own; reviewers anybody's."""
    if not may_undo(viewer, entry_at(desk, seq).author):
        raise DatelineError("serve.role", "It takes a reviewer to take back what others recorded.")
    return Recorded.of(desk.ledger.undo(seq, author_of(viewer), given.reason))


def may_undo(viewer: Viewer, author: str) -> bool:
    """Whether somebody may take back what an author recorded."""
    return is_reviewer(viewer) or (viewer.author == author and RANKS[viewer.role] >= RANKS["coder"] and not viewer.public)


def entry_at(desk: Desk, number: int) -> Entry:
    """The entry of a number. Raises DatelineError `ledger.unknown`."""
    found = next(desk.ledger.store.entries(number - 1, number), None)
    if found is None:
        raise DatelineError("ledger.unknown", f"entry {number}.")
    return found
