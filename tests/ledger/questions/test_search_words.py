"""What people type finds claims, and never reaches an engine's query language."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telling import EXAMPLES, all_pages, drafts_of, record

from dateline.ledger import Ledger, View
from dateline.ledger.questions import search as asking
from dateline.ledger.search import Query
from dateline.ledger.store import Store

PLAIN: dict[str, Any] = {
    "type": "air_strike", "status": "happened", "when": "2016-12-10", "places": ["Palmyra"], "initiators": ["Islamic State"],
    "targets": [], "voices": [], "figures": [], "event": 0,
}  # fmt: skip
STORIES = (
    "Warplanes struck the gas field",
    "The field held no gas",
    "Striking pilots refused to fly over Déïr ez-Zor",
    "Amal Haddad saw the strike",
    "The 2,500-strong column moved, e.g. to hill F-16/B with a T-55",
)


@pytest.fixture
def ledger(store: Store) -> Ledger:
    told = [{**PLAIN, "words": words, "when": f"2016-12-{10 + n}"} for n, words in enumerate(STORIES)]
    record(store, drafts_of([("2016-12-20", "Observer", told)]))
    return Ledger(store)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("gas field", (0, 1)),
        ('"gas field"', (0,)),
        ('"field gas"', ()),
        ('"gas field', (0,)),
        ("GAS", (0, 1)),
        ("strikes", (2, 3)),
        ("deir ez zor", (2,)),
        ("Deïr-ez-Zor", (2,)),
        ("palmyra strike", (2, 3)),
        ("islamic", (0, 1, 2, 3, 4)),
        ("f-16", (4,)),
        ("hill f 16 b", (4,)),
        ("2,500", (4,)),
        ("t-55", (4,)),
        ("s-55", ()),
        ("the", (0, 1, 3, 4)),
        ("Haddad", ()),
        ("", ()),
        ("…", ()),
        ('""', ()),
        ("gas OR pilots", ()),
        ("gas NOT field", ()),
        ("words:gas", ()),
        ("gas*", (0, 1)),
        ("fiel*", ()),
        ("pilots^2", ()),
        ("NEAR(gas field)", ()),
        ("'; DROP TABLE search; --", ()),
        ("gas & field | !x <-> :*", ()),
    ],
)
def test_words_and_phrases_find_claims(ledger: Ledger, words: str, found: tuple[int, ...]) -> None:
    hits = ledger.search(words)
    assert [h.claim.words.rpartition(",")[0] for h in hits] == [
        STORIES[n].replace("Amal Haddad", "(private person)") for n in found
    ]


def test_a_private_name_is_found_by_those_who_may_see_it(ledger: Ledger) -> None:
    assert [h.snippet for h in ledger.search("haddad", View(private=True))] == ["Amal [Haddad] saw the strike, 3."]
    assert [h.snippet for h in ledger.search("saw strikes")] == ["(private person) [saw] the [strike], 3."]
    assert len(ledger.search("private person")) == 0


def test_a_run_of_found_words_is_one_mark(ledger: Ledger) -> None:
    (hit,) = ledger.search('"gas field" struck')
    assert hit.snippet == "Warplanes [struck] the [gas field], 0."
    (hit,) = ledger.search("islamic warplanes")
    assert hit.marks == ((0, 9),)


@pytest.mark.parametrize(("rare", "common"), [(0, 0), (0, 100), (100, 100)], ids=["probe", "list", "sort"])
def test_rare_and_common_words_are_found_alike(ledger: Ledger, monkeypatch: pytest.MonkeyPatch, rare: int, common: int) -> None:
    monkeypatch.setattr(asking, "RARE", dict.fromkeys(asking.RARE, rare))
    monkeypatch.setattr(asking, "COMMON", common)
    for words, view, count in (
        ("gas", View(), 2), ("islamic", View(during="2016-12-11/2016-12-12"), 2), ("strike", View(place="Palmyra"), 2),
        ("strike haddad", View(private=True, box=(38.0, 34.0, 39.0, 35.0)), 1), ("gas", View(recorded_as_of="2020-02"), 2),
    ):  # fmt: skip
        assert len(ledger.search(words, view)) == count, words
        whole = list(ledger.search(words, view, None))
        assert all_pages(lambda n, after, w=words, v=view: ledger.search(w, v, n, after), 1) == whole


@EXAMPLES
@given(words=st.text(st.characters(codec="utf-8"), max_size=40))
def test_no_words_break_a_search(ledger: Ledger, words: str) -> None:
    for view in (View(), View(private=True)):
        ledger.search(words, view)


@settings(max_examples=100)
@given(words=st.text(max_size=40))
def test_a_query_holds_letters_and_digits_alone(words: str) -> None:
    assert all(
        part.isascii() and part.isalnum() and part == part.lower() for phrase in Query.parse(words).phrases for part in phrase
    )
