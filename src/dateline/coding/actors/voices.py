"""Who says so: each source mention becomes the name of a person or body, with the kind of voice that its name suggests."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Final

from dateline.coding.actors.bodies import (
    from_container,
    from_document,
    from_epithet,
    from_force,
    from_ministry,
    from_monitor,
    from_name,
    from_outlet,
)
from dateline.coding.actors.context import ActorContext
from dateline.coding.actors.found import Found, Trail, kind_of
from dateline.coding.actors.kinds import kind_of_found
from dateline.coding.actors.phrase import Phrase, cut_phrase
from dateline.coding.actors.report import Report, read_report
from dateline.coding.actors.resolve import find_actor
from dateline.coding.actors.speakers import from_common, from_office, from_person, from_spokesman
from dateline.coding.actors.voice import Scene, Voice
from dateline.knowledge.nouns import load_nouns
from dateline.records import Basis, Mention, Source, Span

PRONOUN_REACH: Final[int] = 3  # sentences back in which the speaker of "he said" is sought
_PERSON_PRONOUNS: Final = frozenset({"he", "she", "him", "her", "i"})
_RULES: Final[tuple[Callable[[Scene, Phrase, int], Voice | None], ...]] = (
    from_outlet,
    from_document,
    from_container,
    from_monitor,
    from_ministry,
    from_spokesman,
    from_force,
    from_name,
    from_office,
    from_common,
    from_epithet,
)  # tried in order; the first that knows the phrase wins


def resolve_sources(
    text: str, mentions: Sequence[Mention], context: ActorContext, parties: Collection[str] = ()
) -> tuple[Source, ...]:
    """One voice per source mention, in the mentions' order; `parties` are canonical names of those fighting in the matter."""
    report = read_report(text, context)
    voices: dict[int, Voice] = {}
    earlier: list[Voice] = []
    for index in sorted(range(len(mentions)), key=lambda i: mentions[i].span):
        voice = _find_voice(Scene(report, earlier, parties), mentions[index].span)
        voices[index] = voice
        earlier.append(voice)
    return tuple(_as_source(voices[i], mentions[i].span) for i in range(len(mentions)))


def _as_source(voice: Voice, span: Span) -> Source:
    return Source(voice.name, voice.kind, span, Basis(voice.how, f"actors.{voice.coder}", (span, *voice.spans)))


def _find_voice(scene: Scene, span: Span) -> Voice:
    report = scene.report
    first, last = report.word_range(span)
    if first >= last:
        return Voice(None, "unknown", "stated", "words")
    sentence = report.sentence_of[first]
    if last - first == 1 and report.words[first].form in load_nouns().pronouns and first not in report.by_word:
        return _from_pronoun(scene, first, sentence)
    phrase = cut_phrase(report, span)
    for rule in _RULES:
        voice = rule(scene, phrase, sentence)
        if voice is not None:
            return voice
    return from_person(scene, phrase, sentence)


def _from_pronoun(scene: Scene, word: int, sentence: int) -> Voice:
    form = scene.report.words[word].form
    for voice in reversed(scene.earlier):
        if (
            voice.name
            and voice.name != "unknown"
            and voice.person == (form in _PERSON_PRONOUNS)
            and sentence - voice.sentence <= PRONOUN_REACH
        ):
            return Voice(voice.name, voice.kind, "inferred", "pronoun", voice.person, sentence)
    found = find_actor(scene.report, scene.report.span(word, word + 1), _trail_of_names(scene.report, word))
    return Voice(found.name, kind_of_found(found, scene.parties), "inferred", "pronoun", False, sentence, found.spans)


def _trail_of_names(report: Report, word: int) -> Trail:
    """The names of states and groups before a word, as if each had been a mention."""
    trail = Trail()
    for hit in report.hits:
        entry = report.pick(hit)
        if hit.last <= word and entry.form in ("name", "metonym") and entry.kind in ("state", "armed_group", "igo", "coalition"):
            span = report.span(hit.first, hit.last)
            found = Found(
                entry.name,
                "state" if entry.kind == "state" else kind_of(entry),
                "inferred",
                "name",
                next(iter(entry.countries), None),
            )
            trail.items.append((hit.first, span, found))
    return trail
