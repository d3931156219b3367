"""What a stage has found in the text, before it is resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.records.span import Span

MentionKind = Literal["actor", "place", "time", "weapon", "quantity", "source"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that may fill a role; `score` 0 to 1 is the finder's."""

    kind: MentionKind
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Trigger:
    """The word that names an act, with the head's reading of it: type, statement mode, scope, status, extent of control."""

    span: Span
    type: str
    mode: str | None
    scope: str
    status: str
    extent: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Link:
    """A tie between a trigger and a mention, by their positions in the reading's tuples; `role` as the codebook's field,
    or a measure for a quantity."""

    trigger: int
    mention: int
    role: str
    score: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, its section's kind, and the number of its paragraph."""

    span: Span
    section: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the encoder's heads read in one report; `same` holds pairs of triggers with the score that they tell one act.

    `groups` gives each quantity mention's group class, `kinds` each source mention's kind, by position in `mentions`.
    """

    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    triggers: tuple[Trigger, ...]
    links: tuple[Link, ...]
    same: tuple[tuple[int, int, float], ...] = ()
    groups: tuple[str | None, ...] = ()
    kinds: tuple[str | None, ...] = ()
