"""Mentions that name an actor: a group, an organisation, a state by its name, people, forces or leader."""

from __future__ import annotations

from typing import Final

from dateline.coding.actors.found import Found, kind_of, label_people, make_state
from dateline.coding.actors.phrase import Phrase, hits_in
from dateline.coding.actors.report import GROUP_KINDS, Report
from dateline.knowledge.actors import Entry, Hit
from dateline.knowledge.nouns import Noun, load_nouns
from dateline.records import Span

PAST: Final = frozenset({"former", "ex", "ousted", "deposed", "exiled"})  # who no longer speaks for a state
BODY_KINDS: Final = frozenset({"igo", "monitor", "ngo", "political", "state_body", "media"})

PARTY_NOUNS: Final = frozenset(
    [
        "movement",
        "front",
        "party",
        "union",
        "congress",
        "alliance",
        "league",
        "brigades",
        "council",
        "coalition",
        "organisation",
        "organization",
    ]
)


def find_named(report: Report, phrase: Phrase) -> Found | None:
    """The actor that the head of a phrase names, or None."""
    hits = [(hit, report.pick(hit)) for hit in hits_in(report, phrase.first, phrase.end)]
    own = [(hit, entry) for hit, entry in hits if entry.kind != "state"]
    states = [(hit, entry) for hit, entry in hits if entry.kind == "state" and _counts(report, phrase, hit, entry)]
    if own and not (states and _state_outranks(phrase, own[-1][1])):
        found = _from_group(report, phrase, *own[0])
        if found is not None:
            return found
    past = PAST & set(report.forms(phrase.first - 1, phrase.end))
    return _from_state(report, phrase, *states[-1]) if states and not past else None


def _counts(report: Report, phrase: Phrase, hit: Hit, entry: Entry) -> bool:
    """A surname alone counts only where nothing but titles and nouns stands beside it, in a country of the report."""
    if entry.form != "surname":
        return True
    if entry.countries[0] not in report.countries:
        return False
    rest = [*range(phrase.first, hit.first), *range(hit.last, phrase.end)]
    return all(_is_plain(report, word) for word in rest)


def _is_plain(report: Report, word: int) -> bool:
    form = report.words[word].form
    agents = load_nouns().agents
    covering = report.by_word.get(word)
    if covering is not None and report.pick(covering).form in ("name", "demonym"):
        return True
    return (form,) in agents or form in load_nouns().property or form in {"s", "mr", "loyal", "vice", "prime", "foreign", "chief"}


def _state_outranks(phrase: Phrase, entry: Entry) -> bool:
    return entry.kind in {"coalition", "igo"} and phrase.noun is not None and phrase.noun.kind == "forces"


def _from_group(report: Report, phrase: Phrase, hit: Hit, entry: Entry) -> Found | None:
    if phrase.noun is not None and phrase.noun.kind == "unarmed" and hit.last <= phrase.noun_first:
        if entry.kind in GROUP_KINDS and phrase.noun.label == "civilians":
            return None
        iso = entry.countries[0] if len(entry.countries) == 1 else report.scene
        return Found(label_people(phrase.noun.label or "civilians", iso), "people", "stated", "people", iso, plural=True)
    if entry.kind in BODY_KINDS and hit.last < phrase.end and phrase.noun is None and not _speaks_for(report, phrase, hit):
        return None
    return Found(
        entry.name, kind_of(entry), "stated", "name", None, (report.span(hit.first, hit.last),), plural=hit.last < phrase.end
    )


def _speaks_for(report: Report, phrase: Phrase, hit: Hit) -> bool:
    """Whether what follows a body's name is the body's own: "UN convoy", "UN Special Envoy NAME"."""
    if report.words[phrase.end - 1].form in load_nouns().property:
        return True
    agents = load_nouns().agents
    return any((noun := agents.get(report.forms(hit.last, hit.last + n))) is not None and noun.kind == "office" for n in (1, 2, 3))


def _from_state(report: Report, phrase: Phrase, hit: Hit, entry: Entry) -> Found | None:
    iso, noun, where = entry.countries[0], phrase.noun, (report.span(hit.first, hit.last),)
    whole = hit.first == phrase.first and hit.last == phrase.end
    if entry.form in ("leader", "surname"):
        return Found(entry.name, "state", "stated", "leader", iso, where, full=entry.person)
    if whole and entry.form == "demonym" and report.words[hit.last - 1].form.endswith("s") and iso == report.scene:
        return Found(label_people("civilians", iso), "people", "stated", "demonym", iso, where, plural=True)
    if entry.form == "demonym" and hit.last == phrase.end and not whole and report.words[hit.last - 1].form.endswith("s"):
        return Found(label_people("civilians", iso), "people", "stated", "demonym", iso, where, plural=True)
    if whole or entry.form == "force":
        return Found(entry.name, "state", "stated", "state", iso, where)
    if entry.form == "demonym" and phrase.end - phrase.first >= 3 and report.words[phrase.end - 1].form in PARTY_NOUNS:
        return None  # "Somali National Movement": an organisation of its own, though the tables do not know it
    opposed = report.forms(hit.last, phrase.end)
    if "opposition" in opposed:
        return Found(label_people("opposition", iso), "band", "stated", "band", iso, where, plural=True)
    if noun is not None and hit.first < phrase.end:
        return _from_noun(noun, entry, iso, where)
    if report.words[phrase.end - 1].form in load_nouns().property or _has_office(report, phrase):
        return Found(entry.name, "state", "stated", "state", iso, where)
    return None


def _has_office(report: Report, phrase: Phrase) -> bool:
    agents = load_nouns().agents
    return any(
        (noun := agents.get(report.forms(word, word + length))) is not None and noun.kind in ("office", "organ")
        for word in range(phrase.first, phrase.end)
        for length in (1, 2, 3)
        if word + length <= phrase.end
    )


def _from_noun(noun: Noun, entry: Entry, iso: str, where: tuple[Span, ...]) -> Found | None:
    if noun.kind in ("forces", "organ", "office"):
        return make_state(iso, "stated", "state", where)
    if noun.kind == "armed" and noun.label is not None:
        return Found(label_people(noun.label, iso), "band", "stated", "band", iso, where, plural=True)
    if noun.kind == "unarmed" and noun.label is not None:
        return Found(label_people(noun.label, iso), "people", "stated", "people", iso, where, plural=True)
    return None
