"""re3d: entities of conflict reports, exact span and type, micro F1 over all gold types, by document.

What is read as an actor or a source is a Person where the rule that named it found a person's name or a singular office, else an
Organisation; a place is a Location, a time a Temporal, a weapon a Weapon, a count a Quantity. re3d's spans hold the article, ours do
not: it is added. Beside the encoder's mentions stand the rules' times and place names, and the pronouns that stand for somebody.
Money, Nationality, Vehicle, MilitaryPlatform, DocumentReference and CommsIdentifier have no mention of ours: they count as missed. So
does most of what plays no part in an act, since the coder marks only who and what does. Trivial: every run of capitals an Organisation.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from benchmarks.accuracy.field import peers
from benchmarks.accuracy.field.bed import Bench, Figure, Others, Row, Told
from benchmarks.accuracy.field.metrics import f1_of, interval

from dateline.coding.place import find_places
from dateline.coding.resolve import Tables, resolve
from dateline.coding.time import find_times
from dateline.records import Source, Span, Who

CORPORA: Final = ("re3d",)
Entity = tuple[int, int, str]
PEOPLE: Final = frozenset({"person", "leader", "office", "elsewhere", "spokesman", "title", "post"})  # rules that find one person
OFFICE: Final = re.compile(
    r"\b(?:president|minister|secretary|general|colonel|lieutenant|captain|sergeant|ambassador|commander|officer|envoy|king|prince|director|"
    r"man|woman|boy|girl|sheikh|musician)$",
    re.IGNORECASE,
)
NAME: Final = re.compile(r"[A-Z][\w.’'-]+(?: (?:al-|bin |ibn )?[A-Z][\w.’'-]*){1,4}")
BODY: Final = re.compile(
    r"\b(?:Army|Forces?|Coalition|Ministry|Council|Union|Nations|States|Kingdom|Group|Front|Party|Board|Office|Command|Court|Agency|Center|Centre|"
    r"Committee|Museum|Fund|Department|Parliament|Congress|Service|Bank|Police|Guard|Corps|Government)\b"
)
ONE, MANY = re.compile(r"\b(?:I|he|she|him|He|She|me|himself|herself)\b"), re.compile(r"\b(?:[Ww]e|[Tt]hey|us|them)\b")
ARTICLE: Final = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Oo]ur|[Hh]is|[Tt]heir) $")
CAPITALS: Final = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")
TRIVIAL: Final = "every run of capitals"
STOCK: Final[dict[str, str]] = {
    "PERSON": "Person", "ORG": "Organisation", "NORP": "Nationality", "GPE": "Location", "LOC": "Location", "FAC": "Location",
    "DATE": "Temporal", "TIME": "Temporal", "MONEY": "Money", "CARDINAL": "Quantity", "QUANTITY": "Quantity", "PERCENT": "Quantity",
}  # spaCy's labels in re3d's words  # fmt: skip


def entities(row: Row, told: Told, tables: Tables) -> set[Entity]:
    """The entities that were read: of those that overlap, the encoder's before the rules', the longer before the shorter."""
    text, reading = row["text"], told.reading
    whos = resolve(told.coded.document, reading, tables)
    mine = []
    for n, m in enumerate(reading.mentions):
        who = whos.who[n] or whos.source[n]
        kind = {"place": "Location", "time": "Temporal", "weapon": "Weapon", "quantity": "Quantity"}.get(m.kind)
        mine.append((m.span, kind or ("Person" if who and _is_person(text, who, m.span.read(text)) else "Organisation")))
    rules = [(s, "Temporal") for s in find_times(text, reading.sentences)]
    rules += [(m.span, "Location") for m in find_places(text, reading.sentences, tables.gazetteer)]
    rules += [(Span(*m.span()), kind) for kind, words in (("Person", ONE), ("Organisation", MANY)) for m in words.finditer(text)]
    kept: list[tuple[Span, str]] = []
    for group in (mine, rules):
        for span, kind in sorted(group, key=lambda g: g[0].start - g[0].end):
            whole = _with_article(text, span)
            if not any(whole.overlap(other) for other, _ in kept):
                kept.append((whole, kind))
    return {(span.start, span.end, kind) for span, kind in kept}


def _is_person(text: str, who: Who | Source, words: str) -> bool:
    """Whether a rule found a person, or the words are a person's name: in full, or a part of one that the text gives in full."""
    rule = who.basis.coder.removeprefix("actors.")
    if rule in PEOPLE or ONE.fullmatch(words) or OFFICE.search(words):
        return True
    if rule not in ("words", "earlier") or BODY.search(words):
        return False
    full = (m[0] for m in NAME.finditer(text) if not BODY.search(m[0]))
    return NAME.fullmatch(words) is not None or any(words in name.split() for name in full)


def _with_article(text: str, span: Span) -> Span:
    before = ARTICLE.search(text, max(0, span.start - 6), span.start)
    return Span(before.start(), span.end) if before else span


def measure(bench: Bench) -> list[Figure]:
    """Micro F1 beside runs of capitals and spaCy."""
    stock = peers.spacy_entities()
    samples = []
    for row in bench.rows("re3d"):
        gold = {(e["start"], e["end"], e["type"]) for e in row["entities"] if e["gold"]}
        systems = {
            "ours": entities(row, bench.tell(row), bench.kit.tables),
            TRIVIAL: {(m.start(), m.end(), "Organisation") for m in CAPITALS.finditer(row["text"])},
        }
        if stock is not None:
            systems["spaCy"] = {(a, b, STOCK[k]) for a, b, k in stock(row["text"]) if k in STOCK}
        out = Counter({"gold": len(gold)})
        for name, found in systems.items():
            out.update({f"{name} found": len(found), f"{name} right": len(found & gold)})
        samples.append(out)
    others = Others(
        "0.65, a probe on another split",
        "the project's own notes",
        {TRIVIAL: f1_of(TRIVIAL)(samples)},
        {"spaCy": f1_of("spaCy")(samples) if stock else None},
    )
    figure, items = f1_of("ours"), sum(s["gold"] for s in samples)
    return [
        Figure("re3d", "entities, exact, micro F1", figure(samples), interval(samples, figure), items, "entities", 0.66, others)
    ]
