"""The names of a state's bodies when they speak: ministries, armies, police, unnamed officials."""

from __future__ import annotations

from typing import Final

from dateline.coding.actors.phrase import Phrase
from dateline.coding.actors.report import Report
from dateline.knowledge.actors import load_states

_TOPICS: Final = {"defense": "Defence", "defence": "Defence", "foreign": "Foreign Affairs", "interior": "the Interior"}
_FORCES: Final = frozenset({"army", "military", "air force", "navy", "armed forces", "coast guard", "marines"})
_POLICE: Final = frozenset({"police", "federal police", "national police", "state police", "policemen"})
_UNNAMED: Final = frozenset({"official", "officials", "officer", "officers"})


def _demonym(iso: str | None) -> str | None:
    state = load_states().get(iso or "")
    return state.demonyms[0] if state is not None and state.demonyms else None


def name_ministry(report: Report, phrase: Phrase, iso: str | None) -> str | None:
    """ "Russia's defense ministry" as "Ministry of Defence of Russia"; None where the phrase names no ministry or no topic."""
    forms = report.forms(phrase.first, phrase.last)
    state = load_states().get(iso or "")
    if "ministry" not in forms or state is None:
        return None
    at = forms.index("ministry")
    topic = forms[at + 2] if forms[at + 1 : at + 2] == ("of",) and len(forms) > at + 2 else forms[at - 1] if at else ""
    known = {"health", "justice", "information", "education", "finance", "oil", "energy", "culture", "antiquities", *_TOPICS}
    if topic not in known:
        return None
    return f"Ministry of {_TOPICS.get(topic, topic.capitalize())} of {state.name}"


def name_force(report: Report, phrase: Phrase, iso: str | None) -> str | None:
    """ "The Syrian army" as "Syrian Army", "police" as "Indian police"; None where the phrase names no force."""
    forms = " ".join(report.forms(phrase.noun_first, phrase.end))
    demonym = _demonym(iso)
    if demonym is None:
        return None
    if forms in _FORCES:
        return f"{demonym} {forms.title()}"
    return f"{demonym} {forms.replace('policemen', 'police')}" if forms in _POLICE else None


def name_unnamed(report: Report, phrase: Phrase, iso: str | None) -> str:
    """Speakers without a name, with their country: "military sources (Colombia)", "unnamed senior official (India)"."""
    last = phrase.last if phrase.link == "of" else phrase.end
    words = " ".join(report.span(phrase.first, last).read(report.text).lower().split())
    state = load_states().get(iso or "")
    if report.words[phrase.end - 1].form in _UNNAMED and phrase.end - phrase.first <= 3:
        words = f"unnamed {words.removeprefix('unnamed ')}"
    return f"{words} ({state.name})" if state is not None else words
