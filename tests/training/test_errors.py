"""Which kind of error is counted for what was coded otherwise than the answer has it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared"
pytestmark = pytest.mark.skipif(not (SHARED / "score").is_dir(), reason="../shared/score is not here")
outcomes = pytest.importorskip("outcomes")
errors = pytest.importorskip("benchmarks.accuracy.errors")
Row = dict[str, Any]
TEXT = "Rebels shelled Harim on Friday, killing nine, a monitor said. The army left the mill."


def words(part: str, **more: Any) -> Row:
    at = TEXT.index(part)
    return {"text": part, "start": at, "end": at + len(part), **more}


def answer() -> Row:
    """A shelling with everything that an event can have, and a withdrawal."""
    figure = words("nine", measure="killed", unit="people", group="unknown", low=9, best=9, high=9)
    told = {"quote": words("Rebels shelled Harim on Friday, killing nine"), "status": "happened", "quantities": [figure],
            "source": [words("a monitor", name="a monitor", kind="monitor")]}  # fmt: skip
    shelling = {
        "type": "shelling", "initiators": [words("Rebels", name="Rebels")], "targets": [], "weapons": [], "control": [], "claims": [told],
        "places": [words("Harim", name="Harim", precision=1)], "when": words("Friday", value="2016-12-09", precision="day"),
    }  # fmt: skip
    left = {"quote": words("The army left the mill"), "status": "happened", "quantities": [], "source": []}
    withdrawal = {
        "type": "withdrawal", "initiators": [words("The army", name="Army")], "targets": [], "weapons": [], "control": [],
        "claims": [left], "places": [words("the mill", name="mill", precision=1)], "when": {"value": "2016-12-11", "precision": "unknown"},
    }  # fmt: skip
    return {"id": "a", "text": TEXT, "events": [shelling, withdrawal]}


def put(*path: Any) -> Callable[[list[Row]], None]:
    """A change of the coded events: the last of the path is put where the others lead."""

    def change(events: list[Row]) -> None:
        at: Any = events
        for step in path[:-2]:
            at = at[step]
        at[path[-2]] = path[-1]

    return change


def drop(number: int) -> Callable[[list[Row]], None]:
    return lambda events: events.pop(number) and None


def twice(number: int) -> Callable[[list[Row]], None]:
    return lambda events: events.append(copy.deepcopy(events[number]))


CLAIM = (0, "claims", 0)
FIGURE = (*CLAIM, "quantities", 0)


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        (lambda events: None, []),
        (drop(1), ["missed.force"]),
        (twice(0), ["extra.split"]),
        (put(0, "type", "air_strike"), ["type.strike"]),
        (put(0, "initiators", []), ["initiator.missed"]),
        (put(0, "initiators", [words("The army", name="Army")]), ["initiator.other"]),
        (put(0, "targets", [words("Harim", name="Harim")]), ["target.extra"]),
        (put(0, "places", []), ["place.missed"]),
        (put(0, "places", [words("the mill", name="mill", precision=1)]), ["place.other"]),
        (put(0, "places", [words("the mill", name="mill", precision=4)]), ["place.coarse"]),
        (put(0, "when", {"value": "2016-12-11", "precision": "unknown"}), ["when.default"]),
        (put(1, "when", words("Friday", value="2016-12-09", precision="day")), ["when.read_in"]),
        (put(0, "when", words("Friday", value="2016-12-02", precision="day")), ["when.other"]),
        (put(*CLAIM, "source", []), ["source.missed"]),
        (put(1, "claims", 0, "source", [words("a monitor", name="a monitor")]), ["source.extra"]),
        (put(*CLAIM, "status", "planned"), ["status.read_in"]),
        (put(*CLAIM, "quantities", []), ["quantity.missed"]),
        (put(*FIGURE, "measure", "injured"), ["quantity.measure"]),
        (put(*FIGURE, "best", 8), ["quantity.number"]),
        (put(*FIGURE, "unit", "mules"), ["quantity.group"]),
    ],
)  # fmt: skip
def test_an_error_is_counted_once_under_its_kind(change: Callable[[list[Row]], None], kinds: list[str]) -> None:
    gold = answer()
    coded = copy.deepcopy(gold)
    change(coded["events"])
    found = [kind for kind, _ in errors.errors(outcomes.Rated(gold, coded, [], []), SHARED)]
    assert found == kinds and set(found) <= errors.KINDS.keys()


def test_the_voice_of_another_sentence_is_told_apart() -> None:
    gold = answer()
    gold["events"][1]["claims"][0]["source"] = [words("a monitor", name="a monitor")]
    found = [kind for kind, _ in errors.errors(outcomes.Rated(gold, answer(), [], []), SHARED)]
    assert found == ["source.far"]


@pytest.mark.parametrize(
    ("change", "right"),
    [
        (lambda events: None, [(True, [True]), (True, [True])]),
        (put(0, "type", "air_strike"), [(False, [False]), (True, [True])]),
        (put(*CLAIM, "source", []), [(True, [False]), (True, [True])]),
        (put(*CLAIM, "status", "denied"), [(True, [False]), (True, [True])]),
        (put(*CLAIM, "quantities", []), [(True, [True]), (True, [True])]),  # figures are not what a score is about
        (twice(1), [(True, [True]), (True, [True]), (False, [False])]),
    ],
)  # fmt: skip
def test_what_counts_as_right(change: Callable[[list[Row]], None], right: list[tuple[bool, list[bool]]]) -> None:
    gold = answer()
    coded = copy.deepcopy(gold)
    change(coded["events"])
    assert [(o.right, o.claims) for o in outcomes.outcomes(gold, coded, SHARED)] == right


def test_every_kind_has_words_and_an_invented_case() -> None:
    assert all(set(kind) == {"what", "case"} and all(kind.values()) for kind in errors.KINDS.values())
