"""A document from a text: its sections, and what the text itself says of its date, place, agencies and language."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from dateline.errors import DatelineError
from dateline.read.clean import Layout, lay_out
from dateline.read.dates import find_date, is_edtf_date
from dateline.read.language import READ, language_of, short_code
from dateline.records import Document, Span
from dateline.settings import MAX_REPORT_CHARS

UNWRITABLE: Final = dict.fromkeys((0, *range(0xD800, 0xE000)), "\ufffd")  # NUL and lone surrogates: no file can hold them


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
    captions: tuple[Span, ...] = ()


def read_text(
    text: str, published: str | None = None, outlet: str | None = None, given: Given | None = None, cap: int = MAX_REPORT_CHARS
) -> Document:
    """The document of one plain text. What is given wins over what the text says.

    Raises DatelineError `read.empty`, `read.too_large`, `read.date`.
    """
    known = given or Given()
    published = published or known.published
    outlet = outlet or known.outlet
    text = text.translate(UNWRITABLE)
    if not any(c.isalnum() for c in text):
        raise DatelineError("read.empty", known.id or "")
    if len(text) > cap:
        raise DatelineError("read.too_large", f"{len(text):,} characters; the cap is {cap:,}.")
    if published is not None and not is_edtf_date(published):
        raise DatelineError("read.date", repr(published))
    layout = lay_out(text, known.title, known.captions)
    return Document(
        id=(known.id or "").translate(UNWRITABLE) or hashlib.sha256(text.encode("utf-8")).hexdigest()[:16],
        text=text,
        title=known.title or layout.title,
        published=published or layout.published,
        place_filed=known.place_filed or layout.place_filed,
        outlet=outlet or layout.outlet,
        agencies=known.agencies or layout.agencies,
        language=short_code(known.language) or language_of(_coded_words(text, layout)),
        url=known.url,
        retrieved=known.retrieved,
        sections=layout.sections,
        given=tuple(f.name for f in fields(known) if getattr(known, f.name)),
    )


def _coded_words(text: str, layout: Layout) -> str:
    """The start of the text that is coded; all of the text where that says too little."""
    words = " ".join(s.span.read(text)[:READ] for s in layout.sections if s.kind in ("body", "title", "caption"))[:READ]
    return words or text[:READ]


def read_record(row: Mapping[str, Any], cap: int = MAX_REPORT_CHARS) -> Document:
    """The document of one JSON object with at least a `text`. Raises DatelineError `read.json` and those of `read_text`."""
    text = row.get("text")
    if not isinstance(text, str):
        raise DatelineError("read.json", f"{row.get('id', '')}: no text")
    words = {name: _word(row, name) for name in ("id", "title", "place_filed", "outlet", "language", "url", "retrieved")}
    agencies = row.get("agencies") or ()
    if not isinstance(agencies, list | tuple):
        raise DatelineError("read.json", f"{row.get('id', '')}: agencies is not a list")
    given = Given(
        **words,
        published=_date(row),
        agencies=tuple(str(a).translate(UNWRITABLE) for a in agencies),
        captions=_captions(row, len(text)),
    )
    return read_text(text, given=given, cap=cap)


def _word(row: Mapping[str, Any], name: str) -> str | None:
    value = row.get(name)
    return None if value is None or value == "" else str(value).translate(UNWRITABLE)


def _date(row: Mapping[str, Any]) -> str | None:
    """The date as EDTF where the row has one in another form that leaves no doubt ("11 December 2016", "2016-12-11 08:00")."""
    stated = _word(row, "published")
    return stated if stated is None or is_edtf_date(stated) else find_date(stated) or stated


def _captions(row: Mapping[str, Any], length: int) -> tuple[Span, ...]:
    """The caption spans that came with the text; one that does not lie in it breaks the row."""
    given = row.get("captions") or ()
    try:
        spans = tuple(Span(int(c["start"]), int(c["end"])) for c in given)
    except (TypeError, KeyError, ValueError) as error:
        raise DatelineError("read.json", f"{row.get('id', '')}: captions are not spans") from error
    if any(s.end > length for s in spans):
        raise DatelineError("read.json", f"{row.get('id', '')}: a caption lies outside the text")
    return spans
