"""Mentions by common nouns: "the army", "the jihadists", "villagers", "attackers", "the enemy"."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final

from dateline.coding.actors.found import Found, Trail, label_people, make_state
from dateline.coding.actors.phrase import Phrase, hits_in, is_blocked
from dateline.coding.actors.report import GROUP_KINDS, Report
from dateline.knowledge.actors import Entry, Hit, fold, load_actors, load_states
from dateline.knowledge.nouns import Noun, load_nouns
from dateline.records import Span

ANY_GROUP: Final = frozenset({"group", "groups", "organization", "organisation", "movement", "faction", "outfit"})
ANY_ARMED: Final = frozenset({"militants", "terrorists"})  # labels that fit every armed group
NEAR_SENTENCES: Final[int] = 2  # a group named farther back is meant only by "the", or where it is the report's only one


@cache
def _epithets() -> dict[str, frozenset[str]]:
    """Each group's epithets and their singulars."""
    return {
        actor.name: frozenset(form for noun in actor.epithets for form in (fold(noun), fold(noun).removesuffix("s")))
        for actor in load_actors()
    }


def find_by_noun(report: Report, phrase: Phrase, trail: Trail) -> Found | None:
    """What the head's noun stands for in this report, or None where the noun is not known."""
    noun = phrase.noun
    if noun is None or "coalition" in report.forms(phrase.first, phrase.end):
        return _find_bare_group(report, phrase)
    if noun.kind in ("forces", "organ", "office"):
        return _find_state(report, phrase)
    if noun.kind == "unknown":
        return Found("unknown", "unknown", "stated", "unknown", plural=True)
    if noun.kind == "enemy":
        found = _last_group(report, phrase, lambda entry: entry.kind == "armed_group")
        return found or Found("unknown", "unknown", "stated", "enemy")
    if noun.kind == "armed":
        return _find_armed(report, phrase, noun, trail)
    iso = _place_in(report, phrase) or report.scene
    return Found(label_people(noun.label or "civilians", iso), "people", "stated", "people", iso, plural=True)


def _place_in(report: Report, phrase: Phrase) -> str | None:
    """The country that the phrase itself names: "people inside Syria"."""
    for hit in hits_in(report, phrase.first, phrase.last):
        entry = report.pick(hit)
        if entry.kind == "state" and entry.form in ("name", "demonym", "metonym"):
            return entry.countries[0]
    return None


def _find_state(report: Report, phrase: Phrase) -> Found:
    iso = _place_in(report, phrase) if phrase.link == "of" else None
    if iso is not None:
        return make_state(iso, "stated", "state")
    iso, spans = _state_near(report, phrase)
    return make_state(iso or report.scene, "inferred", "forces", spans)


def _state_near(report: Report, phrase: Phrase) -> tuple[str | None, tuple[Span, ...]]:
    """The state whose forces were named last, here or one sentence back, or else the one state named there; no visitor."""
    sentence = report.sentence_of[phrase.first]
    near = [
        (hit, entry)
        for hit in report.hits
        if hit.last <= phrase.first
        and sentence - 1 <= report.sentence_of[hit.first] <= sentence
        and (entry := report.pick(hit)).kind == "state"
        and entry.form != "surname"
    ]
    forces = [(hit, entry) for hit, entry in near if _has_forces(report, hit, entry)]
    adjectives = [(hit, entry) for hit, entry in near if entry.form in ("demonym", "force", "leader")]
    alone = adjectives if len({entry.countries[0] for _, entry in near}) == 1 else []
    for hit, entry in reversed([*alone, *forces]):
        state = load_states().get(entry.countries[0])
        if state is not None and not state.expedition:
            return state.iso, (report.span(hit.first, hit.last),)
    return None, ()


def _has_forces(report: Report, hit: Hit, entry: Entry) -> bool:
    """Whether the name is followed by a noun for forces: "Israeli troops"."""
    if entry.form != "demonym" or is_blocked(report, hit):
        return False
    nouns = [load_nouns().agents.get(report.forms(hit.last, hit.last + length)) for length in (1, 2)]
    return any(noun is not None and noun.kind == "forces" for noun in nouns)


def _fits(report: Report, phrase: Phrase) -> Callable[[Entry], bool]:
    words = " ".join(report.forms(min(phrase.noun_first, phrase.end - 1), phrase.end))
    label = phrase.noun.label if phrase.noun is not None else None

    def fits(entry: Entry) -> bool:
        if entry.kind not in GROUP_KINDS:
            return False
        own = _epithets().get(entry.name, frozenset())
        return words in own or (label or "") in own or (entry.kind == "armed_group" and (label in ANY_ARMED or words in ANY_GROUP))

    return fits


def _named_groups(report: Report, fits: Callable[[Entry], bool]) -> list[tuple[Hit, Entry]]:
    named = [(hit, report.pick(hit)) for hit in report.hits]
    return [(hit, entry) for hit, entry in named if fits(entry)]


def _last_group(report: Report, phrase: Phrase, fits: Callable[[Entry], bool]) -> Found | None:
    """The fitting group named last before the phrase; else the first named after it."""
    named = _named_groups(report, fits)
    before = [item for item in named if item[0].last <= phrase.first]
    if not named:
        return None
    hit, entry = before[-1] if before else named[0]
    return Found(entry.name, "group", "inferred", "epithet", None, (report.span(hit.first, hit.last),), plural=True)


def _find_armed(report: Report, phrase: Phrase, noun: Noun, trail: Trail) -> Found:
    fits = _fits(report, phrase)
    names = {entry.name for _, entry in _named_groups(report, fits)}
    found = _last_group(report, phrase, fits)
    if found is not None and (len(names) == 1 or phrase.definite or _is_near(report, phrase, found, trail)):
        return found
    iso = _place_in(report, phrase) or report.scene
    label = noun.label or "unknown gunmen"
    return Found(label_people(label, iso), "band", "stated", "band", iso, plural=True)


def _is_near(report: Report, phrase: Phrase, found: Found, trail: Trail) -> bool:
    """Whether the group is named, or spoken of by another word, in this sentence or shortly before: "IS … the jihadists … terrorist attacks"."""
    first, _ = report.word_range(found.spans[0])
    sentence = report.sentence_of[phrase.first]
    if 0 <= sentence - report.sentence_of[first] <= NEAR_SENTENCES:
        return True
    earlier = (f for back in range(NEAR_SENTENCES + 1) for _, _, f in trail.back(report.sentence_of, sentence - back))
    return any(f.name == found.name and f.kind == "group" for f in earlier)


def _find_bare_group(report: Report, phrase: Phrase) -> Found | None:
    """ "The group", "the coalition" and the like, which only a name elsewhere can fill."""
    if report.words[phrase.end - 1].form == "coalition" or "coalition" in report.forms(phrase.first, phrase.end):
        return _find_coalition(report, phrase)
    head = report.words[phrase.first : phrase.end]
    proper = report.cased and len(head) > 1 and all(word.title for word in head)
    if head[-1].form in ANY_GROUP and phrase.end == phrase.last and not proper:
        return _last_group(report, phrase, _fits(report, phrase))
    return None


def _find_coalition(report: Report, phrase: Phrase) -> Found | None:
    named = _last_group(report, phrase, lambda entry: entry.kind == "coalition")
    if named is not None:
        return named
    for iso in report.countries:
        for actor in load_actors():
            if actor.kind == "coalition" and iso in actor.countries:
                return Found(actor.name, "group", "inferred", "coalition", plural=True)
    return None
