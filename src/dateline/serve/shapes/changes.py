"""What people change, and how it is recorded."""

from __future__ import annotations

from typing import Any, Final, Literal

from pydantic import ConfigDict, Field

from dateline.ledger.questions.history import Told
from dateline.records import entry as records
from dateline.records.edtf import show_instant
from dateline.serve.shapes.base import Shape
from dateline.serve.shapes.given import Line, Reasoned, Sound

UNDOABLE: Final = ("correction", "judgement", "victim")  # kinds of entries that can be taken back
VALUES: Final = (
    "As the field has it. type, mode, scope, status, evidence: a word of the codebook. said, when: EDTF, or {value, text, start, end}. "
    "initiators, targets, allies: a list of names, or of {name, attribution}. weapons: a list of words, or of {text, start, end}. places: a list of {name, geonames_id, lat, lon, country, admin1, precision}. voices: "
    "a list of {name, kind, joint}. figures: a list of {measure, unit, group, low, best, high, comparator, approximate, text, part_of}. "
    "control: a list of {place, from, to, extent}. private: the names that are withheld."
)
Verdict = Literal["right", "wrong", "unsure"]
LinkVerdict = Literal["same", "different", "unsure"]


class Recorded(Shape):
    """What was recorded: an entry of the log. `undo`: whether POST /api/entries/{seq}/undo takes it back."""

    seq: int
    kind: str
    subject: str
    author: str
    recorded: str
    hash: str
    undo: bool

    @classmethod
    def of(cls, e: records.Entry) -> Recorded:
        """What was recorded by an entry."""
        return cls(**told(e))


def told(e: records.Entry) -> dict[str, Any]:
    """The parts of an entry as it is answered."""
    return {
        "seq": e.seq, "kind": e.kind, "subject": e.subject, "author": e.author, "recorded": show_instant(e.recorded), "hash": e.digest,
        "undo": e.kind in UNDOABLE,
    }  # fmt: skip


class RecordedList(Shape):
    """Several entries, in the order in which they were recorded."""

    items: list[Recorded]


class LinkRecorded(Recorded):
    """A judged link. `incidents`: where the two events are now; one where they are of one act."""

    incidents: list[str]


class Correction(Reasoned):
    """A field of a claim is otherwise."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"field": "status", "value": "denied", "reason": "second paragraph"}]}
    )

    field: Line = Field(description="type, status, targets, places, when, figures, voices, control, private …")
    value: Sound = Field(description=VALUES)


class Judgement(Reasoned):
    """What somebody holds of a claim or a report: coded as the report has it, not so, or not to be settled from it."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"verdict": "right"}]})

    verdict: Verdict


class Withdrawal(Reasoned):
    """A claim is taken back. `successor`: the claim that answers for it from now on."""

    successor: Line | None = None


class LinkJudgement(Reasoned):
    """Two events tell of one act, or of two, or it cannot be told."""

    left: Line = Field(description="An event's id, or the beginning of it.")
    right: Line
    verdict: LinkVerdict


class LinkUndone(Reasoned):
    """What people said of two events is taken back: the machine's word holds again."""

    left: Line
    right: Line


class Undone(Shape):
    """By which entry, when, by whom and why something was taken back."""

    seq: int
    at: str
    author: str
    reason: str | None


class HistoryItem(Shape):
    """One thing that was recorded about a claim or its report. `before`, `after`: the field's value in words.

    `what`: coded, corrected, judged, withdrawn, superseded, report judged, report withdrawn, embargoed. `can_undo`: by you, now.
    """

    seq: int
    at: str
    what: str
    author: str
    field: str | None
    before: str | None
    after: str | None
    verdict: str | None
    reason: str | None
    undone: Undone | None
    can_undo: bool

    @classmethod
    def of(cls, t: Told, can_undo: bool) -> HistoryItem:
        """The line of a history."""
        u = t.undone
        undone = None if u is None else Undone(seq=u.seq, at=show_instant(u.at), author=u.author, reason=u.reason)
        return cls(
            seq=t.seq, at=show_instant(t.at), what=t.what, author=t.author, field=t.field, before=t.before, after=t.after,
            verdict=t.verdict, reason=t.reason, undone=undone, can_undo=can_undo and undone is None,
        )  # fmt: skip


class History(Shape):
    """What was recorded about a claim, the oldest first. `claim`: the whole id, or that of its successor."""

    claim: str
    items: list[HistoryItem]
