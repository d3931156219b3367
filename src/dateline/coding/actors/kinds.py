"""What kind of voice a source is, as far as its name and words tell. Source: codebook section 3 (kind)."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Final

from dateline.coding.actors.found import Found
from dateline.knowledge.actors import fold, load_actors, load_states, split_words
from dateline.knowledge.nouns import load_nouns
from dateline.knowledge.sources import Outlet, find_outlet, load_cues

_ACTOR_KINDS: Final = {"igo": "igo", "monitor": "monitor", "ngo": "monitor", "media": "media"}
_MILITARY: Final = frozenset({"military", "army", "defense", "defence", "intelligence", "security"})


def kind_of_state(government: str | None, parties: Collection[str]) -> str:
    """A state's voice: belligerent where the state is a party to the matter."""
    allies = {party for party in parties if government in _members().get(party, ())}
    return "belligerent" if government in parties or allies else "government"


@cache
def _members() -> dict[str, frozenset[str]]:
    """The governments whose forces act in each coalition."""
    states = load_states()
    return {a.name: frozenset(states[iso].government for iso in a.members if iso in states) for a in load_actors() if a.members}


def kind_of_outlet(outlet: Outlet, parties: Collection[str]) -> str:
    """An outlet's or institution's voice: a belligerent's media arm speaks for the belligerent."""
    if outlet.kind in ("government", "military"):
        return kind_of_state(outlet.speaks_for, parties)
    if outlet.kind == "state_media":
        return "belligerent" if outlet.speaks_for in parties else "media"
    return "belligerent" if outlet.kind == "belligerent_media" else outlet.kind


@cache
def _actor_kinds() -> dict[str, str]:
    return {actor.name: _ACTOR_KINDS.get(actor.kind, "belligerent") for actor in load_actors()}


def kind_of_found(found: Found, parties: Collection[str]) -> str:
    """The voice of somebody whose side is known."""
    if found.kind == "state":
        return kind_of_state(found.name, parties)
    if found.kind == "people":
        return "witness"
    if found.kind in ("group", "band"):
        return _actor_kinds().get(found.name or "", "belligerent")
    return _actor_kinds().get(found.name or "", "unknown")


def kind_of_words(words: str) -> str | None:
    """The voice that a common noun names: witnesses, police, analysts, "reports"; None where it names none."""
    forms = [word.form for word in split_words(words)]
    speakers = load_cues().speakers
    if forms and forms[-1] in ("sources", "source") and any(form in _MILITARY for form in forms):
        return "belligerent" if {"military", "army"} & set(forms) else "official"
    for length in (3, 2, 1):
        for end in range(len(forms), length - 1, -1):
            kind = speakers.get(" ".join(forms[end - length : end]))
            if kind is not None:
                return kind
    return None


def guess_kind(name: str | None, words: str, parties: Collection[str] = ()) -> str:
    """The kind of a source by its canonical name, else by its words. `parties`: names of those fighting in the matter."""
    outlet = find_outlet(name)
    if outlet is not None:
        return kind_of_outlet(outlet, parties)
    known = _actor_kinds().get(name or "")
    if known is not None:
        return known
    states = {state.government: state for state in load_states().values()}
    if name in states:
        return kind_of_state(name, parties)
    if name and name.startswith(("Ministry of", "Department of")):
        return kind_of_state(next((g for g in states if name.endswith(f" of {states[g].name}")), None), parties)
    noun = load_nouns().agents.get(tuple(word.form for word in split_words(fold(words))))
    return kind_of_words(words) or ("official" if noun is not None and noun.kind in ("forces", "organ", "office") else "unknown")
