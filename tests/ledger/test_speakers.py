"""A speaker's record: its figures, control and denials next to what later stood, own and enemy losses apart; no private persons."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.errors import DatelineError
from dateline.ingest import add
from dateline.ledger import Ledger, View
from dateline.ledger.amending import withdraw
from dateline.ledger.speakers import Line, SpeakerRecord
from dateline.ledger.store import Store

RUSSIA = {"name": "Ministry of Defence of Russia", "kind": "belligerent"}
ISIS = {"name": "Islamic State", "kind": "belligerent"}
OBSERVATORY = {"name": "Syrian Observatory for Human Rights", "kind": "monitor"}
PERSON = {"name": "Amal Haddad", "kind": "witness"}
PALMYRA = {"name": "Palmyra", "geonames_id": 163808, "country": "SY", "lat": 34.56, "lon": 38.27, "precision": 1}


def killed(n: int, group: str, open: bool = False) -> dict[str, Any]:
    words = f"{'more than ' if open else ''}{n}"
    return {"text": words, "measure": "killed", "unit": "people", "group": group, "low": n, "best": n, "high": None if open else n}


def claim(who: dict[str, str], words: str, *figures: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"words": words, "source": [who], "quantities": list(figures), **more}


def report(name: str, published: str, type: str, *claims: dict[str, Any], **more: Any) -> dict[str, Any]:
    sides = {"initiators": ["Islamic State"], "targets": ["Government of Syria"], "allies": []}
    act = {"type": type, **sides, "places": [PALMYRA], "when": "2016-12-10", "claims": list(claims), **more}
    text = " ".join(c["words"] for c in claims)
    return {"id": name, "text": text, "published": published, "outlet": f"Paper {name}", "language": "en", "events": [act]}


ISIS_OWN, ISIS_ENEMY = "combatants:Islamic State", "combatants:Government of Syria"
REPORTS = [
    report("a", "2016-12-10", "armed_clash",
           claim(ISIS, "The group said it killed 60 soldiers and lost 5 men.", killed(60, ISIS_ENEMY), killed(5, ISIS_OWN))),
    report("b", "2016-12-11", "armed_clash",
           claim(OBSERVATORY, "The Observatory counted 34 soldiers and 20 fighters dead.", killed(34, ISIS_ENEMY), killed(20, ISIS_OWN)),
           claim(PERSON, "Amal Haddad saw 3 civilians dead.", killed(3, "civilians"))),
    report("c", "2016-12-12", "armed_clash",
           claim(ISIS, "The group later said 40 soldiers were killed.", killed(40, ISIS_ENEMY))),
]  # fmt: skip
TAKEN = {"control": [{"place": "Palmyra", "from": "Government of Syria", "to": "Islamic State"}]}
CONTROL = [
    report("d", "2016-12-11", "non_state_actor_overtakes_territory", claim(ISIS, "The group said it had taken Palmyra."), **TAKEN),
    report("e", "2016-12-12", "non_state_actor_overtakes_territory", claim(OBSERVATORY, "The Observatory said the group took Palmyra."), **TAKEN),
]  # fmt: skip
STRIKE = {"initiators": ["Government of Russia"], "targets": ["civilians (Syria)"]}
DENIAL = [
    report("f", "2016-12-10", "air_strike", claim(OBSERVATORY, "Russian jets killed 12 civilians.", killed(12, "civilians")), **STRIKE),
    report("g", "2016-12-11", "air_strike", claim(RUSSIA, "The ministry denied that it struck Palmyra.", status="denied"), **STRIKE),
]  # fmt: skip


@pytest.fixture
def ledger(store: Store) -> Ledger:
    """A battle, a capture and a strike, each told by several; the test runs on SQLite and on PostgreSQL."""
    made = Ledger(store)
    for group in (REPORTS, CONTROL, DENIAL):
        for row in group:
            add(store, row, "person:Ada")
        told = {c.report: c.event for c in made.claims(limit=None)}
        ids = [told[made.report(row["id"]).id] for row in group]
        for other in ids[1:]:
            made.judge(ids[0], other, "same", "person:Ada")
    return made


def lines(found: SpeakerRecord, section: str) -> list[Line]:
    return [n for n in found if n.section == section]


def test_own_and_enemy_losses_are_apart_and_stand_next_to_what_others_say(ledger: Ledger) -> None:
    found = lines(ledger.speaker("ISIS"), "figure")
    told = {(n.about, n.words): n for n in found}
    assert set(told) == {
        ("enemy losses: killed", "60 (Government of Syria)"), ("enemy losses: killed", "40 (Government of Syria)"),
        ("own losses: killed", "5 (Islamic State)"),
    }  # fmt: skip
    first = told["enemy losses: killed", "60 (Government of Syria)"]
    assert [b.words for b in first.later] == ["40"] and [b.words for b in first.others] == ["34"] and first.outcome == "above"
    assert told["own losses: killed", "5 (Islamic State)"].outcome == "below"
    assert all(n.settled for n in found)


def test_a_voice_that_is_no_party_has_no_own_losses(ledger: Ledger) -> None:
    found = lines(ledger.speaker("Syrian Observatory for Human Rights"), "figure")
    assert {n.about for n in found} == {"losses of armed sides: killed", "civilian losses: killed"}
    soldiers = next(n for n in found if n.words.startswith("34"))
    assert soldiers.outcome == "alone" and [b.stand for b in soldiers.others] == ["rival"]  # a rival's word decides nothing
    fighters = next(n for n in found if n.words.startswith("20"))
    assert fighters.outcome == "above" and [b.stand for b in fighters.others] == ["own"]


def test_control_is_borne_out_by_others_or_not(ledger: Ledger) -> None:
    (line,) = lines(ledger.speaker("Islamic State"), "control")
    assert (line.about, line.outcome, line.settled) == ("Palmyra", "borne out", "held by Islamic State")
    assert [b.voice for b in line.others] == [OBSERVATORY["name"]]
    (alone,) = lines(ledger.speaker("Islamic State", View(as_of="2016-12-11")), "control")
    assert (alone.outcome, alone.others) == ("alone", ())


def test_a_denial_stands_next_to_what_was_denied(ledger: Ledger) -> None:
    (line,) = lines(ledger.speaker("Ministry of Defence of Russia"), "denial")
    assert line.outcome == "contradicted" and [b.voice for b in line.others] == [OBSERVATORY["name"]]
    assert lines(ledger.speaker("Government of Russia"), "denial") in (
        [line],
        [],
    )  # the ministry speaks for it where the tables say so


def test_the_clocks(ledger: Ledger) -> None:
    cases = [({"as_of": "2016-12-10"}, 2), ({"as_of": "2016-12-12"}, 3), ({"during": "2015"}, 0), ({"recorded_as_of": "2019"}, 0)]
    for asked, count in cases:
        assert len(lines(ledger.speaker("Islamic State", View(**asked)), "figure")) == count, asked  # type: ignore[arg-type]
    early = lines(ledger.speaker("Islamic State", View(as_of="2016-12-10")), "figure")
    assert all(n.outcome == "alone" and not n.others and not n.later for n in early)


def test_counts_are_of_claims_and_there_is_no_score(ledger: Ledger) -> None:
    found = ledger.speaker("Islamic State")
    assert found.counts["figure", "enemy losses: killed", "above"] == 2 and sum(found.counts.values()) == len(found)
    assert not [k for row in found.to_dicts() for k in row if k in ("score", "weight", "reliability")]


def test_a_withdrawn_claim_is_gone_from_the_record(ledger: Ledger) -> None:
    withdraw(ledger.store, ledger.report("c").id, "person:Ada")
    assert {n.words for n in lines(ledger.speaker("Islamic State"), "figure")} == {"60 (Government of Syria)", "5 (Islamic State)"}


@pytest.mark.parametrize("name", ["Amal Haddad", "amal haddad", "Samira Darwish"])
@pytest.mark.parametrize("private", [False, True])
def test_private_persons_are_refused(ledger: Ledger, name: str, private: bool) -> None:
    with pytest.raises(DatelineError) as error:
        ledger.speaker(name, View(private=private))
    assert error.value.code == "ledger.private" and "Haddad" not in str(error.value)


def test_an_unknown_organisation_has_an_empty_record(ledger: Ledger) -> None:
    assert len(ledger.speaker("Front of the Nineteenth Hill")) == 0


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_LEDGER", str(tmp_path / "dateline.db"))
    with Ledger.open(tmp_path / "dateline.db") as record:
        for row in (*REPORTS, *CONTROL):
            add(record.store, row, "person:Ada")
    for width in ("70", "150"):
        out = CliRunner().invoke(app, ["speaker", "Islamic State"], env={"COLUMNS": width})
        told = " ".join(out.output.split())
        assert out.exit_code == 0, out.output
        assert all(w in told for w in ("own losses", "enemy losses", "control claimed", "60 (Government", "Observatory")), (
            out.output
        )
    rows = [json.loads(x) for x in CliRunner().invoke(app, ["speaker", "Islamic State", "-f", "jsonl"]).stdout.splitlines()]
    assert {r["section"] for r in rows} == {"figure", "control"}
    assert CliRunner().invoke(app, ["speaker", "Amal Haddad"]).exit_code != 0
