"""What a claim tells of a place: when, which part, and whether a retreat gives the place up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ledger.control.statement import UNNAMED, WHOLE, Scope, placed_changes, span, statements
from dateline.ledger.entries import spot
from dateline.ledger.index import claim_rows
from dateline.records import ControlChange
from dateline.records.edtf import FIRST_DAY, day_span
from dateline.records.entry import KeptClaim, Party
from dateline.records.spell import Moment
from saying import TOWN, claim

TOWN_SCOPE = Scope("gn:163808", "SY", {"name:palmyra castle|SY": "Palmyra Castle"})

SPANS = [
    ("a day", "takes", "2016-12-11", "2016-12-11", True),
    ("a month", "takes", "2016-03", "2016-03", True),
    ("a month not over", "takes", "2016-12", "2016-12-01/2016-12-15", True),
    ("a night", "takes", "2016-12-10/2016-12-11", "2016-12-10/2016-12-11", True),
    ("no word", "takes", "", "/2016-12-15", False),
    ("until", "takes", "/2016-10-18", "/2016-10-18", False),
    ("since", "takes", "2016-11/..", "2016-11", True),
    ("not yet", "takes", "2017-05-01", "/2016-12-15", False),
    ("the next day by the local clock", "takes", "2016-12-16", "2016-12-16", True),
    ("a state", "holds", "2016-12-11", "/2016-12-11", False),
    ("a state for long", "holds", "2016-11-01/2016-12-01", "/2016-11-01", False),
    ("a state since", "holds", "2016-11/..", "2016-11", True),
]


@pytest.mark.parametrize(("verb", "when", "days", "dated"), [c[1:] for c in SPANS], ids=[c[0] for c in SPANS])
def test_when_it_happened(verb: str, when: str, days: str, dated: bool) -> None:
    first, last, is_dated = span(claim(f"2016-12-15 | Nobody | IS {verb} | {when}"), verb)  # type: ignore[arg-type]
    assert (Moment(first, last).edtf, is_dated) == (days, dated)


def test_an_undated_report_counts_from_its_recording() -> None:
    undated = replace(claim("2016-12-15 | Nobody | IS takes"), published=None, when=None, days=None, recorded=0)
    assert span(undated, "takes") == (FIRST_DAY, day_span("1970-01-01")[0], False)  # type: ignore[index]


@given(st.sampled_from(["2016", "2016-03", "2016-12-11", "2016-12-10/2016-12-11", "2016-05/..", "2017", "/2017-01-01", "2016-21", ""]),
       st.sampled_from(["2016-12-11", "2016-12-11T08:00Z", "2016-12", "2016"]))  # fmt: skip
def test_nothing_is_told_before_it_happens(when: str, published: str) -> None:
    told = replace(
        claim("2016-12-11 | Nobody | IS takes"), published=published, when=when or None, days=day_span(when), when_precision="day"
    )
    first, last, _ = span(told, "takes")
    end = day_span(published.split("T")[0])
    assert end is not None and first <= last <= end[1] + 1


def said(made: KeptClaim, *others: KeptClaim) -> set[tuple[str, str, str]]:
    found = statements([made, *others], TOWN_SCOPE, {})
    return {(s.verb, s.party, s.part) for s in found if s.cited.claim == made.id}


def test_the_town_its_parts_and_elsewhere() -> None:
    assert said(claim("2016-12-11 | Nobody | IS takes")) == {("takes", "Islamic State", WHOLE)}
    assert said(claim("2016-12-11 | Nobody | IS takes part")) == {("takes", "Islamic State", UNNAMED)}
    assert said(claim("2016-12-11 | Nobody | IS takes castle")) == {("takes", "Islamic State", "Palmyra Castle")}
    assert said(claim("2016-12-11 | Nobody | IS takes silos")) == set()


def test_what_lies_near_a_town_is_not_the_town() -> None:
    near = replace(claim("2016-12-09 | Nobody | IS takes"), places=(spot({**TOWN, "precision": 2}),))
    assert said(near) == {("approaches", "Islamic State", WHOLE)}


def test_a_change_without_parties_says_nothing() -> None:
    assert said(replace(claim("2016-12-09 | Nobody | IS takes"), changes=(ControlChange("Palmyra", None, None, "whole"),))) == set()


def test_who_takes_the_whole_has_its_parts_and_says_so_once() -> None:
    castle = spot({"name": "Palmyra Castle", "country": "SY"})
    both = claim("2016-12-11 | Nobody | IS takes")
    both = replace(
        both,
        places=(*both.places, castle),
        changes=(*both.changes, ControlChange("Palmyra Castle", None, "Islamic State", "whole")),
    )
    assert said(both) == {("takes", "Islamic State", WHOLE)}


def retreat(published: str, party: str = "Islamic State") -> KeptClaim:
    made = claim(f"{published} | Observatory | IS leaves")
    return replace(made, id="retreat", report="one", changes=(), parties=(Party("initiator", party),))


def test_a_retreat_told_without_a_change_counts_beside_the_capture_that_it_makes_room_for() -> None:
    taken = replace(claim("2017-03-02 | SANA | Army takes"), report="one")
    assert said(retreat("2017-03-02"), taken) == {("leaves", "Islamic State", WHOLE)}
    assert said(retreat("2017-03-02")) == set(), "no capture is told: the place may not have been given up"
    assert said(retreat("2017-03-02"), replace(taken, report="other")) == set()
    assert said(retreat("2017-03-02", "Government of Syria"), taken) == set(), "nobody makes room for himself"


def test_a_capture_long_before_is_not_the_one_that_it_makes_room_for() -> None:
    taken = replace(claim("2017-03-02 | SANA | Army takes | 2016-03-27"), report="one")
    assert said(retreat("2017-03-02"), taken) == set()


def test_places_are_keyed_as_the_index_keys_them() -> None:
    castle = spot({"name": "Palmyra Castle", "country": "SY", "text": "the castle"})
    made = claim("2016-12-11 | Nobody | IS takes")
    changes = tuple(
        ControlChange(name, None, "Islamic State", "whole") for name in ("Palmyra", "the castle", "Palmyra Castle", "Arak")
    )
    made = replace(made, places=(*made.places, castle), changes=changes)
    assert [key for _, key, _ in placed_changes(made)] == [row["place"] for row in claim_rows(made)["changes"]]


def test_private_names_are_withheld_unless_asked_for() -> None:
    seen = replace(claim("2016-12-11 | Resident | IS takes"), private=("Abu Ahmad",), words="Abu Ahmad saw them come.")
    (hidden,) = statements([seen], TOWN_SCOPE, {})
    (shown,) = statements([seen], TOWN_SCOPE, {}, private=True)
    assert "Ahmad" not in hidden.cited.source + hidden.cited.words
    assert shown.cited.source == "Abu Ahmad"


EDTF = [
    ("2016-12-11", "2016-12-11"), ("2016-03", "2016-03"), ("2016", "2016"), ("2016-12-10/2016-12-11", "2016-12-10/2016-12-11"),
    ("/2016-12-11", "/2016-12-11"), ("2016-12-11/..", "2016-12-11/.."),
]  # fmt: skip


@pytest.mark.parametrize(("value", "expected"), EDTF)
def test_a_moment_is_written_as_edtf(value: str, expected: str) -> None:
    days = day_span(value)
    assert days is not None and Moment(*days).edtf == expected
