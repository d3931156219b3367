"""Ids cut short, ids that were superseded, and what changed in the record."""

from __future__ import annotations

import pytest
from telling import HOUR, START, TOLD_TWICE, Deed, all_pages, drafts_of, record

from dateline.errors import DatelineError
from dateline.ledger import Ledger, View
from dateline.ledger.store import Store
from dateline.records.entry import Draft


@pytest.fixture
def ledger(store: Store) -> Ledger:
    """Two claims; 0:00 both recorded, 2:00 the first corrected, 4:00 the second superseded by the first, 6:00 the correction undone."""
    deeds = [Deed(2, "correct", 0, "status", "doubted"), Deed(4, "withdraw", 1), Deed(6, "undo", 0)]
    record(store, drafts_of([("2016-12-11", "Observer", TOLD_TWICE)]), deeds)
    return Ledger(store)


def ids(ledger: Ledger) -> tuple[str, str]:
    """The claim that stands and the one that it took the place of."""
    old, new = sorted(ledger.claims(View(withdrawn=True)), key=lambda c: c.ended is None)
    return new.id, old.id


def test_a_superseded_id_answers_with_its_successor(ledger: Ledger) -> None:
    new, old = ids(ledger)
    assert ledger.redirect(old) == ledger.redirect(old[:9]) == ledger.redirect(new) == new
    assert ledger.claim(old).id == new
    assert ledger.claim(old, View(withdrawn=True)).id == old
    before = ledger.claim(old, View(recorded_as_of="2020-01-01T03:00Z"))
    assert (before.id, before.ended) == (old, None)


def test_a_claim_is_given_as_it_stood(ledger: Ledger) -> None:
    new, _ = ids(ledger)
    as_recorded = ledger.claim(new).status
    stood = [ledger.claim(new, View(recorded_as_of=f"2020-01-01T0{hour}:30Z")).status for hour in (1, 2, 5, 6)]
    assert stood == [as_recorded, "doubted", "doubted", as_recorded]


@pytest.mark.parametrize("id", ["", "zz", "ffffffffffffffffffffffffffffffff", "%", "' OR 1=1"])
def test_an_id_of_nothing_is_unknown(ledger: Ledger, id: str) -> None:
    for ask in (
        ledger.claim,
        ledger.report,
        ledger.redirect,
        lambda x: ledger.claims(View(event=x)),
        lambda x: ledger.events(View(report=x)),
    ):
        with pytest.raises(DatelineError) as error:
            ask(id)
        assert error.value.code == "ledger.unknown"


def test_an_id_cut_too_short_is_refused(store: Store) -> None:
    record(store, drafts_of([("2016-12-11", None, TOLD_TWICE[:1]) for _ in range(20)]))
    ledger = Ledger(store)
    first = ledger.claims(View(withdrawn=True), None)[0].id
    with pytest.raises(DatelineError) as error:
        for digit in "0123456789abcdef":
            ledger.claim(digit)
    assert error.value.code in ("ledger.ambiguous", "ledger.unknown")
    assert ledger.claim(first).id == first


def test_what_was_not_yet_there_is_unknown(ledger: Ledger) -> None:
    new, _ = ids(ledger)
    for view in (View(as_of="2016-12-10"), View(recorded_as_of="2019")):
        with pytest.raises(DatelineError):
            ledger.claim(new, view)
        with pytest.raises(DatelineError):
            ledger.report("report-0", view)
    assert ledger.report("report-0").name == "report-0"


def test_a_diff_tells_what_changed_by_whom_and_from_what_to_what(ledger: Ledger) -> None:
    changes = ledger.diff("2020-01-01")
    assert [c.what for c in changes] == ["report added", "corrected", "superseded", "taken back"]
    added, corrected, superseded, undone = changes
    assert (added.claims, added.outlet, added.author) == (2, "Observer", "machine:test")
    assert (corrected.field, corrected.after, corrected.author) == ("status", "doubted", "person:Ada")
    assert superseded.successor == ids(ledger)[0] and undone.reason == "status"
    assert {c.report for c in changes} == {added.subject}
    assert dict(changes.counts) == {"claim": 2, "correction": 1, "report": 1, "withdrawal": 2}


def test_a_diff_keeps_to_its_stretch_and_its_pages(ledger: Ledger) -> None:
    assert [c.what for c in ledger.diff("2020-01-01T01:00Z", "2020-01-01T05:00Z")] == ["corrected", "superseded"]
    assert [c.what for c in ledger.diff("2020-01-01T02:00Z", "2020-01-01T02:00Z")] == ["corrected"]
    assert len(ledger.diff("2021")) == 0 and len(ledger.diff("2019", "2019")) == 0
    whole = list(ledger.diff("2020"))
    assert all_pages(lambda n, after: ledger.diff("2020", limit=n, after=after), 1) == whole
    for since in ("soon", "2020-02-31"):
        with pytest.raises(DatelineError):
            ledger.diff(since)


def test_claims_that_come_later_to_a_report_have_a_line_of_their_own(ledger: Ledger) -> None:
    later = drafts_of([("2016-12-11", "Observer", [*TOLD_TWICE, TOLD_TWICE[0]])])[-1]
    ledger.store.clock = lambda: START + 8 * HOUR
    ledger.store.append([Draft("claim", later.subject, "machine:newer", later.payload)])
    (change,) = ledger.diff("2020-01-01T07:00Z")
    assert (change.what, change.claims, change.author, change.name) == ("claims added", 1, "machine:newer", "report-0")
