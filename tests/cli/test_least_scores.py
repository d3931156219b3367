"""--min-score: what is coded, shown and exported where the less sure claims are left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.errors import DatelineError
from dateline.ledger import Ledger, View
from dateline.pipeline import Kit
from dateline.records.entry import Draft

REPORT = Path(__file__).resolve().parents[2] / "docs" / "examples" / "report.txt"
CODE = ("code", REPORT, "--published", "2016-03-05", "--format", "jsonl")


def run(*words: Any) -> Any:
    return CliRunner().invoke(app, [str(w) for w in words])


def told(done: Any) -> dict[str, float | None]:
    """The scores of a coded report's claims, by their ids."""
    record = json.loads(done.stdout)
    return {c["id"]: c["score"] for e in [*record["events"], *record["holdings"]] for c in e["claims"]}


def test_what_is_coded_with_a_least_score_is_what_reaches_it(kit: Kit) -> None:
    whole = told(run(*CODE))
    assert len(whole) > 2 and all(score is not None and 0 < score < 1 for score in whole.values())
    least = sorted(score for score in whole.values() if score is not None)[len(whole) // 2]
    assert told(run(*CODE, "--min-score", least)) == {id: s for id, s in whole.items() if s is not None and s >= least}


def test_a_claims_score_is_never_above_its_events(kit: Kit) -> None:
    record = json.loads(run(*CODE).stdout)
    assert all(c["score"] <= e["score"] for e in record["events"] for c in e["claims"])


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("code", REPORT, "--coder", "llm", "--endpoint", "http://localhost:1/v1", "--min-score", "0.5"), "has no score"),
        (("export", "claims", "--min-score", "0.5"), "--unreviewed"),
    ],
)
def test_a_least_score_where_there_is_none_is_refused(words: tuple[Any, ...], why: str) -> None:
    done = run(*words)
    assert isinstance(done.exception, DatelineError) and done.exception.code == "cli.usage" and why in str(done.exception)


@pytest.mark.parametrize("score", ["-0.1", "1.1", "much"])
def test_a_least_score_is_a_number_from_0_to_1(score: str) -> None:
    assert run("claims", "--min-score", score).exit_code == 2
    with pytest.raises(DatelineError, match=r"ledger\.score"):
        View(min_score=7.0)


@pytest.fixture
def filled(kit: Kit, tmp_path: Path) -> Path:
    """A ledger of the report, in which a person judged the least sure claim right."""
    path = tmp_path / "scores.db"
    assert run("ingest", REPORT, "--published", "2016-03-05", "--ledger", path).exit_code == 0
    with Ledger.open(str(path)) as record:
        least = min(record.claims().items, key=lambda c: c.score or 0)
        record.store.append([Draft("judgement", least.id, "person:Ada", {"v": 1, "verdict": "right", "reason": None})])
    return path


def test_a_ledger_shows_what_reaches_it_and_what_people_judged(filled: Path) -> None:
    with Ledger.open(str(filled)) as record:
        claims = sorted(record.claims().items, key=lambda c: c.score or 0)
    kept = {claims[0].id, claims[-1].id}
    least = claims[-1].score
    assert least is not None and claims[-2].score is not None and claims[-2].score < least
    shown = run("claims", "--min-score", least, "--ledger", filled, "--format", "jsonl")
    assert {json.loads(line)["id"] for line in shown.stdout.splitlines()} == kept
    events = run("events", "--min-score", least, "--ledger", filled, "--format", "jsonl")
    assert {id for line in events.stdout.splitlines() for id in json.loads(line)["claims"]} == kept
    out = run("export", "claims", "--unreviewed", "--min-score", least, "--ledger", filled)
    assert all(id in out.stdout for id in kept) and not [c.id for c in claims[1:-1] if c.id in out.stdout]
    assert "lower than asked" in " ".join(out.stderr.split())
