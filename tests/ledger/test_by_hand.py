"""Records that people code: the short forms, what is refused, and reports that a program cannot code."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.errors import DatelineError
from dateline.ingest import Kept, add, keep
from dateline.ledger.redaction import redact, what_holds
from dateline.ledger.store import Store
from dateline.ledger.writing import Writer
from dateline.pipeline import Kit
from dateline.read import read_record
from dateline.records import Received, Rejected, Taken
from dateline.records.entry import KeptClaim

CALL = "A man who called at nine said that two shells hit the bakery in Sukhnah. Amna Darwish was killed."
ARABIC = "انسحب الجيش من المدينة القديمة يوم الأربعاء ودخلها المسلحون الذين كانوا ينتظرون في التلال"


def event(**more: Any) -> dict[str, Any]:
    """One event in the short forms."""
    claim = {
        "words": "two shells hit the bakery", "source": ["a caller"],
        "quantities": [{"measure": "killed", "group": "civilians", "low": 1, "best": 1, "high": None}],
    }  # fmt: skip
    places = [{"name": "Sukhnah", "country": "SY"}]
    return {
        "type": "shelling",
        "targets": ["Amna Darwish"],
        "places": places,
        "when": "2016-12-11",
        "claims": [claim | more.pop("claim", {})],
    } | more


def record(**more: Any) -> dict[str, Any]:
    return {"text": CALL, "published": "2016-12-11T09:00Z", "title": "Call of 11 December", "events": [event()]} | more


def read(store: Store) -> list[KeptClaim]:
    with store.reading() as connection:
        return Writer(connection, store.dialect).claims([e.subject for e in store.entries() if e.kind == "claim"])


def test_a_call_is_kept_with_its_recording_and_coded_under_the_persons_name(store: Store) -> None:
    received = Received(b"OggS...", "audio/ogg", "https://archive.example/1", "by hand")
    kept = add(store, record(), "person:Ada", received)
    assert isinstance(kept, Kept) and (kept.state, kept.claims) == ("new", 1)
    (c,) = read(store)
    assert (c.type, c.status, c.words, c.author) == ("shelling", "happened", "two shells hit the bakery", "person:Ada")
    assert [(p.role, p.name) for p in c.parties] == [("target", "Amna Darwish")] and c.private == ("Amna Darwish",)
    assert (c.when, c.when_precision, c.voices[0].name, c.figures[0].numbers.low) == ("2016-12-11", "day", "a caller", 1)
    report = next(store.entries()).payload
    assert report is not None and (report["state"], report["archive"]) == ("by_hand", "https://archive.example/1")
    assert store.original(report["original"]) == ("audio/ogg", b"OggS...")
    assert store.verify().fault is None and store.differing() == ()


def test_adding_twice_changes_nothing_and_another_persons_coding_stands_beside(store: Store) -> None:
    add(store, record(), "person:Ada")
    again, other = add(store, record(), "person:Ada"), add(store, record(), "person:Ben")
    assert isinstance(again, Kept) and (again.state, again.claims) == ("known", 0)
    assert isinstance(other, Kept) and (other.state, other.claims) == ("known", 1)
    assert sorted(c.author for c in read(store)) == ["person:Ada", "person:Ben"]


def test_a_report_in_another_language_is_kept_and_coded_by_a_person(store: Store, kit: Kit) -> None:
    taken = Taken(read_record({"id": "homs-7", "text": ARABIC, "published": "2016-12-14"}), Received(ARABIC.encode(), "text/plain"))
    (kept,) = keep([taken], store, lambda: kit)
    assert isinstance(kept, Kept) and (kept.state, kept.reason, kept.claims) == ("not_coded", "code.language", 0)
    told = {"type": "withdrawal", "initiators": ["Government of Syria"], "claims": [{"words": "انسحب الجيش من المدينة القديمة"}]}
    for name in ("homs-7", kept.report[:8]):
        done = add(store, {"report": name, "events": [told]}, "person:Ada")
        assert isinstance(done, Kept) and done.report == kept.report
    (c,) = read(store)
    assert (c.words, c.published, c.report) == ("انسحب الجيش من المدينة القديمة", "2016-12-14", kept.report)
    assert [e.kind for e in store.entries()] == ["report", "claim"]


def test_what_the_coder_printed_can_be_mended_and_added(store: Store, kit: Kit) -> None:
    import json

    from dateline.export import jsonl
    from dateline.pipeline import code
    from dateline.read import read_text

    printed = json.loads(jsonl.line(code(read_text("Rebels seized Goma on Tuesday, the army said.", published="2012-11-20"), kit)))
    done = add(store, printed, "person:Ada")
    assert isinstance(done, Kept) and done.claims == sum(len(e["claims"]) for e in printed["events"]) > 0


def test_a_state_of_control_by_hand(store: Store) -> None:
    holding = {"place": "Sukhnah", "holder": "Islamic State", "claims": [{}]}
    add(store, record(events=[], holdings=[holding]), "person:Ada")
    (c,) = read(store)
    assert (c.type, c.words, [(x.place, x.holder) for x in c.changes]) == ("holding", CALL, [("Sukhnah", "Islamic State")])


BAD: list[tuple[dict[str, Any], str]] = [
    ({"events": [event(type="skirmish")]}, "type 'skirmish'"),
    ({"events": [event(claims=[])]}, "events[0]: it has no claims"),
    ({"events": [event(), {"claims": [{}]}]}, "events[1]: lacks 'type'"),
    ({"events": {"type": "attack"}}, "events is not a list"),
    ({"events": [event(claim={"words": "three shells"})]}, "does not hold the quote 'three shells'"),
    ({"events": [event(claim={"words": None, "quote": {"start": 5, "end": 900}})]}, "no quote stands at 5 to 900"),
    ({"events": [event(claim={"status": "maybe"})]}, "status 'maybe'"),
    ({"events": [event(claim={"source": [{"name": "x", "kind": "god"}]})]}, "kind of voice 'god'"),
    ({"events": [event(claim={"quantities": [{"measure": "killed", "low": 5, "best": 3}]})]}, "not in order"),
    ({"events": [event(claim={"quantities": [{"measure": "killed", "low": "many"}]})]}, "numbers from 0 on"),
    ({"events": [event(places=[{"name": "Sukhnah", "lat": 34.9}])]}, "one coordinate of two"),
    ({"events": [event(places=[{"name": "Sukhnah", "country": "Syria"}])]}, "two letters"),
    ({"events": [event(when="last week")]}, "not EDTF"),
    ({"events": [event(targets=[{"text": "Amna"}])]}, "has no name"),
    ({"events": [event(targets=[{"name": "A", "text": "bakery", "start": 0, "end": 6}])]}, "'bakery' does not stand at 0 to 6"),
    ({"events": [event(control=[{"place": "Sukhnah", "extent": "most"}])]}, "extent 'most'"),
]


@pytest.mark.parametrize(("change", "words"), BAD, ids=[w for _, w in BAD])
def test_what_does_not_keep_to_the_codebook_is_refused_whole(store: Store, change: dict[str, Any], words: str) -> None:
    if store.dialect != "sqlite":
        pytest.skip("nothing gets as far as the engine")
    with pytest.raises(DatelineError) as error:
        add(store, record(**change), "person:Ada")
    assert error.value.code == "ledger.record" and words in str(error.value)
    assert list(store.entries()) == []


def test_a_report_that_was_redacted_is_not_taken_in_again(store: Store) -> None:
    kept = add(store, record(), "person:Ada")
    assert isinstance(kept, Kept)
    redact(store, what_holds(store, kept.report), "person:Ada")
    for again in (record(), {"report": kept.report, "events": [event()]}):
        done = add(store, again, "person:Ada")
        assert isinstance(done, Rejected) and done.code == "ledger.redacted"
    with pytest.raises(DatelineError, match=r"ledger\.unknown"):
        add(store, {"report": "none", "events": []}, "person:Ada")
