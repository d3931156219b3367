"""Reports that print one story: found whatever the order they come in, and led back to the earliest."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.ledger.origins.copies import one_story
from dateline.ledger.origins.library import Volume
from dateline.ledger.origins.passages import Likeness
from dateline.ledger.origins.sketches import sketch
from dateline.ledger.redaction import redact, what_holds
from dateline.ledger.store import Store
from dateline.records import Coded
from ledger.origins.made import fill, made, names, state, stories
from ledger.origins.stories import LOOKALIKES, STORIES, prints

WIRE = STORIES["market"].strip()
PRINTS = {p.name: p.text for p in prints() if p.story == "market"}


def papers() -> list[Coded]:
    """An agency's story, three papers that print it, and one that prints something else."""
    return [
        made("Agency", WIRE, agencies=("Agency",), published="2016-12-11T09:00Z"),
        made("Mail", PRINTS["market: edited british"], agencies=("Agency",)),
        made("Herald", PRINTS["market: cut"]),
        made("Courier", PRINTS["market: part"], published="2016-12-12"),
        made("Journal", STORIES["talks"], agencies=("Agency",)),
    ]


def test_one_wire_story_in_three_dailies_is_one_story(store: Store) -> None:
    fill(store, papers())
    assert stories(store) == {frozenset(("Agency", "Mail", "Herald"))}
    ids, (_, origins, copies) = names(store), state(store)
    assert {origins[ids[n]] for n in ("Agency", "Mail", "Herald")} == {ids["Agency"]}
    assert origins[ids["Journal"]] is None
    parts = {(one, other) for one, other, _, whole in copies if not whole}
    assert (ids["Courier"], ids["Agency"]) in parts


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_ingestion_does_not_matter(stores: Callable[..., Store], seed: int, engine: str) -> None:
    if engine == "postgresql" and seed:
        pytest.skip("one order is enough on PostgreSQL")
    assert state(fill(stores(), papers(), seed)) == state(fill(stores(), papers()))


def test_all_at_once_is_the_same_as_one_by_one(stores: Callable[..., Store]) -> None:
    from dateline.ledger.entries import Received, drafts

    at_once = stores()
    at_once.append([draft for one in papers() for draft in drafts(one, Received(), "machine:dateline test")])
    assert state(at_once) == state(fill(stores(), papers()))


def test_an_original_that_comes_in_late_takes_its_place(store: Store) -> None:
    late = made("Early Post", WIRE, published="2016-12-10")
    fill(store, papers())
    before = state(store)[1]
    fill(store, [late])
    after, ids = state(store)[1], names(store)
    assert before[ids["Mail"]] == ids["Agency"]
    assert {after[ids[n]] for n in ("Agency", "Mail", "Herald", "Early Post")} == {ids["Early Post"]}


def test_copies_weeks_apart_and_undated_ones(store: Store) -> None:
    fill(store, [made("Mail", WIRE), made("Late", WIRE, published="2017-01-11"), made("Undated", WIRE, published=None)])
    assert stories(store) == {frozenset(("Mail", "Late", "Undated"))}, "an undated copy ties both"
    ids, origins = names(store), state(store)[1]
    assert set(origins.values()) == {ids["Mail"]}


def test_copies_weeks_apart_alone_are_not_compared(store: Store) -> None:
    fill(store, [made("Mail", WIRE), made("Late", WIRE, published="2017-01-11")])
    assert stories(store) == set()


def test_look_alikes_are_not_tied(store: Store) -> None:
    fill(store, [made(f"{n}{side}", pair[side == "b"]) for n, pair in enumerate(LOOKALIKES) for side in "ab"])
    assert state(store)[2] == []


def test_a_redacted_report_lets_go_of_its_copies(store: Store) -> None:
    fill(store, papers())
    redact(store, what_holds(store, names(store)["Agency"]), "person:Ada")
    ids, (_, origins, copies) = names(store), state(store)
    assert {origins[ids[n]] for n in ("Mail", "Herald")} in ({ids["Mail"]}, {ids["Herald"]})
    assert all(other in ids.values() for _, other, *_ in copies)
    assert store.differing() == ()


def test_the_last_copy_left_is_alone(store: Store) -> None:
    fill(store, papers()[:2])
    redact(store, what_holds(store, names(store)["Agency"]), "person:Ada")
    assert set(state(store)[1].values()) == {None}
    assert store.differing() == ()


def test_a_replay_gives_the_same(store: Store) -> None:
    fill(store, papers(), 3)
    before = state(store)
    assert store.rebuild() == ()
    assert state(store) == before


def volume(name: str, day: int, houses: tuple[str, ...] = ()) -> Volume:
    return Volume(name, 1, day, day * 86_400_000_000, name, houses, False, name, sketch(""))


@pytest.mark.parametrize(
    ("what", "left", "right", "likeness", "one"),
    [
        ("most of a later report stands in the earlier", (2, ()), (1, ()), Likeness(0.7, 0.3, True, False, 200, True), True),
        ("a later report holds all of an earlier and more", (2, ()), (1, ()), Likeness(0.3, 0.9, False, True, 200, True), False),
        ("an agency brings its story up to date", (2, ("Agency",)), (1, ("Agency",)), Likeness(0.3, 0.9, False, True, 200, True), True),
        ("of one day, cut from the longer", (1, ()), (1, ()), Likeness(0.95, 0.3, True, False, 200, True), True),
        ("of one day, half of it reprinted", (1, ()), (1, ()), Likeness(0.6, 0.3, True, False, 200, True), False),
        ("of one day, edited", (1, ()), (1, ()), Likeness(0.6, 0.5, True, True, 200, True), True),
        ("a date is not known", (0, ()), (1, ()), Likeness(0.9, 0.9, True, True, 200, True), True),
        ("a part only", (1, ()), (1, ()), Likeness(0.3, 0.3, False, False, 80, True), False),
    ],
)  # fmt: skip
def test_when_two_reports_are_one_story(
    what: str, left: tuple[int, tuple[str, ...]], right: tuple[int, tuple[str, ...]], likeness: Likeness, one: bool
) -> None:
    assert one_story(volume("a", *left), volume("b", *right), likeness) is one, what
