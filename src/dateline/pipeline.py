"""The order of the stages: from a document to its coded events. Read this file first.

    text -> sentences -> reading (mentions, triggers, ties) -> times, places, actors, figures, voices -> claims -> events -> scores

Every stage is a plain function; `Kit` holds what they need. To change a stage, pass another callable of the same type.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from dateline import __version__
from dateline.coding import attribution, confidence, events, holdings, proposed
from dateline.coding.claims import claims
from dateline.coding.clause_times import add_times
from dateline.coding.quantities import add_listed, find_quantities, read_numbers
from dateline.coding.resolve import Tables, resolve
from dateline.coding.segment import segment
from dateline.errors import DatelineError
from dateline.knowledge.gazetteer import Gazetteer
from dateline.neural import calibration, model, pairs, reading
from dateline.records import Ask, Coded, Document, Event, Mention, Reading, Sentence
from dateline.settings import from_environment

LANGUAGE = "en"


class Reader(Protocol):
    """What reads mentions, triggers and their ties in a report."""

    def __call__(self, text: str, sentences: Sequence[Sentence]) -> Reading: ...


class Scorer(Protocol):
    """What says how likely events and their claims are right; `groups` holds the positions of each event's triggers."""

    def __call__(self, reading: Reading, groups: Sequence[tuple[int, ...]], events: Sequence[Event]) -> tuple[Event, ...]: ...


@dataclass(frozen=True, slots=True)
class Kit:
    """The loaded models and tables, and the coder's name that is stamped on what they make.

    `least`: claims of a lower score, or of none, are left out; None: every claim is given. `judge`: how likely two triggers tell one
    act; None: what the reader says of them stands.
    """

    read: Reader
    tables: Tables
    coder: str = field(default=f"dateline {__version__}")
    score: Scorer = confidence.unscored
    least: float | None = None
    judge: events.Judge | None = None


def load_kit(home: Path | None = None, threads: int = 1, least: float | None = None) -> Kit:
    """The shipped models and the gazetteer (built at first use under `home`); claims of a score under `least` are left out.

    Raises DatelineError `model.missing`, `gazetteer.build`, `model.calibration` (`least` is given, and these models have no scores).
    """
    network = model.load(threads=threads)
    scales = calibration.load()
    if least is not None and scales is None:
        raise DatelineError("model.calibration")
    judge = pairs.load()
    if judge.features != events.FEATURES:
        raise DatelineError("model.missing", f"{pairs.NAME} was fitted for other features")
    gazetteer = Gazetteer.open(home or from_environment().home)
    return Kit(
        lambda text, sentences: reading.read(text, sentences, network, namer=events.name_acts),
        Tables(gazetteer),
        score=partial(confidence.score, calibration=scales),
        least=least,
        judge=judge,
    )


def load_asking_kit(ask: Ask, model: str, home: Path | None = None) -> Kit:
    """A kit in which a language model reads, and the text and our rules decide: no word, number, day or place is taken on its word.

    `ask` brings the model's words from wherever it runs. Raises DatelineError `gazetteer.build`.
    """
    rules = proposed.Rules(find_quantities, read_numbers)
    tables = Tables(Gazetteer.open(home or from_environment().home))
    return Kit(lambda text, sentences: proposed.read(text, sentences, ask, rules), tables, f"llm:{model}")


def code(document: Document, kit: Kit, clock: Callable[[], float] | None = None) -> Coded:
    """The coded report: pure, the same answer every time, for a kit whose reader is. `clock` (seconds) fills `Coded.stages`.

    Raises DatelineError `code.language` for a report that is not in English, and what the kit's reader raises.
    """
    if document.language not in (None, LANGUAGE):
        raise DatelineError("code.language", f"{document.id}: {document.language}")
    marks = _Marks(clock)
    sentences = segment(document.text, document.sections)
    marks.end("segment")
    read = with_mentions(kit.read(document.text, sentences), holdings.holders(document, sentences))
    read = add_times(document.text, add_listed(document.text, events.settle_named(document.text, read)))
    issuer = attribution.issuer(document)
    read = attribution.add_speakers(document.text, attribution.lend_voices(document.text, read, issuer))
    marks.end("read")
    resolved = resolve(document, read, kit.tables)
    read = events.settle_types(events.lend_subjects(document.text, read, resolved), resolved)
    read = events.settle_strikes(document.text, read, resolved)
    marks.end("resolve")
    sources = attribution.voices(document, read, resolved, issuer)
    told = claims(document, read, resolved, sources)
    groups = events.cluster(document.text, read, resolved, kit.judge)
    acts = events.assemble(document, read, resolved, groups, told)
    acts = kit.score(read, groups, events.give_speakers(acts, issuer, attribution.spoken_for(document)))
    held = holdings.find(document, read, resolved)
    marks.end("assemble")
    return confidence.above(Coded(document, acts, held, kit.coder, marks.seconds, read.notes), kit.least)


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
