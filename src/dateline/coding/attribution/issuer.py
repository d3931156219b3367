"""Whose own statement a report is: a ministry's page, a command's release, a communique read on the air."""

from __future__ import annotations

import re
from typing import Final

from dateline.knowledge.sources import find_outlet
from dateline.records import Basis, Document, Source, Span

LEAD: Final[int] = 400  # characters of the opening in which a statement names its speaker
OFFICES: Final = r"minister|secretary|ministers|spokes(?:man|woman|person)|ambassador|president|representative|commissioner|envoy|general|commander|director"
SPEAKER: Final = re.compile(
    rf"\b(?i:{OFFICES})(?:/[\w-]+(?: [\w-]+)?)?(?: (?:for|of)(?: the)?(?: [A-Z][\w-]*| and)+)?,?\s+(?P<name>[A-Z][\w'’-]+(?: (?:[A-Z][\w'’.-]+|al-[A-Z]\w+|de|von|van)){{1,3}})"
)  # "Minister for the Middle East, Tobias Ellwood": an office, then a name
_VOICE: Final[dict[str, str]] = {
    "military": "belligerent", "government": "government", "igo": "igo", "monitor": "monitor", "belligerent_media": "belligerent",
}  # fmt: skip
_INSTITUTION: Final[dict[str, re.Pattern[str]]] = {
    "belligerent": re.compile(
        r"\b(?:army|armed forces|general staff|command|ministry of defen[cs]e|defen[cs]e ministry|central command|air force)\b",
        re.I,
    ),
    "government": re.compile(
        r"\b(?:ministry|department of|foreign office|embassy|government of|government|president's office|cabinet)\b", re.I
    ),
    "igo": re.compile(
        r"\b(?:united nations|security council|european (?:union|commission)|african union|nato|osce|unicef|unhcr|ocha|unesco)\b",
        re.I,
    ),
    "monitor": re.compile(
        r"\b(?:observatory|human rights watch|amnesty|monitor(?:ing)? (?:group|mission|centre|center)|rights (?:centre|center|group))\b",
        re.I,
    ),
}  # how an outlet that the tables do not know is named like one
_NATION: Final = re.compile(r"\b[A-Z]\w+(?:i|ian|an|ish|ese|ch|ek)(?: (?:Prime|Foreign|Defen[cs]e|Interior|Vice))?\s*$")
COMMUNIQUE: Final = re.compile(r"\[COMMUNIQUE\]\s*\[(?P<name>[^\]]{3,80})\]")


def issuer(document: Document) -> Source | None:
    """The institution or the speaker whose statement the whole report is; None for journalism.

    The outlet must be an institution or a belligerent's own media (knowledge/sources), or be named like one. A speaker whom
    the title or the opening names with an office speaks for an institution.
    """
    known = find_outlet(document.outlet)
    kind = _VOICE.get(known.kind) if known else _by_words(document.outlet or "")
    if kind is None or (known is not None and not known.issuer and known.kind != "belligerent_media"):
        return _communique(document)
    person = _speaker(document) if known is None or known.kind != "belligerent_media" else None
    if person is not None:
        name, span = person
        return Source(name, kind, span, Basis("inferred", "attribution.speaker", (span,) if span else ()))
    return Source(known.name if known else document.outlet, kind, None, Basis("inferred", "attribution.issuer"))


def spoken_for(document: Document) -> str | None:
    """The actor whose voice the report's outlet is ("Government of the United Kingdom"); None for journalism."""
    known = find_outlet(document.outlet)
    return known.speaks_for if known is not None and known.issuer else None


def _by_words(outlet: str) -> str | None:
    return next((kind for kind, words in _INSTITUTION.items() if words.search(outlet)), None)


def _communique(document: Document) -> Source | None:
    """The body whose communique a station reads out: "[COMMUNIQUE] [GUATEMALAN GOVERNMENT]"."""
    match = COMMUNIQUE.search(document.text[:LEAD])
    if match is None:
        return None
    span = Span(match.start("name"), match.end("name"))
    return Source(match["name"].title(), "belligerent", span, Basis("inferred", "attribution.communique", (span,)))


def _speaker(document: Document) -> tuple[str, Span | None] | None:
    """The person of the title, else of the opening, and where the text first gives the name.

    A name of the title counts where the text gives it too, or the title says "statement by": in a title of capitalised
    words anything looks like a name. An office with a nation before it ("Iraqi President") is somebody else's.
    """
    title = document.title or ""
    for words in (title, document.text[:LEAD]):
        for match in SPEAKER.finditer(words):
            name = _until_verb(match["name"])
            at = document.text.find(name)
            foreign = _NATION.search(words[: match.start()])
            if len(name.split()) >= 2 and not foreign and (at >= 0 or "statement by" in title.lower()):
                return name, Span(at, at + len(name)) if at >= 0 else None
    return None


def _until_verb(words: str) -> str:
    """The leading capitalised words of a match: "Boris Johnson welcomes" gives "Boris Johnson"."""
    out: list[str] = []
    for word in words.split():
        if not (word[0].isupper() or word in ("de", "von", "van") or word.startswith("al-")):
            break
        out.append(word)
    return " ".join(out)
