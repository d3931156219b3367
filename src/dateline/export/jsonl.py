"""The JSON Lines contract (design section 4): one coded report a line, the codebook's record with its basis and scores."""

from __future__ import annotations

from dateline.export.cells import json_text
from dateline.records import Coded
from dateline.records.shape import Row, event_row, holding_row, span_row


def line(coded: Coded) -> str:
    """One report as a line of JSON, without the line break. Characters that steer a terminal or part lines are escaped."""
    return json_text(record(coded))


def record(coded: Coded) -> Row:
    """One report as the codebook's record; required fields are there, empty or null where unknown."""
    d, text = coded.document, coded.document.text
    return {
        "id": d.id,
        "title": d.title,
        "text": text,
        "published": d.published,
        "place_filed": d.place_filed,
        "outlet": d.outlet,
        "agencies": list(d.agencies),
        "language": d.language,
        "url": d.url,
        "retrieved": d.retrieved,
        "captions": [span_row(s) for s in d.captions],
        "events": [event_row(e, text) for e in coded.events],
        "holdings": [holding_row(h, text) for h in coded.holdings],
        "coder": coded.coder,
        **({"notes": dict(coded.notes)} if coded.notes else {}),
    }
