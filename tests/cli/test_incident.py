"""dateline incident, reconcile and contradictions on a ledger of four small reports that people coded."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from dateline.cli import app
from dateline.errors import DatelineError
from dateline.ingest import add
from dateline.ledger import Ledger, View
from dateline.ledger.amending import withdraw

OBSERVATORY = {"name": "Syrian Observatory for Human Rights", "kind": "monitor"}
MOSCOW = {"name": "Ministry of Defence of Russia", "kind": "belligerent"}
WITNESS = {"name": "Amal Haddad", "kind": "witness"}
PALMYRA = {"name": "Palmyra", "geonames_id": 163808, "country": "SY", "lat": 34.56, "lon": 38.27, "precision": 1}
Run = Callable[..., Result]


def killed(n: int, words: str, group: str, high: bool = True) -> dict[str, Any]:
    return {"text": words, "measure": "killed", "unit": "people", "group": group, "low": n, "best": n, "high": n if high else None}


def report(name: str, published: str, outlet: str, *claims: dict[str, Any], by: str = "Government of Russia") -> dict[str, Any]:
    """A report of one air strike on Palmyra; each claim has `words`, and what is said in them."""
    act = {
        "type": "air_strike", "initiators": [by], "targets": ["civilians (Syria)"], "places": [PALMYRA],
        "when": {"value": "2016-12-10", "precision": "day"}, "claims": list(claims),
    }  # fmt: skip
    text = " ".join(c["words"] for c in claims)
    return {"id": name, "text": text, "published": published, "outlet": outlet, "language": "en", "events": [act]}


REPORTS = [
    report(
        "a", "2016-12-10", "Levant Newswire",
        {"words": "Warplanes killed 12 civilians in Palmyra on Saturday, the Observatory said.", "source": [OBSERVATORY],
         "quantities": [killed(12, "12 civilians", "civilians")]},
    ),
    report(
        "b", "2016-12-11", "Gulf Daily",
        {"words": "Amal Haddad, a resident, spoke of 20 dead in Palmyra.", "source": [WITNESS],
         "quantities": [killed(20, "20 dead", "civilians")]},
    ),
    report(
        "c", "2016-12-12", "Interfax",
        {"words": "The Russian defence ministry denied that its aircraft struck civilians in Palmyra.", "source": [MOSCOW], "status": "denied"},
    ),
    report(
        "d", "2016-12-12", "Northern Journal",
        {"words": "Warplanes of the Syrian army killed 12 civilians in Palmyra, a monitor in London said.",
         "source": [{"name": "a monitor in London", "kind": "monitor"}], "quantities": [killed(12, "12 civilians", "civilians")]},
        by="Government of Syria",
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("incident") / "dateline.db"
    with Ledger.open(path) as record:
        for row in REPORTS:
            add(record.store, row, "person:Ada")
        events = [e.id for e in record.events()]
        for other in events[1:]:
            record.judge(events[0], other, "same", "person:Ada", "one strike")
    return path


@pytest.fixture
def run(ledger: Path) -> Run:
    return lambda *words, width=150: CliRunner().invoke(
        app, [str(w) for w in words], env={"DATELINE_LEDGER": str(ledger), "COLUMNS": str(width)}
    )


@pytest.fixture(scope="module")
def incident(ledger: Path) -> str:
    with Ledger.open(ledger) as record:
        (found,) = record.incidents()
        return found.id


@pytest.mark.parametrize("width", [60, 104, 150])
def test_the_page_of_an_incident(run: Run, incident: str, width: int) -> None:
    out = " ".join(run("incident", incident[:8], width=width).stdout.split())
    for words in (
        "air strike",
        "2016-12-10",
        "Palmyra",
        "monitor, 1 report",
        "“12 civilians”",
        "denied",
        "culprit:",
        "contested",
    ):
        assert words in out, words
    assert "Amal" not in out and "Haddad" not in out


def test_one_policy_with_why_claims_were_left_out(run: Run, incident: str) -> None:
    out = " ".join(run("incident", incident[:8], "--policy", "ucdp", "--notes").stdout.split())
    assert "12–12–20" in out
    assert "Ministry of Defence of Russia denies it" in out and "acled" not in out


def test_private_names_are_shown_on_demand(run: Run, incident: str) -> None:
    assert "Amal Haddad" in run("incident", incident[:8], "--private").stdout


def test_as_of_the_first_day_only_the_monitor_has_spoken(run: Run, incident: str) -> None:
    out = run("incident", incident[:8], "--as-of", "2016-12-10", "--format", "jsonl").stdout
    row = json.loads(out)
    assert row["contradictions"] == [] and len(row["claims"]) == 1
    ucdp = next(r for r in row["reckonings"] if r["policy"] == "ucdp")
    assert (ucdp["low"], ucdp["best"], ucdp["high"], ucdp["side"]) == (12, 12, 12, "civilians")


def test_rows_for_machines(run: Run, incident: str) -> None:
    row = json.loads(run("incident", incident[:8], "--format", "jsonl").stdout)
    assert {c["kind"] for c in row["contradictions"]} == {"figures", "culprit"}
    figures = list(csv.DictReader(io.StringIO(run("incident", incident[:8], "--format", "csv").stdout)))
    assert [f["policy"] for f in figures] == ["ucdp", "acled", "ibc", "airwars", "latest"]
    assert figures[3]["grade"] == "contested"
    same = list(csv.DictReader(io.StringIO(run("reconcile", "--measure", "killed", "--format", "csv").stdout)))
    assert same == figures


def test_reconcile_prints_all_methods_and_who_is_against_it(run: Run) -> None:
    out = " ".join(run("reconcile", "--place", "Palmyra", "--measure", "killed").stdout.split())
    for words in ("killed 2016-12-10", "ucdp", "acled", "ibc", "airwars", "latest", "contested", "but ", "independent sources"):
        assert words in out, words
    assert "no figure that this method counts" in run("reconcile", "--place", "Palmyra", "--side", "Islamic State").stdout
    assert "no figure" in run("reconcile", "--during", "2010").stdout


def test_contradictions_are_listed_by_kind_and_page(run: Run) -> None:
    assert "3 contradictions" in run("contradictions").stderr
    assert "1 contradiction" in run("contradictions", "--kind", "figures").stderr
    first = run("contradictions", "--limit", "2")
    mark = first.stderr.split("--after ")[1].strip()
    rest = run("contradictions", "--limit", "5", "--after", mark)
    assert "1 contradiction" in rest.stderr and "the next page" not in rest.stderr
    kinds = [json.loads(line)["kind"] for line in run("contradictions", "--format", "jsonl").stdout.splitlines()]
    assert sorted(kinds) == ["culprit", "culprit", "figures"]
    assert "0 contradictions" in run("contradictions", "--as-of", "2016-12-10").stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("reconcile", "--policy", "majority"), "cli.usage"),
        (("contradictions", "--kind", "spelling"), "cli.usage"),
        (("contradictions", "--after", "nowhere"), "ledger.page"),
        (("incident", "ffffffff"), "ledger.unknown"),
    ],
)
def test_they_refuse(run: Run, words: tuple[str, ...], code: str) -> None:
    done = run(*words)
    assert isinstance(done.exception, DatelineError) and done.exception.code == code


def test_a_report_added_and_withdrawn_restores_every_figure(ledger: Path) -> None:
    with Ledger.open(ledger) as record:
        before = record.tolls()
        more = report("e", "2016-12-13", "Gulf Daily", {"words": "The UN counted 3 dead.", "source": [{"name": "UN", "kind": "igo"}],
                      "quantities": [killed(3, "3 dead", "civilians")]})  # fmt: skip
        kept = add(record.store, more, "person:Ada")
        assert record.tolls() != before
        withdraw(record.store, kept.report, "person:Ada")  # type: ignore[union-attr]
        assert record.tolls() == before
        assert record.tolls(View(measure="injured")).items == ()
