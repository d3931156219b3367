"""What two texts have in common."""

from __future__ import annotations

import itertools

import pytest

from dateline.ledger.origins.passages import compare, quotations, same_passage, same_quotation
from dateline.ledger.origins.sketches import sketch
from ledger.origins.stories import LOOKALIKES, STORIES, Print, prints

MADE = prints()
QUOTE = "we have taken one small step and I would ask everybody to keep their hands still"


@pytest.mark.parametrize("made", [p for p in MADE if p.kind in ("edited", "cut")], ids=lambda p: p.name)
def test_a_copy_stands_in_its_source(made: Print) -> None:
    found = compare(sketch(made.text), sketch(STORIES[made.story]))
    assert found is not None
    assert found.left_of_right
    assert found.left >= 0.5


@pytest.mark.parametrize("made", [p for p in MADE if p.kind == "part"], ids=lambda p: p.name)
def test_a_partial_reprint_is_no_copy(made: Print) -> None:
    found = compare(sketch(made.text), sketch(STORIES[made.story]))
    assert found is not None
    assert found.part
    assert not found.left_of_right


@pytest.mark.parametrize("pair", LOOKALIKES, ids=["bombings", "bulletins", "daily notes", "own words", "follow-up"])
def test_look_alikes_are_nothing_of_the_kind(pair: tuple[str, str]) -> None:
    found = compare(*map(sketch, pair))
    assert found is None or not (found.left_of_right or found.right_of_left)


def test_stories_have_nothing_in_common() -> None:
    assert [p for p in itertools.combinations(STORIES.values(), 2) if compare(*map(sketch, p)) is not None] == []


def test_it_is_the_same_from_both_sides() -> None:
    for one, other in itertools.combinations(MADE[:14], 2):
        here, there = compare(sketch(one.text), sketch(other.text)), compare(sketch(other.text), sketch(one.text))
        assert (here is None) == (there is None)
        if here is not None and there is not None:
            assert (here.left, here.left_of_right, here.words, here.part) == (
                there.right,
                there.right_of_left,
                there.words,
                there.part,
            )


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (f'"{QUOTE}," the mediator said', 1),
        (f"“{QUOTE}”", 1),
        ('He called it "a step" and left', 0),
        ('"Not now," he said. "We have seen all of this before and it came to nothing."', 1),
        ("the town's men and the town's women left, and the town's only hospital closed on Tuesday", 0),
    ],
)
def test_only_long_quotations_are_a_speakers_own_words(words: str, count: int) -> None:
    assert len(list(quotations(words))) == count


def test_a_quotation_is_known_again_though_it_was_cut() -> None:
    cut = QUOTE.split(" to keep")[0]
    assert same_quotation(f'He said: "{QUOTE}"', f'"{cut}", the diplomat told us')
    assert not same_quotation(f'He said: "{QUOTE}"', f"He said that {QUOTE}")


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("The army sent reinforcements", "The army sent reinforcements", True),
        ("its fighters entered the Syrian city", "its fighters entered the ancient city", True),
        ("had recaptured Palmyra from IS in March", "The army and its allies had recaptured Palmyra from Daesh in March", True),
        ("At least 34 soldiers were killed that day", "At least 14 soldiers were killed that day", False),
        ("The attacks were repelled", "the ministry closed the schools", False),
        ("It said", "It said", True),
        ("It said", "It said so", False),
    ],
)
def test_a_passage_is_known_again(left: str, right: str, same: bool) -> None:
    assert same_passage(left, right) is same
    assert same_passage(right, left) is same
