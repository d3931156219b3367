"""What the time expressions of a report mean, in EDTF, against its date and the story's own sequence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from dateline.coding.time.days import Reference, read_reference
from dateline.coding.time.finding import Found, recognise
from dateline.coding.time.meaning import Meaning, Scene, unresolved
from dateline.coding.time.readings import READERS
from dateline.coding.time.tense import read_tense
from dateline.records import Basis, Sentence, Span, When

_SINCE: Final = re.compile(r"\b(?:ever\s)?since\b(?:\W+(?:at\s+least|the|about|early|late|mid))*\W*$", re.IGNORECASE)
_UNTIL: Final = re.compile(r"(?<![\w-])(?:until|till|up\sto)\b(?:\W+(?:at\s+least|the|about|early|late|mid))*\W*$", re.IGNORECASE)
_OPENS: Final = re.compile(r"\s*(?:ever\s)?since\b|from\b.*\bonwards?\b", re.IGNORECASE)
_CLOSES: Final = re.compile(r"\s*(?:until|till|up\sto)\b", re.IGNORECASE)
_HOUR: Final = re.compile(r"\b(?:1[2-9]|2[0-3])[:.]?[0-5]\d|p\.?m\b", re.IGNORECASE)  # an hour before midnight
_NO_END: Final = frozenset({"duration", "set", "vague", "present", "stretch", "hours", "straight", "clock", "part"})


@dataclass(frozen=True, slots=True)
class TimeContext:
    """What a report's times are read against: its date (EDTF or None), its sentences, and the spans of its captions."""

    published: str | None
    sentences: tuple[Sentence, ...] = ()
    captions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Story:
    """Where a story stands: its last time, and its last day."""

    last: Reference | None = None
    day: Reference | None = None


def _in_quotation(text: str, span: Span, sentence: Span) -> bool:
    """Whether an expression stands inside quotation marks: a speaker's "today" does not move the story."""
    left = text[sentence.start : span.start]
    return left.count('"') % 2 == 1 or left.count("“") > left.count("”") or left.count("``") > left.count("''")


def _sentence_of(span: Span, context: TimeContext, text: str) -> Span:
    for sentence in context.sentences:
        if sentence.span.holds(span):
            return sentence.span
    return Span(max(0, text.rfind("\n", 0, span.start)), span.end)


def _caption_of(span: Span, context: TimeContext) -> Span | None:
    return next((c for c in context.captions if c.holds(span)), None)


def _read(found: Found, scene: Scene) -> Meaning:
    """What a found expression means; of two joined ones the day counts, and an hour makes it exact."""
    if found.rule == "span":
        return _read_span(found, scene)
    meaning = READERS[found.rule](found.match, scene)
    clocked = next((f for f in found.joined if f.rule == "clock"), None)
    if clocked is not None and meaning.rule == "overnight" and meaning.value is not None:
        evening = _HOUR.search(clocked.match[0]) is not None
        return replace(meaning, value=meaning.value.split("/")[0 if evening else -1], precision="exact")
    return replace(meaning, precision="exact") if clocked is not None and meaning.precision == "day" else meaning


def _read_span(found: Found, scene: Scene) -> Meaning:
    """ "Between June 1975 and February 1976"."""
    left, right = (READERS[f.rule](f.match, scene) for f in found.joined)
    if left.value is None or right.value is None:
        return unresolved("span")
    if (
        left.value > right.value and right.anchor is not None
    ):  # "between June and February 1976": the first borrows the second's year
        left = READERS[found.joined[0].rule](found.joined[0].match, Scene(right.anchor, None, "past"))
    if left.value is None or left.value > right.value:
        return unresolved("span")
    return Meaning(f"{left.value}/{right.value}", "range", "span", right.anchor)


def _bounded(text: str, span: Span, found: Found, meaning: Meaning) -> Meaning:
    """The same with an open end where "since" or "until" leads in to it."""
    if meaning.value is None or "/" in meaning.value[:1] or meaning.rule in _NO_END:
        return meaning
    left = text[max(0, span.start - 30) : span.start].rsplit("\n", 1)[-1]
    inside = text[span.start : found.span.start]
    first, last = meaning.value.split("/")[0], meaning.value.split("/")[-1]
    if _SINCE.search(left) or _OPENS.match(span.read(text)) or _SINCE.search(inside):
        return replace(meaning, value=f"{first}/..", precision="range", rule=f"{meaning.rule}.since")
    if _UNTIL.search(left) or _CLOSES.match(span.read(text)):
        return replace(meaning, value=f"/{last}", precision="range", rule=f"{meaning.rule}.until")
    return meaning


def _when(span: Span, meaning: Meaning) -> When:
    return When(meaning.value, meaning.precision, span, Basis(meaning.how, f"time.{meaning.rule}", (span,)))


def resolve_times(text: str, expressions: Sequence[Span], context: TimeContext) -> tuple[When, ...]:
    """One When for each expression, in the order given: its EDTF value, precision and the rule behind it.

    Expressions are read in the order of the text, because the story's own last time carries ("two days later"); captions keep
    their own. Value None, precision "unknown": a duration, a set, or what an undated report leaves open.
    """
    now = read_reference(context.published)
    stories: dict[Span | None, _Story] = {}
    out: dict[Span, When] = {}
    for span in sorted(set(expressions)):
        found = recognise(text, span)
        caption = _caption_of(span, context)
        if found is None:
            out[span] = _when(span, unresolved("unread"))
            continue
        story, sentence = stories.get(caption, _Story()), _sentence_of(span, context, text)
        scene = Scene(now, story.last, read_tense(text, span, sentence), story.day)
        meaning = _read(found, scene)
        if meaning.anchor is not None and scene.tense != "future" and not _in_quotation(text, span, sentence):
            stories[caption] = _Story(meaning.anchor, meaning.anchor if meaning.anchor.grain == "day" else story.day)
        out[span] = _when(span, _bounded(text, span, found, meaning))
    return tuple(out[span] for span in expressions)
