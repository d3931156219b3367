"""A report as it was given, and what its parts are."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from dateline.records.span import Span

SectionKind = Literal["title", "body", "caption", "furniture", "byline", "dateline", "credit"]


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the text and what it is. Only `title`, `body` and `caption` are coded; a doubled title is furniture."""

    kind: SectionKind
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """One report. `text` never changes after reading; every span points into it.

    `published` is EDTF (a date, or a date-time with its zone) or None. `sections` lie in order and do not overlap.
    """

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    place_filed: str | None = None
    outlet: str | None = None
    agencies: tuple[str, ...] = ()
    language: str | None = None
    url: str | None = None
    retrieved: str | None = None
    sections: tuple[Section, ...] = ()
    given: tuple[str, ...] = ()  # names of the fields that came with the report, not read from its text

    @property
    def sha256(self) -> str:
        """Hex digest of the text's UTF-8 bytes."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    @property
    def captions(self) -> tuple[Span, ...]:
        """The captions' spans: a caption may speak of another day than the story."""
        return tuple(s.span for s in self.sections if s.kind == "caption")


@dataclass(frozen=True, slots=True)
class Received:
    """How a report came in: the bytes as received (None: typed in by hand), their media type, an archive link, the extractor's version."""

    body: bytes | None = None
    media_type: str | None = None
    archive: str | None = None
    extractor: str | None = None

    @property
    def sha256(self) -> str | None:
        """Hex digest of the bytes as received."""
        return None if self.body is None else hashlib.sha256(self.body).hexdigest()


@dataclass(frozen=True, slots=True)
class Taken:
    """A report and how it came in."""

    document: Document
    received: Received


@dataclass(frozen=True, slots=True)
class Rejected:
    """A report that could not be read or coded: which one, at which stage, and the error's code and words."""

    document_id: str
    stage: str
    code: str
    detail: str = ""
