"""What the heads read in one report: mentions, triggers, and what ties them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, cast

import numpy as np
from numpy.typing import NDArray

from dateline.neural import attribution, labels
from dateline.neural.likely import LIKELY, NAMED, settle_likely
from dateline.neural.model import Array, Network, sigmoid, softmax
from dateline.neural.window import Pieces, split
from dateline.records import Link, Mention, MentionKind, Naming, Reading, Saying, Sentence, Span, Trigger

NEIGHBOURS: Final[int] = 3  # wordpieces on either side of a trigger that its type is read from
BLOCK: Final[int] = 64  # triggers scored against their surroundings at once
TRIGGER_REACH: Final[int] = 96  # triggers between two that may tell one act: more than a report of 2,000 words holds
MAX_MENTION: Final[int] = 40  # wordpieces of the longest mention


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores (0 to 1) from which an answer counts; set with the development sets in view, see docs/method.md."""

    trigger: float = 0.6
    mention: float = 0.25
    link: float = 0.4
    far: float = 0.7  # a tie between two sentences
    measure: float = 0.45


@dataclass(frozen=True, slots=True)
class _Found:
    """A mention by its pieces."""

    kind: int
    first: int
    last: int
    score: float


Namer = Callable[[str, Sequence[Sentence]], Sequence[Naming]]


def read(
    text: str,
    sentences: Sequence[Sentence],
    network: Network,
    thresholds: Thresholds | None = None,
    namer: Namer | None = None,
) -> Reading:
    """The reading of one report; an empty one where it has no sentence. `namer` finds words that name an act by their meaning."""
    limits = thresholds or Thresholds()
    if not sentences:
        return Reading((), (), (), ())
    pieces = split(text, sentences, network.tokenizer)
    if not len(pieces.ids):
        return Reading(tuple(sentences), (), (), ())
    x = network.hidden(pieces)
    named = namer(text, sentences) if namer else ()
    found = _mentions(network, x, pieces, limits.mention)
    at, triggers = _triggers(network, x, text, pieces, min(limits.trigger, LIKELY, NAMED if named else 1.0))
    vectors = _vectors(x, found)
    made = Reading(
        sentences=tuple(sentences),
        mentions=tuple(_mention(text, pieces, f) for f in found),
        triggers=tuple(triggers),
        links=tuple(_links(network, x, pieces, (at, found, vectors), limits)) if at and found else (),
        same=tuple(_same(network, x, pieces, at, triggers)) if len(at) > 1 else (),
        groups=_classes(network, "group", labels.GROUPS, vectors, [labels.KINDS[f.kind] == "quantity" for f in found]),
        kinds=_classes(network, "voice", labels.VOICES, vectors, [labels.KINDS[f.kind] == "source" for f in found]),
        sayings=tuple(_saying(text, s) for s in attribution.find(text, sentences, pieces, x, network)),
    )
    return settle_likely(made, limits.trigger, named)


def _mentions(network: Network, x: Array, pieces: Pieces, least: float) -> list[_Found]:
    """The mentions that the tags give, each within one sentence."""
    scores = softmax(network.linear("tag", x).reshape(len(x), len(labels.KINDS), 3))
    out = []
    for kind in range(len(labels.KINDS)):
        begin, inside = scores[:, kind, 1], scores[:, kind, 2]
        begins = (begin >= least) & (begin >= inside)
        goes_on = ~begins & (inside >= 0.5 * (1 - begin))
        for first in np.flatnonzero(begins).tolist():
            end = min(first + MAX_MENTION, _sentence(pieces, first)[1])
            last = first
            while last + 1 < end and goes_on[last + 1]:
                last += 1
            out.append(_Found(kind, first, last, float(begin[first])))
    return out


def _mention(text: str, pieces: Pieces, f: _Found) -> Mention:
    span = whole_words(text, Span(int(pieces.start[f.first]), int(pieces.end[f.last])))
    return Mention(cast(MentionKind, labels.KINDS[f.kind]), span, f.score)


def _saying(text: str, s: Saying) -> Saying:
    source, content = (None if span is None else whole_words(text, span) for span in (s.source, s.content))
    return Saying(source, whole_words(text, s.cue), content, s.score)


def whole_words(text: str, span: Span) -> Span:
    """A span that neither begins nor ends within a word: tags speak of wordpieces ("[Da]esh"), the record of words."""
    start, end = span.start, span.end
    while 0 < start < end and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Span(start, end)


def _vectors(x: Array, found: Sequence[_Found]) -> Array:
    if not found:
        return np.zeros((0, 2 * x.shape[1]), np.float32)
    return np.concatenate([x[[f.first for f in found]], x[[f.last for f in found]]], -1)


def _word(text: str, pieces: Pieces, piece: int) -> Span:
    """The whole word that a piece begins or lies in, without the punctuation around it."""
    start, end = int(pieces.start[piece]), int(pieces.end[piece])
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and (text[end].isalnum() or (text[end] == "-" and text[end + 1 : end + 2].isalnum())):
        end += 1
    return Span(start, end)


def _triggers(network: Network, x: Array, text: str, pieces: Pieces, least: float) -> tuple[list[int], list[Trigger]]:
    scores = softmax(network.linear("act", x))
    act = 1.0 - scores[:, 0]
    at = [int(i) for i in np.flatnonzero(act >= least) if i == 0 or act[i] > act[i - 1] or pieces.end[i - 1] < pieces.start[i]]
    if not at:
        return [], []
    h = x[at]
    edges = tuple(network.linear(f"quote.{part}", x) for part in ("first", "last"))
    queries = network.linear("quote.from", h)
    sure = {name: softmax(network.linear(f"of_trigger.{name}", h)) for name in ("status", "scope", "extent")}
    answers = {name: scores.argmax(-1) for name, scores in sure.items()}
    voiced = sigmoid(network.linear("of_trigger.voiced", h))[:, 0]
    kinds = softmax(network.plain("kind", _trigger_vectors(x, pieces, at)))
    both = np.sqrt(kinds[:, 1:] * scores[at, 1:])
    both /= both.sum(-1, keepdims=True)
    words = [_word(text, pieces, piece) for piece in at]
    types = both.argmax(-1) + 1
    out = []
    for row, piece in enumerate(at):
        kind = labels.TYPES[int(types[row])]
        out.append(
            Trigger(
                span=words[row],
                type=kind,
                mode=_mode(network, h[row]) if kind == "statement" else None,
                scope=labels.SCOPES[int(answers["scope"][row])],
                status=labels.STATUSES[int(answers["status"][row])],
                extent=None if answers["extent"][row] == 0 else labels.EXTENTS[int(answers["extent"][row])],
                score=float(act[piece]),
                quote=_quote(pieces, piece, edges[0] @ queries[row], edges[1] @ queries[row]),
                voiced=float(voiced[row]),
                type_score=float(both[row, types[row] - 1]),
                status_score=float(sure["status"][row, answers["status"][row]]),
            )
        )
    return at, out


def _trigger_vectors(x: Array, pieces: Pieces, at: Sequence[int]) -> Array:
    """[triggers, 1152]: each trigger's first piece, the mean of its neighbours, and the mean of its sentence."""
    rows = []
    for a in at:
        low, high = _sentence(pieces, a)
        rows.append(
            np.concatenate([x[a], x[max(low, a - NEIGHBOURS) : min(high, a + NEIGHBOURS + 1)].mean(0), x[low:high].mean(0)])
        )
    return np.stack(rows)


def _sentence(pieces: Pieces, piece: int) -> tuple[int, int]:
    """First and past-the-last piece of the sentence that a piece stands in."""
    number = pieces.sentence[piece]
    return int(np.searchsorted(pieces.sentence, number)), int(np.searchsorted(pieces.sentence, number, side="right"))


def _mode(network: Network, h: Array) -> str:
    """The likeliest mode of a statement; "none" is no answer here."""
    return labels.MODES[int(network.linear("of_trigger.mode", h[None])[0, 1:].argmax()) + 1]


def _quote(pieces: Pieces, piece: int, first_scores: Array, last_scores: Array) -> Span:
    """The clause around a trigger, within its sentence: the likeliest first and last piece."""
    low, high = _sentence(pieces, piece)
    first = low + int(first_scores[low : piece + 1].argmax())
    last = piece + int(last_scores[piece:high].argmax())
    return Span(int(pieces.start[first]), int(pieces.end[last]))


def _buckets(pieces: Pieces, left: Sequence[int], right: Sequence[int]) -> NDArray[np.int64]:
    """Distance classes of all pairs, [left, right]."""
    a, b = np.asarray(left)[:, None], np.asarray(right)[None]
    return labels.distance_buckets(b - a, pieces.sentence[b] - pieces.sentence[a])


def _links(
    network: Network, x: Array, pieces: Pieces, found: tuple[list[int], list[_Found], Array], limits: Thresholds
) -> list[Link]:
    """The ties that reach their threshold, between triggers and mentions no farther apart than SENTENCE_REACH.

    Triggers go BLOCK at a time, with the mentions near them: a long report takes no more memory than a short one.
    """
    at, mentions, vectors = found
    sentence = pieces.sentence[[m.first for m in mentions]]
    out: list[Link] = []
    for first in range(0, len(at), BLOCK):
        block = at[first : first + BLOCK]
        low, high = pieces.sentence[block[0]] - labels.SENTENCE_REACH, pieces.sentence[block[-1]] + labels.SENTENCE_REACH
        near = np.flatnonzero((sentence >= low) & (sentence <= high))
        if len(near):
            some = [mentions[i] for i in near]
            ties = _block_links(network, x, pieces, (block, some, vectors[near]), limits)
            out += [replace(t, trigger=t.trigger + first, mention=int(near[t.mention])) for t in ties]
    return out


def _block_links(
    network: Network, x: Array, pieces: Pieces, found: tuple[list[int], list[_Found], Array], limits: Thresholds
) -> list[Link]:
    at, mentions, vectors = found
    kinds = np.array([m.kind for m in mentions])
    firsts = [m.first for m in mentions]
    z = network.pair("link", x[at], vectors, _buckets(pieces, at, firsts) * len(labels.KINDS) + kinds[None])
    apart = np.abs(pieces.sentence[firsts][None] - pieces.sentence[at][:, None])
    near, least = apart <= labels.SENTENCE_REACH, np.where(apart > 0, limits.far, limits.link)
    roles = len(labels.ROLES)
    past = roles + len(labels.MEASURES)
    yes = sigmoid(z[..., :roles])
    marks = z[..., past:].argmax(-1)
    out = _figure_links(softmax(z[..., roles:past]), near & (kinds == labels.KINDS.index("quantity"))[None], limits.measure)
    joint = yes[..., labels.ROLES.index("joint")] >= 0.5
    for kind, names in labels.ROLE_OF_KIND.items():
        fit = near & (kinds == labels.KINDS.index(kind))[None]
        for name in names:
            if name == "joint":
                continue
            score = yes[..., labels.ROLES.index(name)]
            for t, m in np.argwhere(fit & (score >= least)).tolist():
                mark = labels.MARKS[int(marks[t, m])] if name == "initiator" else "stated"
                out.append(Link(t, m, name, float(score[t, m]), mark=mark, joint=name == "source" and bool(joint[t, m])))
    return out


def _figure_links(measures: Array, fit: NDArray[np.bool_], least: float) -> list[Link]:
    """The ties of quantities, each with its likeliest measure."""
    some = 1.0 - measures[..., 0]
    best = measures[..., 1:].argmax(-1) + 1
    return [Link(t, m, labels.MEASURES[int(best[t, m])], float(some[t, m])) for t, m in np.argwhere(fit & (some >= least)).tolist()]


def _same(network: Network, x: Array, pieces: Pieces, at: list[int], triggers: Sequence[Trigger]) -> list[tuple[int, int, float]]:
    """The score that two triggers tell one act, for each pair with fewer than TRIGGER_REACH triggers between."""
    types = np.array([labels.TYPES.index(t.type) for t in triggers])
    out: list[tuple[int, int, float]] = []
    for first in range(0, len(at), BLOCK):
        rows, columns = at[first : first + BLOCK], at[first : first + BLOCK + TRIGGER_REACH]
        like = types[first : first + len(rows)][:, None] == types[first : first + len(columns)][None]
        z = sigmoid(network.pair("same", x[rows], x[columns], _buckets(pieces, rows, columns) * 2 + like)[..., 0])
        pairs = ((a, b) for a in range(len(rows)) for b in range(a + 1, min(len(columns), a + TRIGGER_REACH)))
        out += [(first + a, first + b, float(z[a, b])) for a, b in pairs]
    return out


def _classes(network: Network, head: str, names: tuple[str, ...], vectors: Array, wanted: Sequence[bool]) -> tuple[str | None, ...]:
    if not any(wanted):
        return (None,) * len(wanted)
    best = network.linear(f"of_mention.{head}", vectors).argmax(-1)
    return tuple(names[int(b)] if w else None for b, w in zip(best, wanted, strict=True))
