"""A document from a text: its sections, and what the text itself says of its date, place, agencies and language."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from dateline.errors import DatelineError
from dateline.read.clean import Layout, lay_out
from dateline.read.dates import is_edtf_date
from dateline.read.language import language_of
from dateline.records import Document
from dateline.settings import MAX_REPORT_CHARS


@dataclass(frozen=True, slots=True)
class Given:
    """What came with a report beside its text; None where nothing did. `published` is EDTF."""

    id: str | None = None
    title: str | None = None
    published: str | None = None
    place_filed: str | None = None
    outlet: str | None = None
    agencies: tuple[str, ...] = ()
    language: str | None = None
    url: str | None = None
    retrieved: str | None = None


def read_text(
    text: str, published: str | None = None, outlet: str | None = None, given: Given | None = None, cap: int = MAX_REPORT_CHARS
) -> Document:
    """The document of one plain text. What is given wins over what the text says.

    Raises DatelineError `read.empty`, `read.too_large`, `read.date`.
    """
    known = given or Given()
    published = published or known.published
    outlet = outlet or known.outlet
    if not text.strip():
        raise DatelineError("read.empty", known.id or "")
    if len(text) > cap:
        raise DatelineError("read.too_large", f"{len(text):,} characters; the cap is {cap:,}.")
    if published is not None and not is_edtf_date(published):
        raise DatelineError("read.date", repr(published))
    layout = lay_out(text, known.title)
    return Document(
        id=known.id or hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16],
        text=text,
        title=known.title or layout.title,
        published=published or layout.published,
        place_filed=known.place_filed or layout.place_filed,
        outlet=outlet or layout.outlet,
        agencies=known.agencies or layout.agencies,
        language=known.language or language_of(_coded_words(text, layout)),
        url=known.url,
        retrieved=known.retrieved,
        sections=layout.sections,
        given=tuple(f.name for f in fields(known) if getattr(known, f.name)),
    )


def _coded_words(text: str, layout: Layout) -> str:
    return " ".join(s.span.read(text) for s in layout.sections if s.kind in ("body", "title", "caption"))[:4000]


def read_record(row: Mapping[str, Any], cap: int = MAX_REPORT_CHARS) -> Document:
    """The document of one JSON object with at least a `text`. Raises DatelineError `read.json` and those of `read_text`."""
    text = row.get("text")
    if not isinstance(text, str):
        raise DatelineError("read.json", f"{row.get('id', '')}: no text")
    words = {name: _word(row, name) for name in ("id", "title", "published", "place_filed", "outlet", "language", "url", "retrieved")}
    agencies = row.get("agencies") or ()
    if not isinstance(agencies, list | tuple):
        raise DatelineError("read.json", f"{row.get('id', '')}: agencies is not a list")
    return read_text(text, given=Given(**words, agencies=tuple(str(a) for a in agencies)), cap=cap)


def _word(row: Mapping[str, Any], name: str) -> str | None:
    value = row.get(name)
    return None if value is None or value == "" else str(value)
