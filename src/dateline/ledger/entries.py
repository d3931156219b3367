"""Entries from coded reports, and claims and reports from entries: the one place that knows how a payload is written.

Payloads, by kind:
    report      {"v": 1, "name", "document": {…}, "original", "media_type", "extractor", "archive", "coder", "state", "reason",
                 "private": [names], "notes": {reason: count} where a language model proposed what the text did not bear out}
    claim       {"v": 1, "report", "event", "published", "act": the event without claims, "claim": the claim, "words", "private": [names]}
    judgement   {"v": 1, "verdict", "reason", …}            (subject: what is judged)
    correction  {"v": 1, "field", "value", "reason"}        (subject: a claim)
    withdrawal  {"v": 1, "of", "reason", "successor", "reviews": [[seq, why]]}    (subject: a claim, a report, or "entry:SEQ" of an amendment)
    victim      {"v": 1, "person": {name, age, sex, status, cause, place, date}, "sources", "relation", "told", "note", "private": [names]}
                (subject: "victim:ID|EVENT"; each entry is one account of the person, and holds what it tells only)
    redaction   {"v": 1, "entries": [seq], "quotes": {report: [[start, end]]}, "reason"}
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from anyascii import anyascii

from dateline.ledger.privacy import private_names, withhold
from dateline.records import Claim, Coded, ControlChange, Document, Holding, Numbers, Received, Section, Span
from dateline.records.edtf import day_span, instants
from dateline.records.entry import Draft, Entry, Figure, KeptClaim, KeptReport, Party, PartyRole, Spot, Voice
from dateline.records.shape import Row, claim_row, event_row, holding_row

VERSION: Final[int] = 1  # of the payloads
PERSON: Final = "person:"  # opens the author of what a person made
HOLDING: Final = "holding"  # the type of a claim that tells who holds a place as a state
NAME: Final[int] = 60  # characters up to which words are taken for a name, which comes again and again
NAMES: Final[int] = 65_536  # folded names that are kept
_FOREIGN: Final = re.compile(r"[^\x00-\x7f]+")
_PARTED: Final = {n: " " for n in range(128) if not chr(n).isalnum()}  # signs that part words
ROLES: Final[tuple[tuple[str, PartyRole], ...]] = (("initiators", "initiator"), ("targets", "target"), ("allies", "ally"))


def digest(*parts: str | None) -> str:
    """An id from content: 32 hex digits. The same content gives the same id whenever and wherever it is recorded."""
    return hashlib.sha256("\x1f".join(p or "" for p in parts).encode("utf-8")).hexdigest()[:32]


def report_id(document: Document) -> str:
    """The id of a report: of its text and of who published it when and where. Three dailies with one story are three reports."""
    return digest("report", document.text, document.outlet, document.published, document.url)


def drafts(coded: Coded, received: Received, author: str, reason: str | None = None) -> list[Draft]:
    """A report's entry and those of its claims, to be recorded together. `reason`: why it was kept and not coded (an error's code)."""
    document = coded.document
    report = report_id(document)
    claims = claim_drafts(coded, report, author)
    payload: Row = {
        "v": VERSION,
        "name": document.id,
        "document": _document_row(document),
        "original": received.sha256,
        "media_type": received.media_type,
        "extractor": received.extractor,
        "archive": received.archive,
        "coder": coded.coder,
        "state": "by_hand" if author.startswith(PERSON) else "not_coded" if reason else "coded",
        "reason": reason,
        "private": list(dict.fromkeys(name for draft in claims for name in draft.payload["private"])),
    }
    if coded.notes:
        payload["notes"] = dict(coded.notes)
    return [Draft("report", report, author, payload), *claims]


def claim_drafts(coded: Coded, report: str, author: str) -> list[Draft]:
    """The entries of a coded report's claims, holdings included; one claim told twice in the same words of one event is one.

    A private person whom one claim names is withheld in the others of the report too, where their words hold the name.
    """
    made: dict[str, Draft] = {}
    text = coded.document.text
    for event in coded.events:
        act = event_row(replace(event, claims=()), text)
        del act["claims"]
        number = digest("event", report, event.id)
        for claim in event.claims:
            _put(made, Draft("claim", _claim_id(report, claim, event.type), author, _payload(coded, report, (number, act), claim)))
    for holding in coded.holdings:
        row = holding_row(holding, text)
        act = _holding_act(holding, row)
        for claim in holding.claims:
            number = digest("event", report, HOLDING, holding.place.name, holding.holder.name, str(claim.quote.start))
            payload = _payload(coded, report, (number, act), claim)
            _put(made, Draft("claim", digest("claim", report, HOLDING, number, claim.id), author, payload))
    return shared_privacy(list(made.values()))


def shared_privacy(made: list[Draft]) -> list[Draft]:
    """The claims of one report, each marked with the private names of the others that its words or voices hold."""
    names = tuple(dict.fromkeys(name for draft in made for name in draft.payload["private"]))
    if not names:
        return made
    out = []
    for draft in made:
        own, told = draft.payload["private"], draft.payload["words"]
        more = [n for n in names if n not in own and withhold(told, (n,)) != told]
        out.append(replace(draft, payload={**draft.payload, "private": [*own, *more]}) if more else draft)
    return out


def _put(made: dict[str, Draft], draft: Draft) -> None:
    made.setdefault(draft.subject, draft)


def _claim_id(report: str, claim: Claim, type: str) -> str:
    return digest("claim", report, type, claim.id)


def _payload(coded: Coded, report: str, act: tuple[str, Row], claim: Claim) -> Row:
    text = coded.document.text
    row = claim_row(claim, text)
    return {
        "v": VERSION,
        "report": report,
        "event": act[0],
        "published": coded.document.published,
        "act": act[1],
        "claim": row,
        "words": claim.quote.read(text),
        "private": list(private_names(act[1], row, text)),
    }


def _holding_act(holding: Holding, row: Row) -> Row:
    control = [{"place": holding.place.name, "from": None, "to": holding.holder.name, "extent": holding.extent}]
    return {
        "type": HOLDING,
        "scope": "event",
        "initiators": [row["holder"]],
        "places": [row["place"]],
        "when": row["when"],
        "control": control,
    }


def _document_row(document: Document) -> Row:
    return {
        "title": document.title, "text": document.text, "published": document.published, "place_filed": document.place_filed,
        "outlet": document.outlet, "agencies": list(document.agencies), "language": document.language, "url": document.url,
        "retrieved": document.retrieved, "given": list(document.given),
        "sections": [[s.kind, s.span.start, s.span.end] for s in document.sections],
    }  # fmt: skip


def known_from(published: str | None, recorded: int) -> int:
    """The instant from which something published then counts as known: the last that its date may mean, else its recording."""
    span = instants(published)
    return recorded if span is None else span[1]


def document_of(payload: Mapping[str, Any], report: str) -> Document:
    """The document of a report's payload as it was read, under the report's id, so that coding it gives the same ids whatever it was called."""
    d = payload["document"]
    sections = tuple(Section(kind, Span(start, end)) for kind, start, end in d["sections"])
    return Document(
        id=report, text=d["text"], title=d["title"], published=d["published"], place_filed=d["place_filed"], outlet=d["outlet"],
        agencies=tuple(d["agencies"]), language=d["language"], url=d["url"], retrieved=d["retrieved"], sections=sections,
        given=tuple(d["given"]),
    )  # fmt: skip


def kept_report(entry: Entry, origin: str | None = None) -> KeptReport:
    """The report of an entry; a redacted one has an empty text."""
    p = entry.payload or {}
    d: Mapping[str, Any] = p.get("document", {})
    return KeptReport(
        id=entry.subject, name=p.get("name", ""), title=d.get("title"), text=d.get("text", ""), outlet=d.get("outlet"),
        agencies=tuple(d.get("agencies", ())), published=d.get("published"), known=known_from(d.get("published"), entry.recorded),
        recorded=entry.recorded, seq=entry.seq, language=d.get("language"), url=d.get("url"), retrieved=d.get("retrieved"),
        archive=p.get("archive"), original=p.get("original"), media_type=p.get("media_type"), extractor=p.get("extractor"),
        coder=p.get("coder", ""), state=p.get("state", "redacted"), reason=p.get("reason"), origin=origin,
        private=tuple(p.get("private", ())),
    )  # fmt: skip


def kept_claim(entry: Entry, origin: str | None = None, ended: int | None = None) -> KeptClaim:
    """The claim of an entry as it was recorded, before any correction. The entry must have its payload."""
    p = entry.payload or {}
    act, claim = p["act"], p["claim"]
    when = claim.get("when") or act.get("when") or {}
    places = claim.get("places") if claim.get("places") is not None else act.get("places", ())
    return KeptClaim(
        id=entry.subject, report=p["report"], event=p["event"], type=act["type"], mode=act.get("mode"), scope=act.get("scope", "event"),
        status=claim["status"], words=p["words"], parties=tuple(_parties(act, claim)), voices=tuple(_voices(claim)),
        figures=tuple(_figure(q) for q in claim.get("quantities", ())), places=tuple(spot(x) for x in places),
        changes=tuple(ControlChange(c["place"], c.get("from"), c.get("to"), c.get("extent") or "whole") for c in act.get("control", ())),
        when=when.get("value"), when_precision=when.get("precision", "unknown"), days=day_span(when.get("value")),
        published=p.get("published"), known=known_from(p.get("published"), entry.recorded), recorded=entry.recorded, seq=entry.seq,
        author=entry.author, weapons=tuple(w["text"] for w in act.get("weapons", ()) if w.get("text")),
        said=(claim.get("said") or {}).get("value"), evidence=claim.get("evidence"), score=claim.get("score"),
        origin=origin, private=tuple(p.get("private", ())), ended=ended,
    )  # fmt: skip


def _parties(act: Mapping[str, Any], claim: Mapping[str, Any]) -> Iterator[Party]:
    for slot, role in ROLES:
        own = claim.get(slot)
        for who in own if own is not None else act.get(slot, ()):
            if who.get("name"):
                yield Party(role, who["name"], who.get("text"), who.get("attribution", "stated"))


def _voices(claim: Mapping[str, Any]) -> Iterator[Voice]:
    for source in claim.get("source", ()):
        name = source.get("name") or source.get("text")
        if name:
            yield Voice(name, source.get("kind", "unknown"), source.get("text"), bool(source.get("joint")))


def _figure(q: Mapping[str, Any]) -> Figure:
    numbers = Numbers(q.get("low"), q.get("best"), q.get("high"), q.get("comparator"), bool(q.get("approximate")))
    whole = (q.get("part_of") or {}).get("text")
    return Figure(q["measure"], q["unit"], q.get("group"), numbers, q.get("text") or "", whole)


def spot(place: Mapping[str, Any]) -> Spot:
    """A place of a payload, with its key."""
    number, country = place.get("geonames_id"), place.get("country")
    key = f"gn:{number}" if number is not None else f"name:{fold(place['name'])}|{country or ''}"
    return Spot(
        place["name"], key, place.get("precision") or 1, place.get("lat"), place.get("lon"), country, place.get("admin1"), number,
        place.get("text"),
    )  # fmt: skip


def fold(name: str) -> str:
    """A name as people type it: letters and digits in ASCII lower case, single blanks ("Deir ez-Zor" and "deir ez zor" are one)."""
    return _folded_name(name) if len(name) <= NAME else _folded(name)


def _folded(words: str) -> str:
    plain = words if words.isascii() else _FOREIGN.sub(lambda found: _in_ascii(found[0]), words)
    return " ".join(plain.lower().translate(_PARTED).split())


_folded_name: Final = lru_cache(NAMES)(_folded)
_in_ascii: Final = lru_cache(NAMES)(anyascii)


__all__ = [
    "HOLDING", "PERSON", "Received", "claim_drafts", "digest", "document_of", "drafts", "fold", "kept_claim", "kept_report",
    "known_from", "report_id", "shared_privacy", "spot",
]  # fmt: skip
