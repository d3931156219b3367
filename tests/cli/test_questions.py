"""The commands that ask the ledger: what they print for people and for machines, and how they end."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.errors import DatelineError
from dateline.ledger import Ledger, Received
from dateline.ledger.entries import drafts
from dateline.records import Document
from dateline.records.entry import Draft
from reports import TEXT, coded

WEIRD = "Army\x1b[2J =cmd()"  # a name that would clear a screen


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three reports of one text; a claim of the first is corrected."""
    path = tmp_path_factory.mktemp("ledger") / "dateline.db"
    with Ledger.open(path) as record:
        for number in range(3):
            name = WEIRD if number == 2 else "Government of Syria"
            document = Document(
                f"story-{number}", TEXT, published=f"2016-12-1{number + 1}", outlet=f"Paper {number}", language="en"
            )
            record.store.append(drafts(coded(document, name), Received(), "machine:test"))
        first = record.claims().items[0]
        record.store.append(
            [Draft("correction", first.id, "person:Ada", {"v": 1, "field": "status", "value": "doubted", "reason": "reread"})]
        )
    return path


@pytest.fixture
def run(ledger: Path) -> Any:
    """Runs a command on the ledger; gives the result."""
    return lambda *words: CliRunner().invoke(app, [str(w) for w in words], env={"DATELINE_LEDGER": str(ledger), "COLUMNS": "150"})


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (
            ("events",),
            ("attack", "near Palmyra", "killed 21–?", "Government of Syria", "held by Syrian rebels"),
        ),
        (("claims",), ("“it killed more than 20 rebels with tanks”", "doubted", "the report")),
        (("claims", "--place", "palmyra", "--measure", "killed"), ("Government of Syria",)),
        (("search", "killed", '"more than"'), ("it killed more than 20 rebels",)),
        (("tally", "--by", "month"), ("2016-12", "unknown", "█")),
        (("tally", "--by", "speaker", "--where", "type=attack", "--where", "as-of=2016-12-12"), ("Government of Syria",)),
        (("diff", "--since", "2020"), ("report added", "Paper 1", "status: happened ⇒ doubted", "person:Ada", "reread")),
    ],
)
def test_a_table_shows_what_was_asked_for(run: Any, words: tuple[str, ...], shown: tuple[str, ...]) -> None:
    done = run(*words)
    assert done.exit_code == 0, done.exception
    flat = " ".join(done.stdout.split())
    for part in shown:
        assert part in flat, done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize(
    "command", [("events",), ("claims",), ("search", "rebels"), ("tally", "--by", "actor"), ("diff", "--since", "2020")]
)
def test_machines_get_every_row_and_the_same_in_both_formats(run: Any, command: tuple[str, ...]) -> None:
    lines = [json.loads(line) for line in run(*command, "--format", "jsonl").stdout.splitlines()]
    told = run(*command, "--format", "csv").stdout
    table = list(csv.DictReader(io.StringIO(told)))
    assert len(lines) == len(table) > 1
    assert list(table[0]) == list(lines[0])
    assert not any(value.lstrip().startswith("=") for row in table for value in row.values())
    assert len(run(*command, "--format", "jsonl", "--limit", 1).stdout.splitlines()) == 1


def test_pages_follow_each_other(run: Any) -> None:
    every = [json.loads(x)["id"] for x in run("claims", "--format", "jsonl").stdout.splitlines()]
    first = run("claims", "-n", 2)
    mark = first.stderr.split("--after ")[1].split()[0]
    rest = [json.loads(x)["id"] for x in run("claims", "--format", "jsonl", "--after", mark).stdout.splitlines()]
    assert rest == every[2:]


def test_a_tally_that_is_cut_says_of_how_many(run: Any) -> None:
    done = run("tally", "--by", "actor", "--limit", 1)
    assert "1 row" in done.stderr and "of 3; --limit shows more" in done.stderr


def test_an_id_cut_short_names_a_claim_or_an_event(run: Any) -> None:
    claim = json.loads(run("claims", "--format", "jsonl").stdout.splitlines()[0])
    whole = run("claims", claim["id"][:10]).stdout
    assert claim["id"] in whole and "corrected" in whole and "Paper 0" in whole
    assert json.loads(run("claims", claim["id"][:10], "-f", "jsonl").stdout) == claim
    event = run("events", claim["event"][:10]).stdout
    assert claim["event"][:8] in event and claim["id"][:8] in event


def test_nothing_found_is_said_and_is_no_error(run: Any) -> None:
    done = run("events", "--place", "Atlantis")
    assert done.exit_code == 0 and done.stdout == "" and "0 events" in done.stderr
    head = run("events", "--place", "Atlantis", "--format", "csv").stdout
    assert head.startswith("id,reports,type")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("claims", "--ledger", "nowhere.db"), "ledger.missing"),
        (("claims", "--type", "air_raid"), "cli.usage"),
        (("claims", "--status", "sure"), "cli.usage"),
        (("claims", "--box", "1,2,3"), "cli.usage"),
        (("claims", "--box", "9,50,8,40"), "ledger.box"),
        (("claims", "--as-of", "soon"), "ledger.date"),
        (("claims", "--after", "x"), "ledger.page"),
        (("claims", "0000000000"), "ledger.unknown"),
        (("events", "zz"), "ledger.unknown"),
        (("tally", "--where", "colour=red"), "cli.usage"),
        (("tally", "--where", "type=attack", "--type", "attack"), "cli.usage"),
        (("diff", "--since", "soon"), "ledger.date"),
    ],
)
def test_what_cannot_be_asked_ends_with_its_code(run: Any, words: tuple[str, ...], code: str) -> None:
    done = run(*words)
    assert isinstance(done.exception, DatelineError) and done.exception.code == code, done.exception


def test_every_option_of_a_view_is_an_option_of_the_command(run: Any) -> None:
    shown = run("claims", "--help").stdout
    for option in (
        "as-of", "recorded-as-of", "during", "type", "actor", "speaker", "place", "country", "status", "measure", "report", "event", "box",
        "private", "withdrawn", "limit", "after", "format", "ledger",
    ):  # fmt: skip
        assert f"--{option}" in shown
