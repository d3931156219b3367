"""The commands about incidents and links: what they list, why accounts are linked, and how a person decides and takes it back."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.errors import DatelineError
from dateline.ledger import Ledger
from dateline.ledger.entries import digest
from dateline.records.entry import Draft

WEIRD = "Army\x1b[2J"  # a name that would clear a screen


def event(report: str) -> str:
    return digest("event", report)


def drafts(name: str, by: str, killed: int, status: str = "happened") -> list[Draft]:
    """A report of one strike on a market."""
    place = {"name": "Palmyra", "geonames_id": 163808, "lat": 34.56, "lon": 38.27, "country": "SY", "precision": 1}
    act = {
        "type": "air_strike", "scope": "event", "places": [place], "initiators": [{"name": by}], "targets": [{"name": "civilians (Syria)"}],
        "when": {"value": "2016-12-11", "precision": "day"},
    }  # fmt: skip
    figure = {
        "measure": "killed",
        "unit": "people",
        "group": "civilians",
        "low": killed,
        "best": killed,
        "high": killed,
        "text": str(killed),
    }
    claim = {
        "status": status,
        "source": [{"name": f"Voice of {name}", "kind": "monitor"}],
        "quote": {"start": 0, "end": 1},
        "quantities": [figure],
    }
    document = {"title": name, "text": name, "published": "2016-12-12", "outlet": name, "sections": []}
    document |= dict.fromkeys(("place_filed", "language", "url", "retrieved")) | {"agencies": [], "given": []}
    head = {"v": 1, "name": name, "document": document, "coder": "test", "state": "coded", "private": [], "original": None}
    said = {
        "v": 1, "report": digest("report", name), "event": event(name), "published": "2016-12-12", "act": act, "claim": claim,
        "words": f"Jets struck a vegetable market, killing {killed} shoppers, {name} says.", "private": [],
    }  # fmt: skip
    return [Draft("report", said["report"], "machine:test", head), Draft("claim", digest("claim", name), "machine:test", said)]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "dateline.db"
    with Ledger.open(path) as record:
        record.store.append(
            [
                *drafts("one", "Government of Russia", 12),
                *drafts("two", WEIRD, 12),
                *drafts("three", "Government of Russia", 12, "denied"),
            ]
        )
    return path


@pytest.fixture
def run(ledger: Path) -> Any:
    return lambda *words: CliRunner().invoke(
        app, [str(w) for w in words], env={"DATELINE_LEDGER": str(ledger), "COLUMNS": "150", "DATELINE_BY": "ada"}
    )


def test_incidents_are_listed_with_rivals_and_denials(run: Any) -> None:
    done = run("incidents", "--place", "Palmyra")
    words = " ".join(done.output.split())
    assert done.exit_code == 0 and "\x1b" not in done.output
    for shown in (
        "Government of Russia",
        "civilians (Syria)",
        "or Army[2J",
        "denied by Voice of three",
        "killed 12",
        "3 claims",
        "3 reports",
        "3 origins",
    ):
        assert shown in words


def test_machines_get_every_account(run: Any) -> None:
    rows = [json.loads(line) for line in run("incidents", "-f", "jsonl").stdout.splitlines()]
    assert len(rows) == 1 and sorted(rows[0]["events"]) == sorted(map(event, ("one", "two", "three")))
    assert rows[0]["rival_culprits"] == [WEIRD] and len(rows[0]["denials"]) == 1 and rows[0]["reviewed"] is False


def test_links_say_why(run: Any) -> None:
    words = " ".join(run("links", event("one")).output.split())
    for shown in ("same", "both place it at Palmyra", "both on 2016-12-11", "the same figure: 12 killed"):
        assert shown in words
    row = json.loads(run("links", event("one"), "-f", "jsonl").stdout.splitlines()[0])
    assert row["verdict"] == "same" and row["by"] == "machine" and row["reasons"][0]["sentence"]


def test_a_person_decides_and_takes_it_back(run: Any) -> None:
    done = run("link", event("one")[:10], event("two")[:10], "--different", "--reason", "two markets")
    number = int(re.search(r"entry (\d+):", done.output)[1])  # type: ignore[index]
    assert done.exit_code == 0 and f"dateline undo {number}" in done.output
    assert len(run("incidents", "-f", "jsonl").stdout.splitlines()) == 2
    assert "different" in run("links", event("one")).output and "by ada" in run("links", event("one")).output
    assert f"entry {number} taken back" in run("unlink", event("two"), event("one")).output
    assert len(run("incidents", "-f", "jsonl").stdout.splitlines()) == 1
    assert "0 links" in run("links").output  # nothing waits: the machine was sure


@pytest.mark.parametrize(
    ("words", "code"),
    [(("link", event("one"), event("two")), "cli.usage"), (("link", event("one"), "beef", "--same"), "ledger.unknown"),
     (("link", event("one"), event("one"), "--same"), "ledger.link"), (("unlink", event("one"), event("two")), "ledger.link")],
)  # fmt: skip
def test_what_cannot_be_done_is_said(run: Any, words: tuple[str, ...], code: str) -> None:
    done = run(*words)
    assert isinstance(done.exception, DatelineError) and done.exception.code == code
