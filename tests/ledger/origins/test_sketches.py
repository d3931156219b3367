"""Sketches: what shingles a text has, and which keys copies and strangers share."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.ledger.origins.sketches import STRETCH, TOO_SHORT, sketch, story
from ledger.origins.stories import LOOKALIKES, STORIES, prints

WIRE = STORIES["market"]
WORDS = st.lists(
    st.sampled_from(["Palmyra", "Homs", "34", "shells", "fell", "on", "the", "old", "town", "and", "nobody", "knew", "why"]),
    max_size=60,
)


def shared(one: str, other: str) -> int:
    return len(set(sketch(one).bands()) & set(sketch(other).bands()))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The army shelled Palmyra on Sunday.", "the army shelled palmyra on sunday"),
        ("Deir ez-Zor fell, they said", "Deir ez Zor fell they said"),
        ("It hit the café in Kafr Nabl", "It hit the cafe in Kafr Nabl"),
        ("“We are\nleaving,” he said", '"We are leaving" he said'),
    ],
)
def test_case_accents_and_signs_do_not_count(left: str, right: str) -> None:
    assert sketch(left).shingles.tolist() == sketch(right).shingles.tolist()


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("They went to the market", [False, False]),
        ("They went to Homs again then", [True, True, True]),
        ("Shells fell on the town. Then it was still", [False] * 6),
        ("It killed some 34 of the men there", [True, True, True, True, False]),
    ],
)
def test_a_name_is_a_capital_within_a_sentence(words: str, named: list[bool]) -> None:
    assert sketch(words).named.tolist() == named


def test_numbers_are_known_again() -> None:
    assert len(sketch("At 9 o'clock 23 people and 60 more, then 23 again").numbers) == 3


@pytest.mark.parametrize("words", ["", "Fire", "Shells fell on Tel Amara", "\x00 \x00"])
def test_a_text_of_a_few_words_has_no_keys(words: str) -> None:
    assert sketch(words).bands() == []


def test_a_text_without_capitals_has_keys_too() -> None:
    assert shared(WIRE.lower(), WIRE.lower()) > 5
    assert sketch("".join(chr(0x0627 + ord(c) % 20) if c.isalpha() else c for c in WIRE)).bands()


@pytest.mark.parametrize("made", [p for p in prints() if p.kind != "part"], ids=lambda p: p.name)
def test_copies_share_keys(made: object) -> None:
    assert shared(made.text, STORIES[made.story]) >= 2  # type: ignore[attr-defined]


@pytest.mark.parametrize("pair", LOOKALIKES[:2])
def test_stock_phrases_and_templates_share_few(pair: tuple[str, str]) -> None:
    assert shared(*pair) <= len(sketch(pair[0]).bands()) / 4


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS, WORDS)
def test_what_two_texts_have_in_common_gives_both_a_key(before: list[str], common: list[str], after: list[str]) -> None:
    one, other = sketch(" ".join([*before, *common])), sketch(" ".join([*common, *after]))
    passage = sketch(" ".join(common))
    if passage.named.sum() >= STRETCH and one.named.mean() >= 0.1 and other.named.mean() >= 0.1:
        assert set(one.bands()) & set(other.bands())


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400))
def test_any_text_can_be_sketched(text: str) -> None:
    made = sketch(text)
    assert len(made.shingles) == len(made.named)
    assert bool(made.bands()) == (len(made.shingles) >= TOO_SHORT)
    assert all(-(1 << 63) <= key < 1 << 63 for key in made.bands())


def test_only_the_body_is_the_story() -> None:
    text = "Raids near Homs\nBy Ann Lee\nThe army shelled Homs."
    sections = [["title", 0, 15], ["byline", 16, 26], ["body", 27, len(text)]]
    assert story({"text": text, "sections": sections}) == "The army shelled Homs."
    assert story({"text": text, "sections": []}) == text
