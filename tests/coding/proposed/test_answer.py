"""Answers as models give them: bare, fenced, after thoughts, broken, and with values that the codebook does not have."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers import answer, claim, event
from dateline.coding.proposed.answer import MAX_EVENTS, MAX_PARTS, parse
from dateline.coding.proposed.tally import REASONS, Tally
from dateline.errors import DatelineError

PLAIN = answer(event("attack", claim("Gunmen shot them")))


@pytest.mark.parametrize(
    "raw",
    [
        PLAIN,
        f"\n  {PLAIN}\n",
        f"```json\n{PLAIN}\n```",
        f"```\n{PLAIN}```",
        f"Here is the JSON:\n\n```JSON\n{PLAIN}\n```\nLet me know if you need more.",
        f"Sure! {PLAIN} Done.",
        f"<think>The report {{tells}} of an attack.</think>\n{PLAIN}",
        json.dumps(json.loads(PLAIN), indent=2),
    ],
)
def test_an_answer_is_read_however_it_is_wrapped(raw: str) -> None:
    (found,) = parse(raw, Tally())
    assert found.type == "attack" and found.claims[0].quote == "Gunmen shot them"


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "I cannot code this report.",
        PLAIN[:-3],
        "[]",
        '"events"',
        "{}",
        '{"events": {}}',
        '{"events": NaN}',
        "[" * 100_000,
        '{"events": ' + "[" * 100_000,
        '{"events": [' + "9" * 5000 + "]}",
        "```json\n{'events': []}\n```",
    ],
)
def test_what_is_no_such_json_is_an_error(raw: str) -> None:
    with pytest.raises(DatelineError) as caught:
        parse(raw, Tally())
    assert caught.value.code == "llm.answer"


@pytest.mark.parametrize(
    ("events", "notes"),
    [
        (["an attack"], {"shape": 1}),
        ([event("terror", claim("x"))], {"type": 1}),
        ([event("attack", "Gunmen shot them")], {"shape": 1}),
        ([event("attack", {"quote": "x"})], {"value": 1}),  # no status: none may be told more firmly than it was
        ([event("attack", claim("x", status="alleged"))], {"value": 1}),
        ([event("attack", claim("x"), initiators=[{"text": "Gunmen", "attribution": "alleged"}])], {"value": 1}),
        ([event("attack", claim("x"), initiators=[{"name": "Gunmen"}, 7, " "])], {"shape": 3}),
        ([event("attack", claim("x"), mode="deny")], {}),  # only a statement has one
        ([event("statement", claim("x"), mode="laugh")], {"value": 1}),
        ([event("attack", claim("x"), scope="war", extent="half")], {"value": 2}),
        ([event("attack", claim("x", source=[{"text": "he", "kind": "friend"}]))], {"value": 1}),
        ([event("attack", claim("x", quantities=[{"text": "two", "measure": "deaths"}, "two"]))], {"value": 1, "shape": 1}),
        ([event("attack", claim("x", quantities=[{"text": "two", "measure": "killed", "group": "elves"}]))], {"value": 1}),
        ([event("attack", *[claim("x")] * (MAX_PARTS + 2))], {"excess": 2}),
        ([event("attack", claim("x"))] * (MAX_EVENTS + 3), {"excess": 3}),
    ],
)
def test_what_does_not_fit_is_left_out_and_counted(events: list[Any], notes: dict[str, int]) -> None:
    tally = Tally()
    parse(json.dumps({"events": events}), tally)
    assert dict(tally.notes()) == notes


def test_loose_values_are_taken_where_their_meaning_is_plain() -> None:
    told = event("attack", claim("x", source="he", said="on Monday", joint="yes"), initiators="Gunmen", when="Friday", places=None)
    (found,) = parse(json.dumps({"events": [told]}), Tally())
    assert found.parts["initiator"][0].text == "Gunmen" and found.parts["when"][0].text == "Friday" and found.parts["place"] == ()
    assert found.claims[0].sources[0].text == "he" and found.claims[0].said == "on Monday" and found.claims[0].joint is False


def test_groups_of_the_codebook_are_read_with_their_side() -> None:
    figures = [
        {"text": "a", "measure": "killed", "group": "combatants:Islamic State", "number": 3},
        {"text": "b", "measure": "strikes", "number": "many"},
        {"text": "c", "measure": "killed", "number": True},
        {"text": "d", "measure": "killed", "number": 1e300},
    ]
    (found,) = parse(answer(event("attack", claim("x", quantities=figures))), Tally())
    assert [(f.group, f.number) for f in found.claims[0].figures] == [
        ("combatants", 3),
        ("thing", None),
        (None, None),
        (None, None),
    ]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8) | st.sampled_from(["attack", "happened"]),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.sampled_from(["type", "claims", "quote", "status", "text", "initiators", "places", "quantities"]), inner, max_size=5),
    max_leaves=20,
)  # fmt: skip


@given(JSON)
def test_no_json_breaks_it(value: Any) -> None:
    tally = Tally()
    parse(json.dumps({"events": value if isinstance(value, list) else [value]}), tally)
    assert {reason for reason, _ in tally.notes()} <= REASONS.keys()
