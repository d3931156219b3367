"""A source as a rule found it, and what the voice rules share."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.coding.actors.found import Trail
from dateline.coding.actors.phrase import Phrase, hits_in
from dateline.coding.actors.report import Report
from dateline.coding.actors.resolve import find_actor
from dateline.knowledge.nouns import load_nouns
from dateline.records import How, Span

SPOKEN_FOR: Final = frozenset({"spokesman", "spokeswoman", "spokesperson"})


@dataclass(frozen=True, slots=True)
class Voice:
    """A source as a rule found it; `person`: a human being, `sentence` where it stands."""

    name: str | None
    kind: str
    how: How
    coder: str
    person: bool = False
    sentence: int = 0
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """What the voice rules share: the report, the voices so far, and the parties to the matter."""

    report: Report
    earlier: Sequence[Voice]
    parties: Collection[str]


def find_state_of(scene: Scene, phrase: Phrase) -> str | None:
    """The state that the phrase names, or else the one whose forces or organs a bare noun means here."""
    for hit in hits_in(scene.report, phrase.first, phrase.last):
        entry = scene.report.pick(hit)
        if entry.kind == "state":
            return entry.countries[0]
    span = scene.report.span(phrase.first, phrase.last)
    return find_actor(scene.report, span, Trail()).iso or scene.report.scene


def has_person(report: Report, phrase: Phrase) -> bool:
    """Whether a title is followed by a name within the phrase."""
    agents = load_nouns().agents
    titles = [
        w
        for w in range(phrase.first, phrase.end)
        if ((n := agents.get((report.words[w].form,))) is not None and n.kind == "office") or report.words[w].form in SPOKEN_FOR
    ]
    return bool(titles) and titles[-1] < phrase.end - 1
