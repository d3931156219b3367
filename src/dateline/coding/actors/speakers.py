"""People who speak: by name, by office, by what they are."""

from __future__ import annotations

from typing import Final

from dateline.coding.actors.found import Trail
from dateline.coding.actors.kinds import guess_kind, kind_of_found, kind_of_words
from dateline.coding.actors.names import find_named
from dateline.coding.actors.people import find_full_name, find_person, fold_name
from dateline.coding.actors.phrase import Phrase
from dateline.coding.actors.report import Report
from dateline.coding.actors.resolve import find_actor, tidy_name
from dateline.coding.actors.titles import name_unnamed
from dateline.coding.actors.voice import SPOKEN_FOR, Scene, Voice, find_state_of, has_person
from dateline.knowledge.nouns import load_grammar, load_nouns
from dateline.knowledge.sources import load_cues

AFFILIATION_REACH: Final[int] = 7  # words after a person's name: "of the Observatory"
_TIES: Final = frozenset({"of", "from", "with", "for", "at"})
OFFICE_REACH: Final[int] = 4  # words beside a name in which its office stands


def from_spokesman(scene: Scene, phrase: Phrase, sentence: int) -> Voice | None:
    """A bare "spokesman": the person named last as a source; "a spokesman for X": X."""
    if scene.report.words[phrase.end - 1].form not in SPOKEN_FOR:
        return None
    report = scene.report
    person = next((voice for voice in reversed(scene.earlier) if voice.person), None)
    if person is not None and phrase.last - phrase.first == 1:
        return Voice(person.name, person.kind, "inferred", "spokesman", True, sentence)
    own = find_named(report, phrase)
    inner = report.span(phrase.end + 1, phrase.last) if phrase.link in ("for", "of") and phrase.end + 1 < phrase.last else None
    found = own or (find_actor(report, inner, Trail()) if inner is not None else None)
    if found is not None and found.name and found.kind in ("group", "body", "state") and found.coder != "words":
        return Voice(found.name, kind_of_found(found, scene.parties), "inferred", "spokesman", True, sentence, found.spans)
    name = name_unnamed(report, phrase, find_state_of(scene, phrase))
    return Voice(name, "official", "stated", "spokesman", True, sentence)


def from_office(scene: Scene, phrase: Phrase, sentence: int) -> Voice | None:
    """ "The secretary" alone: the person whom the report names with that title."""
    report = scene.report
    if phrase.noun is None or phrase.noun.kind != "office" or phrase.noun_first != phrase.first or not report.cased:
        return None
    title = report.words[phrase.end - 1].form
    for word in range(len(report.words) - 1):
        after = report.words[word + 1]
        if (
            report.words[word].form == title
            and after.title
            and report.gap(word) == " "
            and (word + 1) not in range(phrase.first, phrase.end)
        ):
            last = word + 2
            while last < len(report.words) and report.words[last].title and report.gap(last - 1) in (" ", "-") and last < word + 4:
                last += 1
            if (
                last > word + 2
                and report.words[word].title
                and after.form not in load_grammar().openers
                and (after.form,) not in load_nouns().agents
            ):
                found = find_actor(report, report.span(word, last), Trail())
                return Voice(
                    report.span(word + 1, last).read(report.text),
                    kind_of_found(found, scene.parties),
                    "inferred",
                    "office",
                    True,
                    sentence,
                )
    return None


def from_common(scene: Scene, phrase: Phrase, sentence: int) -> Voice | None:
    """Speakers without a name: "witnesses", "military sources", "a senior official"."""
    report = scene.report
    words = " ".join(report.forms(phrase.first, phrase.end))
    plain = phrase.noun is not None or report.words[phrase.end - 1].form in load_cues().speakers
    kind = kind_of_words(words)
    if not plain or kind is None or phrase.noun_first > phrase.end or has_person(report, phrase):
        return None
    return Voice(name_unnamed(report, phrase, find_state_of(scene, phrase)), kind, "stated", "unnamed", False, sentence)


def from_person(scene: Scene, phrase: Phrase, sentence: int) -> Voice:
    """A person's name, in its fullest form, with the kind of the side that the person speaks for."""
    report = scene.report
    start = _after_titles(report, phrase)
    end = phrase.end
    bare = Phrase(start, end, end, None, None, end, None, False)
    spelled = tidy_name(report.span(start, end).read(report.text), report.cased)
    forms = report.forms(start, end)
    for voice in reversed(scene.earlier):
        known = fold_name(voice.name or "")
        if voice.person and known and (known[-len(forms) :] == forms or known[: len(forms)] == forms):
            return Voice(voice.name, voice.kind, "inferred", "earlier", True, sentence)
    full = tidy_name(find_full_name(report, bare) or spelled, report.cased)
    found = find_person(report, phrase, Trail()) or find_named(report, phrase)
    kind = (
        _affiliation(scene, phrase)
        or _local_office(report, phrase)
        or (kind_of_found(found, scene.parties) if found is not None else None)
    )
    return Voice(full or None, kind or kind_of_words(spelled) or "unknown", "stated", "person", True, sentence)


def _after_titles(report: Report, phrase: Phrase) -> int:
    """Where the name begins, past titles, states and bodies."""
    agents = load_nouns().agents
    start = phrase.first
    for word in range(phrase.first, phrase.end - 1):
        noun = agents.get((report.words[word].form,))
        hit = report.by_word.get(word)
        title = (noun is not None and noun.kind in ("office", "forces", "organ")) or report.words[word].form in SPOKEN_FOR
        if title or (hit is not None and report.pick(hit).form not in ("leader", "surname") and hit.last < phrase.end):
            start = word + 1
    return start


def _local_office(report: Report, phrase: Phrase) -> str | None:
    """ "official" where a police rank, a court's or a town's office stands right before the name or after its comma."""
    low = max(0, phrase.first - OFFICE_REACH)
    around = [*range(low, phrase.end), *range(phrase.end, min(len(report.words), phrase.end + OFFICE_REACH))]
    near = {
        report.words[w].form
        for w in around
        if report.sentence_of[w] == report.sentence_of[phrase.first] and not _cut_off(report, w, phrase)
    }
    return "official" if near & load_cues().local_offices else None


def _cut_off(report: Report, word: int, phrase: Phrase) -> bool:
    """Whether a verb's place lies between: words after the name count only right after a comma."""
    if word < phrase.end:
        return any(mark in report.gap(w) for w in range(word, phrase.first) for mark in (",", "”", '"', ";"))
    return "," not in report.gap(phrase.end - 1)


def _affiliation(scene: Scene, phrase: Phrase) -> str | None:
    """The kind of the organisation right after a person's name: "NAME of the Observatory", "NAME, head of the monitor"."""
    report = scene.report
    for hit in report.hits:
        entry = report.pick(hit)
        near = phrase.end <= hit.first < phrase.end + AFFILIATION_REACH
        same = near and report.sentence_of[hit.first] == report.sentence_of[phrase.first]
        if same and entry.kind != "state" and _TIES & set(report.forms(phrase.end, hit.first)):
            return guess_kind(entry.name, entry.name, scene.parties)
    return None
