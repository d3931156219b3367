"""Every question answers as a replay of the log by hand does, page by page, in whatever order the record was filled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telling import DEEDS, EXAMPLES, REPORTS, VIEWS, Deed, all_pages, drafts_of, expected, record, wipe

from dateline.ledger import Ledger, View
from dateline.ledger.entries import fold
from dateline.ledger.privacy import WITHHELD, withheld
from dateline.ledger.questions import tiles, walk
from dateline.ledger.questions.events import event_row
from dateline.ledger.store import Store
from dateline.records.edtf import instants
from dateline.records.entry import KeptClaim

BOXES = ((37.0, 34.0, 41.0, 36.0), (179.0, -20.0, -179.0, -10.0), (38.27, 34.56, 38.27, 34.56))
Reports = list[tuple[str | None, str | None, list[dict[str, Any]]]]


def bare(claim: KeptClaim) -> KeptClaim:
    """A claim without its origin, which is told by comparing it with others."""
    return replace(claim, origin=None)


def timeless(claim: Any) -> Any:
    """A claim without what depends on when and in which turn it was recorded."""
    return replace(claim, seq=0)


@EXAMPLES
@given(reports=REPORTS, deeds=DEEDS, views=st.lists(VIEWS, min_size=3, max_size=3), limit=st.integers(1, 4))
def test_a_question_answers_as_a_replay_by_hand(
    store: Store, reports: Reports, deeds: list[Deed], views: list[View], limit: int
) -> None:
    wipe(store)
    record(store, drafts_of(reports), deeds)
    ledger, entries = Ledger(store), list(store.entries())
    for view in views:
        claims = expected(entries, view)
        shown = claims if view.private else [withheld(c) for c in claims]
        assert [bare(c) for c in ledger.claims(view, None)] == shown, view
        assert [bare(c) for c in all_pages(lambda n, after, v=view: ledger.claims(v, n, after), limit)] == shown, view
        events = ledger.events(view, None)
        assert all_pages(lambda n, after, v=view: ledger.events(v, n, after), limit) == list(events), view
        assert [e.id for e in events] == list(dict.fromkeys(c.event for c in claims)), view
        for event in events:
            mine = event_row([c for c in shown if c.event == event.id], {})
            assert replace(event, claims=tuple(map(bare, event.claims)), outlets=()) == mine
        assert {r.id for r in ledger.reports(view, None)} >= {c.report for c in claims}, view
        for by in ("type", "status", "month", "year", "country", "place", "actor", "speaker", "outlet"):
            assert_tally(ledger, view, by, claims)


@EXAMPLES
@given(reports=REPORTS, deeds=DEEDS, views=st.lists(VIEWS, min_size=3, max_size=3), box=st.sampled_from(BOXES))
def test_many_short_walks_are_one_long_walk(
    store: Store, reports: Reports, deeds: list[Deed], views: list[View], box: tuple[float, float, float, float]
) -> None:
    """As in a ledger so large that each tile of the map is walked for itself, a few rows at a time."""
    wipe(store)
    record(store, drafts_of(reports), deeds)
    entries = list(store.entries())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tiles, "FEW", -1)
        patch.setattr(walk, "MOST", 1)
        for view in (*views, *(replace(v, box=box, place=None, private=True) for v in views)):
            claims = expected(entries, view)
            assert [c.id for c in Ledger(store).claims(view, None)] == [c.id for c in claims], view
            assert {e.id for e in Ledger(store).events(view, None)} == {c.event for c in claims}, view


def assert_tally(ledger: Ledger, view: View, by: str, claims: list[KeptClaim]) -> None:
    """The tally counts each key's claims and events, once each."""
    keys = {c.id: set(keys_of(c, by, view)) or {"the report" if by == "speaker" else "unknown"} for c in claims}
    found = {key: [c for c in claims if key in keys[c.id]] for key in set().union(*keys.values())}
    counted = {c.key: (c.events, c.claims) for c in ledger.tally(by, view)}
    if by == "outlet":
        assert sum(number for _, number in counted.values()) == len(claims)
    else:
        assert counted == {key: (len({c.event for c in some}), len(some)) for key, some in found.items()}, (by, view)


def keys_of(c: KeptClaim, by: str, view: View) -> Iterator[str]:
    """The keys that a claim is counted under."""
    if by in ("actor", "speaker"):
        names = [p.name for p in c.parties] if by == "actor" else [v.name for v in c.voices]
        yield from (fold(n) if view.private or n not in c.private else WITHHELD for n in names)
    elif by in ("month", "year"):
        longest, digits = (31, 7) if by == "month" else (366, 4)
        if c.days is not None and c.days[0] > 1:
            yield "longer" if c.days[1] - c.days[0] > longest else date.fromordinal(c.days[0]).isoformat()[:digits]
    elif by in ("place", "country"):
        found = c.places[0].key if c.places and by == "place" else c.places[0].country if c.places else None
        yield from [found] if found else []
    else:
        yield getattr(c, by, "")


@EXAMPLES
@given(reports=REPORTS, deeds=DEEDS, turns=st.randoms(use_true_random=False), view=VIEWS)
def test_the_order_of_ingestion_changes_no_answer(
    store: Store, reports: Reports, deeds: list[Deed], turns: Any, view: View
) -> None:
    drafts = drafts_of(reports)
    answers = []
    for shuffled in (drafts, turns.sample(drafts, len(drafts))):
        wipe(store)
        record(store, shuffled, deeds)
        ledger = Ledger(store)
        hits = ledger.search("killed", view, None)
        answers.append(
            (
                [timeless(c) for c in ledger.claims(view, None)],
                ledger.events(view, None).to_dicts(),
                [(timeless(h.claim), h.marks) for h in hits],
                [ledger.tally(by, view) for by in ("month", "place", "actor", "speaker", "outlet")],
                ledger.reports(view, None).to_dicts(),
            )
        )
    assert answers[0] == answers[1]


@EXAMPLES
@given(reports=REPORTS, view=VIEWS)
def test_a_later_moment_of_publication_loses_no_claim(store: Store, reports: Reports, view: View) -> None:
    wipe(store)
    record(store, drafts_of(reports))
    before: set[str] = set()
    for moment in ("2016-12-10T12:00Z", "2016-12-10", "2016-12-11T08:00Z", "2016-12-11", "2017-06", "2020", None):
        now = {c.id for c in Ledger(store).claims(replace(view, as_of=moment), None)}
        assert before <= now
        before = now


@EXAMPLES
@given(reports=REPORTS, deeds=DEEDS, view=VIEWS)
def test_what_was_recorded_by_a_moment_is_not_changed_by_what_came_later(
    store: Store, reports: Reports, deeds: list[Deed], view: View
) -> None:
    view = replace(view, recorded_as_of="2020-01-01T04:30Z")
    until = instants(view.recorded_as_of)
    assert until is not None
    deeds = [d for d in deeds if d.field != "private"]  # a name that is withheld later is withheld from earlier days too
    answers = []
    for done in (deeds, [d for d in deeds if d.hour <= 4]):
        wipe(store)
        record(store, drafts_of(reports), done)
        ledger = Ledger(store)
        tallies = [ledger.tally(by, view).to_dicts() for by in ("type", "status", "month", "country")]
        hits = [h.claim.id for h in ledger.search("palmyra struck", view, None)]
        answers.append(
            ([replace(c, ended=None) for c in ledger.claims(view, None)], ledger.events(view, None).to_dicts(), tallies, hits)
        )
    assert answers[0][1:] == answers[1][1:]
    assert [c.id for c in answers[0][0]] == [c.id for c in answers[1][0]]


@EXAMPLES
@given(reports=REPORTS, deeds=DEEDS, views=st.lists(VIEWS, min_size=3, max_size=3))
def test_a_replay_into_a_second_ledger_answers_alike(stores: Any, reports: Reports, deeds: list[Deed], views: list[View]) -> None:
    first, second = two(stores)
    record(first, drafts_of(reports), deeds)
    replay(first, second)
    for view in views:
        answers = [
            (one.claims(view, None), one.events(view, None), one.search('"gas field"', view, None), one.tally("place", view))
            for one in map(Ledger, (first, second))
        ]
        assert answers[0] == answers[1]


_TWO: dict[int, tuple[Store, Store]] = {}


def two(stores: Any) -> tuple[Store, Store]:
    """Two empty stores, the same ones for all examples of a test."""
    pair = _TWO.setdefault(id(stores), (stores(), stores()))
    for store in pair:
        wipe(store)
    return pair


def replay(first: Store, second: Store) -> None:
    """Applies the first log to the indexes of the second."""
    from sqlalchemy import insert

    from dateline.ledger.chain import body_of
    from dateline.ledger.schema import entries, payloads
    from dateline.ledger.writing import Writer

    made = list(first.entries())
    with second.writing() as connection:
        heads = ("seq", "kind", "subject", "author", "recorded", "commitment", "digest")
        connection.execute(insert(entries), [{n: getattr(e, n) for n in heads} for e in made])
        connection.execute(insert(payloads), [{"seq": e.seq, "salt": "", "body": body_of(e.payload or {})} for e in made])
        Writer(connection, second.dialect).apply(made)


@pytest.mark.parametrize("mark", ["", "x", "12", "12.zz", "1.2.3"])
def test_a_page_mark_that_is_none_is_refused(store: Store, mark: str) -> None:
    from dateline.errors import DatelineError

    for ask in (Ledger(store).claims, Ledger(store).events, Ledger(store).reports):
        with pytest.raises(DatelineError) as error:
            ask(View(), 10, mark)
        assert error.value.code == "ledger.page"
