"""One row a claim and quantity, for a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from dateline.records import Claim, Coded, Event, HowMany, Who

COLUMNS: Final = (
    "report_id", "published", "outlet", "event_id", "type", "mode", "scope", "initiators", "targets", "allies", "weapons", "place",
    "latitude", "longitude", "country", "admin1", "place_precision", "when", "when_precision", "control", "claim_id", "quote", "sources",
    "source_kinds", "status", "said", "measure", "unit", "group", "words", "low", "best", "high", "score", "coder", "reviewed",
)  # fmt: skip
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_CONTROLS: Final = dict.fromkeys((*range(9), *range(0x0E, 0x20), *range(0x7F, 0xA0)))


def rows(coded: Iterable[Coded]) -> Iterator[tuple[str, ...]]:
    """The header, then a row for each quantity of each claim; a claim without one has one row."""
    yield COLUMNS
    for report in coded:
        for event in report.events:
            for claim in event.claims:
                for quantity in claim.quantities or (None,):
                    yield tuple(_safe(cell) for cell in _row(report, event, claim, quantity))


def write(coded: Iterable[Coded]) -> Iterator[str]:
    """The rows as lines of CSV (RFC 4180)."""
    for row in rows(coded):
        line = io.StringIO()
        csv.writer(line, lineterminator="\r\n").writerow(row)
        yield line.getvalue()


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: text from a report may begin with one. Plain numbers stay."""
    cell = cell.translate(_CONTROLS)
    if cell.lstrip(" \u00a0").startswith(_FORMULA) and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


def _names(whos: Sequence[Who]) -> str:
    marks = ("" if w.attribution == "stated" else f" ({w.attribution})" for w in whos)
    return "; ".join(f"{w.name or ''}{mark}" for w, mark in zip(whos, marks, strict=True))


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}" if value != int(value) else str(int(value))


def _row(report: Coded, event: Event, claim: Claim, q: HowMany | None) -> tuple[str, ...]:
    d, text = report.document, report.document.text
    place = event.places[0] if event.places else None
    control = "; ".join(f"{c.place}: {c.loser or '?'} > {c.holder or '?'} ({c.extent})" for c in event.control)
    where = (
        (place.name, _degrees(place.lat), _degrees(place.lon), place.country or "", place.admin1 or "", str(place.precision))
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
            _number(q.numbers.low),
            _number(q.numbers.best),
            _number(q.numbers.high),
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


def _degrees(value: float | None) -> str:
    return "" if value is None else f"{value:.5f}"
