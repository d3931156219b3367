"""What common nouns stand for."""

from __future__ import annotations

import pytest

from dateline.knowledge.nouns import load_grammar, load_nouns, load_weapons


@pytest.mark.parametrize(
    ("words", "kind", "label"),
    [
        ("army", "forces", None),
        ("defense ministry", "organ", None),
        ("prime minister", "office", None),
        ("jihadists", "armed", "jihadists"),
        ("gunmen", "armed", "unknown gunmen"),
        ("villagers", "unarmed", "civilians"),
        ("mob", "unarmed", "rioters"),
        ("attackers", "unknown", "unknown"),
        ("enemy", "enemy", None),
    ],
)
def test_a_noun_names_its_kind_of_actor(words: str, kind: str, label: str | None) -> None:
    noun = load_nouns().agents[tuple(words.split())]
    assert (noun.kind, noun.label) == (kind, label)


def test_weapons_and_small_words_are_lists_of_texts() -> None:
    assert "mortar" in load_weapons()["artillery"]
    assert all(isinstance(name, str) for names in load_weapons().values() for name in names)
    assert "the" in load_grammar().leading
