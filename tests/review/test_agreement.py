"""How far coders agree: Krippendorff's own example, and small codings whose agreement can be counted by hand."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from dateline.cli import app
from dateline.errors import DatelineError
from dateline.review.agreement import FieldAgreement, agreement
from dateline.review.alpha import Scale, alpha
from dateline.review.pairing import assigned, near_time, plain, same_place

N = None
OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N), (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3), (N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N),
)  # Krippendorff 2011, example C: four observers, twelve units  # fmt: skip


@pytest.mark.parametrize(("scale", "told"), [("nominal", 0.743), ("interval", 0.849), ("ratio", 0.797)])
def test_alpha_is_krippendorffs(scale: Scale, told: float) -> None:
    assert alpha(list(zip(*OBSERVERS, strict=True)), scale) == pytest.approx(told, abs=0.0005)


@pytest.mark.parametrize(
    ("units", "told"),
    [
        ([], N), ([("a", N)], N), ([("a", "a"), ("a", "a")], N), ([("a", "a"), ("b", "b")], 1.0), ([("a", "b"), ("b", "a")], -0.5),
        ([("a", "a"), ("b", "b"), ("c", N)], 1.0),
    ],
)  # fmt: skip
def test_alpha_where_it_is_not_defined_and_at_its_ends(units: list[Any], told: float | None) -> None:
    assert alpha(units) == (told if told is None else pytest.approx(told))


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=20))
def test_alpha_is_the_same_whoever_is_named_first(units: list[tuple[int, int]]) -> None:
    one, other = alpha(units, "ratio"), alpha([(b, a) for a, b in units], "ratio")
    assert one == (other if other is None else pytest.approx(other)) and (one is None or one <= 1 + 1e-9)


def best(weights: list[list[int]], free: frozenset[int] = frozenset(), row: int = 0) -> int:
    """The greatest weight that an assignment can have, by trying all."""
    if row == len(weights):
        return 0
    taken = (weights[row][j] + best(weights, free | {j}, row + 1) for j in range(len(weights[0])) if j not in free)
    return max([best(weights, free, row + 1), *taken])


@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(st.integers(0, 9), min_size=n, max_size=n), min_size=1, max_size=4)))
def test_events_are_paired_the_best_way(weights: list[list[int]]) -> None:
    pairs = assigned(weights)
    assert sum(weights[i][j] for i, j in pairs) == best(weights)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)


TEXT = "Islamic State took Palmyra on Sunday, the Observatory said. At least 40 soldiers were killed. Jets struck Raqqa later."
FELL: dict[str, Any] = {
    "type": "non_state_actor_overtakes_territory", "scope": "event", "initiators": [{"name": "Islamic State", "text": "Islamic State", "start": 0, "end": 13}],
    "targets": [{"name": "Government of Syria"}], "weapons": [], "when": {"value": "2016-12-11"},
    "places": [{"name": "Palmyra", "text": "Palmyra", "start": 19, "end": 26, "lat": 34.56, "lon": 38.28, "geonames_id": 163808}],
    "control": [{"place": "Palmyra", "from": None, "to": "Islamic State"}],
    "claims": [
        {
            "quote": {"start": 0, "end": 59}, "status": "happened",
            "source": [{"name": "Syrian Observatory for Human Rights", "kind": "monitor", "text": "the Observatory", "start": 38, "end": 53}],
            "quantities": [],
        },
        {
            "quote": {"start": 60, "end": 92}, "status": "happened", "source": [],
            "quantities": [{"measure": "killed", "unit": "people", "group": "combatants:Government of Syria", "low": 40, "best": 40, "high": None, "text": "40", "start": 69, "end": 71}],
        },
    ],
}  # fmt: skip
STRUCK: dict[str, Any] = {
    "type": "air_strike", "initiators": [], "targets": [], "weapons": [{"text": "Jets", "start": 93, "end": 97}], "when": {"value": "2016-12-11"},
    "places": [{"name": "Raqqa", "text": "Raqqa", "start": 105, "end": 110}],
    "claims": [{"quote": {"start": 93, "end": 116}, "status": "happened", "source": [], "quantities": []}],
}  # fmt: skip


def record(*events: dict[str, Any], id: str = "a") -> dict[str, Any]:
    """A coded report."""
    return {"id": id, "text": TEXT, "events": [copy.deepcopy(e) for e in events]}


def told(left: dict[str, Any], right: dict[str, Any]) -> dict[str, FieldAgreement]:
    """The agreement of two codings, by field."""
    return {f.field: f for f in agreement([(left, right)])}


def test_a_coding_agrees_with_itself() -> None:
    found = told(record(FELL, STRUCK), record(STRUCK, FELL))
    assert all(f.f1 in (None, 1.0) and f.alpha in (None, 1.0) for f in found.values())
    assert found["event"].both == 2 and found["claim"].both == 3 and found["killed"].compared == 1


def test_an_event_that_one_missed_counts_against_all_it_holds() -> None:
    found = told(record(FELL, STRUCK), record(FELL))
    assert (found["event"].both, found["event"].only_left, found["event"].only_right) == (1, 1, 0)
    assert found["event"].f1 == pytest.approx(2 / 3) and found["weapon"].only_left == 1 and found["claim"].only_left == 1
    assert found["type"].compared == 1  # alpha is of what both saw


def test_what_differs_is_told_where_it_differs() -> None:
    other = copy.deepcopy(FELL)
    other["type"] = "armed_clash"
    other["claims"][0]["status"] = "doubted"
    other["claims"][1]["quantities"][0].update(low=45, best=45)
    other["initiators"] = [{"name": "rebels (Syria)"}]
    found = told(record(FELL, STRUCK), record(other, STRUCK))
    assert found["event"].f1 == 1.0 and found["type"].f1 == 0.5 and found["place"].f1 == 1.0
    assert found["status"].both == 2 and found["status"].only_left == found["status"].only_right == 1
    assert found["quantity"].both == 0 and found["number"].both == 0 and found["initiator"].both == 0
    assert found["killed"].compared == 1 and found["claim"].both == 1 and found["status"].alpha is not None


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ({"name": "Palmyra", "lat": 34.56, "lon": 38.28}, {"name": "Tadmur", "lat": 34.5, "lon": 38.3}, True),
        ({"name": "Tripoli", "lat": 34.4, "lon": 35.8}, {"name": "Tripoli", "lat": 32.9, "lon": 13.2}, False),
        ({"name": "al-Bab"}, {"name": "Bab"}, True),
        ({"name": "Idlib"}, {"name": "Homs"}, False),
    ],
)
def test_places_are_one_by_where_they_are(a: dict[str, Any], b: dict[str, Any], same: bool) -> None:
    assert same_place(a, b) is same


@pytest.mark.parametrize(
    ("a", "b", "near"),
    [
        ("2016-12-11", "2016-12-12", True), ("2016-12-11", "2016-12-14", False), ("2016-12", "2016-12-20/2016-12-31", True),
        ("2015-09/..", "2015-09/..", True), ("2016-12-11T08:00Z", "2016-12-11", True), ("soon", "2016-12-11", False),
    ],
)  # fmt: skip
def test_times_are_near(a: str, b: str, near: bool) -> None:
    assert near_time({"value": a}, {"value": b}) is near


def test_names_are_compared_bare() -> None:
    assert plain("The Government of Syria") == "syria" and plain("Ar-Raqqa") == plain("raqqa") and plain(None) == ""


@pytest.mark.parametrize(
    "break_",
    [
        lambda r: r["events"][0]["claims"][0]["quote"].update(end=9_999), lambda r: r["events"][0].pop("type"),
        lambda r: r["events"][0]["claims"][0].pop("quote"), lambda r: r.update(text="another"), lambda r: r.update(events=[1]),
        lambda r: r["events"][0]["claims"][1]["quantities"][0].pop("measure"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_refused(break_: Any) -> None:
    other = record(FELL)
    break_(other)
    with pytest.raises(DatelineError, match=r"review\.records"):
        agreement([(record(FELL), other)])


def lines(path: Path, *records: dict[str, Any]) -> str:
    """A file of coded reports."""
    path.write_text("".join(json.dumps(r) + "\n" for r in records))
    return str(path)


def test_the_command_tells_a_line_a_field(tmp_path: Path) -> None:
    one = lines(tmp_path / "ada.jsonl", record(FELL, STRUCK), record(FELL, id="b"))
    other = lines(tmp_path / "ben.jsonl", record(FELL), record(STRUCK, id="c"))
    done = CliRunner().invoke(app, ["agreement", one, other])
    assert done.exit_code == 0 and "event" in done.output and "0.667" in done.output and "1 report in both" in done.output
    rows = [json.loads(x) for x in CliRunner().invoke(app, ["agreement", one, other, "--format", "jsonl"]).stdout.splitlines()]
    assert {r["field"]: r["f1"] for r in rows}["event"] == pytest.approx(2 / 3)


@pytest.mark.parametrize("text", ["{", "[]\n", '{"id": "a"}\n', "", json.dumps(record(FELL)) + "\n" + json.dumps(record(FELL))])
def test_files_that_hold_no_codings_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "bad.jsonl").write_text(text)
    done = CliRunner().invoke(app, ["agreement", lines(tmp_path / "a.jsonl", record(FELL)), str(tmp_path / "bad.jsonl")])
    assert isinstance(done.exception, DatelineError) and done.exception.code == "review.records"
