"""dateline origins: what it prints."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.errors import DatelineError
from dateline.ledger import Ledger, View
from ledger.origins.made import Said, fill, made
from ledger.origins.stories import STORIES, prints

TEXTS = {p.name.split(": ")[1]: p.text for p in prints() if p.story == "market"}
COUNT = "put the dead at 26"
MONITOR = ("Harun Valley Monitoring Group",)
PERSON = "Samir Haddouni"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger with an agency's story, a copy, a cut and a partial reprint."""
    where = str(tmp_path_factory.mktemp("origins") / "one.db")
    with Ledger.open(where) as ledger:
        fill(
            ledger.store,
            [
                made("agency", TEXTS["wire"], [Said(COUNT, MONITOR, 26), Said("killing at least 23 people", (), 23)], ("Levant Newswire",),
                     outlet="Levant Newswire"),
                made("mail", TEXTS["wire"], [Said(COUNT, MONITOR, 26), Said("killing at least 23 people", (), 23)], outlet="Evening \x1b[31mMail"),
                made("herald", TEXTS["cut"], [Said("killing at least 23 people", (), 23)], outlet="Herald"),
                made("courier", TEXTS["part"], [Said(COUNT, MONITOR, 26)], published="2016-12-12", outlet="Courier"),
                made("other", STORIES["dam"], [Said("a crack of", (), None)]),
            ],
        )  # fmt: skip
    return where


def run(*words: str) -> str:
    done = CliRunner().invoke(app, ["origins", *words], env={"COLUMNS": "150"})
    assert done.exit_code == 0, done.output
    return done.stdout


def test_it_lists_what_several_reports_go_back_to(place: str) -> None:
    out = run("--ledger", place)
    assert "Harun Valley" in out
    assert "Levant Newswire" in out
    assert "\x1b[31m" not in out


def test_a_report_is_shown_as_a_tree(place: str) -> None:
    out = run("courier", "--ledger", place)
    lines = [line for line in out.splitlines() if "original" in line or "copy" in line or "partial" in line]
    assert "Levant Newswire" in lines[0]
    assert "└" not in lines[0]
    assert [("copy" in line, "└" in line) for line in lines[1:3]] == [(True, True)] * 2
    assert "partial" in lines[3]
    assert "100% / 100%" in out


@pytest.mark.parametrize("which", ["mail", "claim"])
def test_jsonl_has_a_line_a_report(place: str, which: str) -> None:
    with Ledger.open(place) as ledger:
        claim = next(c for c in ledger.claims() if c.voices)
    rows = [
        json.loads(line)
        for line in run(which if which == "mail" else claim.id[:12], "--format", "jsonl", "--ledger", place).splitlines()
    ]
    assert {row["name"]: row["how"] for row in rows} == {
        "agency": "original",
        "mail": "copy",
        "herald": "copy",
        "courier": "partial reprint",
    }
    first = rows[0]["report"]
    assert {row["of"] for row in rows} == {None, first}
    assert len({c["origin"] for row in rows for c in row["claims"] if c["speakers"]}) == 1
    assert {c["origin"] for row in rows for c in row["claims"] if not c["speakers"]} == {first}


def test_csv_of_the_list(place: str) -> None:
    rows = list(csv.DictReader(io.StringIO(run("--format", "csv", "--ledger", place))))
    assert {(row["kind"], len(row["reports"].split("; "))) for row in rows} == {("statement", 3), ("story", 3)}


def test_as_of_hides_what_was_not_out_yet(place: str) -> None:
    rows = [
        json.loads(line) for line in run("courier", "--format", "jsonl", "--ledger", place, "--as-of", "2016-12-12").splitlines()
    ]
    assert len(rows) == 4
    rows = [json.loads(line) for line in run("mail", "--format", "jsonl", "--ledger", place, "--as-of", "2016-12-11").splitlines()]
    assert {row["name"] for row in rows} == {"agency", "mail", "herald"}
    assert run("--format", "jsonl", "--ledger", place, "--as-of", "2016-12-10") == ""


def test_it_can_be_paged(place: str) -> None:
    with Ledger.open(place) as ledger:
        whole = ledger.origins()
        first = ledger.origins(limit=1)
        rest = ledger.origins(after=first.next)
        assert [o.id for o in (*first, *rest)] == [o.id for o in whole]
        assert rest.next is None
        with pytest.raises(DatelineError, match=r"ledger\.page"):
            ledger.origins(after="x")


def test_a_filter_narrows_it(place: str) -> None:
    with Ledger.open(place) as ledger:
        assert [o.who for o in ledger.origins(View(speaker=MONITOR[0]))] == list(MONITOR)
        assert len(ledger.origins(View(place="Aleppo"))) == 0


def test_private_names_are_withheld(tmp_path: Path) -> None:
    where, words = str(tmp_path / "private.db"), f"{PERSON} counted 26 dead"
    with Ledger.open(where) as ledger:
        said = Said(words, (PERSON,), 26, kind="witness")
        text = f"{words}. " + STORIES["market"].strip()
        fill(ledger.store, [made("one", text, [said]), made("two", text, [said])])
        assert ledger.claims(View(private=True))[0].private
    for command in (["--ledger", where], ["one", "--ledger", where], ["one", "--format", "jsonl", "--ledger", where]):
        assert "Haddouni" not in run(*command)
        assert "Haddouni" in run(*command, "--private")


def test_an_unknown_report_is_an_error(place: str) -> None:
    with pytest.raises(DatelineError, match=r"ledger\.unknown"):
        CliRunner().invoke(app, ["origins", "nothing", "--ledger", place], catch_exceptions=False)
