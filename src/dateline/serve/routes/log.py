"""/api/entries and /api/verify: the log for an audit."""

from __future__ import annotations

import threading
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from dateline.ledger.questions.newest import Logged, Sought, newest
from dateline.serve.asked import MOST, Asked
from dateline.serve.desk import Asking, AtDesk
from dateline.serve.freshness import FreshRoute
from dateline.serve.routes.changes import may_undo
from dateline.serve.shapes.changes import UNDOABLE
from dateline.serve.shapes.log import LogEntry, LogPage, Proof
from dateline.serve.viewer import Viewer

router: Final = APIRouter(tags=["record"], route_class=FreshRoute)
Kind = Literal["report", "claim", "judgement", "correction", "withdrawal", "redaction", "victim"]
WALK: Final = threading.Lock()  # one check of the whole log at a time


class EntriesAsked(Asked):
    """Which entries."""

    kind: Kind | None = Field(None, description="Only of this kind.")
    subject: str | None = Field(None, description="Only about this: the whole id of a report, a claim …")
    author: str | None = Field(None, description="Only by this author, or by “people”.", examples=["people"])
    claims: bool = Field(False, description="Claims, too; else a report stands for those recorded with it.")
    private: bool = Field(False, description="Show the names of private persons (coders and up).")
    limit: int = Field(100, ge=1, le=MOST)
    cursor: str | None = None


class ProofAsked(Asked):
    """What to look for."""

    holds: str | None = Field(None, description="A digest that the log should hold: that of an entry, kept elsewhere.")


@router.get("/entries", operation_id="list_entries", summary="The log, the newest entries first")
def entries(desk: AtDesk, viewer: Asking, asked: Annotated[EntriesAsked, Query()]) -> LogPage:
    """What was recorded, by whom, when and why, each entry with its digest, and whether you may take it back."""
    if asked.private:
        viewer.needs("coder")
    sought = Sought(asked.kind, asked.subject, asked.author, asked.claims)
    with desk.ledger.store.reading() as connection:
        found = newest(connection, sought, asked.private, asked.limit, asked.cursor)
    return LogPage(items=[LogEntry.of(x, _can_undo(viewer, x)) for x in found.items], next=found.next)


def _can_undo(viewer: Viewer, item: Logged) -> bool:
    return item.entry.kind in UNDOABLE and may_undo(viewer, item.entry.author)


@router.get("/verify", operation_id="verify_log", summary="Whether the log is what was recorded")
def verify(desk: AtDesk, viewer: Asking, asked: Annotated[ProofAsked, Query()]) -> Proof:
    """Computes the chain of digests anew, from the first entry on, and the digests of the originals. Takes a while for a long log."""
    with WALK:
        found = desk.ledger.store.verify(asked.holds) if asked.holds else desk.kept("proof", desk.ledger.store.verify)
    return Proof.of(found)
