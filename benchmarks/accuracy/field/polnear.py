"""PolNeAR: who is quoted (F1 of sources, by their heads) and what they are quoted with (F1 of contents, sharing half of the union).

Both are what the head for who says what reads (neural/attribution.py), trained on the corpus' train part. Where it is left out, sources
are those of the record's claims and the source mentions that were read beside them, and contents are the quotes of claims that have a
source: the codebook keeps a claim only where it is about an act of conflict, and the corpus is American election news. Each place in
the text counts once. Trivial: the first word of each sentence that holds one of "said", "says", "told" and "according to" is a
source, and that sentence is the content.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from typing import Final

from benchmarks.accuracy.field.bed import Bench, Figure, Others, Row, Told
from benchmarks.accuracy.field.metrics import f1_of, interval, pairs

from dateline.records import Span

CORPORA: Final = ("polnear",)
WORD: Final = re.compile(r"[\w$%&][\w$%&.’'-]*")
AFTER: Final = frozenset(
    [
        "of",
        "in",
        "at",
        "on",
        "for",
        "from",
        "with",
        "to",
        "by",
        "who",
        "that",
        "which",
        "whose",
        "where",
        "as",
        "and",
        "or",
        "but",
        "near",
        "among",
        "inside",
        "outside",
        "against",
    ]
)  # words that a phrase's head stands before
SAYING: Final = re.compile(r"\b(?:said|says|told|according to)\b")
TRIVIAL: Final = "every sentence with said"


def head(text: str, span: Span) -> int:
    """Where the head word of a noun phrase begins: its last word before a preposition, a relative clause or a comma."""
    last = span.start
    for word in WORD.finditer(text, span.start, span.end):
        between = text[last : word.start()]
        if last > span.start and ("," in between or "(" in between or word[0].lower() in AFTER):
            break
        last = word.end()
        begin = word.start()
    return begin if last > span.start else span.start


def alike(one: Span, other: Span) -> bool:
    """Whether two spans share half of their union."""
    return 2 * one.overlap(other) >= max(one.end, other.end) - min(one.start, other.start)


def whole(fragments: Iterable[Row]) -> Span | None:
    """The stretch from the first to the last fragment of a part of an attribution."""
    ends = [(f["start"], f["end"]) for f in fragments]
    return Span(min(s for s, _ in ends), max(e for _, e in ends)) if ends else None


def sources(told: Told) -> set[Span]:
    """The spans of who is said to say something; by the claims and the mentions, where the head for this is left out."""
    if told.reading.sayings:
        return {s.source for s in told.reading.sayings if s.source is not None}
    claimed = {s.span for e in told.coded.events for c in e.claims for s in c.sources if s.span is not None}
    return claimed | {m.span for m in told.reading.mentions if m.kind == "source"}


def contents(told: Told) -> set[Span]:
    """The spans of what is said; the quotes of claims that somebody makes, where the head for this is left out."""
    if told.reading.sayings:
        return {s.content for s in told.reading.sayings if s.content is not None}
    return {c.quote for e in told.coded.events for c in e.claims if c.sources}


def said(told: Told, text: str) -> list[Span]:
    """The trivial answer's sentences."""
    return [s.span for s in told.reading.sentences if SAYING.search(text, s.span.start, s.span.end)]


def by_head(text: str, key: Iterable[Span], ours: Iterable[Span], plain: Iterable[Span]) -> Counter[str]:
    """The counts of sources."""
    gold, mine, trivial = ({head(text, s) for s in spans} for spans in (key, ours, plain))
    return _counts(len(gold), {"ours": (len(mine), len(mine & gold)), TRIVIAL: (len(trivial), len(trivial & gold))})


def by_overlap(key: Collection[Span], ours: Collection[Span], plain: Collection[Span]) -> Counter[str]:
    """The counts of contents, matched one to one."""
    gold = sorted(key)
    right = {
        name: (len(found), pairs([[n for n, g in enumerate(gold) if alike(f, g)] for f in sorted(found)]))
        for name, found in (("ours", ours), (TRIVIAL, plain))
    }
    return _counts(len(gold), right)


def _counts(gold: int, systems: dict[str, tuple[int, int]]) -> Counter[str]:
    out = Counter({"gold": gold})
    for name, (found, right) in systems.items():
        out.update({f"{name} found": found, f"{name} right": right})
    return out


def measure(bench: Bench) -> list[Figure]:
    """F1 of sources and of contents."""
    both: tuple[list[Counter[str]], list[Counter[str]]] = ([], [])
    for row in bench.rows("polnear"):
        told, text = bench.tell(row), row["text"]
        key = [{s for a in row["attributions"] if (s := whole(a.get(part) or ()))} for part in ("source", "content")]
        plain = said(told, text)
        both[0].append(by_head(text, key[0], sources(told), [Span(s.start, _first_end(text, s)) for s in plain]))
        both[1].append(by_overlap(key[1], contents(told), plain))
    best = ("none found; annotators agree on 0.923 of attributions", "https://github.com/networkdynamics/PolNeAR")
    out = []
    for samples, name, goal in zip(both, ("sources by head, F1", "contents by half of the union, F1"), (0.70, 0.65), strict=True):
        figure = f1_of("ours")
        items = sum(s["gold"] for s in samples)
        others = Others(*best, {TRIVIAL: f1_of(TRIVIAL)(samples)})
        out.append(Figure("polnear", name, figure(samples), interval(samples, figure), items, name.split()[0], goal, others))
    return out


def _first_end(text: str, span: Span) -> int:
    word = WORD.search(text, span.start, span.end)
    return word.end() if word else span.end
