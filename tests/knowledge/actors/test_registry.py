"""The actors' data: complete, sound, and found by their names."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dateline.errors import DatelineError
from dateline.knowledge import tables
from dateline.knowledge.actors import Hit, fold, load_actors, load_leaders, load_lexicon, load_states, split_words
from dateline.knowledge.sources import load_outlets


def found(text: str, cased: bool = True) -> list[str]:
    """The first meaning of each name in a text."""
    return [hit.entries[0].name for hit in load_lexicon().find(split_words(text), cased)]


def test_the_world_is_covered() -> None:
    kinds = Counter(actor.kind for actor in load_actors())
    assert kinds["armed_group"] >= 170
    assert min(kinds[kind] for kind in ("coalition", "igo", "monitor", "ngo", "political")) >= 5
    assert len(load_states()) >= 200


def test_rows_keep_together() -> None:
    states = load_states()
    for actor in load_actors():
        assert set(actor.countries) <= set(states), actor.name
        assert set(actor.members) <= set(states), actor.name
        assert actor.source in (None, "phoenix"), actor.name
    names = {actor.name for actor in load_actors()} | {state.government for state in states.values()}
    assert {outlet.speaks_for for outlet in load_outlets()} - {None} <= names
    assert {leader.iso for leader in load_leaders()} <= set(states)


def test_a_term_of_office_ends_after_it_began() -> None:
    for leader in load_leaders():
        for start, end in leader.terms:
            assert start is None or end is None or start <= end, leader.name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ISIL and the Syrian army", ["Islamic State", "Government of Syria"]),
        ("the U.S.-led coalition", ["US-led Coalition"]),
        ("He said it is us.", []),
        ("IS said", ["Islamic State"]),
        ("Côte d'Ivoire", ["Government of Ivory Coast"]),
        ("Guinea-Bissau", ["Government of Guinea-Bissau"]),
        ("Tamil Tigers", ["LTTE"]),
    ],
)
def test_names_are_found_longest_first(text: str, names: list[str]) -> None:
    assert found(text) == names


def test_names_are_found_in_any_case() -> None:
    assert found("BOKO HARAM AND FARC", cased=False) == found("boko haram and farc", cased=False) == ["Boko Haram", "FARC"]


def test_folding_keeps_no_accents() -> None:
    assert fold("Çavuşoğlu") == "cavusoglu"


def test_hits_are_word_ranges() -> None:
    assert isinstance(load_lexicon().find(split_words("Hamas"), True)[0], Hit)


def test_a_broken_file_is_refused_with_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_HERE", tmp_path)
    (tmp_path / "x.yaml").write_text("- {name: [", encoding="utf-8")
    with pytest.raises(DatelineError, match=r"knowledge\.invalid.*x\.yaml"):
        tables.read_rows("x.yaml")
    with pytest.raises(DatelineError, match=r"knowledge\.invalid"):
        tables.check_unique(["a", "a"], "x.yaml")
