"""What a mention turned out to be, before it becomes a record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from dateline.coding.actors.report import GROUP_KINDS, government_of
from dateline.knowledge.actors import Entry, load_states
from dateline.knowledge.nouns import load_nouns
from dateline.records import Basis, How, Span, Who

Kind = Literal["group", "state", "person", "people", "band", "body", "unknown"]


@dataclass(frozen=True, slots=True)
class Found:
    """An actor as a rule found it: canonical name, what kind it is, its state if it has one, and how it was found.

    `group` is a named armed side, `people` the unarmed, `band` an unnamed armed side, `body` anything else with a name.
    `spans`: what the finding rests on beside the mention itself. `full`: a person's fullest name.
    """

    name: str | None
    kind: Kind
    how: How
    coder: str
    iso: str | None = None
    spans: tuple[Span, ...] = ()
    plural: bool = False
    full: str | None = None

    def as_who(self, span: Span) -> Who:
        """The record of a mention that was found so."""
        return Who(self.name, span, Basis(self.how, f"actors.{self.coder}", (span, *self.spans)))


@dataclass(slots=True)
class Trail:
    """What earlier mentions of the report turned out to be, in text order: first word, span and finding."""

    items: list[tuple[int, Span, Found]] = field(default_factory=list)

    def back(self, sentence_of: Sequence[int], sentence: int) -> list[tuple[int, Span, Found]]:
        """The mentions of one sentence, in text order."""
        return [item for item in self.items if sentence_of[item[0]] == sentence]


def kind_of(entry: Entry) -> Kind:
    """What a named actor that is no state is: an armed side or another body."""
    return "group" if entry.kind in GROUP_KINDS else "body"


def make_state(iso: str | None, how: How, coder: str, spans: tuple[Span, ...] = ()) -> Found:
    """The government of a country; unnamed where no country is known."""
    return Found(government_of(iso), "state", how, coder, iso, spans)


def label_people(label: str, iso: str | None) -> str:
    """An unnamed group with its country: "civilians (Syria)"."""
    state = load_states().get(iso or "")
    if state is None or label in load_nouns().without_country:
        return label
    return f"{label} ({state.name})"
