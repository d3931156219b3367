"""Incidents in the ledger: whatever the order of ingestion, over people's judgements and back, at earlier moments, through recoding."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from told import act, claim_draft, event_of, groups, report_drafts

from dateline.errors import DatelineError
from dateline.ledger import Ledger, View, schema
from dateline.ledger.amending import correct, undo, withdraw
from dateline.ledger.linking import neighbourhood
from dateline.ledger.redaction import redact, what_holds
from dateline.ledger.store import Store
from dateline.records.entry import Draft

MARKET = "Warplanes bombed a crowded vegetable market, killing twelve shoppers."
REPORTS: dict[str, list[dict[str, Any]]] = {
    "a": [act(words=MARKET, killed=[12])],
    "b": [
        act(words="Twelve died when jets struck the vegetable market.", killed=[12]),
        act(type="withdrawal", by=["Government of Syria"], on=[]),
    ],
    "c": [act(words=MARKET, killed=[12], by=["US-led Coalition"])],
    "d": [act(when="2016-12-18", words="Jets hit a bakery queue.", killed=[3])],
    "e": [act(type="withdrawal", by=["Government of Syria"], on=[], words="Troops pulled back to the hills.")],
}
EXPECTED = {frozenset({"a#0", "b#0", "c#0"}), frozenset({"b#1", "e#0"}), frozenset({"d#0"})}
DAYS = {"a": "2016-12-13", "b": "2016-12-12", "c": "2016-12-14", "d": "2016-12-19", "e": "2016-12-12"}
ADA = "person:Ada"


def drafts(name: str) -> list[Draft]:
    return report_drafts(name, REPORTS[name], DAYS[name])


def fill(store: Store, names: str = "abcde") -> Ledger:
    for name in names:
        store.append(drafts(name))
    return Ledger(store)


def tables(store: Store) -> dict[str, list[Any]]:
    """The rows of linking's tables."""
    with store.reading() as connection:
        return {
            name: sorted(map(tuple, connection.execute(select(schema.META.tables[name]))), key=repr)
            for name in ("incidents", "links", "judged", "blocks", "unlinked")
        }


def test_reports_of_one_act_are_one_incident(store: Store) -> None:
    ledger = fill(store)
    assert groups(ledger) == EXPECTED
    market = ledger.incident(event_of("a"))
    assert market.id == event_of("b")  # the earliest known
    assert len(market.reports) == 3 and market.type == "air_strike" and market.place is not None and market.place.name == "Palmyra"
    assert set(market.initiators) == {"Government of Russia", "US-led Coalition"} and market.initiators[0] == "Government of Russia"
    assert all(link.verdict == "same" and link.by == "machine" and link.reasons for link in market.links)
    assert ledger.incident(market.id[:12]).events == market.events


@pytest.mark.parametrize("order", ["abcde", "edcba", "cabed"])
def test_the_order_of_ingestion_does_not_matter(stores: Callable[..., Store], order: str) -> None:
    one, other = stores(), stores()
    fill(one)
    Ledger(one).link()
    for name in order:
        other.append(drafts(name))
        Ledger(other).link()
    assert tables(one) == tables(other) and other.differing() == ()


def test_a_report_that_comes_and_goes_leaves_no_trace(store: Store) -> None:
    ledger = fill(store, "abde")
    ledger.link()
    before, shown = tables(store), ledger.incidents(limit=None).to_dicts()
    store.append(drafts("c"))
    assert groups(ledger) == EXPECTED
    withdraw(store, drafts("c")[0].subject, ADA)
    assert ledger.incidents(limit=None).to_dicts() == shown and tables(store) == before


def test_a_different_verdict_parts_and_undoing_it_restores(store: Store) -> None:
    ledger = fill(store)
    ledger.link()
    before = tables(store)
    made = ledger.judge(event_of("a"), event_of("c"), "different", ADA, "two markets")
    assert frozenset({"a#0", "b#0", "c#0"}) not in groups(ledger)
    assert not any({"a#0", "c#0"} <= g for g in groups(ledger))
    (link,) = [k for k in ledger.links(event_of("a")) if {k.left, k.right} == {event_of("a"), event_of("c")}]
    assert (link.verdict, link.by) == ("different", ADA)
    assert store.differing() == ()
    ledger.undo(made.seq, "person:Ben")
    assert groups(ledger) == EXPECTED and tables(store) == before


def test_a_same_verdict_joins_whole_incidents_and_their_ids_survive(store: Store) -> None:
    ledger = fill(store)
    bakery, market = ledger.incident(event_of("d")).id, ledger.incident(event_of("a")).id
    made = ledger.judge(event_of("d"), event_of("a"), "same", ADA)
    joined = frozenset({"a#0", "b#0", "c#0", "d#0"})
    assert joined in groups(ledger)
    assert ledger.incident(bakery).id == ledger.incident(market).id == market
    ledger.undo(made.seq, ADA)
    assert ledger.incident(bakery).id == bakery and groups(ledger) == EXPECTED


def test_the_newest_word_on_a_pair_holds(store: Store) -> None:
    ledger = fill(store)
    ledger.judge(event_of("a"), event_of("c"), "different", ADA)
    last = ledger.judge(event_of("c"), event_of("a"), "same", "person:Ben")
    assert groups(ledger) == EXPECTED
    ledger.undo(last.seq, "person:Ben")
    assert not any({"a#0", "c#0"} <= g for g in groups(ledger)) and store.differing() == ()


def test_what_cannot_be_judged_is_refused(store: Store) -> None:
    ledger = fill(store)
    withdraw(store, drafts("d")[1].subject, ADA)
    for left, right, code in (
        (event_of("a"), event_of("a"), "link"),
        (event_of("a"), "beef", "unknown"),
        (event_of("a"), event_of("d"), "link"),
    ):
        with pytest.raises(DatelineError, match=rf"ledger\.{code}"):
            ledger.judge(left, right, "same", ADA)
    with pytest.raises(DatelineError, match=r"cli\.usage"):
        ledger.judge(event_of("a"), event_of("c"), "perhaps", ADA)


def test_a_judgement_outlives_a_new_coding(store: Store) -> None:
    ledger = fill(store)
    ledger.judge(event_of("a"), event_of("c"), "different", ADA)
    new = claim_draft("c", 9, {**REPORTS["c"][0], "event": 9, "killed": [13]}, DAYS["c"])
    old = drafts("c")[1].subject
    store.append(
        [new, Draft("withdrawal", old, "machine:test", {"v": 1, "of": old, "reason": "recoded", "successor": new.subject})]
    )
    assert not any({"a#0", "c#9"} <= g for g in groups(ledger))
    assert ledger.incident(event_of("c")).events == ledger.incident(event_of("c", 9)).events == (event_of("c", 9),)
    assert [k.by for k in ledger.links(event_of("c"))].count(ADA) == 1
    assert store.differing() == ()


def test_a_correction_moves_an_account_and_back(store: Store) -> None:
    ledger = fill(store)
    entry = correct(store, drafts("c")[1].subject, "places", [{"name": "Raqqa", "lat": 35.95, "lon": 39.01, "country": "SY"}], ADA)
    correct(store, drafts("c")[1].subject, "figures", [], ADA)
    correct(store, drafts("c")[1].subject, "when", "2016-12-03", ADA)
    assert frozenset({"c#0"}) in groups(ledger)
    undo(store, entry.seq, ADA)
    assert store.differing() == ()


def test_as_it_was_known_then(store: Store, clock: Any) -> None:
    ledger = fill(store)
    assert groups(ledger, as_of="2016-12-12") == {frozenset({"b#0"}), frozenset({"b#1", "e#0"})}
    assert groups(ledger, as_of="2016-12-13") == {frozenset({"a#0", "b#0"}), frozenset({"b#1", "e#0"})}
    clock.set("2020-02-01T00:00Z")
    ledger.judge(event_of("a"), event_of("b"), "different", ADA)
    clock.set("2020-03-01T00:00Z")
    correct(store, drafts("e")[1].subject, "type", "agreement", ADA)
    assert groups(ledger, recorded_as_of="2020-01-15") == EXPECTED
    then = groups(ledger, recorded_as_of="2020-02-15")
    assert not any({"a#0", "b#0"} <= g for g in then) and frozenset({"b#1", "e#0"}) in then
    assert frozenset({"e#0"}) in groups(ledger)


def test_other_rules_link_everything_anew(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = fill(store)
    ledger.judge(event_of("a"), event_of("c"), "different", ADA)
    before = tables(store)
    monkeypatch.setattr(neighbourhood, "version", lambda: "later rules")
    assert ledger.link() == len(REPORTS) + 1 and tables(store) == before and store.differing() == ()
    assert ledger.link() == 0


def test_filters_choose_incidents_and_pages_hold_each_once(store: Store) -> None:
    ledger = fill(store)
    assert groups(ledger, actor="US-led Coalition") == {frozenset({"a#0", "b#0", "c#0"})}  # with the accounts that name another
    seen, after = [], None
    while True:
        page = ledger.incidents(limit=1, after=after)
        seen += [i.id for i in page]
        after = page.next
        if after is None:
            break
    assert seen == [i.id for i in ledger.incidents(limit=None)] and len(set(seen)) == len(seen) == 3


def test_a_private_name_is_in_no_incident_and_no_reason(store: Store) -> None:
    told = {
        "by": ["Amal Haddad"],
        "voices": ["Amal Haddad"],
        "private": ["Amal Haddad"],
        "words": "Amal Haddad bombed a vegetable market.",
    }
    for name in "xy":
        store.append(report_drafts(name, [act(**told)]))
    ledger = Ledger(store)
    (incident,) = ledger.incidents(limit=None)
    shown = repr([incident, ledger.links(incident.id), ledger.incidents(limit=None).to_dicts()])
    assert "Amal" not in shown and "amal" not in shown and "haddad" not in shown
    assert "Amal Haddad" in repr(ledger.links(incident.id, View(private=True)))
    assert "amal" not in repr(tables(store)).lower()
    redact(store, what_holds(store, incident.claims[0].id), ADA)
    assert len(tables(store)["incidents"]) == 1 and store.differing() == ()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000))
def test_whatever_people_do_the_tables_are_what_a_replay_gives(stores: Callable[..., Store], seed: int) -> None:
    store, chance = stores(), random.Random(seed)
    ledger, made = Ledger(store), list[int]()
    names = list("abcde")
    chance.shuffle(names)
    pairs = list(itertools.combinations([event_of(n) for n in "abcde"], 2))
    for name in names:
        store.append(drafts(name))
        if chance.random() < 0.5:
            ledger.link()
    for _ in range(8):
        try:
            match chance.choice(("judge", "judge", "undo", "withdraw", "correct", "redact")):
                case "judge":
                    made.append(ledger.judge(*chance.choice(pairs), chance.choice(("same", "different", "unsure")), ADA).seq)
                case "undo" if made:
                    ledger.undo(made.pop(chance.randrange(len(made))), ADA)
                case "withdraw" if chance.random() < 0.4:
                    withdraw(store, drafts(chance.choice(names))[1].subject, ADA)
                case "correct":
                    made.append(
                        correct(
                            store, drafts(chance.choice(names))[1].subject, "when", chance.choice(("2016-12-11", "2016-12-18")), ADA
                        ).seq
                    )
                case "redact" if chance.random() < 0.3:
                    redact(store, what_holds(store, drafts(chance.choice(names))[1].subject), ADA)
        except DatelineError:
            continue
    ledger.link()
    where = {row[0]: row[2] for row in tables(store)["incidents"]}
    for row in tables(store)["links"]:
        if row[3] == "different" and row[5] is not None and row[0] in where and row[1] in where:
            assert where[row[0]] != where[row[1]]
    assert store.differing() == ()
