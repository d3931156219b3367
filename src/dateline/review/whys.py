"""Why things changed between two releases: the reason of the correction, the judgement or the withdrawal, or the report that brought it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from dateline.ledger import Ledger
from dateline.ledger.linking.judged import pair_of
from dateline.ledger.outgoing import embargoes, reports_of
from dateline.ledger.privacy import withhold
from dateline.ledger.questions.changes import Change

Row = Mapping[str, Any]
BEGINNING: Final = "0001"  # a date before every entry
NOT_REPEATED: Final = "(not repeated: redacted, or under embargo, since the release before)"
OFTEN: Final[int] = 500  # ids that are asked for at once
ALL: Final = frozenset(
    {"coder", "reviewer", "reviewed", "corrected", "model_version", "codebook_version"}
)  # columns that any change of a claim may touch
COLUMNS_OF: Final[Mapping[str, frozenset[str]]] = {
    "places": frozenset({"place", "place_precision", "latitude", "longitude", "country", "admin1", "geonames_id", "further_places"}),
    "when": frozenset({"when", "when_precision"}),
    "voices": frozenset({"voices", "voice_kinds", "joint"}),
}  # the columns of a claim that a correction of a field changes, where they are not called as the field  # fmt: skip
OTHERWISE: Final = {
    "added": "it may go out now: an embargo ended, or this release takes in more than the one before",
    "withdrawn": "this release does not take it in: its filters, its rules or an embargo keep it back",
    "revised": "the record was linked, traced or reckoned anew",
}  # where no entry of the log tells why


class Whys:
    """The reasons that the log gives since an entry. `until`: of the record as it was then (EDTF); None: as it is."""

    def __init__(self, record: Ledger, since: int, until: str | None, claims: Iterable[Row]) -> None:
        self.since = since
        self._about: dict[str, list[Change]] = {}
        self._links: dict[str, list[Change]] = {}
        for change in record.diff(BEGINNING, until, limit=None, after=str(since)):
            self._about.setdefault(change.subject, []).append(change)
            for event in pair_of(change.subject) or ():
                self._links.setdefault(event, []).append(change)
        rows = {c["claim"]: c for c in claims}
        self._recorded, self._redacted = _entries(record, list(rows))
        reports = list(dict.fromkeys(c["report"] for c in rows.values()))
        self._names: dict[str, frozenset[str]] = {}
        with record.store.reading() as connection:
            held = embargoes(connection)
            for first in range(0, len(reports), OFTEN):
                found = reports_of(connection, reports[first : first + OFTEN])
                self._names.update((id, frozenset(r.private)) for id, r in found.items())
        self._held = {r for r in reports if r in held}

    def added(self, claim: Row) -> tuple[str, ...]:
        """Why a claim is in the release."""
        report = [c for c in self._about.get(claim["report"], ()) if c.what == "report added"]
        if report:
            return tuple(f"brought by the report of {_told(c)}" for c in report)
        if self._recorded.get(claim["claim"], 0) > self.since:
            return (
                f"added to a report that was recorded before: that of {claim['outlet'] or 'an outlet not known'}, {claim['published'] or 'undated'}",
            )
        return self._said(claim) or (OTHERWISE["added"],)

    def withdrawn(self, claim: Row) -> tuple[str, ...]:
        """Why a claim is no longer in the release."""
        said = self._said(claim)
        if claim["claim"] in self._redacted and not any(w.startswith("redacted") for w in said):
            said = (*said, "redacted")
        return said or (OTHERWISE["withdrawn"],)

    def revised(self, old: Row, new: Row, field: str) -> tuple[str, ...]:
        """Why a field of a claim is otherwise; what was said of the claim that it took the place of counts too."""
        changes = self._changes(old) + (self._changes(new) if new["claim"] != old["claim"] else [])
        fitting = [c for c in changes if c.field is None or field in ALL or field in COLUMNS_OF.get(c.field, (c.field,))]
        return tuple(dict.fromkeys(sentence(c) for c in fitting)) or (OTHERWISE["revised"],)

    def linked(self, events: Iterable[str]) -> tuple[str, ...]:
        """What people judged of the links of events."""
        found = {c.seq: c for e in events for c in self._links.get(e, ())}
        return tuple(dict.fromkeys(f"link {sentence(found[n])}" for n in sorted(found)))

    def covered(self, words: str, claims: Iterable[Row]) -> str:
        """The words without the names that are private in the reports of the claims."""
        names = frozenset(n for r in {c["report"] for c in claims} for n in self._names.get(r, ()))
        return withhold(words, names) if words and names else words

    def is_closed(self, claims: Iterable[Row]) -> bool:
        """Whether one of the claims was redacted, or is under embargo now, so that nothing of it may be told again."""
        return any(c["claim"] in self._redacted or c["report"] in self._held for c in claims)

    def _changes(self, claim: Row) -> list[Change]:
        return [*self._about.get(claim["claim"], ()), *self._about.get(claim["report"], ())]

    def _said(self, claim: Row) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(sentence, self._changes(claim))))


def sentence(change: Change) -> str:
    """A change of the record in words: "figures corrected by ada: the desk misread it"."""
    what = f"{change.field} corrected" if change.field else change.what
    by = change.author.partition(":")[2] or change.author
    if change.what == "report added":
        return f"brought by the report of {_told(change)}"
    return f"{what} by {by}{f': {change.reason}' if change.reason else ''}"


def _told(change: Change) -> str:
    return f"{change.outlet or 'an outlet not known'}, {change.published or 'undated'} ({change.subject[:8]})"


def _entries(record: Ledger, claims: Sequence[str]) -> tuple[Mapping[str, int], frozenset[str]]:
    """The number of the entry that each claim was recorded by, and the claims that are redacted."""
    made = {e.subject: e for e in record.store.about(claims) if e.kind == "claim"}
    return {id: e.seq for id, e in made.items()}, frozenset(id for id, e in made.items() if e.payload is None)


__all__ = ["NOT_REPEATED", "OTHERWISE", "Whys", "sentence"]
