"""Bodies that speak: outlets, documents and their issuers, monitors, ministries, armies, governments, groups."""

from __future__ import annotations

from typing import Final

from dateline.coding.actors.found import Trail, make_state
from dateline.coding.actors.kinds import guess_kind, kind_of_found, kind_of_outlet
from dateline.coding.actors.names import find_named
from dateline.coding.actors.phrase import Phrase, hits_in
from dateline.coding.actors.resolve import find_actor
from dateline.coding.actors.titles import name_force, name_ministry
from dateline.coding.actors.voice import Scene, Voice, find_state_of, has_person
from dateline.knowledge.nouns import load_nouns
from dateline.knowledge.sources import find_outlet, load_cues

_MONITORS: Final = frozenset({"observatory", "monitor", "monitors", "watchdog", "centre", "center", "network"})
_NOBODY: Final = frozenset({"reports", "some", "many", "others", "rumors", "rumours", "sources"})
_STATE_ITSELF: Final = frozenset({"government", "govt", "regime", "administration", "junta"})
_COMMUNIQUES: Final = frozenset({"communique", "statement"})


def from_outlet(scene: Scene, phrase: Phrase, sentence: int) -> Voice | None:
    """An outlet, agency or institution by any of its names."""
    report = scene.report
    for first in range(phrase.first, phrase.last):
        for last in range(phrase.last, first, -1):
            outlet = find_outlet(" ".join(report.forms(first, last)))
            whole = first == phrase.first and last == phrase.last
            if outlet is None or not (whole or outlet.issuer or last - first > 1 or report.words[first].upper):
                continue
            if outlet.kind == "igo" and not whole:
                continue
            return Voice(outlet.name, kind_of_outlet(outlet, scene.parties), "stated", "outlet", False, sentence)
    return None


def from_document(scene: Scene, phrase: Phrase, sentence: int) -> Voice | None:
    """ "The release", "a communique": its issuer; "some reports": nobody."""
    forms = scene.report.forms(phrase.first, phrase.end)
    if forms[-1] in _NOBODY and (len(forms) == 1 or forms[-1] == "reports"):
        known = next((v for v in reversed(scene.earlier) if forms[-1] == "sources" and v.name and "sources" in v.name), None)
        return known or Voice("unknown", "unknown", "stated", "nobody", False, sentence)
    if forms[-1] not in load_cues().documents or hits_in(scene.report, phrase.first, phrase.last):
        return None
    body = next((v for v in reversed(scene.earlier) if v.name and v.name != "unknown"), None)
    if body is not None:
        outlet = find_outlet(body.name)
        if outlet is not None and outlet.kind == "belligerent_media" and outlet.speaks_for and forms[-1] in _COMMUNIQUES:
            return Voice(outlet.speaks_for, "belligerent", "inferred", "document", False, sentence)
        return Voice(body.name, body.kind, "inferred", "document", body.person, sentence)
    issuer = scene.report.issuer
    return Voice(issuer.name, kind_of_outlet(issuer, scene.parties), "inferred", "issuer", False, sentence) if issuer else None


def from_container(scene: Scene, phrase: Phrase, sentence: int) -> Voice | None:
    """ "Members of X", "the leadership of X": X."""
    if phrase.link != "of" or scene.report.words[phrase.end - 1].form not in load_nouns().containers:
        return None
    found = find_actor(scene.report, scene.report.span(phrase.first, phrase.last), Trail())
    if found.kind not in ("group", "body", "state") or found.coder == "words":
        return None
    return Voice(found.name, kind_of_found(found, scene.parties), found.how, found.coder, False, sentence, found.spans)


_WATCHING: Final = frozenset({"rights", "monitoring", "watchdog", "observatory"})  # what a group that watches is called by
_COLLECTIVES: Final = frozenset(
    {"group", "groups", "organisation", "organization", "organisations", "organizations", "network", "body"}
)


def from_monitor(scene: Scene, phrase: Phrase, sentence: int) -> Voice | None:
    """ "The Observatory", "a monitor": the monitor that the report names; one that it does not name stays unnamed, and is
    never taken for an armed group that "the group" may mean elsewhere."""
    forms = scene.report.forms(phrase.first, phrase.end)
    form = forms[-1]
    if form not in _MONITORS and not _WATCHING & set(forms):
        return None
    if hits_in(scene.report, phrase.first, phrase.end):
        return None
    named = [(hit, scene.report.pick(hit)) for hit in scene.report.hits]
    monitors = [(hit, entry) for hit, entry in named if entry.kind == "monitor"]
    fitting = [item for item in monitors if form.removesuffix("s") in item[1].name.lower()] or monitors
    if not fitting:
        if form not in _COLLECTIVES:
            return None
        words = scene.report.span(phrase.first, phrase.end)
        return Voice(words.read(scene.report.text), "monitor", "stated", "monitor", False, sentence)
    hit, entry = fitting[0]
    return Voice(entry.name, "monitor", "inferred", "monitor", False, sentence, (scene.report.span(hit.first, hit.last),))


def from_ministry(scene: Scene, phrase: Phrase, sentence: int) -> Voice | None:
    """ "Russia's defense ministry", and "the ministry" after it."""
    forms = scene.report.forms(phrase.first, phrase.last)
    if "ministry" not in forms:
        return None
    own = [hit for hit in hits_in(scene.report, phrase.first, phrase.last) if scene.report.pick(hit).kind == "state"]
    before = next((v for v in reversed(scene.earlier) if v.name and v.name.startswith("Ministry of")), None)
    if before is not None and not own:
        topic = forms[0].removesuffix("se").removesuffix("ce")
        if forms == ("ministry",) or topic in (before.name or "").lower():
            return Voice(before.name, before.kind, "inferred", "ministry", False, sentence)
    name = name_ministry(scene.report, phrase, find_state_of(scene, phrase))
    return Voice(name, guess_kind(name, "ministry", scene.parties), "stated", "ministry", False, sentence) if name else None


def from_force(scene: Scene, phrase: Phrase, sentence: int) -> Voice | None:
    """ "The Syrian army", "police", "the government"."""
    if phrase.noun is None or phrase.noun.kind not in ("forces", "organ"):
        return None
    iso = find_state_of(scene, phrase)
    if scene.report.words[phrase.end - 1].form in _STATE_ITSELF:
        found = make_state(iso, "inferred", "forces")
        return Voice(found.name, kind_of_found(found, scene.parties), "inferred", "forces", False, sentence)
    name = name_force(scene.report, phrase, iso)
    if name is None:
        return None
    official = "police" in name
    kind = (
        "official"
        if official
        else kind_of_found(find_actor(scene.report, scene.report.span(phrase.first, phrase.last), Trail()), scene.parties)
    )
    return Voice(name, kind, "stated", "force", False, sentence)


def from_name(scene: Scene, phrase: Phrase, sentence: int) -> Voice | None:
    """Groups, organisations and governments by their names; leaders by theirs."""
    found = find_named(scene.report, phrase)
    if found is None or found.kind in ("people", "band"):
        return None
    if found.full is not None:
        return Voice(found.full, kind_of_found(found, scene.parties), "stated", "leader", True, sentence)
    plain = phrase.noun is not None and phrase.noun.kind in ("office", "forces") and phrase.noun_first < phrase.end
    if found.kind == "state" and (plain or has_person(scene.report, phrase)):
        return None
    if found.kind != "state" and has_person(scene.report, phrase):
        return None
    return Voice(found.name, kind_of_found(found, scene.parties), found.how, found.coder, False, sentence, found.spans)


def from_epithet(scene: Scene, phrase: Phrase, sentence: int) -> Voice | None:
    """ "The coalition", "the group", "the jihadists": the side that the report names."""
    found = find_actor(scene.report, scene.report.span(phrase.first, phrase.last), Trail())
    if found.kind != "group" or found.coder not in ("epithet", "coalition"):
        return None
    return Voice(found.name, kind_of_found(found, scene.parties), "inferred", found.coder, False, sentence, found.spans)
