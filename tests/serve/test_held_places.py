"""Who holds places, by what the desk keeps: as the ledger tells it, at every moment."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, Final

import pytest
from desktold import PROVINCE, TOWN
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import DatelineError
from dateline.ingest import add
from dateline.ledger import Ledger, View
from dateline.ledger.amending import correct, judge, withdraw
from dateline.ledger.redaction import redact, what_holds
from dateline.serve.holdings import Holdings
from dateline.serve.lineages import Lineages
from dateline.serve.routes.control import _looked_up

PLACES: Final = (
    TOWN, {**TOWN, "name": "Palmyra Castle", "geonames_id": 7}, {**TOWN, "name": "Tadmur"}, {"name": "Idlib", "country": "SY", "precision": 1},
    {"name": "Mosul", "geonames_id": 99_072, "lat": 36.3, "lon": 43.1, "country": "IQ", "precision": 1}, PROVINCE,
)  # fmt: skip
SIDES: Final = ("Islamic State", "Government of Syria", "Kurdish fighters")
SPEAKERS: Final = (None, "Syrian Observatory for Human Rights", "Islamic State")
Day = st.integers(1, 28)
Report = st.tuples(
    st.just("report"), Day, Day, st.sampled_from(PLACES), st.sampled_from(SIDES), st.sampled_from(SIDES),
    st.sampled_from(("whole", "part", "approach")), st.sampled_from(SPEAKERS), st.sampled_from(("Wire", "Post")),
    st.sampled_from(("government_regains_territory", "withdrawal")), st.sampled_from(("happened", "denied")),
)  # fmt: skip
Word = st.tuples(st.sampled_from(("wrong", "right", "undo", "withdraw", "redact", "elsewhere", "private")), st.integers(0, 50))
VIEWS: Final = [
    View(), View(private=True), View(country="sy"), View(as_of="2016-12-10"), View(as_of="2016-12-20", private=True),
    View(as_of="2017-01"), View(as_of="2000"),
]  # fmt: skip


def record(ledger: Ledger, done: list[int], step: Any, number: int) -> None:
    """Records a step."""
    if step[0] == "report":
        _, day, out, place, winner, loser, extent, speaker, outlet, type, status = step
        change = [{"place": place["name"], "from": loser, "to": winner, "extent": extent}] if type != "withdrawal" else []
        words = f"{winner} took {place['name']} from {loser}"
        source = [{"name": speaker, "kind": "monitor"}] if speaker else []
        act = {
            "type": type,
            "initiators": [winner],
            "targets": [loser],
            "when": f"2016-12-{day:02}",
            "places": [place],
            "control": change,
        }
        claims = [{"words": words, "status": status, "source": source}]
        published = f"2016-12-{out:02}"
        made = {
            "id": f"r{number}",
            "text": f"{words}. {number}",
            "published": published,
            "outlet": outlet,
            "events": [{**act, "claims": claims}],
        }
        add(ledger.store, made, "person:ada")
        return
    kind, which = step
    claims_now = list(ledger.claims(View(private=True), None))
    if kind == "undo" and done:
        ledger.undo(done.pop(which % len(done)), "person:ada")
    elif claims_now and kind != "undo":
        one = claims_now[which % len(claims_now)].id
        if kind in ("wrong", "right"):
            done.append(judge(ledger.store, one, kind, "person:ada").seq)
        elif kind == "withdraw":
            withdraw(ledger.store, one, "person:ada")
        elif kind == "redact":
            redact(ledger.store, what_holds(ledger.store, one), "person:ada")
        elif kind == "private":
            done.append(correct(ledger.store, one, "private", [SIDES[which % 3]], "person:ada").seq)
        else:
            done.append(correct(ledger.store, one, "places", [PLACES[which % len(PLACES)]], "person:ada").seq)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.one_of(Report, Report, Report, Word), min_size=2, max_size=14))
def test_what_is_kept_is_what_the_ledger_tells(tmp_path_factory: pytest.TempPathFactory, steps: list[Any]) -> None:
    with Ledger.open(tmp_path_factory.mktemp("held") / "ledger.db") as ledger:
        held, lineages, desk, done = Holdings(ledger, room=12), Lineages(ledger), SimpleNamespace(ledger=ledger), list[int]()
        for number, step in enumerate(steps):
            try:
                record(ledger, done, step, number)
            except DatelineError:  # what was redacted has no word to take back
                continue
            if number % 2:
                held.foresee(5, lambda _: False)
            for view in VIEWS:
                assert held.held(view, 5) == list(_looked_up(desk, view, 5)), view  # type: ignore[arg-type]
                if view.country is None:
                    assert lineages.origins(view, 2, None) == ledger.origins(view, 2, None)


def test_a_moment_of_recording_is_left_to_the_ledger(tmp_path_factory: pytest.TempPathFactory) -> None:
    with Ledger.open(tmp_path_factory.mktemp("held") / "ledger.db") as ledger:
        assert Holdings(ledger).held(View(recorded_as_of="2020"), 5) is None


def test_what_is_foreseen_needs_no_claims_again_and_ends_when_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    with Ledger.open(tmp_path_factory.mktemp("held") / "ledger.db") as ledger:
        for number, place in enumerate(PLACES[:1] + PLACES[4:5]):
            step = ("report", 3, 4, place, SIDES[0], SIDES[1], "whole", None, "Wire", "government_regains_territory", "happened")
            record(ledger, [], step, number)
        held, looked = Holdings(ledger), list[float]()
        held.foresee(5, lambda took: bool(looked.append(took)))
        assert len(looked) == 2
        held.foresee(5, lambda took: not looked.append(took))
        assert len(looked) == 3
