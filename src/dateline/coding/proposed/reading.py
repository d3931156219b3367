"""A reading from a model's proposal: every word found in the text, every value by the codebook, all else dropped and counted."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.coding.proposed.answer import Figure, ProposedClaim, ProposedEvent, Words, parse
from dateline.coding.proposed.prompt import AGAIN, ask_for
from dateline.coding.proposed.quoting import MAX_QUOTE, blocks, nearest, occurrences
from dateline.coding.proposed.tally import Tally
from dateline.errors import DatelineError
from dateline.records import Ask, Link, Mention, MentionKind, Message, Numbers, Reading, Sentence, Span, Trigger

TURNS: Final[int] = 2  # times that a model is asked for one report, where its answer cannot be read
WEIGHED: Final[int] = 20  # occurrences of one quote that are compared
REPEATED: Final[int] = 2_000  # characters of such an answer that are shown to it again
TOLD_ONE: Final[float] = 1.0  # score of two claims of one event: the model says so
SURE: Final[float] = 1.0  # of whatever the text bears out; it ranks nothing and is not kept
KINDS: Final[dict[str, MentionKind]] = {
    "initiator": "actor", "target": "actor", "ally": "actor", "weapon": "weapon", "place": "place", "when": "time", "said": "time",
    "source": "source",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rules:
    """Dateline's own reading of figures: where number expressions stand in a stretch of text, the surer ones and with guesses
    ("a depot"), and what words mean as numbers."""

    find: Callable[[str, Span, bool], Sequence[Span]]
    numbers: Callable[[str], Numbers]


@dataclass(frozen=True, slots=True)
class _Act:
    """A claim whose quote stands in the text, with the number of its event."""

    event: int
    claim: ProposedClaim
    quote: Span
    trigger: Span


def read(text: str, sentences: Sequence[Sentence], ask: Ask, rules: Rules) -> Reading:
    """The reading of one report by a model; nothing is asked where it has no sentence.

    Raises DatelineError `llm.answer` where the model's words are no such JSON, and what `ask` raises.
    """
    parts = blocks(text, sentences)
    if not parts:
        return Reading(tuple(sentences), (), (), (), reader="llm")
    events, tally = _asked(list(ask_for(text, parts)), ask)
    work = _Work(text, sentences, parts, rules, tally)
    work.take(events)
    return work.reading()


def _asked(messages: list[Message], ask: Ask) -> tuple[tuple[ProposedEvent, ...], Tally]:
    """The model's events and what could not be read of them; asks again where nothing could."""
    for turn in itertools.count(1):
        raw, tally = ask(messages), Tally()
        try:
            return parse(raw, tally), tally
        except DatelineError:
            if turn >= TURNS:
                raise
            messages = [*messages[:2], Message("assistant", raw[:REPEATED]), Message("user", AGAIN)]
    raise AssertionError("unreachable")


class _Work:
    """A reading while it is made."""

    def __init__(self, text: str, sentences: Sequence[Sentence], parts: Sequence[Span], rules: Rules, tally: Tally) -> None:
        self.text, self.sentences, self.parts, self.rules, self.tally = text, sentences, parts, rules, tally
        self.triggers: list[Trigger] = []
        self.links: list[Link] = []
        self.same: list[tuple[int, int, float]] = []
        self.mentions: dict[tuple[MentionKind, Span], int] = {}  # with its position
        self.marks: list[str | None] = []  # a figure's group, a voice's kind
        self.counted: set[Span] = set()

    def reading(self) -> Reading:
        """What was found, with the counts of what was not."""
        kinds = [kind for kind, _ in self.mentions]
        return Reading(
            sentences=tuple(self.sentences),
            mentions=tuple(Mention(kind, span, SURE) for kind, span in self.mentions),
            triggers=tuple(self.triggers),
            links=tuple(self.links),
            same=tuple(self.same),
            groups=tuple(mark if kind == "quantity" else None for kind, mark in zip(kinds, self.marks, strict=True)),
            kinds=tuple(mark if kind == "source" else None for kind, mark in zip(kinds, self.marks, strict=True)),
            reader="llm",
            notes=self.tally.notes(),
        )

    def take(self, events: Sequence[ProposedEvent]) -> None:
        """Takes what the text bears out, in the order of the text."""
        acts = [act for number, event in enumerate(events) for act in self._acts(number, event)]
        acts = self._told_once(sorted(acts, key=lambda act: (act.trigger, act.quote, act.event)), events)
        for act in acts:
            self.triggers.append(_trigger(events[act.event], act))
        for number, event in enumerate(events):
            own = [i for i, act in enumerate(acts) if act.event == number]
            if not own:
                self.tally.add("empty")
                continue
            self.same += [(a, b, TOLD_ONE) for a, b in itertools.combinations(own, 2)]
            for role, words in event.parts.items():
                for part in words:
                    self._tie(own, role, part)
        for i, act in enumerate(acts):
            for voice in act.claim.sources:
                self._tie([i], "source", voice, act.claim.joint)
            if act.claim.said is not None:
                self._tie([i], "said", Words(act.claim.said))
            for figure in act.claim.figures:
                self._count(i, figure)

    def _acts(self, number: int, event: ProposedEvent) -> list[_Act]:
        """The claims of an event whose quotes stand in the text. A quote that stands twice is the one with most of the claim's words."""
        out = []
        for claim in event.claims:
            found = occurrences(self.text, self.parts, claim.quote, MAX_QUOTE)[:WEIGHED]
            if not found:
                self.tally.add("quote")
                continue
            quote = max(found, key=lambda span: (self._held(claim, event, span), -span.start))
            out.append(_Act(number, claim, quote, self._word(claim, quote)))
        return out

    def _held(self, claim: ProposedClaim, event: ProposedEvent, quote: Span) -> int:
        """How many of a claim's words stand in the sentences of one occurrence of its quote."""
        sides = (w.text for words in event.parts.values() for w in words)
        words = [*(w.text for w in claim.sources), *(f.text for f in claim.figures), *sides]
        return sum(bool(occurrences(self.text, [self._around(quote)], w)) for w in words)

    def _around(self, quote: Span) -> Span:
        """The sentences that a quote stands in."""
        spans = [s.span for s in self.sentences if s.span.overlap(quote)]
        return Span(spans[0].start, spans[-1].end) if spans else quote

    def _word(self, claim: ProposedClaim, quote: Span) -> Span:
        """The word for the act within the quote; the whole quote where the model's is not there."""
        found = occurrences(self.text, [quote], claim.trigger) if claim.trigger else []
        if claim.trigger and not found:
            self.tally.add("words")
        return found[0] if found else quote

    def _told_once(self, acts: Sequence[_Act], events: Sequence[ProposedEvent]) -> list[_Act]:
        """The acts without those that tell one type of act in the same words again: the words and the type are a claim's id."""
        kept: dict[tuple[str, Span], _Act] = {}
        for act in acts:
            if kept.setdefault((events[act.event].type, act.quote), act) is not act:
                self.tally.add("repeated")
        return list(kept.values())

    def _tie(self, own: Sequence[int], role: str, words: Words, joint: bool = False) -> None:
        """Ties words to the one of an event's triggers whose quote they stand in, or next to."""
        found = nearest([self.triggers[i].quote for i in own], occurrences(self.text, self.parts, words.text))
        if found is None:
            self.tally.add("words")
            return
        at, span = found
        mention = self._mention(KINDS[role], span, words.mark if role == "source" else None)
        mark = words.mark if role == "initiator" and words.mark else "stated"
        self.links.append(Link(own[at], mention, role, SURE, mark=mark, joint=joint))

    def _count(self, trigger: int, figure: Figure) -> None:
        """Ties a figure of the quote's own sentences to its claim, over the words that Dateline's rules read as one: "300" is
        read as "more than 300 fighters"."""
        quote = self.triggers[trigger].quote
        found = [self._whole(span) for span in occurrences(self.text, [self._around(quote)], figure.text)]
        free = {span: told for span, told in found if span not in self.counted}
        best = nearest([quote], list(free))
        if best is None:
            self.tally.add("repeated" if found else "number")
            return
        span = best[1]
        numbers, told = self.rules.numbers(span.read(self.text)), free[span]
        if figure.number is not None and not _fits(figure.number, numbers, told):
            if not told and numbers.high is not None:  # "Palmyra", said to be twelve
                self.tally.add("number")
                return
            self.tally.add("reread")
        self.counted.add(span)
        self.links.append(Link(trigger, self._mention("quantity", span, figure.group), figure.measure, SURE))

    def _whole(self, span: Span) -> tuple[Span, bool]:
        """The number expression that the words are part of, and True; the words themselves, and False, where they are of none."""
        sentence = next((s.span for s in self.sentences if s.span.start <= span.start < s.span.end), span)
        sure, guessed = (self.rules.find(self.text, sentence, guess) for guess in (False, True))
        holding = [s for s in (*sure, *guessed) if s.start <= span.start < s.end] or [s for s in sure if s.overlap(span)]
        return (holding[0], True) if holding else (span, False)

    def _mention(self, kind: MentionKind, span: Span, mark: str | None) -> int:
        """The position of a mention, which is made where it is new; its first mark stands."""
        at = self.mentions.setdefault((kind, span), len(self.marks))
        if at == len(self.marks):
            self.marks.append(None)
        self.marks[at] = self.marks[at] or mark
        return at


def _fits(number: float, numbers: Numbers, told: bool) -> bool:
    """Whether a model's number is what the words mean; `told`: they hold a number expression, and are no bare plural or name."""
    if not told or numbers.comparator in ("gt", "ge"):
        return number == numbers.low
    if numbers.comparator in ("lt", "le"):
        return number == numbers.high
    return (numbers.low is None or number >= numbers.low) and (numbers.high is None or number <= numbers.high)


def _trigger(event: ProposedEvent, act: _Act) -> Trigger:
    """A claim as the stages after the reading take it; without a voice of its own it is the issuer's, where there is one."""
    return Trigger(
        span=act.trigger,
        type=event.type,
        mode=event.mode,
        scope=event.scope,
        status=act.claim.status,
        extent=event.extent,
        score=SURE,
        quote=act.quote,
        voiced=SURE,
        type_score=SURE,
    )
