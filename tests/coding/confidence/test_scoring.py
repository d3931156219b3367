"""How likely events and claims are right: what speaks for and against, and what holds of every score."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.hand import Story
from dateline.coding import events
from dateline.coding.claims import claims
from dateline.coding.confidence import above, claim_features, event_features, score, unscored
from dateline.coding.confidence.features import LEAST, log_odds
from dateline.neural.calibration import Calibration, Scale
from dateline.records import Basis, Coded, Event, Holding, Source, Trigger, Where, Who

TEXT = "The army shelled Harim, a monitor said. Rebels struck the depot and struck the mill."
CALIBRATION = Calibration(
    "test",
    Scale(
        -1.0, {"trigger": 0.5, "type": 0.5, "words": 1.0, "twin": -1.0, "initiator": 0.3, "target": 0.3, "when": 0.3, "other": -0.5}
    ),
    Scale(0.5, {"status": 0.4, "unlike": -0.4, "tie": 3.0, "chain": -0.5, "own": -0.1, "voiced": -0.3, "claims": -0.7}),
)
PROBABILITY = st.floats(0.0, 1.0)


def story(
    change: Any = None, voice: float | None = 0.9, **act: Any
) -> tuple[Story, tuple[tuple[int, ...], ...], tuple[Event, ...]]:
    """A report of a shelling, told by a monitor, and of two attacks in one sentence; `change` alters the shelling's trigger."""
    told = Story(TEXT)
    told.act("shelled", "shelling", "The army shelled Harim", **act)
    told.act("struck the depot", "attack")
    told.act("struck the mill", "attack")
    told.tie(0, "initiator", "army", "Government of Syria")
    if change is not None:
        told.triggers[0] = change(told.triggers[0])
    sources: list[tuple[Source, ...]] = [(), (), ()]
    if voice is not None:
        sources[0] = (Source("a monitor", "monitor", told.span("a monitor"), Basis("stated", "neural.source", (), voice)),)
    made = claims(told.document, told.reading, told.resolved, sources)
    groups = ((0,), (1,), (2,))
    return told, groups, events.assemble(told.document, told.reading, told.resolved, groups, made)


def scores(change: Any = None, voice: float | None = 0.9, **act: Any) -> tuple[float, float]:
    """Those of the shelling and of its claim."""
    told, groups, acts = story(change, voice, **act)
    event = score(told.reading, groups, acts, CALIBRATION)[0]
    assert event.basis.score is not None and event.claims[0].basis.score is not None
    return event.basis.score, event.claims[0].basis.score


def sure(**fields: Any) -> Any:
    return lambda trigger: replace(trigger, **fields)


def test_what_is_at_hand_about_an_event() -> None:
    told, groups, acts = story()
    first, second, _ = (event_features(told.reading, g, e) for g, e in zip(groups, acts, strict=True))
    assert first == {
        "trigger": pytest.approx(math.log(9)), "type": pytest.approx(math.log(9)), "words": 0.0, "twin": 0.0, "initiator": 1.0,
        "target": 0.0, "when": 0.0, "other": 0.0,
    }  # fmt: skip
    assert second["twin"] == 1.0 and second["initiator"] == 0.0


@pytest.mark.parametrize(
    ("sources", "told"),
    [
        ([], {"own": 1.0, "chain": 0.0, "tie": 0.0}),
        ([0.9], {"own": 0.0, "chain": 0.0, "tie": pytest.approx(0.2)}),
        ([0.9, 0.5], {"own": 0.0, "chain": 1.0, "tie": pytest.approx(-0.2)}),
        ([None], {"own": 0.0, "chain": 0.0, "tie": 0.0}),  # the issuer of a statement: a rule's, without a score
    ],
)
def test_what_is_at_hand_about_the_voices_of_a_claim(sources: list[float | None], told: dict[str, float]) -> None:
    made, _, acts = story()
    voices = tuple(Source(f"voice {n}", "monitor", None, Basis("stated", "test", (), s)) for n, s in enumerate(sources))
    found = claim_features(made.reading, acts[0], replace(acts[0].claims[0], sources=voices))
    assert {name: found[name] for name in told} == told


@pytest.mark.parametrize(
    ("surer", "less"),
    [
        # the word that names it, and its type, are surer
        (scores(), scores(sure(score=0.7))),
        (scores(), scores(sure(type_score=0.5))),
        # it has a doer: the second act has none, and a twin
        (
            scores(),
            (lambda e: (e.basis.score, e.claims[0].basis.score))(score(story()[0].reading, story()[1], story()[2], CALIBRATION)[1]),
        ),
    ],
)
def test_what_speaks_for_an_event_speaks_for_its_claims(surer: tuple[float, float], less: tuple[float, float]) -> None:
    assert surer[0] > less[0] and surer[1] > less[1]


@pytest.mark.parametrize(
    ("surer", "less"),
    [
        (scores(), scores(sure(status_score=0.6))),
        (scores(), scores(voice=0.5)),
        (scores(), scores(status="planned")),
        (scores(voice=None), scores(voice=None, voiced=0.9)),  # it has no voice, though somebody seems to speak
    ],
)
def test_what_speaks_against_a_claim_leaves_its_event_alone(surer: tuple[float, float], less: tuple[float, float]) -> None:
    assert surer[0] == less[0] and surer[1] > less[1]


@given(PROBABILITY, PROBABILITY, PROBABILITY, PROBABILITY, PROBABILITY)
def test_a_claim_is_never_likelier_than_its_event(word: float, type: float, status: float, voiced: float, voice: float) -> None:
    event, claim = scores(sure(score=word, type_score=type, status_score=status, voiced=voiced), voice)
    assert 0 <= claim <= event <= 1 and round(event, 3) == event and round(claim, 3) == claim


@given(PROBABILITY, PROBABILITY, st.sampled_from(("score", "type_score", "status_score")))
def test_a_surer_head_never_makes_a_claim_less_likely(one: float, other: float, field: str) -> None:
    low, high = sorted((one, other))
    assert scores(sure(**{field: low})) <= scores(sure(**{field: high}))


@given(st.floats(-0.5, 1.5))
def test_no_head_is_taken_for_surer_than_its_bound(given_score: float) -> None:
    assert abs(log_odds(given_score)) <= log_odds(1 - LEAST) + 1e-9


@given(PROBABILITY, PROBABILITY)
def test_the_same_report_has_the_same_scores(word: float, type: float) -> None:
    change = sure(score=word, type_score=type)
    assert scores(change) == scores(change)


def test_what_a_language_model_read_has_no_score() -> None:
    told, groups, acts = story()
    read = replace(told.reading, reader="llm")
    assert {x.basis.score for e in score(read, groups, acts, CALIBRATION) for x in (e, *e.claims)} == {None}


def test_without_a_calibration_there_is_no_score() -> None:
    told, groups, acts = story()
    assert score(told.reading, groups, acts, None) == unscored(told.reading, groups, acts)
    assert {x.basis.score for e in score(told.reading, groups, acts, None) for x in (e, *e.claims)} == {None}


def test_a_score_changes_nothing_but_the_score() -> None:
    told, groups, acts = story()
    assert unscored(told.reading, groups, score(told.reading, groups, acts, CALIBRATION)) == unscored(told.reading, groups, acts)


def coded() -> Coded:
    told, groups, acts = story()
    stated = Basis("stated", "holdings.words")
    held = Holding(
        Where("Harim", 1, None, stated), Who("Rebels", None, stated), "whole", None, (replace(acts[0].claims[0], basis=stated),)
    )
    return Coded(told.document, score(told.reading, groups, acts, CALIBRATION), (held,))


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_higher_least_score_leaves_less_and_nothing_else(one: float, other: float) -> None:
    low, high = sorted((one, other))
    kept = [{(e.id, c.id) for e in above(coded(), least).events for c in e.claims} for least in (low, high)]
    assert kept[1] <= kept[0]
    assert all(c.basis.score is not None and c.basis.score >= low for e in above(coded(), low).events for c in e.claims)
    assert all(e.claims for e in above(coded(), low).events)


def test_a_least_score_leaves_out_what_has_none() -> None:
    assert above(coded(), None) == coded()
    assert len(coded().holdings) == 1 and above(coded(), 0.0).holdings == () and above(coded(), 0.0).events == coded().events


def test_a_word_that_was_settled_by_its_sides_is_less_sure_of_its_type() -> None:
    """Its event's type is not the one that the head read, so that no head speaks for it."""
    told, groups, acts = story()
    other = replace(acts[0], type="air_strike")
    assert event_features(told.reading, groups[0], other)["type"] == pytest.approx(log_odds(0.0))
    assert isinstance(told.triggers[0], Trigger)
