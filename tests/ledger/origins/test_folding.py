"""Claims that are one statement: one speaker's words in many papers count once; and nothing else does."""

from __future__ import annotations

import itertools
import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.ledger.amending import correct, undo
from dateline.ledger.ledger import now
from dateline.ledger.redaction import redact, what_holds
from dateline.ledger.store import Store
from dateline.records import Coded
from ledger.origins.made import Said, claims, fill, made, names, state, told_as_one
from ledger.origins.stories import STORIES, prints

OBSERVATORY, MINISTRY = ("Syrian Observatory for Human Rights",), ("Ministry of Defence of Russia",)
QUOTE = '"We will not leave this town to anybody, whatever they throw at us from the hills," the commander said.'


def pair(left: Said, right: Said, left_day: str = "2016-12-11", right_day: str = "2016-12-11") -> list[Coded]:
    """Two reports in different words, each with one claim."""
    return [
        made("Mail", f"{left.words}. So far.", [left], published=left_day),
        made("Post", f"Today {right.words}.", [right], published=right_day),
    ]


@pytest.mark.parametrize(
    ("what", "left", "right", "one"),
    [
        ("one speaker, one figure", Said("34 dead, it said", OBSERVATORY, 34), Said("it counted 34 killed", OBSERVATORY, 34), True),
        ("another figure", Said("34 dead, it said", OBSERVATORY, 34), Said("it counted 38 killed", OBSERVATORY, 38), False),
        ("another speaker", Said("34 dead, it said", OBSERVATORY, 34), Said("it counted 34 killed", MINISTRY, 34), False),
        ("another place", Said("34 dead, it said", OBSERVATORY, 34), Said("it counted 34 killed", OBSERVATORY, 34, "Aleppo"), False),
        ("a place nearby", Said("34 dead, it said", OBSERVATORY, 34), Said("it counted 34 killed", OBSERVATORY, 34, "Arak"), True),
        ("no place in one", Said("34 dead, it said", OBSERVATORY, 34), Said("it counted 34 killed", OBSERVATORY, 34, None), True),
        ("another day", Said("34 dead, it said", OBSERVATORY, 34), Said("34 killed", OBSERVATORY, 34, "Palmyra", "2016-12-04"), False),
        ("a small figure, one place", Said("2 dead, it said", OBSERVATORY, 2), Said("it counted 2 killed", OBSERVATORY, 2), True),
        ("a small figure, no place", Said("2 dead, it said", OBSERVATORY, 2), Said("2 were killed", OBSERVATORY, 2, None), False),
        ("a ministry speaks for its government", Said("300 dead", MINISTRY, 300), Said("300 died", ("Government of Russia",), 300), True),
        ("no figure, one act", Said("it was attacked", OBSERVATORY), Said("an attack", OBSERVATORY), True),
        ("no figure, another act", Said("it was attacked", OBSERVATORY), Said("shells fell", OBSERVATORY, type="shelling"), False),
        ("nobody in particular", Said("34 dead", ("residents (Syria)",), 34), Said("34 died", ("residents (Syria)",), 34), False),
        ("a person and his body", Said("34 dead", ("Rami Abdel Rahman", *OBSERVATORY), 34), Said("34 died", OBSERVATORY, 34), True),
        ("the same words quoted", Said(QUOTE, ("Abu Marwan",)), Said(QUOTE[:60] + '"', ("a commander (Syria)",), act="e9"), True),
    ],
)  # fmt: skip
def test_when_claims_of_two_papers_are_one_statement(tmp_path: Path, what: str, left: Said, right: Said, one: bool) -> None:
    store = Store.open(tmp_path / "one.db", now)
    fill(store, pair(left, right))
    assert (len({c.origin for c in claims(store)}) == 1) is one, what
    store.close()


@pytest.mark.parametrize(("apart", "one"), [(0, True), (5, True), (8, False), (40, False)])
def test_a_statement_is_repeated_within_days(tmp_path: Path, apart: int, one: bool) -> None:
    store = Store.open(tmp_path / "days.db", now)
    left, right = Said("34 dead, it said", OBSERVATORY, 34), Said("it counted 34 killed", OBSERVATORY, 34)
    later = date(2016, 12, 11) + timedelta(days=apart)
    fill(store, pair(left, right, right_day=later.isoformat()))
    assert (len({c.origin for c in claims(store)}) == 1) is one
    store.close()


def spokesman(count: int = 10) -> list[Coded]:
    """Ten papers that quote one spokesman, each in its own words; and two other voices."""
    openings = (
        "Late on Sunday",
        "By phone",
        "In a note",
        "Asked again",
        "Once more",
        "On air",
        "From London",
        "By mail",
        "Briefly",
        "At noon",
    )
    made_up = [
        made(
            f"Paper {n}",
            f"{openings[n]} the watchers gave a count. They have 34 killed by now.",
            [Said("They have 34 killed", OBSERVATORY, 34)],
        )
        for n in range(count)
    ]
    return [
        *made_up,
        made("Ministry", "It was more than that, 90 dead.", [Said("90 dead", MINISTRY, 90)]),
        made("Tribune", "We saw 34 coffins at the hospital.", [Said("34 coffins", (), 34)]),
    ]


def test_ten_papers_with_one_spokesman_are_one_origin(store: Store) -> None:
    fill(store, spokesman())
    found = claims(store)
    assert len(found) == 12
    assert len({c.origin for c in found}) == 3
    assert {c.origin for c in found if c.voices and c.figures[0].numbers.best == 34} <= {c.id for c in found}


def dailies() -> list[Coded]:
    """An agency's story in three papers, coded a little differently in each; a fourth reprints a part and adds claims of its own."""
    text = {p.name.split(": ")[1]: p.text for p in prints() if p.story == "market"}
    lead, harun, doctors = "killing at least 23 people", "put the dead at 26", "Doctors said that they were operating"
    monitor = ("Harun Valley Monitoring Group",)
    return [
        made("Agency", text["wire"], [Said(lead, (), 23), Said(harun, monitor, 26), Said(doctors, (), None, type="aid")], ("Agency",)),
        made("Mail", text["edited british"], [Said(lead, (), 23), Said("put the death toll at 26", monitor, 26, None)], ("Agency",)),
        made("Herald", text["cut"], [Said(lead, (), 23, type="shelling"), Said(harun, ("monitors (Syria)",), 26)]),
        made("Courier", text["part"],
             [Said(harun, monitor, 26), Said("four letters reached us", (), None, type="other"), Said("The shells came in three volleys", (), None)],
             published="2016-12-12"),
    ]  # fmt: skip


def test_a_story_in_three_dailies_has_one_origin_and_its_speakers_theirs(store: Store) -> None:
    fill(store, dailies())
    ids, found = names(store), claims(store)
    own = {c.origin for c in found if not c.voices and c.report != ids["Courier"]}
    assert own == {ids["Agency"]}
    assert len({c.origin for c in found if " at 26" in c.words}) == 1
    courier = {c.words: c.origin for c in found if c.report == ids["Courier"]}
    assert courier["four letters reached us"] == ids["Courier"], "what the paper adds is its own"


def test_a_passage_that_a_paper_reprints_is_led_back(store: Store) -> None:
    lead = "The shells came in three volleys"
    agency = made("Agency", STORIES["market"].strip(), [Said(lead, (), None)], ("Agency",), published="2016-12-10")
    fill(store, [dailies()[3], agency])
    ids = names(store)
    assert {c.origin for c in claims(store) if c.words == lead} == {ids["Agency"]}


def everything() -> list[Coded]:
    """All of these reports, and some more that bridge them."""
    bridge = made(
        "Bridge", "34 dead in the city, and 90 dead.", [Said("34 dead", OBSERVATORY, 34), Said("90 dead", MINISTRY, 90, act="e2")]
    )
    quoted = [
        made(f"Quote {n}", f"{QUOTE} He spoke for {n} minutes.", [Said(QUOTE, (f"Speaker {n}",))], published=f"2016-12-1{n}")
        for n in range(3)
    ]
    return [*spokesman(4), *dailies(), bridge, *quoted]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000), batch=st.integers(1, 5))
def test_shuffled_and_batched_the_outcome_is_the_same(tmp_path_factory: pytest.TempPathFactory, seed: int, batch: int) -> None:
    from dateline.ledger.entries import Received, drafts

    place = tmp_path_factory.mktemp("order")
    one, other = Store.open(place / "a.db", now), Store.open(place / "b.db", now)
    fill(one, everything())
    order = everything()
    random.Random(seed).shuffle(order)
    for first in range(0, len(order), batch):
        other.append([d for coded in order[first : first + batch] for d in drafts(coded, Received(), "machine:dateline test")])
    assert state(one) == state(other)
    assert told_as_one(one) == told_as_one(other)
    one.close()
    other.close()


def test_a_correction_unfolds_and_taking_it_back_folds_again(store: Store) -> None:
    fill(store, spokesman(3))
    before = state(store)
    root = next(c for c in claims(store) if c.voices and c.origin == c.id and c.figures[0].numbers.best == 34)
    entry = correct(store, root.id, "voices", [{"name": "Amaq", "kind": "belligerent"}], "person:Ada")
    after = {c.id: c.origin for c in claims(store)}
    others = {origin for id, origin in after.items() if before[0][id] == root.id and id != root.id}
    assert after[root.id] == root.id
    assert len(others) == 1
    assert root.id not in others
    assert store.differing() == ()
    undo(store, entry.seq, "person:Ada")
    assert state(store) == before
    assert store.differing() == ()


def test_a_redacted_claim_lets_the_others_stand(store: Store) -> None:
    fill(store, everything())
    root = next(c for c in claims(store) if c.voices and c.origin == c.id and any(o.origin == c.id != o.id for o in claims(store)))
    redact(store, what_holds(store, root.id), "person:Ada")
    assert all(c.origin != root.id for c in claims(store))
    assert store.differing() == ()


@pytest.mark.parametrize("seed", range(2))
def test_whatever_people_do_a_replay_gives_the_same(store: Store, seed: int) -> None:
    from ledger.histories import shake

    fill(store, everything(), seed)
    shake(store, [c.id for c in claims(store)], seed, 12)
    assert store.differing() == ()


def test_pairs_are_told_apart_in_everything(store: Store) -> None:
    fill(store, everything())
    for one, other in itertools.combinations(claims(store), 2):
        if one.origin == other.origin and one.voices and other.voices and '"' not in one.words + other.words:
            assert {v.name for v in one.voices} & {v.name for v in other.voices} or "monitors (Syria)" in {
                v.name for c in (one, other) for v in c.voices
            }
