"""What every mention stands for: calls the resolving stages in order and lays their answers beside the mentions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dateline.coding.actors import ActorContext, resolve_actors, resolve_sources
from dateline.coding.place import PlaceContext, find_somebody, is_cased, is_somebody, report_countries, resolve_places
from dateline.coding.quantities import read_numbers, read_unit
from dateline.coding.time import TimeContext, find_times, resolve_times
from dateline.knowledge.gazetteer import Gazetteer
from dateline.records import Basis, Document, HowMany, Mention, MentionKind, Reading, Resolved, Source, Span, When, Who

FIGHTERS: Final = "combatants"
OWN_WORDS: Final = frozenset({"actors.words", "actors.person"})  # names that are the mention's own words
FIGHTING: Final = frozenset(
    [
        "armed_clash",
        "government_regains_territory",
        "non_state_actor_overtakes_territory",
        "air_strike",
        "shelling",
        "remote_explosive",
        "suicide_bombing",
        "grenade",
        "chemical_weapon",
        "attack",
        "abduction",
        "siege",
        "withdrawal",
        "territory_transfer",
    ]
)  # acts whose sides are parties to the fighting


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables that resolving needs beside the small ones that load themselves."""

    gazetteer: Gazetteer


def resolve(document: Document, reading: Reading, tables: Tables) -> Resolved:
    """The actors, places, times, figures and voices behind the mentions of a reading, by their positions."""
    text, mentions = document.text, reading.mentions
    countries = report_countries(text, reading.sentences, document.place_filed, tables.gazetteer)
    context = ActorContext(reading.sentences, document.published, countries, document.outlet, document.place_filed)
    actors = _of_kind(mentions, "actor")
    figures = _of_kind(mentions, "quantity")
    people = [i for i in figures if reading.groups[i] == FIGHTERS]
    named = sorted([*actors, *people], key=lambda i: mentions[i].span)
    whos = dict(zip(named, resolve_actors(text, [_as_actor(mentions[i]) for i in named], context), strict=True))
    somebody = find_somebody(text, is_cased(text))
    places = [i for i in _of_kind(mentions, "place") if not is_somebody(mentions[i].span, somebody)]
    filed = PlaceContext(
        sentences=reading.sentences, place_filed=document.place_filed, published=document.published, countries=countries
    )
    wheres = dict(zip(places, resolve_places(text, [mentions[i] for i in places], filed, tables.gazetteer), strict=True))
    sources = _of_kind(mentions, "source")
    parties = _parties(reading, whos)
    voices = dict(zip(sources, resolve_sources(text, [mentions[i] for i in sources], context, parties), strict=True))
    count = range(len(mentions))
    return Resolved(
        who=tuple(whos.get(i) if mentions[i].kind == "actor" else None for i in count),
        where=tuple(wheres.get(i) for i in count),
        when=_times(document, reading),
        howmany=tuple(_figure(text, mentions[i], reading.groups[i], whos.get(i)) if i in set(figures) else None for i in count),
        source=tuple(_voice(voices[i], reading.kinds[i]) if i in voices else None for i in count),
    )


def _parties(reading: Reading, whos: Mapping[int, Who]) -> frozenset[str]:
    """The names of the sides of the fighting that the report tells: a source among them is a belligerent."""
    fights = {i for i, t in enumerate(reading.triggers) if t.type in FIGHTING}
    links = (link for link in reading.links if link.trigger in fights and link.role in ("initiator", "target", "ally"))
    names = {whos[link.mention].name for link in links if link.mention in whos}
    return frozenset(n for n in names if n)


def _of_kind(mentions: Sequence[Mention], kind: MentionKind) -> list[int]:
    return [i for i, m in enumerate(mentions) if m.kind == kind]


def _as_actor(mention: Mention) -> Mention:
    return replace(mention, kind="actor")


def _voice(source: Source, kind: str | None) -> Source:
    """A source with its kind by rule; the head's answer where the rule has none (voice F1 .53 against .46 the other way on dev)."""
    return source if source.kind != "unknown" or kind is None else replace(source, kind=kind)


def _times(document: Document, reading: Reading) -> tuple[When | None, ...]:
    """Each time mention resolved by the rule's expression that covers most of it, else by its own words."""
    mine = [m.span for m in reading.mentions if m.kind == "time"]
    by_rule = find_times(document.text, reading.sentences)
    own = [s for s in mine if not any(s.overlap(r) for r in by_rule)]
    expressions = sorted([*by_rule, *own])
    context = TimeContext(published=document.published, sentences=reading.sentences, captions=document.captions)
    values = resolve_times(document.text, expressions, context)
    return tuple(_best(m.span, values) if m.kind == "time" else None for m in reading.mentions)


def _best(span: Span, values: Sequence[When]) -> When | None:
    found = [(v.span.overlap(span), v) for v in values if v.span is not None and v.span.overlap(span)]
    return max(found, key=lambda f: f[0])[1] if found else None


def _figure(text: str, mention: Mention, group: str | None, who: Who | None) -> HowMany:
    """The numbers, unit and group of a quantity; the head says which group of people, the rule what is counted."""
    words = mention.span.read(text)
    unit = read_unit(words)
    if group == "thing":
        people, name = None, unit.unit
    else:
        people, name = group or unit.group or "unknown", "people"
        if people == FIGHTERS:
            people = _fighters(who)
    basis = Basis("stated", "quantities.words", (mention.span,))
    return HowMany(mention.span, "other", name, people, read_numbers(words), basis)


def _fighters(who: Who | None) -> str:
    """The group of combatants whose side is known; a person's own name or mere words are no side."""
    if who is None or not who.name or who.basis.coder in OWN_WORDS:
        return "unknown"
    return "civilians" if who.name.startswith("civilians") else f"{FIGHTERS}:{who.name}"


__all__ = ["Tables", "resolve"]
