"""Redaction: the words are nowhere any more, the chain holds, the indexes are what the log gives, and nothing brings them back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from histories import bodies, drafted
from sqlalchemy import text

import reports
from dateline.errors import DatelineError
from dateline.ledger import schema
from dateline.ledger.amending import correct, judge, withdraw
from dateline.ledger.entries import Received, drafts, report_id
from dateline.ledger.redaction import count_names, redact, redacted_quotes, what_holds, what_names
from dateline.ledger.store import Store
from dateline.records import Coded, Document, Where, Who
from reports import BASIS, at, coded

NAME = "Zubaida Qandahari"
TEXT = f"Gunmen shot {NAME}, a nurse, at Tell Xylophon on Sunday, her brother said.\nShe was 31."
HIDDEN = ("zubaida", "qandahari", "xylophon")  # words that must be gone, folded as the text index has them


def story(name: str = "story", outlet: str = "Orontes Courier", told: str = TEXT) -> Coded:
    """A report of one claim that names a person and a village that no other report names."""
    base = coded()
    who = Who(NAME, at(NAME, told), BASIS)
    place = Where("Tell Xylophon", 1, at("Tell Xylophon", told), BASIS, country="SY", lat=34.0, lon=38.0)
    claim = base.events[0].claims[0]
    claim = type(claim)(claim.id, at(told.split("\n")[0], told), None, (), "happened", (), BASIS)
    event = base.events[0]
    event = type(event)(
        event.id, "attack", None, "event", (), (who,), (), (), (place,), event.when, (), (claim,), BASIS
    )  # fmt: skip
    return Coded(
        Document(name, told, title=f"{NAME} killed", published="2016-12-11", outlet=outlet, language="en"), (event,), (), "x"
    )


def put(store: Store, made: Coded, body: bytes | None = None) -> tuple[str, str]:
    """Records a report with its original; the ids of the report and of its claim."""
    received = Received(body or made.document.text.encode(), "text/plain", None, "x")
    recorded = store.append(drafts(made, received, "machine:x"), {received.sha256 or "": ("text/plain", received.body or b"")})
    return recorded[0].subject, recorded[1].subject


def everything(store: Store) -> str:
    """All that the database's tables hold, as text, folded."""
    out = []
    with store.reading() as connection:
        for name in (*schema.META.tables, "search"):
            columns = "*" if name != "search" or store.dialect != "sqlite" else "rowid, words, hidden"
            for row in connection.execute(text(f"SELECT {columns} FROM {name}")):
                out += [bytes(v).decode("latin-1") if isinstance(v, bytes | memoryview) else str(v) for v in row]
    return "\n".join(out).lower()


@pytest.fixture
def full(store: Store) -> Store:
    """A ledger with the story between others, and what people said of it."""
    store.append(drafted(1), bodies(1))
    _, claim = put(store, story())
    store.append(drafted(2), bodies(2))
    first = correct(store, claim, "targets", [NAME], "person:Ada", f"{NAME} is in the first paragraph")
    judge(store, claim, "right", "person:Ben", f"known to us: {NAME}")
    withdraw(store, f"{claim}", "person:Ada", f"asked for by the family of {NAME}")
    assert first.seq and all(word in everything(store) for word in HIDDEN)
    return store


@pytest.mark.parametrize("how", ["report", "name"])
def test_the_words_are_gone_and_the_chain_holds(full: Store, how: str) -> None:
    before = full.verify()
    target = what_holds(full, report_id(story().document)) if how == "report" else what_names(full, [NAME.upper()])
    assert target.counts == {"report": 1, "claim": 1, "correction": 1, "judgement": 1, "withdrawal": 1}
    redact(full, target, "person:Ada", "asked for by the family")
    full.scrub()
    assert not [word for word in HIDDEN if word in everything(full)]
    after = full.verify()
    assert after.fault is None and (after.entries, after.redacted) == (before.entries + 1, 5)
    assert full.differing() == () and full.verify(before.head).holds
    assert after.originals == 2 and count_names(full, [NAME]) == {NAME: 0}


def test_nothing_of_them_is_left_in_the_files(tmp_path: Path, stores: Callable[..., Store], engine: str) -> None:
    if engine != "sqlite":
        pytest.skip("the files of a server are looked at in test_the_pages_of_a_server_are_written_anew")
    where = tmp_path / "ledger.db"
    store = stores(str(where))
    for number in range(40):
        store.append(drafted(number), bodies(number))
    put(store, story())
    put(store, story(outlet="Levant Newswire"), b"<html>" + TEXT.encode("utf-16-le") + b"</html>")
    files = [where, where.with_name("ledger.db-wal"), where.with_name("ledger.db-shm")]

    def found() -> list[str]:
        raw = b"".join(f.read_bytes() for f in files if f.exists())
        forms = [*HIDDEN, *(w.title() for w in HIDDEN)]
        return [w for w in forms if w.encode() in raw or w.encode("utf-16-le") in raw]

    assert len(found()) >= 5
    redact(store, what_names(store, [NAME, "Tell Xylophon"]), "person:Ada")
    store.scrub()
    assert found() == [] and store.verify().fault is None
    store.close()
    assert found() == []


def test_the_journal_of_a_ledger_that_somebody_reads_is_not_said_to_be_clean(stores: Callable[..., Store], engine: str) -> None:
    if engine != "sqlite":
        pytest.skip("a server's readers do not hold its journal")
    store = stores()
    _, claim = put(store, story())
    other = stores(store.engine.url.database)
    with other.reading() as connection:
        connection.execute(text("SELECT count(*) FROM entries")).all()
        store.engine.dispose()
        with store.engine.connect() as settled:
            settled.exec_driver_sql("PRAGMA busy_timeout=50")
        redact(store, what_holds(store, claim), "person:Ada")
        with pytest.raises(DatelineError, match=r"ledger\.journal"):
            store.scrub()
    store.scrub()


def test_the_pages_of_a_server_are_written_anew(store: Store) -> None:
    if store.dialect == "sqlite":
        pytest.skip("see test_nothing_of_them_is_left_in_the_files")
    put(store, story())
    with store.reading() as connection:
        before = connection.scalar(text("SELECT pg_relation_filenode('payloads')"))
    redact(store, what_names(store, [NAME]), "person:Ada")
    store.scrub()
    with store.reading() as connection:
        assert connection.scalar(text("SELECT pg_relation_filenode('payloads')")) != before


def test_a_claim_goes_alone_and_its_report_is_named(full: Store) -> None:
    _, claim = (d.subject for d in drafts(story(), Received(), "machine:x"))
    target = what_holds(full, claim[:10])
    assert target.counts == {"claim": 1, "correction": 1, "judgement": 1, "withdrawal": 1} and target.subject == claim
    redact(full, target, "person:Ada")
    assert count_names(full, [NAME]) == {NAME: 1}  # the report's own entry
    with full.reading() as connection:
        report = report_id(story().document)
        assert redacted_quotes(connection) == {report: [(0, len(TEXT.split("\n")[0]))]}


def test_what_was_redacted_does_not_come_back(full: Store) -> None:
    made = drafts(story("another name"), Received(TEXT.encode(), "text/plain"), "machine:x")
    redact(full, what_holds(full, report_id(story().document)), "person:Ada")
    assert full.append(made) == []
    assert not [word for word in HIDDEN if word in everything(full)]


def test_bytes_that_two_reports_share_stay_until_both_are_redacted(store: Store) -> None:
    body = TEXT.encode()
    one, _ = put(store, story(), body)
    two, _ = put(store, story(outlet="Levant Newswire"), body)
    target = what_holds(store, one)
    assert len(target.shared) == 1
    redact(store, target, "person:Ada")
    assert store.verify().fault is None and NAME.lower() in everything(store)
    target = what_holds(store, two)
    assert target.shared == ()
    redact(store, target, "person:Ada")
    assert NAME.lower() not in everything(store)


def test_a_name_in_the_original_alone_takes_its_report_out(store: Store) -> None:
    put(store, story())
    other = coded(Document("other", reports.TEXT))
    report, _ = put(store, other, b"<!-- photo: " + NAME.encode() + b" --><p>text</p>")
    assert report in {e.subject for e in what_names(store, [NAME]).found}


@pytest.mark.parametrize(
    ("spelled", "holds"),
    [("zubaida  QANDAHARI", True), ("Qandahari", True), ("Qandahar", False), ("Zubaida", True), ("Ada Qandahari", False)],
)
def test_names_are_whole_words_whatever_their_case(store: Store, spelled: str, holds: bool) -> None:
    put(store, story(told=TEXT))
    assert bool(what_names(store, [spelled]).found) == holds


def test_other_claims_of_a_report_that_held_the_name_stay(store: Store) -> None:
    told = TEXT + "\nThe army said on Sunday that it took the silos."
    made = story(told=told)
    event = made.events[0]
    claim = type(event.claims[0])("c9", at("it took the silos", told), None, (), "happened", (), BASIS)
    other = type(event)("e9", "armed_clash", None, "event", (), (), (), (), (), event.when, (), (claim,), BASIS)
    recorded = store.append(drafts(Coded(made.document, (event, other), (), "x"), Received(), "machine:x"))
    target = what_names(store, [NAME])
    assert target.counts == {"report": 1, "claim": 1}
    redact(store, target, "person:Ada")
    left = [e for e in store.entries() if e.kind == "claim" and e.payload is not None]
    assert [e.subject for e in left] == [recorded[2].subject] and store.differing() == ()


def test_a_redaction_is_refused_where_it_would_keep_the_name_or_miss_an_entry(store: Store) -> None:
    _, claim = put(store, story())
    target = what_names(store, [NAME])
    with pytest.raises(DatelineError, match=r"cli\.usage"):
        redact(store, target, "person:Ada", f"{NAME} asked")
    correct(store, claim, "status", "denied", "person:Ben")
    with pytest.raises(DatelineError, match=r"ledger\.changed"):
        redact(store, target, "person:Ada")
    assert NAME.lower() in everything(store)
    redact(store, what_names(store, [NAME]), "person:Ada")
    with pytest.raises(DatelineError, match=r"ledger\.unknown"):
        redact(store, what_names(store, [NAME]), "person:Ada")


def test_an_entry_says_who_redacted_what_and_nothing_of_it(full: Store) -> None:
    entry: Any = redact(full, what_names(full, [NAME]), "person:Ada", "a court's order")
    last = list(full.entries())[-1]
    assert last == entry and last.author == "person:Ada" and last.payload is not None
    assert last.payload["reason"] == "a court's order" and len(last.payload["entries"]) == 5
    assert all(word not in str(last).lower() for word in HIDDEN)
