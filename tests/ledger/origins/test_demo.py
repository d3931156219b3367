"""The bundled reports: one wire story in three dailies is one origin, and a ministry's figures are the ministry's wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dateline.cli.demo import bundled
from dateline.ledger import Ledger, View
from dateline.pipeline import Kit, code
from dateline.records import Coded, Document
from ledger.origins.made import claims, fill, names, stories

WIRE = ("10-wire-lebanon-evening-mail", "11-wire-red-sea-observer", "12-wire-northern-plains-journal")
OTHERS = ("06-observatory-dawn-attacks", "09-russian-ministry-64-strikes", "14-wire-palmyra-lost", "15-moscow-5000-fighters")


@pytest.fixture(scope="module")
def coded(kit: Kit) -> list[Coded]:
    """Some of the bundled reports, coded."""
    return [code(d, kit) for d in bundled() if isinstance(d, Document) and d.id in (*WIRE, *OTHERS)]


@pytest.fixture(params=[None, 1, 2])
def ledger(coded: list[Coded], request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger of these, recorded in several orders."""
    with Ledger.open(tmp_path_factory.mktemp("demo") / "demo.db") as made:
        fill(made.store, coded, request.param)
        yield made


def test_the_wire_story_is_one_and_the_others_are_their_own(ledger: Ledger) -> None:
    assert stories(ledger.store) == {frozenset(WIRE)}
    ids = names(ledger.store)
    own = {c.origin for c in claims(ledger.store) if not c.voices and c.report in {ids[name] for name in WIRE}}
    assert len(own) == 1


def test_sixty_four_strikes_have_one_source(ledger: Ledger) -> None:
    told = [c for c in ledger.claims(View(measure="strikes"), None) if any(f.numbers.best == 64 for f in c.figures)]
    assert len({c.report for c in told}) == 4
    assert len({c.origin for c in told}) == 1


def test_the_ministry_and_the_observatory_are_two(ledger: Ledger) -> None:
    by_voice: dict[str, set[str | None]] = {}
    for claim in claims(ledger.store):
        for voice in claim.voices[:1]:
            by_voice.setdefault(voice.name, set()).add(claim.origin)
    assert not by_voice["Ministry of Defence of Russia"] & by_voice["Syrian Observatory for Human Rights"]


def test_the_lineage_shows_the_three_dailies(ledger: Ledger) -> None:
    found = ledger.origin(WIRE[2])
    assert {p.report.name for p in found} == set(WIRE)
    assert [p.how for p in found] == ["original", "copy", "copy"]
    assert {"Ministry of Defence of Russia"} <= {o.who for o in found.statements}
