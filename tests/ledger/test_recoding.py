"""Coding again: what stays, what is superseded, and that no person's word is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from dateline.ledger.amending import correct, judge, withdraw
from dateline.ledger.entries import Received, claim_drafts, drafts, report_id
from dateline.ledger.questions.ids import successor
from dateline.ledger.recoding import Plan, ever_recorded, held, is_unchanged, plan
from dateline.ledger.redaction import redact, redacted_quotes, what_holds
from dateline.ledger.schema import claims, reviews
from dateline.ledger.store import Store
from dateline.ledger.writing import Writer
from dateline.records import Basis, Claim, Coded, Document, Event, Span, Who
from dateline.records.entry import KeptClaim

TEXT = "Rebels shelled the old town on Sunday. The army denied that it left Palmyra. A convoy reached the camp."
CLAUSES = ("Rebels shelled the old town on Sunday", "it left Palmyra", "A convoy reached the camp")
OLD, NEW = "machine:dateline 1", "machine:dateline 2"


def clause(number: int) -> Span:
    start = TEXT.index(CLAUSES[number])
    return Span(start, start + len(CLAUSES[number]))


def act(number: int, type: str, score: float = 0.5, cut: int = 0, **more: Any) -> Event:
    """One act told in one clause, `cut` characters short."""
    quote, basis = clause(number), Basis("stated", f"rule {score}", (), score)
    quote = Span(quote.start + cut, quote.end)
    claim = Claim(f"c{number}", quote, None, (), more.pop("status", "happened"), (), basis)
    who = (Who(more.pop("by"), clause(number), basis),) if "by" in more else ()
    return Event(f"e{number}-{type}", type, None, "event", who, (), (), (), (), None, (), (claim,), basis)


FIRST = (act(0, "shelling"), act(1, "withdrawal", status="denied"), act(2, "aid"))


def story(events: Sequence[Event], name: str = "story") -> Coded:
    return Coded(Document(name, TEXT, published="2016-12-11", outlet="Orontes Courier"), tuple(events), (), "x")


REPORT = report_id(story(()).document)


class Desk:
    """A ledger with the story as it was first coded."""

    def __init__(self, store: Store) -> None:
        self.store = store
        store.append(drafts(story(FIRST), Received(), OLD))
        self.shelling, self.leaving, self.aid = (d.subject for d in claim_drafts(story(FIRST), REPORT, OLD))

    def recode(self, *events: Event, author: str = NEW) -> Plan:
        """Codes the story again with these acts as the coder's answer."""
        with self.store.reading() as connection:
            old = held(connection, REPORT)
            assert old is not None
            redacted = redacted_quotes(connection).get(REPORT, [])
            fresh = claim_drafts(story(events), REPORT, author)
            made = plan(old, fresh, redacted, lambda id: ever_recorded(connection, id), author)
        if made.drafts:
            assert self.store.append(made.drafts, guard=lambda connection: is_unchanged(connection, old))
        assert self.store.differing() == () and self.store.verify().fault is None
        return made

    def live(self) -> list[KeptClaim]:
        """The claims in force, in the order of the text."""
        with self.store.reading() as connection:
            found = Writer(connection, self.store.dialect).claims(
                list(connection.scalars(claims.select().with_only_columns(claims.c.id)))
            )
        return sorted((c for c in found if c.ended is None), key=lambda c: TEXT.index(c.words))

    def heir(self, claim: str) -> str:
        """The claim that answers for one."""
        with self.store.reading() as connection:
            return successor(connection, claim)

    def reviews(self) -> list[tuple[int, str, str, bool]]:
        """What waits for a person: the entry, its claim, why, and whether it is done."""
        with self.store.reading() as connection:
            return [
                (r.seq, r.subject, r.why, r.done is not None) for r in connection.execute(reviews.select().order_by(reviews.c.seq))
            ]


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def test_what_comes_out_as_before_stays_whatever_the_scores(desk: Desk) -> None:
    before = [(c.id, c.seq, c.author) for c in desk.live()]
    made = desk.recode(*(replace(e, basis=Basis("inferred", "another rule", (), 0.1)) for e in FIRST))
    assert (made.drafts, made.unchanged) == ((), 3)
    assert [(c.id, c.seq, c.author) for c in desk.live()] == before


CASES: list[tuple[str, Event | None, str | None]] = [
    ("another status", act(1, "withdrawal", status="happened"), "withdrawal"),
    ("another type", act(1, "territory_transfer", status="denied"), "territory_transfer"),
    ("another side", act(1, "withdrawal", status="denied", by="Government of Syria"), "withdrawal"),
    ("a shorter quote", act(1, "withdrawal", status="denied", cut=3), "withdrawal"),
    ("gone", None, None),
]


@pytest.mark.parametrize(("what", "fresh", "type"), CASES, ids=[c[0] for c in CASES])
def test_a_claim_that_changed_has_a_successor_that_answers_for_it(
    desk: Desk, what: str, fresh: Event | None, type: str | None
) -> None:
    made = desk.recode(FIRST[0], *((fresh,) if fresh else ()), FIRST[2])
    assert (made.unchanged, made.superseded, made.gone) == (2, int(fresh is not None), int(fresh is None))
    heir = desk.heir(desk.leaving)
    assert [c.id for c in desk.live()] == [desk.shelling, *([heir] if fresh else []), desk.aid]
    if fresh:
        now = next(c for c in desk.live() if c.id == heir)
        assert heir != desk.leaving and now.type == type and now.author == NEW
    assert desk.recode(FIRST[0], *((fresh,) if fresh else ()), FIRST[2]).drafts == ()


def test_ids_survive_many_turns_of_the_coder(desk: Desk) -> None:
    others = (FIRST[0], FIRST[2])
    for turn in range(4):
        changed = act(1, "withdrawal", status="happened" if turn % 2 == 0 else "denied")
        desk.recode(others[0], changed, others[1])
        heir = desk.heir(desk.leaving)
        assert [c.status for c in desk.live() if c.id == heir] == ["happened" if turn % 2 == 0 else "denied"]
    assert len(desk.live()) == 3


def test_a_correction_goes_over_to_the_successor_under_its_authors_name(desk: Desk) -> None:
    first = correct(desk.store, desk.leaving, "targets", ["Islamic State"], "person:Ada", "second sentence")
    made = desk.recode(FIRST[0], act(1, "territory_transfer", status="denied"), FIRST[2])
    heir = desk.heir(desk.leaving)
    now = next(c for c in desk.live() if c.id == heir)
    assert (made.carried, made.reviews) == (1, 0) and now.corrected == ("targets",)
    assert [p.name for p in now.parties] == ["Islamic State"] and now.type == "territory_transfer"
    again: Any = [e for e in desk.store.entries() if e.kind == "correction"][-1]
    assert again.subject == heir and again.author == "person:Ada" and again.payload["carried"] == first.seq


def test_a_correction_without_its_claim_waits_for_a_person(desk: Desk) -> None:
    first = correct(desk.store, desk.aid, "status", "planned", "person:Ada")
    second = judge(desk.store, desk.aid, "right", "person:Ben")
    made = desk.recode(*FIRST[:2])
    assert (made.gone, made.reviews) == (1, 2)
    assert desk.reviews() == [
        (first.seq, desk.aid, "correction.orphan", False), (second.seq, desk.aid, "judgement.orphan", False),
    ]  # fmt: skip


def test_two_corrections_that_contradict_each_other_on_one_successor_wait_for_a_person(store: Store) -> None:
    desk = Desk(store)
    twice = (act(0, "shelling"), act(0, "attack"), *FIRST[1:])
    desk.recode(*twice)
    one, other = desk.shelling, next(c.id for c in desk.live() if c.type == "attack")
    correct(store, one, "status", "planned", "person:Ada")
    second = correct(store, other, "status", "denied", "person:Ben")
    made = desk.recode(act(0, "armed_clash"), *FIRST[1:])
    assert (made.carried, made.reviews) == (1, 1)
    assert desk.reviews() == [(second.seq, other, "correction.conflict", False)]
    assert desk.heir(one) == desk.heir(other)


def test_a_judgement_of_a_claim_that_changed_waits_for_a_person(desk: Desk) -> None:
    said = judge(desk.store, desk.leaving, "right", "person:Ben")
    desk.recode(FIRST[0], act(1, "withdrawal", status="happened"), FIRST[2])
    assert desk.reviews() == [(said.seq, desk.leaving, "judgement.superseded", False)]
    from dateline.ledger.amending import undo

    undo(desk.store, said.seq, "person:Ben")
    assert desk.reviews() == [(said.seq, desk.leaving, "judgement.superseded", True)]


def by_hand(desk: Desk) -> str:
    """A claim that a person entered; its id."""
    draft = claim_drafts(story([act(2, "other")]), REPORT, "person:Ada")[0]
    desk.store.append([draft])
    return draft.subject


def test_a_persons_claim_is_never_superseded(desk: Desk) -> None:
    mine = by_hand(desk)
    made = desk.recode()
    assert made.gone == 3 and [c.id for c in desk.live()] == [mine]
    assert desk.recode(*FIRST).new == 3 and mine in {c.id for c in desk.live()}


@pytest.mark.parametrize("change", [{}, {"status": "ongoing"}, {"cut": 2}])
def test_what_a_person_withdrew_stays_withdrawn(desk: Desk, change: dict[str, Any]) -> None:
    withdraw(desk.store, desk.aid, "person:Ada", "no convoy of aid")
    desk.recode(*FIRST[:2], act(2, "aid", **change))
    assert [c.id for c in desk.live()] == [desk.shelling, desk.leaving]


@pytest.mark.parametrize("type", ["aid", "other"])
def test_what_was_redacted_stays_out(desk: Desk, type: str) -> None:
    redact(desk.store, what_holds(desk.store, desk.aid), "person:Ada")
    made = desk.recode(*FIRST[:2], act(2, type, cut=2))
    assert made.drafts == () and [c.id for c in desk.live()] == [desk.shelling, desk.leaving]


REFUSED: list[tuple[str, Callable[[Desk], Any]]] = [
    ("redacted", lambda desk: redact(desk.store, what_holds(desk.store, REPORT), "person:Ada")),
    ("withdrawn", lambda desk: withdraw(desk.store, REPORT, "person:Ada")),
]


@pytest.mark.parametrize(("what", "do"), REFUSED, ids=[r[0] for r in REFUSED])
def test_a_report_that_is_no_programs_to_code_is_left_alone(desk: Desk, what: str, do: Callable[[Desk], Any]) -> None:
    do(desk)
    desk.store.append(drafts(story([act(0, "attack")], "mine"), Received(), "person:Ada"))
    with desk.store.reading() as connection:
        assert held(connection, REPORT) is None and held(connection, "ab" * 16) is None


def test_a_plan_made_before_somebody_else_wrote_is_not_carried_out(desk: Desk) -> None:
    with desk.store.reading() as connection:
        old = held(connection, REPORT)
        assert old is not None
        made = plan(old, (), [], lambda id: False, NEW)
    correct(desk.store, desk.aid, "status", "planned", "person:Ada")
    assert desk.store.append(made.drafts, guard=lambda connection: is_unchanged(connection, old)) == []
    assert len(desk.live()) == 3
