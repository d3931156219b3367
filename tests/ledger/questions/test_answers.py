"""What comes back reads well and keeps private names to itself."""

from __future__ import annotations

import json
from typing import Any

import pytest
from telling import NAME, TOLD_TWICE, Deed, drafts_of, record

from dateline.errors import DatelineError
from dateline.ledger import Ledger, View
from dateline.ledger.store import Store


@pytest.fixture
def ledger(store: Store) -> Ledger:
    record(
        store,
        drafts_of([("2016-12-11", "Observer", TOLD_TWICE)]),
        [Deed(2, "correct", 0, "status", "doubted"), Deed(3, "correct", 0, "initiators", [NAME])],
    )
    return Ledger(store)


def every_answer(ledger: Ledger, private: bool) -> list[Any]:
    view = View(private=private)
    asked = [
        ledger.events(view),
        ledger.claims(view),
        ledger.claims(view).figures(),
        ledger.search("strikes", view),
        ledger.reports(view),
    ]
    return [*asked, *(ledger.tally(by, view) for by in ("actor", "speaker")), ledger.diff("2020", private=private)]


def test_private_names_are_withheld_from_every_answer(ledger: Ledger) -> None:
    for answer in every_answer(ledger, private=False):
        for shown in (
            repr(answer),
            answer._repr_html_(),
            json.dumps(answer.to_dicts()),
            str(answer.to_pandas().values.tolist()),
            str(answer.items),
        ):
            assert "Haddad" not in shown and "Amal" not in shown
    (claim,) = ledger.claims(View(status="denied"))
    for found in (ledger.claim(claim.id), ledger.report(claim.report)):
        assert "Haddad" not in repr(found)


def test_private_names_are_shown_to_who_asks_for_them(ledger: Ledger) -> None:
    assert all("Haddad" in json.dumps(answer.to_dicts()) for answer in every_answer(ledger, private=True))


def test_an_asker_does_not_learn_that_a_private_name_is_there(ledger: Ledger) -> None:
    for view in (View(actor=NAME), View(speaker=NAME)):
        assert len(ledger.claims(view)) == 0 and len(ledger.events(view)) == 0 and len(ledger.tally("month", view)) == 0


def test_frames_have_a_row_a_record_and_their_columns_without_any(ledger: Ledger) -> None:
    for answer in [*every_answer(ledger, False), ledger.events(View(place="Atlantis")), ledger.claims(View(place="Atlantis"))]:
        pandas, polars = answer.to_pandas(), answer.to_polars()
        assert list(pandas.columns) == polars.columns == list(answer.columns)
        assert len(pandas) == len(polars) == len(answer)
        assert all(list(row) == list(answer.columns) for row in answer.to_dicts())
    frame = ledger.claims().to_pandas()
    assert str(frame["known"].dt.tz) == "UTC" and frame["first_day"].tolist() == ["2016-12-10", "2016-12-11"]
    assert str(ledger.claims().to_polars()["recorded"].dtype).startswith("Datetime")


def test_answers_read_well_at_the_prompt(ledger: Ledger) -> None:
    shown = repr(ledger.events())
    assert shown.splitlines()[-1] == "1 event"
    assert "killed 217 people (Syrian Observatory for H…" in shown
    assert "\x1b" not in repr(ledger.claims()) and "<b>" not in ledger.claims()._repr_html_()
    assert repr(ledger.claims(limit=1)).splitlines()[-1].startswith("1 claim; more after '")


def test_an_event_is_told_by_what_most_of_its_claims_say(ledger: Ledger) -> None:
    (event,) = ledger.events(View(private=True))
    assert [p.name for p in event.places] == ["Palmyra", "Sukhnah"] and event.when == "2016-12-10/2016-12-11"
    assert [(s.figure.numbers.best, s.claim.voices[0].kind) for s in event.figures] == [(217, "monitor"), (400, "monitor")]
    assert event.outlets == ("Observer",) and len(event.reports) == 1


@pytest.mark.parametrize("given", [{"box": (0, 10, 1, 5)}, {"box": (0, 0, 181, 5)}, {"as_of": "yesterday"}, {"during": "2016-13"}])
def test_a_view_that_makes_no_sense_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(DatelineError) as error:
        View(**given)
    assert error.value.code in ("ledger.box", "ledger.date")
