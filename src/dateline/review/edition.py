"""An edition: a ledger made of what may go out of another one, by the safety rules of the exports.

Every question can be asked of it as of any ledger, and nothing that stays back is in it: no private name, no exact place of people in
danger, nothing under embargo, nothing judged wrong, and nothing that no person has reviewed unless that is asked for. Claims are
recorded as they stand, corrections applied, under their own ids and at the times at which they were recorded. Texts of reports are
kept without private names, since what copies what is told by them; whoever publishes an edition decides whether to show them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from dateline.export.safety import Cover, Rules, is_embargoed
from dateline.export.stamps import PERSON, claim_stamp
from dateline.ledger import Ledger, View
from dateline.ledger.entries import VERSION
from dateline.ledger.linking.judged import in_force, subject_of
from dateline.ledger.outgoing import reports_of, reviews
from dateline.ledger.privacy import WITHHELD, withhold
from dateline.ledger.questions.spans import Shift
from dateline.ledger.rewriting import claim_payload, corrections
from dateline.records.entry import Draft, Entry, KeptClaim, KeptReport, Review

CHUNK: Final[int] = 1_000  # claims that are fetched at once
SEEN: Final[Mapping[str, str]] = {}  # versions of models play no part in whether a claim was reviewed


@dataclass(frozen=True, slots=True)
class _Timed:
    """An entry to be, and when the other ledger recorded what it says (microseconds since 1970, UTC)."""

    recorded: int
    draft: Draft


def edition(record: Ledger, where: Path, rules: Rules) -> Ledger:
    """The edition of a ledger by the rules, made at a path where nothing is yet. `rules.private` has no say: names never go out."""
    record.link()
    kept = {c.id: (c, review) for c, review in _claims(record, rules)}
    drafts = sorted(_drafts(record, kept), key=lambda t: t.recorded)
    clock = _Clock()
    made = Ledger.open(where, clock=clock)
    for at, some in groupby(drafts, key=lambda t: t.recorded):
        clock.at = at
        made.store.append([t.draft for t in some])
    made.link()
    return made


class _Clock:
    """Gives the time of the other ledger."""

    at = 0

    def __call__(self) -> int:
        return self.at


def _claims(record: Ledger, rules: Rules) -> Iterator[tuple[KeptClaim, Review | None]]:
    """The claims that may go out, as they stand, each with what people recorded of it."""
    after: str | None = None
    while True:
        found = record.claims(View(private=True), CHUNK, after)
        with record.store.reading() as connection:
            said = reviews(connection, [c.id for c in found])
        for claim in found:
            review = said.get(claim.id)
            wrong = review is not None and review.verdict == "wrong"
            seen = rules.unreviewed or claim_stamp(claim, review, SEEN).reviewed
            if seen and not wrong and not is_embargoed(claim, rules):
                yield claim, review
        after = found.next
        if after is None:
            return


def _drafts(record: Ledger, kept: Mapping[str, tuple[KeptClaim, Review | None]]) -> Iterator[_Timed]:
    """The entries of the edition: reports with their claims, what people said of these, and of links."""
    by_report: dict[str, list[tuple[KeptClaim, Review | None]]] = {}
    for claim, review in kept.values():
        by_report.setdefault(claim.report, []).append((claim, review))
    ids = list(by_report)
    for first in range(0, len(ids), CHUNK):
        some = ids[first : first + CHUNK]
        with record.store.reading() as connection:
            reports = reports_of(connection, some)
        for entry in record.store.about(some):
            if entry.kind == "report" and entry.subject in reports and entry.payload is not None:
                yield from _report(entry, reports[entry.subject], by_report[entry.subject])
    with record.store.reading() as connection:
        judged = in_force(connection)
    events = {claim.event for claim, _ in kept.values()}
    last = max((claim.recorded for claim, _ in kept.values()), default=0)
    for left, right, verdict, author in judged:
        if left in events and right in events:
            payload = {"v": VERSION, "verdict": verdict, "reason": None}
            yield _Timed(last, Draft("judgement", subject_of(left, right), author, payload))


def _report(entry: Entry, report: KeptReport, told: Iterable[tuple[KeptClaim, Review | None]]) -> Iterator[_Timed]:
    """A report with those of its claims that go out."""
    told = list(told)
    names = frozenset(report.private).union(*(c.private for c, _ in told))
    cover = Cover(names, withhold)
    yield _Timed(entry.recorded, Draft("report", report.id, entry.author, _document(entry, cover.report(report), names)))
    for claim, review in told:
        made = cover.claim(claim)
        private = [WITHHELD] if claim.private else []
        yield _Timed(claim.recorded, Draft("claim", claim.id, claim.author, claim_payload(made, private)))
        by = [f"{PERSON}{name}" for name in review.by] if review is not None else []
        for draft in corrections(made, by[0] if by else f"{PERSON}?"):
            yield _Timed(claim.recorded, draft)
        if review is not None and review.verdict is not None:
            payload = {"v": VERSION, "verdict": review.verdict, "reason": None}
            yield _Timed(claim.recorded, Draft("judgement", claim.id, by[-1], payload))


def _document(entry: Entry, report: KeptReport, names: Collection[str]) -> dict[str, Any]:
    """The payload of a report without the names, its original, and addresses that spell them out."""
    payload: dict[str, Any] = dict(entry.payload or {})
    document = dict(payload["document"])
    shift = Shift(document["text"], names)
    document.update(
        title=report.title, text=withhold(document["text"], names), outlet=report.outlet, agencies=list(report.agencies), url=report.url,
        place_filed=document.get("place_filed") and withhold(document["place_filed"], names),
        sections=[[kind, *shift.span(start, end)] for kind, start, end in document.get("sections", ())],
    )  # fmt: skip
    payload.update(
        document=document, name=report.name, archive=report.archive, original=None, private=[WITHHELD] if names else [], notes={}
    )
    return payload


__all__ = ["edition"]
