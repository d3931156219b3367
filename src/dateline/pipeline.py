"""The order of the stages: from a document to its coded events. Read this file first.

    text -> sentences -> reading (mentions, triggers, ties) -> times, places, actors, figures, voices -> claims -> events

Every stage is a plain function; `Kit` holds what they need. To change a stage, pass another callable of the same type.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from dateline import __version__
from dateline.coding import attribution, events, holdings
from dateline.coding.claims import claims
from dateline.coding.resolve import Tables, resolve
from dateline.coding.segment import segment
from dateline.errors import DatelineError
from dateline.knowledge.gazetteer import Gazetteer
from dateline.neural import model, reading
from dateline.records import Coded, Document, Mention, Reading, Sentence
from dateline.settings import from_environment

LANGUAGE = "en"


class Reader(Protocol):
    """What reads mentions, triggers and their ties in a report."""

    def __call__(self, text: str, sentences: Sequence[Sentence]) -> Reading: ...


@dataclass(frozen=True, slots=True)
class Kit:
    """The loaded models and tables, and the coder's name that is stamped on what they make."""

    read: Reader
    tables: Tables
    coder: str = field(default=f"dateline {__version__}")


def load_kit(home: Path | None = None, threads: int = 1) -> Kit:
    """The shipped models and the gazetteer (built at first use under `home`). Raises DatelineError `model.missing`, `gazetteer.build`."""
    network = model.load(threads=threads)
    gazetteer = Gazetteer.open(home or from_environment().home)
    return Kit(lambda text, sentences: reading.read(text, sentences, network), Tables(gazetteer))


def code(document: Document, kit: Kit, clock: Callable[[], float] | None = None) -> Coded:
    """The coded report: pure, the same answer every time. `clock` (seconds) fills `Coded.stages`.

    Raises DatelineError `code.language` for a report that is not in English.
    """
    if document.language not in (None, LANGUAGE):
        raise DatelineError("code.language", f"{document.id}: {document.language}")
    marks = _Marks(clock)
    sentences = segment(document.text, document.sections)
    marks.end("segment")
    read = with_mentions(kit.read(document.text, sentences), holdings.holders(document, sentences))
    marks.end("read")
    resolved = resolve(document, read, kit.tables)
    read = events.settle_types(read, resolved)
    marks.end("resolve")
    issuer = attribution.issuer(document)
    sources = attribution.voices(document, read, resolved, issuer)
    told = claims(document, read, resolved, sources)
    groups = events.cluster(document.text, read, resolved)
    acts = events.assemble(document, read, resolved, groups, told)
    acts = events.give_speakers(acts, issuer, attribution.spoken_for(document))
    held = holdings.find(document, read, resolved)
    marks.end("assemble")
    return Coded(document, acts, held, kit.coder, marks.seconds)


def with_mentions(read: Reading, more: Sequence[Mention]) -> Reading:
    """A reading with mentions that a rule found beside the encoder's."""
    new = tuple(m for m in more if not any(m.kind == k.kind and m.span.overlap(k.span) for k in read.mentions))
    none = (None,) * len(new)
    return replace(read, mentions=read.mentions + new, groups=read.groups + none, kinds=read.kinds + none)


class _Marks:
    """Seconds of each stage, by the caller's clock; nothing without one."""

    def __init__(self, clock: Callable[[], float] | None) -> None:
        self.clock, self.seconds = clock, dict[str, float]()
        self.last = clock() if clock else 0.0

    def end(self, stage: str) -> None:
        if self.clock:
            now = self.clock()
            self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self.last
            self.last = now
