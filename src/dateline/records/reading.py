"""What has been read and resolved in one report, before it is put together into events."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from dateline.records.attribution import Source
from dateline.records.basis import Basis
from dateline.records.howmany import HowMany
from dateline.records.mention import Link, Mention, Saying, Sentence, Trigger
from dateline.records.span import Span
from dateline.records.when import When
from dateline.records.where import Where
from dateline.records.who import Who


def _start(sentence: Sentence) -> int:
    return sentence.span.start


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one report; `same` holds pairs of triggers with the score that they tell one act.

    `groups` gives each quantity mention's group class, `kinds` each source mention's kind, by position in `mentions`.
    `sayings` tell who is said to say what, whatever it is about, in the order of the words for saying.
    `reader` names who read it: "neural" (the encoder's heads), whose scores mean something, or "llm", whose do not and are not kept.
    `notes` counts, by reason, what a reader proposed and did not get.
    """

    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    triggers: tuple[Trigger, ...]
    links: tuple[Link, ...]
    same: tuple[tuple[int, int, float], ...] = ()
    groups: tuple[str | None, ...] = ()
    kinds: tuple[str | None, ...] = ()
    reader: Literal["neural", "llm"] = "neural"
    notes: tuple[tuple[str, int], ...] = ()
    sayings: tuple[Saying, ...] = ()

    def sentence_of(self, trigger: Trigger) -> int:
        """The number of the sentence that a trigger stands in; 0 before the first."""
        return max(0, bisect_right(self.sentences, trigger.span.start, key=_start) - 1)

    def score(self, score: float) -> float | None:
        """The score as it is kept: None where the reader's scores mean nothing."""
        return score if self.reader == "neural" else None

    def basis(self, part: str, spans: tuple[Span, ...], score: float) -> Basis:
        """The basis of what the reader itself read: "neural.trigger" and its score, or "llm.trigger" without one."""
        return Basis("stated", f"{self.reader}.{part}", spans, self.score(score))


@dataclass(frozen=True, slots=True)
class Resolved:
    """What each mention of a reading stands for, by its position in `mentions`; None where its kind is another.

    A `HowMany` still bears the measure "other": the measure belongs to the tie between a figure and an act.
    """

    who: tuple[Who | None, ...]
    where: tuple[Where | None, ...]
    when: tuple[When | None, ...]
    howmany: tuple[HowMany | None, ...]
    source: tuple[Source | None, ...]
