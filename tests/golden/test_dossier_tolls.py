"""The dead of Palmyra under each method, and what cannot all be true: the dossier's figures.

Asked three times: of the records that those who wrote the reports say are right, put together as dossier_incidents.json has them
(the rules of reconciliation alone, which may never fail); of a ledger into which the reports were taken as the coder codes them,
where what the coder does not give yet is marked with its cause; and of that ledger with the corrections that the documentation
records (docs/dossier.py).
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from dossier import EXPECTED, expected

from dateline.coding.quantities import read_numbers
from dateline.ledger import Ledger, View
from dateline.ledger.contradictions import contradictions
from dateline.ledger.control.voices import Printed
from dateline.ledger.entries import HOLDING
from dateline.ledger.reconcile import reconcile
from dateline.records import Coded
from dateline.records.edtf import day_span
from dateline.records.entry import Figure, KeptClaim
from dateline.records.incident import Incident, Reckoning

SYRIA, IS = "Government of Syria", "Islamic State"
KEY = EXPECTED.with_name("dossier_incidents.json")
DECEMBER, SINCE_8, ON_8 = (day_span(x) for x in ("2016-12", "2016-12-08/2016-12-11", "2016-12-08"))

Tolls = Callable[[str], Sequence[Reckoning]]  # the figures of a side


def figure(f: Figure) -> Figure:
    """The figure with its numbers, which the labels leave to the words."""
    return replace(f, numbers=read_numbers(f.words))


@cache
def labels() -> tuple[tuple[Incident, ...], dict[str, Printed]]:
    """The incidents of the dossier by the records that are right, and what is known of their reports."""
    claims, printed = expected()
    owner = {
        f"{name}.{int(number) - 1}": row["incident"]
        for row in json.loads(KEY.read_text(encoding="utf-8"))["incidents"]
        for name, number in (account.split(" ")[0].split("#") for account in row["accounts"])
    }
    by_incident: dict[str, list[KeptClaim]] = {}
    for claim in claims:
        if claim.type != HOLDING:
            told = replace(claim, figures=tuple(map(figure, claim.figures)))
            by_incident.setdefault(owner[claim.event], []).append(told)
    return tuple(_incident(id, some) for id, some in by_incident.items()), printed


def _incident(id: str, claims: list[KeptClaim]) -> Incident:
    events = tuple(dict.fromkeys(c.event for c in claims))
    return Incident(id, events, tuple(claims), claims[0].type, "event", None, None, (), ())


def by_labels(side: str) -> Sequence[Reckoning]:
    incidents, printed = labels()
    return [r for r in reconcile(incidents, "all", printed, side) if r.measure == "killed"]


@pytest.fixture(scope="module")
def ledger(coded_reports: Sequence[Coded], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The bundled reports, coded and recorded."""
    path: Path = tmp_path_factory.mktemp("tolls") / "dateline.db"
    with Ledger.open(path) as made:
        script().take_in(made, coded_reports)
        yield made


@pytest.fixture(scope="module")
def mended(ledger: Ledger, coded_reports: Sequence[Coded], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The same, with what a person corrected."""
    path: Path = tmp_path_factory.mktemp("mended") / "dateline.db"
    with Ledger.open(path) as made:
        script().take_in(made, coded_reports)
        assert script().mend(made) == []
        yield made


@cache
def script() -> ModuleType:
    """docs/dossier.py, which makes the ledger of the documentation."""
    spec = importlib.util.spec_from_file_location("docs_dossier", EXPECTED.parents[2] / "docs" / "dossier.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


#  method     days       low   best  high  what the coder still lacks (None: it may not fail)
SOLDIERS = [
    ("ucdp",    DECEMBER, 100,  182,  352,  "the sides and the day of December's totals are not coded yet"),
    ("acled",   DECEMBER, 100,  100,  100,  "the sides and the day of December's totals are not coded yet"),
    ("airwars", DECEMBER, 100,  None, 352,  "the sides and the day of December's totals are not coded yet"),
    ("latest",  DECEMBER, 182,  182,  182,  "the sides and the day of December's totals are not coded yet"),
    ("ucdp",    SINCE_8,  120,  120,  120,  None),
    ("acled",   SINCE_8,  120,  120,  120,  None),
    ("latest",  SINCE_8,  120,  120,  120,  None),
    ("ucdp",    ON_8,     34,   34,   34,   None),
    ("latest",  ON_8,     34,   34,   None, None),
]  # fmt: skip


def numbers(found: Sequence[Reckoning], policy: str, days: tuple[int, int] | None) -> list[tuple[float | None, ...]]:
    """Low, best and high of the figures of a method for these days."""
    return [(r.low, r.best, r.high) for r in found if r.policy == policy and r.days == days]


@pytest.mark.parametrize("row", SOLDIERS, ids=lambda r: f"{r[0]} {r[2]}–{r[4]}")
def test_the_toll_of_government_soldiers_by_the_labels(row: tuple[object, ...]) -> None:
    policy, days, *figures, _ = row
    assert numbers(by_labels(SYRIA), str(policy), days) == [tuple(figures)]  # type: ignore[arg-type]


def coded_rows() -> list[object]:
    marks = {r: pytest.mark.xfail(strict=False, reason=str(r[-1])) if r[-1] else () for r in SOLDIERS}
    return [pytest.param(r, marks=mark, id=f"{r[0]} {r[2]}–{r[4]}") for r, mark in marks.items()]


@pytest.mark.parametrize("row", coded_rows())
def test_the_toll_of_government_soldiers_by_the_coder(ledger: Ledger, row: tuple[object, ...]) -> None:
    policy, days, *figures, _ = row
    found = ledger.tolls(View(during="2016-12", measure="killed"), side=SYRIA)
    assert numbers(found, str(policy), days) == [tuple(figures)]  # type: ignore[arg-type]


@pytest.mark.parametrize("row", [r for r in SOLDIERS if r[1] == DECEMBER], ids=lambda r: f"{r[0]} {r[2]}–{r[4]}")
def test_the_toll_of_december_with_the_corrections(mended: Ledger, row: tuple[object, ...]) -> None:
    policy, days, *figures, _ = row
    found = mended.tolls(View(during="2016-12", measure="killed"), side=SYRIA)
    assert numbers(found, str(policy), days) == [tuple(figures)]  # type: ignore[arg-type]


def test_the_running_toll_with_the_corrections(mended: Ledger) -> None:
    (latest,) = (r for r in mended.tolls(View(during="2016-12", measure="killed"), "latest", SYRIA) if r.days == DECEMBER)
    history = next(n for n in latest.notes if n.startswith("history: "))
    assert [n in history for n in ("34", "dozens", "120", "182")] == [True] * 4
    assert history.index("34") < history.index("dozens") < history.index("120") < history.index("182")


def test_soldiers_are_not_ibcs() -> None:
    assert [r for r in by_labels(SYRIA) if r.policy == "ibc"] == []


def test_the_toll_tells_how_it_grew() -> None:
    (latest,) = (r for r in by_labels(SYRIA) if r.policy == "latest" and r.days == DECEMBER)
    history = next(n for n in latest.notes if n.startswith("history: "))
    assert history == (
        "history: “At least 34 soldiers and militiamen” (2016-12-08) → “dozens of soldiers” (2016-12-09) → “Nearly 120 soldiers and "
        "militiamen” (2016-12-11 16:00Z) → “182” (2017-03-02)"
    )


def test_what_each_figure_of_december_rests_on() -> None:
    found = {r.policy: r for r in by_labels(SYRIA) if r.days == DECEMBER}
    assert [s.words for s in found["ucdp"].supporting] == ["182"]
    assert {s.words for s in found["ucdp"].dissenting} == {"100 of its men", "352"}
    assert [s.words for s in found["acled"].supporting] == ["100 of its men"]
    assert {s.words for s in found["ucdp"].left_out} == {
        "At least 34 soldiers and militiamen", "dozens of soldiers", "Nearly 120 soldiers and militiamen",
    }  # fmt: skip


def test_more_than_300_against_hundreds_by_the_labels() -> None:
    found = {r.policy: r for r in by_labels(IS) if r.scope == "act"}
    assert {name: (r.low, r.best, r.high) for name, r in found.items()} == {
        "ucdp": (200, 200, 300), "acled": (100, 100, 100), "airwars": (200, None, 300), "latest": (200, 200, None),
    }  # fmt: skip
    assert [s.words for s in found["ucdp"].dissenting] == ["More than 300 militants"]
    assert "Ministry of Defence of Russia on losses that are not its own" in found["ucdp"].reason
    copies = [s for s in found["ucdp"].left_out if s.words.lower() == "more than 300 militants"]
    assert len(copies) == 3  # one wire story in three dailies supports nothing of its own


def test_more_than_300_against_hundreds_by_the_coder(ledger: Ledger) -> None:
    found = ledger.tolls(View(during="2016-12-10/2016-12-12", measure="killed"), "ucdp", IS)
    assert (200, 200, 300) in [(r.low, r.best, r.high) for r in found]


def test_217_and_400_and_more_than_400_stay_apart_by_the_labels() -> None:
    assert_apart(reconcile(labels()[0], "all", labels()[1]))


def test_217_and_400_and_more_than_400_stay_apart_by_the_coder(ledger: Ledger) -> None:
    assert_apart(ledger.tolls(View(measure="killed")))


def assert_apart(found: Sequence[Reckoning]) -> None:
    """No figure is made of two of the three; the monitor's 217 is nobody's support for 400."""
    for r in found:
        if r.policy in ("ibc", "airwars"):
            continue  # a minimum and a maximum span what is said
        said = {next((n for n in ("217", "more than 400", "400 ") if n in s.words.lower()), "") for s in r.supporting} - {""}
        assert len(said) <= 1, r


def test_what_of_the_dossier_cannot_all_be_true() -> None:
    incidents, printed = labels()
    found = [c.sentence for i in incidents for c in contradictions(i, printed) if c.kind == "figures"]
    assert found == [
        "killed, Islamic State, 2016-03-20/2016-03-27: Syrian Army, “450 Daesh fighters” and Government of Russia, “more than 500 fighters "
        "of the group” cannot all be true.",
        "killed, Government of Syria, 2016-12: Syrian Army, “100 of its men”; Syrian Observatory for Human Rights, “182” and unnamed "
        "pro-Islamic State source, “352” cannot all be true.",
        "killed, Government of Syria, 2016-12: Syrian Observatory for Human Rights, “Nearly 120 soldiers and militiamen”, for days within "
        "it, is more than Syrian Army, “100 of its men”.",
    ]
