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
    """The word that names an act, with the heads' reading of it: type, statement mode, scope, status, extent of control.

    `quote` is the clause around it; `voiced` (0 to 1) says whether the issuer or a speaker named elsewhere says so.
    `type_score` and `status_score` (0 to 1) tell how sure the type and the status are, given that there is an act.
    """

    span: Span
    type: str
    mode: str | None
    scope: str
    status: str
    extent: str | None
    score: float
    quote: Span
    voiced: float
    type_score: float
    status_score: float = 1.0


@dataclass(frozen=True, slots=True)
class Naming:
    """Words that name an act by their meaning, and the types of act that they may name."""

    span: Span
    types: frozenset[str]


@dataclass(frozen=True, slots=True)
class Link:
    """A tie between a trigger and a mention, by their positions in the reading's tuples; `role` as the codebook's field,
    or a measure for a quantity. `mark` says how firmly an initiator is named; `joint` that a source speaks with others."""

    trigger: int
    mention: int
    role: str
    score: float
    mark: str = "stated"
    joint: bool = False


@dataclass(frozen=True, slots=True)
class Saying:
    """That somebody says something: the words for who (None: nobody is named), for saying, and for what; `score` 0 to 1 is the finder's."""

    source: Span | None
    cue: Span
    content: Span | None
    score: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, its section's kind, and the number of its paragraph."""

    span: Span
    section: str
    paragraph: int
