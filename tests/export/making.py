"""Hand-made incidents for the tests of exports: Palmyra, December 2016, and acts that formats find hard."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from csv import DictReader
from dataclasses import replace
from pathlib import Path
from typing import Any

from dateline.export.case import Case
from dateline.export.format import POLICIES, Format, combined
from dateline.export.loss import Losses
from dateline.export.safety import Desk, Rules, cleared
from dateline.ledger.privacy import withhold
from dateline.ledger.reconcile import reconcile
from dateline.records import ControlChange, Numbers
from dateline.records.edtf import day_span, instants
from dateline.records.entry import Figure, KeptClaim, KeptReport, Party, Review, Spot, Voice
from dateline.records.incident import Incident

PALMYRA = Spot("Palmyra", "gn:163808", 1, 34.5624, 38.28402, "SY", "Homs", 163808, "Palmyra")
HOSPITAL = Spot("Al-Quds Hospital", "gn:1", 1, 36.19412, 37.13457, "SY", "Aleppo", 1, "the Al-Quds hospital")
SYRIA = Spot("Syria", "gn:163843", 6, 35.0, 38.0, "SY", None, 163843, "Syria")
OBSERVATORY = Voice("Syrian Observatory for Human Rights", "monitor", "the Observatory")
MINISTRY = Voice("Ministry of Defence of Russia", "belligerent", "the ministry")
NOW = instants("2020-01-01")[0]  # type: ignore[index]


def party(words: str, role: str = "initiator") -> Party:
    """ "Islamic State", or "Government of Russia|suspected"."""
    name, _, mark = words.partition("|")
    return Party(role, name, name, mark or "stated")  # type: ignore[arg-type]


def figure(words: str, numbers: tuple[float | None, float | None, float | None], measure: str = "killed", **more: Any) -> Figure:
    told = {"unit": "people", "group": None, "part_of": None, **more}
    return Figure(measure, told["unit"], told["group"], Numbers(*numbers), words, told["part_of"])


def claim(id: str, by: Sequence[str] = (), on: Sequence[str] = (), **more: Any) -> KeptClaim:
    """A claim of report r-ID on 11 December 2016 at Palmyra, in the Observatory's voice unless told otherwise."""
    when, published = more.pop("when", "2016-12-11"), more.pop("published", "2016-12-11")
    told: dict[str, Any] = {
        "report": f"r-{id}", "event": f"e-{id}", "type": "air_strike", "mode": None, "scope": "event", "status": "happened",
        "words": f"words of {id}", "voices": (OBSERVATORY,), "figures": (), "places": (PALMYRA,), "changes": (),
        "when_precision": "range" if when and "/" in when else "day", "known": instants(published)[1] if published else NOW - 1,  # type: ignore[index]
        "recorded": NOW - 1_000_000, "seq": 1, "author": "machine:dateline 0.1.0", **more,
    }  # fmt: skip
    allies = tuple(party(a, "ally") for a in told.pop("allies", ()))
    parties = (*map(party, by), *(party(t, "target") for t in on), *allies)
    return KeptClaim(id=id, parties=parties, when=when, days=day_span(when), published=published, **told)


def incident(*claims: KeptClaim, **more: Any) -> Incident:
    """The incident of some claims; what it is in sum is what the first says, unless told otherwise."""
    first = claims[0]
    names = {
        role: tuple(dict.fromkeys(p.name for c in claims for p in c.parties if p.role == role)) for role in ("initiator", "target")
    }
    made = Incident(
        first.event, tuple(dict.fromkeys(c.event for c in claims)), claims, first.type, first.scope, first.days,
        first.places[0] if first.places else None, names["initiator"], names["target"],
    )  # fmt: skip
    return replace(made, **more)


def report(id: str, **more: Any) -> KeptReport:
    """A report of a claim."""
    told: dict[str, Any] = {
        "name": id, "title": f"Title of {id}", "text": "The text.", "outlet": "Levant Newswire", "agencies": (), "published": "2016-12-11",
        "known": NOW - 1, "recorded": NOW - 1, "seq": 1, "language": "en", "url": f"https://example.org/{id}", "retrieved": None,
        "archive": None, "original": None, "media_type": None, "extractor": None, "coder": "dateline 0.1.0", "state": "coded", **more,
    }  # fmt: skip
    return KeptReport(id=id, **told)


def desk(
    policies: Sequence[str] = POLICIES, reviews: Mapping[str, Review] | None = None, told: Mapping[str, KeptReport] | None = None
) -> Desk:
    """What an export asks of the ledger, by hand."""
    known = told or {}
    return Desk(
        lambda i: combined(reconcile(i, p) for p in policies), withhold, lambda ids: {id: known.get(id) or report(id) for id in ids}, lambda ids: reviews or {},
        {"dateline 0.1.0": "abc123"},
    )  # fmt: skip


def cases(incidents: Iterable[Incident], losses: Losses, asked: Desk | None = None, **rules: Any) -> list[Case]:
    """The cases of the incidents, unreviewed ones too unless told otherwise."""
    return list(cleared(incidents, asked or desk(), Rules(**{"now": NOW, "unreviewed": True, **rules}), losses))


def text(format: Format, incidents: Iterable[Incident], asked: Desk | None = None, **rules: Any) -> tuple[str, Losses]:
    """A file of a text format, and its losses."""
    losses = format.losses()
    assert format.lines is not None
    return "".join(format.lines(cases(incidents, losses, asked or desk(format.policies), **rules), losses)), losses


def rows(format: Format, incidents: Iterable[Incident], **rules: Any) -> tuple[list[dict[str, str]], Losses]:
    """The rows of a table, read back with a plain reader."""
    written, losses = text(format, incidents, **rules)
    delimiter = "\t" if format.suffix == ".tsv" else ","
    return list(DictReader(io.StringIO(written, newline=""), delimiter=delimiter)), losses


def sentences(losses: Losses) -> dict[str, str]:
    """The sentences of a loss report by their keys."""
    return {line.what: line.sentence for line in losses.report()}


def saved(format: Format, incidents: Iterable[Incident], out: Path, **rules: Any) -> tuple[list[dict[str, Any]], Losses]:
    """The rows of a Parquet file, read back by DuckDB."""
    import duckdb

    losses = format.losses()
    assert format.save is not None
    format.save(cases(incidents, losses, desk(format.policies), **rules), losses, out)
    with duckdb.connect(":memory:") as connection:
        found = connection.execute(f"SELECT * FROM read_parquet('{out}')")
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()], losses


Made = Callable[[], Incident]


def fall() -> Incident:
    """Islamic State takes Palmyra; Syria's agency denies it; the toll is the Observatory's."""
    change = (ControlChange("Palmyra", "Government of Syria", "Islamic State", "whole"),)
    return incident(
        claim("a1", ["Islamic State"], ["Government of Syria"], type="non_state_actor_overtakes_territory", changes=change,
              figures=(figure("at least 34 soldiers", (34, 34, None), group="combatants:Government of Syria"),
                       figure("3 captured", (3, 3, 3), "captured", group="combatants:Government of Syria")), weapons=("car bombs",)),
        claim("a2", ["Islamic State"], [], type="non_state_actor_overtakes_territory", changes=change, voices=(Voice("Amaq", "belligerent"),)),
        claim("a3", ["Islamic State"], ["Government of Syria"], type="non_state_actor_overtakes_territory", status="denied",
              voices=(Voice("SANA", "belligerent"),)),
    )  # fmt: skip


def strikes() -> Incident:
    """Russia's raids overnight, by its ministry's word and the Observatory's."""
    return incident(
        claim("b1", ["Government of Russia"], ["Islamic State"], when="2016-12-10/2016-12-11", voices=(MINISTRY,), allies=["Government of Syria"],
              figures=(figure("more than 300 militants", (300, 300, None), group="combatants:Islamic State"),
                       figure("64 strikes", (64, 64, 64), "strikes", unit="strike"))),
        claim("b2", ["Government of Russia"], ["Islamic State"], when="2016-12-10/2016-12-11",
              figures=(figure("hundreds", (200, 200, None), group="combatants:Islamic State"),)),
    )  # fmt: skip


def hospital() -> Incident:
    """A hospital is hit by either of two air forces; a nurse tells of seven dead."""
    nurse = Voice("Rana Qabbani", "witness", "Rana Qabbani")
    return incident(
        claim("c1", ["Government of Syria|alternative", "Government of Russia|alternative"], ["civilians (Syria)"], places=(HOSPITAL,),
              voices=(nurse,), private=("Rana Qabbani",), words="Rana Qabbani, a nurse, said seven died",
              figures=(figure("seven", (7, 7, 7), group="civilians"),)),
    )  # fmt: skip


def campaign() -> Incident:
    """Russia's campaign since September 2015."""
    return incident(claim("d1", ["Government of Russia"], when="2015-09/..", scope="campaign", places=(SYRIA,)))


def plan() -> Incident:
    """An offensive that is only planned."""
    return incident(claim("f1", ["Government of Syria"], ["Islamic State"], type="armed_clash", status="planned"))


def threat() -> Incident:
    """A threat in words."""
    return incident(
        claim("g1", ["Islamic State"], ["Government of Russia"], type="statement", mode="threaten", status="threatened")
    )


ALL = (fall, strikes, hospital, campaign, plan, threat)


def everything() -> list[Incident]:
    """All of them."""
    return [make() for make in ALL]
