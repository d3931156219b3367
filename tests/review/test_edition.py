"""An edition holds what may go out, says of it what the ledger says, and holds nothing else."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.ingest import add
from dateline.ledger import Ledger
from dateline.ledger.amending import correct, judge
from dateline.ledger.outgoing import embargo
from dateline.records.edtf import instants
from dateline.records.entry import KeptClaim
from dateline.review.clearing import rules_at
from dateline.review.edition import edition

NOW = (instants("2020-06-01T00:00Z") or (0,))[0]
TOWN = {"name": "Palmyra", "geonames_id": 163808, "lat": 34.5624, "lon": 38.28402, "country": "SY", "precision": 1}
HOSPITAL = {
    "name": "National Hospital of Palmyra",
    "geonames_id": 99,
    "lat": 34.5678,
    "lon": 38.2765,
    "country": "SY",
    "precision": 1,
}
TEXT = "Islamic State took Palmyra, {0} said. Salma Idris, a nurse, said that shells hit the National Hospital. At least 12 were killed."


def told(number: int, **more: object) -> dict[str, object]:
    """A report with two events: a capture by an organisation's word, and a shelling by a private person's."""
    return {
        "id": f"report-{number}-salma-idris", "title": f"Day {number}: Salma Idris tells", "published": f"2016-12-{number + 10}",
        "outlet": f"Daily {number}", "language": "en", "url": f"https://news.example/{number}/salma-idris", "text": TEXT.format(number),
        "events": [
            {
                "type": "non_state_actor_overtakes_territory", "initiators": ["Islamic State"], "when": "2016-12-11", "places": [TOWN],
                "control": [{"place": "Palmyra", "to": "Islamic State"}],
                "claims": [{"words": f"Islamic State took Palmyra, {number} said", "source": [{"name": "SANA", "kind": "belligerent"}]}],
            },
            {
                "type": "shelling", "when": "2016-12-10", "places": [HOSPITAL, TOWN], "weapons": ["shells"], "scope": "event",
                "initiators": [{"name": "Government of Syria", "attribution": "suspected", "text": None}],
                "claims": [
                    {
                        "words": "Salma Idris, a nurse, said that shells hit the National Hospital. At least 12 were killed",
                        "source": [{"name": "Salma Idris", "kind": "witness", "text": "Salma Idris"}], "evidence": "witness",
                        "quantities": [{"measure": "killed", "group": "civilians", "low": 12, "best": 12, "high": None, "text": "At least 12"}],
                    }
                ],
            },
        ],
        **more,
    }  # fmt: skip


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Three reports by hand, and one that a machine coded."""
    with Ledger.open(tmp_path / "whole.db", clock=lambda: NOW) as made:
        for number in range(3):
            add(made.store, told(number), "person:ada")
        add(made.store, told(3), "machine:test")
        made.link()
        yield made


def made(ledger: Ledger, where: Path, unreviewed: bool = False) -> Ledger:
    """An edition of the ledger."""
    return edition(ledger, where, rules_at(ledger, NOW, unreviewed))


def bare(claim: KeptClaim) -> KeptClaim:
    """A claim without what each ledger knows for itself, and without its places, which may be coarse."""
    return replace(claim, seq=0, origin=None, places=(), corrected=())


def test_what_goes_out_is_what_the_ledger_shows_to_everybody(ledger: Ledger, tmp_path: Path) -> None:
    with made(ledger, tmp_path / "out.db", unreviewed=True) as out:
        assert [bare(c) for c in out.claims(limit=None)] == [bare(c) for c in ledger.claims(limit=None)]
        assert [(r.id, r.published, r.recorded) for r in out.reports()] == [
            (r.id, r.published, r.recorded) for r in ledger.reports()
        ]
        assert [(i.id, i.type, i.days, i.origins) for i in out.incidents()] == [
            (i.id, i.type, i.days, i.origins) for i in ledger.incidents()
        ]
        for one, other in zip(out.incidents(), ledger.incidents(), strict=True):
            assert out.reconcile(one) == ledger.reconcile(other)
        assert out.control("Palmyra").timeline.spells == ledger.control("Palmyra").timeline.spells


def test_no_private_name_and_no_exact_place_of_people_in_danger_is_in_its_file(ledger: Ledger, tmp_path: Path) -> None:
    where = tmp_path / "out.db"
    with made(ledger, where, unreviewed=True) as out:
        coarse = [s for c in out.claims(limit=None) for s in c.places if "Hospital" in s.name]
        assert coarse and all((s.lat, s.lon, s.precision, s.geonames_id) == (34.6, 38.3, 2, None) for s in coarse)
        assert out.tally("speaker").to_dicts() == ledger.tally("speaker").to_dicts()
    with sqlite3.connect(where) as connection:
        text = "\n".join(connection.iterdump()).lower()
    assert "salma" not in text and "34.5678" not in text and "idris" not in text


def test_what_nobody_reviewed_or_somebody_judged_wrong_stays_back(ledger: Ledger, tmp_path: Path) -> None:
    machine = [c for c in ledger.claims(limit=None) if c.author == "machine:test"]
    wrong = next(c for c in ledger.claims() if c.author == "person:ada")
    judge(ledger.store, wrong.id, "wrong", "person:bo")
    judge(ledger.store, machine[0].id, "right", "person:bo")
    with made(ledger, tmp_path / "out.db") as out:
        ids = {c.id for c in out.claims(limit=None)}
        assert machine[0].id in ids and machine[1].id not in ids and wrong.id not in ids and len(ids) == 6
    with made(ledger, tmp_path / "all.db", unreviewed=True) as out:
        assert machine[1].id in {c.id for c in out.claims(limit=None)}


def test_a_correction_goes_out_as_the_claim_that_it_makes(ledger: Ledger, tmp_path: Path) -> None:
    machine = next(c for c in ledger.claims() if c.author == "machine:test")
    for field, value in (
        ("status", "denied"),
        ("when", "2016-12-09"),
        ("targets", [{"name": "civilians (Syria)", "attribution": "suspected"}]),
    ):
        correct(ledger.store, machine.id, field, value, "person:bo", "Salma Idris says so")
    with made(ledger, tmp_path / "out.db") as out:
        claim = out.claim(machine.id)
        assert (claim.status, claim.when, claim.corrected) == ("denied", "2016-12-09", ("status", "when", "targets"))
        assert [(p.name, p.attribution) for p in claim.parties if p.role == "target"] == [("civilians (Syria)", "suspected")]
        assert "Salma" not in str([e.payload for e in out.store.entries()])


def test_what_is_under_embargo_or_not_yet_published_stays_back(ledger: Ledger, tmp_path: Path) -> None:
    first, *_ = ledger.reports()
    embargo(ledger.store, first.id, "2020-07-01", "person:bo")
    add(ledger.store, told(4, published="2020-12-31"), "person:ada")
    with made(ledger, tmp_path / "out.db") as out:
        assert len(out.reports()) == 2 and first.id not in [r.id for r in out.reports()]


def test_what_people_said_of_links_goes_out(ledger: Ledger, tmp_path: Path) -> None:
    one, two = [c.event for c in ledger.claims() if c.type == "shelling" and c.author == "person:ada"][:2]
    before = len(ledger.incidents())
    ledger.judge(one, two, "different", "person:bo", "Salma Idris says so")
    with made(ledger, tmp_path / "out.db") as out:
        assert len(ledger.incidents()) > before
        assert out.incident(one).id != out.incident(two).id
        assert [k.by for k in out.links(one) if {k.left, k.right} == {one, two}] == ["person:bo"]


def test_an_empty_ledger_has_an_empty_edition(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "whole.db") as ledger, made(ledger, tmp_path / "out.db") as out:
        assert len(out.claims()) == len(out.reports()) == 0
