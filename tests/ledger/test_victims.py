"""Records of persons: restricted, append-only, attributed, undone by number, seen at any moment, and redacted for good."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from test_redaction import everything
from typer.testing import CliRunner

from dateline.cli import app
from dateline.errors import DatelineError
from dateline.ingest import add
from dateline.ledger import Ledger, View
from dateline.ledger.redaction import redact, what_holds, what_names
from dateline.ledger.store import Store
from dateline.records.victim import RESTRICTED, Person, Word

NAME = "Zubaida Qandahari"
OPEN = View(private=True)
STORY: dict[str, Any] = {
    "id": "a", "text": "A strike killed a woman in Palmyra.", "published": "2016-12-10", "outlet": "Levant Newswire", "language": "en",
    "events": [{"type": "air_strike", "initiators": ["Government of Russia"], "targets": ["civilians (Syria)"],
                "places": ["Palmyra"], "when": "2016-12-10", "claims": [{"words": "A strike killed a woman in Palmyra."}]}],
}  # fmt: skip
FIRST = Person(NAME, "31", "female", "civilian", "air strike", "Tell Xylophon", "2016-12-10")
PAPER = Word(("Orontes Courier",), "report", "2016-12-11")
MOTHER = Word(("her mother, Samira Qandahari",), "family", note="told on the telephone")


@pytest.fixture
def ledger(store: Store) -> Ledger:
    """A ledger of one incident; the test runs on SQLite and on PostgreSQL."""
    add(store, STORY, "person:Ada")
    return Ledger(store)


@pytest.fixture
def incident(ledger: Ledger) -> str:
    (found,) = ledger.incidents()
    return found.id


def test_a_record_is_restricted_unless_asked_for(ledger: Ledger, incident: str) -> None:
    ledger.add_victim(incident, FIRST, PAPER, "person:Ada")
    (row,) = ledger.victims().to_dicts()
    assert row["status"] == ["civilian"] and row["incident"] == incident and row["name"] == [RESTRICTED]
    told = json.dumps([row, *ledger.victims().cells(ledger.victims()[0])]) + repr(ledger.victims()) + ledger.victims()._repr_html_()
    assert not [w for w in (NAME, "female", "Xylophon", "Courier") if w in told]
    assert not re.search(r"(?<![\w:.-])31(?![\w:.-])", told)  # and not within an id or a time
    (shown,) = ledger.victims(OPEN, incident)
    assert (shown.accounts[0].person, shown.accounts[0].word, shown.accounts[0].author) == (FIRST, PAPER, "person:Ada")


def test_a_correction_stands_beside_what_was_told_and_can_be_taken_back(ledger: Ledger, incident: str) -> None:
    first = ledger.add_victim(incident, FIRST, PAPER, "person:Ada")
    id = ledger.victims()[0].id
    made = ledger.correct_victim(id[:8], Person(age="13"), MOTHER, "person:Ben")
    found = ledger.victim(id, OPEN)
    assert found.told("age") == ("31", "13") and found.told("name") == (NAME,)
    assert [a.word.relation for a in found.accounts] == ["report", "family"]
    ledger.undo(made.seq, "person:Ben", "a mistake")
    assert ledger.victim(id, OPEN).told("age") == ("31",)
    ledger.undo(first.seq, "person:Ada")
    assert len(ledger.victims()) == 0
    assert ledger.store.verify().fault is None and ledger.store.differing() == ()


def test_the_clocks(ledger: Ledger, incident: str, clock: Any) -> None:
    clock.set("2020-02-01T00:00Z")
    ledger.add_victim(incident, FIRST, PAPER, "person:Ada")
    id = ledger.victims()[0].id
    clock.set("2020-03-01T00:00Z")
    made = ledger.correct_victim(id, Person(age="13"), MOTHER, "person:Ben")
    clock.set("2020-04-01T00:00Z")
    ledger.undo(made.seq, "person:Ben")
    cases = [
        ({"recorded_as_of": "2020-01-31"}, None), ({"recorded_as_of": "2020-02-15"}, ("31",)),
        ({"recorded_as_of": "2020-03-15"}, ("31", "13")), ({}, ("31",)), ({"as_of": "2016-12-10"}, None), ({"as_of": "2016-12-11"}, ("31",)),
        ({"as_of": "2016-12-11", "recorded_as_of": "2020-03-15"}, ("31",)),
    ]  # fmt: skip
    for asked, ages in cases:
        found = ledger.victims(View(private=True, **asked))  # type: ignore[arg-type]
        assert (found[0].told("age") if found else None) == ages, asked


@pytest.mark.parametrize("how", ["record", "name"])
def test_redaction_takes_all_of_it_out_for_good(ledger: Ledger, incident: str, how: str) -> None:
    ledger.add_victim(incident, FIRST, PAPER, "person:Ada")
    id = ledger.victims()[0].id
    made = ledger.correct_victim(id, Person(place="Tell Xylophon, the school"), Word(("a neighbour",), "witness"), "person:Ben")
    ledger.undo(made.seq, "person:Ben", f"{NAME} lived elsewhere")
    target = what_holds(ledger.store, id[:8]) if how == "record" else what_names(ledger.store, [NAME.lower()])
    assert target.counts == {"victim": 2, "withdrawal": 1}
    redact(ledger.store, target, "person:Ada", "asked for by the family")
    ledger.store.scrub()
    assert not [w for w in ("zubaida", "qandahari", "xylophon") if w in everything(ledger.store)]
    assert len(ledger.victims(OPEN)) == 0 and len(ledger.incidents()) == 1
    assert ledger.store.verify().fault is None and ledger.store.differing() == ()
    with pytest.raises(DatelineError, match="unknown"):
        ledger.correct_victim(id, FIRST, PAPER, "person:Ada")


def test_a_name_in_a_source_takes_out_that_account_only(ledger: Ledger, incident: str) -> None:
    ledger.add_victim(incident, FIRST, PAPER, "person:Ada")
    ledger.correct_victim(ledger.victims()[0].id, Person(age="13"), MOTHER, "person:Ben")
    redact(ledger.store, what_names(ledger.store, ["Samira Qandahari"]), "person:Ada")
    assert ledger.victims(OPEN)[0].told("age") == ("31",)


def test_the_id_tells_nothing_of_the_name(ledger: Ledger, incident: str) -> None:
    one = ledger.add_victim(incident, FIRST, PAPER, "person:Ada")
    ledger.undo(one.seq, "person:Ada")
    assert ledger.add_victim(incident, FIRST, PAPER, "person:Ada").subject != one.subject


FAULTS = [
    (Person(), PAPER, "nothing is told"), (FIRST, Word(()), "no source"), (Person(sex="f"), PAPER, "none of female"),
    (Person(status="fighter"), PAPER, "none of civilian"), (Person(date="Sunday"), PAPER, "EDTF"),
    (FIRST, Word(("x",), told="Sunday"), "EDTF"), (Person(name="x" * 501), PAPER, "too many"), (Person(name="  "), PAPER, "nothing is told"),
    (FIRST, Word(("x",), "aunt"), "none of report"),  # type: ignore[arg-type]
]  # fmt: skip


@pytest.mark.parametrize(("person", "word", "fault"), FAULTS)
def test_what_is_refused(ledger: Ledger, incident: str, person: Person, word: Word, fault: str) -> None:
    with pytest.raises(DatelineError, match=fault) as error:
        ledger.add_victim(incident, person, word, "person:Ada")
    assert error.value.code == "ledger.victim" and len(ledger.victims()) == 0


def test_one_name_is_recorded_once_for_an_incident(ledger: Ledger, incident: str) -> None:
    ledger.add_victim(incident, FIRST, PAPER, "person:Ada")
    with pytest.raises(DatelineError, match="a record of that name"):
        ledger.add_victim(incident, Person("zubaida  QANDAHARI"), PAPER, "person:Ben")


def test_a_diff_tells_that_and_not_who(ledger: Ledger, incident: str) -> None:
    made = ledger.add_victim(incident, FIRST, PAPER, "person:Ada")
    ledger.undo(made.seq, "person:Ada", f"{NAME} lives")
    rows = ledger.diff("2019").to_dicts()
    assert [r["what"] for r in rows][-2:] == ["person recorded", "taken back"]
    assert NAME not in json.dumps(rows) and NAME in json.dumps(ledger.diff("2019", private=True).to_dicts())


def test_nothing_of_a_person_is_searched_or_listed_elsewhere(ledger: Ledger, incident: str) -> None:
    ledger.add_victim(incident, FIRST, PAPER, "person:Ada")
    assert len(ledger.search("Zubaida", OPEN)) == 0
    with ledger.store.reading() as connection:
        from dateline.ledger.rebuilding import INDEXES
        from dateline.ledger.schema import META

        for name in INDEXES:
            assert "Zubaida" not in repr(connection.execute(META.tables[name].select()).all()), name


def test_the_record_follows_its_incident_when_reports_are_linked(ledger: Ledger, incident: str) -> None:
    ledger.add_victim(incident, FIRST, PAPER, "person:Ada")
    add(ledger.store, {**STORY, "id": "b", "published": "2016-12-09", "outlet": "Gulf Daily"}, "person:Ada")
    events = [e.id for e in ledger.events()]
    ledger.judge(events[0], events[1], "same", "person:Ada")
    (found,) = ledger.incidents()
    assert found.id != incident or len(found.events) == 2
    assert ledger.victims(incident=found.id)[0].incident == found.id


def test_the_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_LEDGER", str(tmp_path / "dateline.db"))
    with Ledger.open(tmp_path / "dateline.db") as record:
        add(record.store, {**STORY, "text": f"{STORY['text']} {NAME} died."}, "person:Ada")
        incident = record.incidents()[0].id
    run: Callable[..., Any] = lambda *words: CliRunner().invoke(app, list(words), env={"COLUMNS": "170"})  # noqa: E731
    made = run(
        "victim", "add", "-i", incident[:8], "--name", NAME, "--age", "about 31", "--source", "Orontes Courier", "--by", "ada"
    )
    assert made.exit_code == 0 and NAME not in made.stdout, made.output
    id = made.stdout.split("person ")[1][:8]
    done = run("victim", "correct", id, "--age", "13", "--source", "her mother", "--by", "ada")
    assert done.exit_code == 0, done.output
    assert "about 31 / 13" in run("victims", "--private").stdout and NAME in run("victim", "show", id, "--private").stdout
    for words in (("victims",), ("victim", "show", id), ("victims", "-f", "jsonl"), ("victims", "-f", "csv")):
        out = run(*words).stdout
        assert "restricted" in out and not [w for w in (NAME, "about 31", "mother", "Courier") if w in out], words
    assert run("victim", "add", "-i", incident[:8], "--name", NAME, "--source", "x").exit_code != 0  # nobody says who it is by
