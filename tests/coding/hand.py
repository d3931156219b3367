"""Readings made by hand: a text, its words by name, and what ties them, for tests of the stages after the encoder."""

from __future__ import annotations

from dateline.coding.segment import segment
from dateline.records import (
    Basis,
    Document,
    HowMany,
    Link,
    Mention,
    MentionKind,
    Numbers,
    Reading,
    Resolved,
    Source,
    Span,
    Trigger,
    When,
    Where,
    Who,
)

STATED = Basis("stated", "test")


class Story:
    """A text with acts and mentions found by their words; `reading` and `resolved` are what the stages take."""

    def __init__(self, text: str, published: str | None = "2016-12-11") -> None:
        self.document = Document("story", text, published=published)
        self.triggers: list[Trigger] = []
        self.mentions: list[Mention] = []
        self.links: list[Link] = []
        self.same: dict[tuple[int, int], float] = {}
        self.values: list[object] = []

    def span(self, words: str) -> Span:
        at = self.document.text.index(words)
        return Span(at, at + len(words))

    def act(self, word: str, type: str, quote: str | None = None, **more: object) -> int:
        """An act by its word; returns its number."""
        fields: dict[str, object] = {"mode": None, "scope": "event", "status": "happened", "extent": None, "voiced": 0.0}
        fields |= more
        self.triggers.append(Trigger(self.span(word), type, score=0.9, quote=self.span(quote or word), type_score=0.9, **fields))  # type: ignore[arg-type]
        return len(self.triggers) - 1

    def tie(self, act: int, role: str, words: str, value: object = None, score: float = 0.9, **more: object) -> None:
        """Ties words to an act in a role; `value` is a name, an EDTF value, (place, precision), (low, best, high) or a kind."""
        span = self.span(words)
        kinds: dict[str, MentionKind] = {"place": "place", "when": "time", "said": "time", "weapon": "weapon", "source": "source"}
        kind = kinds.get(role, "actor" if role in ("initiator", "target", "ally") else "quantity")
        known = [i for i, m in enumerate(self.mentions) if m.span == span and m.kind == kind]
        if not known:
            self.mentions.append(Mention(kind, span, 0.9))
            self.values.append(self._value(kind, span, value))
        number = known[0] if known else len(self.mentions) - 1
        self.links.append(Link(act, number, role, score, **more))  # type: ignore[arg-type]

    def _value(self, kind: MentionKind, span: Span, value: object) -> object:
        words = span.read(self.document.text)
        if kind == "actor":
            return Who(str(value or words), span, STATED)
        if kind == "place":
            name, precision = value if isinstance(value, tuple) else (value or words, 1)
            return Where(str(name), int(precision), span, STATED)
        if kind == "time":
            return When(str(value), "range" if "/" in str(value) else "day", span, STATED)
        if kind == "source":
            return Source(words, str(value or "unknown"), span, STATED)
        if kind == "quantity":
            group, numbers = value if isinstance(value, tuple) else ("unknown", Numbers(1, 1, 1))
            return HowMany(span, "other", "people", group, numbers, STATED)
        return None

    @property
    def reading(self) -> Reading:
        same = tuple((a, b, s) for (a, b), s in self.same.items())
        none = (None,) * len(self.mentions)
        return Reading(
            segment(self.document.text, ()), tuple(self.mentions), tuple(self.triggers), tuple(self.links), same, none, none
        )

    @property
    def resolved(self) -> Resolved:
        pick = lambda cls: tuple(v if isinstance(v, cls) else None for v in self.values)  # noqa: E731
        return Resolved(pick(Who), pick(Where), pick(When), pick(HowMany), pick(Source))
