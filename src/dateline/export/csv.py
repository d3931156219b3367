"""One row a claim and quantity, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from dateline.export.cells import degrees, number, safe
from dateline.records import Claim, Coded, Event, HowMany, Who

COLUMNS: Final = (
    "report_id", "published", "outlet", "event_id", "type", "mode", "scope", "initiators", "targets", "allies", "weapons", "place",
    "latitude", "longitude", "country", "admin1", "place_precision", "when", "when_precision", "control", "claim_id", "quote", "sources",
    "source_kinds", "status", "said", "measure", "unit", "group", "words", "low", "best", "high", "score", "coder", "reviewed",
)  # fmt: skip


def rows(coded: Iterable[Coded]) -> Iterator[tuple[str, ...]]:
    """The header, then a row for each quantity of each claim; a claim without one has one row."""
    yield COLUMNS
    for report in coded:
        for event in report.events:
            for claim in event.claims:
                for quantity in claim.quantities or (None,):
                    yield tuple(safe(cell) for cell in _row(report, event, claim, quantity))


def write(coded: Iterable[Coded]) -> Iterator[str]:
    """The rows as lines of CSV (RFC 4180)."""
    for row in rows(coded):
        line = io.StringIO()
        csv.writer(line, lineterminator="\r\n").writerow(row)
        yield line.getvalue()


def _names(whos: Sequence[Who]) -> str:
    marks = ("" if w.attribution == "stated" else f" ({w.attribution})" for w in whos)
    return "; ".join(f"{w.name or ''}{mark}" for w, mark in zip(whos, marks, strict=True))


def _row(report: Coded, event: Event, claim: Claim, q: HowMany | None) -> tuple[str, ...]:
    d, text = report.document, report.document.text
    place = event.places[0] if event.places else None
    control = "; ".join(f"{c.place}: {c.loser or '?'} > {c.holder or '?'} ({c.extent})" for c in event.control)
    where = (
        (place.name, degrees(place.lat), degrees(place.lon), place.country or "", place.admin1 or "", str(place.precision))
        if place
        else ("",) * 6
    )
    when = (event.when.value or "", event.when.precision) if event.when else ("", "")
    figure = (
        (
            q.measure,
            q.unit,
            q.group or "",
            q.span.read(text),
            number(q.numbers.low),
            number(q.numbers.best),
            number(q.numbers.high),
        )
        if q
        else ("",) * 7
    )
    return (
        d.id, d.published or "", d.outlet or "", event.id, event.type, event.mode or "", event.scope,
        _names(event.initiators), _names(event.targets), _names(event.allies), "; ".join(w.read(text) for w in event.weapons),
        *where, *when, control, claim.id, " ".join(claim.quote.read(text).split()), "; ".join(s.name or "" for s in claim.sources),
        "; ".join(s.kind for s in claim.sources), claim.status, (claim.said.value or "") if claim.said else "", *figure,
        f"{claim.basis.score:.3f}" if claim.basis.score is not None else "", report.coder, "no",
    )  # fmt: skip
