"""dateline export and dateline embargo: what goes out of a ledger, what is said of it, and what stays back."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dateline.cli import app
from dateline.cli.export import Kind
from dateline.errors import DatelineError
from dateline.export.registry import FORMATS
from dateline.export.stamps import read_stamp
from dateline.ledger import Ledger, Received
from dateline.ledger.amending import judge
from dateline.ledger.entries import drafts
from dateline.records import Document
from reports import TEXT, coded


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Two reports of one text."""
    path = tmp_path / "dateline.db"
    with Ledger.open(path) as record:
        for number, day in enumerate(("2016-12-11", "2016-12-12")):
            document = Document(
                f"story-{number}", TEXT, title=f"Story {number}", published=day, outlet=f"Paper {number}", language="en"
            )
            record.store.append(drafts(coded(document), Received(), "machine:dateline 0.0.1"))
    return path


@pytest.fixture
def run(ledger: Path) -> Any:
    """Runs a command on the ledger; gives the result."""

    def command(*words: object) -> Result:
        return CliRunner().invoke(app, [str(w) for w in words], env={"DATELINE_LEDGER": str(ledger), "COLUMNS": "150"})

    return command


def rows(result: Result) -> list[dict[str, str]]:
    assert result.exception is None, result.exception
    return list(csv.DictReader(io.StringIO(result.stdout, newline="")))


def test_the_command_offers_every_format() -> None:
    assert [kind.value for kind in Kind] == list(FORMATS)


def test_without_a_review_nothing_goes_out_and_it_says_so(run: Any) -> None:
    result = run("export", "claims")
    assert rows(result) == []
    assert "Nobody has reviewed them (--unreviewed takes them in)" in result.stderr


def test_what_a_person_judged_right_goes_out(run: Any, ledger: Path) -> None:
    with Ledger.open(ledger) as record:
        first = next(c for c in record.claims() if c.type != "holding")
        judge(record.store, first.id, "right", "person:ada")
    (row, *more) = rows(run("export", "claims"))
    assert {r["claim"] for r in (row, *more)} == {first.id}
    assert (row["reviewed"], row["reviewer"], row["coder"], row["model_version"]) == (
        "yes",
        "ada",
        "dateline 0.0.1",
        "that of dateline 0.0.1",
    )
    with Ledger.open(ledger) as record:
        judge(record.store, first.id, "wrong", "person:ben")
    assert rows(run("export", "claims")) == []


def test_the_losses_are_a_table_for_people_and_json_for_machines(run: Any, tmp_path: Path) -> None:
    out, loss = tmp_path / "out.csv", tmp_path / "loss.json"
    result = run("export", "ucdp", "--unreviewed", "--out", out, "--loss", loss)
    assert result.exit_code == 0 and result.stdout == ""
    assert "UCDP GED CSV:" in result.stderr and "What this format does not carry" in result.stderr
    told = json.loads(loss.read_text())
    assert (told["format"], told["policies"]) == ("ucdp", ["ucdp"])
    assert all({"what", "count", "incidents", "sentence"} == set(line) for line in told["losses"])
    assert {"holdings"} <= {line["what"] for line in told["losses"]}
    written = list(csv.DictReader(out.open(newline="")))
    assert len(written) == told["rows"]
    assert not list(tmp_path.glob(".*.part"))


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_can_be_written_from_a_ledger(run: Any, tmp_path: Path, format: str) -> None:
    result = run("export", format, "--unreviewed", "--out", tmp_path / "out")
    assert result.exit_code == 0, result.exception
    assert (tmp_path / "out").stat().st_size > 0


def test_an_embargo_keeps_a_report_back_until_it_ends_or_is_lifted(run: Any) -> None:
    assert {r["outlet"] for r in rows(run("export", "claims", "--unreviewed"))} == {"Paper 0", "Paper 1"}
    said = run("embargo", "story-0", "--until", "2999-01-01", "--by", "ada", "--reason", "family first")
    assert "under embargo until 2999-01-01" in said.stdout
    result = run("export", "claims", "--unreviewed")
    assert {r["outlet"] for r in rows(result)} == {"Paper 1"} and "under embargo" in result.stderr
    run("embargo", "story-0", "--until", "2001-01-01", "--by", "ada")
    assert {r["outlet"] for r in rows(run("export", "claims", "--unreviewed"))} == {"Paper 0", "Paper 1"}
    run("embargo", "story-0", "--until", "2999-01-01", "--by", "ada")
    number = run("embargo", "story-1", "--until", "2999", "--by", "ada").stdout.split()[1].rstrip(":")
    assert rows(run("export", "claims", "--unreviewed")) == []
    run("undo", number, "--by", "ada")
    assert {r["outlet"] for r in rows(run("export", "claims", "--unreviewed"))} == {"Paper 1"}


def test_an_embargo_is_no_review(run: Any) -> None:
    run("embargo", "story-0", "--until", "2001-01-01", "--by", "ada")
    assert rows(run("export", "claims")) == []


def test_a_report_judged_right_is_reviewed(run: Any) -> None:
    run("judge", "story-0", "right", "--by", "ada")
    assert {(r["outlet"], r["reviewer"]) for r in rows(run("export", "claims"))} == {("Paper 0", "ada")}


def test_views_choose_and_policies_are_held_to_the_format(run: Any) -> None:
    assert rows(run("export", "incidents", "--unreviewed", "--type", "siege")) == []
    (row,) = rows(run("export", "acled", "--unreviewed", "--limit", "1", "--type", "attack"))
    assert read_stamp(row["tags"]).coder == "dateline 0.0.1"
    assert rows(run("export", "incidents", "--unreviewed", "--policy", "airwars"))[0]["policy"] in ("airwars", "")


def test_no_export_overwrites_the_ledger_or_itself(run: Any, ledger: Path, tmp_path: Path) -> None:
    before = ledger.read_bytes()
    same = tmp_path / "x"
    for words in (("--out", ledger), ("--out", same, "--loss", same), ("--loss", ledger)):
        found = run("export", "claims", *words).exception
        assert isinstance(found, DatelineError) and found.code == "cli.usage"
    assert ledger.read_bytes() == before


REFUSED = [
    (("export", "parquet"), "cli.usage"), (("export", "acled", "--policy", "ucdp"), "cli.usage"), (("export", "claims", "--policy", "ucdp"), "cli.usage"),
    (("export", "acled", "--out", "no/such/folder/x.csv"), "export.write"), (("embargo", "story-0", "--until", "soon", "--by", "ada"), "ledger.date"),
    (("embargo", "story-9", "--until", "2030", "--by", "ada"), "ledger.unknown"), (("embargo", "story-0", "--until", "2030"), "cli.usage"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "code"), REFUSED)
def test_what_cannot_be_done_is_refused(run: Any, words: tuple[str, ...], code: str) -> None:
    found = run(*words).exception
    assert isinstance(found, DatelineError) and found.code == code
