"""Candidate quantity phrases in sentences."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.coding.quantities import find_quantities
from dateline.records import Span

FOUND = [
    ("The raids killed more than 300 militia fighters and wrecked 11 tanks.", ["more than 300 militia fighters", "11 tanks"]),
    ("the raids killed more than 300 militia fighters", ["more than 300 militia fighters"]),
    ("THE RAIDS KILLED SCORES OF REBELS.", ["SCORES OF REBELS"]),
    ("Between 20 and 30 people were hurt.", ["Between 20 and 30 people"]),
    ("The blast left two dead and three injured.", ["two dead", "three injured"]),
    ("Around 50 members of the border force fell.", ["Around 50 members of the border force"]),
    ("The toll rose to 26.", ["26"]),
    ("There were no casualties.", ["no casualties"]),
    ("Three persons: two men and a boy.", ["Three persons", "two men"]),
    ("They hit 20 artillery and mortar systems.", ["20 artillery and mortar systems"]),
]
APART = [
    ("On Dec. 10, 2016 the camp burned.", "a date"),
    ("In 1989 the camp burned.", "a year"),
    ("At 5 p.m. it began; at 10:35 it was over; 0415 GMT.", "clock times"),
    ("It lasted three days and 12 hours.", "durations"),
    ("Amina Sow, 42, fled.", "an age"),
    ("A 20-year-old man fled.", "an age in a compound"),
    ("It fell 150 metres away, 20 km from town.", "distances"),
    ("It cost $5 million, 9 billion euros and £1.1bn.", "money"),
    ("They hold 30% of it, or 20 percent.", "shares"),
    ("A 122mm gun, a 7.62 mm rifle.", "calibres"),
    ("They found 50 kg of it and 200 kilograms more.", "weights"),
    ("On Route 5, Brigade 11 and Resolution 2328.", "addresses and names"),
]


def words(text: str, articles: bool = False) -> list[str]:
    return [s.read(text) for s in find_quantities(text, Span(0, len(text)), articles)]


@pytest.mark.parametrize(("text", "phrases"), FOUND, ids=[row[0] for row in FOUND])
def test_finds_quantities(text, phrases):
    assert words(text) == phrases


@pytest.mark.parametrize(("text", "what"), APART, ids=[row[1] for row in APART])
def test_keeps_other_numbers_apart(text, what):
    assert words(text) == []


def test_articles_only_when_asked_for():
    text = "Two strikes hit a fuel depot and an armoured car."
    assert words(text) == ["Two strikes"]
    assert words(text, articles=True) == ["Two strikes", "a fuel depot", "an armoured car"]


def test_offsets_are_those_of_the_text():
    text = "Heading\nIn all, 31 vehicles burned."
    (span,) = find_quantities(text, Span(8, len(text)))
    assert span.read(text) == "31 vehicles"


@given(st.text(max_size=120))
def test_any_text_gives_spans_in_order(text):
    spans = find_quantities(text, Span(0, len(text)), articles=True)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(s.read(text).strip() for s in spans)
