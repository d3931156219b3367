"""One event from a group of triggers: its type, its slots in order, its time, and who holds the place after it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final, TypeVar

from dateline.coding.events.control import LEAVING, changes
from dateline.coding.events.sides import no_places, settled_type, sides_only
from dateline.coding.parts import with_parts
from dateline.records import Basis, Claim, Document, Event, Link, Reading, Resolved, Scope, Span, When, Where, Who

_T = TypeVar("_T")
INHERIT_SENTENCES: Final[int] = 0  # sentences back to an act whose place or time a later one without its own shares
EXACTNESS: Final[dict[str, int]] = {
    "exact": 0, "day": 1, "range": 2, "week": 3, "month": 4, "season": 5, "year": 6, "unknown": 9,
}  # fmt: skip
TOWARDS: Final = re.compile(r"\b(?:to|towards?|into)\s+(?:the\s+)?$", re.IGNORECASE)
ON_THE_WAY: Final = re.compile(r"\b(?:(?:way|road|route|highway) (?:to|towards?)|short of)\s+(?:the\s+)?$", re.IGNORECASE)
WAY_REACH: Final[int] = 24  # characters before a place in which that stands
LISTED: Final = re.compile(r"\s*(?:,|and|,\s*and)\s*(?:the\s+)?")
LIST_LINE: Final = re.compile(r"\s*(?:[.*•·–—-]\s+|(?:Near|In|At) [A-Z])")  # how a line of a list begins
BESIDE: Final = re.compile(
    r"all(?:y|ies)|allied \w+|(?:\w+ )?backers", re.IGNORECASE
)  # an actor of whom only that is said: whose side it is on
WORDS: Final = frozenset({"statement", "sanction"})  # acts of words: what they speak of is seldom tied to them as their place


def assemble(
    document: Document, reading: Reading, resolved: Resolved, groups: Sequence[tuple[int, ...]], claims: Sequence[Claim]
) -> tuple[Event, ...]:
    """The events of a report in the order of the text; `groups` are trigger positions, `claims` one a trigger."""
    events: list[Event] = []
    for group in groups:
        events.append(_event(document, reading, resolved, group, claims))
    return tuple(_with_inherited(reading, groups, events, document))


def _event(document: Document, reading: Reading, resolved: Resolved, group: tuple[int, ...], claims: Sequence[Claim]) -> Event:
    triggers = [reading.triggers[i] for i in group]
    kind: dict[str, float] = {}
    for t in triggers:
        kind[t.type] = kind.get(t.type, 0.0) + t.score * t.type_score
    best = max(kind, key=lambda name: kind[name])
    modes = [t.mode for t in triggers if t.type == best and t.mode]
    links = [link for link in reading.links if link.trigger in group]
    initiators = _fillers(links, "initiator", resolved.who)
    marks = {link.mention: link.mark for link in links if link.role == "initiator"}
    initiators = tuple(_marked(who, marks, resolved) for who in initiators)
    best = settled_type(best, links, resolved)
    places = _places(document.text, links, resolved)
    initiators = no_places(initiators, places)
    initiators, targets = _one_side(initiators, _fillers(links, "target", resolved.who), links, resolved)
    targets = sides_only(targets, places)
    initiators, beside = _parted(initiators)
    allies = tuple(w for w in (*beside, *_fillers(links, "ally", resolved.who)) if not _among(w, initiators + targets))
    mine = _told_once(document.text, [claims[i] for i in group])
    places = places or (_spoken_of(reading, resolved, mine) if best in WORDS else ())
    scope: Scope = "campaign" if sum(t.scope == "campaign" for t in triggers) * 2 > len(triggers) else "event"
    event = Event(
        id=digest(document.id, best, *(f"{c.quote.start}-{c.quote.end}" for c in mine)),
        type=best,
        mode=modes[0] if modes else None,
        scope=scope,
        initiators=initiators,
        targets=targets,
        allies=allies,
        weapons=tuple(_spans(links, "weapon", reading)),
        places=places,
        when=_when(links, resolved),
        control=(),
        claims=mine,
        basis=reading.basis("trigger", tuple(t.span for t in triggers), max(t.score for t in triggers)),
    )
    extents = [t.extent for t in triggers if t.extent]
    left = replace(event, places=_left(document.text, places)) if best in LEAVING else event
    return replace(event, control=changes(left, extents[0] if extents else None))


def _parted(initiators: tuple[Who, ...]) -> tuple[tuple[Who, ...], tuple[Who, ...]]:
    """Who acted, and who is only said to stand by them: "the army and its allies" (codebook section 2: allies)."""
    beside = tuple(w for w in initiators if w.name and BESIDE.fullmatch(w.name))
    return tuple(w for w in initiators if w not in beside), beside


def _one_side(
    initiators: tuple[Who, ...], targets: tuple[Who, ...], links: Sequence[Link], resolved: Resolved
) -> tuple[tuple[Who, ...], tuple[Who, ...]]:
    """Initiators and targets where nobody is both: whoever is read as both is what more of the ties say, counted by their scores.

    Case: of three accounts of a raid two have the jihadists as its target, and one takes "the attacking militants" for who flew it.
    """

    def weight(who: Who, role: str) -> float:
        return sum(k.score for k in links if k.role == role and (w := resolved.who[k.mention]) is not None and w.name == who.name)

    both = [w for w in initiators if _among(w, targets)]
    sufferers = {w.name for w in both if weight(w, "target") > weight(w, "initiator")}
    doers = {w.name for w in both} - sufferers
    return tuple(w for w in initiators if w.name not in sufferers), tuple(w for w in targets if w.name not in doers)


def _marked(who: Who, marks: dict[int, str], resolved: Resolved) -> Who:
    position = next((i for i in marks if resolved.who[i] is who), None)
    mark: Any = marks.get(position, "stated") if position is not None else "stated"
    return replace(who, attribution=mark)


def _fillers(links: Iterable[Link], role: str, values: Sequence[_T | None]) -> tuple[_T, ...]:
    """The fillers of a role, the surest tie of each name, in the order of the text."""
    best: dict[Any, tuple[float, _T]] = {}
    for link in links:
        value = values[link.mention]
        if link.role != role or value is None:
            continue
        name = getattr(value, "name", None) or value
        score = link.score - (0.5 if getattr(value, "basis", None) is not None and _weak(value) else 0.0)
        if name not in best or score > best[name][0]:
            best[name] = (score, value)
    return tuple(sorted((v for _, v in best.values()), key=_start))


def _weak(value: Any) -> bool:
    """Whether a filler was inferred (a pronoun, an epithet): a full name elsewhere is the better span."""
    return bool(value.basis.how != "stated")


def _start(value: Any) -> int:
    span: Span | None = getattr(value, "span", None)
    return span.start if span else 0


def _among(who: Who, others: Sequence[Who]) -> bool:
    return any(who.name == o.name and who.name is not None for o in others)


def _spans(links: Iterable[Link], role: str, reading: Reading) -> list[Span]:
    spans = {reading.mentions[link.mention].span for link in links if link.role == role}
    return sorted(spans)


def _places(text: str, links: Sequence[Link], resolved: Resolved) -> tuple[Where, ...]:
    """The places tied to the act, the most exact first (codebook section 2); of one precision, as the text has them. A place that the
    act only lies on the way to is left out, if there is another: "takes Sukhnah on the road to Palmyra"."""
    there = [k for k in links if k.role == "place" and (w := resolved.where[k.mention]) is not None and not _on_the_way(text, w)]
    found = _fillers(there, "place", resolved.where) or _fillers(links, "place", resolved.where)
    return tuple(sorted(found, key=lambda w: (w.precision if w.precision > 2 else 1, _start(w))))


def _on_the_way(text: str, where: Where) -> bool:
    return ON_THE_WAY.search(text, max(0, _start(where) - WAY_REACH), _start(where)) is not None


def _left(text: str, places: Sequence[Where]) -> tuple[Where, ...]:
    """The places without those that a retreat goes to: "pulled out of Palmyra towards Raqqa and Deir ez-Zor"."""
    out, toward, last = [], False, 0
    for place in sorted(places, key=_start):
        at = _start(place)
        toward = TOWARDS.search(text, max(0, at - 20), at) is not None or (toward and LISTED.fullmatch(text, last, at) is not None)
        last = place.span.end if place.span else 0
        if not toward:
            out.append(place)
    return tuple(p for p in places if p in out)


def _spoken_of(reading: Reading, resolved: Resolved, claims: Sequence[Claim]) -> tuple[Where, ...]:
    """The places that an act of words names in its own clauses, the most exact first: "condemns barrel bomb attacks in Syria"."""
    found: dict[str, Where] = {}
    for mention, where in zip(reading.mentions, resolved.where, strict=True):
        if where is not None and any(c.quote.holds(mention.span) for c in claims):
            basis = Basis("inferred", "events.spoken_of", (mention.span,))
            found.setdefault(where.name, replace(where, basis=basis))
    return tuple(sorted(found.values(), key=lambda w: (w.precision if w.precision > 2 else 1, _start(w))))


def _when(links: Sequence[Link], resolved: Resolved) -> When | None:
    """The time tied to the act: the most exact one, then the surest tie. A night is more exact than either of its days."""
    found = []
    for link in links:
        when = resolved.when[link.mention]
        if link.role == "when" and when is not None and when.value is not None:
            rank = EXACTNESS["exact" if _is_night(when.value) else when.precision]
            found.append((rank, -link.score, _start(when), when))
    return min(found, key=lambda f: f[:3])[3] if found else None


def _is_night(value: str) -> bool:
    """Whether a value is two days that follow each other: "2016-12-10/2016-12-11"."""
    first, _, last = value.partition("/")
    try:
        return (date.fromisoformat(last) - date.fromisoformat(first)).days == 1
    except ValueError:
        return False


def _told_once(text: str, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Claims without those that say the same again in the same words: two triggers in one clause are one claim."""
    out: list[Claim] = []
    for claim in sorted(claims, key=lambda c: (c.quote.start, -c.quote.end)):
        twin = next((i for i, c in enumerate(out) if 2 * c.quote.overlap(claim.quote) > min(_length(c), _length(claim))), None)
        if twin is None:
            out.append(claim)
        else:
            out[twin] = _joined(text, out[twin], claim)
    return tuple(out)


def _length(claim: Claim) -> int:
    return claim.quote.end - claim.quote.start


def _joined(text: str, left: Claim, right: Claim) -> Claim:
    known = {q.span for q in left.quantities}
    more = tuple(q for q in right.quantities if q.span not in known)
    return replace(
        left,
        quote=Span(min(left.quote.start, right.quote.start), max(left.quote.end, right.quote.end)),
        quantities=with_parts(text, left.quantities + more),
        sources=left.sources or right.sources,
        said=left.said or right.said,
        status=left.status if left.status != "happened" else right.status,
    )


def _with_inherited(
    reading: Reading, groups: Sequence[tuple[int, ...]], events: Sequence[Event], document: Document
) -> list[Event]:
    """Events with what the story carries on where they name nothing themselves: place and time from the act just told,
    sides and time from the head of a list. A default says that it is one."""
    out: list[Event] = []
    for group, event in zip(groups, events, strict=True):
        earlier = [(g, e) for g, e in zip(groups, out, strict=False) if _near(reading, g, group)]
        if is_list_item(document.text, reading, group[0]):
            event = _from_head(event, next((e for e in out if e.type == event.type and e.initiators), None))
        if not event.places:
            places = _carried(earlier, lambda e: e.places[:1])
            event = replace(event, places=tuple(replace(p, span=None, basis=_inferred(p.span)) for p in places))
            event = replace(event, control=changes(event, event.control[0].extent if event.control else None))
        if event.when is None:
            whens = _carried(
                [x for x in earlier if x[1].scope == event.scope], lambda e: (e.when,) if e.when and e.when.span else ()
            )
            event = replace(
                event, when=replace(whens[0], span=None, basis=_inferred(whens[0].span)) if whens else _default(document)
            )
        out.append(event)
    return out


def is_list_item(text: str, reading: Reading, trigger: int) -> bool:
    """Whether a trigger stands in a line of a list: "• Near Rawa, two strikes destroyed …" (a strike release)."""
    at = reading.triggers[trigger].span.start
    line = text.rfind("\n", 0, at) + 1
    return LIST_LINE.match(text, line, at) is not None


def _from_head(event: Event, head: Event | None) -> Event:
    """A line's act with the sides and the time of the list's head, the first act of its type, where it has none."""
    if head is None:
        return event
    event = replace(
        event,
        initiators=event.initiators or _from_above(head.initiators),
        targets=event.targets or _from_above(head.targets),
    )
    if event.when is None and head.when is not None:
        event = replace(event, when=replace(head.when, span=None, basis=_inferred(head.when.span)))
    return event


def _from_above(whos: tuple[Who, ...]) -> tuple[Who, ...]:
    return tuple(replace(w, span=None, basis=_inferred(w.span)) for w in whos)


def _near(reading: Reading, earlier: tuple[int, ...], later: tuple[int, ...]) -> bool:
    """Whether some trigger of the earlier act stands in the sentence of the later's first one, or shortly before it."""
    first = reading.sentence_of(reading.triggers[later[0]])
    return any(0 <= first - reading.sentence_of(reading.triggers[i]) <= INHERIT_SENTENCES for i in earlier)


def _carried(earlier: Sequence[tuple[tuple[int, ...], Event]], take: Callable[[Event], tuple[_T, ...]]) -> tuple[_T, ...]:
    for _, event in reversed(earlier):
        values = take(event)
        if values:
            return values
    return ()


def _inferred(span: Span | None) -> Basis:
    return Basis("inferred", "events.carried_on", (span,) if span else ())


def _default(document: Document) -> When | None:
    """No word about time: the report's date, precision unknown; an undated report: nothing (codebook section 2)."""
    if document.published is None:
        return None
    return When(document.published[:10], "unknown", None, Basis("defaulted", "events.report_date"))


def digest(*parts: str) -> str:
    """A content id: the first 16 hex digits of the SHA-256 of the parts."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()[:16]
