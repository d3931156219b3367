"""The commands with a language model as the coder, asked over HTTP on this machine, and everything after it real."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from answers import answer, claim, event
from completions import Reply, fault, serving
from contract import faults
from dateline.cli import app
from dateline.ledger import Ledger
from dateline.pipeline import Kit

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "docs" / "examples" / "report.txt"
ANSWER = (ROOT / "docs" / "examples" / "answer.json").read_text(encoding="utf-8")
FENCED = f"Here it is.\n```json\n{ANSWER}\n```"
LINES = ("--published", "2016-03-05", "--format", "jsonl")


@pytest.fixture
def run(kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Runs a command in a folder of its own; `kit` sees to it that the gazetteer is built."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("dateline.llm.client.time.sleep", lambda seconds: None)
    return lambda *words, **more: CliRunner().invoke(app, [str(w) for w in words], **more)


def asked(url: str, *more: str) -> tuple[str, ...]:
    return ("--coder", "llm", "--endpoint", url, *more)


def test_a_report_is_coded_with_what_the_text_bears_out(run: Any) -> None:
    with serving(Reply(FENCED), key="sk-1") as server:
        done = run("code", REPORT, *LINES, *asked(server.url, "--key-env", "LLM_KEY"), env={"LLM_KEY": "sk-1"})
    record = json.loads(done.stdout)
    assert faults(record) == [] and record["coder"] == "llm:tiny-1" and record["notes"] == {"quote": 1, "reread": 1}
    strike = record["events"][0]
    assert strike["places"][0]["name"] == "Sukhnah" and strike["when"]["value"] == "2016-03-04"
    assert strike["targets"][0]["name"] == "Islamic State"
    assert [c["status"] for c in strike["claims"]] == ["happened", "happened", "denied"]
    (figure,) = strike["claims"][0]["quantities"]
    assert (figure["text"], figure["low"], figure["comparator"]) == ("more than 30 Islamic State fighters", 30, "gt")
    basis = [part["basis"]["coder"] for part in (strike, strike["claims"][0], strike["claims"][0]["source"][0], figure)]
    assert basis == ["llm.trigger", "llm.trigger", "llm.source", "quantities.words"] and strike["score"] is None
    assert "claims whose quote is not in the report: 1" in done.stderr
    assert REPORT.read_text(encoding="utf-8").split("\n\n")[2] in server.asked[0]["messages"][1]["content"]


def test_the_page_shows_what_comes_out(kit: Kit) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "answered.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"run: python docs/answered.py\n{done.stderr}"


def test_a_run_goes_on_past_a_report_without_an_answer(run: Any, tmp_path: Path) -> None:
    for name in ("a", "b", "c", "d"):
        (tmp_path / f"{name}.txt").write_text(f"The army left the town of {name.upper()}ra on Wednesday.\n", encoding="utf-8")
    good = answer(event("withdrawal", claim("The army left the town of Dra on Wednesday", trigger="left")))
    with serving(Reply("I will not."), Reply("No."), fault(400, "too long"), Reply(None), Reply(good)) as server:
        done = run("code", tmp_path, *LINES, *asked(server.url))
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["d"]
    assert [re.search(r"not coded: (\w): \[(llm\.\w+)\]", x).groups() for x in done.stderr.splitlines() if "not coded" in x] == [  # type: ignore[union-attr]
        ("a", "llm.answer"), ("b", "llm.refused"), ("c", "llm.refused"),
    ]  # fmt: skip


def test_the_ledger_keeps_whose_coding_it_is_and_what_was_not_taken(run: Any) -> None:
    with serving(fault(503, "loading"), fault(503, "loading"), fault(503, "loading"), Reply(FENCED)) as server:
        words = ("ingest", REPORT, "--published", "2016-03-05", *asked(server.url))
        failed = run(*words)
        assert failed.exit_code == 2 and "llm.refused" in failed.stderr
        done = run(*words)
    assert done.exit_code == 0 and "1 new with 5 claims" in done.stderr and "not taken from the model" in done.stderr
    with Ledger.open("dateline.db") as ledger:
        entries = list(ledger.store.entries())
    assert {e.author for e in entries} == {"machine:llm:tiny-1"}
    assert entries[0].payload and entries[0].payload["notes"] == {"quote": 1, "reread": 1}
    with serving(Reply(ANSWER.replace('"denied"', '"doubted"'))) as server:
        again = run("recode", *asked(server.url, "--model", "tiny-1"))
    assert "4 as before" in again.stderr and "1 superseded" in again.stderr and "not taken from the model" in again.stderr
    assert run("verify").exit_code == 0


def test_a_report_in_another_language_is_not_sent(run: Any, tmp_path: Path) -> None:
    words = "انسحب الجيش من المدينة القديمة يوم الأربعاء ودخلها المسلحون الذين كانوا ينتظرون في التلال"
    (tmp_path / "a.txt").write_text(words, encoding="utf-8")
    with serving() as server:
        assert "code.language" in run("code", tmp_path / "a.txt", *asked(server.url)).stderr
    assert server.asked == []


@pytest.mark.parametrize("command", ["code", "ingest", "recode"])
@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--coder", "llm"), "cli.usage"),
        (("--endpoint", "http://localhost:1/v1"), "cli.usage"),
        (("--model", "x"), "cli.usage"),
        (("--insecure",), "cli.usage"),
        (("--coder", "llm", "--endpoint", "http://models.example/v1"), "llm.endpoint"),
        (("--coder", "llm", "--endpoint", "localhost:8000"), "llm.endpoint"),
        (("--coder", "llm", "--endpoint", "http://localhost:1/v1", "--key-env", "NO_SUCH_KEY"), "cli.usage"),
    ],
)
def test_options_that_do_not_go_together_are_refused(run: Any, command: str, options: tuple[str, ...], code: str) -> None:
    (Path.cwd() / "dateline.db").unlink(missing_ok=True)
    paths = () if command == "recode" else (REPORT,)
    if command == "recode":
        Ledger.open("dateline.db", create=True).close()
    done = run(command, *paths, *options)
    assert done.exit_code != 0 and getattr(done.exception, "code", "") == code
